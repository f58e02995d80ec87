"""Who waits for an answer hears of it once a document gives it, and is then forgotten."""

from domain.answers import AnswerStatus
from services.registry import Services
from tests.bot.chatting import PLANS
from tests.conftest import NOW

QUESTION = "Số của kế hoạch Tân Phước là bao nhiêu?"


def test_nobody_hears_of_an_answer_that_is_still_open(services: Services) -> None:
    _wait(services, QUESTION)
    assert services.watches.news(NOW.date()) == ()


def test_who_waited_hears_once_a_loaded_document_answers(services: Services) -> None:
    watched = _wait(services, QUESTION)
    text = (PLANS / "ke-hoach-tan-phuoc.txt").read_text(encoding="utf-8")
    services.documents.ingest(text, "tan-phuoc.txt", NOW, "u3")
    (news,) = services.watches.news(NOW.date())
    assert (news.channel, news.address) == ("telegram", "77")
    assert news.answer.status is AnswerStatus.ANSWERED
    assert services.watches.told(news.watch_id)
    assert services.watches.news(NOW.date()) == ()
    assert not services.watches.is_watching(*watched)


def test_an_answer_that_was_never_open_brings_no_news(services: Services) -> None:
    _wait(services, "Ai chủ trì nhiệm vụ 2?")
    assert services.watches.news(NOW.date()) == ()


def _wait(services: Services, question: str) -> tuple[int, int]:
    person = services.people.arrive("telegram", "77", NOW, "u0").id
    asked = services.answers.ask(person, question, NOW, "u1")
    services.watches.watch(person, asked.answer_id, NOW, "u2")
    return person, asked.answer_id
