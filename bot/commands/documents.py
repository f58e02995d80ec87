"""`congvu documents`: what is loaded, and what is cited but missing; `congvu index`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot import console
from bot.commands.search import STEPS
from domain.errors import UnusableVectors

if TYPE_CHECKING:
    from services.shelf import DocumentSummary

_STATES = {"loaded": "toàn văn", "digest": "tóm lược", "missing": "chưa có"}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("documents")(documents)
    app.command("index")(index)


def documents(
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON mỗi dòng.")] = False,
) -> None:
    """Liệt kê văn bản đã nạp, và văn bản được viện dẫn mà chưa có."""
    from bot.wiring import open_house

    with open_house() as house:
        for summary in house.services.documents.summaries():
            if as_json:
                console.result_json(_json(summary))
            else:
                console.result(_line(summary))
                for line in _wordings(summary):
                    console.result(f"    {line}")


def index() -> None:
    """Dựng lại chỉ mục tìm kiếm từ cơ sở dữ liệu."""
    from time import perf_counter

    from bot.wiring import open_house

    with open_house() as house:
        started = perf_counter()
        house.services.answers.rebuild()
        built = house.services.articles.rebuild(lambda step: console.progress(STEPS[step]))
        seconds = perf_counter() - started
        held = house.services.answers.documents()
    places = sum(len(document.provisions) for document in held)
    console.result(f"Đã dựng chỉ mục: {len(held)} văn bản, {places} mục, trong {seconds:.1f} giây.")
    vectors = f"có vectơ ({built.model})" if built.model else "không có vectơ, tìm theo từ ngữ"
    console.result(f"Điều luật: {built.articles} điều, {built.clauses} khoản, {vectors}.")
    if built.fault:
        raise UnusableVectors(built.fault)


def _json(summary: "DocumentSummary") -> dict[str, object]:
    return {
        "document": summary.slug or None,
        "number": summary.number or None,
        "title": summary.title,
        "state": summary.state.value,
    }


def _line(summary: "DocumentSummary") -> str:
    name = " ".join(
        part
        for part in (
            summary.kind.capitalize(),
            f"số {summary.number}" if summary.number else "",
            summary.title,
        )
        if part
    )
    held = summary.slug or "được viện dẫn trong " + ", ".join(summary.cited_by)
    return f"[{_STATES[summary.state.value]}] {name} ({held})"


def _wordings(summary: "DocumentSummary") -> Iterator[str]:
    """Yield the wordings of a document that has several, and that it is out of force."""
    if len(summary.wordings) > 1:
        for wording in summary.wordings:
            merged = ", ".join(dict.fromkeys(wording.merged))
            days = [
                f"từ {wording.since:%d/%m/%Y}" if wording.since else "",
                f"đến hết {wording.until:%d/%m/%Y}" if wording.until else "",
                f"gồm sửa đổi của {merged}" if merged else "",
                "đã có bản chép sau thay" if wording.is_superseded else "",
            ]
            yield f"bản {wording.label.partition('+')[0]}: {', '.join(filter(None, days))}"
    if summary.in_force_to is not None:
        by = f" ({summary.ended_by})" if summary.ended_by else ""
        yield f"hiệu lực đến hết {summary.in_force_to:%d/%m/%Y}{by}"
