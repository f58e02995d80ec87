"""A word at the hour that somebody chose, on working days on which they did not study yet."""

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from db.database import Database
from db.study_reminders import StoredReminder
from db.uow import UnitOfWork
from domain.learning import next_reminder
from services.fencing import check_lease
from services.notices import tell
from services.once import run_once
from services.study import Study, WorkingDays
from services.study_views import Reminder

REMINDER = "study.reminder"
_AT_ONCE = 200


class StudyReminders:
    """Reminders: chosen, put off, sent."""

    def __init__(
        self, database: Database, zone: ZoneInfo, study: Study, working: WorkingDays
    ) -> None:
        self._database = database
        self._zone = zone
        self._study = study
        self._working = working

    def of(self, person_id: int) -> Reminder | None:
        """Return when a person is reminded."""
        with self._database.open_uow(read_only=True) as uow:
            found = uow.reminders.find(person_id)
        return None if found is None else Reminder(found.hour, found.minute)

    def choose(
        self, person_id: int, hour: int, minute: int, now: datetime, update_key: str
    ) -> datetime:
        """Let a person be reminded at an hour of the day here; return when that is first.

        Raises:
            ValueError: there is no such hour.
        """
        at = time(hour, minute)

        def choose(uow: UnitOfWork) -> str:
            due = self._due(uow, at, now)
            uow.reminders.put(person_id, hour, minute, due)
            return due.isoformat()

        stored = run_once(self._database, update_key, "study_reminders.choose", choose)
        return datetime.fromisoformat(stored).astimezone(self._zone)

    def stop(self, person_id: int, update_key: str) -> bool:
        """Let a person be reminded no more; False when they were not."""
        return bool(
            run_once(
                self._database,
                update_key,
                "study_reminders.stop",
                lambda uow: uow.reminders.erase(person_id),
            )
        )

    def send(self, now: datetime) -> int:
        """Remind everybody whose hour has come and who did not study today; return how many.

        Whoever's hour passed on an earlier day, because nothing ran, is not woken at night for it.
        """
        with self._database.open_uow(read_only=True) as uow:
            due = uow.reminders.due(now, _AT_ONCE)
        return sum(self._send(one, now) for one in due)

    def _send(self, one: StoredReminder, now: datetime) -> bool:
        today = self._study.today(one.person_id, now)
        at, day = time(one.hour, one.minute), self._day(now)
        with self._database.open_uow() as uow:
            check_lease(uow)
            is_working = self._working(uow, day)
            is_time = is_working(day) and self._moment(day, at) <= now
            uow.reminders.put_off(one.person_id, self._due(uow, at, now))
            is_told = (
                is_time
                and not today.answered_today
                and bool(today.count)
                and self._tell(uow, one, today.due, today.new, today.minutes, today.streak, now)
            )
            uow.commit()
        return is_told

    def _tell(
        self,
        uow: UnitOfWork,
        one: StoredReminder,
        due: int,
        new: int,
        minutes: int,
        streak: int,
        now: datetime,
    ) -> bool:
        payload = {"kind": REMINDER, "due": due, "new": new, "minutes": minutes, "streak": streak}
        key = f"{REMINDER}:{one.person_id}:{self._day(now).isoformat()}"
        return tell(uow, one.person_id, key, payload, now)

    def _due(self, uow: UnitOfWork, at: time, now: datetime) -> datetime:
        """Return the first moment after now at which somebody is reminded."""
        day = self._day(now)
        is_working: Callable[[date], bool] = self._working(uow, day)
        if not is_working(day) or self._moment(day, at) <= now:
            day = next_reminder(day, is_working)
        return self._moment(day, at)

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self._zone)

    def _day(self, now: datetime) -> date:
        return now.astimezone(self._zone).date()
