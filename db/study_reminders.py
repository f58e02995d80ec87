"""Repository of who is reminded when, and of what units want to be remembered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.study import StudyGoalRow, StudyReminderRow
from domain.study import Skill


@dataclass(frozen=True, slots=True)
class StoredReminder:
    """When somebody is reminded."""

    person_id: int
    hour: int
    minute: int
    due_at: datetime


class ReminderRepository:
    """Who is reminded when, and what units want to be remembered."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, person_id: int, hour: int, minute: int, due_at: datetime) -> None:
        """Keep when a person is reminded."""
        row = StudyReminderRow(person_id=person_id, hour=hour, minute=minute, due_at=due_at)
        self._session.merge(row)
        self._session.flush()

    def find(self, person_id: int) -> StoredReminder | None:
        """Return when a person is reminded."""
        row = self._session.get(StudyReminderRow, person_id)
        return None if row is None else _reminder(row)

    def erase(self, person_id: int) -> bool:
        """Let a person be reminded no more; False when they were not."""
        own = delete(StudyReminderRow).where(StudyReminderRow.person_id == person_id)
        return affected(self._session, own) > 0

    def due(self, now: datetime, at_most: int) -> tuple[StoredReminder, ...]:
        """Return reminders whose time has come, the oldest first."""
        waiting = select(StudyReminderRow).where(StudyReminderRow.due_at <= now)
        rows = self._session.scalars(waiting.order_by(StudyReminderRow.due_at).limit(at_most))
        return tuple(map(_reminder, rows))

    def put_off(self, person_id: int, due_at: datetime) -> None:
        """Let the next reminder be due at a moment."""
        own = update(StudyReminderRow).where(StudyReminderRow.person_id == person_id)
        affected(self._session, own.values(due_at=due_at))

    def goals(self, units: Collection[str]) -> dict[tuple[str, Skill], int]:
        """Return how many items of each skill these units want to be remembered."""
        query = select(StudyGoalRow).where(StudyGoalRow.unit_code.in_(units))
        return {(row.unit_code, row.skill): row.known for row in self._session.scalars(query)}

    def set_goal(self, unit: str, skill: Skill, known: int) -> None:
        """Keep a goal; nought takes it away."""
        own = (StudyGoalRow.unit_code == unit, StudyGoalRow.skill == skill)
        affected(self._session, delete(StudyGoalRow).where(*own))
        if known:
            self._session.add(StudyGoalRow(unit_code=unit, skill=skill, known=known))
            self._session.flush()


def _reminder(row: StudyReminderRow) -> StoredReminder:
    return StoredReminder(row.person_id, row.hour, row.minute, row.due_at)
