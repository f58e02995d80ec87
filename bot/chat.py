"""Starting the chat in the terminal, by way of the command line or straight from its words."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.failures import BadInput
from bot.wiring import open_house

DEFAULT_NAME = "dan"
_NAME = re.compile(r"[\w.-]{1,60}")


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """What `congvu chat` was told."""

    name: str | None = None
    as_json: bool = False


def plain_options(arguments: Sequence[str]) -> ChatOptions | None:
    """Return the options of a chat that is asked for without mistakes or questions, else None.

    Importing the command-line library takes as long as the bot needs for its first reply, so the
    chat does without it; whatever is not plain is left to the library.
    """
    if not arguments or arguments[0] != "chat":
        return None
    name, as_json, rest = None, False, iter(arguments[1:])
    for word in rest:
        if word == "--json":
            as_json = True
        elif word == "--as":
            name = next(rest, "-")
        else:
            return None
    return None if name is not None and name.startswith("-") else ChatOptions(name, as_json)


def start_chat(name: str | None, *, as_json: bool) -> None:
    """Talk with the bot, one line a turn; without a terminal the input is read to its end."""
    if name is not None and not _NAME.fullmatch(name):
        raise BadInput("--as: tên chỉ gồm chữ, số, dấu chấm hoặc gạch nối, không có dấu cách.")
    house = open_house()
    from bot.channels.terminal.run import run_terminal
    from bot.logs import start_logging

    start_logging()
    try:
        asyncio.run(
            run_terminal(
                house.services,
                house.settings.var_dir,
                ZoneInfo(house.settings.timezone),
                name or DEFAULT_NAME,
                is_demo=name is not None,
                as_json=as_json,
            )
        )
    finally:
        house.services.close()
