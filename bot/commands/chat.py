"""`congvu chat`: the bot in the terminal."""

from typing import Annotated

import typer

from bot.chat import start_chat


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
    start_chat(name, as_json=as_json)
