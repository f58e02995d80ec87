"""The in-process transport: a PTB request that reaches the local Bot API instead of a network."""

import asyncio
import json
from abc import abstractmethod
from typing import Any

from telegram._utils.types import ODVInput
from telegram.request import BaseRequest, RequestData

from bot.channels.local.api import LocalBotApi
from bot.channels.local.calls import Call, Upload
from bot.channels.local.feed import UpdateFeed
from bot.channels.local.refusals import ApiRefusal

LOCAL_TOKEN = "1:local"


class InProcessRequest(BaseRequest):
    """A PTB request without a network: nothing to open, nothing to close, no timeouts."""

    __slots__ = ()

    @property
    def read_timeout(self) -> float | None:
        """Return the default read timeout: nothing here takes longer."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

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
        """Return the status and the body of the answer."""
        return await self.answer(url, method, request_data)

    @abstractmethod
    async def answer(self, url: str, method: str, data: RequestData | None) -> tuple[int, bytes]:
        """Return the status and the body that whoever is behind this request answers."""


class LocalRequest(InProcessRequest):
    """Give it to both `request` and `get_updates_request` of an Application."""

    __slots__ = ("_api", "_feed")

    def __init__(self, api: LocalBotApi, feed: UpdateFeed) -> None:
        self._api = api
        self._feed = feed

    async def answer(self, url: str, method: str, data: RequestData | None) -> tuple[int, bytes]:
        """Return the status and the body that the local Bot API answers."""
        if method == "GET":
            return await asyncio.to_thread(self._fetch, url.rsplit("/", 1)[-1])
        call = _read_call(url.rsplit("/", 1)[-1], data)
        try:
            if call.method == "getUpdates":
                return _ok(await self._feed.take(call.number("offset"), call.number("timeout")))
            return _ok(await asyncio.to_thread(self._api.call, call))
        except ApiRefusal as refusal:
            return refusal.status, _refused(refusal)

    def _fetch(self, file_id: str) -> tuple[int, bytes]:
        file = self._api.chats.file(file_id)
        if file is None:
            return 404, _refused(ApiRefusal(404, "Not Found"))
        return 200, file.content


def _read_call(method: str, data: RequestData | None) -> Call:
    if data is None:
        return Call(method)
    uploads = {
        name: Upload(str(field[0]), _content(field[1]), str(field[2]))
        for name, field in data.multipart_data.items()
    }
    return Call(method, dict(data.json_parameters), uploads)


def _content(given: Any) -> bytes:
    content = given.read() if hasattr(given, "read") else given
    return content if isinstance(content, bytes) else bytes(content)


def _ok(result: Any) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


def _refused(refusal: ApiRefusal) -> bytes:
    return json.dumps(
        {"ok": False, "error_code": refusal.status, "description": refusal.description}
    ).encode()
