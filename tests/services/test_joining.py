"""Asking to join, deciding, two managers at once, ending roles, leaving."""

import threading
from datetime import timedelta

import pytest

from db.database import Database
from domain.errors import AlreadyDecided, NotAllowed, NotAName, RoleGone, UnknownUnit
from domain.roles import Holding, Role
from services.joining import ASKED, DECIDED
from services.rights import OPERATOR
from services.staff import ENDED
from tests.conftest import NOW
from tests.services.staff_office import Office

DAY = timedelta(days=1)


@pytest.fixture
def office(database: Database) -> Office:
    """Return a small administration, once on each kind of database."""
    return Office(database)


def ask(office: Office, address: str, unit: str = "A", role: Role = Role.OFFICIAL) -> int:
    """Let somebody ask to join and return the number of the request."""
    person = office.comes(address)
    office.joining.ask(person.id, role, unit, "Y Thử Niê", NOW, office.key())
    with office.database.open_uow(read_only=True) as uow:
        found = uow.requests.open_of(person.id)
    assert found is not None
    return found.id


def test_a_manager_hears_of_a_request_and_approves_it(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    number = ask(office, "2")
    (message,) = office.told()
    assert (message.address, message.kind) == ("1", ASKED)
    (waiting,) = office.joining.waiting(manager.id, NOW)
    assert (waiting.name, waiting.unit_name) == ("Y Thử Niê", "Sở Một")
    office.joining.decide(manager.id, number, True, NOW, office.key())
    assert office.comes("2").roles == (Holding(Role.OFFICIAL, "A"),)
    assert office.joining.waiting(manager.id, NOW) == ()
    assert [told.kind for told in office.told() if told.address == "2"] == [DECIDED]


def test_who_is_declined_holds_nothing_and_their_name_is_erased(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    number = ask(office, "2")
    office.joining.decide(manager.id, number, False, NOW, office.key())
    assert office.comes("2").roles == ()
    with office.database.open_uow(read_only=True) as uow:
        found = uow.requests.find(number)
    assert found is not None
    assert (found.state, found.name) == ("declined", None)


def test_a_request_without_a_manager_goes_to_the_administrators(office: Office) -> None:
    office.holds("1", Role.ADMINISTRATOR, None)
    office.holds("2", Role.MANAGER, "B")
    ask(office, "3")
    assert [message.address for message in office.told()] == ["1"]


def test_only_an_administrator_decides_who_manages(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    administrator = office.holds("2", Role.ADMINISTRATOR, None)
    number = ask(office, "3", role=Role.MANAGER)
    assert office.joining.waiting(manager.id, NOW) == ()
    with pytest.raises(NotAllowed):
        office.joining.decide(manager.id, number, True, NOW, office.key())
    office.joining.decide(administrator.id, number, True, NOW, office.key())


@pytest.mark.parametrize("unit", ["A1", "B"])
def test_a_manager_sees_and_decides_nothing_of_another_unit(office: Office, unit: str) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    number = ask(office, "2", unit)
    assert office.joining.waiting(manager.id, NOW) == ()
    for act in (
        lambda: office.joining.asked(manager.id, number, NOW),
        lambda: office.joining.decide(manager.id, number, True, NOW, office.key()),
        lambda: office.joining.decide(manager.id, 10_000, True, NOW, office.key()),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_two_managers_who_decide_at_once_decide_once(office: Office) -> None:
    managers = [office.holds(str(number), Role.MANAGER, "A") for number in (1, 2)]
    number = ask(office, "3")
    outcomes: list[str] = []

    def decide(actor: int, is_approved: bool) -> None:
        try:
            office.joining.decide(actor, number, is_approved, NOW, f"decides {actor}")
            outcomes.append("approved" if is_approved else "declined")
        except AlreadyDecided:
            outcomes.append("late")

    threads = [
        threading.Thread(target=decide, args=(manager.id, is_approved))
        for manager, is_approved in zip(managers, (True, False), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) in (["approved", "late"], ["declined", "late"])
    assert bool(office.comes("3").roles) == ("approved" in outcomes)


def test_asking_again_takes_the_place_of_the_first_request(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    first = ask(office, "2")
    second = ask(office, "2", role=Role.HANDLER)
    assert [one.id for one in office.joining.waiting(manager.id, NOW)] == [second]
    with pytest.raises(AlreadyDecided):
        office.joining.decide(manager.id, first, True, NOW, office.key())


def test_a_request_can_be_taken_back(office: Office) -> None:
    number = ask(office, "2")
    person = office.comes("2")
    assert office.joining.withdraw(person.id, NOW, office.key())
    with pytest.raises(AlreadyDecided):
        office.joining.decide(OPERATOR, number, True, NOW, office.key())


def test_what_cannot_be_asked_for_is_refused(office: Office) -> None:
    person = office.comes("2")
    with pytest.raises(NotAllowed):
        office.joining.ask(person.id, Role.ADMINISTRATOR, "A", "Y Thử", NOW, office.key())
    with pytest.raises(NotAName):
        office.joining.ask(person.id, Role.OFFICIAL, "A", "=1+1", NOW, office.key())
    with pytest.raises(UnknownUnit):
        office.joining.ask(person.id, Role.OFFICIAL, "NOWHERE", "Y Thử", NOW, office.key())


def test_an_ended_role_is_gone_on_the_next_message_and_takes_what_was_open_along(
    office: Office,
) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    official = office.holds("2", Role.OFFICIAL, "A", "Y Thử")
    with office.database.open_uow() as uow:
        uow.drafts.put(official.id, "half done", {"a": 1}, NOW)
        uow.commit()
    (held,) = office.staff.me(official.id, NOW).roles
    office.staff.end_role(manager.id, held.id, NOW, office.key())
    again = office.comes("2")
    assert (again.roles, again.drafts) == ((), frozenset())
    assert office.staff.me(official.id, NOW).name is None
    assert [message.kind for message in office.told()] == [ENDED]
    with pytest.raises(RoleGone):
        office.staff.end_role(manager.id, held.id, NOW, office.key())


def test_a_manager_ends_no_role_that_they_could_not_give(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    others = [
        office.holds("2", Role.MANAGER, "A"),
        office.holds("3", Role.OFFICIAL, "B"),
        office.holds("4", Role.ADMINISTRATOR, None),
    ]
    for other in others:
        (held,) = office.staff.me(other.id, NOW).roles
        with pytest.raises(NotAllowed):
            office.staff.end_role(manager.id, held.id, NOW, office.key())


def test_people_leave_by_themselves_but_end_nobody_elses_role_that_way(office: Office) -> None:
    mine = office.holds("1", Role.OFFICIAL, "A")
    other = office.holds("2", Role.OFFICIAL, "A")
    (held,) = office.staff.me(mine.id, NOW).roles
    with pytest.raises(RoleGone):
        office.staff.leave(other.id, held.id, NOW, office.key())
    office.staff.leave(mine.id, held.id, NOW, office.key())
    assert office.comes("1").roles == ()


def test_a_transfer_is_an_end_here_and_an_invitation_there(office: Office) -> None:
    person = office.holds("1", Role.OFFICIAL, "A", "Y Thử")
    made = office.invites(Role.OFFICIAL, "B")
    office.invitations.accept(person.id, person.account_id, made.code, NOW, office.key())
    assert len(office.comes("1").roles) == 2
    here = office.staff.me(person.id, NOW).roles[0]
    office.staff.end_role(OPERATOR, here.id, NOW, office.key())
    assert office.comes("1").roles == (Holding(Role.OFFICIAL, "B"),)
    assert office.staff.me(person.id, NOW).name == "Y Thử"


def test_the_list_of_people_holds_own_and_lower_units_and_no_others(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A", "Bà Trưởng")
    office.holds("2", Role.OFFICIAL, "A", "Y Thử")
    office.holds("3", Role.OFFICIAL, "A1", "H Dưới")
    office.holds("4", Role.OFFICIAL, "B", "Ông Khác")
    office.holds("5", Role.EDITOR, None, "Cô Biên Tập")
    seen = office.staff.people(manager.id, NOW, office.key())
    assert [one.name for one in seen] == ["Bà Trưởng", "Y Thử", "H Dưới"]
    with pytest.raises(NotAllowed):
        office.staff.people(office.comes("2").id, NOW, office.key())


def test_what_a_manager_may_do_about_somebody_stands_beside_them(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    official = office.holds("2", Role.OFFICIAL, "A")
    lower = office.holds("3", Role.OFFICIAL, "A1")
    shown = office.staff.person(manager.id, official.id, NOW, office.key())
    assert shown.may_restore
    assert shown.ends == {shown.roles[0].id}
    below = office.staff.person(manager.id, lower.id, NOW, office.key())
    assert (below.may_restore, below.ends) == (False, frozenset())
    with pytest.raises(NotAllowed):
        office.staff.person(manager.id, office.comes("9").id, NOW, office.key())
