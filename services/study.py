"""Five minutes of study: what is due today, the item on the screen, and what an answer brings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from db.database import Database
from db.study_items import StoredVersion
from db.study_log import NewAnswer
from db.study_sessions import StoredSession
from db.uow import UnitOfWork
from domain.errors import ConcurrentChange, StudyFault, StudyRefused
from domain.grading import is_possible, is_right, why_wrong
from domain.learning import (
    Scope,
    plan_session,
    show_order,
    streak,
)
from domain.study import Choice, read_choice
from services.once import run_once
from services.rights import Rights
from services.scheduling import review
from services.study_sessions import (
    advance,
    card_of,
    choices,
    planned,
    seed_of,
    state_of,
    waiting_session,
    withdraw,
)
from services.study_views import Answered, Asked, Ended, Place, Today

# Tells which days are worked on, around a day.
WorkingDays = Callable[[UnitOfWork, date], Callable[[date], bool]]

_YEAR_BACK = 400
_REFUSED = "refused"


class Study:
    """Sessions of study, the same ones on whatever channel somebody writes."""

    def __init__(self, database: Database, rights: Rights, working: WorkingDays) -> None:
        self._database = database
        self._rights = rights
        self._working = working

    def today(self, person_id: int, now: datetime, scope: Scope | None = None) -> Today:
        """Return what a session would hold now, and one that is open."""
        day = self._rights.day(now)
        with self._database.open_uow(read_only=True) as uow:
            learner = uow.learners.find(person_id)
            due, fresh = choices(uow, learner, scope or Scope(), day)
            if learner is None:
                return planned(due, fresh, 0, 0)
            days = uow.learners.days(learner, date.fromordinal(day.toordinal() - _YEAR_BACK))
            studied = {one: answered for one, answered, _ in days}
            row = streak(studied.keys(), day, self._working(uow, day))
            today = planned(due, fresh, row, studied.get(day, 0))
            session = uow.study_sessions.open_of(learner)
        if session is None:
            return today
        of = len(session.queue)
        return replace(today, open_session=session.id, at=session.answered, of=of)

    def start(self, person_id: int, scope: Scope, now: datetime, update_key: str) -> Asked | None:
        """Return the first item of a session, or the one to go on with; None: nothing to study.

        A session on something else ends, and so does one that was begun on an earlier day.
        """
        day = self._rights.day(now)

        def start(uow: UnitOfWork) -> list[Any] | None:
            learner = uow.learners.ensure(person_id, now, day)
            open_one = uow.study_sessions.open_of(learner)
            if open_one is not None:
                begun_on = self._rights.day(open_one.started_at)
                if open_one.scope == scope.code and begun_on == day:
                    return advance(uow, open_one, now)
                uow.study_sessions.end(open_one.id, now)
            due, fresh = choices(uow, learner, scope, day)
            queue = plan_session(due, fresh)
            if not queue:
                return None
            number = uow.study_sessions.add(learner, scope.code, queue, now)
            begun = uow.study_sessions.find(number)
            assert begun is not None
            return advance(uow, begun, now)

        told = run_once(self._database, update_key, "study.start", start)
        return None if told is None else self._asked(told)

    def next(self, person_id: int, now: datetime, update_key: str) -> Asked | None:
        """Return the item that waits for an answer, or the next one; None at the end.

        Raises:
            StudyRefused: no session is open.
        """

        def go_on(uow: UnitOfWork) -> list[Any] | None:
            learner = uow.learners.find(person_id)
            session = None if learner is None else uow.study_sessions.open_of(learner)
            if session is None:
                raise StudyRefused(StudyFault.OVER)
            return advance(uow, session, now)

        told = run_once(self._database, update_key, "study.next", go_on)
        return None if told is None else self._asked(told)

    def waiting(self, person_id: int, session_id: int, number: int) -> Asked:
        """Return the `number`-th item of a session, which waits for this person's answer.

        Raises:
            StudyRefused: it does not wait for theirs.
        """
        with self._database.open_uow(read_only=True) as uow:
            session = waiting_session(uow, person_id, session_id, number)
            version = session.version_id
            assert version is not None
        return self._asked([session_id, number, len(session.queue), version, False])

    def answer(
        self,
        person_id: int,
        session_id: int,
        number: int,
        choice: Choice,
        is_sure: bool,
        channel: str,
        now: datetime,
        update_key: str,
    ) -> Answered:
        """Log the answer to the `number`-th item of a session and say what came of it.

        Raises:
            StudyRefused: it does not count; its fault tells why.
        """

        def answer(uow: UnitOfWork) -> dict[str, Any]:
            session = waiting_session(uow, person_id, session_id, number)
            assert session.version_id is not None
            version = uow.items.version(session.version_id)
            assert version is not None
            if not is_possible(version.item, choice):
                raise StudyRefused(StudyFault.NO_CHOICE)
            current = uow.items.asked_version(version.item_id)
            if current != session.version_id:
                withdraw(uow, session, version.item_id, is_newer=current is not None)
                return {_REFUSED: StudyFault.RETIRED}
            return self._log(uow, session, version, choice, is_sure, channel, now)

        told = run_once(self._database, update_key, "study.answer", answer)
        if _REFUSED in told:
            raise StudyRefused(StudyFault(told[_REFUSED]))
        return self._answered(session_id, number, told)

    def stop(self, person_id: int, now: datetime, update_key: str) -> Ended | None:
        """End the open session and return what came of it; None when none is open."""

        def stop(uow: UnitOfWork) -> int | None:
            learner = uow.learners.find(person_id)
            session = None if learner is None else uow.study_sessions.open_of(learner)
            if session is None:
                return None
            uow.study_sessions.end(session.id, now)
            return session.id

        number: int | None = run_once(self._database, update_key, "study.stop", stop)
        if number is None:
            return None
        with self._database.open_uow(read_only=True) as uow:
            session = uow.study_sessions.find(number)
            return None if session is None else self._ended(uow, session, self._rights.day(now))

    def _log(
        self,
        uow: UnitOfWork,
        session: StoredSession,
        version: StoredVersion,
        choice: Choice,
        is_sure: bool,
        channel: str,
        now: datetime,
    ) -> dict[str, Any]:
        shown_at, version_id = session.shown_at, session.version_id
        assert shown_at is not None
        assert version_id is not None
        # A clock that was put back must not let an answer come before its question.
        answered_at = max(now, shown_at)
        right = is_right(version.item, choice)
        if not uow.study_sessions.answered(session, version.item_id, right):
            raise ConcurrentChange("study_sessions")
        learner, day = session.learner_id, self._rights.day(answered_at)
        before = state_of(uow.learners.card(learner, version.item_id))
        after = review(before, right, is_sure, day)
        card = card_of(version.item_id, after)
        uow.learners.put_card(learner, card, is_new=before is None)
        uow.learners.count_answer(learner, day, right)
        uow.study_log.add(
            NewAnswer(
                learner_id=learner,
                version_id=version_id,
                attempt_id=None,
                channel=channel,
                shown_at=shown_at,
                answered_at=answered_at,
                choice=choice.code,
                is_sure=is_sure,
                is_right=right,
                before=None if before is None else before.text,
                after=after.text,
            )
        )
        return {
            "of": len(session.queue),
            "version": version_id,
            "choice": choice.code,
            "sure": is_sure,
            "right": right,
            "due": after.due_on.isoformat(),
            "days": (after.due_on - day).days,
        }

    def _asked(self, told: list[Any]) -> Asked:
        session, number, of, version_id, is_new = told
        version = self._version(version_id)
        order = show_order(version.item, seed_of(session, number))
        return Asked(session, number, of, version.item, order, version.is_vetted, is_new)

    def _answered(self, session: int, number: int, told: dict[str, Any]) -> Answered:
        version = self._version(told["version"])
        choice = read_choice(told["choice"])
        return Answered(
            session,
            number,
            told["of"],
            version.item,
            show_order(version.item, seed_of(session, number)),
            choice,
            told["right"],
            told["sure"],
            why_wrong(version.item, choice),
            date.fromisoformat(told["due"]),
            told["days"],
            version.is_vetted,
        )

    def _version(self, version_id: int) -> StoredVersion:
        with self._database.open_uow(read_only=True) as uow:
            version = uow.items.version(version_id)
        assert version is not None
        return version

    def _ended(self, uow: UnitOfWork, session: StoredSession, day: date) -> Ended:
        learner = session.learner_id
        days = uow.learners.days(learner, date.fromordinal(day.toordinal() - _YEAR_BACK))
        cards = uow.learners.cards(learner)
        wrong: dict[tuple[str, str], int] = {}
        for placed in cards:
            if placed.card.item_id in session.missed:
                place = (placed.document, placed.path)
                wrong[place] = wrong.get(place, 0) + session.missed.count(placed.card.item_id)
        tomorrow = date.fromordinal(day.toordinal() + 1)
        return Ended(
            session.answered,
            session.right,
            streak({one for one, _, _ in days}, day, self._working(uow, day)),
            tuple(
                Place(document, path, count)
                for (document, path), count in sorted(wrong.items(), key=lambda one: -one[1])
            ),
            sum(placed.card.due_on <= tomorrow for placed in cards),
        )
