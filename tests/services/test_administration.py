"""Units with their codes, and roles of demo people."""

from datetime import date, timedelta

import pytest

from domain.errors import DuplicateUnit, NotDemo, UnitNeeded, UnknownUnit
from domain.roles import Role
from services.administration import Unit
from services.registry import Services
from services.rights import OPERATOR
from tests.conftest import NOW


def test_every_commune_ward_and_body_of_the_plan_is_a_unit(services: Services) -> None:
    units = services.administration.units()
    kinds = [unit.kind for unit in units]
    assert (kinds.count("xã"), kinds.count("phường")) == (88, 14)
    codes = {unit.code for unit in units}
    assert {"SNV", "SKHCN", "STC", "SXD", "SNNMT", "TTT", "VPUBND"} <= codes
    assert all(unit.parent in codes for unit in units if unit.parent is not None)


def test_a_unit_can_be_added_once_under_a_known_one(services: Services) -> None:
    unit = Unit("SGDDT", "Sở Giáo dục và Đào tạo", "sở", "66")
    services.administration.add_unit(OPERATOR, unit, NOW, "u1")
    assert unit in services.administration.units()
    with pytest.raises(DuplicateUnit):
        services.administration.add_unit(OPERATOR, unit, NOW, "u2")
    with pytest.raises(UnknownUnit):
        services.administration.add_unit(OPERATOR, Unit("X", "X", "sở", "NOWHERE"), NOW, "u3")


def test_a_role_holds_until_its_last_day(services: Services) -> None:
    until = NOW.date() + timedelta(days=3)
    granted = services.administration.grant(
        "lan", Role.OFFICIAL, NOW, "u1", unit_code="SNV", until=until
    )
    assert _roles(services, granted.person_id, until) == (("official", "SNV"),)
    assert _roles(services, granted.person_id, until + timedelta(days=1)) == ()


def test_granting_the_same_role_again_prolongs_it(services: Services) -> None:
    for key, until in (("u1", NOW.date()), ("u2", None)):
        granted = services.administration.grant(
            "lan", Role.OFFICIAL, NOW, key, unit_code="SNV", until=until
        )
    later = NOW.date() + timedelta(days=400)
    assert _roles(services, granted.person_id, later) == (("official", "SNV"),)


def test_a_role_of_a_unit_needs_a_unit_that_is_known(services: Services) -> None:
    with pytest.raises(UnitNeeded):
        services.administration.grant("lan", Role.MANAGER, NOW, "u1")
    with pytest.raises(UnknownUnit):
        services.administration.grant("lan", Role.MANAGER, NOW, "u2", unit_code="NOWHERE")


def test_granting_marks_the_database_as_a_demo(services: Services) -> None:
    services.administration.grant("lan", Role.EDITOR, NOW, "u1")
    assert services.installation.is_demo()


def test_a_database_that_serves_real_people_grants_nothing(services: Services) -> None:
    services.people.arrive("telegram", "42", NOW, "u0")
    with pytest.raises(NotDemo):
        services.administration.grant("lan", Role.EDITOR, NOW, "u1")


def test_the_clock_of_a_demo_moves_forward_and_stays_there(services: Services) -> None:
    services.installation.move_clock(timedelta(days=2))
    services.installation.move_clock(timedelta(hours=1))
    assert services.installation.now(NOW) == NOW + timedelta(days=2, hours=1)


def _roles(services: Services, person_id: int, on: date) -> tuple[tuple[str, str | None], ...]:
    with services.database.open_uow(read_only=True) as uow:
        return uow.roles.held(person_id, on)
