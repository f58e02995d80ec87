"""`congvu search`: the passages most like a query, of what is loaded or of a corpus file."""

import resource
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from bot import console
from bot.commands.inputs import Question, read_questions
from bot.failures import BadInput
from domain.errors import UnusableCorpus

if TYPE_CHECKING:
    from retrieval.search.building import BuildStep
    from services.search_trial import SearchTrial

_SHOWN = 300
STEPS = {
    "words": "Đang lập chỉ mục từ ngữ…",
    "training": "Đang huấn luyện vectơ trên các văn bản này (vài phút)…",
    "vectors": "Đang tính vectơ…",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(search)


def search(
    query: Annotated[str, typer.Argument(help="Từ cần tìm.", show_default=False)] = "",
    top: Annotated[int | None, typer.Option(help="Số đoạn.", min=1, max=1000)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON mỗi dòng.")] = False,
    corpus: Annotated[
        Path | None, typer.Option(help="Tìm trong tệp điều luật này, không trong văn bản đã nạp.")
    ] = None,
    batch: Annotated[Path | None, typer.Option(help="Tệp danh sách câu hỏi.")] = None,
) -> None:
    """Tìm các đoạn văn bản gần nhất với một cụm từ."""
    if (corpus is None) != (batch is None):
        raise BadInput("--corpus và --batch phải đi cùng nhau.")
    if corpus is not None and batch is not None:
        if query:
            raise BadInput("đã có --batch thì không gõ thêm từ cần tìm.")
        _search_corpus(corpus, read_questions(batch), top or 10)
        return
    if not query.strip():
        raise BadInput("thiếu từ cần tìm.")
    _search_loaded(query, top or 5, as_json=as_json)


def _search_loaded(query: str, top: int, *, as_json: bool) -> None:
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


def _search_corpus(corpus: Path, questions: list[Question], top: int) -> None:
    """Print a line for each question, and last what building the index took."""
    started = perf_counter()
    with open_trial(corpus) as trial:
        build_seconds = perf_counter() - started
        for question in questions:
            asked = perf_counter()
            found = trial.find(question.question, top)
            console.result_json(
                {
                    "id": question.id,
                    "band": found.band.value,
                    "results": [
                        {"id": hit.article.id, "score": round(hit.score, 4)} for hit in found.hits
                    ],
                    "milliseconds": round(1000 * (perf_counter() - asked), 2),
                }
            )
    console.result_json({"build_seconds": round(build_seconds, 1), "peak_rss_mb": _peak()})


def open_trial(corpus: Path) -> "SearchTrial":
    """Return a throw-away index over a corpus file, telling its progress."""
    from services.search_trial import SearchTrial

    def tell(step: "BuildStep") -> None:
        console.progress(STEPS[step])

    try:
        return SearchTrial(corpus, tell)
    except OSError as error:
        raise BadInput(f"{corpus}: không đọc được ({error.strerror}).") from None
    except UnusableCorpus as error:
        where = f"dòng {error.line} không phải điều luật" if error.line else "không có điều nào"
        raise BadInput(
            f"{corpus}: {where}; mỗi dòng cần một giá trị JSON có id, law, title, body."
        ) from None


def _peak() -> int:
    """Return the most memory that this process, or one that it started, had, in megabytes."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) // 1024


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"
