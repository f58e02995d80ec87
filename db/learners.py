"""Repository of learners: pseudonyms, cards, days, reminders, and the goals of units."""

import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.study import (
    LearnerRow,
    StudyCardRow,
    StudyDayRow,
    StudyItemRow,
    StudySessionRow,
)
from domain.study import ItemState, Skill

# A random number of so many bits: nothing of it tells when or after whom somebody came.
_BITS = 52
_AT_ONCE = 500

# Built once, since every answer runs them.
_LEARNER = select(LearnerRow.learner_id).where(LearnerRow.person_id == bindparam("person"))
_COLUMNS = (
    *(StudyCardRow.item_id, StudyCardRow.stability, StudyCardRow.difficulty),
    *(StudyCardRow.last_on, StudyCardRow.due_on, StudyCardRow.reps, StudyCardRow.lapses),
)
_CARD = select(*_COLUMNS).where(
    StudyCardRow.learner_id == bindparam("learner"), StudyCardRow.item_id == bindparam("item")
)
_ADD_CARD = insert(StudyCardRow)
_PUT_CARD = update(StudyCardRow).where(
    StudyCardRow.learner_id == bindparam("learner"), StudyCardRow.item_id == bindparam("item")
)
_OWN_DAY = (StudyDayRow.learner_id == bindparam("learner")) & (StudyDayRow.day == bindparam("on"))
_ADD_TO_DAY = (
    update(StudyDayRow)
    .where(_OWN_DAY)
    .values(
        answered=StudyDayRow.answered + bindparam("more"),
        right=StudyDayRow.right + bindparam("more_right"),
    )
)
_ADD_DAY = insert(StudyDayRow)
_SEEN = update(LearnerRow).where(
    LearnerRow.learner_id == bindparam("learner"), LearnerRow.active_on < bindparam("on")
)


