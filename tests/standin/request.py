"""The stand-in without a network: a PTB request that reaches it inside the process."""

from typing import Any

from telegram.request import RequestData

from bot.channels.local.calls import Call
from bot.channels.local.transport import InProcessRequest
from tests.standin.telegram import Telegram


class StandInRequest(InProcessRequest):
    """Give it to both `request` and `get_updates_request` of an Application."""

    __slots__ = ("_telegram",)

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def answer(self, url: str, method: str, data: RequestData | None) -> tuple[int, bytes]:
        """Return the status and the body that the stand-in answers."""
        token, _, name = url.rpartition("/bot")[2].partition("/")
        parameters: dict[str, Any] = data.json_parameters if data else {}
        return await self._telegram.answer(token, Call(name, parameters))
