"""Organising an exam for a unit: making it, whom to ask about what, cancelling it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from statistics import mean

from db.database import Database
from db.exams import StoredAttempt, StoredExam
from db.study_log import StoredAnswer
from db.uow import UnitOfWork
from domain.errors import AlreadyDecided, ExamUnusable, NotAllowed, UnknownUnit
from domain.exams import Blueprint, ExamFault, Given, fault_of, flags_of
from domain.roles import OF_A_UNIT, Action
from domain.vietnamese import clean
from services.exam_attempts import pools
from services.notices import tell
from services.once import run_once
from services.rights import Rights
from services.study_views import Candidate, ExamResults, Place, Question

INVITED = "exam.invited"
CANCELLED = "exam.cancelled"
LONGEST_TITLE = 120
_HARDEST = 5


@dataclass(frozen=True, slots=True)
class Organised:
    """An exam that was made: who is on its roster, and how many of them could be told."""

    exam: int
    title: str
    unit_name: str
    roster: int
    told: int


@dataclass(frozen=True, slots=True)
class OrganisedExam:
    """One of the organiser's exams, in a list."""

    exam: int
    title: str
    unit_name: str | None
    opens_at: datetime | None
    closes_at: datetime | None
    is_open: bool
    is_cancelled: bool
    roster: int


