"""`congvu report questions`: how questions were answered, as a workbook or a picture."""

from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from bot import console
from bot.commands.periods import read_period
from bot.failures import BadInput


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("questions")(questions)


def questions(
    period: Annotated[
        str, typer.Option(help="7d, 30d, 2026-06, 2026-Q2, 2026 hoặc 2026-06-01..2026-06-30.")
    ],
    out: Annotated[list[Path], typer.Option(help="Tệp .xlsx hoặc .png; lặp lại để ghi cả hai.")],
) -> None:
    """Câu hỏi trong một khoảng ngày: trả lời thế nào, còn thiếu gì; tên và số đã che."""
    for file in out:
        if file.suffix not in (".xlsx", ".png"):
            raise BadInput(f"{file}: chỉ ghi được .xlsx hoặc .png.")
    from bot.wiring import open_house
    from handlers.render.question_report import question_picture, question_workbook
    from handlers.texts.question_reports import caption
    from services.rights import OPERATOR

    with open_house() as house:
        now = house.now()
        first, last = read_period(period, now.date())
        report = house.services.reports.make(OPERATOR, first, last, now, f"cli:{uuid4().hex}")
    for file in out:
        write = question_picture if file.suffix == ".png" else question_workbook
        _save(file, write(report))
    console.result(f"{caption(report)} Đã ghi {', '.join(map(str, out))}.")


def _save(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadInput(f"{path}: không ghi được ({error.strerror}).") from None
