"""`congvu report cases`: the public figures of citizen feedback as a file."""

from pathlib import Path
from typing import Annotated

import typer

from bot import console
from bot.failures import BadInput
from domain.periods import read_quarter

_FORMS = (".xlsx", ".docx")


def cases(
    period: Annotated[str, typer.Option(help="Quý, ví dụ 2026-Q4.")],
    out: Annotated[Path, typer.Option(help="Tệp .xlsx hoặc .docx để ghi.")],
    unit: Annotated[str | None, typer.Option(help="Mã đơn vị trả lời.")] = None,
) -> None:
    """Xuất số liệu phản ánh của một quý như mọi người xem được: số nhỏ được ẩn."""
    quarter = read_quarter(period)
    if quarter is None:
        raise BadInput("--period: viết quý như 2026-Q4.")
    if out.suffix.lower() not in _FORMS:
        raise BadInput("--out: tệp phải có đuôi .xlsx hoặc .docx.")
    from bot.wiring import open_house
    from handlers.render.case_report import figures_report, figures_workbook

    with open_house() as house:
        now = house.now()
        found = house.services.case_figures.public_report(now, quarter, unit)
    is_sheet = out.suffix.lower() == ".xlsx"
    content = figures_workbook(found) if is_sheet else figures_report(found, now.date())
    try:
        out.write_bytes(content)
    except OSError as error:
        raise BadInput(f"--out: không ghi được {out}.") from error
    console.result(f"{out}: {len(found.offices)} đơn vị.")
