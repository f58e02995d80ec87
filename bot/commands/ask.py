"""`congvu ask`: one question or a file of questions, answered from the loaded documents."""

from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import console
from bot.commands.inputs import Question, read_day, read_questions
from bot.failures import BadInput

if TYPE_CHECKING:
    from bot.wiring import House
    from domain.answers import Answer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ask")(ask)


def ask(
    question: Annotated[str | None, typer.Argument(help="Câu hỏi.", show_default=False)] = None,
    batch: Annotated[
        Path | None, typer.Option(help="Tệp JSON: danh sách {id, question, history?, as_of?}.")
    ] = None,
    after: Annotated[
        list[str] | None, typer.Option(help="Câu hỏi trước đó (dùng được nhiều lần).")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Trả lời như vào ngày này (YYYY-MM-DD).")
    ] = None,
    document: Annotated[
        str | None, typer.Option(help="Chỉ hỏi một văn bản, theo mã trong `congvu documents`.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON mỗi dòng.")] = False,
) -> None:
    """Trả lời một câu hỏi (hoặc cả tệp câu hỏi) từ các văn bản đã nạp."""
    questions = _questions(question, batch, after or [], read_day(as_of, "--as-of"))
    from bot.wiring import open_house

    with open_house() as house:
        if document is not None:
            house.services.documents.document(document)
        house.services.answers.engine().warm()
        for asked in questions:
            started = perf_counter()
            answer = _answer(house, asked, document)
            milliseconds = round((perf_counter() - started) * 1000, 1)
            if as_json or batch is not None:
                console.result_json(answer_json(asked.id, answer, milliseconds))
            else:
                _show(answer)


def answer_json(question_id: Any, answer: "Answer", milliseconds: float) -> dict[str, Any]:
    """Return an answer in the shape that other programs rely on."""
    named = {} if question_id is None else {"id": question_id}
    return named | {
        "question": answer.question,
        "status": answer.status.value,
        "text": answer.text,
        "citations": [
            {
                "document": citation.document,
                "path": citation.path,
                "quote": citation.quote,
                "verbatim": citation.verbatim,
            }
            for citation in answer.citations
        ],
        "milliseconds": milliseconds,
    }


def _questions(
    question: str | None, batch: Path | None, after: list[str], as_of: date | None
) -> list[Question]:
    if batch is not None:
        if question is not None or after:
            raise BadInput("--batch không đi cùng câu hỏi hay --after; lịch sử ghi trong tệp.")
        return [asked.on(as_of) for asked in read_questions(batch)]
    if question is None or not question.strip():
        raise BadInput('thiếu câu hỏi. Ví dụ: congvu ask "Nhiệm vụ 2 ai chủ trì?"')
    return [Question(None, question, tuple(after), as_of)]


def _answer(house: "House", asked: Question, document: str | None) -> "Answer":
    as_of = asked.as_of or house.now().date()
    return house.services.answers.answer(
        asked.question, asked.history, as_of, document, may_retell=True
    )


def _show(answer: "Answer") -> None:
    console.result(answer.text)
    places = dict.fromkeys(f"{c.path} ({c.document})" for c in answer.citations)
    if places:
        console.result("\nCăn cứ: " + "; ".join(places))
