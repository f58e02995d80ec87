"""Keyed hashes that stand beside a sealed value, made anew when the value changes its key.

A hash cannot be turned into that of another key; but beside each stands what it was made from.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from db.models.people import AccountRow
from db.sealing import KeyRing

Hashes = dict[str, bytes]
_Make = Callable[[Connection, KeyRing, Any, str], Hashes]


def new_hashes(connection: Connection, ring: KeyRing, column: str, row: Any, opened: str) -> Hashes:
    """Return the hashes of a row under the first key, given what stands open in `column`."""
    make = _MAKERS.get(column)
    return {} if make is None else make(connection, ring, row, opened)


def _of_account(_: Connection, ring: KeyRing, row: Any, address: str) -> Hashes:
    return {"address_hash": ring.lookup(row.channel, address)}


def _of_outbox(_: Connection, ring: KeyRing, row: Any, address: str) -> Hashes:
    return {"owner_hash": ring.lookup("outbox", row.channel, address)}


def _of_watch(connection: Connection, ring: KeyRing, row: Any, wish: str) -> Hashes:
    channel, address, *_ = json.loads(wish)
    hashes = ring.lookups(channel, address)
    owner = select(AccountRow.person_id).where(
        AccountRow.channel == channel, AccountRow.address_hash.in_(hashes)
    )
    person = connection.scalar(owner)
    # Somebody who is gone asks for it no more; the news still goes to where it was asked for.
    return {} if person is None else {"owner_hash": ring.lookup("watch", str(person))}


def _of_authenticator(_: Connection, ring: KeyRing, row: Any, opened: str) -> Hashes:
    number, _secret = opened.split()
    return {"number_hash": ring.lookup("sign-in number", number)}


def _of_certificate(_: Connection, ring: KeyRing, row: Any, code: str) -> Hashes:
    return {"code_hash": ring.lookup("certificate", code)}


def _of_update(_: Connection, ring: KeyRing, row: Any, payload: str) -> Hashes:
    hashes = ring.lookups("inbox", row.channel, _sender(json.loads(payload), row.update_id))
    # Only where the sender is told apart here as on arrival: order is kept by this hash.
    return {"person_hash": hashes[0]} if bytes(row.person_hash) in hashes else {}


def _sender(update: Mapping[str, Any], update_id: int) -> str:
    for part in update.values():
        sender = part.get("from") or part.get("user") if isinstance(part, dict) else None
        if isinstance(sender, dict) and "id" in sender:
            return str(sender["id"])
    return f"update {update_id}"


_MAKERS: Mapping[str, _Make] = {
    "channel_accounts.address_sealed": _of_account,
    "outbox.address_sealed": _of_outbox,
    "watches.address_sealed": _of_watch,
    "inbox.payload_sealed": _of_update,
    "authenticators.secret_sealed": _of_authenticator,
    "certificates.code_sealed": _of_certificate,
}
