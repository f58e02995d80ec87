"""Telling a person something: an outbox row for the account at which they were last reached."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db.uow import UnitOfWork


def tell(
    uow: UnitOfWork, person_id: int, key: str, payload: Mapping[str, Any], now: datetime
) -> bool:
    """Write a message to a person, once under this key; False when they cannot be reached."""
    account = uow.people.reachable_account(person_id)
    if account is None:
        return False
    return uow.outbox.add(key, account.channel, account.address, dict(payload), now)


def tell_everywhere(
    uow: UnitOfWork,
    person_id: int,
    key: str,
    payload: Mapping[str, Any],
    now: datetime,
    but: int | None = None,
) -> int:
    """Write a message to all accounts of a person `but` one and return how many there are."""
    return sum(
        uow.outbox.add(f"{key}:{account.id}", account.channel, account.address, dict(payload), now)
        for account in uow.people.accounts(person_id)
        if account.is_reachable and account.id != but
    )
