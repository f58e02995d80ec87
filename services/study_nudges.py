"""A friendly word to a whole unit: the same for everybody, so that it singles nobody out."""

from datetime import datetime

from db.database import Database
from db.uow import UnitOfWork
from domain.errors import UnknownUnit
from domain.roles import Action
from services.exam_desk import staff_of
from services.notices import tell
from services.once import run_once
from services.rights import Rights

NUDGED = "study.nudged"


class StudyNudges:
    """Invitations to study, at most one a week and person."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def send(self, actor: int, unit: str, now: datetime, update_key: str) -> int:
        """Invite everybody who works in a unit, whether they study or not; return how many.

        Whoever was invited in the same week is left in peace, and so is whoever sends it.

        Raises:
            NotAllowed: the actor may not.
            UnknownUnit: there is no such unit.
        """

        def send(uow: UnitOfWork) -> int:
            self._rights.require(uow, actor, Action.SET_STUDY_GOAL, unit, now)
            found = uow.units.find(unit)
            if found is None:
                raise UnknownUnit(unit)
            year, week, _ = self._rights.day(now).isocalendar()
            payload = {"kind": NUDGED, "unit": found.name}
            people = [one for one in staff_of(uow, unit, self._rights, now) if one != actor]
            told = sum(
                tell(uow, person, f"{NUDGED}:{unit}:{year}-{week}:{person}", payload, now)
                for person in people
            )
            uow.audit.add(now, actor, "invite to study", f"people:{told}", unit)
            return told

        return int(run_once(self._database, update_key, "study_nudges.send", send))
