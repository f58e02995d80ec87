"""One person on several channels: codes, wrong codes, a lost telephone, browsers cut off."""

from datetime import timedelta

import pytest

from db.database import Database
from domain.errors import CodeFault, CodeUnusable, NotAllowed, TooManyGuesses, UnknownPerson
from domain.roles import Holding, Role
from services.browser_sessions import BrowserSessions
from services.guessing import MOST
from services.linking import LASTS, LINKED, RESTORE_LASTS
from services.people import Person
from services.rights import OPERATOR
from tests.conftest import NOW
from tests.services.staff_office import Office


@pytest.fixture
def office(database: Database) -> Office:
    """Return a small administration, once on each kind of database."""
    return Office(database)


def redeem(office: Office, person: Person, code: str, after: timedelta = timedelta(0)) -> None:
    office.linking.redeem(person.id, person.account_id, code, NOW + after, office.key())


def fault_of(
    office: Office, person: Person, code: str, after: timedelta = timedelta(0)
) -> CodeFault:
    with pytest.raises(CodeUnusable) as caught:
        redeem(office, person, code, after)
    return caught.value.fault


def test_a_browser_becomes_the_same_person_as_the_telephone(office: Office) -> None:
    telephone = office.holds("1", Role.OFFICIAL, "A")
    browser = office.comes("7", "local")
    code = office.linking.make_code(telephone.id, NOW, office.key()).code
    redeem(office, browser, code)
    again = office.comes("7", "local")
    assert (again.id, again.roles) == (telephone.id, (Holding(Role.OFFICIAL, "A"),))
    (notice,) = office.told()
    assert (notice.address, notice.kind) == ("1", LINKED)


def test_a_code_ties_once_and_within_minutes(office: Office) -> None:
    telephone = office.comes("1")
    code = office.linking.make_code(telephone.id, NOW, office.key()).code
    assert fault_of(office, office.comes("7", "local"), code, LASTS) is CodeFault.EXPIRED
    redeem(office, office.comes("7", "local"), code)
    assert fault_of(office, office.comes("8", "local"), code) is CodeFault.USED
    assert office.comes("8", "local").id != telephone.id


def test_a_new_code_puts_an_end_to_the_one_before(office: Office) -> None:
    telephone = office.comes("1")
    first = office.linking.make_code(telephone.id, NOW, office.key()).code
    office.linking.make_code(telephone.id, NOW, office.key())
    assert fault_of(office, office.comes("7", "local"), first) is CodeFault.UNKNOWN


def test_one_s_own_code_and_somebody_with_a_role_tie_nothing(office: Office) -> None:
    telephone = office.holds("1", Role.OFFICIAL, "A")
    other = office.holds("2", Role.OFFICIAL, "B")
    code = office.linking.make_code(telephone.id, NOW, office.key()).code
    assert fault_of(office, telephone, code) is CodeFault.OWN
    assert fault_of(office, other, code) is CodeFault.STAFF
    assert office.comes("2").roles == (Holding(Role.OFFICIAL, "B"),)


def test_a_linking_code_is_not_to_be_guessed(office: Office) -> None:
    telephone = office.comes("1")
    code = office.linking.make_code(telephone.id, NOW, office.key()).code
    thief = office.comes("66")
    for number in range(MOST):
        assert fault_of(office, thief, f"{number:08d}") is CodeFault.UNKNOWN
    with pytest.raises(TooManyGuesses):
        redeem(office, thief, code)
    assert office.comes("66").id != telephone.id


def test_one_cuts_off_one_s_own_accounts_and_nobody_elses(office: Office) -> None:
    telephone = office.holds("1", Role.OFFICIAL, "A")
    browser = office.comes("7", "local")
    redeem(office, browser, office.linking.make_code(telephone.id, NOW, office.key()).code)
    stranger = office.comes("9")
    assert not office.linking.unlink(stranger.id, browser.account_id, NOW, office.key())
    assert office.linking.unlink(telephone.id, browser.account_id, NOW, office.key())
    again = office.comes("7", "local")
    assert (again.is_new, again.roles) == (True, ())
    assert [one.channel for one in office.staff.me(telephone.id, NOW).channels] == ["telegram"]


def test_cutting_off_a_browser_ends_its_session_and_erases_its_chat(office: Office) -> None:
    sessions = BrowserSessions(office.database)
    token = sessions.new_token()
    chat = sessions.open(token, NOW)
    telephone = office.holds("1", Role.OFFICIAL, "A")
    browser = office.comes(str(chat.chat_id), "local")
    redeem(office, browser, office.linking.make_code(telephone.id, NOW, office.key()).code)
    channels = office.staff.me(telephone.id, NOW).channels
    assert [one.seen_at for one in channels] == [None, NOW]
    office.linking.unlink(telephone.id, browser.account_id, NOW, office.key())
    assert sessions.find(token, NOW) is None


def test_a_lost_telephone_is_cut_off_and_a_code_brings_its_owner_back(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    owner = office.holds("2", Role.OFFICIAL, "A")
    code = office.linking.restore(manager.id, owner.id, NOW, office.key()).code
    finder = office.comes("2")
    assert (finder.is_new, finder.roles) == (True, ())
    new_telephone = office.comes("22")
    redeem(office, new_telephone, code, RESTORE_LASTS / 2)
    assert office.comes("22").id == owner.id
    assert office.comes("22").roles == (Holding(Role.OFFICIAL, "A"),)


def test_nobody_is_given_a_way_in_by_someone_below_them(office: Office) -> None:
    manager = office.holds("1", Role.MANAGER, "A")
    both = office.holds("2", Role.OFFICIAL, "A")
    made = office.invites(Role.ADMINISTRATOR, None)
    office.invitations.accept(both.id, both.account_id, made.code, NOW, office.key())
    other = office.holds("3", Role.OFFICIAL, "B")
    for person in (both, other, manager):
        with pytest.raises(NotAllowed):
            office.linking.restore(manager.id, person.id, NOW, office.key())
    assert office.comes("2").id == both.id
    with pytest.raises(UnknownPerson):
        office.linking.restore(OPERATOR, office.comes("4").id, NOW, office.key())
