"""An attempt at an exam: whose it is, whether it still runs, the item on the screen."""

import secrets
from datetime import datetime
from typing import Any

from db.exams import StoredAttempt, StoredExam, StoredExamItem
from db.uow import UnitOfWork
from domain.errors import ConcurrentChange, ExamRefused, StudyFault, StudyRefused
from domain.exams import Blueprint, ExamFault, draw, ends_at, honest, is_over
from domain.study import Skill
from services.exam_results import finish
from services.study_views import ExamCard

_SEED_BITS = 48


def pools(uow: UnitOfWork, blueprint: Blueprint) -> dict[Skill, list[int]]:
    """Return the wordings of the items that an exam may draw from, by skill."""
    found: dict[Skill, list[int]] = {skill: [] for skill in blueprint.items}
    for outline in uow.items.outlines(tuple(blueprint.items), blueprint.document):
        found[outline.skill].append(outline.version_id)
    return found


def exam_of(uow: UnitOfWork, person_id: int, exam_id: int) -> StoredExam:
    """Return an exam on whose roster a person stands.

    Raises:
        ExamRefused: they do not.
    """
    exam = uow.exams.find(exam_id)
    if exam is None or uow.exams.attempts_used(exam_id, person_id) is None:
        raise ExamRefused(ExamFault.ROSTER)
    return exam


def own_attempt(uow: UnitOfWork, person_id: int, attempt_id: int) -> StoredAttempt:
    """Return a person's own attempt.

    Raises:
        StudyRefused: it is somebody else's, or there is none.
    """
    attempt = uow.exams.attempt(attempt_id)
    if attempt is None or attempt.learner_id != uow.learners.find(person_id):
        raise StudyRefused(StudyFault.NOT_YOURS)
    return attempt


def running(uow: UnitOfWork, person_id: int, attempt_id: int, now: datetime) -> StoredAttempt:
    """Return a person's own attempt, which still runs.

    Raises:
        StudyRefused: it is somebody else's, or over.
    """
    attempt = own_attempt(uow, person_id, attempt_id)
    if attempt.finished_at is not None or is_over(honest(now, attempt.latest_at), attempt.ends_at):
        raise StudyRefused(StudyFault.OVER)
    return attempt


def waiting_item(uow: UnitOfWork, attempt: StoredAttempt, number: int) -> StoredExamItem:
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


def running_attempt(
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


def new_attempt(
    uow: UnitOfWork, exam: StoredExam, person_id: int, learner: int, now: datetime
) -> StoredAttempt:
    """Begin an attempt and return it.

    Raises:
        ExamRefused: the exam is not open, or no attempt is left.
    """
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


def advance(uow: UnitOfWork, attempt: StoredAttempt, now: datetime) -> list[Any] | None:
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


def card_of(
    uow: UnitOfWork, exam: StoredExam, person_id: int, learner: int | None, now: datetime
) -> ExamCard:
    """Return an exam as a person sees it before they begin."""
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
