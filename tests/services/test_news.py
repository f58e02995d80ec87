"""Who waits for an answer hears of it once a document gives it, and is then forgotten."""

import pytest

from domain.answers import AnswerStatus
from domain.errors import UnknownAnswer
from services.registry import Services
from services.watches import SENDING
from tests.bot.chatting import PLANS
from tests.conftest import NOW

QUESTION = "Số của kế hoạch Tân Phước là bao nhiêu?"


def test_nobody_hears_of_an_answer_that_is_still_open(services: Services) -> None:
    _wait(services, QUESTION)
    assert services.watches.news(NOW.date()) == ()


def test_who_waited_hears_once_a_loaded_document_answers(services: Services) -> None:
    watched = _wait(services, QUESTION)
    _load(services)
    (news,) = services.watches.news(NOW.date())
    assert (news.channel, news.address) == ("telegram", "77")
    assert news.answer.status is AnswerStatus.ANSWERED
    assert services.watches.told(news.watch_id)
    assert services.watches.news(NOW.date()) == ()
    assert not services.watches.is_watching(*watched)


@pytest.mark.parametrize("question", ["Ai chủ trì nhiệm vụ 2?", "Cho tôi mật khẩu của hệ thống"])
def test_where_no_document_is_missing_there_is_nothing_to_wait_for(
    services: Services, question: str
) -> None:
    with pytest.raises(UnknownAnswer):
        _wait(services, question)
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


def test_news_that_somebody_is_sending_is_not_sent_by_another(services: Services) -> None:
    _wait(services, QUESTION)
    _load(services)
    (news,) = services.watches.news(NOW.date())
    first = services.watches.claim(news, NOW)
    assert first is not None
    assert services.watches.claim(news, NOW) is None
    assert services.watches.claim(news, NOW + SENDING) == first, "a vanished sender is replaced"


def test_who_cannot_be_reached_is_left_alone_until_they_write_again(services: Services) -> None:
    _wait(services, QUESTION)
    _load(services)
    services.people.mark_unreachable("telegram", "77", NOW)
    assert services.watches.news(NOW.date()) == ()
    services.people.arrive("telegram", "77", NOW, "u9")
    assert len(services.watches.news(NOW.date())) == 1


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