class ExamDesk:
    """Exams from the side of whoever organises them."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def create(
        self,
        actor: int,
        unit: str,
        title: str,
        blueprint: Blueprint,
        opens_at: datetime,
        closes_at: datetime,
        now: datetime,
        update_key: str,
        people: Collection[int] | None = None,
    ) -> Organised:
        """Make an exam for people of a unit (None: for all who work there) and tell them.

        Raises:
            NotAllowed: the actor may hold none there.
            UnknownUnit: there is no such unit.
            ExamUnusable: its fault says what cannot be.
        """
        named = clean(title)

        def create(uow: UnitOfWork) -> list[int | str]:
            self._rights.require(uow, actor, Action.HOLD_EXAM, unit, now)
            found = uow.units.find(unit)
            if found is None:
                raise UnknownUnit(unit)
            if not 1 <= len(named) <= LONGEST_TITLE:
                raise ExamUnusable(ExamFault.TITLE)
            if not opens_at < closes_at or closes_at <= now:
                raise ExamUnusable(ExamFault.HOURS)
            fault = fault_of(blueprint, {s: len(p) for s, p in pools(uow, blueprint).items()})
            if fault is not None:
                raise ExamUnusable(fault)
            working = staff_of(uow, unit, self._rights, now)
            # Whoever does not work there cannot be put on the roster, nor found out that way.
            roster = [one for one in working if people is None or one in people]
            if not roster:
                raise ExamUnusable(ExamFault.ROSTER)
            number = uow.exams.add(named, unit, actor, blueprint, opens_at, closes_at, now)
            uow.exams.list_people(number, roster)
            uow.audit.add(now, actor, "organise exam", f"exam:{number}", unit)
            told = sum(_tell(uow, INVITED, number, one, now) for one in roster)
            return [number, found.name, len(roster), told]

        number, unit_name, listed, told = run_once(
            self._database, update_key, "exam_desk.create", create
        )
        return Organised(number, named, unit_name, listed, told)

    def organised(self, actor: int, now: datetime) -> tuple[OrganisedExam, ...]:
        """Return the exams that the actor organised where they still may, the newest first.

        Raises:
            NotAllowed: they may hold exams nowhere.
        """
        with self._database.open_uow(read_only=True) as uow:
            reach = self._rights.reach(uow, actor, Action.HOLD_EXAM, now)
            return tuple(
                OrganisedExam(
                    *(exam.id, exam.title, exam.unit_name, exam.opens_at, exam.closes_at),
                    *(exam.is_open(now), exam.is_cancelled, len(uow.exams.roster(exam.id))),
                )
                for exam in uow.exams.organised_by(actor)
                if reach.is_everywhere or exam.unit in reach.codes
            )

    def results(self, actor: int, exam_id: int, now: datetime, update_key: str) -> ExamResults:
        """Return what an exam brought, person by person; the log keeps that one looked.

        Raises:
            NotAllowed: the actor did not organise it, or may not hold exams there any more.
        """
        with self._database.open_uow(read_only=True) as uow:
            exam = self._own(uow, actor, exam_id, now)
            told = _results(uow, exam)
        run_once(
            self._database,
            update_key,
            "exam_desk.results",
            lambda uow: uow.audit.add(now, actor, "see exam", f"exam:{exam_id}", exam.unit),
        )
        return told

    def cancel(self, actor: int, exam_id: int, now: datetime, update_key: str) -> str:
        """Cancel an exam that has not closed, tell its roster, and return its title.

        Raises:
            NotAllowed: the actor did not organise it, or may not hold exams there any more.
            AlreadyDecided: it is cancelled or over.
        """

        def cancel(uow: UnitOfWork) -> str:
            exam = self._own(uow, actor, exam_id, now)
            is_over = exam.closes_at is not None and exam.closes_at <= now
            if is_over or not uow.exams.cancel(exam_id, now):
                raise AlreadyDecided
            uow.audit.add(now, actor, "cancel exam", f"exam:{exam_id}", exam.unit)
            for person in uow.exams.roster(exam_id):
                _tell(uow, CANCELLED, exam_id, person, now)
            return exam.title

        return str(run_once(self._database, update_key, "exam_desk.cancel", cancel))

    def _own(self, uow: UnitOfWork, actor: int, exam_id: int, now: datetime) -> StoredExam:
        exam = uow.exams.find(exam_id)
        self._rights.require(uow, actor, Action.HOLD_EXAM, None if exam is None else exam.unit, now)
        # Another's exam is refused like one that does not exist: neither tells more.
        if exam is None or exam.organiser_id != actor:
            raise NotAllowed(Action.HOLD_EXAM)
        return exam


def staff_of(uow: UnitOfWork, unit: str, rights: Rights, now: datetime) -> tuple[int, ...]:
    """Return the people who hold a role of a unit now."""
    held = uow.roles.of_units([unit], rights.day(now))
    return tuple(dict.fromkeys(one.person_id for one in held if one.role in OF_A_UNIT))


def _tell(uow: UnitOfWork, kind: str, exam: int, person: int, now: datetime) -> bool:
    payload = {"kind": kind, "exam": exam, "to": person}
    return tell(uow, person, f"{kind}:{exam}:{person}", payload, now)


def _results(uow: UnitOfWork, exam: StoredExam) -> ExamResults:
    roster = uow.exams.roster(exam.id)
    learners = {one.learner_id: one.person_id for one in uow.learners.of_people(roster)}
    attempts = uow.exams.attempts_of(exam.id)
    over = [one for one in attempts if one.finished_at is not None]
    answers = uow.study_log.of_attempts([one.id for one in over])
    names = {person: uow.names.find(person) for person in roster}
    candidates = [_candidate(person, names, learners, attempts, answers) for person in roster]
    return ExamResults(
        exam.id,
        exam.title,
        exam.unit_name,
        len(roster),
        len({one.learner_id for one in attempts}),
        len({one.learner_id for one in over}),
        len({one.learner_id for one in over if one.score and one.score.has_passed}),
        tuple(sorted(candidates, key=lambda one: (one.score is None, one.name or "", one.person))),
        _questions(answers, learners, names),
        _hardest(uow, answers),
    )


def _candidate(
    person: int,
    names: dict[int, str | None],
    learners: dict[int, int],
    attempts: tuple[StoredAttempt, ...],
    answers: tuple[StoredAnswer, ...],
) -> Candidate:
    own = [one for one in attempts if learners.get(one.learner_id) == person]
    scores = [one.score for one in own if one.score is not None]
    seconds = [_seconds(one) for one in answers if learners.get(one.learner_id) == person]
    return Candidate(
        person,
        names[person],
        len(own),
        max(scores, key=lambda score: (score.has_passed, score.percent), default=None),
        any(one.finished_at is None for one in own),
        mean(seconds) if seconds else None,
    )


def _questions(
    answers: tuple[StoredAnswer, ...], learners: dict[int, int], names: dict[int, str | None]
) -> tuple[Question, ...]:
    given = [
        Given(one.learner_id, one.version_id, one.choice, one.is_right, _seconds(one))
        for one in answers
        if one.learner_id in learners
    ]
    return tuple(
        Question(
            flag.kind,
            tuple(names[learners[who]] or "" for who in flag.who),
            flag.seen,
            flag.of,
        )
        for flag in flags_of(given)
    )


def _hardest(uow: UnitOfWork, answers: tuple[StoredAnswer, ...]) -> tuple[Place, ...]:
    wrong: dict[tuple[str, str], int] = {}
    for one in answers:
        version = None if one.is_right else uow.items.version(one.version_id)
        if version is not None:
            place = (version.item.document, version.item.path)
            wrong[place] = wrong.get(place, 0) + 1
    ordered = sorted(wrong.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(Place(*place, count) for place, count in ordered[:_HARDEST])


def _seconds(answer: StoredAnswer) -> float:
    return (answer.answered_at - answer.shown_at).total_seconds()
