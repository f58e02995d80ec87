"""`congvu chat`: the bot in the terminal."""

import asyncio
import re
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.failures import BadInput
from bot.wiring import open_house

DEFAULT_NAME = "dan"
_NAME = re.compile(r"[\w.-]{1,60}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help="Trò chuyện với bot ngay tại cửa sổ dòng lệnh.")(chat)


def chat(
    name: Annotated[
        str | None,
        typer.Option("--as", metavar="TÊN", help="Nói với tư cách người dùng thử này."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="In mỗi tin của bot thành một dòng JSON.")
    ] = False,
) -> None:
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
