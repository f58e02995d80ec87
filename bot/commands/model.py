"""`congvu model use`: fetches an embedding model, which nothing else ever does."""

from typing import Annotated

import typer

from bot import console


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Mô hình vectơ cho tìm kiếm.", rich_markup_mode=None)
    # A group with a callback keeps its only command a word of its own.
    group.callback()(_group)
    group.command("use")(use)
    app.add_typer(group, name="model")


def use(
    name: Annotated[str, typer.Argument(help="Tên mô hình, hoặc thư mục.", show_default=False)],
) -> None:
    """Tải một mô hình sentence-transformers về VAR_DIR để tìm kiếm theo nghĩa."""
    from bot.wiring import open_house

    with open_house() as house:
        console.progress(f"Đang tải {name}…")
        model = house.services.articles.fetch_model(name)
    console.result(f"Đã tải {model.name} (bản {model.revision}, {model.dimension} chiều).")
    console.result(f"Đặt EMBEDDING_MODEL={model.name} rồi chạy `congvu index`.")


def _group() -> None:
    """Mô hình vectơ cho tìm kiếm."""
