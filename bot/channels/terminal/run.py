"""Running a terminal session to the end of its input."""

import asyncio
import contextlib
import gc
import io
import re
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO
from zoneinfo import ZoneInfo

from bot.channels.local.channel import open_local_channel
from bot.channels.terminal.json_lines import JsonLines
from bot.channels.terminal.lines import Deed, Says, read_line
from bot.channels.terminal.session import Said, TerminalSession, mark_demo
from services.registry import Services

if TYPE_CHECKING:
    from bot.channels.terminal.bubbles import Bubbles

_REMEMBERED = 2
_NUMBER = re.compile(r"[0-9]{1,2}")


class View(Protocol):
    """Shows what is said."""

    def show(self, said: Said) -> None:
        """Show one thing that is said."""
        ...


async def run_terminal(
    services: Services,
    var_dir: Path,
    timezone: ZoneInfo,
    name: str,
    *,
    is_demo: bool,
    as_json: bool,
) -> None:
    """Hold a conversation as the local person `name` until the input ends."""
    _speak_utf8()
    channel = open_local_channel(services, timezone)
    if is_demo:
        mark_demo(services.installation, channel.chats)
    session = TerminalSession(
        application=channel.application,
        api=channel.api,
        chats=channel.chats,
        installation=services.installation,
        clock=channel.clock,
        folder=var_dir / "terminal",
        person=channel.chats.person(name, channel.clock.now()),
    )
    # What the start made stays for good, so the collector need not look at it again.
    gc.freeze()
    gc.enable()
    async with channel.application:
        try:
            if sys.stdin.isatty() and not as_json:
                await _talk(session, services)
            else:
                await _read_through(session, JsonLines(sys.stdout) if as_json else _bubbles())
        finally:
            await session.close()


async def _read_through(session: TerminalSession, view: View) -> None:
    """Take every line of the input as a turn, after what became due since the last time."""
    for said in await session.tick():
        view.show(said)
    for line in _lines(sys.stdin):
        for said in await session.turn(read_line(line)):
            view.show(said)


async def _talk(session: TerminalSession, services: Services) -> None:
    """Greet, then take turns with a person at the keyboard."""
    _edit_lines()
    view = _bubbles(is_numbered=True)
    view.hint()
    earlier = session.recall(_REMEMBERED)
    for said in earlier or await session.turn(Says("/start")):
        view.show(said)
    # A question that comes before the warm-up ends waits for it, so nothing needs its result here.
    warming = asyncio.create_task(asyncio.to_thread(services.answers.warm_up))
    for said in await session.tick():
        view.show(said)
    async for line in _typed(session):
        for said in await session.turn(_deed(line, view)):
            view.show(said)
    await asyncio.wait([warming])


def _deed(line: str, view: "Bubbles") -> Deed:
    """Return what a line means; a number alone presses that button of the last message."""
    press = view.press(int(line)) if _NUMBER.fullmatch(line.strip()) else None
    return read_line(line) if press is None else press


async def _typed(session: TerminalSession) -> AsyncIterator[str]:
    while True:
        # Let the warm-up begin before the wait for the keyboard holds this thread.
        await asyncio.sleep(0)
        try:
            line = _ask(f"{session.person.name} ▸ ")
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if line.strip():
            yield line


def _ask(prompt: str) -> str:
    """Return a line from the keyboard; Ctrl-C ends the wait at once.

    Raises:
        EOFError: Ctrl-D.
        KeyboardInterrupt: Ctrl-C.
    """
    # The event loop only takes note of an interrupt, and the loop stands still meanwhile.
    of_the_loop = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return input(prompt)
    finally:
        signal.signal(signal.SIGINT, of_the_loop)


def _edit_lines() -> None:
    """Let arrow keys move within a line and through earlier ones, where the system can."""
    with contextlib.suppress(ImportError):
        import readline

        readline.set_auto_history(True)


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale; bytes that are no text become marks."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _lines(source: TextIO) -> Iterator[str]:
    return (line for line in source if line.strip())


def _bubbles(*, is_numbered: bool = False) -> "Bubbles":
    from rich.console import Console

    from bot.channels.terminal.bubbles import Bubbles

    return Bubbles(Console(highlight=False), is_numbered=is_numbered)
