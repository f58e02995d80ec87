"""What was understood of a loaded text: a short table for people, a value for programs."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from bot import console

if TYPE_CHECKING:
    from services.documents import IngestReport

_MOST_WARNINGS = 10


def show(report: "IngestReport") -> None:
    """Print a table of what was understood and what is doubtful."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _rows(report):
        # Plain text: brackets in a title are no markup.
        table.add_row(name, Text(value))
    console.table(table)


def values(report: "IngestReport") -> dict[str, Any]:
    """Return the report as programs rely on it."""
    return {
        "document": report.document,
        "kind": report.kind,
        "number": report.number,
        "date": report.issued.isoformat() if report.issued else None,
        "title": report.title,
        "provisions": report.provisions,
        "duties": report.duties,
        "milestones": report.milestones,
        "targets": report.targets,
        "warnings": list(report.warnings),
    }


def _rows(report: "IngestReport") -> Iterator[tuple[str, str]]:
    from handlers.texts.submissions import contents_of

    # A plan leaves number and day blank for a hand; a law that has none was copied without them.
    lacking = "để trống" if report.articles is None else "không nêu"
    number = f"số {report.number}" if report.number else f"số {lacking}"
    day = _written(report.issued) or report.issued_text or f"ngày {lacking}"
    yield (report.kind or "văn bản").capitalize(), f"{number}, {day} (mã {report.document})"
    yield "Tên", report.title
    if report.issuer:
        signed = f", người ký: {report.signer}" if report.signer else ""
        yield "Ban hành", f"{report.issuer}{signed}"
    if report.in_force_from:
        yield "Hiệu lực", f"từ {_written(report.in_force_from)}"
    yield "Nội dung", contents_of(report)
    for at, warning in enumerate(report.warnings[:_MOST_WARNINGS]):
        yield "" if at else "Lưu ý", warning
    if (more := len(report.warnings) - _MOST_WARNINGS) > 0:
        yield "", f"và {more} lưu ý nữa (xem bằng --json)"


def _written(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
