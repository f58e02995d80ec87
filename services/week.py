"""The week of whoever leads a unit: what is overdue, what is due, and what people wait for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db.case_lists import Part
from db.case_sight import visible_to
from db.case_week import due_within
from db.database import Database
from db.units import Unit
from db.uow import UnitOfWork
from domain.case_limits import WARN_BEFORE
from domain.roles import Action, Role
from domain.vietnamese import fold
from domain.working_days import WorkingCalendar
from services.case_sight import CaseSight
from services.case_times import CaseTimes
from services.fencing import check_lease
from services.notices import tell
from services.plan import Plan
from services.rights import Rights

WEEK = "week"
_SENT = "week_sent"
_SOON = timedelta(days=7)
# Under these kinds a unit is one of those that a plan names together.
_COMMUNES = frozenset({"xã", "phường", "đặc khu"})


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """What a plan dates for a unit: past its day, and due within seven days.

    Nobody has reported on any of it here, so nothing that is overdue is known to be done.
    """

    document_id: int
    title: str
    plan_unit: str
    overdue: int
    coming: int


@dataclass(frozen=True, slots=True)
class Week:
    """A unit's week. `open`, `near` and `late` count the cases that the reader may see."""

    unit: str
    unit_name: str
    plans: tuple[PlanWeek, ...]
    open: int
    near: int
    late: int
    review: int


class Weeks:
    """The card that managers get on Mondays and see whenever they ask."""

    def __init__(
        self, database: Database, rights: Rights, sight: CaseSight, times: CaseTimes, plan: Plan
    ) -> None:
        self._database = database
        self._rights = rights
        self._sight = sight
        self._times = times
        self._plan = plan

    def of(self, actor: int, now: datetime) -> tuple[Week, ...]:
        """Return the week of each unit that this person leads.

        Raises:
            NotAllowed: they lead none.
        """
        with self._database.open_uow(read_only=True) as uow:
            led = self._rights.reach(uow, actor, Action.SEE_WEEK, now).codes
            units = [unit for unit in map(uow.units.find, sorted(led)) if unit is not None]
            return tuple(self._week(uow, actor, unit, now) for unit in units)

    def send(self, now: datetime) -> int:
        """Send the card to everybody who leads a unit, once a week; return how many that is.

        It goes out when offices open on the first working day, later where nobody saw to it then.
        """
        with self._database.open_uow() as uow:
            check_lease(uow)
            week = self._due_week(uow, now)
            if week is None or uow.marks.get(_SENT) == week:
                return 0
            held = uow.roles.of_units(None, self._rights.day(now))
            leading = {role.person_id for role in held if role.role == Role.MANAGER and role.unit}
            told = sum(
                tell(uow, person, f"{WEEK}:{week}:{person}", {"kind": WEEK, "to": person}, now)
                for person in sorted(leading)
            )
            uow.marks.set(_SENT, week)
            uow.commit()
        return told

    def _due_week(self, uow: UnitOfWork, now: datetime) -> str | None:
        """Return the week whose card is due, such as 2026-W48; None before its first hour."""
        calendar = self._times.calendar(uow, None, now)
        today = self._rights.day(now)
        first = _first_day(calendar, today)
        if first is None or now < datetime.combine(first, calendar.hours[0][0], calendar.zone):
            return None
        year, number, _ = today.isocalendar()
        return f"{year}-W{number:02d}"

    def _week(self, uow: UnitOfWork, actor: int, unit: Unit, now: datetime) -> Week:
        seen = visible_to(self._sight.of(uow, actor, now))
        end = self._times.calendar(uow, unit.code, now).after_days(now, WARN_BEFORE)

        def count(part: Part) -> int:
            return uow.case_lists.count(seen, part, actor, now)

        return Week(
            unit=unit.code,
            unit_name=unit.name,
            plans=self._plans(unit, self._rights.day(now)),
            open=count(Part.OPEN),
            near=uow.cases.count(seen, *due_within(now, end)),
            late=count(Part.LATE),
            review=count(Part.REVIEW),
        )

    def _plans(self, unit: Unit, today: date) -> tuple[PlanWeek, ...]:
        """Return what each plan dates for a unit that it names, or names among others."""
        found = []
        for summary in self._plan.plans():
            number = summary.document_id
            plan_unit = self._named(number, unit)
            if plan_unit is None:
                continue
            board = self._plan.deadlines(number, today, plan_unit)
            coming = sum(1 for row in board.coming if row.due and row.due <= today + _SOON)
            late = len(board.overdue)
            found.append(PlanWeek(number, board.document_title, plan_unit, late, coming))
        return tuple(found)

    def _named(self, document_id: int, unit: Unit) -> str | None:
        names = {fold(name) for name in (unit.name, *unit.aliases)}
        is_commune = unit.kind in _COMMUNES
        for named in self._plan.units(document_id):
            words = fold(named.name)
            if words in names:
                return named.id
            if is_commune and {"xa", "phuong"} & set(words.replace(",", " ").split()):
                return named.id
        return None


def _first_day(calendar: WorkingCalendar, today: date) -> date | None:
    """Return the first working day of this week, None where it is still to come."""
    monday = today - timedelta(days=today.weekday())
    days = (monday + timedelta(days=number) for number in range(today.weekday() + 1))
    return next((day for day in days if calendar.is_working_day(day)), None)
