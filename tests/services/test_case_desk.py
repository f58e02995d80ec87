"""The office's side: the queue, every move, two at once, cases that move away, late answers."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from db.case_lists import Part
from db.database import Database
from db.uow import UnitOfWork
from domain.cases import CaseState, LineKind, Move, Step, SubjectKind
from domain.errors import (
    AnswerIncomplete,
    ApologyNeeded,
    CaseMovedAway,
    MoveNotPossible,
    NobodyToExplain,
    NotAllowed,
    UnknownCase,
    UnknownPerson,
    UnknownUnit,
)
from domain.roles import Role
from services.case_moves import DESK, EXPLAIN
from services.cases import Subject
from tests.conftest import NOW
from tests.services.case_office import WHAT, CaseHouse, holder

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class PlainDays:
    """Limits in plain days, as simple as limits can be."""

    def due(self, uow: UnitOfWork, step: Step, unit: str | None, start: datetime) -> datetime:
        """Return a day for each step but the answer, which has five."""
        return start + (5 * DAY if step is Step.ANSWER else DAY)

    def resumed(
        self, uow: UnitOfWork, due_at: datetime, unit: str | None, since: datetime, now: datetime
    ) -> datetime:
        """Return the due time moved by what passed."""
        return due_at + (now - since)


@pytest.fixture
def house(database: Database) -> CaseHouse:
    """Return a small administration with limits, once on each kind of database."""
    return CaseHouse(database, deadlines=PlainDays())


def answer(house: CaseHouse, actor: int, number: str, now: datetime = NOW) -> CaseState:
    """Answer a case in full and return where it stands."""
    done = house.desk.answer(actor, number, "Đã làm", "Biên bản", "Trả 9/6", now, house.key())
    return done.state


def test_a_case_goes_through_an_office(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A", "Trần Thị Lan")
    sender = house.comes("c")
    number = house.brings(sender).number
    line = house.desk.acknowledge(handler, number, NOW, house.key())
    assert (line.state, line.timing.step) == (CaseState.ACKNOWLEDGED, Step.ANSWER)
    line = house.desk.take(handler, number, NOW, house.key())
    assert (line.state, line.handler, line.is_mine) == (CaseState.IN_WORK, "Trần Thị Lan", True)
    assert answer(house, handler, number) is CaseState.ANSWERED
    case = house.desk.case(handler, number, NOW, house.key())
    assert [one.move for one in case.history] == [
        Move.SUBMIT,
        Move.ACKNOWLEDGE,
        Move.TAKE,
        Move.ANSWER,
    ]
    assert case.history[0].who is None, "a sender stands in no history"
    assert len({one.who for one in case.history[1:]}) == 1
    assert case.history[1].who != "Trần Thị Lan"


def test_the_queue_begins_with_what_is_due_first_and_ends_with_what_waits(
    house: CaseHouse,
) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    sender = house.comes("c")
    numbers = [house.brings(sender, f"{WHAT} {n}", NOW + n * HOUR).number for n in range(3)]
    house.desk.ask(handler, numbers[0], "Ngày nào?", NOW, house.key())
    later = NOW + 3 * HOUR
    assert [one.number for one in house.desk.queue(handler, later)] == [
        numbers[1],
        numbers[2],
        numbers[0],
    ]
    assert house.desk.counts(handler, later) == {
        Part.OPEN: 3,
        Part.MINE: 1,
        Part.NEW: 2,
        Part.LATE: 0,
        Part.WAITING: 1,
        Part.REVIEW: 0,
    }
    assert [one.number for one in house.desk.queue(handler, later, Part.WAITING)] == [numbers[0]]


def test_a_queue_is_read_ten_at_a_time(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    for n in range(12):
        house.brings(house.comes(f"c{n}"), f"{WHAT} {n}")
    assert len(house.desk.queue(handler, NOW)) == 11
    assert len(house.desk.queue(handler, NOW, page=1)) == 2


def test_the_clock_stands_still_while_the_sender_is_asked(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    sender = house.comes("c")
    receipt = house.brings(sender)
    asked = house.desk.ask(handler, receipt.number, "Ngày nào?", NOW + DAY, house.key())
    assert asked.timing.paused_since == NOW + DAY
    assert house.desk.counts(handler, NOW + 20 * DAY)[Part.LATE] == 0
    mine = holder(sender, receipt)
    house.following.answer(mine, "Ngày 2/6", NOW + 11 * DAY, house.key())
    (line,) = house.desk.queue(handler, NOW + 11 * DAY)
    assert (line.timing.paused_since, line.timing.due_at) == (None, NOW + 15 * DAY)
    assert answer(house, handler, receipt.number, NOW + 12 * DAY) is CaseState.ANSWERED


def test_an_answer_wants_text_proof_and_a_next_step(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    number = house.brings(house.comes("c")).number
    with pytest.raises(AnswerIncomplete) as caught:
        house.desk.answer(handler, number, "Đã xem", " ", "", NOW, house.key())
    assert caught.value.missing == ("proof", "next")


def test_a_late_answer_wants_an_apology_first_and_late_stays_late(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    sender = house.comes("c")
    receipt = house.brings(sender)
    late = NOW + 6 * DAY
    assert house.desk.counts(handler, late)[Part.LATE] == 1
    with pytest.raises(ApologyNeeded):
        answer(house, handler, receipt.number, late)
    with pytest.raises(ApologyNeeded):
        house.desk.refuse(handler, receipt.number, "Không thuộc", late, house.key())
    with house.database.open_uow() as uow:
        case = uow.cases.find_number(receipt.number)
        assert case is not None
        hand = house.moves.hand_of(uow, handler, case, late)
        moved = house.moves.make(uow, case, Move.APOLOGISE, hand, late)
        parts = {"text": "Xin lỗi ông/bà"}
        house.moves.say_to_sender(uow, moved, LineKind.APOLOGY, Move.APOLOGISE, hand, late, parts)
        uow.commit()
    assert answer(house, handler, receipt.number, late) is CaseState.ANSWERED
    view = house.following.open(holder(sender, receipt), late, house.key())
    assert view.timing.late_since == NOW + 5 * DAY
    assert [line.kind for line in view.lines] == [LineKind.APOLOGY, LineKind.ANSWER]


def test_of_two_who_take_a_case_at_once_one_has_it(house: CaseHouse) -> None:
    people = [house.appoint(f"h{n}", Role.HANDLER, "A") for n in range(2)]
    number = house.brings(house.comes("c")).number
    start, failures = threading.Barrier(2), []

    def acknowledge(person: int, key: str) -> None:
        start.wait()
        try:
            house.desk.acknowledge(person, number, NOW, key)
        except MoveNotPossible as error:
            failures.append(error.state)

    keys = [house.key(), house.key()]
    threads = [
        threading.Thread(target=acknowledge, args=pair) for pair in zip(people, keys, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == [CaseState.ACKNOWLEDGED]


def test_who_acts_on_a_case_that_just_moved_away_is_told_where_it_is(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    other = house.appoint("b", Role.HANDLER, "B")
    number = house.brings(house.comes("c")).number
    house.desk.take(handler, number, NOW, house.key())
    house.drain()
    office = house.desk.transfer(handler, number, "B", "Thuộc phường", NOW, house.key())
    assert office == "Phường Hoà Bình"
    assert {(told.address, told.kind) for told in house.told()} >= {("b", DESK)}
    with pytest.raises(CaseMovedAway) as caught:
        answer(house, handler, number)
    assert caught.value.unit_name == "Phường Hoà Bình"
    assert house.numbers(handler) == set()
    assert house.numbers(other) == {number}
    with pytest.raises(MoveNotPossible):
        house.desk.transfer(other, number, "B", "Lại phường", NOW, house.key())
    with pytest.raises(UnknownUnit):
        house.desk.transfer(other, number, "Z", "Nơi khác", NOW, house.key())


def test_a_case_of_another_office_is_as_unknown_as_one_that_is_not_there(
    house: CaseHouse,
) -> None:
    stranger = house.appoint("b", Role.HANDLER, "B")
    house.appoint("h", Role.HANDLER, "A")
    number = house.brings(house.comes("c")).number
    for wanted in (number, "PA-2026-99999"):
        with pytest.raises(UnknownCase):
            house.desk.case(stranger, wanted, NOW, house.key())
        with pytest.raises(UnknownCase):
            answer(house, stranger, wanted)


def test_a_transfer_to_an_office_without_anybody_goes_on_above_it(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    inspector = house.appoint("i", Role.INSPECTOR, None)
    number = house.brings(house.comes("c")).number
    house.drain()
    assert house.desk.transfer(handler, number, "B", "Thuộc phường", NOW, house.key()) is None
    assert [told.address for told in house.told() if told.kind == DESK] == ["i"]
    assert house.numbers(inspector) == {number}


def test_a_case_is_given_to_a_colleague_who_may_see_it_and_to_nobody_else(
    house: CaseHouse,
) -> None:
    head = house.appoint("m", Role.MANAGER, "A", "Y Thử")
    handler = house.appoint("h", Role.HANDLER, "A", "Trần Thị Lan")
    stranger = house.appoint("b", Role.HANDLER, "B", "Lê Văn Ba")
    number = house.brings(house.comes("c")).number
    assert set(house.desk.colleagues(head, number, NOW)) == {
        (handler, "Trần Thị Lan"),
        (head, "Y Thử"),
    }
    with pytest.raises(UnknownPerson):
        house.desk.assign(head, number, stranger, NOW, house.key())
    house.drain()
    given = house.desk.assign(head, number, handler, NOW, house.key())
    assert (given.handler_id, given.is_mine) == (handler, False)
    assert "h" in {told.address for told in house.told()}


def test_who_steps_back_does_not_see_the_case_again_and_another_does(house: CaseHouse) -> None:
    first = house.appoint("h", Role.HANDLER, "A")
    second = house.appoint("h2", Role.HANDLER, "A")
    number = house.brings(house.comes("c")).number
    house.desk.take(first, number, NOW, house.key())
    house.drain()
    office = house.desk.withdraw(first, number, "Người nhà tôi", NOW, house.key())
    assert office == "Sở Một"
    assert [told.address for told in house.told()] == ["h2"]
    with pytest.raises(UnknownCase):
        house.desk.case(first, number, NOW, house.key())
    assert house.numbers(second) == {number}
    house.desk.withdraw(second, number, "Tôi cũng vậy", NOW, house.key())
    with house.database.open_uow(read_only=True) as uow:
        found = uow.cases.find_number(number)
    assert found is not None
    assert found.office_code is None


def test_merged_cases_get_the_answer_of_the_one_that_they_are_in(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    senders = [house.comes(f"c{n}") for n in range(2)]
    main, other = (house.brings(sender, f"{WHAT} Lần {n}") for n, sender in enumerate(senders))
    (similar,) = house.desk.similar(handler, main.number, NOW)
    assert similar.line.number == other.number
    assert similar.likeness > 0.8
    house.desk.merge(handler, other.number, main.number, NOW, house.key())
    assert house.numbers(handler) == {main.number}
    with pytest.raises(MoveNotPossible):
        house.desk.merge(handler, main.number, other.number, NOW, house.key())
    answer(house, handler, main.number)
    view = house.following.open(holder(senders[1], other), NOW, house.key())
    assert (view.state, [line.kind for line in view.lines]) == (
        CaseState.MERGED,
        [LineKind.ANSWER],
    )
    case = house.desk.case(handler, main.number, NOW, house.key())
    assert case.merged == (other.number,)


def test_cases_are_found_by_number_and_by_words(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    number = house.brings(house.comes("c"), "Hồ sơ đất đai bị trả lại").number
    house.brings(house.comes("d"), "Đợi cả buổi sáng")
    for text in (number, number.lower(), "dat dai", "Đất đai trả lại"):
        assert [one.number for one in house.desk.search(handler, text, NOW)] == [number], text
    assert house.desk.search(handler, "không có từ này", NOW) == ()
    assert house.desk.search(handler, "  ", NOW) == ()


def test_the_official_concerned_explains_a_summary_that_the_sender_agreed_to(
    house: CaseHouse,
) -> None:
    official = house.appoint("o", Role.OFFICIAL, "A", "Lê Văn Ba")
    handler = house.appoint("h", Role.HANDLER, "A")
    sender = house.comes("c")
    subject = Subject(SubjectKind.OFFICIAL, person_id=official)
    receipt = house.brings(sender, subject=subject)
    house.desk.request_explanation(
        handler, receipt.number, "Có người hẹn ba lần chưa trả hồ sơ", NOW, house.key()
    )
    assert house.desk.asked_to_explain(official) == ()
    view = house.following.open(holder(sender, receipt), NOW, house.key())
    assert view.summary is not None
    assert view.summary.text == "Có người hẹn ba lần chưa trả hồ sơ"
    house.drain()
    agreed = house.following.agree(holder(sender, receipt), view.summary.id, True, NOW, house.key())
    assert agreed.summary is None
    assert {(told.address, told.kind) for told in house.drain()} == {("o", EXPLAIN), ("h", DESK)}
    (asked,) = house.desk.asked_to_explain(official)
    assert "Tôi đến ba lần" not in str(asked)
    assert receipt.number not in str(asked)
    with pytest.raises(NotAllowed):
        house.desk.explain(handler, asked.id, "Tôi thay", NOW, house.key())
    house.desk.explain(official, asked.id, "Thiếu bản vẽ", NOW, house.key())
    with pytest.raises(MoveNotPossible):
        house.desk.explain(official, asked.id, "Thêm", NOW, house.key())
    case = house.desk.case(handler, receipt.number, NOW, house.key())
    assert [one.text for one in case.explanations] == ["Thiếu bản vẽ"]
    assert house.following.open(holder(sender, receipt), NOW, house.key()).lines == ()


def test_a_sender_may_decline_that_the_official_is_told(house: CaseHouse) -> None:
    official = house.appoint("o", Role.OFFICIAL, "A")
    handler = house.appoint("h", Role.HANDLER, "A")
    receipt = house.about(official, "c")
    house.desk.request_explanation(handler, receipt.number, "Tóm tắt", NOW, house.key())
    mine = holder(house.comes("c"), receipt)
    view = house.following.open(mine, NOW, house.key())
    assert view.summary is not None
    house.drain()
    house.following.agree(mine, view.summary.id, False, NOW, house.key())
    assert {told.address for told in house.told()} == {"h"}
    assert house.desk.asked_to_explain(official) == ()
    with pytest.raises(MoveNotPossible):
        house.following.agree(mine, view.summary.id, True, NOW, house.key())


def test_where_nobody_is_known_nobody_can_be_heard(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    number = house.brings(house.comes("c")).number
    with pytest.raises(NobodyToExplain):
        house.desk.request_explanation(handler, number, "Tóm tắt", NOW, house.key())


def test_a_replayed_move_is_made_once(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    number = house.brings(house.comes("c")).number
    key = house.key()
    for _ in range(2):
        house.desk.ask(handler, number, "Ngày nào?", NOW, key)
    case = house.desk.case(handler, number, NOW, house.key())
    assert [line.kind for line in case.lines] == [LineKind.QUESTION]


def test_a_role_that_ended_opens_nothing_any_more(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    number = house.brings(house.comes("c")).number
    (role,) = house.staff.me(handler, NOW).roles
    house.staff.leave(handler, role.id, NOW, house.key())
    with pytest.raises(NotAllowed):
        house.desk.queue(handler, NOW)
    with pytest.raises(NotAllowed):
        house.desk.take(handler, number, NOW, house.key())
