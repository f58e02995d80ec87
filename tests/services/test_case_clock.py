"""The clock of cases: warnings, lateness, going upwards past the subject, pauses, apologies."""

from datetime import date, timedelta

import pytest

from db.cases import StoredCase
from db.database import Database
from domain.cases import CaseState, SubjectKind
from domain.errors import (
    AlreadyExtended,
    ApologyNeeded,
    DayNotPossible,
    EmptyText,
    NotLate,
    UnknownCase,
)
from domain.roles import Role
from services.apologies import APOLOGY
from services.cases import Subject
from tests.conftest import NOW
from tests.services.clock_office import DAY, ClockOffice, at, holder

# A Wednesday morning; 10 working days later is Wednesday 24 June, 17:00.
DUE_AT = at("2026-06-24 17:00")
LATE = at("2026-06-26 09:00")


@pytest.fixture
def office(database: Database) -> ClockOffice:
    return ClockOffice(database)


def stored(office: ClockOffice, number: str) -> StoredCase:
    with office.database.open_uow(read_only=True) as uow:
        found = uow.cases.find_number(number)
    assert found is not None
    return found


def test_whoever_handles_a_case_is_warned_once_and_told_nothing_of_it(office: ClockOffice) -> None:
    office.appoint("an", Role.HANDLER, "A")
    receipt = office.brings(office.comes("dan"))
    office.drain()
    assert office.clock.look(at("2026-06-10 16:00")) == 0
    assert office.clock.look(at("2026-06-11 08:00")) == 1
    (told,) = office.drain()
    assert told.address == "an"
    assert set(told.payload) == {"kind", "alarm", "count"}
    assert office.clock.look(at("2026-06-11 08:01")) == 0
    assert receipt.number not in str(told.payload)


def test_several_cases_are_one_notice(office: ClockOffice) -> None:
    office.appoint("an", Role.HANDLER, "A")
    for sender in ("dan", "dan2", "dan3"):
        office.brings(office.comes(sender), f"Việc của {sender} chưa ai trả lời.")
    office.drain()
    office.clock.look(at("2026-06-11 08:00"))
    assert office.alarms() == {"an": ("warn", 3)}


def test_a_late_answer_is_marked_for_good_and_told_to_handler_and_head(
    office: ClockOffice,
) -> None:
    an = office.appoint("an", Role.HANDLER, "A")
    office.appoint("binh", Role.MANAGER, "A")
    receipt = office.brings(office.comes("dan"))
    office.desk.take(an, receipt.number, NOW, office.key())
    office.drain()
    office.clock.look(LATE - DAY)
    assert office.alarms() == {"an": ("late", 1), "binh": ("late", 1)}
    assert stored(office, receipt.number).late_since == DUE_AT
    office.apologises(an, receipt.number, LATE)
    office.answers(an, receipt.number, LATE + timedelta(hours=1))
    case = stored(office, receipt.number)
    assert (case.state, case.late_since) == (CaseState.ANSWERED, DUE_AT)


def test_what_stays_late_goes_to_those_above(office: ClockOffice) -> None:
    an = office.appoint("an", Role.HANDLER, "A")
    office.appoint("tinh", Role.MANAGER, "P")
    office.appoint("thanh tra", Role.INSPECTOR, None)
    receipt = office.brings(office.comes("dan"))
    office.desk.take(an, receipt.number, NOW, office.key())
    office.clock.look(LATE - DAY)
    office.drain()
    office.clock.look(LATE)
    assert office.alarms() == {"tinh": ("escalate", 1), "thanh tra": ("escalate", 1)}
    assert office.clock.look(LATE + DAY) == 0


def test_nobody_whom_a_case_concerns_hears_of_its_clock(office: ClockOffice) -> None:
    head = office.appoint("chu tich", Role.MANAGER, "A", "Nguyễn Văn Thử")
    office.appoint("an", Role.HANDLER, "A")
    office.appoint("duoi", Role.MANAGER, "A1")
    office.appoint("tinh", Role.MANAGER, "P")
    subject = Subject(SubjectKind.OFFICIAL, person_id=head)
    office.brings(office.comes("dan"), subject=subject)
    office.drain()
    heard = set()
    for days in range(1, 25):
        office.clock.look(NOW + days * DAY)
        heard |= set(office.alarms())
    assert heard == {"tinh"}


def test_the_clock_stands_while_the_sender_is_waited_for_and_goes_on_from_there(
    office: ClockOffice,
) -> None:
    an = office.appoint("an", Role.HANDLER, "A")
    dan = office.comes("dan")
    receipt = office.brings(dan)
    office.desk.take(an, receipt.number, NOW, office.key())
    asked = at("2026-06-15 09:00")
    office.desk.ask(an, receipt.number, "Xin cho biết ngày nộp.", asked, office.key())
    office.drain()
    assert office.clock.look(at("2026-07-20 09:00")) == 0
    view = office.following.open(holder(dan, receipt), asked, office.key())
    assert view.timing.paused_since == asked
    back = at("2026-06-17 09:00")
    office.following.answer(holder(dan, receipt), "Ngày 2 tháng 6.", back, office.key())
    assert stored(office, receipt.number).due_at == at("2026-06-26 17:00")
    office.drain()
    assert office.clock.look(at("2026-06-25 08:00")) == 1
    assert office.alarms() == {"an": ("warn", 1)}


