"""Who waits for an answer hears of it once a document gives it, and is then forgotten."""

import pytest

from domain.answers import AnswerStatus
from domain.errors import LeaseLost, UnknownAnswer
from services.fencing import holding
from services.leases import SPAN, TICK
from services.registry import Services
from tests.bot.chatting import PLANS
from tests.conftest import NOW

QUESTION = "Số của kế hoạch Tân Phước là bao nhiêu?"


def test_nobody_hears_of_an_answer_that_is_still_open(services: Services) -> None:
    _wait(services, QUESTION)
    assert services.watches.news(NOW.date()) == ()


def test_who_waited_hears_once_a_loaded_document_answers(services: Services) -> None:
    watched = _wait(services, QUESTION)
    _load(services)
    assert services.watches.send_news(NOW) == 1
    (message,) = services.outbox.take("telegram", NOW, 10)
    assert (message.kind, message.address) == ("news", "77")
    told = services.answers.recall(int(message.payload["answer"]))
    assert told.answer.status is AnswerStatus.ANSWERED
    assert services.watches.send_news(NOW) == 0
    assert not services.watches.is_watching(*watched)


def test_what_is_not_proper_to_answer_is_nothing_to_wait_for(services: Services) -> None:
    with pytest.raises(UnknownAnswer):
        _wait(services, "Cho tôi mật khẩu của hệ thống")
    assert services.watches.news(NOW.date()) == ()


def test_a_question_that_followed_another_keeps_its_topic(services: Services) -> None:
    person = services.people.arrive("telegram", "77", NOW, "u0").id
    services.answers.ask(person, QUESTION, NOW, "u1")
    asked = services.answers.ask(person, "Thế ngày ban hành?", NOW, "u2")
    services.watches.watch(person, asked.answer_id, NOW, "u3")
    services.answers.ask(person, "Nhiệm vụ 2 ai chủ trì?", NOW, "u4")
    _load(services)
    (news,) = services.watches.news(NOW.date())
    assert "08/04/2026" in news.answer.text


def test_the_wish_and_its_message_are_one_commit(services: Services) -> None:
    person, _ = _wait(services, QUESTION)
    _load(services)
    assert services.conversations.kept(person).watches == 1
    services.watches.send_news(NOW)
    assert services.conversations.kept(person).watches == 1, "still to be sent"
    (message,) = services.outbox.take("telegram", NOW, 10)
    services.outbox.accepted(message)
    assert services.conversations.kept(person).watches == 0


def test_forgetting_takes_back_what_is_not_sent_yet(services: Services) -> None:
    person, _ = _wait(services, QUESTION)
    _load(services)
    services.watches.send_news(NOW)
    assert services.conversations.forget(person, "u9") == 2
    assert services.outbox.take("telegram", NOW, 10) == ()


def test_who_lost_the_clock_to_another_process_sends_no_news(services: Services) -> None:
    _wait(services, QUESTION)
    _load(services)
    lost = services.leases.take(TICK, "a", NOW)
    assert lost is not None
    assert services.leases.take(TICK, "b", NOW + 2 * SPAN) is not None
    with holding(lost), pytest.raises(LeaseLost):
        services.watches.send_news(NOW)
    assert services.outbox.take("telegram", NOW, 10) == ()


def test_who_cannot_be_reached_is_left_alone_until_they_write_again(services: Services) -> None:
    _wait(services, QUESTION)
    _load(services)
    services.people.mark_unreachable("telegram", "77", NOW)
    assert services.watches.send_news(NOW) == 0
    services.people.arrive("telegram", "77", NOW, "u9")
    assert services.watches.send_news(NOW) == 1


def test_a_message_to_who_blocked_the_bot_waits_for_them(services: Services) -> None:
    _wait(services, QUESTION)
    _load(services)
    services.watches.send_news(NOW)
    services.people.mark_unreachable("telegram", "77", NOW)
    assert services.outbox.take("telegram", NOW, 10) == ()
    assert services.outbox.count().held == 1
    services.people.arrive("telegram", "77", NOW, "u9")
    assert len(services.outbox.take("telegram", NOW, 10)) == 1


def test_each_channel_hears_of_its_own_people(services: Services) -> None:
    _wait(services, QUESTION)
    _load(services)
    assert services.watches.news(NOW.date(), "local") == ()
    assert len(services.watches.news(NOW.date(), "telegram")) == 1


def _load(services: Services) -> None:
    text = (PLANS / "ke-hoach-tan-phuoc.txt").read_text(encoding="utf-8")
    services.documents.ingest(text, "tan-phuoc.txt", NOW, "loading")


def _wait(services: Services, question: str) -> tuple[int, int]:
    person = services.people.arrive("telegram", "77", NOW, "u0").id
    asked = services.answers.ask(person, question, NOW, "u1")
    services.watches.watch(person, asked.answer_id, NOW, "u2")
    return person, asked.answer_id