@dataclass(frozen=True, slots=True)
class StoredCard:
    """How well a learner remembers an item."""

    item_id: int
    stability: float
    difficulty: float
    last_on: date
    due_on: date
    reps: int
    lapses: int


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A card with what its item is about."""

    card: StoredCard
    skill: Skill
    document: str
    path: str


@dataclass(frozen=True, slots=True)
class StoredLearner:
    """A person with their pseudonym."""

    person_id: int
    learner_id: int
    shares_name: bool


class LearnerRepository:
    """Pseudonyms, and what is reckoned from the answers given under them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, person_id: int) -> int | None:
        """Return a person's pseudonym."""
        found: int | None = self._session.connection().scalar(_LEARNER, {"person": person_id})
        return found

    def ensure(self, person_id: int, now: datetime, today: date) -> int:
        """Return a person's pseudonym, made now if they have none."""
        found = self.find(person_id)
        if found is not None:
            return found
        learner = secrets.randbits(_BITS)
        row = LearnerRow(
            person_id=person_id,
            learner_id=learner,
            made_at=now,
            active_on=today,
            shares_name=False,
        )
        self._session.add(row)
        self._session.flush()
        return learner

    def shares_name(self, person_id: int) -> bool:
        """Tell whether the unit may see this person's name beside their progress."""
        query = select(LearnerRow.shares_name).where(LearnerRow.person_id == person_id)
        return bool(self._session.scalar(query))

    def share_name(self, person_id: int, wanted: bool) -> None:
        """Keep whether the unit may see this person's name."""
        own = update(LearnerRow).where(LearnerRow.person_id == person_id)
        affected(self._session, own.values(shares_name=wanted))

    def of_people(self, people: Collection[int]) -> tuple[StoredLearner, ...]:
        """Return the pseudonyms of those of these people who have one."""
        query = select(LearnerRow.person_id, LearnerRow.learner_id, LearnerRow.shares_name)
        return tuple(
            StoredLearner(*row)
            for some in _portions(people)
            for row in self._session.execute(query.where(LearnerRow.person_id.in_(some)))
        )

    def people_of(self, learners: Collection[int]) -> Mapping[int, int]:
        """Return who stands behind these pseudonyms, where that is still known."""
        query = select(LearnerRow.learner_id, LearnerRow.person_id)
        rows = self._session.execute(query.where(LearnerRow.learner_id.in_(learners)))
        return {row.learner_id: row.person_id for row in rows}

    def hand_over(self, person_id: int, owner_id: int) -> bool:
        """Let a person's pseudonym be another's who has none; False when it cannot be."""
        if self.find(owner_id) is not None:
            return False
        own = update(LearnerRow).where(LearnerRow.person_id == person_id)
        return affected(self._session, own.values(person_id=owner_id)) > 0

    def destroy(self, person_id: int, until: datetime | None = None) -> bool:
        """Destroy a person's pseudonym with all that was reckoned under it; the log stays.

        `until`: only one that was made up to this moment. False when there is none.
        """
        query = _LEARNER if until is None else _LEARNER.where(LearnerRow.made_at <= until)
        learner = self._session.connection().scalar(query, {"person": person_id})
        if learner is None:
            return False
        for table in (StudyCardRow, StudyDayRow, StudySessionRow, LearnerRow):
            self._session.execute(delete(table).where(table.learner_id == learner))
        return True

    def idle(self, before: date) -> tuple[int, ...]:
        """Return the people under whose pseudonyms nothing was answered since a day."""
        return tuple(
            self._session.scalars(select(LearnerRow.person_id).where(LearnerRow.active_on < before))
        )

    def card(self, learner: int, item_id: int) -> StoredCard | None:
        """Return a learner's card of an item."""
        wanted = {"learner": learner, "item": item_id}
        row = self._session.connection().execute(_CARD, wanted).first()
        return None if row is None else StoredCard(*row)

    def cards(self, learner: int) -> tuple[PlacedCard, ...]:
        """Return all cards of a learner whose items may be asked, with what they are about."""
        return self.cards_of([learner]).get(learner, ())

    def cards_of(self, learners: Collection[int]) -> dict[int, tuple[PlacedCard, ...]]:
        """Return the cards of several learners."""
        about: tuple[Any, ...] = (StudyItemRow.skill, StudyItemRow.document, StudyItemRow.path)
        query: Select[Any] = (
            select(StudyCardRow.learner_id, *about, *_COLUMNS)
            .join(StudyItemRow, StudyItemRow.id == StudyCardRow.item_id)
            .where(StudyCardRow.learner_id.in_(learners), StudyItemRow.state == ItemState.APPROVED)
            .order_by(StudyCardRow.learner_id, StudyCardRow.item_id)
        )
        found: dict[int, list[PlacedCard]] = {}
        for row in self._session.connection().execute(query):
            placed = PlacedCard(StoredCard(*row[4:]), row.skill, row.document, row.path)
            found.setdefault(row.learner_id, []).append(placed)
        return {learner: tuple(own) for learner, own in found.items()}

    def raw_cards(self, learner: int) -> tuple[StoredCard, ...]:
        """Return all cards of a learner, of retired items too."""
        query = select(*_COLUMNS).where(StudyCardRow.learner_id == learner)
        rows = self._session.connection().execute(query.order_by(StudyCardRow.item_id))
        return tuple(StoredCard(*row) for row in rows)

    def put_card(self, learner: int, card: StoredCard, *, is_new: bool) -> None:
        """Keep the state of a card."""
        values = {
            "stability": card.stability,
            "difficulty": card.difficulty,
            "last_on": card.last_on,
            "due_on": card.due_on,
            "reps": card.reps,
            "lapses": card.lapses,
        }
        key = {"learner_id": learner, "item_id": card.item_id}
        connection = self._session.connection()
        if is_new:
            connection.execute(_ADD_CARD, {**key, **values})
        else:
            own = {"learner": learner, "item": card.item_id}
            connection.execute(_PUT_CARD.values(**values), own)

    def erase_reckoned(self, learner: int) -> None:
        """Erase cards and days of a learner, to reckon them anew from the log."""
        for table in (StudyCardRow, StudyDayRow):
            self._session.execute(delete(table).where(table.learner_id == learner))

    def count_answer(self, learner: int, day: date, is_right: bool) -> None:
        """Count an answer on a day."""
        connection = self._session.connection()
        more = {"learner": learner, "on": day, "more": 1, "more_right": int(is_right)}
        if connection.execute(_ADD_TO_DAY, more).rowcount == 0:
            row = {"learner_id": learner, "day": day, "answered": 1, "right": int(is_right)}
            connection.execute(_ADD_DAY, row)
        connection.execute(_SEEN.values(active_on=day), {"learner": learner, "on": day})

    def days(self, learner: int, since: date) -> tuple[tuple[date, int, int], ...]:
        """Return the days with answers from a day on: how many, and how many right."""
        query = select(StudyDayRow.day, StudyDayRow.answered, StudyDayRow.right).where(
            StudyDayRow.learner_id == learner, StudyDayRow.day >= since
        )
        rows = self._session.connection().execute(query.order_by(StudyDayRow.day))
        return tuple((day, answered, right) for day, answered, right in rows)

    def active(self, learners: Collection[int], since: date) -> frozenset[int]:
        """Return those who answered anything since a day."""
        query = select(StudyDayRow.learner_id).where(StudyDayRow.day >= since).distinct()
        return frozenset(
            learner
            for some in _portions(learners)
            for learner in self._session.scalars(query.where(StudyDayRow.learner_id.in_(some)))
        )

    def known(self, learners: Collection[int], days: int) -> dict[int, dict[Skill, int]]:
        """Return how many items of each skill these learners remember for so many days."""
        query = (
            select(StudyCardRow.learner_id, StudyItemRow.skill, func.count())
            .join(StudyItemRow, StudyItemRow.id == StudyCardRow.item_id)
            .where(StudyCardRow.stability >= days, StudyItemRow.state == ItemState.APPROVED)
            .group_by(StudyCardRow.learner_id, StudyItemRow.skill)
        )
        found: dict[int, dict[Skill, int]] = {}
        for some in _portions(learners):
            rows = self._session.execute(query.where(StudyCardRow.learner_id.in_(some)))
            for learner, skill, count in rows:
                found.setdefault(learner, {})[skill] = count
        return found


def _portions(numbers: Collection[int]) -> Iterator[list[int]]:
    """Yield numbers in portions that one statement can name."""
    listed = list(numbers)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]
