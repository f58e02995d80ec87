"""How a unit studies: shares, never a single person's result without their consent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from db.database import Database
from db.uow import UnitOfWork
from domain.errors import UnknownUnit
from domain.learning import KNOWN_DAYS
from domain.roles import OF_A_UNIT, Action
from domain.study import Skill
from services.exam_desk import staff_of
from services.once import run_once
from services.rights import Rights
from services.study_views import Place

# Of fewer people a share would tell what one of them does.
LEAST_PEOPLE = 5
_WEEK = timedelta(days=6)
_HARDEST_DAYS = timedelta(days=90)
_HARDEST = 5
_MOST_KNOWN = 100_000


@dataclass(frozen=True, slots=True)
class SkillShare:
    """How many of a unit's people reached its goal in a skill; None where there is no goal."""

    skill: Skill
    goal: int | None
    reached: int | None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who lets the unit see their name: items known by skill, active this week or not."""

    name: str
    known: Mapping[Skill, int]
    is_active: bool


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """How a unit studies. Of fewer than five people only their number is told.

    `studying`: how many ever studied; `active`: in the last seven days. `hardest` are the places
    that at least five of them met and that went wrong most often.
    """

    unit: str
    unit_name: str
    people: int
    studying: int | None
    active: int | None
    skills: tuple[SkillShare, ...]
    hardest: tuple[Place, ...]
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class UnitShare:
    """A unit among others: only units of at least five people are compared."""

    unit: str
    unit_name: str
    people: int
    active: int
    reached: Mapping[Skill, int]


class StudyFigures:
    """Figures of study for those who manage units."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def unit(self, actor: int | None, unit: str, now: datetime, update_key: str) -> UnitFigures:
        """Return how a unit studies; the log keeps that somebody looked.

        Raises:
            NotAllowed: the actor may not see that unit.
            UnknownUnit: there is no such unit.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.SEE_STUDY, unit, now)
            found = uow.units.find(unit)
            if found is None:
                raise UnknownUnit(unit)
            figures = self._figures(uow, unit, found.name, now)
        run_once(
            self._database,
            update_key,
            "study_figures.unit",
            lambda uow: uow.audit.add(now, actor, "see study", "figures", unit),
        )
        return figures

    def compare(self, actor: int | None, now: datetime) -> tuple[UnitShare, ...]:
        """Return the units that the actor may see and that have five people or more, by name.

        Raises:
            NotAllowed: they may see none.
        """
        day = self._rights.day(now)
        with self._database.open_uow(read_only=True) as uow:
            reach = self._rights.reach(uow, actor, Action.SEE_STUDY, now)
            held = uow.roles.of_units(reach.selected, day)
            people: dict[str, set[int]] = {}
            names: dict[str, str] = {}
            for one in held:
                if one.unit is not None and one.role in OF_A_UNIT:
                    people.setdefault(one.unit, set()).add(one.person_id)
                    names[one.unit] = one.unit_name or one.unit
            large = {unit: own for unit, own in people.items() if len(own) >= LEAST_PEOPLE}
            everybody = frozenset().union(*large.values()) if large else frozenset()
            learner_of = {
                one.person_id: one.learner_id for one in uow.learners.of_people(everybody)
            }
            active = uow.learners.active(learner_of.values(), day - _WEEK)
            known = uow.learners.known(learner_of.values(), KNOWN_DAYS)
            goals = uow.reminders.goals(large)
        shares = [
            UnitShare(
                unit,
                names[unit],
                len(own),
                sum(learner_of.get(person) in active for person in own),
                {
                    skill: sum(
                        known.get(learner_of.get(person, 0), {}).get(skill, 0) >= goal
                        for person in own
                    )
                    for (at, skill), goal in goals.items()
                    if at == unit
                },
            )
            for unit, own in large.items()
        ]
        return tuple(sorted(shares, key=lambda share: share.unit_name))

    def set_goal(
        self,
        actor: int | None,
        unit: str,
        skill: Skill,
        known: int,
        now: datetime,
        update_key: str,
    ) -> None:
        """Set how many items of a skill each of a unit's people should remember; 0 takes it away.

        Raises:
            NotAllowed: the actor may not.
            UnknownUnit: there is no such unit.
        """

        def put(uow: UnitOfWork) -> None:
            self._rights.require(uow, actor, Action.SET_STUDY_GOAL, unit, now)
            if uow.units.find(unit) is None:
                raise UnknownUnit(unit)
            uow.reminders.set_goal(unit, skill, min(max(known, 0), _MOST_KNOWN))
            uow.audit.add(now, actor, "set goal", f"{skill}:{known}", unit)

        run_once(self._database, update_key, "study_figures.set_goal", put)

    def goals(self, unit: str) -> Mapping[Skill, int]:
        """Return the goals of a unit, which its people may know."""
        with self._database.open_uow(read_only=True) as uow:
            return {skill: known for (_, skill), known in uow.reminders.goals([unit]).items()}

    def _figures(self, uow: UnitOfWork, unit: str, name: str, now: datetime) -> UnitFigures:
        day = self._rights.day(now)
        people = staff_of(uow, unit, self._rights, now)
        met = uow.learners.of_people(people)
        learners = [one.learner_id for one in met]
        active = uow.learners.active(learners, day - _WEEK)
        known = uow.learners.known(learners, KNOWN_DAYS)
        goals = {skill: goal for (_, skill), goal in uow.reminders.goals([unit]).items()}
        named = [
            Named(
                told,
                known.get(one.learner_id, {}),
                one.learner_id in active,
            )
            for one in met
            if one.shares_name and (told := uow.names.find(one.person_id))
        ]
        if len(people) < LEAST_PEOPLE:
            skills = tuple(SkillShare(skill, goals.get(skill), None) for skill in Skill)
            return UnitFigures(unit, name, len(people), None, None, skills, (), tuple(named))
        since = datetime.combine(day - _HARDEST_DAYS, time.min, now.tzinfo)
        hardest = uow.study_log.hardest(learners, since, LEAST_PEOPLE, _HARDEST)
        return UnitFigures(
            unit,
            name,
            len(people),
            len(met),
            len(active),
            _shares(learners, known, goals),
            tuple(Place(one.document, one.path, one.wrong) for one in hardest),
            tuple(sorted(named, key=lambda one: one.name)),
        )


def _shares(
    learners: Sequence[int], known: Mapping[int, Mapping[Skill, int]], goals: Mapping[Skill, int]
) -> tuple[SkillShare, ...]:
    return tuple(
        SkillShare(
            skill,
            goals.get(skill),
            None
            if skill not in goals
            else sum(known.get(one, {}).get(skill, 0) >= goals[skill] for one in learners),
        )
        for skill in Skill
    )
