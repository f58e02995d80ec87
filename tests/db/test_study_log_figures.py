"""The log as item analysis reads it, on both databases."""

from dataclasses import replace
from datetime import timedelta

from db.database import Database
from db.study_log import FirstAnswer, NewAnswer
from domain.study import ItemOrigin
from services.bank_files import store
from tests.conftest import NOW
from tests.services.learner import an_item

BEFORE = '[2.3,2.1,"2026-06-01","2026-06-03",1,0]'


def answer(
    learner: int, version: int, *, right: bool, days: int = 0, before: str = ""
) -> NewAnswer:
    at = NOW - timedelta(days=days)
    shown = at - timedelta(seconds=20)
    state = before or None
    told = (learner, version, None, "telegram", shown, at, "0", True, right, state, state)
    return NewAnswer(*told)


def filled(database: Database) -> int:
    """Let two people answer an item, one of them twice; return the number of its wording."""
    with database.open_uow() as uow:
        store(uow, [replace(an_item(), code="log-1")], ItemOrigin.SHIPPED, NOW)
        (held,) = uow.items.all()
        uow.study_log.add(answer(1, held.version_id, right=False, days=3))
        uow.study_log.add(answer(1, held.version_id, right=True, days=1, before=BEFORE))
        uow.study_log.add(answer(2, held.version_id, right=True, days=1))
        uow.commit()
    return held.version_id


def test_only_the_first_answer_of_each_person_is_read(database: Database) -> None:
    version = filled(database)
    with database.open_uow(read_only=True) as uow:
        found = sorted(
            uow.study_log.first_answers(NOW - timedelta(days=30)), key=lambda one: one.learner_id
        )
    assert found == [
        FirstAnswer(1, version, "0", False, 20.0),
        FirstAnswer(2, version, "0", True, 20.0),
    ]


def test_a_first_answer_before_the_span_lets_no_later_one_in(database: Database) -> None:
    filled(database)
    with database.open_uow(read_only=True) as uow:
        (found,) = uow.study_log.first_answers(NOW - timedelta(days=2))
    assert (found.learner_id, found.is_right) == (2, True)


def test_reviews_are_the_answers_to_what_was_answered_before(database: Database) -> None:
    filled(database)
    with database.open_uow(read_only=True) as uow:
        (review,) = uow.study_log.reviews(NOW - timedelta(days=30))
    assert (review.before, review.is_right) == (BEFORE, True)
    assert review.answered_at == NOW - timedelta(days=1)
