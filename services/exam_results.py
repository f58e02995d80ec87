"""What comes of an attempt: the score, the places of wrong answers, and finishing it in time."""

from datetime import datetime

from db.exams import StoredAttempt, StoredExam
from db.uow import UnitOfWork
from domain.exams import ON_ITS_WAY, honest, is_over, score
from services.notices import tell
from services.study_views import Place, Result

FINISHED = "exam.finished"
_AT_ONCE = 200


def finish(uow: UnitOfWork, attempt: StoredAttempt, now: datetime) -> bool:
    """Finish an attempt as it stands; False when it was finished before.

    Items that an editor withdrew meanwhile are not counted, neither for nor against.
    """
    exam = uow.exams.find(attempt.exam_id)
    assert exam is not None
    items = uow.exams.items([attempt.id])
    asked = {
        item.position
        for item in items
        if (version := uow.items.version(item.version_id)) is not None and version.is_asked
    }
    by_answer = {item.answer_id: item.position for item in items if item.answer_id is not None}
    answers = uow.study_log.of_attempts([attempt.id])
    right = sum(one.is_right and by_answer.get(one.id) in asked for one in answers)
    moment = honest(now, attempt.latest_at)
    is_late = is_over(moment, attempt.ends_at)
    reached = score(right, len(asked), exam.blueprint.pass_mark)
    at = attempt.ends_at if is_late else moment
    return uow.exams.finish(attempt.id, reached, at, is_late=is_late)


def finish_overdue(uow: UnitOfWork, now: datetime) -> int:
    """Finish the attempts whose time is over, and tell whose they are."""
    finished = 0
    for attempt in uow.exams.overdue(now - ON_ITS_WAY, _AT_ONCE):
        if not finish(uow, attempt, now):
            continue
        finished += 1
        person = uow.learners.people_of([attempt.learner_id]).get(attempt.learner_id)
        if person is not None:
            payload = {"kind": FINISHED, "attempt": attempt.id, "to": person}
            tell(uow, person, f"{FINISHED}:{attempt.id}", payload, now)
    return finished


def result_of(uow: UnitOfWork, exam: StoredExam, attempt: StoredAttempt, used: int) -> Result:
    """Return the result of an attempt that is over."""
    assert attempt.score is not None
    assert attempt.finished_at is not None
    items = uow.exams.items([attempt.id])
    right = {one.id for one in uow.study_log.of_attempts([attempt.id]) if one.is_right}
    wrong: dict[tuple[str, str], int] = {}
    for item in items:
        version = uow.items.version(item.version_id)
        if version is not None and version.is_asked and item.answer_id not in right:
            place = (version.item.document, version.item.path)
            wrong[place] = wrong.get(place, 0) + 1
    return Result(
        attempt.id,
        exam.title,
        attempt.score,
        exam.blueprint.pass_mark,
        sum(item.answer_id is not None for item in items),
        attempt.count,
        attempt.finished_at,
        attempt.is_late,
        tuple(Place(*place, count) for place, count in wrong.items()),
        attempt.score.has_passed and exam.organiser_id is not None,
        max(0, exam.blueprint.attempts - used),
    )
