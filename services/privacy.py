"""What a person has a say in: the notice, what is kept about them, and erasing all of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.database import Database
from db.local_chats import LocalChatRepository
from db.privacy import Erasure, PrivacyRepository
from db.uow import UnitOfWork
from services.case_views import read_content
from services.conversations import PERSON, erase_traces
from services.fencing import check_lease
from services.local_chats import CHANNEL
from services.once import run_once

# Counted up when the notice says something new; people are shown it once more then.
NOTICE_VERSION = 1
_MOST_REMEMBERED = 50_000

Exported = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person was told and chose."""

    shown_at: datetime | None
    remembers: bool


class Privacy:
    """People's own data: telling, exporting and erasing it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Who was shown the notice, so that not every message asks the database.
        self._told: set[int] = set()

    def owes_notice(self, person_id: int) -> bool:
        """Tell whether a person has not been shown the notice as it is now."""
        if person_id in self._told:
            return False
        with self._database.open_uow(read_only=True) as uow:
            notice = _own(uow).notice(person_id)
        if notice is None or notice.version != NOTICE_VERSION:
            return True
        self._remember(person_id)
        return False

    def note_shown(self, person_id: int, now: datetime) -> None:
        """Keep that a person was shown the notice as it is now."""
        with self._database.open_uow() as uow:
            check_lease(uow)
            _own(uow).show_notice(person_id, NOTICE_VERSION, now)
            uow.commit()
        self._remember(person_id)

    def choices(self, person_id: int) -> Choices:
        """Return what a person was told and chose."""
        with self._database.open_uow(read_only=True) as uow:
            notice = _own(uow).notice(person_id)
        if notice is None:
            return Choices(None, remembers=True)
        return Choices(notice.shown_at, notice.memory_refused_at is None)

    def choose_memory(self, person_id: int, wanted: bool, now: datetime, update_key: str) -> None:
        """Keep whether a person's questions may be remembered; a no erases those that are."""

        def choose(uow: UnitOfWork) -> None:
            own = _own(uow)
            if own.notice(person_id) is None:
                own.show_notice(person_id, NOTICE_VERSION, now)
            own.refuse_memory(person_id, None if wanted else now)
            if not wanted:
                uow.questions.erase(person_id)

        run_once(self._database, update_key, "privacy.choose_memory", choose)

    def export(self, person_id: int) -> Exported:
        """Return everything that is kept about a person, in the open, by table."""
        with self._database.open_uow(read_only=True) as uow:
            own = _own(uow)
            rows: dict[str, Any] = dict(own.own_rows(person_id))
            rows["watches"] = [
                {**row, "address": json.loads(row["address"])} for row in own.wishes(person_id)
            ]
            rows["cases"] = _own_cases(uow, person_id)
            rows["local_messages"] = [
                message
                for account in own.accounts(person_id)
                if account.channel == CHANNEL
                for message in _said(uow, int(account.address))
            ]
        return {table: found for table, found in rows.items() if found}

    def erase(self, person_id: int, update_key: str) -> int:
        """Erase a person, all that is kept about them included; return how many records it was.

        Their number leads to nobody afterwards, and whoever writes again is somebody new.
        """

        def erase(uow: UnitOfWork) -> int:
            return erase_everything(uow, person_id)

        erased: int = run_once(self._database, update_key, "privacy.erase", erase)
        self._told.discard(person_id)
        return erased

    def _remember(self, person_id: int) -> None:
        if len(self._told) >= _MOST_REMEMBERED:
            self._told.clear()
        self._told.add(person_id)


def erase_everything(uow: UnitOfWork, person_id: int) -> int:
    """Erase a person with everything that is kept about them; return how many records it was."""
    own = _own(uow)
    erased = erase_traces(uow, person_id, scope=PERSON)
    erased += sum(len(rows) for rows in own.own_rows(person_id).values())
    erased += _cut_cases(uow, person_id)
    for account in own.accounts(person_id):
        own.erase_messages(account.channel, account.address)
        if account.channel == CHANNEL:
            chats = LocalChatRepository(uow.session, uow.ring)
            if chats.person(int(account.address)) is not None:
                erased += chats.erase_history(int(account.address))
    own.erase_person(person_id)
    return erased


def replay(uow: UnitOfWork, erasures: Sequence[Erasure]) -> int:
    """Erase again, in a copy of before, what was erased since; return how many people it was."""
    own = _own(uow)
    people = 0
    for erasure in erasures:
        person = own.person_of(erasure.account_uid)
        if person is None:
            continue
        if erasure.scope == PERSON:
            people += 1
            erase_everything(uow, person)
        else:
            people += bool(own.erase_until(person, erasure.erased_at))
    own.list_again(erasures)
    return people


def as_file(exported: Exported) -> bytes:
    """Return what is kept about a person as a file that people and programs can read."""
    text = json.dumps(exported, ensure_ascii=False, indent=2, default=_written)
    return f"{text}\n".encode()


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _said(uow: UnitOfWork, chat: int) -> list[dict[str, Any]]:
    messages = LocalChatRepository(uow.session, uow.ring).newest(chat, _MOST_REMEMBERED)
    return [
        {"from_bot": message.from_bot, "text": message.payload.get("text")}
        for message in reversed(messages)
    ]


def _own_cases(uow: UnitOfWork, person_id: int) -> list[dict[str, Any]]:
    """Return the cases that a person let be tied to their account, with what they told."""
    cases = uow.cases.of(uow.case_ties.linked(uow.case_marks.owner(person_id)), _MOST_REMEMBERED)
    keys = uow.case_keys.find_all([case.id for case in cases])
    return [
        {
            "number": case.number,
            "kind": case.kind,
            "unit": case.unit_name,
            "state": case.state,
            "received_at": case.received_at,
            "what": read_content(case, keys[case.id]).what if case.id in keys else None,
        }
        for case in cases
    ]


def _cut_cases(uow: UnitOfWork, person_id: int) -> int:
    """Cut a person's cases off from them, their names in them included; the cases stay.

    A case that was not tied to the account cannot be found.
    """
    marks, owner = uow.case_marks, uow.case_marks.owner(person_id)
    accounts = uow.people.accounts(person_id)
    told = [marks.address(account.channel, account.address) for account in accounts]
    return uow.case_ties.cut_person(owner, told)


def _own(uow: UnitOfWork) -> PrivacyRepository:
    return PrivacyRepository(uow.session, uow.ring)
