"""Opening a name that was kept for the custodian: three people, a reason, and a log."""

import pytest

from db.database import Database
from domain.cases import Identity, Move
from domain.errors import AlreadyDecided, EmptyText, NoNameKept, NotAllowed, SamePerson
from domain.roles import Role
from services.custody import new_pair, open_name
from services.rights import OPERATOR
from tests.conftest import NOW
from tests.services.case_office import WHAT, CaseHouse

NAME = "Lê Thị Hoa"


@pytest.fixture
def house(database: Database) -> CaseHouse:
    """Return a small administration with a custodian, once on each kind of database."""
    made = CaseHouse(database)
    made.appoint("h", Role.HANDLER, "A")
    made.appoint("i", Role.INSPECTOR, None)
    made.appoint("k", Role.CUSTODIAN, None)
    return made


def sealed(house: CaseHouse) -> str:
    """Return the number of a case whose name is the custodian's to know."""
    sender = house.comes("c")
    return house.brings(sender, identity=Identity.SEALED, name=NAME).number


def test_a_name_is_opened_by_three_and_with_the_paper_key_alone(house: CaseHouse) -> None:
    handler, inspector, custodian = (house.comes(one).id for one in "hik")
    number = sealed(house)
    assert house.desk.case(handler, number, NOW, house.key()).name is None
    house.drain()
    request = house.custody.request(handler, number, "Đe doạ tính mạng", NOW, house.key())
    assert {told.address for told in house.drain()} == {"i"}
    (asked,) = house.custody.to_approve(inspector, NOW)
    assert (asked.number, asked.reason) == (number, "Đe doạ tính mạng")
    with pytest.raises(NotAllowed):
        house.custody.open(custodian, request, NOW, house.key())
    house.custody.approve(inspector, request, True, NOW, house.key())
    assert {told.address for told in house.drain()} == {"k", "h"}
    (waiting,) = house.custody.to_open(custodian, NOW)
    boxed = house.custody.open(custodian, waiting.id, NOW, house.key())
    assert open_name(boxed.boxed, house.pair.private) == NAME
    assert open_name(boxed.boxed, new_pair().private) is None
    assert NAME not in repr(boxed)
    assert house.custody.to_open(custodian, NOW) == ()


def test_each_step_is_in_the_log_and_in_the_history(house: CaseHouse) -> None:
    handler, inspector, custodian = (house.comes(one).id for one in "hik")
    number = sealed(house)
    request = house.custody.request(handler, number, "Cần xác minh", NOW, house.key())
    house.custody.approve(inspector, request, True, NOW, house.key())
    house.custody.open(custodian, request, NOW, house.key())
    log = [(one.deed, one.actor) for one in house.audit.latest(OPERATOR, NOW)]
    assert log[:3] == [
        ("open name", custodian),
        ("approve name", inspector),
        ("ask name", handler),
    ]
    assert house.audit.check().is_whole
    case = house.desk.case(handler, number, NOW, house.key())
    assert [one.move for one in case.history].count(Move.UNSEAL) == 3


def test_nobody_takes_two_of_the_three_parts(house: CaseHouse) -> None:
    inspector, custodian = house.comes("i").id, house.comes("k").id
    number = sealed(house)
    own = house.custody.request(inspector, number, "Tự hỏi", NOW, house.key())
    assert house.custody.to_approve(inspector, NOW) == ()
    with pytest.raises(SamePerson):
        house.custody.approve(inspector, own, True, NOW, house.key())
    both = house.appoint("k", Role.COORDINATOR, None)
    assert both == custodian
    house.custody.approve(custodian, own, True, NOW, house.key())
    assert house.custody.to_open(custodian, NOW) == ()
    with pytest.raises(SamePerson):
        house.custody.open(custodian, own, NOW, house.key())


def test_what_is_declined_or_decided_stays_so(house: CaseHouse) -> None:
    handler, inspector, custodian = (house.comes(one).id for one in "hik")
    request = house.custody.request(handler, sealed(house), "Tò mò", NOW, house.key())
    house.custody.approve(inspector, request, False, NOW, house.key())
    with pytest.raises(NotAllowed):
        house.custody.open(custodian, request, NOW, house.key())
    with pytest.raises(AlreadyDecided):
        house.custody.approve(inspector, request, True, NOW, house.key())


def test_without_a_reason_or_a_name_nothing_is_asked(house: CaseHouse) -> None:
    handler = house.comes("h").id
    with pytest.raises(EmptyText):
        house.custody.request(handler, sealed(house), "  ", NOW, house.key())
    plain = house.brings(house.comes("d"), f"{WHAT} Lần nữa").number
    with pytest.raises(NoNameKept):
        house.custody.request(handler, plain, "Lý do", NOW, house.key())


def test_whom_the_case_concerns_neither_approves_nor_opens(house: CaseHouse) -> None:
    asker = house.comes("i").id
    subjects = {
        role: house.appoint(f"{role} concerned", role, None)
        for role in (Role.INSPECTOR, Role.CUSTODIAN)
    }
    approver = house.appoint("i3", Role.INSPECTOR, None)
    for role, subject in subjects.items():
        sender, words = f"về {role}", f"{WHAT} {role}"
        number = house.about(
            subject, sender, what=words, identity=Identity.SEALED, name=NAME, unit=None
        ).number
        request = house.custody.request(asker, number, "Lý do", NOW, house.key())
        if role is Role.INSPECTOR:
            assert house.custody.to_approve(subject, NOW) == ()
            with pytest.raises(NotAllowed):
                house.custody.approve(subject, request, True, NOW, house.key())
        house.custody.approve(approver, request, True, NOW, house.key())
        custodian = subjects[Role.CUSTODIAN]
        own = role is Role.CUSTODIAN
        assert (request in {one.id for one in house.custody.to_open(custodian, NOW)}) != own
    with pytest.raises(NotAllowed):
        house.custody.open(subjects[Role.CUSTODIAN], request, NOW, house.key())


def test_a_named_sender_is_known_to_the_office_at_once(house: CaseHouse) -> None:
    number = house.brings(house.comes("c"), identity=Identity.NAMED, name=NAME).number
    case = house.desk.case(house.comes("h").id, number, NOW, house.key())
    assert case.name == NAME
