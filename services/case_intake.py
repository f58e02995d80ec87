"""Taking feedback in: the receipt, the limits, and the office that it goes to."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from db.case_keys import new_key
from db.cases import StoredCase
from db.database import Database
from db.uow import UnitOfWork
from domain.case_subjects import folded_text
from domain.cases import CaseKind, CaseState, Identity, Move
from domain.errors import (
    CustodianMissing,
    NotAllowed,
    SameTextAgain,
    SenderNameNeeded,
    TooManyCases,
    UnknownUnit,
)
from domain.receipts import case_number, new_receipt
from domain.roles import Role
from domain.staff_names import read_name
from services.case_moves import CLOCK, SENDER, CaseMoves, attach, read_text
from services.case_routing import CaseRouting, Known
from services.case_sight import CaseSight
from services.case_views import lock_content, lock_name
from services.cases import NewCase, Submitted
from services.custody import seal_name
from services.once import run_once
from services.rights import Rights

MOST_WORDS = 200
_DAY = timedelta(days=1)
# Within this span the same words of the same account are one case, and the same words of many
# are looked at together.
SAME_TEXT = timedelta(days=7)
_ALIKE = 3


@dataclass(frozen=True, slots=True)
class CaseLimits:
    """How many cases are taken in a day: of one person, about one unit, and in all."""

    person: int = 10
    unit: int = 300
    all: int = 5000


@dataclass(frozen=True, slots=True)
class Offered:
    """What a sender may choose: whether a name can be kept for the custodian alone."""

    has_custodian: bool


@dataclass(frozen=True, slots=True)
class RosterName:
    """An official of a unit who can be chosen as the subject of feedback."""

    person_id: int
    name: str
    is_head: bool


class CaseIntake:
    """New cases."""

    def __init__(
        self,
        database: Database,
        rights: Rights,
        moves: CaseMoves,
        *,
        custodian_key: str | None = None,
        limits: CaseLimits | None = None,
    ) -> None:
        self._database = database
        self._rights = rights
        self._moves = moves
        self._sight = CaseSight(rights)
        self._routing = CaseRouting(rights, self._sight)
        self._custodian = custodian_key
        self._limits = limits or CaseLimits()

    def offered(self) -> Offered:
        """Return what a sender may choose."""
        return Offered(self._custodian is not None)

    def roster(self, unit: str, now: datetime) -> Sequence[RosterName]:
        """Return the officials of a unit by name, to choose whom the feedback is about."""
        with self._database.open_uow(read_only=True) as uow:
            held = uow.roles.of_units([unit], self._rights.day(now))
        heads = {role.person_id for role in held if role.role == Role.MANAGER}
        named = {role.person_id: role.name for role in held if role.name is not None}
        found = (RosterName(person, name, person in heads) for person, name in named.items())
        return sorted(found, key=lambda one: one.name)

    def submit(self, person_id: int, new: NewCase, now: datetime, update_key: str) -> Submitted:
        """Receive a case, tell the office that has it, and return its number and code.

        Raises:
            EmptyText: nothing is told.
            TextTooLong: it is longer than is taken.
            SenderNameNeeded: a name was promised and is none.
            CustodianMissing: a name for the custodian, where there is no custodian's key.
            UnknownUnit: there is no such unit.
            UnknownFile: a file is not the sender's.
            SameTextAgain: the same account sent the same about the same unit before.
            TooManyCases: more than is taken in a day.
            NotAllowed: somebody without a role writes for others.
        """
        checked = self._checked(new)

        def submit(uow: UnitOfWork) -> list[Any]:
            self._admit(uow, person_id, checked, now)
            case, code = self._add(uow, person_id, checked, now)
            case = self._merge_alike(uow, case, now)
            if case.state is not CaseState.MERGED:
                about = "praise" if case.kind is CaseKind.PRAISE else "new"
                people = self._sight.resolvers(uow, case, now)
                self._moves.tell_office(uow, people, about, now)
            due = None if case.due_at is None else case.due_at.isoformat()
            is_merged = case.state is CaseState.MERGED
            return [case.number, code, case.office_name, due, is_merged]

        number, code, office, due, is_merged = run_once(
            self._database, update_key, "intake.submit", submit
        )
        due_at = None if due is None else datetime.fromisoformat(due)
        return Submitted(number, code, office, due_at, is_merged)

    def _checked(self, new: NewCase) -> NewCase:
        """Return what was brought with its texts in order."""
        name = None
        if new.identity is not Identity.ANONYMOUS:
            name = read_name(new.name or "")
            if name is None:
                raise SenderNameNeeded
        if new.identity is Identity.SEALED and self._custodian is None:
            raise CustodianMissing
        is_own = not new.on_behalf
        return NewCase(
            kind=new.kind,
            what=read_text(new.what),
            unit=new.unit,
            place=new.place.strip()[:MOST_WORDS],
            subject=new.subject,
            conduct=new.conduct,
            when=new.when.strip()[:MOST_WORDS],
            files=tuple(dict.fromkeys(new.files)),
            identity=new.identity,
            name=name,
            # What an official writes for somebody else is tied to nobody: the receipt is handed on.
            keeps_address=new.keeps_address and is_own,
            linked=new.linked and is_own,
            on_behalf=new.on_behalf,
        )

    def _admit(self, uow: UnitOfWork, person_id: int, new: NewCase, now: datetime) -> None:
        """Count one more of this person, about this unit and in all.

        Raises:
            NotAllowed, UnknownUnit, SameTextAgain, TooManyCases.
        """
        if new.on_behalf and not self._rights.holdings(uow, person_id, now):
            raise NotAllowed("write for others")
        if new.unit is not None and not uow.units.has(new.unit):
            raise UnknownUnit(new.unit)
        marks, counts = uow.case_marks, uow.case_counts
        same = marks.count("text", str(person_id), new.unit or "", folded_text(new.what))
        if counts.add(same, now, now - SAME_TEXT) > 1:
            raise SameTextAgain
        scopes = [("all", "", self._limits.all)]
        if new.unit is not None:
            scopes.append(("unit", new.unit, self._limits.unit))
        if not new.on_behalf:
            scopes.append(("person", str(person_id), self._limits.person))
        for scope, subject, at_most in scopes:
            if counts.add(marks.count(scope, subject), now, now - _DAY) > at_most:
                raise TooManyCases(scope)

    def _add(
        self, uow: UnitOfWork, person_id: int, new: NewCase, now: datetime
    ) -> tuple[StoredCase, str]:
        known = self._routing.know(uow, new.kind, new.unit, new.subject, now)
        uid, code = uuid4().hex, new_receipt(secrets.randbelow)
        year = self._rights.day(now).year
        values = self._columns(uow, new, known, now)
        values["number"] = case_number(year, uow.cases.next_number(year))
        key = new_key()
        values["content_locked"] = lock_content(
            key, uid, new.what, new.place, new.when, known.subject
        )
        if new.identity is Identity.NAMED and new.name is not None:
            values["name_locked"] = lock_name(key, uid, new.name)
        if new.identity is Identity.SEALED and new.name is not None and self._custodian:
            values["name_boxed"] = seal_name(new.name, self._custodian)
        case_id = uow.cases.add(
            {**values, "uid": uid, "receipt_hash": uow.case_marks.receipt(code)}
        )
        uow.case_keys.add(case_id, key)
        attach(uow, case_id, None, key, new.files, person_id)
        case = uow.cases.get(case_id)
        self._tie(uow, case, person_id, new)
        return self._begin(uow, case, known, new, person_id, now), code

    def _columns(
        self, uow: UnitOfWork, new: NewCase, known: Known, now: datetime
    ) -> dict[str, Any]:
        return {
            **known.columns,
            **self._moves.begin(uow, known.route.start, now),
            "kind": new.kind,
            "conduct": new.conduct,
            "identity": new.identity,
            "state": CaseState.RECEIVED,
            "is_on_behalf": new.on_behalf,
            "text_hash": uow.case_marks.text(folded_text(new.what), new.unit),
            "is_open": True,
            "has_news": False,
            "needs_review": False,
            "received_at": now,
            "moved_at": now,
            "revision": 0,
        }

    def _tie(self, uow: UnitOfWork, case: StoredCase, person_id: int, new: NewCase) -> None:
        """Keep whose the case is and where they are told, as far as they wish it."""
        if new.linked:
            uow.case_ties.link(case.id, uow.case_marks.owner(person_id))
        account = uow.people.reachable_account(person_id) if new.keeps_address else None
        if account is not None:
            hashed = uow.case_marks.address(account.channel, account.address)
            uow.case_ties.keep_address(case.id, account.channel, account.address, hashed)

    def _begin(
        self,
        uow: UnitOfWork,
        case: StoredCase,
        known: Known,
        new: NewCase,
        person_id: int,
        now: datetime,
    ) -> StoredCase:
        """Let the case go to its office and begin its history."""
        case = self._routing.learn(uow, case, f"{new.what}\n{new.place}", now)
        office = self._routing.place(uow, case, known.route.start, now)
        if office is not None:
            case = uow.cases.change(case, office_code=office)
        hand = self._moves.hand_of(uow, person_id, case, now) if new.on_behalf else SENDER
        self._moves.write_down(uow, case, Move.SUBMIT, hand, now)
        return case

    def _merge_alike(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> StoredCase:
        """Put a case to the first of its kind when the same words came from several before."""
        alike = uow.case_lists.alike(case, now - SAME_TEXT, _ALIKE)
        main = next((one for one in alike if one.is_open and one.main_id is None), None)
        if len(alike) < _ALIKE or main is None:
            return case
        return self._moves.make(uow, case, Move.MERGE, CLOCK, now, main.number, main_id=main.id)
