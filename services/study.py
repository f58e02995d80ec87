"""Five minutes of study: what is due today, the item on the screen, and what an answer brings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from db.database import Database
from db.learners import StoredCard
from db.study_items import StoredVersion
from db.study_log import NewAnswer
from db.study_sessions import StoredSession
from db.uow import UnitOfWork
from domain.errors import ConcurrentChange, StudyFault, StudyRefused
from domain.grading import is_possible, is_right, why_wrong
from domain.learning import (
    NEW_AT_MOST,
    Due,
    Fresh,
    Scope,
    minutes,
    most_forgotten_first,
    new_first,
    plan_session,
    show_order,
    streak,
)
from domain.study import Choice, read_choice
from services.once import run_once
from services.rights import Rights
from services.scheduling import CardState, review
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
            due, fresh = _choices(uow, learner, scope or Scope(), day)
            if learner is None:
                return _planned(due, fresh, 0, 0)
            days = uow.learners.days(learner, date.fromordinal(day.toordinal() - _YEAR_BACK))
            studied = {one: answered for one, answered, _ in days}
            row = streak(studied.keys(), day, self._working(uow, day))
            today = _planned(due, fresh, row, studied.get(day, 0))
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
                    return _advance(uow, open_one, now)
                uow.study_sessions.end(open_one.id, now)
            due, fresh = _choices(uow, learner, scope, day)
            queue = plan_session(due, fresh)
            if not queue:
                return None
            number = uow.study_sessions.add(learner, scope.code, queue, now)
            begun = uow.study_sessions.find(number)
            assert begun is not None
            return _advance(uow, begun, now)

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
            return _advance(uow, session, now)

        told = run_once(self._database, update_key, "study.next", go_on)
        return None if told is None else self._asked(told)

    def waiting(self, person_id: int, session_id: int, number: int) -> Asked:
        """Return the `number`-th item of a session, which waits for this person's answer.

        Raises:
            StudyRefused: it does not wait for theirs.
        """
        with self._database.open_uow(read_only=True) as uow:
            session = _waiting(uow, person_id, session_id, number)
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
            session = _waiting(uow, person_id, session_id, number)
            assert session.version_id is not None
            version = uow.items.version(session.version_id)
            assert version is not None
            if not is_possible(version.item, choice):
                raise StudyRefused(StudyFault.NO_CHOICE)
            current = uow.items.asked_version(version.item_id)
            if current != session.version_id:
                _withdraw(uow, session, version.item_id, is_newer=current is not None)
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
        before = _state(uow.learners.card(learner, version.item_id))
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
        order = show_order(version.item, _seed(session, number))
        return Asked(session, number, of, version.item, order, version.is_vetted, is_new)

    def _answered(self, session: int, number: int, told: dict[str, Any]) -> Answered:
        version = self._version(told["version"])
        choice = read_choice(told["choice"])
        return Answered(
            session,
            number,
            told["of"],
            version.item,
            show_order(version.item, _seed(session, number)),
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


def _choices(
    uow: UnitOfWork, learner: int | None, scope: Scope, day: date
) -> tuple[list[int], list[int]]:
    """Return the items that are due, most forgotten first, and those never met, in order."""
    skills = () if scope.skill is None else (scope.skill,)
    outlines = uow.items.outlines(skills, scope.document)
    cards = {} if learner is None else {c.item_id: c for c in uow.learners.raw_cards(learner)}
    due = [
        Due(one.id, card.last_on, card.stability)
        for one in outlines
        if (card := cards.get(one.id)) is not None and card.due_on <= day
    ]
    fresh = [Fresh(o.id, o.skill, o.difficulty) for o in outlines if o.id not in cards]
    ordered = new_first(fresh, learner or 0)
    return [d.item_id for d in most_forgotten_first(due, day)], [f.item_id for f in ordered]


def _planned(due: list[int], fresh: list[int], row: int, answered: int) -> Today:
    queue = plan_session(due, fresh)
    new = sum(item in set(fresh[:NEW_AT_MOST]) for item in queue)
    return Today(len(queue) - new, new, minutes(len(queue)), row, answered)


def _advance(uow: UnitOfWork, session: StoredSession, now: datetime) -> list[Any] | None:
    """Put the next item that may still be asked on the screen, unless one waits there."""
    of = len(session.queue)
    if session.shown_at is not None and session.version_id is not None:
        version = uow.items.version(session.version_id)
        if version is not None and uow.items.asked_version(version.item_id) == session.version_id:
            is_new = uow.learners.card(session.learner_id, version.item_id) is None
            return [session.id, session.position, of, session.version_id, is_new]
    for position in range(session.position, of):
        version_id = uow.items.asked_version(session.queue[position])
        if version_id is not None:
            uow.study_sessions.show(session.id, position + 1, version_id, now)
            is_new = uow.learners.card(session.learner_id, session.queue[position]) is None
            return [session.id, position + 1, of, version_id, is_new]
    uow.study_sessions.show(session.id, of, None, now)
    return None


def _waiting(uow: UnitOfWork, person_id: int, session_id: int, number: int) -> StoredSession:
    """Return the session in which this item waits for this person's answer.

    Raises:
        StudyRefused: it does not.
    """
    session = uow.study_sessions.find(session_id)
    if session is None or session.learner_id != uow.learners.find(person_id):
        raise StudyRefused(StudyFault.NOT_YOURS)
    if number < session.position or (number == session.position and session.shown_at is None):
        raise StudyRefused(StudyFault.ANSWERED)
    if session.ended_at is not None:
        raise StudyRefused(StudyFault.OVER)
    if number > session.position or session.version_id is None:
        raise StudyRefused(StudyFault.NOT_YOURS)
    return session


def _withdraw(uow: UnitOfWork, session: StoredSession, item_id: int, *, is_newer: bool) -> None:
    """Take an item off the screen that an editor withdrew; its newer wording comes at the end."""
    uow.study_sessions.take_off(session.id)
    if is_newer:
        uow.study_sessions.put_last(session, item_id)


def _seed(session: int, number: int) -> int:
    return session * 1_000 + number


def _state(card: StoredCard | None) -> CardState | None:
    if card is None:
        return None
    return CardState(
        card.stability, card.difficulty, card.last_on, card.due_on, card.reps, card.lapses
    )


def card_of(item_id: int, state: CardState) -> StoredCard:
    """Return a card in the state that the scheduler gives it."""
    return StoredCard(
        item_id,
        state.stability,
        state.difficulty,
        state.last_on,
        state.due_on,
        state.reps,
        state.lapses,
    )
