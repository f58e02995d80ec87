"""`congvu report items`, `congvu report recall`: how items do, and how recall was predicted."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot import console
from bot.failures import BadInput

_Days = Annotated[int, typer.Option(min=1, max=3650, help="Tính từ bao nhiêu ngày trước.")]


def register(group: typer.Typer) -> None:
    """Add the commands."""
    group.command("items")(items)
    group.command("recall")(recall)


def items(
    out: Annotated[Path, typer.Option(help="Tệp .xlsx để ghi.")],
    days: _Days = 365,
) -> None:
    """Phân tích câu hỏi: độ khó, độ phân biệt, phương án nhiễu, thời gian (từ 30 lượt)."""
    from bot.wiring import open_house
    from handlers.render.item_report import item_workbook
    from handlers.texts.item_report import summary
    from services.rights import OPERATOR

    with open_house() as house:
        reports = house.services.item_figures.of_items(OPERATOR, house.now(), timedelta(days=days))
    _save(out, item_workbook(reports))
    console.result(f"{summary(reports)} Đã ghi {out}.")


def recall(
    out: Annotated[Path, typer.Option(help="Tệp .png để ghi.")],
    days: _Days = 365,
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON.")] = False,
) -> None:
    """So mức nhớ dự đoán với mức nhớ thực tế, thành hình."""
    from bot.wiring import open_house
    from handlers.render.recall_picture import recall_picture
    from handlers.texts.item_report import recall_line
    from services.rights import OPERATOR

    with open_house() as house:
        found = house.services.item_figures.recall(OPERATOR, house.now(), timedelta(days=days))
    if found is None:
        raise BadInput("chưa có câu nào được ôn lại sau ít nhất một ngày.")
    _save(out, recall_picture(found))
    if as_json:
        told = {"reviews": found.reviews, "log_loss": found.log_loss, "rmse": found.rmse}
        bins = [[one.low, one.high, one.reviews, one.predicted, one.actual] for one in found.bins]
        console.result_json({**told, "bins": bins})
    else:
        console.result(f"{recall_line(found)} Đã ghi {out}.")


def _save(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadInput(f"{path}: không ghi được ({error.strerror}).") from None
