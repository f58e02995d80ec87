"""The subject of a case, and whoever is under the subject's authority, sees nothing of it.

Every role is tried, from every place, against every list, count, search, notice and move.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import product
from pathlib import Path

import pytest

from db.case_lists import Part
from db.database import Database
from db.sealing import KeyRing
from domain.cases import Actor, CaseKind, CaseState, Move, SubjectKind
from domain.errors import CongvuError, NotAllowed
from domain.roles import OF_A_UNIT, RIGHTS, Action, Role
from services.case_moves import DESK
from services.case_sight import CaseSight
from services.cases import Subject, Submitted
from tests.conftest import KEY, NOW
from tests.services.case_office import WHAT, CaseHouse, holder
from tests.services.staff_office import RIGHTS as DESK_RIGHTS

PLACES = ("A", "A1", "P", "B", None)
HELD = [
    (role, unit)
    for role, unit in product(Role, PLACES)
    if unit is not None or role not in OF_A_UNIT
]
SEES = {role for role in Role if Action.SEE_CASES in RIGHTS[role]}

Look = Callable[[CaseHouse, int, str], object]

# Lists return what they show; the others refuse, or have shown the case.
LISTS: dict[str, Callable[[CaseHouse, int, str], set[str]]] = {
    **{f"queue: {part}": partial(lambda part, *who: lines(part, *who), part) for part in Part},
    "search by number": lambda house, person, number: {
        line.number for line in house.desk.search(person, number, NOW)
    },
    "search by words": lambda house, person, number: {
        line.number for line in house.desk.search(person, "đến ba lần", NOW)
    },
    "praise": lambda house, person, number: {one.number for one in house.desk.praises(person, NOW)},
}
DEEDS: dict[str, Look] = {
    "one case": lambda house, person, number: house.desk.case(person, number, NOW, house.key()),
    "a file": lambda house, person, number: house.desk.file(
        person, number, "0" * 32, NOW, house.key()
    ),
    "similar": lambda house, person, number: house.desk.similar(person, number, NOW),
    "colleagues": lambda house, person, number: house.desk.colleagues(person, number, NOW),
    "noting": lambda house, person, number: house.desk.note(person, number, "x", NOW, house.key()),
    "taking": lambda house, person, number: house.desk.take(person, number, NOW, house.key()),
    "asking": lambda house, person, number: house.desk.ask(person, number, "x", NOW, house.key()),
    "holding": lambda house, person, number: house.desk.hold(
        person, number, True, "x", NOW, house.key()
    ),
    "name": lambda house, person, number: house.custody.request(
        person, number, "x", NOW, house.key()
    ),
    "classifying": lambda house, person, number: house.desk.classify(
        person, number, None, Subject(), NOW, house.key()
    ),
    "merging": lambda house, person, number: house.desk.merge(
        person, number, number, NOW, house.key()
    ),
    "stepping back": lambda house, person, number: house.desk.withdraw(
        person, number, "x", NOW, house.key()
    ),
    "refusing": lambda house, person, number: house.desk.refuse(
        person, number, "x", NOW, house.key()
    ),
    "answering": lambda house, person, number: house.desk.answer(
        person, number, "a", "b", "c", NOW, house.key()
    ),
    "transferring": lambda house, person, number: house.desk.transfer(
        person, number, "B", "x", NOW, house.key()
    ),
}


def lines(part: Part, house: CaseHouse, person: int, number: str) -> set[str]:
    """Return the numbers in a part of somebody's queue."""
    return {line.number for line in house.desk.queue(person, NOW, part)}


def seen(house: CaseHouse, person: int, number: str) -> set[str]:
    """Return through which doors somebody learns of a case."""
    open_doors = set()
    for door, shown in LISTS.items():
        with suppress(NotAllowed):
            if number in shown(house, person, number):
                open_doors.add(door)
    for door, look in DEEDS.items():
        try:
            look(house, person, number)
        except NotAllowed:
            continue
        except CongvuError:
            # Whatever else is wrong with it tells that the case is there.
            pass
        open_doors.add(door)
    if house.desk.asked_to_explain(person):
        open_doors.add("explaining")
    return open_doors


def counted(house: CaseHouse, person: int) -> dict[Part, int]:
    """Return how many cases somebody is told that there are."""
    with suppress(NotAllowed):
        return dict(house.desk.counts(person, NOW))
    return {}


def told(house: CaseHouse) -> set[str]:
    """Return which addresses were told that something waits."""
    return {message.address for message in house.drain() if message.kind == DESK}


@pytest.fixture
def house(database: Database) -> CaseHouse:
    """Return an administration in which somebody resolves cases everywhere."""
    return everywhere(database)


@pytest.fixture
def walked(tmp_path: Path) -> Iterator[CaseHouse]:
    """Yield the same for the long walks, on one kind of database."""
    with Database(f"sqlite:///{tmp_path / 'test.db'}", KeyRing([KEY])) as database:
        database.migrate()
        yield everywhere(database)


