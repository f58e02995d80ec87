"""Figures of citizen feedback: for everybody with small numbers hidden, for managers in full."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import ColumnElement

from db.case_figures import CountedCase, CountedGroup
from db.case_sight import free_of_conflict, visible_to
from db.database import Database
from db.models.cases import CaseRow
from db.uow import UnitOfWork
from domain.case_figures import (
    CaseFact,
    Figures,
    InnerFigures,
    PublicTable,
    Shown,
    Standing,
    count,
    look_inside,
    published,
)
from domain.cases import CaseKind
from domain.errors import UnknownUnit
from domain.periods import Quarter, quarter_of
from services.case_sight import CaseSight
from services.rights import Rights

# The office of cases that the province itself has.
PROVINCE = ""


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """Figures of a quarter for everybody. `shown` is of the office asked for, else of all.

    `closed_on` is the last day that counts. `offices` are those that have cases then, by name.
    """

    quarter: Quarter
    closed_on: date
    office: str | None
    office_name: str | None
    shown: Shown
    offices: tuple[tuple[str, str], ...]
    has_earlier: bool
    has_later: bool


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """Figures of one office; `name` is None for the province."""

    code: str
    name: str | None
    shown: Shown


@dataclass(frozen=True, slots=True)
class CaseReport:
    """Figures of all offices from the day `since` to the day `until`, both counted.

    `inside` is there for those who may see the cases: then nothing is hidden.
    """

    since: date
    until: date
    offices: tuple[OfficeFigures, ...]
    total: Shown
    inside: InnerFigures | None = None


class CaseFigures:
    """Numbers of cases; docs/figures.md defines each."""

    def __init__(self, database: Database, rights: Rights, sight: CaseSight, zone: tzinfo) -> None:
        self._database = database
        self._rights = rights
        self._sight = sight
        self._zone = zone
        # The public table of a quarter changes once a day, so it is made once a day.
        self._made: dict[tuple[Quarter, date], PublicTable] = {}
        self._lock = threading.Lock()

    def public(
        self,
        person_id: int | None,
        now: datetime,
        quarter: Quarter | None = None,
        office: str | None = None,
    ) -> PublicFigures:
        """Return the figures of a quarter, of one office or of all, as they stood at midnight.

        Whoever holds a role gets them without the cases that they may not know of.

        Raises:
            UnknownUnit: there is no such office.
        """
        today = now.astimezone(self._zone).date()
        wanted = quarter or quarter_of(today)
        with self._database.open_uow(read_only=True) as uow:
            if office and not uow.units.has(office):
                raise UnknownUnit(office)
            table = self._table(uow, person_id, wanted, today, now)
            first = uow.case_figures.first()
            names = {unit.code: unit.name for unit in uow.units.all()}
        earliest = quarter_of(first.astimezone(self._zone).date()) if first else wanted
        offices = ((code, names.get(code, "")) for code in table.offices)
        return PublicFigures(
            quarter=wanted,
            closed_on=min(today - timedelta(days=1), wanted.end - timedelta(days=1)),
            office=office,
            office_name=names.get(office or PROVINCE),
            shown=table.total if office is None else table.offices.get(office, Shown(Figures())),
            offices=tuple(sorted(offices, key=lambda pair: pair[1])),
            has_earlier=earliest < wanted,
            has_later=wanted < quarter_of(today),
        )

    def public_report(self, now: datetime, quarter: Quarter, unit: str | None = None) -> CaseReport:
        """Return the figures of a quarter for everybody, office by office, as of midnight.

        With `unit` those of one office; the total is of all.

        Raises:
            UnknownUnit: there is no such office.
        """
        today = now.astimezone(self._zone).date()
        with self._database.open_uow(read_only=True) as uow:
            if unit and not uow.units.has(unit):
                raise UnknownUnit(unit)
            table = self._table(uow, None, quarter, today, now)
            names = {one.code: one.name for one in uow.units.all()}
        shown = {code: one for code, one in table.offices.items() if unit in (None, code)}
        last = min(today, quarter.end) - timedelta(days=1)
        return CaseReport(quarter.start, last, _offices(shown, names), table.total)

    def inner(
        self,
        actor: int,
        since: date,
        until: date,
        now: datetime,
        unit: str | None = None,
    ) -> CaseReport:
        """Return full figures of the cases received from a day to another that the actor may see.

        Raises:
            NotAllowed: they may see cases nowhere.
            UnknownUnit: there is no such office.
        """
        with self._database.open_uow(read_only=True) as uow:
            if unit and not uow.units.has(unit):
                raise UnknownUnit(unit)
            own = () if unit is None else (CaseRow.office_code == unit,)
            seen = visible_to(self._sight.of(uow, actor, now))
            start, end = self._midnight(since), self._midnight(until + timedelta(days=1))
            counted = uow.case_figures.received(start, end, seen, *own)
            names = {one.code: one.name for one in uow.units.all()}
        facts = tuple(_fact(one, now) for one in counted)
        figures = count(fact.standing(now) for fact in facts)
        offices = {code: Shown(one) for code, one in figures.items()}
        total = Shown(sum(figures.values(), Figures()))
        return CaseReport(since, until, _offices(offices, names), total, look_inside(facts))

    def _table(
        self,
        uow: UnitOfWork,
        person_id: int | None,
        quarter: Quarter,
        today: date,
        now: datetime,
    ) -> PublicTable:
        """Return the public table; for officials without what concerns them."""
        if person_id is not None and self._rights.holdings(uow, person_id, now):
            sight = self._sight.of_anybody(uow, person_id, now)
            return self._publish(uow, quarter, today, free_of_conflict(sight))
        key = quarter, today
        with self._lock:
            made = self._made.get(key)
        if made is None:
            made = self._publish(uow, quarter, today)
            with self._lock:
                self._made = {old: one for old, one in self._made.items() if old[1] == today}
                self._made[key] = made
        return made

    def _publish(
        self, uow: UnitOfWork, quarter: Quarter, today: date, *conditions: ColumnElement[bool]
    ) -> PublicTable:
        midnight = self._midnight(today)
        end = min(self._midnight(quarter.end), midnight)
        start = self._midnight(quarter.start)
        groups, cases = uow.case_figures.groups(start, end, midnight, *conditions)
        standings = (_fact(one, midnight).standing(midnight) for one in cases)
        return published(count((*map(_standing, groups), *standings)))

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._zone)


def _offices(shown: Mapping[str, Shown], names: Mapping[str, str]) -> tuple[OfficeFigures, ...]:
    found = (OfficeFigures(code, names.get(code), one) for code, one in shown.items())
    return tuple(sorted(found, key=lambda one: one.name or ""))


def _fact(case: CountedCase, now: datetime) -> CaseFact:
    """Return what is known of a case at a moment; what came later has not happened yet."""
    replied_at = case.replied_at if _had_come(case.replied_at, now) else None
    return CaseFact(
        office=case.office or PROVINCE,
        conduct=case.conduct,
        received_at=case.received_at,
        due_at=case.due_at,
        replied_at=replied_at,
        late_since=case.late_since,
        is_extended=_had_come(case.extended_at, now),
        is_refused=case.is_refused and replied_at is not None,
        is_reopened=_had_come(case.reopened_at, now),
        is_praise=case.kind is CaseKind.PRAISE,
        rating=case.rating if _had_come(case.rated_at, now) else None,
    )


def _standing(group: CountedGroup) -> Standing:
    return Standing(
        office=group.office or PROVINCE,
        is_praise=group.kind is CaseKind.PRAISE,
        is_replied=group.is_replied,
        is_late=group.is_late,
        is_extended=group.is_extended,
        rating=group.rating,
        number=group.number,
    )


def _had_come(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now
