"""Taking feedback in: the receipt, who hears of it, limits, the same words many times."""

from datetime import timedelta

import pytest

from db.database import Database
from domain.cases import CaseKind, CaseState, Identity, SubjectKind
from domain.errors import (
    CustodianMissing,
    EmptyText,
    NotAllowed,
    SameTextAgain,
    SenderNameNeeded,
    TextTooLong,
    TooManyCases,
    TooManyFiles,
    UnknownFile,
    UnknownUnit,
)
from domain.receipts import read_receipt
from domain.roles import Role
from services.case_files import CleanFile
from services.case_intake import CaseIntake, CaseLimits
from services.case_moves import DESK
from services.cases import NewCase, Subject
from tests.conftest import NOW
from tests.services.case_office import UNIT, WHAT, CaseHouse, holder
from tests.services.staff_office import RIGHTS

DAY = timedelta(days=1)


@pytest.fixture
def house(database: Database) -> CaseHouse:
    """Return a small administration, once on each kind of database."""
    return CaseHouse(database)


def test_a_sender_gets_a_number_and_a_code_and_the_office_hears_of_it(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    receipt = house.brings(house.comes("c"))
    assert receipt.number == "PA-2026-00001"
    assert read_receipt(receipt.code).code == receipt.code
    assert receipt.office_name == "Sở Một"
    (told,) = house.told()
    assert (told.address, told.kind, dict(told.payload)["about"]) == ("h", DESK, "new")
    assert receipt.number not in str(told.payload)
    assert house.numbers(handler) == {receipt.number}


def test_numbers_follow_each_other_and_begin_anew_each_year(house: CaseHouse) -> None:
    sender = house.comes("c")
    assert [house.brings(sender, f"{WHAT} {n}").number for n in range(2)] == [
        "PA-2026-00001",
        "PA-2026-00002",
    ]
    later = house.brings(sender, f"{WHAT} sau Tết", NOW + 365 * DAY)
    assert later.number == "PA-2027-00001"


def test_a_replayed_message_brings_no_second_case(house: CaseHouse) -> None:
    sender, key = house.comes("c"), house.key()
    new = NewCase(CaseKind.REPORT, WHAT, "A", subject=UNIT)
    first = house.intake.submit(sender.id, new, NOW, key)
    assert house.intake.submit(sender.id, new, NOW, key) == first
    assert len(house.following.own(sender.id)) == 1


@pytest.mark.parametrize("what", ["", "   ", "\n\x00"])
def test_nothing_is_no_case(house: CaseHouse, what: str) -> None:
    with pytest.raises(EmptyText):
        house.brings(house.comes("c"), what)


def test_what_cannot_be_taken_is_refused_with_its_meaning(house: CaseHouse) -> None:
    sender = house.comes("c")
    with pytest.raises(TextTooLong):
        house.brings(sender, "a" * 6001)
    with pytest.raises(UnknownUnit):
        house.brings(sender, unit="Z")
    with pytest.raises(SenderNameNeeded):
        house.brings(sender, identity=Identity.NAMED)
    with pytest.raises(UnknownFile):
        house.brings(sender, files=("0" * 32,))
    with pytest.raises(NotAllowed):
        house.brings(sender, on_behalf=True)
    assert house.following.own(sender.id) == ()


def test_without_a_custodian_no_name_is_taken_for_one(house: CaseHouse) -> None:
    intake = CaseIntake(house.database, RIGHTS, house.moves)
    assert not intake.offered().has_custodian
    assert house.intake.offered().has_custodian
    new = NewCase(CaseKind.REPORT, WHAT, identity=Identity.SEALED, name="Lê Thị Hoa")
    with pytest.raises(CustodianMissing):
        intake.submit(house.comes("c").id, new, NOW, house.key())


def test_the_same_words_fifty_times_are_one_case(house: CaseHouse) -> None:
    sender = house.comes("c")
    house.brings(sender)
    for _ in range(49):
        with pytest.raises(SameTextAgain):
            house.brings(sender, WHAT.upper() + "!!")
    assert len(house.following.own(sender.id)) == 1


def test_the_same_words_of_many_are_looked_at_together_and_answered_together(
    house: CaseHouse,
) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    senders = [house.comes(f"c{n}") for n in range(6)]
    receipts = [house.brings(sender) for sender in senders]
    assert [one.is_merged for one in receipts] == [False, False, False, True, True, True]
    main = receipts[0].number
    assert house.numbers(handler) == {one.number for one in receipts[:3]}
    house.drain()
    house.desk.answer(handler, main, "Đã bố trí", "Biên bản", "Trả ngày mai", NOW, house.key())
    last = house.following.open(holder(senders[5], receipts[5]), NOW, house.key())
    assert last.state is CaseState.MERGED
    assert [line.text for line in last.lines] == ["Đã bố trí"]
    assert {told.address for told in house.told()} == {"c0", "c3", "c4", "c5"}


def test_there_is_a_limit_for_a_person_a_unit_and_all_until_the_next_day(
    database: Database,
) -> None:
    house = CaseHouse(database, limits=CaseLimits(person=2, unit=4, all=5))
    first, second, third = (house.comes(f"c{n}") for n in range(3))
    for n in range(2):
        house.brings(first, f"{WHAT} {n}")
        house.brings(second, f"{WHAT} lại {n}")
    for sender, unit, scope in [(first, "B", "person"), (third, "A", "unit")]:
        with pytest.raises(TooManyCases) as caught:
            house.brings(sender, f"{WHAT} nữa", unit=unit)
        assert caught.value.scope == scope
    house.brings(third, f"{WHAT} ở B", unit="B")
    with pytest.raises(TooManyCases) as caught:
        house.brings(house.comes("c9"), f"{WHAT} khác", unit="B")
    assert caught.value.scope == "all"
    house.brings(first, f"{WHAT} hôm sau", NOW + DAY)


def test_files_go_to_the_case_of_whoever_kept_them(house: CaseHouse) -> None:
    handler = house.appoint("h", Role.HANDLER, "A")
    sender, other = house.comes("c"), house.comes("d")
    photo = CleanFile("photo", "image/jpeg", b"picture", b"the original")
    kept = house.case_files.keep(sender.id, photo, NOW, house.key())
    assert house.case_files.waiting(sender.id) == (kept,)
    assert house.case_files.waiting(other.id) == ()
    with pytest.raises(UnknownFile):
        house.brings(other, files=(kept.uid,))
    receipt = house.brings(sender, files=(kept.uid,))
    assert house.case_files.waiting(sender.id) == ()
    case = house.desk.case(handler, receipt.number, NOW, house.key())
    assert [file.uid for file in case.content.files] == [kept.uid]
    file = house.desk.file(handler, receipt.number, kept.uid, NOW, house.key())
    assert file.content == b"picture"
    original = house.desk.file(handler, receipt.number, kept.uid, NOW, house.key(), original=True)
    assert original.content == b"the original"


def test_so_many_files_are_kept_and_no_more_and_one_can_be_taken_back(house: CaseHouse) -> None:
    sender = house.comes("c")
    kept = [
        house.case_files.keep(sender.id, CleanFile("photo", "image/jpeg", b"x"), NOW, house.key())
        for _ in range(10)
    ]
    with pytest.raises(TooManyFiles):
        house.case_files.keep(sender.id, CleanFile("photo", "image/jpeg", b"x"), NOW, house.key())
    assert house.case_files.drop(house.comes("d").id, house.key(), kept[0].uid) == 0
    assert house.case_files.drop(sender.id, house.key(), kept[0].uid) == 1
    assert house.case_files.drop(sender.id, house.key()) == 9


def test_an_official_may_write_down_what_somebody_says_and_it_is_marked(house: CaseHouse) -> None:
    official = house.appoint("o", Role.OFFICIAL, "A")
    handler = house.appoint("h", Role.HANDLER, "A")
    receipt = house.brings(house.comes("o"), on_behalf=True)
    assert house.following.own(official) == (), "the case is the citizen's, not the official's"
    case = house.desk.case(handler, receipt.number, NOW, house.key())
    assert case.on_behalf
    assert case.history[0].who is not None


def test_praise_reaches_whom_it_praises_and_their_head_once_it_was_looked_at(
    house: CaseHouse,
) -> None:
    official = house.appoint("o", Role.OFFICIAL, "A", "Trần Thị Lan")
    head = house.appoint("m", Role.MANAGER, "A", "Y Thử")
    handler = house.appoint("h", Role.HANDLER, "A")
    about = Subject(SubjectKind.OFFICIAL, "chị Trần Thị Lan")
    sender = house.comes("c")
    receipt = house.brings(sender, "Chị Lan rất tận tình.", kind=CaseKind.PRAISE, subject=about)
    assert house.desk.praises(official, NOW) == ()
    house.drain()
    done = house.desk.acknowledge(handler, receipt.number, NOW, house.key())
    assert done.state is CaseState.CLOSED
    assert {told.address for told in house.told()} == {"o", "m", "c"}
    for person in (official, head):
        assert [one.text for one in house.desk.praises(person, NOW)] == ["Chị Lan rất tận tình."]
    assert house.desk.praises(handler, NOW) == ()


def test_officials_of_a_unit_can_be_chosen_by_name(house: CaseHouse) -> None:
    head = house.appoint("m", Role.MANAGER, "A", "Y Thử")
    house.appoint("o", Role.OFFICIAL, "A", "Trần Thị Lan")
    house.appoint("b", Role.OFFICIAL, "B", "Lê Văn Ba")
    chosen = house.intake.roster("A", NOW)
    assert [(one.name, one.is_head) for one in chosen] == [("Trần Thị Lan", False), ("Y Thử", True)]
    assert chosen[1].person_id == head
