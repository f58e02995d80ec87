"""What all of an office's use cases share: finding the case that somebody may see, and one move."""

from collections.abc import Callable
from datetime import datetime

from db.case_sight import free_of_conflict, visible_to
from db.cases import StoredCase
from db.database import Database
from db.uow import UnitOfWork
from domain.errors import CaseMovedAway, UnknownCase
from domain.roles import Action
from services.case_moves import CaseMoves, Hand
from services.case_routing import CaseRouting
from services.case_sight import CaseSight
from services.case_views import desk_lines
from services.cases import DeskLine
from services.once import run_once
from services.rights import Rights

Act = Callable[[UnitOfWork, StoredCase, Hand], StoredCase]


class CaseOffice:
    """An office at work on cases. What somebody may not see is not selected.

    Every use case on a number raises:
        UnknownCase: there is none, or this person may not see it.
        CaseMovedAway: another office has it now.
        NotAllowed: this person works on no cases at all.
    Every move raises:
        MoveNotPossible: the state does not allow it, perhaps since a colleague was first.
    """

    def __init__(self, database: Database, rights: Rights, moves: CaseMoves) -> None:
        self._database = database
        self._rights = rights
        self._moves = moves
        self._sight = CaseSight(rights)
        self._routing = CaseRouting(rights, self._sight)

    def _act(
        self, actor: int, number: str, now: datetime, update_key: str, use_case: str, act: Act
    ) -> DeskLine:
        """Make a move once and return the case's line; it may be out of the actor's sight then."""
        case_id = self._once(actor, number, now, update_key, use_case, act)
        with self._database.open_uow(read_only=True) as uow:
            return desk_lines(uow, [uow.cases.get(case_id)], actor)[0]

    def _route(
        self, actor: int, number: str, now: datetime, update_key: str, use_case: str, act: Act
    ) -> str | None:
        case_id = self._once(actor, number, now, update_key, use_case, act)
        with self._database.open_uow(read_only=True) as uow:
            return uow.cases.get(case_id).office_name

    def _once(
        self, actor: int, number: str, now: datetime, update_key: str, use_case: str, act: Act
    ) -> int:
        def once(uow: UnitOfWork) -> int:
            case = self._load(uow, actor, number, now, Action.WORK_ON_CASES)
            return act(uow, case, self._moves.hand_of(uow, actor, case, now)).id

        return int(run_once(self._database, update_key, use_case, once))

    def _load(
        self, uow: UnitOfWork, actor: int, number: str, now: datetime, action: Action
    ) -> StoredCase:
        sight = self._sight.of(uow, actor, now, action)
        case = uow.cases.find_number(number, visible_to(sight))
        if case is not None:
            return case
        moved = uow.cases.find_number(number, free_of_conflict(sight))
        # Whoever had it may know where it went; whoever it concerns learns nothing.
        if moved is not None and uow.case_history.offices(moved.id) & (sight.offices or set()):
            raise CaseMovedAway(number, moved.office_name)
        raise UnknownCase(number)

    def _announce(self, uow: UnitOfWork, case: StoredCase, about: str, now: datetime) -> None:
        self._moves.tell_office(uow, self._sight.resolvers(uow, case, now), about, now)
