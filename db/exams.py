"""Repository of exams: rosters, attempts with their items, and what came of them."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.exams import ExamAttemptRow, ExamItemRow, ExamRosterRow, ExamRow
from db.models.units import UnitRow
from db.sealing import KeyRing
from domain.exams import Blueprint, Score
from domain.study import Skill

_TITLE = ("exams", "title_sealed")


@dataclass(frozen=True, slots=True)
class StoredExam:
    """An exam; practice has neither organiser nor unit nor hours."""

    id: int
    title: str
    unit: str | None
    unit_name: str | None
    organiser_id: int | None
    blueprint: Blueprint
    opens_at: datetime | None
    closes_at: datetime | None
    is_cancelled: bool

    def is_open(self, now: datetime) -> bool:
        """Tell whether an attempt may begin now."""
        has_opened = self.opens_at is None or self.opens_at <= now
        is_closed = self.closes_at is not None and self.closes_at <= now
        return has_opened and not is_closed and not self.is_cancelled


@dataclass(frozen=True, slots=True)
class StoredAttempt:
    """An attempt. `position` counts the items that were shown; `score` once it is over."""

    id: int
    exam_id: int
    learner_id: int
    seed: int
    begun_at: datetime
    ends_at: datetime
    latest_at: datetime
    finished_at: datetime | None
    position: int
    count: int
    score: Score | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class StoredExamItem:
    """An item of an attempt."""

    attempt_id: int
    position: int
    version_id: int
    shown_at: datetime | None
    answer_id: int | None


class ExamRepository:
    """Exams and the attempts at them."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(
        self,
        title: str,
        unit: str | None,
        organiser_id: int | None,
        blueprint: Blueprint,
        opens_at: datetime | None,
        closes_at: datetime | None,
        now: datetime,
    ) -> int:
        """Keep an exam and return its number."""
        uid = uuid4().hex
        row = ExamRow(
            uid=uid,
            title_sealed=self._ring.seal(title, *_TITLE, uid),
            unit_code=unit,
            organiser_id=organiser_id,
            blueprint=_written(blueprint),
            opens_at=opens_at,
            closes_at=closes_at,
            made_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def find(self, exam_id: int) -> StoredExam | None:
        """Return an exam."""
        found = self._select(ExamRow.id == exam_id)
        return found[0] if found else None

    def organised_by(self, person_id: int) -> tuple[StoredExam, ...]:
        """Return the exams that a person organised, the newest first."""
        return self._select(ExamRow.organiser_id == person_id)

    def of_person(self, person_id: int) -> tuple[StoredExam, ...]:
        """Return the exams on whose roster a person stands, the newest first."""
        listed = select(ExamRosterRow.exam_id).where(ExamRosterRow.person_id == person_id)
        return self._select(ExamRow.id.in_(listed))

    def cancel(self, exam_id: int, now: datetime) -> bool:
        """Cancel an exam; False when it was cancelled before."""
        own = (ExamRow.id == exam_id, ExamRow.cancelled_at.is_(None))
        return affected(self._session, update(ExamRow).where(*own).values(cancelled_at=now)) > 0

    def list_people(self, exam_id: int, people: Iterable[int]) -> None:
        """Put people on the roster of an exam."""
        rows = [
            {"exam_id": exam_id, "person_id": person, "attempts_used": 0}
            for person in dict.fromkeys(people)
        ]
        if rows:
            self._session.connection().execute(insert(ExamRosterRow), rows)

    def roster(self, exam_id: int) -> dict[int, int]:
        """Return who is on the roster of an exam, with the attempts that they used."""
        query = select(ExamRosterRow.person_id, ExamRosterRow.attempts_used)
        rows = self._session.execute(query.where(ExamRosterRow.exam_id == exam_id))
        return {row.person_id: row.attempts_used for row in rows}

    def attempts_used(self, exam_id: int, person_id: int) -> int | None:
        """Return how many attempts a person used; None when they are not on the roster."""
        query = select(ExamRosterRow.attempts_used).where(*_listed(exam_id, person_id))
        return self._session.connection().scalar(query)

    def use_attempt(self, exam_id: int, person_id: int, used: int) -> bool:
        """Use one attempt more than `used`; False when somebody else did so first."""
        own = (*_listed(exam_id, person_id), ExamRosterRow.attempts_used == used)
        more = update(ExamRosterRow).where(*own).values(attempts_used=used + 1)
        return affected(self._session, more) > 0

    def begin(
        self,
        exam_id: int,
        learner: int,
        seed: int,
        versions: Sequence[int],
        now: datetime,
        ends_at: datetime,
    ) -> int:
        """Begin an attempt with these items and return its number."""
        row = ExamAttemptRow(
            exam_id=exam_id,
            learner_id=learner,
            seed=seed,
            begun_at=now,
            ends_at=ends_at,
            latest_at=now,
            position=0,
            count=len(versions),
            is_late=False,
        )
        self._session.add(row)
        self._session.flush()
        rows = [
            {"attempt_id": row.id, "position": at, "version_id": version}
            for at, version in enumerate(versions, 1)
        ]
        self._session.connection().execute(insert(ExamItemRow), rows)
        return row.id

    def attempt(self, attempt_id: int) -> StoredAttempt | None:
        """Return an attempt, whoever's it is."""
        found = self._attempts(ExamAttemptRow.id == attempt_id)
        return found[0] if found else None

    def attempts_of(self, exam_id: int, learner: int | None = None) -> tuple[StoredAttempt, ...]:
        """Return the attempts at an exam (of one learner), the first one first."""
        own = ExamAttemptRow.exam_id == exam_id
        if learner is not None:
            own &= ExamAttemptRow.learner_id == learner
        return self._attempts(own)

    def running_of(self, learner: int) -> tuple[StoredAttempt, ...]:
        """Return the attempts of a learner that are not finished."""
        own = (ExamAttemptRow.learner_id == learner) & ExamAttemptRow.finished_at.is_(None)
        return self._attempts(own)

    def overdue(self, before: datetime, at_most: int) -> tuple[StoredAttempt, ...]:
        """Return running attempts whose time was over before a moment."""
        over = ExamAttemptRow.finished_at.is_(None) & (ExamAttemptRow.ends_at < before)
        return self._attempts(over, at_most)

    def item(self, attempt_id: int, position: int) -> StoredExamItem | None:
        """Return one item of an attempt."""
        row = self._session.get(ExamItemRow, (attempt_id, position), populate_existing=True)
        return None if row is None else _item(row)

    def items(self, attempts: Collection[int]) -> tuple[StoredExamItem, ...]:
        """Return the items of these attempts in order."""
        query = select(ExamItemRow).where(ExamItemRow.attempt_id.in_(attempts))
        ordered = query.order_by(ExamItemRow.attempt_id, ExamItemRow.position)
        rows = self._session.scalars(ordered.execution_options(populate_existing=True))
        return tuple(map(_item, rows))

    def show(self, attempt_id: int, position: int, now: datetime) -> None:
        """Put an item of an attempt on the screen."""
        own = (ExamItemRow.attempt_id == attempt_id, ExamItemRow.position == position)
        affected(self._session, update(ExamItemRow).where(*own).values(shown_at=now))
        self._set(attempt_id, position=position, latest_at=now)

    def answer(self, attempt_id: int, position: int, answer_id: int, now: datetime) -> bool:
        """Keep which answer of the log is that to an item; False when it has one already."""
        own = (
            ExamItemRow.attempt_id == attempt_id,
            ExamItemRow.position == position,
            ExamItemRow.answer_id.is_(None),
        )
        self._set(attempt_id, latest_at=now)
        return (
            affected(self._session, update(ExamItemRow).where(*own).values(answer_id=answer_id)) > 0
        )

    def finish(self, attempt_id: int, score: Score, at: datetime, *, is_late: bool) -> bool:
        """Finish an attempt; False when it was finished before."""
        own = (ExamAttemptRow.id == attempt_id, ExamAttemptRow.finished_at.is_(None))
        values = {
            "finished_at": at,
            "right": score.right,
            "counted": score.counted,
            "has_passed": score.has_passed,
            "is_late": is_late,
        }
        return affected(self._session, update(ExamAttemptRow).where(*own).values(values)) > 0

    def running_attempts(self) -> frozenset[int]:
        """Return the attempts that are not finished: nobody is told yet what was right in them."""
        query = select(ExamAttemptRow.id).where(ExamAttemptRow.finished_at.is_(None))
        return frozenset(self._session.scalars(query))

    def leave_rosters(self, person_id: int, now: datetime) -> None:
        """Take a person off the rosters of exams that are over, so that nothing leads to them."""
        over = select(ExamRow.id).where(ExamRow.closes_at.is_(None) | (ExamRow.closes_at < now))
        gone = delete(ExamRosterRow).where(
            ExamRosterRow.person_id == person_id, ExamRosterRow.exam_id.in_(over)
        )
        affected(self._session, gone)

    def forget_before(self, moment: datetime) -> int:
        """Erase exams that were made and closed before a moment, with roster and attempts."""
        old = delete(ExamRow).where(
            ExamRow.made_at < moment, func.coalesce(ExamRow.closes_at, ExamRow.made_at) < moment
        )
        return affected(self._session, old)

    def _select(self, which: Any) -> tuple[StoredExam, ...]:
        query = select(ExamRow, UnitRow.name).outerjoin(UnitRow, UnitRow.code == ExamRow.unit_code)
        rows = self._session.execute(query.where(which).order_by(ExamRow.id.desc()))
        return tuple(
            StoredExam(
                row.id,
                self._ring.open(row.title_sealed, *_TITLE, row.uid),
                row.unit_code,
                unit_name,
                row.organiser_id,
                _read(row.blueprint),
                row.opens_at,
                row.closes_at,
                row.cancelled_at is not None,
            )
            for row, unit_name in rows
        )

    def _attempts(self, which: Any, at_most: int | None = None) -> tuple[StoredAttempt, ...]:
        query = select(ExamAttemptRow).where(which).order_by(ExamAttemptRow.id).limit(at_most)
        rows = self._session.scalars(query.execution_options(populate_existing=True))
        return tuple(map(_attempt, rows))

    def _set(self, attempt_id: int, **values: Any) -> None:
        own = update(ExamAttemptRow).where(ExamAttemptRow.id == attempt_id)
        affected(self._session, own.values(**values))


def _listed(exam_id: int, person_id: int) -> tuple[Any, Any]:
    return ExamRosterRow.exam_id == exam_id, ExamRosterRow.person_id == person_id


def _attempt(row: ExamAttemptRow) -> StoredAttempt:
    score = None
    if row.right is not None and row.counted is not None:
        score = Score(row.right, row.counted, bool(row.has_passed))
    return StoredAttempt(
        *(row.id, row.exam_id, row.learner_id, row.seed, row.begun_at, row.ends_at),
        *(row.latest_at, row.finished_at, row.position, row.count, score, row.is_late),
    )


def _item(row: ExamItemRow) -> StoredExamItem:
    return StoredExamItem(row.attempt_id, row.position, row.version_id, row.shown_at, row.answer_id)


def _written(blueprint: Blueprint) -> str:
    return json.dumps(
        {
            "items": {str(skill): count for skill, count in blueprint.items.items() if count},
            "minutes": blueprint.minutes,
            "attempts": blueprint.attempts,
            "pass_mark": blueprint.pass_mark,
            "document": blueprint.document,
        },
        sort_keys=True,
    )


def _read(text: str) -> Blueprint:
    told = json.loads(text)
    items = {Skill(skill): count for skill, count in told.pop("items").items()}
    return Blueprint(items, **told)
