"""`congvu search`: the passages most like a query."""

from typing import Annotated

import typer

from bot import console
from bot.failures import BadInput

_SHOWN = 300


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(search)


def search(
    query: Annotated[str, typer.Argument(help="Từ cần tìm.", show_default=False)],
    top: Annotated[int, typer.Option(help="Số đoạn.", min=1, max=1000)] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON mỗi dòng.")] = False,
) -> None:
    """Tìm các đoạn văn bản gần nhất với một cụm từ."""
    if not query.strip():
        raise BadInput("thiếu từ cần tìm.")
    from bot.wiring import open_house

    with open_house() as house:
        for hit in house.services.answers.search(query, top):
            if as_json:
                console.result_json(
                    {
                        "document": hit.document,
                        "path": hit.path,
                        "score": hit.score,
                        "text": hit.text,
                    }
                )
            else:
                console.result(f"{hit.score:7.2f}  {hit.path} ({hit.document})")
                console.result(" " * 9 + _shortened(hit.text))


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"
