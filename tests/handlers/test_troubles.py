"""What an error means for a message that was on its way."""

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.bot import Bot
from bot.channels.telegram.transport import AiohttpRequest
from handlers.troubles import is_gone, is_passing
from tests.standin.faults import Fault, Trouble
from tests.standin.server import telegram_server
from tests.standin.telegram import TOKEN, Telegram


@pytest.mark.parametrize("trouble", [Trouble.GARBAGE, Trouble.RESET, Trouble.SERVER_ERROR])
async def test_where_telegram_is_away_another_try_will_help(trouble: Trouble) -> None:
    telegram = Telegram()
    telegram.chats.person(7)
    telegram.faults.switch_to([Fault(trouble, methods=frozenset({"sendMessage"}))])
    async with telegram_server(telegram) as door:
        request = AiohttpRequest()
        bot = Bot(TOKEN, base_url=f"{door.url}/bot", request=request)
        async with bot:
            with pytest.raises(TelegramError) as raised:
                await bot.send_message(7, "xin chào")
    assert is_passing(raised.value)
    assert not is_gone(raised.value)


def test_what_telegram_refuses_is_not_tried_for_ever() -> None:
    assert not is_passing(BadRequest("Can't parse entities"))
    assert not is_passing(Forbidden("bot was blocked by the user"))
    assert is_gone(BadRequest("Chat not found"))
    assert is_passing(NetworkError("reset"))
