"""Repository of the log of answers: it is only ever added to, and read."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, insert, select
from sqlalchemy.orm import Session

from db.models.exams import ExamItemRow
from db.models.study import StudyAnswerRow, StudyItemRow, StudyVersionRow

_ADD = insert(StudyAnswerRow).returning(StudyAnswerRow.id)
_FIELDS = (
    *(StudyAnswerRow.id, StudyAnswerRow.learner_id, StudyAnswerRow.version_id),
    *(StudyAnswerRow.attempt_id, StudyAnswerRow.channel, StudyAnswerRow.shown_at),
    *(StudyAnswerRow.answered_at, StudyAnswerRow.choice, StudyAnswerRow.is_sure),
    *(StudyAnswerRow.is_right, StudyAnswerRow.before, StudyAnswerRow.after),
)


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer to be logged."""

    learner_id: int
    version_id: int
    attempt_id: int | None
    channel: str
    shown_at: datetime
    answered_at: datetime
    choice: str
    is_sure: bool
    is_right: bool
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer of the log with the item that it is about."""

    id: int
    learner_id: int
    version_id: int
    attempt_id: int | None
    channel: str
    shown_at: datetime
    answered_at: datetime
    choice: str
    is_sure: bool
    is_right: bool
    before: str | None
    after: str | None
    item_id: int
    code: str
    number: int


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """Somebody's first answer to one wording of an item, and how long it took."""

    learner_id: int
    version_id: int
    choice: str
    is_right: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Review:
    """An answer to an item that was answered before: the state of the card, and what came."""

    before: str
    answered_at: datetime
    is_right: bool


@dataclass(frozen=True, slots=True)
class Hardness:
    """A place of a document: answers on it, wrong ones, and how many people they come from."""

    document: str
    path: str
    answers: int
    wrong: int
    people: int


class StudyLog:
    """Every answer that anybody gave."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, answer: NewAnswer) -> int:
        """Add an answer and return its number."""
        row = {field: getattr(answer, field) for field in NewAnswer.__slots__}
        return int(self._session.connection().execute(_ADD, row).scalar_one())

    def of_learner(self, learner: int) -> tuple[StoredAnswer, ...]:
        """Return everything that was answered under a pseudonym, in that order."""
        return tuple(self._select(StudyAnswerRow.learner_id == learner))

    def all(self, batch: int = 10_000) -> Iterator[StoredAnswer]:
        """Yield the whole log in the order of the answers, read in batches."""
        yield from self._select(StudyAnswerRow.id > 0, batch)

    def learners(self) -> tuple[int, ...]:
        """Return every pseudonym in the log."""
        return tuple(self._session.scalars(select(StudyAnswerRow.learner_id).distinct()))

    def of_version(self, version_id: int) -> Iterator[StoredAnswer]:
        """Yield the answers to one wording of an item, in that order."""
        yield from self._select(StudyAnswerRow.version_id == version_id)

    def first_answers(self, since: datetime, batch: int = 10_000) -> Iterator[FirstAnswer]:
        """Yield everybody's first answer to every wording, where it was given since a moment."""
        first = select(func.min(StudyAnswerRow.id)).group_by(
            StudyAnswerRow.learner_id, StudyAnswerRow.version_id
        )
        query = select(
            *(StudyAnswerRow.learner_id, StudyAnswerRow.version_id, StudyAnswerRow.choice),
            *(StudyAnswerRow.is_right, StudyAnswerRow.shown_at, StudyAnswerRow.answered_at),
        ).where(StudyAnswerRow.id.in_(first), StudyAnswerRow.answered_at >= since)
        for who, version, choice, is_right, shown, answered in self._walk(query, batch):
            seconds = max(0.0, (answered - shown).total_seconds())
            yield FirstAnswer(who, version, choice, is_right, seconds)

    def reviews(self, since: datetime, batch: int = 10_000) -> Iterator[Review]:
        """Yield the answers to what was answered before, of those since a moment."""
        query = select(
            *(StudyAnswerRow.before, StudyAnswerRow.answered_at, StudyAnswerRow.is_right)
        ).where(StudyAnswerRow.answered_at >= since, StudyAnswerRow.before.is_not(None))
        for row in self._walk(query.order_by(StudyAnswerRow.id), batch):
            yield Review(*row)

    def of_attempts(self, attempts: Collection[int]) -> tuple[StoredAnswer, ...]:
        """Return the answers of these attempts."""
        query = self._query().join(ExamItemRow, ExamItemRow.answer_id == StudyAnswerRow.id)
        wanted = query.where(ExamItemRow.attempt_id.in_(attempts)).order_by(StudyAnswerRow.id)
        return tuple(StoredAnswer(*row) for row in self._session.execute(wanted))

    def hardest(
        self, learners: Collection[int], since: datetime, least_people: int, at_most: int
    ) -> tuple[Hardness, ...]:
        """Return the places that these people get wrong most often, of those that enough met."""
        wrong = func.sum(case((StudyAnswerRow.is_right, 0), else_=1))
        people = func.count(StudyAnswerRow.learner_id.distinct())
        query = (
            select(StudyItemRow.document, StudyItemRow.path, func.count(), wrong, people)
            .join(StudyVersionRow, StudyVersionRow.id == StudyAnswerRow.version_id)
            .join(StudyItemRow, StudyItemRow.id == StudyVersionRow.item_id)
            .where(StudyAnswerRow.learner_id.in_(learners), StudyAnswerRow.answered_at >= since)
            .group_by(StudyItemRow.document, StudyItemRow.path)
            .having(people >= least_people, wrong > 0)
            .order_by((wrong * 1000 / func.count()).desc(), StudyItemRow.path)
            .limit(at_most)
        )
        return tuple(
            Hardness(document, path, int(answers), int(missed), int(who))
            for document, path, answers, missed, who in self._session.execute(query)
        )

    def _query(self) -> Select[Any]:
        fields: tuple[Any, ...] = (*_FIELDS, StudyVersionRow.item_id, StudyItemRow.code)
        query: Select[Any] = select(*fields, StudyVersionRow.number)
        return query.join(StudyVersionRow, StudyVersionRow.id == StudyAnswerRow.version_id).join(
            StudyItemRow, StudyItemRow.id == StudyVersionRow.item_id
        )

    def _select(self, which: ColumnElement[bool], batch: int = 1_000) -> Iterator[StoredAnswer]:
        for row in self._walk(self._query().where(which).order_by(StudyAnswerRow.id), batch):
            yield StoredAnswer(*row)

    def _walk(self, query: Any, batch: int) -> Iterator[Any]:
        # On the statement, not on the connection: that would read everything after it by a cursor.
        rows = self._session.connection().execute(query.execution_options(yield_per=batch))
        try:
            yield from rows
        finally:
            # A walk that stops half-way leaves the server's cursor open.
            rows.close()
