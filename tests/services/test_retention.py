"""What is kept no longer than the office decided."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from db.database import Database
from domain.answers import Answer, AnswerStatus
from services.retention import KeepFor, Retention
from tests.services.staff_office import RIGHTS

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ANSWER = Answer("hỏi", AnswerStatus.REFUSED, "đáp")


def count(database: Database, table: str) -> int:
    """Return how many rows a table has."""
    with database.open_uow(read_only=True) as uow:
        return int(uow.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


def test_answers_go_with_their_ratings_after_the_days_that_were_set(database: Database) -> None:
    with database.open_uow() as uow:
        old = uow.answers.add(ANSWER, (NOW - timedelta(days=31)).date())
        uow.answers.add(ANSWER, (NOW - timedelta(days=30)).date())
        uow.ratings.set_reason(old, "sai")
        uow.commit()
    assert Retention(database, RIGHTS).sweep(NOW) == 0
    assert Retention(database, RIGHTS, KeepFor(answers=30)).sweep(NOW) == 1
    assert (count(database, "answers"), count(database, "ratings")) == (1, 0)


def test_an_answer_that_somebody_waits_for_stays(database: Database) -> None:
    with database.open_uow() as uow:
        person = uow.people.add_account("telegram", "1", NOW).person_id
        old = uow.answers.add(ANSWER, (NOW - timedelta(days=31)).date())
        uow.watches.add(person, old, "telegram", "1", NOW)
        uow.commit()
    assert Retention(database, RIGHTS, KeepFor(answers=30)).sweep(NOW) == 0
    assert count(database, "watches") == 1


def test_drafts_and_the_list_of_erasures_go_after_their_days(database: Database) -> None:
    with database.open_uow() as uow:
        person = uow.people.add_account("telegram", "1", NOW).person_id
        uow.drafts.put(person, "reason", {}, NOW - timedelta(days=8))
        uow.session.execute(
            text(
                "INSERT INTO erasures (account_uid, scope, erased_at)"
                " VALUES ('a', 'person', '2026-11-10 00:00:00')"
            )
        )
        uow.commit()
    assert Retention(database, RIGHTS, KeepFor(drafts=9, erasures=14)).sweep(NOW) == 0
    assert Retention(database, RIGHTS, KeepFor(drafts=7, erasures=12)).sweep(NOW) == 2
