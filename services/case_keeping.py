"""How long cases are kept: closing what is silent, and destroying the key of what is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from db.cases import StoredCase
from db.database import Database
from db.uow import UnitOfWork
from domain.cases import Move
from services.case_moves import CLOCK, CaseMoves
from services.fencing import check_lease

_AT_ONCE = 200
# Longer than any span in which something is counted.
_COUNTED = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class KeepCases:
    """How many days: until an answered case closes, and a closed one cannot be read any more."""

    closing: int = 30
    closed: int = 1825


class CaseKeeping:
    """What the clock does with cases that are over."""

    def __init__(
        self, database: Database, moves: CaseMoves, keep: KeepCases, drafts: timedelta
    ) -> None:
        self._database = database
        self._moves = moves
        self._keep = keep
        self._drafts = drafts

    def sweep(self, now: datetime) -> int:
        """Close what was answered long ago, destroy what is over, and return how many it was."""
        done = self._waiting_files(now)
        done += self._each(now, now - timedelta(days=self._keep.closing), is_closing=True)
        done += self._each(now, now - timedelta(days=self._keep.closed), is_closing=False)
        return done

    def _each(self, now: datetime, before: datetime, *, is_closing: bool) -> int:
        """Go through what is due a little at a time, so that nobody waits long."""
        total = 0
        while True:
            with self._database.open_uow() as uow:
                check_lease(uow)
                lists = uow.case_lists
                found = (lists.silent if is_closing else lists.outlived)(before, _AT_ONCE)
                for case in found:
                    self._close(uow, case, now) if is_closing else destroy(uow, case, now)
                uow.commit()
            total += len(found)
            if len(found) < _AT_ONCE:
                return total

    def _close(self, uow: UnitOfWork, case: StoredCase, now: datetime) -> None:
        self._moves.make(uow, case, Move.CLOSE, CLOCK, now, closed_at=now)
        uow.case_ties.forget_address(case.id)
        for other in uow.cases.merged_into(case.id):
            uow.case_ties.forget_address(other.id)

    def _waiting_files(self, now: datetime) -> int:
        with self._database.open_uow() as uow:
            check_lease(uow)
            erased = uow.case_files.forget_waiting(now - self._drafts)
            erased += uow.case_counts.forget_before(now - _COUNTED)
            uow.commit()
        return erased


def destroy(uow: UnitOfWork, case: StoredCase, now: datetime) -> None:
    """Destroy the key of a case and erase what was locked under it; figures and moves stay."""
    uow.case_keys.destroy(case.id)
    uow.case_files.erase_of(case.id)
    uow.case_explanations.erase_of(case.id)
    uow.case_names.erase_of(case.id)
    uow.case_lines.erase_of(case.id)
    uow.case_alarms.erase_of(case.id)
    uow.case_ties.cut(case.id)
    uow.cases.change(
        case,
        content_locked=None,
        name_locked=None,
        name_boxed=None,
        subject_hash=None,
        subject_name_hash=None,
        handler_id=None,
        answerer_id=None,
        erased_at=now,
    )