def test_a_clock_that_went_back_tells_nothing_twice(office: ClockOffice) -> None:
    office.appoint("an", Role.HANDLER, "A")
    office.brings(office.comes("dan"))
    office.clock.look(LATE)
    office.drain()
    assert office.clock.look(NOW) == 0
    assert office.clock.look(at("2026-06-11 08:00")) <= 1
    office.drain()
    assert office.clock.look(LATE) == 0
    assert office.alarms() == {}


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-06-10 23:30", "2026-06-24 17:00"),
        ("2026-06-13 08:00", "2026-06-26 17:00"),
        ("2026-09-02 08:00", "2026-09-16 17:00"),
        ("2027-02-05 21:00", "2027-02-24 17:00"),
        ("2028-02-28 10:00", "2028-03-13 17:00"),
    ],
)
def test_a_case_of_the_night_or_a_holiday_is_due_by_working_days(
    office: ClockOffice, received: str, due: str
) -> None:
    assert office.brings(office.comes("dan"), now=at(received)).due_at == at(due)


def test_a_late_case_is_not_answered_before_somebody_apologised(office: ClockOffice) -> None:
    an = office.appoint("an", Role.HANDLER, "A")
    receipt = office.brings(office.comes("dan"))
    with pytest.raises(ApologyNeeded):
        office.answers(an, receipt.number, LATE)
    office.apologises(an, receipt.number, LATE)
    office.answers(an, receipt.number, LATE)


def test_an_apology_reaches_the_sender_as_words_and_as_a_letter(office: ClockOffice) -> None:
    an = office.appoint("an", Role.HANDLER, "A")
    dan = office.comes("dan")
    receipt = office.brings(dan)
    office.drain()
    made = office.apologises(an, receipt.number, LATE, "the same update")
    assert office.apologises(an, receipt.number, LATE, "the same update") == made
    assert (made.days_late, made.is_provisional, made.due_at) == (2, True, DUE_AT)
    told = office.drain()
    assert sorted(message.kind for message in told) == ["case.apology", "case.step"]
    assert {message.address for message in told} == {"dan"}
    letter = next(message for message in told if message.kind == APOLOGY)
    assert letter.payload["reason"] == "chờ hồ sơ lưu trữ"
    view = office.following.open(holder(dan, receipt), LATE, office.key())
    assert view.lines[-1].text == made.apology
    assert office.apologies.latest(an, receipt.number, LATE) == made


def test_the_promised_day_is_due_next_and_lateness_stays(office: ClockOffice) -> None:
    an = office.appoint("an", Role.HANDLER, "A")
    receipt = office.brings(office.comes("dan"))
    office.clock.look(LATE)
    office.apologises(an, receipt.number, LATE)
    case = stored(office, receipt.number)
    assert (case.due_at, case.late_since) == (at("2026-06-30 17:00"), DUE_AT)
    office.drain()
    office.clock.look(at("2026-06-30 08:00"))
    assert office.alarms() == {"an": ("warn", 1)}


def test_a_case_that_is_not_late_takes_no_apology(office: ClockOffice) -> None:
    an = office.appoint("an", Role.HANDLER, "A")
    receipt = office.brings(office.comes("dan"))
    with pytest.raises(NotLate):
        office.apologies.look(an, receipt.number, NOW)
    with pytest.raises(NotLate):
        office.apologises(an, receipt.number, NOW)
    with pytest.raises(NotLate):
        office.apologies.latest(an, receipt.number, NOW)


@pytest.mark.parametrize("day", [date(2026, 6, 25), date(2026, 6, 27), date(2026, 8, 3)])
def test_a_promise_is_a_working_day_to_come_and_not_far_off(office: ClockOffice, day: date) -> None:
    an = office.appoint("an", Role.HANDLER, "A")
    receipt = office.brings(office.comes("dan"))
    with pytest.raises(DayNotPossible) as refused:
        office.apologises(an, receipt.number, LATE, answer_by=day)
    assert refused.value.latest == date(2026, 7, 3)


@pytest.mark.parametrize("part", ["text", "reason", "signer", "position"])
def test_an_apology_has_text_reason_and_signer(office: ClockOffice, part: str) -> None:
    an = office.appoint("an", Role.HANDLER, "A")
    receipt = office.brings(office.comes("dan"))
    with pytest.raises(EmptyText):
        office.apologises(an, receipt.number, LATE, **{part: "  "})


def test_the_subject_of_a_late_case_cannot_apologise_for_it(office: ClockOffice) -> None:
    head = office.appoint("chu tich", Role.MANAGER, "A", "Nguyễn Văn Thử")
    office.appoint("tinh", Role.MANAGER, "P")
    subject = Subject(SubjectKind.OFFICIAL, person_id=head)
    receipt = office.brings(office.comes("dan"), subject=subject)
    for call in (office.apologies.look, office.apologies.latest):
        with pytest.raises(UnknownCase):
            call(head, receipt.number, LATE)
    with pytest.raises(UnknownCase):
        office.clock.extend(head, receipt.number, "cần thêm thời gian", NOW, office.key())


def test_more_time_is_given_once_before_it_is_late_and_the_sender_hears(
    office: ClockOffice,
) -> None:
    an = office.appoint("an", Role.HANDLER, "A")
    receipt = office.brings(office.comes("dan"))
    office.drain()
    with pytest.raises(EmptyText):
        office.clock.extend(an, receipt.number, " ", NOW, office.key())
    due = office.clock.extend(an, receipt.number, "chờ xác minh", NOW + DAY, office.key())
    assert due == at("2026-07-01 17:00")
    assert [message.address for message in office.drain()] == ["dan"]
    with pytest.raises(AlreadyExtended):
        office.clock.extend(an, receipt.number, "lại chờ", NOW + 2 * DAY, office.key())
    other = office.brings(office.comes("dan2"), "Việc khác hẳn.")
    with pytest.raises(AlreadyExtended):
        office.clock.extend(an, other.number, "muộn rồi", LATE, office.key())
