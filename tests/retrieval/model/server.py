"""A language model server on this machine: speaks the OpenAI way and says what a test wants."""

import asyncio
import json
import re
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass
class ModelServer:
    """Answers `/v1/chat/completions`; what it was asked stands in `asked`.

    `say` makes the pieces of an answer from the request. `status` other than 200 refuses. While
    `go_on` is not set, it stays silent before every piece but the first `at_once`.
    """

    say: Callable[[dict[str, Any]], Sequence[str]] = lambda _: ()
    status: int = 200
    location: str = ""
    streams: bool = True
    at_once: int = 1_000_000
    go_on: threading.Event = field(default_factory=threading.Event)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    @property
    def prompts(self) -> list[str]:
        """Return everything that each request told the model, in one text."""
        return ["\n".join(m["content"] for m in body["messages"]) for body in self.asked]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        self.headers.append(dict(request.headers))
        body = await request.json()
        self.asked.append(body)
        if self.status != 200:
            headers = {"Location": self.location} if self.location else {}
            return web.json_response(
                {"error": {"message": "no"}}, status=self.status, headers=headers
            )
        if not (self.streams and body.get("stream")):
            return web.json_response(_whole("".join(self.say(body))))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        try:
            async for piece in self._pieces(body):
                await response.write(f"data: {json.dumps(_chunk(piece))}\n\n".encode())
            await response.write(b"data: [DONE]\n\n")
        except ConnectionError:
            # Whoever asked has gone.
            pass
        return response

    async def _pieces(self, body: dict[str, Any]) -> AsyncIterator[str]:
        for number, piece in enumerate(self.say(body)):
            if number >= self.at_once:
                while not self.go_on.is_set():
                    await asyncio.sleep(0.01)
            yield piece


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """Run a model server on a free port, in a thread of its own."""
    model = ModelServer()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    runner = asyncio.run_coroutine_threadsafe(_start(model), loop).result()
    try:
        yield model
    finally:
        model.go_on.set()
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _start(model: ModelServer) -> web.AppRunner:
    application = web.Application()
    application.router.add_post("/v1/chat/completions", model.answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    model.url = f"http://{host}:{port}/v1"
    return runner


def _chunk(text: str) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
    return {**_HEAD, "object": "chat.completion.chunk", "choices": [choice]}


def _whole(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {**_HEAD, "object": "chat.completion", "choices": [choice]}


_HEAD = {"id": "x", "created": 0, "model": "fake"}


def passages_of(body: dict[str, Any]) -> dict[int, str]:
    """Return the passages that a request shows to the model, by their numbers."""
    found = re.findall(r"<doan so=(\d+)>\n(.*?)\n</doan>", body["messages"][-1]["content"], re.S)
    return {int(number): text for number, text in found}


def number_of(body: dict[str, Any], words: str) -> int:
    """Return the number of the passage that holds `words`."""
    return next(number for number, text in passages_of(body).items() if words in text)
