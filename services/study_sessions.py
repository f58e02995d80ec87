"""What a session asks: what is due, what is new, and the item on the screen."""

from datetime import date, datetime
from typing import Any

from db.learners import StoredCard
from db.study_sessions import StoredSession
from db.uow import UnitOfWork
from domain.errors import StudyFault, StudyRefused
from domain.learning import (
    NEW_AT_MOST,
    Due,
    Fresh,
    Scope,
    minutes,
    most_forgotten_first,
    new_first,
    plan_session,
)
from services.scheduling import CardState
from services.study_views import Today


def choices(
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


def planned(due: list[int], fresh: list[int], row: int, answered: int) -> Today:
    """Return what a session of these items holds, with the streak and today's answers."""
    queue = plan_session(due, fresh)
    new = sum(item in set(fresh[:NEW_AT_MOST]) for item in queue)
    return Today(len(queue) - new, new, minutes(len(queue)), row, answered)


def advance(uow: UnitOfWork, session: StoredSession, now: datetime) -> list[Any] | None:
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


def waiting_session(uow: UnitOfWork, person_id: int, session_id: int, number: int) -> StoredSession:
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


def withdraw(uow: UnitOfWork, session: StoredSession, item_id: int, *, is_newer: bool) -> None:
    """Take an item off the screen that an editor withdrew; its newer wording comes at the end."""
    uow.study_sessions.take_off(session.id)
    if is_newer:
        uow.study_sessions.put_last(session, item_id)


def seed_of(session: int, number: int) -> int:
    """Return what orders the choices of an item on the screen, the same for question and answer."""
    return session * 1_000 + number


def state_of(card: StoredCard | None) -> CardState | None:
    """Return what the scheduler knows of a card, None where there is none."""
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
