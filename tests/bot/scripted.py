"""A Bot API that answers by a script and notes when it was called."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from telegram.request import RequestData

from bot.channels.local.transport import InProcessRequest

Answer = tuple[int, bytes] | Exception


def ok(result: Any) -> Answer:
    """Return the answer of a call that went well."""
    return 200, json.dumps({"ok": True, "result": result}).encode()


def refused(status: int, words: str, **parameters: Any) -> Answer:
    """Return a refusal as Telegram words it."""
    body = {"ok": False, "error_code": status, "description": words, "parameters": parameters}
    return status, json.dumps(body).encode()


class ScriptedApi(InProcessRequest):
    """Answers getUpdates with one line of the script after the other.

    When the script is at its end it calls `at_end` and says that there is nothing new. Any other
    call gets the next of `replies`, or a plain yes.
    """

    def __init__(self, script: list[Answer], at_end: Callable[[], None] = lambda: None) -> None:
        self._script = list(script)
        self._at_end = at_end
        self.polled_at: list[float] = []
        self.offsets: list[str | None] = []
        self.called: list[str] = []
        self.replies: list[Answer] = []

    async def answer(self, url: str, method: str, data: RequestData | None) -> tuple[int, bytes]:
        """Return the next answer, or raise it."""
        name = url.rsplit("/", 1)[-1]
        self.called.append(name)
        if name == "getUpdates":
            answer = self._next(data)
        else:
            answer = self.replies.pop(0) if self.replies else ok(True)
        await asyncio.sleep(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _next(self, data: RequestData | None) -> Answer:
        self.polled_at.append(asyncio.get_running_loop().time())
        self.offsets.append(None if data is None else data.json_parameters.get("offset"))
        if self._script:
            return self._script.pop(0)
        self._at_end()
        return ok([])
