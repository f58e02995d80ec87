"""A person's traces: who they are, what they asked, drafts, wishes, and forgetting all of it."""

from datetime import timedelta

import pytest

from domain.answers import Answer, AnswerStatus
from domain.errors import UnknownAnswer
from services.registry import Services
from tests.conftest import NOW

QUESTION = "Ai chủ trì nhiệm vụ 2?"
OPEN_QUESTION = "Phụ cấp công chức xã bao nhiêu?"


def arrive(services: Services, address: str = "1") -> int:
    return services.people.arrive("telegram", address, NOW, f"arrive:{address}").id


def test_a_person_is_new_once_and_known_ever_after(services: Services) -> None:
    first = services.people.arrive("telegram", "42", NOW, "u1")
    again = services.people.arrive("telegram", "42", NOW, "u2")
    assert first.is_new
    assert not again.is_new
    assert (again.id, again.account_id) == (first.id, first.account_id)


def test_a_replayed_first_update_is_still_the_first(services: Services) -> None:
    first = services.people.arrive("telegram", "42", NOW, "u1")
    assert services.people.arrive("telegram", "42", NOW, "u1") == first


def test_the_same_address_on_two_channels_is_two_people(services: Services) -> None:
    one = services.people.arrive("telegram", "42", NOW, "u1")
    other = services.people.arrive("local", "42", NOW, "u2")
    assert one.id != other.id


def test_a_replayed_question_gives_the_same_answer_and_is_kept_once(services: Services) -> None:
    person = arrive(services)
    first = services.answers.ask(person, QUESTION, NOW, "u1")
    assert services.answers.ask(person, QUESTION, NOW, "u1") == first
    assert services.conversations.kept(person).questions == 1


def test_earlier_questions_give_a_follow_up_its_topic(services: Services) -> None:
    person = arrive(services)
    services.answers.ask(person, QUESTION, NOW, "u1")
    followed = services.answers.ask(person, "Thế còn thời hạn thì sao?", NOW, "u2")
    assert any(c.path.startswith("III.2") for c in followed.answer.citations)


def test_another_person_s_questions_give_no_topic(services: Services) -> None:
    services.answers.ask(arrive(services, "1"), QUESTION, NOW, "u1")
    alone = services.answers.ask(arrive(services, "2"), "Thế còn thời hạn thì sao?", NOW, "u2")
    assert not any(c.path.startswith("III.2") for c in alone.answer.citations)


def test_questions_of_the_day_before_are_forgotten(services: Services) -> None:
    person = arrive(services)
    services.answers.ask(person, QUESTION, NOW, "u1")
    services.answers.ask(person, "Chỉ tiêu k là gì?", NOW + timedelta(hours=25), "u2")
    assert services.conversations.kept(person).questions == 1


def test_a_related_question_is_asked_by_its_number(services: Services) -> None:
    person, answer_id = arrive(services), answered_with_related(services, "x", QUESTION)
    asked = services.answers.ask_again(person, answer_id, 1, NOW, "u2")
    assert asked.answer.question == QUESTION
    assert services.conversations.kept(person).questions == 1


@pytest.mark.parametrize("index", [-1, 2])
def test_a_related_question_that_there_is_not_is_refused(services: Services, index: int) -> None:
    person, answer_id = arrive(services), answered_with_related(services, "x", QUESTION)
    with pytest.raises(UnknownAnswer):
        services.answers.ask_again(person, answer_id, index, NOW, "u2")


def answered_with_related(services: Services, *related: str) -> int:
    """Keep an answer that offers these questions, and return its number."""
    answer = Answer("Hỏi gì?", AnswerStatus.ANSWERED, "Đáp.", related=related)
    with services.database.open_uow() as uow:
        answer_id = uow.answers.add(answer, NOW.date())
        uow.commit()
    return answer_id


@pytest.mark.parametrize("answer_id", [0, 1, -5, 2**53, 2**70])
def test_a_forged_answer_number_finds_nothing(services: Services, answer_id: int) -> None:
    person = arrive(services)
    for attempt in (
        lambda: services.answers.recall(answer_id),
        lambda: services.ratings.rate(answer_id, "up", "u1"),
        lambda: services.ratings.explain(answer_id, "x", "u2"),
        lambda: services.watches.watch(person, answer_id, NOW, "u3"),
    ):
        with pytest.raises(UnknownAnswer):
            attempt()


