"""Following a case by its code: adding, answering, rating, reopening, and guessing codes."""

from datetime import timedelta

import pytest

from db.case_lists import Part
from db.database import Database
from domain.cases import Actor, CaseState, LineKind, Move
from domain.errors import (
    AlreadyRated,
    AlreadyReopened,
    MoveNotPossible,
    SamePerson,
    TooManyTries,
    UnknownCase,
    UnknownReceipt,
)
from domain.roles import Role
from services.case_files import CleanFile
from services.case_moves import STEP
from services.cases import Holder
from tests.conftest import NOW
from tests.services.case_office import CaseHouse, holder

MINUTE = timedelta(minutes=1)
WRONG = "0" * 17


@pytest.fixture
def house(database: Database) -> CaseHouse:
    """Return a small administration, once on each kind of database."""
    made = CaseHouse(database)
    made.appoint("h", Role.HANDLER, "A")
    made.appoint("m", Role.MANAGER, "A")
    return made


def answered(house: CaseHouse, number: str) -> int:
    """Let the handler answer a case and return who that is."""
    handler = house.comes("h").id
    house.desk.answer(handler, number, "Đã làm rõ", "Biên bản 12", "Trả 9/6", NOW, house.key())
    return handler


def test_the_code_opens_a_case_from_any_account(house: CaseHouse) -> None:
    receipt = house.brings(house.comes("c"))
    stranger = house.comes("anywhere", "local")
    view = house.following.open(holder(stranger, receipt), NOW, house.key())
    assert (view.number, view.state) == (receipt.number, CaseState.RECEIVED)
    assert view.content.what.startswith("Tôi đến ba lần")


def test_the_number_opens_a_case_from_its_own_account_alone(house: CaseHouse) -> None:
    sender, other = house.comes("c"), house.comes("d")
    receipt = house.brings(sender)
    mine = house.following.open(holder(sender, number=receipt.number), NOW, house.key())
    assert mine.is_linked
    assert [one.number for one in house.following.own(sender.id)] == [receipt.number]
    with pytest.raises(UnknownCase):
        house.following.open(holder(other, number=receipt.number), NOW, house.key())


def test_who_does_not_want_to_be_linked_comes_back_with_the_code_alone(house: CaseHouse) -> None:
    sender = house.comes("c")
    receipt = house.brings(sender, linked=False, keeps_address=False)
    assert house.following.own(sender.id) == ()
    with pytest.raises(UnknownCase):
        house.following.open(holder(sender, number=receipt.number), NOW, house.key())
    house.drain()
    house.desk.acknowledge(house.comes("h").id, receipt.number, NOW, house.key())
    assert house.told() == (), "without an address nobody is told"
    assert not house.following.open(holder(sender, receipt), NOW, house.key()).keeps_address


def test_five_wrong_codes_make_a_pause_that_grows_and_outlives_a_restart(
    house: CaseHouse,
) -> None:
    guesser, receipt = house.comes("g"), house.brings(house.comes("c"))
    wrong = Holder(guesser.id, guesser.account_id, WRONG)
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(UnknownReceipt) as caught:
            house.following.open(wrong, NOW, house.key())
        assert caught.value.left == left
    again = CaseHouse(house.database)
    with pytest.raises(TooManyTries) as pause:
        again.following.open(holder(guesser, receipt), NOW, "key after a restart")
    assert pause.value.until == NOW + MINUTE
    later = NOW + MINUTE
    with pytest.raises(UnknownReceipt):
        house.following.open(wrong, later, house.key())
    with pytest.raises(TooManyTries) as longer:
        house.following.open(wrong, later, house.key())
    assert longer.value.until == later + 2 * MINUTE
    view = house.following.open(holder(guesser, receipt), later + 2 * MINUTE, house.key())
    assert view.number == receipt.number
    other = house.comes("d")
    assert house.following.open(holder(other, receipt), NOW, house.key()).number == receipt.number


def test_a_wrong_code_that_is_delivered_twice_counts_once(house: CaseHouse) -> None:
    guesser = house.comes("g")
    wrong, key = Holder(guesser.id, guesser.account_id, WRONG), house.key()
    for _ in range(3):
        with pytest.raises(UnknownReceipt) as caught:
            house.following.open(wrong, NOW, key)
        assert caught.value.left == 4


