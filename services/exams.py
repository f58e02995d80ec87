"""Sitting an exam: what one may sit, beginning, one item after the other, the result."""

from datetime import datetime
from typing import Any

from db.database import Database
from db.exams import StoredAttempt
from db.study_log import NewAnswer
from db.uow import UnitOfWork
from domain.errors import (
    ConcurrentChange,
    ExamUnusable,
    StudyFault,
    StudyRefused,
)
from domain.exams import Blueprint, fault_of, honest
from domain.grading import is_possible, is_right
from domain.learning import show_order
from domain.study import Choice
from services.exam_attempts import (
    advance,
    card_of,
    exam_of,
    new_attempt,
    own_attempt,
    pools,
    running,
    running_attempt,
    waiting_item,
)
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
                card_of(uow, exam, person_id, learner, now)
                for exam in uow.exams.of_person(person_id)
                if exam.organiser_id is not None and not exam.is_cancelled
            )

    def card(self, person_id: int, exam_id: int, now: datetime) -> ExamCard:
        """Return an exam as a person sees it before they begin.

        Raises:
            ExamRefused: they are not on its roster.
        """
        with self._database.open_uow(read_only=True) as uow:
            exam = exam_of(uow, person_id, exam_id)
            return card_of(uow, exam, person_id, uow.learners.find(person_id), now)

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
            return advance(uow, running(uow, person_id, attempt_id, now), now)

        told = run_once(self._database, update_key, "exams.next", go_on)
        return None if told is None else self._asked(told)

    def waiting(self, person_id: int, attempt_id: int, number: int, now: datetime) -> Asked:
        """Return the `number`-th item of an attempt, which waits for this person's answer.

        Raises:
            StudyRefused: it does not wait for theirs.
        """
        with self._database.open_uow(read_only=True) as uow:
            attempt = running(uow, person_id, attempt_id, now)
            item = waiting_item(uow, attempt, number)
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
            attempt = running(uow, person_id, attempt_id, now)
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
            attempt = own_attempt(uow, person_id, attempt_id)
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
            attempt = own_attempt(uow, person_id, attempt_id)
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
        exam = exam_of(uow, person_id, exam_id)
        learner = uow.learners.ensure(person_id, now, self._rights.day(now))
        attempt = running_attempt(uow, exam, learner, now)
        if attempt is None:
            attempt = new_attempt(uow, exam, person_id, learner, now)
        return advance(uow, attempt, now)

    def _record(
        self,
        uow: UnitOfWork,
        attempt: StoredAttempt,
        number: int,
        choice: Choice,
        channel: str,
        moment: datetime,
    ) -> None:
        item = waiting_item(uow, attempt, number)
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