def everywhere(database: Database) -> CaseHouse:
    """Return an administration in which somebody resolves cases everywhere."""
    made = CaseHouse(database)
    made.appoint("handler of A", Role.HANDLER, "A", "Trần Thị Lan")
    made.appoint("handler of A1", Role.HANDLER, "A1")
    made.appoint("handler of P", Role.HANDLER, "P")
    made.appoint("inspector", Role.INSPECTOR, None)
    return made


def test_nobody_sees_a_case_about_themselves_whatever_role_they_hold(walked: CaseHouse) -> None:
    for n, (role, unit) in enumerate(HELD):
        name = f"Lê Văn X{chr(97 + n // 26)}{chr(97 + n % 26)}"
        address = f"subject {n}"
        subject = walked.appoint(address, role, unit, name)
        about = [
            Subject(SubjectKind.OFFICIAL, person_id=subject),
            Subject(SubjectKind.OFFICIAL, f"ông {name}"),
        ]
        for way, one in enumerate(about):
            words, counts = f"{WHAT} {n} {way}", counted(walked, subject)
            receipt = walked.brings(walked.comes(f"c{n}"), words, unit=unit, subject=one)
            assert address not in told(walked), (role, unit, way)
            assert counted(walked, subject) == counts, (role, unit, way)
            assert seen(walked, subject, receipt.number) == set(), (role, unit, way)
        with walked.database.open_uow() as uow:
            uow.roles.end(uow.roles.of_person(subject, NOW.date())[0].id, NOW)
            uow.commit()


def test_nobody_under_a_head_sees_a_case_about_the_head(walked: CaseHouse) -> None:
    head = walked.appoint("head", Role.MANAGER, "A", "Lê Văn Ba")
    for n, (role, unit) in enumerate(HELD):
        person = walked.appoint(f"person {n}", role, unit)
        counts = counted(walked, person)
        receipt = walked.about(head, f"c{n}", what=f"{WHAT} {n}")
        addresses = told(walked)
        assert not addresses & {"head", "handler of A", "handler of A1"}
        doors = seen(walked, person, receipt.number)
        if unit in ("A", "A1"):
            assert f"person {n}" not in addresses, (role, unit)
            assert counted(walked, person) == counts, (role, unit)
            assert doors == set(), (role, unit)
        else:
            assert ("one case" in doors) == (role in SEES and _reaches(role, unit)), (role, unit)


def _reaches(role: Role, unit: str | None) -> bool:
    """Tell whether a case that lies with P is within reach."""
    return role in (Role.INSPECTOR, Role.COORDINATOR) or unit == "P"


@pytest.mark.parametrize(
    "subject",
    [
        Subject(SubjectKind.UNKNOWN),
        Subject(SubjectKind.OFFICIAL, "một anh tên Hùng"),
        Subject(SubjectKind.POSITION, "Chủ tịch UBND xã"),
        Subject(SubjectKind.POSITION, "cán bộ tiếp dân"),
        Subject(SubjectKind.UNIT, is_head=True),
    ],
    ids=["unknown", "not on the roster", "head", "intake", "said to be the head"],
)
def test_a_case_on_whoever_it_may_be_in_a_unit_goes_above_the_unit(
    house: CaseHouse, subject: Subject
) -> None:
    people = {
        house.appoint(f"{role} of {unit}", role, unit)
        for role, unit in product((Role.HANDLER, Role.MANAGER), ("A", "A1"))
    }
    receipt = house.brings(house.comes("c"), subject=subject)
    assert receipt.office_name == "Tỉnh Thử"
    assert told(house) == {"handler of P"}
    for person in people:
        assert seen(house, person, receipt.number) == set()


def test_who_is_named_in_the_words_does_not_see_them(house: CaseHouse) -> None:
    handler = house.comes("handler of A").id
    receipt = house.brings(house.comes("c"), "Bà tran thi lan đòi tiền bồi dưỡng.")
    assert receipt.office_name == "Tỉnh Thử", "nobody else of A resolves cases"
    assert told(house) == {"handler of P"}
    assert seen(house, handler, receipt.number) == set()


def test_who_is_named_later_loses_sight_of_the_case(house: CaseHouse) -> None:
    handler, second = house.comes("handler of A").id, house.appoint("second", Role.HANDLER, "A")
    sender = house.comes("c")
    receipt = house.brings(sender)
    house.desk.take(handler, receipt.number, NOW, house.key())
    house.drain()
    mine = holder(sender, receipt)
    house.following.add(mine, "Chính là bà Trần Thị Lan", NOW, house.key())
    assert told(house) == {"second"}
    assert seen(house, handler, receipt.number) == set()
    assert house.numbers(second) == {receipt.number}


