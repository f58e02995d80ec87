"""What is logged: codes and kinds, never a token, never what people wrote."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import start_logging
from tests.bot.chatting import Chat

TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Yield what is logged."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level, raises = list(root.handlers), root.level, logging.raiseExceptions
    start_logging(written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = raises


def test_a_token_is_never_logged(logged: io.StringIO) -> None:
    logging.getLogger("httpx").info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    logging.getLogger("other").warning("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    address = f"https://api.telegram.org/bot{TOKEN}/x"
    logging.getLogger("bot").warning("failed", extra={"url": address})
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logging.getLogger("telegram.ext").exception("polling failed")

    written = logged.getvalue()
    assert "failed" in written
    assert "ValueError" in written
    assert TOKEN not in written


def test_libraries_are_heard_only_when_they_warn(logged: io.StringIO) -> None:
    chatter = logging.getLogger("chatter")
    chatter.setLevel(logging.DEBUG)
    chatter.debug("building")
    chatter.warning("broken")
    logging.getLogger("bot.telegram").info("serving", extra={"bot": "tro_ly_bot"})

    assert "building" not in logged.getvalue()
    assert "broken" in logged.getvalue()
    assert "serving" in logged.getvalue()
    assert "tro_ly_bot" in logged.getvalue()


def test_only_our_own_values_are_written(logged: io.StringIO) -> None:
    logging.getLogger("other").warning("broken", extra={"typed": "chuyện riêng"})
    assert "chuyện riêng" not in logged.getvalue()


async def test_an_unexpected_fault_gives_a_code_to_quote_and_logs_no_words(
    chat: Chat, logged: io.StringIO
) -> None:
    secret = "chuyện riêng của ông Nguyễn Văn A"
    with chat.services.database.open_uow() as uow:
        uow.session.connection().exec_driver_sql("DROP TABLE questions")
        uow.commit()
    (reply,) = await chat.says(secret)

    code = reply.text.removesuffix(".").rpartition(" ")[2]
    written = logged.getvalue()
    assert len(code) == 6
    assert code in written
    assert "Nguyễn" not in written
    assert "riêng" not in reply.text
