"""`congvu evaluate`: scores of answers and of search on files of checked questions."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import console
from bot.commands.inputs import read_day, read_json
from bot.failures import BadInput

if TYPE_CHECKING:
    from domain.answers import Answer
    from services.evaluation import Scores
    from services.search_trial import Labelled

_WORDS = {
    "all": "Đúng hoàn toàn",
    "answerable": "Câu trả lời được",
    "unanswerable": "Câu không trả lời được",
    "places": "Không dẫn nhầm chỗ",
    "not_refused": "Không từ chối nhầm",
}
_DEFAULTS: Mapping[str, Any] = {
    "kind": "",
    "history": (),
    "must": (),
    "must_not": (),
    "clauses": (),
    "also": (),
    "answerable": True,
}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Chấm điểm trên tệp câu hỏi.", rich_markup_mode=None)
    # A group with a callback keeps its only command a word of its own.
    group.callback()(_group)
    group.command("answers")(answers)
    group.command("retrieval")(retrieval)
    app.add_typer(group, name="evaluate")


def answers(
    file: Annotated[Path, typer.Argument(help="Tệp câu hỏi đã kiểm.", show_default=False)],
) -> None:
    """Chấm câu trả lời: đủ ý, đúng chỗ, không từ chối nhầm; liệt kê câu sai."""
    questions = _read(file)
    from bot.wiring import open_house
    from services.evaluation import judge

    times: list[float] = []
    with open_house() as house:
        service, today = house.services.answers, house.now().date()
        service.engine().warm()

        def ask(question: Mapping[str, Any]) -> "Answer":
            as_of = read_day(question.get("as_of") or None, "as_of") or today
            started = perf_counter()
            answer = service.answer(question["question"], question["history"], as_of)
            times.append((perf_counter() - started) * 1000)
            return answer

        documents = {document.info.slug: document for document in service.documents()}
        _tell(judge(questions, ask, documents), sorted(times))


def retrieval(
    corpus: Annotated[Path, typer.Option(help="Tệp điều luật.", show_default=False)],
    questions: Annotated[Path, typer.Option(help="Tệp câu hỏi.", show_default=False)],
    noise: Annotated[str | None, typer.Option(help="Gõ kiểu: plain, half hoặc typo.")] = None,
) -> None:
    """Chấm tìm kiếm trên một tệp điều luật: đúng ngay đầu, đúng trong mười, nhận ra câu ngoài."""
    labelled = [_labelled(entry, place) for entry, place in _placed(questions)]
    from bot.commands.search import open_trial
    from services.search_trial import NOISES, no_noise, shares_of

    if noise is not None and noise not in NOISES:
        raise BadInput(f"--noise chỉ nhận {', '.join(NOISES)}.")
    with open_trial(corpus) as trial:
        placings = list(trial.place(labelled, NOISES[noise] if noise else no_noise))
    groups = dict.fromkeys(placing.question.group for placing in placings)
    scores = {g: shares_of([p for p in placings if p.question.group == g]) for g in groups}
    for group, shares in scores.items():
        told = " · ".join(f"{name} {share:g}" for name, share in shares.items())
        console.result(f"{group or 'tất cả'}: {told}")
    console.result_json({"questions": len(placings), "noise": noise, "scores": scores})


def _placed(file: Path) -> Iterator[tuple[Any, str]]:
    """Yield the entries of a file that lists questions, each with its place in words."""
    entries = read_json(file)
    if not isinstance(entries, list) or not entries:
        raise BadInput(f"{file}: cần một danh sách câu hỏi.")
    yield from ((entry, f"{file}: câu thứ {at}") for at, entry in enumerate(entries, 1))


def _labelled(entry: Any, place: str) -> "Labelled":
    from services.search_trial import Labelled

    if not isinstance(entry, Mapping) or not isinstance(entry.get("question"), str):
        raise BadInput(f"{place}: cần có “id” và “question”.")
    relevant = entry.get("relevant") or []
    if not isinstance(relevant, list) or not all(isinstance(one, str) for one in relevant):
        raise BadInput(f"{place}: “relevant” phải là danh sách mã điều luật.")
    group = str(entry.get("set") or "")
    return Labelled(str(entry.get("id", "")), entry["question"], tuple(relevant), group)


def _group() -> None:
    """Chấm điểm trên tệp câu hỏi."""


def _read(file: Path) -> list[Mapping[str, Any]]:
    return [_question(entry, place) for entry, place in _placed(file)]


def _question(entry: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(entry, Mapping) or not {"id", "question"} <= set(entry):
        raise BadInput(f"{place}: cần có “id” và “question”.")
    lists = ("history", "must", "must_not", "clauses", "also")
    wrong = [name for name in lists if not isinstance(entry.get(name) or [], list)]
    if wrong:
        raise BadInput(f"{place}: “{wrong[0]}” phải là danh sách.")
    read_day(entry.get("as_of") or None, f"{place}: as_of")
    given = {name: value for name, value in entry.items() if value is not None}
    return {**_DEFAULTS, **given}


def _tell(scores: "Scores", times: list[float]) -> None:
    """Print the misses, the shares, and last one JSON line."""
    for verdict in scores.verdicts:
        faults = [*verdict.faults, *(f"dẫn nhầm {path}" for path in verdict.wrong_places)]
        if faults:
            console.result(f"✗ {verdict.id} [{verdict.kind}] " + "; ".join(faults))
    for name, (good, total) in scores.counts.items():
        console.result(f"{_WORDS.get(name, name)}: {good}/{total}")
    console.result_json(
        {
            "questions": len(scores.verdicts),
            "scores": {n: {"good": g, "of": t} for n, (g, t) in scores.counts.items()},
            "misses": [verdict.id for verdict in scores.verdicts if verdict.faults],
            "milliseconds": {"p50": _share(times, 0.5), "p95": _share(times, 0.95)},
        }
    )


def _share(times: list[float], share: float) -> float:
    return round(times[min(len(times) - 1, int(len(times) * share))], 1)
