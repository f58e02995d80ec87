"""`congvu ingest`: loads official documents and shows what was understood of them."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from bot import console
from bot.commands.inputs import read_bytes
from bot.failures import BadInput
from domain.errors import UnreadableDocument

if TYPE_CHECKING:
    from services.documents import Documents, IngestReport

LARGEST = 20 * 1024 * 1024
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest")(ingest)


def ingest(
    files: Annotated[list[Path], typer.Argument(help="Tệp văn bản.", show_default=False)],
    slug: Annotated[
        str | None, typer.Option("--id", help="Mã của văn bản; bỏ trống thì tự đặt.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Thay toàn văn đã có mà không hỏi.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON mỗi dòng.")] = False,
) -> None:
    """Nạp toàn văn văn bản chính thức; từ đó câu trả lời trích đúng nguyên văn."""
    if slug is not None and not _SLUG.fullmatch(slug):
        raise BadInput("--id: chỉ gồm chữ thường không dấu, số và dấu gạch nối.")
    if slug is not None and len(files) > 1:
        raise BadInput("--id chỉ dùng khi nạp một tệp.")
    texts = [(file, _read(file)) for file in files]
    from bot.wiring import open_house

    with open_house() as house:
        _load(house.services.documents, texts, slug, yes, as_json)


def _read(file: Path) -> str:
    from knowledge.readers import read_content

    try:
        return read_content(read_bytes(file, LARGEST)).text
    except UnreadableDocument as error:
        raise BadInput(f"{file}: {error.reason}") from None


def _load(
    documents: "Documents",
    texts: list[tuple[Path, str]],
    slug: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    previews = [_preview(documents, *text, slug) for text in texts]
    if not yes and not console.is_terminal():
        _demand_consent(previews)
    for (file, text), preview in zip(texts, previews, strict=True):
        if not as_json:
            _show(preview)
        if not _agreed(preview, yes):
            console.progress(f"Giữ nguyên {preview.document}.")
            continue
        now, key = datetime.now(UTC), f"cli:{uuid4().hex}"
        report = documents.ingest(text, file.name, now, key, slug=slug, replace=True)
        if as_json:
            console.result_json(_json(report))
        else:
            console.result(f"Đã nạp {report.document}.")


def _preview(documents: "Documents", file: Path, text: str, slug: str | None) -> "IngestReport":
    try:
        return documents.preview(text, file.name, slug)
    except UnreadableDocument as error:
        raise BadInput(f"{file}: {error.reason}") from None


def _demand_consent(previews: list["IngestReport"]) -> None:
    held = [preview.document for preview in previews if preview.needs_consent]
    if held:
        names = ", ".join(held)
        raise BadInput(f"đã có toàn văn {names}; thêm --yes để thay bằng tệp này.")


def _agreed(preview: "IngestReport", yes: bool) -> bool:
    if yes or not preview.needs_consent:
        return True
    return typer.confirm(f"Đã có toàn văn {preview.document}. Thay bằng tệp này?", err=True)


def _show(report: "IngestReport") -> None:
    number = f"số {report.number}" if report.number else "số để trống"
    day = report.issued.strftime("%d/%m/%Y") if report.issued else report.issued_text
    console.result(f"{report.kind.capitalize()} {number}, {day or 'ngày để trống'}: {report.title}")
    console.result(
        f"  {report.provisions} mục, {report.tasks} nhiệm vụ, {report.duties} việc, "
        f"{report.milestones} mốc thời gian, {report.targets} chỉ tiêu"
    )
    for warning in report.warnings:
        console.result(f"  Lưu ý: {warning}")


def _json(report: "IngestReport") -> dict[str, object]:
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