def test_a_head_who_is_named_later_takes_the_unit_out_of_it(house: CaseHouse) -> None:
    head = house.appoint("head", Role.MANAGER, "A", "Lê Văn Ba")
    handler = house.comes("handler of A").id
    sender = house.comes("c")
    receipt = house.brings(sender)
    assert house.numbers(head) == {receipt.number}
    house.drain()
    mine = holder(sender, receipt)
    house.following.add(mine, "Ông Lê Văn Ba bảo làm thế", NOW, house.key())
    for person in (head, handler):
        assert seen(house, person, receipt.number) == set()
    assert house.numbers(house.comes("handler of P").id) == {receipt.number}
    above = house.desk.case(house.comes("handler of P").id, receipt.number, NOW, house.key())
    handed = above.history[-1]
    assert (handed.move, handed.actor, handed.who) == (Move.TRANSFER, Actor.CLOCK, None)
    assert (handed.office_name, above.line.state) == ("Tỉnh Thử", CaseState.TRANSFERRED)


def test_who_is_found_to_be_the_subject_at_the_desk_loses_sight_of_the_case(
    house: CaseHouse,
) -> None:
    handler = house.comes("handler of A").id
    other = house.appoint("second", Role.HANDLER, "A")
    receipt = house.brings(house.comes("c"))
    house.drain()
    subject = Subject(SubjectKind.OFFICIAL, person_id=handler)
    office = house.desk.classify(other, receipt.number, "A", subject, NOW, house.key())
    assert office == "Sở Một"
    assert seen(house, handler, receipt.number) == set()
    assert house.numbers(other) == {receipt.number}


def test_somebody_who_becomes_head_later_puts_their_people_out_of_sight(
    house: CaseHouse,
) -> None:
    official = house.appoint("official", Role.OFFICIAL, "A")
    handler = house.comes("handler of A").id
    receipt = house.about(official)
    assert house.numbers(handler) == {receipt.number}
    house.appoint("official", Role.MANAGER, "A")
    assert seen(house, handler, receipt.number) == set()
    assert house.numbers(house.comes("inspector").id) == {receipt.number}


def test_whoever_joins_under_the_name_that_was_typed_does_not_see_the_case(
    house: CaseHouse,
) -> None:
    subject = Subject(SubjectKind.OFFICIAL, "ông Phạm Văn Sáu")
    receipt = house.brings(house.comes("c"), subject=subject)
    late = house.appoint("late", Role.INSPECTOR, None, "Phạm Văn Sáu")
    assert seen(house, late, receipt.number) == set()
    other = house.appoint("other", Role.INSPECTOR, None, "Phạm Văn Bảy")
    assert "one case" in seen(house, other, receipt.number)


def test_what_was_merged_into_a_case_is_kept_from_its_subjects_too(house: CaseHouse) -> None:
    official = house.appoint("official", Role.HANDLER, "A", "Lê Văn Ba")
    handler = house.comes("handler of A").id
    main = house.brings(house.comes("c"))
    other = house.about(official, "d", what=f"{WHAT} Lần hai")
    assert house.numbers(official) == {main.number}
    house.desk.merge(handler, other.number, main.number, NOW, house.key())
    assert seen(house, official, main.number) == set()
    assert house.numbers(handler) == {main.number}


def test_the_subject_of_praise_cannot_read_it_before_the_office_has(house: CaseHouse) -> None:
    official = house.appoint("official", Role.HANDLER, "A", "Lê Văn Ba")
    subject = Subject(SubjectKind.OFFICIAL, person_id=official)
    receipt: Submitted = house.brings(house.comes("c"), kind=CaseKind.PRAISE, subject=subject)
    assert told(house) == {"handler of A"}
    assert seen(house, official, receipt.number) == set()


def test_a_case_on_the_only_inspector_waits_for_the_coordinator(house: CaseHouse) -> None:
    inspector = house.comes("inspector").id
    coordinator = house.appoint("coordinator", Role.COORDINATOR, None)
    receipt = house.about(inspector, unit=None)
    assert told(house) == {"coordinator"}
    assert seen(house, inspector, receipt.number) == set()
    assert "one case" in seen(house, coordinator, receipt.number)


def test_those_above_are_never_under_the_subject(house: CaseHouse) -> None:
    head = house.appoint("head", Role.MANAGER, "A")
    house.appoint("head of A1", Role.MANAGER, "A1")
    house.appoint("head of P", Role.MANAGER, "P")
    receipt = house.about(head)
    sight = CaseSight(DESK_RIGHTS)
    with house.database.open_uow(read_only=True) as uow:
        case = uow.cases.find_number(receipt.number)
        assert case is not None
        assert sight.heads(uow, case, NOW) == (house.comes("head of P").id,)
        assert sight.province(uow, case.id, NOW) == (house.comes("inspector").id,)


def test_an_administrator_has_no_part_in_cases(house: CaseHouse) -> None:
    administrator = house.appoint("administrator", Role.ADMINISTRATOR, None)
    receipt = house.brings(house.comes("c"))
    assert seen(house, administrator, receipt.number) == set()
    with pytest.raises(NotAllowed):
        house.desk.queue(administrator, NOW)
