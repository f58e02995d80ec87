"""`congvu ingest`: loads official documents and shows what was understood of them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from bot import console
from bot.commands.changed import show_changes, warnings_of
from bot.commands.inputs import read_bytes, read_day
from bot.failures import BadInput
from domain.errors import DocumentUnnamed, UnreadableDocument, UnstructuredText

if TYPE_CHECKING:
    from services.documents import Documents, IngestReport, IngestText, Reading, Understood

    Outcome = Understood | UnreadableDocument | DocumentUnnamed

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
    yes: Annotated[
        bool,
        typer.Option("--yes", help="Không hỏi: thay toàn văn đã có, nạp văn bản không có mục."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON mỗi dòng.")] = False,
    since: Annotated[
        str | None,
        typer.Option(help="Ngày đầu áp dụng bản này (YYYY-MM-DD), khi văn bản không tự nêu."),
    ] = None,
) -> None:
    """Nạp toàn văn văn bản chính thức (DOCX, PDF, HTML, TXT, MD); từ đó trích đúng nguyên văn."""
    if slug is not None:
        _check_slug(slug)
        if len(files) > 1:
            raise BadInput("--id chỉ dùng khi nạp một tệp.")
    first_day = read_day(since, "--since")
    if first_day is not None and len(files) > 1:
        raise BadInput("--since chỉ dùng khi nạp một tệp.")
    with console.steps("Đang đọc", len(files)) as step:
        texts = [replace(_read(file), since=first_day) for file in step(files)]
    from bot.wiring import open_house

    with open_house() as house:
        documents = house.services.documents
        with console.steps("Đang tìm hiểu", len(files)) as step:
            tried = [_tried(documents, replace(text, as_plain=yes), slug) for text in step(texts)]
        understood = [
            _settled(documents, file, text, slug, outcome)
            for file, text, outcome in zip(files, texts, tried, strict=True)
        ]
        _load(documents, understood, yes, as_json)


def _check_slug(slug: str) -> None:
    if not _SLUG.fullmatch(slug):
        raise BadInput("--id: chỉ gồm chữ thường không dấu, số và dấu gạch nối.")


def _read(file: Path) -> "IngestText":
    from knowledge.readers import read_content
    from services.documents import IngestText

    try:
        read = read_content(read_bytes(file, LARGEST))
    except UnreadableDocument as error:
        raise BadInput(f"{file}: {error.reason}") from None
    return IngestText(read.text, file.name, read.warnings)


def _tried(documents: "Documents", text: "IngestText", slug: str | None) -> "Outcome":
    try:
        return documents.understand(text, slug)
    except (UnreadableDocument, DocumentUnnamed) as error:
        return error


def _settled(
    documents: "Documents", file: Path, text: "IngestText", slug: str | None, outcome: "Outcome"
) -> "Understood":
    """Return a text as a document; what it lacks is asked for at a terminal."""
    match outcome:
        case UnstructuredText():
            _ask_for_passages(f"{file}: {outcome.reason}")
            return documents.understand(replace(text, as_plain=True), slug)
        case DocumentUnnamed():
            return documents.understand(text, _asked_slug(file, outcome.title))
        case UnreadableDocument():
            raise BadInput(f"{file}: {outcome.reason}")
        case _:
            return outcome


def _ask_for_passages(refusal: str) -> None:
    if not console.is_terminal():
        raise BadInput(f"{refusal.rstrip('.')}; thêm --yes để nạp thành các đoạn.")
    typer.confirm(f"{refusal} Nạp thành các đoạn?", abort=True, err=True)


def _asked_slug(file: Path, title: str) -> str:
    if not console.is_terminal():
        offer = "thêm --id MÃ, ví dụ --id nghi-dinh-30-2020-nd-cp."
        raise BadInput(f"{file}: văn bản không cho biết số, ký hiệu; {offer}")
    slug: str = typer.prompt(f"{file} ({title}): không thấy số, ký hiệu. Mã (--id)", err=True)
    _check_slug(slug)
    return slug


def _load(
    documents: "Documents", understood: Sequence["Understood"], yes: bool, as_json: bool
) -> None:
    from bot.commands.understood import show, values

    reading = documents.preview(understood)
    if not as_json:
        for report in reading.reports:
            show(report)
        show_changes(reading.changes)
    agreed = reading if yes else _agreed(documents, reading)
    now, key = datetime.now(UTC), f"cli:{uuid4().hex}"
    loaded = documents.load(agreed, now, key, replace=True) if agreed.texts else ()
    if as_json:
        for report in loaded:
            told = values(report)
            told["warnings"] += warnings_of(report, agreed.changes)
            console.result_json(told)
        return
    for line in dict.fromkeys(map(_done, loaded)):
        console.result(line)


def _done(report: "IngestReport") -> str:
    if report.is_unchanged:
        return f"Đã có đúng văn bản này, không đổi gì: {report.document}."
    return f"Đã nạp {report.document}."


def _agreed(documents: "Documents", reading: "Reading") -> "Reading":
    """Return what may be loaded: an official text is replaced only when somebody says so."""
    held = [report for report in reading.reports if report.needs_consent]
    if not held:
        return reading
    if not console.is_terminal():
        names = ", ".join(report.document for report in held)
        raise BadInput(
            f"đã có toàn văn {names}; thêm --yes để thay bằng tệp này (bản trước vẫn giữ)."
        )
    agreed = [
        text
        for text, report in zip(reading.texts, reading.reports, strict=True)
        if not report.needs_consent or _confirmed(report)
    ]
    return documents.preview(agreed)


def _confirmed(report: "IngestReport") -> bool:
    is_meant = typer.confirm(f"Đã có toàn văn {report.document}. Thay bằng tệp này?", err=True)
    if not is_meant:
        console.progress(f"Giữ nguyên {report.document}.")
    return is_meant
