"""Due times by the office's own hours and the limits that were decided."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from db.database import Database
from db.units import Contact, Unit
from domain.case_limits import Decision, Limit, Span
from domain.cases import Step
from services.case_times import CaseTimes, OfficeTimes

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DECIDED = Decision("Quyết định thử", date(2026, 11, 1), date(2026, 11, 20))


def limits(*decided: Limit) -> CaseTimes:
    return CaseTimes(ZONE, OfficeTimes(limits=decided))


def test_a_step_is_due_by_its_decided_limit_and_else_by_a_provisional_one(
    database: Database,
) -> None:
    found = limits(Limit(Span.ANSWER, 3, DECIDED))
    with database.open_uow() as uow:
        due = found.due(uow, Step.ANSWER, "22235", MONDAY)
    assert due == datetime(2026, 11, 26, 17, tzinfo=ZONE)
    assert not found.limit(Span.ANSWER, MONDAY).is_provisional
    assert found.limit(Span.ACKNOWLEDGE, MONDAY).is_provisional


def test_an_office_with_hours_in_the_directory_keeps_those(database: Database) -> None:
    found = limits()
    with database.open_uow() as uow:
        uow.units.put(Unit("22235", "Xã Thử", "xã", None))
        hours = Contact("22235", "hours", "07:00–11:00, 13:00–16:30", "Thông báo", date(2026, 1, 5))
        uow.contacts.put(hours)
        assert found.hours(uow, "22235").source == "Thông báo"
        assert found.hours(uow, None).is_provisional
        due = found.due(uow, Step.ACKNOWLEDGE, "22235", MONDAY)
    assert due == datetime(2026, 11, 25, 16, 30, tzinfo=ZONE)


def test_a_wait_for_the_sender_moves_what_is_due(database: Database) -> None:
    found = limits()
    with database.open_uow() as uow:
        due = found.due(uow, Step.ANSWER, None, MONDAY)
        later = found.resumed(uow, due, None, MONDAY, MONDAY + timedelta(days=2))
        assert found.days_left(uow, later, None, due) == 2


def test_working_days_that_are_left_or_over_are_told(database: Database) -> None:
    found = limits()
    friday = datetime(2026, 12, 4, 17, tzinfo=ZONE)
    with database.open_uow() as uow:
        left = [
            found.days_left(uow, friday, None, datetime(2026, 12, day, 18, tzinfo=ZONE))
            for day in (2, 3, 4, 6, 7, 8)
        ]
    assert left == [2, 1, -1, -1, -1, -2]
