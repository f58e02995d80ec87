"""Sitting an exam: what one may sit, beginning, one item after the other, the result."""

import secrets
from datetime import datetime
from typing import Any

from db.database import Database
from db.exams import StoredAttempt, StoredExam, StoredExamItem
from db.study_log import NewAnswer
from db.uow import UnitOfWork
from domain.errors import (
    ConcurrentChange,
    ExamRefused,
    ExamUnusable,
    StudyFault,
    StudyRefused,
)
from domain.exams import Blueprint, ExamFault, draw, ends_at, fault_of, honest, is_over
from domain.grading import is_possible, is_right
from domain.learning import show_order
from domain.study import Choice, Skill
from services.exam_results import finish, finish_overdue, result_of
from services.fencing import check_lease
from services.once import run_once
from services.rights import Rights
from services.study_views import Asked, ExamCard, Recorded, Result

_SEED_BITS = 48


class Exams:
    """Exams from the side of whoever sits them."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def listed(self, person_id: int, now: datetime) -> tuple[ExamCard, ...]:
        """Return the organised exams that a person may sit now or later, and those they sat."""
        with self._database.open_uow(read_only=True) as uow:
            learner = uow.learners.find(person_id)
            return tuple(
                _card(uow, exam, person_id, learner, now)
                for exam in uow.exams.of_person(person_id)
                if exam.organiser_id is not None and not exam.is_cancelled
            )

    def card(self, person_id: int, exam_id: int, now: datetime) -> ExamCard:
        """Return an exam as a person sees it before they begin.

        Raises:
            ExamRefused: they are not on its roster.
        """
        with self._database.open_uow(read_only=True) as uow:
            exam = _listed(uow, person_id, exam_id)
            return _card(uow, exam, person_id, uow.learners.find(person_id), now)

    def practise(
        self, person_id: int, title: str, blueprint: Blueprint, now: datetime, update_key: str
    ) -> Asked:
        """Begin an exam of one's own, which nobody else sees, and return its first item.

        Raises:
            ExamUnusable: the bank does not hold so many items.
        """

        def practise(uow: UnitOfWork) -> list[Any] | None:
            fault = fault_of(blueprint, {s: len(p) for s, p in pools(uow, blueprint).items()})
            if fault is not None:
                raise ExamUnusable(fault)
            exam_id = uow.exams.add(title, None, None, blueprint, None, None, now)
            uow.exams.list_people(exam_id, [person_id])
            return self._begin(uow, person_id, exam_id, now)

        return self._asked(run_once(self._database, update_key, "exams.practise", practise))

    def begin(self, person_id: int, exam_id: int, now: datetime, update_key: str) -> Asked | None:
        """Begin an attempt, or go on with one that runs; return the item on the screen.

        None: all is answered, and the attempt waits to be handed in.

        Raises:
            ExamRefused: not on the roster, not open, or no attempt is left.
        """

        def begin(uow: UnitOfWork) -> list[Any] | None:
            return self._begin(uow, person_id, exam_id, now)

        told = run_once(self._database, update_key, "exams.begin", begin)
        return None if told is None else self._asked(told)

    def next(self, person_id: int, attempt_id: int, now: datetime, update_key: str) -> Asked | None:
        """Return the item that waits for an answer, or the next one; None when all are answered.

        Raises:
            StudyRefused: the attempt is somebody else's, or is over.
        """

        def go_on(uow: UnitOfWork) -> list[Any] | None:
            return _advance(uow, _running(uow, person_id, attempt_id, now), now)

        told = run_once(self._database, update_key, "exams.next", go_on)
        return None if told is None else self._asked(told)

    def waiting(self, person_id: int, attempt_id: int, number: int, now: datetime) -> Asked:
        """Return the `number`-th item of an attempt, which waits for this person's answer.

        Raises:
            StudyRefused: it does not wait for theirs.
        """
        with self._database.open_uow(read_only=True) as uow:
            attempt = _running(uow, person_id, attempt_id, now)
            item = _waiting(uow, attempt, number)
        return self._asked(
            [attempt_id, number, attempt.count, item.version_id, attempt.ends_at.isoformat()]
        )

    def answer(
        self,
        person_id: int,
        attempt_id: int,
        number: int,
        choice: Choice,
        channel: str,
        now: datetime,
        update_key: str,
    ) -> Recorded:
        """Keep the answer to the `number`-th item of an attempt; nothing is told of its worth.

        Raises:
            StudyRefused: it does not count; its fault tells why.
        """

        def answer(uow: UnitOfWork) -> list[Any]:
            attempt = _running(uow, person_id, attempt_id, now)
            self._record(uow, attempt, number, choice, channel, honest(now, attempt.latest_at))
            return [attempt.count, attempt.ends_at.isoformat()]

        of, ends = run_once(self._database, update_key, "exams.answer", answer)
        is_last = number == of
        return Recorded(attempt_id, number, of, datetime.fromisoformat(ends), is_last)

    def finish(self, person_id: int, attempt_id: int, now: datetime, update_key: str) -> Result:
        """Finish an attempt, as it stands, and return its result.

        Raises:
            StudyRefused: the attempt is somebody else's.
        """

        def hand_in(uow: UnitOfWork) -> None:
            attempt = _own(uow, person_id, attempt_id)
            if attempt.finished_at is None:
                finish(uow, attempt, now)

        run_once(self._database, update_key, "exams.finish", hand_in)
        return self.result(person_id, attempt_id)

    def result(self, person_id: int, attempt_id: int) -> Result:
        """Return the result of an attempt that is over.

        Raises:
            StudyRefused: the attempt is somebody else's, or runs still.
        """
        with self._database.open_uow(read_only=True) as uow:
            attempt = _own(uow, person_id, attempt_id)
            exam = uow.exams.find(attempt.exam_id)
            if attempt.score is None or exam is None:
                raise StudyRefused(StudyFault.OVER)
            used = uow.exams.attempts_used(attempt.exam_id, person_id) or 0
            return result_of(uow, exam, attempt, used)

    def finish_due(self, now: datetime) -> int:
        """Finish the attempts whose time is over, tell whose they are, and return how many."""
        with self._database.open_uow() as uow:
            check_lease(uow)
            finished = finish_overdue(uow, now)
            uow.commit()
        return finished

    def _begin(
        self, uow: UnitOfWork, person_id: int, exam_id: int, now: datetime
    ) -> list[Any] | None:
        exam = _listed(uow, person_id, exam_id)
        learner = uow.learners.ensure(person_id, now, self._rights.day(now))
        attempt = _running_attempt(uow, exam, learner, now)
        if attempt is None:
            attempt = _new_attempt(uow, exam, person_id, learner, now)
        return _advance(uow, attempt, now)

    def _record(
        self,
        uow: UnitOfWork,
        attempt: StoredAttempt,
        number: int,
        choice: Choice,
        channel: str,
        moment: datetime,
    ) -> None:
        item = _waiting(uow, attempt, number)
        assert item.shown_at is not None
        version = uow.items.version(item.version_id)
        if version is None or not is_possible(version.item, choice):
            raise StudyRefused(StudyFault.NO_CHOICE)
        answer_id = uow.study_log.add(
            NewAnswer(
                learner_id=attempt.learner_id,
                version_id=item.version_id,
                attempt_id=attempt.id,
                channel=channel,
                shown_at=item.shown_at,
                answered_at=max(moment, item.shown_at),
                choice=choice.code,
                is_sure=True,
                is_right=is_right(version.item, choice),
                before=None,
                after=None,
            )
        )
        if not uow.exams.answer(attempt.id, number, answer_id, moment):
            raise ConcurrentChange("exam_items")

    def _asked(self, told: list[Any]) -> Asked:
        attempt_id, number, of, version_id, ends = told
        with self._database.open_uow(read_only=True) as uow:
            version = uow.items.version(version_id)
            attempt = uow.exams.attempt(attempt_id)
        assert version is not None
        seed = number if attempt is None else attempt.seed + number
        return Asked(
            attempt_id,
            number,
            of,
            version.item,
            show_order(version.item, seed),
            version.is_vetted,
            ends_at=datetime.fromisoformat(ends),
        )


def pools(uow: UnitOfWork, blueprint: Blueprint) -> dict[Skill, list[int]]:
    """Return the wordings of the items that an exam may draw from, by skill."""
    found: dict[Skill, list[int]] = {skill: [] for skill in blueprint.items}
    for outline in uow.items.outlines(tuple(blueprint.items), blueprint.document):
        found[outline.skill].append(outline.version_id)
    return found


def _listed(uow: UnitOfWork, person_id: int, exam_id: int) -> StoredExam:
    exam = uow.exams.find(exam_id)
    if exam is None or uow.exams.attempts_used(exam_id, person_id) is None:
        raise ExamRefused(ExamFault.ROSTER)
    return exam


def _own(uow: UnitOfWork, person_id: int, attempt_id: int) -> StoredAttempt:
    attempt = uow.exams.attempt(attempt_id)
    if attempt is None or attempt.learner_id != uow.learners.find(person_id):
        raise StudyRefused(StudyFault.NOT_YOURS)
    return attempt


def _running(uow: UnitOfWork, person_id: int, attempt_id: int, now: datetime) -> StoredAttempt:
    attempt = _own(uow, person_id, attempt_id)
    if attempt.finished_at is not None or is_over(honest(now, attempt.latest_at), attempt.ends_at):
        raise StudyRefused(StudyFault.OVER)
    return attempt


def _waiting(uow: UnitOfWork, attempt: StoredAttempt, number: int) -> StoredExamItem:
    """Return the item of an attempt that was shown and not answered yet.

    Raises:
        StudyRefused: there is none of this number.
    """
    item = uow.exams.item(attempt.id, number) if number <= attempt.position else None
    if item is None or item.shown_at is None:
        raise StudyRefused(StudyFault.NOT_YOURS)
    if item.answer_id is not None:
        raise StudyRefused(StudyFault.ANSWERED)
    return item


def _running_attempt(
    uow: UnitOfWork, exam: StoredExam, learner: int, now: datetime
) -> StoredAttempt | None:
    """Return the attempt at an exam that runs; one whose time is over is finished on the way."""
    for attempt in uow.exams.attempts_of(exam.id, learner):
        if attempt.finished_at is not None:
            continue
        if not is_over(honest(now, attempt.latest_at), attempt.ends_at):
            return attempt
        finish(uow, attempt, now)
    return None


def _new_attempt(
    uow: UnitOfWork, exam: StoredExam, person_id: int, learner: int, now: datetime
) -> StoredAttempt:
    if not exam.is_open(now):
        raise ExamRefused(ExamFault.HOURS)
    used = uow.exams.attempts_used(exam.id, person_id) or 0
    if used >= exam.blueprint.attempts:
        raise ExamRefused(ExamFault.ATTEMPTS)
    if not uow.exams.use_attempt(exam.id, person_id, used):
        raise ConcurrentChange("exam_rosters")
    seed = secrets.randbits(_SEED_BITS)
    versions = draw(exam.blueprint, pools(uow, exam.blueprint), seed)
    if not versions:
        raise ExamRefused(ExamFault.POOL)
    end = ends_at(now, exam.blueprint.minutes, exam.closes_at)
    number = uow.exams.begin(exam.id, learner, seed, versions, now, end)
    attempt = uow.exams.attempt(number)
    assert attempt is not None
    return attempt


def _advance(uow: UnitOfWork, attempt: StoredAttempt, now: datetime) -> list[Any] | None:
    """Put the next item on the screen, unless one waits there; items withdrawn are left out."""
    ends, moment = attempt.ends_at.isoformat(), honest(now, attempt.latest_at)
    current = uow.exams.item(attempt.id, attempt.position) if attempt.position else None
    start = attempt.position + 1
    if current is not None and current.answer_id is None:
        version = uow.items.version(current.version_id)
        if version is not None and version.is_asked:
            return [attempt.id, attempt.position, attempt.count, current.version_id, ends]
    for position in range(start, attempt.count + 1):
        item = uow.exams.item(attempt.id, position)
        version = None if item is None else uow.items.version(item.version_id)
        if item is not None and version is not None and version.is_asked:
            uow.exams.show(attempt.id, position, moment)
            return [attempt.id, position, attempt.count, item.version_id, ends]
    return None


def _card(
    uow: UnitOfWork, exam: StoredExam, person_id: int, learner: int | None, now: datetime
) -> ExamCard:
    used = uow.exams.attempts_used(exam.id, person_id) or 0
    attempts = () if learner is None else uow.exams.attempts_of(exam.id, learner)
    running = next((one.id for one in attempts if one.finished_at is None), None)
    scores = [one.score for one in attempts if one.score is not None]
    return ExamCard(
        exam.id,
        exam.title,
        exam.unit_name,
        exam.blueprint.count,
        exam.blueprint.minutes,
        max(0, exam.blueprint.attempts - used),
        exam.blueprint.pass_mark,
        exam.opens_at,
        exam.closes_at,
        exam.is_open(now),
        running,
        max(scores, key=lambda score: (score.has_passed, score.percent), default=None),
    )
