"""The language model as an operator sets it: asked, tried by the doctor, kept inside the office."""

from collections.abc import Iterator

import pytest

from bot.settings import WrongSettings, load_settings
from bot.wiring import model_access
from retrieval.model.teller import NOTE
from tests.commands.conftest import Congvu
from tests.retrieval.model.server import ModelServer, model_server, number_of

QUESTION = "Phải làm gì với hồ sơ trễ hạn?"
TOLD = "100% hồ sơ trễ hạn, phải xin lỗi và thông báo rõ lý do"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """Yield a model server that the settings name."""
    with model_server() as running:
        running.say = lambda body: [f"{TOLD} [{number_of(body, 'xin lỗi')}]"]
        monkeypatch.setenv("CHAT_MODEL", "fake")
        monkeypatch.setenv("CHAT_MODEL_URL", running.url)
        yield running


def test_a_question_of_the_command_line_is_told_by_the_model(
    congvu: Congvu, model: ModelServer
) -> None:
    told = congvu("ask", QUESTION, "--json").last
    assert TOLD in told["text"]
    assert NOTE in told["text"]
    assert told["citations"][0]["path"] == "II.2.k"
    assert model.asked[0]["model"] == "fake"


def test_without_the_model_the_quotes_come(congvu: Congvu, model: ModelServer) -> None:
    model.status = 503
    told = congvu("ask", QUESTION, "--json")
    assert told.status == 0
    assert NOTE not in told.last["text"]
    assert told.last["citations"][0]["path"] == "II.2.k"


def test_the_doctor_tries_the_model(congvu: Congvu, model: ModelServer) -> None:
    model.say = lambda body: ["Xin chào"]
    told = congvu("doctor")
    assert told.status == 0
    assert "✓ Mô hình ngôn ngữ: fake trả lời được." in told.out


@pytest.mark.parametrize(
    ("status", "words"), [(401, "CHAT_MODEL_KEY"), (404, "CHAT_MODEL và"), (200, "CHAT_MODEL và")]
)
def test_the_doctor_tells_what_is_wrong_with_the_model(
    congvu: Congvu, model: ModelServer, status: int, words: str
) -> None:
    model.status, model.say = status, lambda body: []
    told = congvu("doctor")
    assert told.status == 1
    assert "✗ Mô hình ngôn ngữ" in told.out
    assert words in told.out


def test_the_doctor_tells_that_the_model_is_away_or_slow(
    congvu: Congvu, model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.at_once, model.say = 0, lambda body: ["Xin chào"]
    monkeypatch.setenv("CHAT_MODEL_SECONDS", "1")
    assert "CHAT_MODEL_SECONDS" in congvu("doctor").out
    monkeypatch.setenv("CHAT_MODEL_URL", "http://127.0.0.1:1/v1")
    assert "không nối được máy chủ" in congvu("doctor").out


@pytest.mark.parametrize("url", ["", "https://8.8.8.8/v1"])
def test_a_model_outside_the_office_is_a_fault_unless_it_is_allowed_in_words(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("CHAT_MODEL", "x")
    monkeypatch.setenv("CHAT_MODEL_URL", url)
    with pytest.raises(WrongSettings, match="CHAT_MODEL_REMOTE"):
        load_settings()
    monkeypatch.setenv("CHAT_MODEL_REMOTE", "forbidden")
    with pytest.raises(WrongSettings, match="CHAT_MODEL_REMOTE"):
        load_settings()
    monkeypatch.setenv("CHAT_MODEL_REMOTE", "allowed")
    access = model_access(load_settings())
    assert access is not None
    assert access.may_be_remote


@pytest.mark.parametrize(
    ("name", "value"), [("CHAT_MODEL_REMOTE", "1"), ("CHAT_MODEL_SECONDS", "0")]
)
def test_a_wrong_word_for_the_model_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettings, match=name):
        load_settings()


def test_the_key_of_the_model_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAT_MODEL_KEY", "hidden-key")
    assert "hidden" not in repr(load_settings())


def test_without_a_model_none_is_opened() -> None:
    assert model_access(load_settings()) is None
