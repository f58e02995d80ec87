"""The check of a right among many people with roles, in a transaction as services open one."""

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from db.database import Database
from db.sealing import KeyRing
from db.units import Unit
from domain.errors import NotAllowed
from domain.roles import Action, Role
from services.rights import Rights
from tests.conftest import KEY, NOW

_PEOPLE, _UNITS, _CHECKS = 5_000, 100, 1_000


@dataclass(frozen=True, slots=True)
class RightsChecked:
    """Milliseconds of a check that looks down the units, the median and the 95th of a hundred."""

    median: float
    p95: float


def measure_rights(folder: Path) -> RightsChecked:
    """Check rights of managers over units below theirs, one after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    rights = Rights(ZoneInfo("Asia/Ho_Chi_Minh"))
    with Database(f"sqlite:///{folder / 'rights.db'}", KeyRing([KEY])) as database:
        database.migrate()
        people = _fill(database)
        taken = []
        for number in range(_CHECKS):
            person = people[number * 7 % len(people)]
            start = time.perf_counter()
            with database.open_uow(read_only=True) as uow, suppress(NotAllowed):
                rights.require(uow, person, Action.SEE_PEOPLE, f"U{number % _UNITS}", NOW)
            taken.append(1000 * (time.perf_counter() - start))
    taken.sort()
    return RightsChecked(taken[_CHECKS // 2], taken[_CHECKS * 95 // 100])


def _fill(database: Database) -> list[int]:
    """Add a province, its units, and people who hold a role in one of them."""
    people = []
    with database.open_uow() as uow:
        uow.units.put(Unit("P", "Tỉnh Thử", "tỉnh", None))
        for number in range(_UNITS):
            uow.units.put(Unit(f"U{number}", f"Xã Thử {number}", "xã", "P"))
        for number in range(_PEOPLE):
            account = uow.people.add_account("telegram", str(number), NOW)
            people.append(account.person_id)
            unit = "P" if number % 50 == 0 else f"U{number % _UNITS}"
            role = Role.MANAGER if number % 10 == 0 else Role.OFFICIAL
            uow.roles.grant(account.person_id, role, unit, NOW.date(), None)
        uow.commit()
    return people
