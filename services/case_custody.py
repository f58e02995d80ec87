"""Opening a name that was kept for the custodian: a reason, a second person, and a log."""

import base64
from dataclasses import dataclass, field
from datetime import datetime

from db.case_sight import free_of_conflict
from db.case_ties import StoredNameRequest
from db.cases import StoredCase
from db.uow import UnitOfWork
from domain.cases import Actor, Move
from domain.errors import AlreadyDecided, NoNameKept, NotAllowed, SamePerson
from domain.roles import Action, Role
from services.case_moves import Hand, key_of, read_text
from services.case_office import CaseOffice
from services.once import run_once


@dataclass(frozen=True, slots=True)
class NameRequest:
    """A request to open a sender's name: of which case, and why."""

    id: int
    number: str
    reason: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class BoxedName:
    """A name as only the custodian's paper key opens it (base64 of a PyNaCl SealedBox)."""

    number: str
    boxed: str = field(repr=False)


class CaseCustody(CaseOffice):
    """Requests to open names. Three people take part: who asks, who approves, the custodian."""

    def request(self, actor: int, number: str, reason: str, now: datetime, update_key: str) -> int:
        """Ask for a name, with the reason, and return the request's number.

        Raises:
            UnknownCase: the actor may not see it.
            NoNameKept: there is no name, or it is the office's to read anyway.
            EmptyText: no reason.
        """
        said = read_text(reason)

        def request(uow: UnitOfWork) -> int:
            case = self._load(uow, actor, number, now, Action.WORK_ON_CASES)
            if case.name_boxed is None:
                raise NoNameKept
            hand = self._moves.hand_of(uow, actor, case, now)
            self._note(uow, case, hand, "ask name", now, said)
            made = uow.case_names.add(case.id, key_of(uow, case), actor, said, now)
            approvers = self._clear(uow, (Role.INSPECTOR, Role.COORDINATOR), case, now)
            self._moves.tell_office(uow, approvers - {actor}, "name", now)
            return made

        return int(run_once(self._database, update_key, "custody.request", request))

    def to_approve(self, actor: int, now: datetime) -> tuple[NameRequest, ...]:
        """Return the requests of others that this person may approve, the oldest first.

        Raises:
            NotAllowed: they approve none.
        """
        with self._database.open_uow(read_only=True) as uow:
            found = self._requests(uow, actor, Action.APPROVE_NAMES, now)
            return tuple(_shown(case, one) for case, one in found if one.asker_id != actor)

    def to_open(self, actor: int, now: datetime) -> tuple[NameRequest, ...]:
        """Return the approved requests that wait for the custodian, the oldest first.

        Raises:
            NotAllowed: they are no custodian.
        """
        with self._database.open_uow(read_only=True) as uow:
            found = self._requests(uow, actor, Action.OPEN_NAMES, now)
            return tuple(
                _shown(case, one)
                for case, one in found
                if actor not in (one.asker_id, one.approver_id)
            )

    def approve(
        self, actor: int, request_id: int, is_approved: bool, now: datetime, update_key: str
    ) -> None:
        """Approve or decline a request.

        Raises:
            NotAllowed: they may not.
            SamePerson: who asked cannot approve.
            AlreadyDecided: somebody else did.
        """

        def approve(uow: UnitOfWork) -> None:
            case, found = self._request(uow, actor, request_id, Action.APPROVE_NAMES, now)
            if found.asker_id == actor:
                raise SamePerson
            if not uow.case_names.decide(request_id, actor, is_approved, now):
                raise AlreadyDecided
            deed = "approve name" if is_approved else "decline name"
            self._note(uow, case, Hand(Actor.HEAD, actor), deed, now)
            if is_approved:
                custodians = self._clear(uow, (Role.CUSTODIAN,), case, now)
                self._moves.tell_office(uow, custodians - {actor}, "name", now)
            if found.asker_id is not None:
                self._moves.tell_office(uow, [found.asker_id], "name decided", now)

        run_once(self._database, update_key, "custody.approve", approve)

    def open(self, actor: int, request_id: int, now: datetime, update_key: str) -> BoxedName:
        """Hand the sealed name to the custodian, who opens it with the paper key elsewhere.

        Raises:
            NotAllowed: not a custodian, or the request is not approved.
            SamePerson: the custodian asked or approved it themselves.
        """

        def open_once(uow: UnitOfWork) -> list[str]:
            case, found = self._request(uow, actor, request_id, Action.OPEN_NAMES, now)
            if not found.is_approved:
                raise NotAllowed(Action.OPEN_NAMES)
            if actor in (found.asker_id, found.approver_id):
                raise SamePerson
            if case.name_boxed is None:
                raise NoNameKept
            uow.case_names.mark_opened(request_id, actor, now)
            self._note(uow, case, Hand(Actor.CUSTODIAN, actor), "open name", now)
            return [case.number, base64.b64encode(case.name_boxed).decode()]

        return BoxedName(*run_once(self._database, update_key, "custody.open", open_once))

    def _request(
        self, uow: UnitOfWork, actor: int, request_id: int, action: Action, now: datetime
    ) -> tuple[StoredCase, StoredNameRequest]:
        self._rights.require(uow, actor, action, None, now)
        case_id = uow.case_names.case_of(request_id)
        seen = free_of_conflict(self._sight.of_anybody(uow, actor, now))
        case = None if case_id is None else uow.cases.find(case_id, seen)
        found = None if case is None else uow.case_names.find(request_id, key_of(uow, case))
        # Neither what is not there nor what concerns oneself tells more than this.
        if case is None or found is None:
            raise NotAllowed(action)
        return case, found

    def _requests(
        self, uow: UnitOfWork, actor: int, action: Action, now: datetime
    ) -> list[tuple[StoredCase, StoredNameRequest]]:
        self._rights.require(uow, actor, action, None, now)
        is_approved = True if action is Action.OPEN_NAMES else None
        seen = free_of_conflict(self._sight.of_anybody(uow, actor, now))
        found = []
        for request_id, case_id in uow.case_names.open_ids(is_approved=is_approved):
            case = uow.cases.find(case_id, seen)
            key = None if case is None else uow.case_keys.find(case_id)
            one = None if key is None else uow.case_names.find(request_id, key)
            if case is not None and one is not None:
                found.append((case, one))
        return found

    def _clear(
        self, uow: UnitOfWork, roles: tuple[Role, ...], case: StoredCase, now: datetime
    ) -> set[int]:
        day = self._rights.day(now)
        people = {person for role in roles for person in uow.roles.holders(role, None, day)}
        return {one for one in people if self._sight.is_clear(uow, one, case.id, now)}

    def _note(
        self,
        uow: UnitOfWork,
        case: StoredCase,
        hand: Hand,
        deed: str,
        now: datetime,
        reason: str = "",
    ) -> None:
        uow.audit.add(now, hand.person_id, deed, f"case:{case.number}", case.office_code)
        self._moves.write_down(uow, case, Move.UNSEAL, hand, now, reason or deed)


def _shown(case: StoredCase, found: StoredNameRequest) -> NameRequest:
    return NameRequest(found.id, case.number, found.reason, found.asked_at)
