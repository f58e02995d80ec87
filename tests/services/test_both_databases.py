"""The whole way from nothing to an answer, on SQLite and on PostgreSQL."""

import threading
from pathlib import Path

from domain.register import TextState
from services.registry import open_services
from tests.bot.chatting import PLANS
from tests.conftest import KEY, NOW
from tests.knowledge.official_text import PLAN, SHIPPED

QUESTION = "Ai chủ trì nhiệm vụ 2?"


def test_an_empty_database_is_filled_and_answers(database_url: str, tmp_path: Path) -> None:
    services = open_services(database_url, [KEY], SHIPPED, tmp_path, now=NOW)
    assert services.documents.document(PLAN).state is TextState.DIGEST
    person = services.people.arrive("telegram", "1", NOW, "u1")
    asked = services.answers.ask(person.id, QUESTION, NOW, "u2")
    assert "Sở Nội vụ" in asked.answer.text
    assert services.answers.ask(person.id, QUESTION, NOW, "u2") == asked
    text = (PLANS / "ke-hoach-lam-giang.txt").read_text(encoding="utf-8")
    report = services.documents.ingest(text, "lam-giang.txt", NOW, "u3")
    assert services.documents.document(report.document).state is TextState.LOADED
    assert services.conversations.forget(person.id, "u4") == 1
    services.close()


def test_one_update_handled_twice_at_once_acts_once(database_url: str, tmp_path: Path) -> None:
    services = open_services(database_url, [KEY], SHIPPED, tmp_path, now=NOW)
    arrived: list[int] = []

    def arrive() -> None:
        arrived.append(services.people.arrive("telegram", "1", NOW, "u1").account_id)

    threads = [threading.Thread(target=arrive) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    services.close()
    assert len(arrived) == 6
    assert len(set(arrived)) == 1