def test_question_and_answer_go_through_the_code_without_a_name(house: CaseHouse) -> None:
    sender = house.comes("c")
    receipt = house.brings(sender)
    handler = house.comes("h").id
    house.drain()
    house.desk.ask(handler, receipt.number, "Ông/bà nộp hồ sơ ngày nào?", NOW, house.key())
    (told,) = house.told()
    assert (told.address, told.kind) == ("c", STEP)
    line = dict(told.payload)["line"]
    step = house.following.told(receipt.number, line)
    assert step is not None
    assert step.line is not None
    assert step.line.text == "Ông/bà nộp hồ sơ ngày nào?"
    assert Move.REPLY in step.view.may
    house.drain()
    photo = CleanFile("photo", "image/jpeg", b"x")
    kept = house.case_files.keep(sender.id, photo, NOW, house.key())
    view = house.following.answer(
        holder(sender, receipt), "Ngày 2/6", NOW, house.key(), (kept.uid,)
    )
    assert view.state is CaseState.IN_WORK
    assert [(one.kind, one.author) for one in view.lines] == [
        (LineKind.QUESTION, Actor.HANDLER),
        (LineKind.REPLY, Actor.SENDER),
    ]
    assert [file.uid for file in view.lines[1].files] == [kept.uid]
    (notice,) = house.told()
    assert notice.address == "h"
    assert "Ngày" not in str(notice.payload)
    (mine,) = house.desk.queue(handler, NOW)
    assert mine.has_news


def test_a_case_is_rated_once_and_a_second_try_is_told_so(house: CaseHouse) -> None:
    sender = house.comes("c")
    receipt = house.brings(sender)
    mine = holder(sender, receipt)
    with pytest.raises(MoveNotPossible):
        house.following.rate(mine, 5, "", NOW, house.key())
    answered(house, receipt.number)
    key = house.key()
    for _ in range(2):
        assert house.following.rate(mine, 4, "Nhanh", NOW, key).rating == 4
    with pytest.raises(AlreadyRated):
        house.following.rate(mine, 1, "", NOW, house.key())
    with pytest.raises(MoveNotPossible):
        house.following.rate(mine, 6, "", NOW, house.key())


def test_a_low_rating_is_looked_at_by_somebody_other_than_who_answered(house: CaseHouse) -> None:
    sender = house.comes("c")
    receipt = house.brings(sender)
    handler = answered(house, receipt.number)
    house.drain()
    house.following.rate(holder(sender, receipt), 2, "Chung chung", NOW, house.key())
    assert [told.address for told in house.told()] == ["m"]
    head = house.comes("m").id
    assert house.desk.queue(handler, NOW, Part.REVIEW) == ()
    (review,) = house.desk.queue(head, NOW, Part.REVIEW)
    assert review.needs_review
    with pytest.raises(SamePerson):
        house.desk.review(handler, receipt.number, "Ổn", False, NOW, house.key())
    done = house.desk.review(head, receipt.number, "Cần làm lại", True, NOW, house.key())
    assert (done.state, done.needs_review) == (CaseState.REOPENED, False)


def test_a_case_is_reopened_once_and_goes_to_the_office_again(house: CaseHouse) -> None:
    sender = house.comes("c")
    receipt = house.brings(sender)
    mine, handler = holder(sender, receipt), answered(house, receipt.number)
    view = house.following.reopen(mine, "Chưa giải quyết", NOW, house.key())
    assert (view.state, Move.REOPEN in view.may) == (CaseState.REOPENED, False)
    assert house.numbers(handler) == {receipt.number}
    answered(house, receipt.number)
    with pytest.raises(AlreadyReopened):
        house.following.reopen(mine, "Vẫn chưa", NOW, house.key())
    rated = house.following.rate(mine, 5, "", NOW, house.key())
    assert rated.state is CaseState.RATED


def test_what_only_the_office_writes_is_not_shown_to_the_sender(house: CaseHouse) -> None:
    sender = house.comes("c")
    receipt = house.brings(sender)
    handler = house.comes("h").id
    house.desk.note(handler, receipt.number, "Gọi cho tổ trưởng", NOW, house.key())
    view = house.following.open(holder(sender, receipt), NOW, house.key())
    assert view.lines == ()
    case = house.desk.case(handler, receipt.number, NOW, house.key())
    assert [line.text for line in case.lines] == ["Gọi cho tổ trưởng"]


def test_a_sender_can_cut_a_case_off_from_the_account(house: CaseHouse) -> None:
    sender = house.comes("c")
    receipt = house.brings(sender)
    view = house.following.unlink(holder(sender, receipt), NOW, house.key())
    assert not view.is_linked
    assert not view.keeps_address
    assert house.following.own(sender.id) == ()