def test_a_rating_is_kept_with_its_reason_and_the_latest_counts(services: Services) -> None:
    asked = services.answers.ask(arrive(services), QUESTION, NOW, "u1")
    services.ratings.rate(asked.answer_id, "down", "u2")
    services.ratings.explain(asked.answer_id, "thiếu cơ quan phối hợp", "u3")
    with services.database.open_uow(read_only=True) as uow:
        rating = uow.ratings.find(asked.answer_id)
    assert rating is not None
    assert (rating.verdict, rating.reason) == ("down", "thiếu cơ quan phối hợp")
    services.ratings.rate(asked.answer_id, "up", "u4")
    with services.database.open_uow(read_only=True) as uow:
        rating = uow.ratings.find(asked.answer_id)
    assert rating is not None
    assert (rating.verdict, rating.reason) == ("up", None)


def test_a_draft_waits_for_the_next_message_and_is_taken_once(services: Services) -> None:
    person = arrive(services)
    services.drafts.put(person, "reason", {"answer": 1}, NOW, "u1")
    services.drafts.put(person, "reason", {"answer": 2}, NOW, "u2")
    draft = services.drafts.peek(person)
    assert draft is not None
    assert (draft.kind, draft.payload, draft.made_at) == ("reason", {"answer": 2}, NOW)
    assert services.drafts.take(person, "reason", "u3") == {"answer": 2}
    assert services.drafts.take(person, "reason", "u4") is None


def test_a_replay_takes_the_same_draft_again(services: Services) -> None:
    person = arrive(services)
    services.drafts.put(person, "reason", {"answer": 1}, NOW, "u1")
    assert services.drafts.take(person, "reason", "u2") == {"answer": 1}
    assert services.drafts.take(person, "reason", "u2") == {"answer": 1}


def test_a_wish_to_be_told_is_kept_once_and_can_be_taken_back(services: Services) -> None:
    person = arrive(services)
    asked = services.answers.ask(person, OPEN_QUESTION, NOW, "u1")
    assert services.watches.watch(person, asked.answer_id, NOW, "u2")
    assert not services.watches.watch(person, asked.answer_id, NOW, "u3")
    assert services.watches.is_watching(person, asked.answer_id)
    assert services.watches.cancel(person, asked.answer_id, "u4")
    assert not services.watches.cancel(person, asked.answer_id, "u5")
    assert not services.watches.is_watching(person, asked.answer_id)


def test_only_the_person_who_waits_can_take_the_wish_back(services: Services) -> None:
    one, other = arrive(services, "1"), arrive(services, "2")
    asked = services.answers.ask(one, OPEN_QUESTION, NOW, "u1")
    services.watches.watch(one, asked.answer_id, NOW, "u2")
    assert not services.watches.cancel(other, asked.answer_id, "u3")
    assert services.watches.is_watching(one, asked.answer_id)


def test_forgetting_erases_all_traces_of_one_person_alone(services: Services) -> None:
    one, other = arrive(services, "1"), arrive(services, "2")
    for person in (one, other):
        asked = services.answers.ask(person, OPEN_QUESTION, NOW, f"ask:{person}")
        services.drafts.put(person, "reason", {}, NOW, f"put:{person}")
        services.watches.watch(person, asked.answer_id, NOW, f"watch:{person}")
    assert services.conversations.forget(one, "u9") == 3
    assert services.conversations.forget(one, "u9") == 3
    kept = services.conversations.kept(one)
    assert (kept.questions, kept.drafts, kept.watches) == (0, 0, 0)
    kept = services.conversations.kept(other)
    assert (kept.questions, kept.drafts, kept.watches) == (1, 1, 1)


def test_an_answer_is_kept_without_who_asked(services: Services) -> None:
    person = arrive(services, "987654321")
    asked = services.answers.ask(person, QUESTION, NOW, "u1")
    services.conversations.forget(person, "u2")
    assert services.answers.recall(asked.answer_id) == asked
    with services.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM answers").mappings().all()
    assert set(rows[0]) == {"id", "asked_on", "status", "places", "body_sealed", "outdated_on"}
