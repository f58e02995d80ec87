"""Invitations: once, in time, by those who may; codes that are guessed, forged or withdrawn."""

import threading
from datetime import timedelta

import pytest

from db.database import Database
from domain.codes import shown
from domain.errors import (
    CodeFault,
    CodeUnusable,
    NotAllowed,
    NotAName,
    TooManyGuesses,
    UnitNeeded,
    UnknownUnit,
)
from domain.roles import Holding, Role
from services.guessing import MOST, SPAN
from services.invitations import LASTS, Invitations, Wanted
from services.rights import OPERATOR
from tests.conftest import NOW
from tests.services.staff_office import RIGHTS, Office

SECOND = timedelta(seconds=1)


@pytest.fixture
def office(database: Database) -> Office:
    """Return a small administration, once on each kind of database."""
    return Office(database)


def accept(office: Office, address: str, code: str, key: str | None = None) -> object:
    person = office.comes(address)
    return office.invitations.accept(person.id, person.account_id, code, NOW, key or office.key())


def fault_of(office: Office, address: str, code: str) -> CodeFault:
    with pytest.raises(CodeUnusable) as caught:
        accept(office, address, code)
    return caught.value.fault


def test_an_invitation_gives_its_role_from_the_next_message_on(office: Office) -> None:
    made = office.invites(Role.OFFICIAL, "A", "Lò Thị Thử")
    assert office.comes("1").roles == ()
    joined = accept(office, "1", shown(made.code).lower())
    assert (joined.unit_name, joined.is_named) == ("Sở Một", True)  # type: ignore[attr-defined]
    assert office.comes("1").roles == (Holding(Role.OFFICIAL, "A"),)
    assert office.staff.me(office.comes("1").id, NOW).name == "Lò Thị Thử"


def test_the_first_administrator_is_invited_from_the_command_line(office: Office) -> None:
    person = office.holds("1", Role.ADMINISTRATOR, None)
    assert person.roles == (Holding(Role.ADMINISTRATOR),)
    assert office.invites(Role.MANAGER, "B", actor=person.id).unit_name == "Phường Hoà Bình"


def test_an_invitation_opens_once(office: Office) -> None:
    made = office.invites(Role.OFFICIAL, "A")
    accept(office, "1", made.code)
    assert fault_of(office, "2", made.code) is CodeFault.USED
    assert office.comes("2").roles == ()


def test_a_replayed_update_takes_the_invitation_up_once_and_answers_the_same(
    office: Office,
) -> None:
    made = office.invites(Role.OFFICIAL, "A")
    first = accept(office, "1", made.code, "same")
    assert accept(office, "1", made.code, "same") == first


def test_two_people_with_one_code_at_once_are_one_who_joins(database: Database) -> None:
    office = Office(database)
    made = office.invites(Role.OFFICIAL, "A")
    people = [office.comes(str(number)) for number in range(4)]
    joined: list[int] = []

    def take(number: int) -> None:
        person = people[number]
        try:
            Invitations(database, RIGHTS).accept(
                person.id, person.account_id, made.code, NOW, f"at once {number}"
            )
        except CodeUnusable:
            return
        joined.append(person.id)

    threads = [threading.Thread(target=take, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(joined) == 1
    assert sum(bool(office.comes(str(number)).roles) for number in range(4)) == 1


def test_an_invitation_ends_with_its_time(office: Office) -> None:
    made = office.invites(Role.OFFICIAL, "A")
    late = office.comes("1")
    with pytest.raises(CodeUnusable) as caught:
        office.invitations.accept(late.id, late.account_id, made.code, NOW + LASTS, office.key())
    assert caught.value.fault is CodeFault.EXPIRED


@pytest.mark.parametrize("forged", ["", "moi-", "0000-0000-0000-0000", "x" * 64, "'; --", "K7QM"])
def test_a_forged_code_opens_nothing(office: Office, forged: str) -> None:
    office.invites(Role.OFFICIAL, "A")
    assert fault_of(office, "1", forged) is CodeFault.UNKNOWN


def test_guessing_ends_after_a_few_codes_and_a_restart_does_not_help(database: Database) -> None:
    office = Office(database)
    made = office.invites(Role.OFFICIAL, "A")
    for number in range(MOST):
        assert fault_of(office, "1", f"{number:016d}") is CodeFault.UNKNOWN
    again = Office(database, office.keys)
    with pytest.raises(TooManyGuesses):
        accept(again, "1", made.code)
    accept(again, "2", made.code)
    person = again.comes("1")
    later = NOW + SPAN + SECOND
    with pytest.raises(CodeUnusable):
        again.invitations.accept(person.id, person.account_id, made.code, later, again.key())


def test_a_manager_invites_officials_of_the_own_unit_only(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    office.invites(Role.HANDLER, "A", actor=manager.id)
    for role, unit in (
        (Role.OFFICIAL, "B"),
        (Role.OFFICIAL, "A1"),
        (Role.MANAGER, "A"),
        (Role.ADMINISTRATOR, None),
        (Role.CUSTODIAN, "A"),
    ):
        with pytest.raises(NotAllowed):
            office.invites(role, unit, actor=manager.id)


def test_whoever_holds_no_role_invites_nobody(office: Office) -> None:
    for person in (office.comes("1"), office.holds("2", Role.OFFICIAL, "A")):
        with pytest.raises(NotAllowed):
            office.invites(Role.OFFICIAL, "A", actor=person.id)


def test_an_invitation_falls_with_the_role_of_who_made_it(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    made = office.invites(Role.OFFICIAL, "A", actor=manager.id)
    (held,) = office.staff.me(manager.id, NOW).roles
    office.staff.end_role(OPERATOR, held.id, NOW, office.key())
    assert fault_of(office, "2", made.code) is CodeFault.WITHDRAWN


def test_one_wrong_person_in_a_list_means_that_nobody_is_invited(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    people = [Wanted(Role.OFFICIAL, "A", "Lò Thị Thử"), Wanted(Role.OFFICIAL, "B", "Y Thử")]
    with pytest.raises(NotAllowed):
        office.invitations.invite_many(manager.id, people, NOW, office.key())
    made = office.invitations.invite_many(manager.id, people[:1], NOW, office.key())
    assert [one.name for one in made] == ["Lò Thị Thử"]


def test_what_cannot_be_invited_is_told(office: Office) -> None:
    with pytest.raises(UnitNeeded):
        office.invites(Role.OFFICIAL, None)
    with pytest.raises(UnknownUnit):
        office.invites(Role.OFFICIAL, "NOWHERE")
    with pytest.raises(NotAName):
        office.invites(Role.OFFICIAL, "A", "<b>1</b>")


def test_the_code_and_the_name_are_not_in_the_database_in_clear(database: Database) -> None:
    office = Office(database)
    made = office.invites(Role.OFFICIAL, "A", "Lò Thị Thử")
    held = b""
    with database.engine.connect() as connection:
        for table in ("invitations", "results"):
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}").all():
                held += b"".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
    assert made.code.encode() not in held
    assert "Lò Thị Thử".encode() not in held
