"""Signing in with an authenticator app: set up, once a code, not to be guessed."""

from datetime import timedelta

import pyotp
import pytest

from db.database import Database
from domain.errors import CodeUnusable, NotAllowed, TooManyGuesses
from domain.roles import Holding, Role
from services.guessing import MOST
from services.people import Person
from services.rights import OPERATOR
from services.signing_in import Setup, SigningIn
from tests.conftest import NOW
from tests.services.staff_office import RIGHTS, Office

STEP = timedelta(seconds=30)


@pytest.fixture
def office(database: Database) -> Office:
    """Return a small administration, once on each kind of database."""
    return Office(database)


def set_up(office: Office, owner: Person, *, is_confirmed: bool = True) -> Setup:
    signing_in = SigningIn(office.database, RIGHTS)
    made = signing_in.begin(owner.id, NOW - 4 * STEP, office.key())
    if is_confirmed:
        code = pyotp.TOTP(made.secret).at(NOW - 4 * STEP)
        signing_in.confirm(owner.id, owner.account_id, code, NOW - 4 * STEP, office.key())
    return made


def enter(office: Office, person: Person, number: str, code: str) -> None:
    signing_in = SigningIn(office.database, RIGHTS)
    signing_in.enter(person.id, person.account_id, number, code, NOW, office.key())


def test_a_browser_comes_in_by_number_and_code(office: Office) -> None:
    owner = office.holds("1", Role.OFFICIAL, "A")
    made = set_up(office, owner)
    browser = office.comes("7", "local")
    enter(office, browser, made.number, pyotp.TOTP(made.secret).at(NOW - STEP))
    assert office.comes("7", "local").id == owner.id
    assert office.comes("7", "local").roles == (Holding(Role.OFFICIAL, "A"),)


def test_a_code_opens_once(office: Office) -> None:
    made = set_up(office, office.holds("1", Role.OFFICIAL, "A"))
    code = pyotp.TOTP(made.secret).at(NOW)
    enter(office, office.comes("7", "local"), made.number, code)
    with pytest.raises(CodeUnusable):
        enter(office, office.comes("8", "local"), made.number, code)


def test_an_app_that_never_showed_a_right_code_opens_nothing(office: Office) -> None:
    made = set_up(office, office.holds("1", Role.OFFICIAL, "A"), is_confirmed=False)
    with pytest.raises(CodeUnusable):
        enter(office, office.comes("7", "local"), made.number, pyotp.TOTP(made.secret).at(NOW))


def test_codes_are_not_to_be_guessed_from_many_browsers(office: Office) -> None:
    owner = office.holds("1", Role.OFFICIAL, "A")
    made = set_up(office, owner)
    right = pyotp.TOTP(made.secret).at(NOW)
    wrong = "000000" if right != "000000" else "000001"
    for number in range(MOST):
        with pytest.raises(CodeUnusable):
            enter(office, office.comes(f"5{number}", "local"), made.number, wrong)
    with pytest.raises(TooManyGuesses):
        enter(office, office.comes("7", "local"), made.number, right)


def test_only_officials_set_an_app_up(office: Office) -> None:
    with pytest.raises(NotAllowed):
        set_up(office, office.comes("1"))


def test_a_lost_telephone_takes_its_app_along(office: Office) -> None:
    owner = office.holds("1", Role.OFFICIAL, "A")
    made = set_up(office, owner)
    office.linking.restore(OPERATOR, owner.id, NOW, office.key())
    with pytest.raises(CodeUnusable):
        enter(office, office.comes("7", "local"), made.number, pyotp.TOTP(made.secret).at(NOW))


def test_an_app_is_removed_by_its_owner(office: Office) -> None:
    owner = office.holds("1", Role.OFFICIAL, "A")
    set_up(office, owner)
    signing_in = SigningIn(office.database, RIGHTS)
    assert signing_in.remove(owner.id, office.key())
    assert not signing_in.remove(owner.id, office.key())
