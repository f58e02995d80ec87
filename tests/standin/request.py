"""The stand-in without a network: a PTB request that reaches it inside the process."""

from typing import Any

from telegram._utils.types import ODVInput
from telegram.request import BaseRequest, RequestData

from bot.channels.local.calls import Call
from bot.channels.local.transport import InProcessRequest
from tests.standin.telegram import Telegram


class StandInRequest(InProcessRequest):
    """Give it to both `request` and `get_updates_request` of an Application."""

    __slots__ = ("_telegram",)

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return the status and the body that the stand-in answers."""
        token, _, name = url.rpartition("/bot")[2].partition("/")
        parameters: dict[str, Any] = request_data.json_parameters if request_data else {}
        return await self._telegram.answer(token, Call(name, parameters))
