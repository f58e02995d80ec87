"""Aiken: a question, choices `A.` to `E.`, and `ANSWER: B`; nothing else fits in.

Only single-choice items go there, without reasons, explanation or source. See the description of
the format in the documentation of Moodle ("Aiken format").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.study import Item, ItemType, Option
from services.item_files.parts import (
    ReadFile,
    ReadItem,
    RowFault,
    Source,
    UnreadableRow,
    gather,
    make,
    tidy,
)

_CHOICE = re.compile(r"\s*([A-Z])[.)]\s+(.*)")
_ANSWER = re.compile(r"\s*ANSWER\s*:\s*([A-Z])\s*$", re.IGNORECASE)
_LETTERS = "ABCDEFGHIJ"


@dataclass(slots=True)
class _Question:
    row: int
    stem: list[str] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)


def write_aiken(items: Sequence[Item]) -> str:
    """Return items as Aiken; those that do not fit in are left out."""
    return "\n".join(_written(item) for item in items if fits(item))


def fits(item: Item) -> bool:
    """Tell whether Aiken can hold an item: a single choice whose question is no answer line."""
    return item.type is ItemType.SINGLE and not _ANSWER.match(item.stem)


def _written(item: Item) -> str:
    choices = [f"{_LETTERS[at]}. {option.text}" for at, option in enumerate(item.options)]
    right = next(at for at, option in enumerate(item.options) if option.is_right)
    return "\n".join([item.stem, *choices, f"ANSWER: {_LETTERS[right]}", ""])


def read_aiken(text: str, source: Source) -> ReadFile:
    """Return the questions of an Aiken file; one that is broken does not spoil the next."""
    return gather(_read(text, source))


def _read(text: str, source: Source) -> Iterator[ReadItem | RowFault]:
    question: _Question | None = None
    for row, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        answer = _ANSWER.match(line)
        if answer:
            yield _finished(question or _Question(row), answer[1].upper(), source)
            question = None
        elif line.strip():
            if question is not None and question.choices and not _CHOICE.match(line):
                yield RowFault(question.row, "thiếu dòng ANSWER")
                question = None
            question = question or _Question(row)
            _take(question, line)
    if question is not None:
        yield RowFault(question.row, "thiếu dòng ANSWER")


def _take(question: _Question, line: str) -> None:
    choice = _CHOICE.match(line)
    # "A. Nguyễn Văn Bé" may begin a question: only behind one can there be a choice.
    if choice and question.stem:
        question.choices.append((choice[1], tidy(choice[2])))
    else:
        question.stem.append(line)


def _finished(question: _Question, answer: str, source: Source) -> ReadItem | RowFault:
    letters = [letter for letter, _ in question.choices]
    try:
        if letters != list(_LETTERS[: len(letters)]):
            raise UnreadableRow("các phương án phải theo thứ tự A, B, C…")
        if answer not in letters:
            raise UnreadableRow(f"không có phương án {answer}")
        options = tuple(Option(text, letter == answer) for letter, text in question.choices)
        told = {"stem": " ".join(question.stem)}
        return ReadItem(question.row, make(told, source, type=ItemType.SINGLE, options=options))
    except UnreadableRow as fault:
        return RowFault(question.row, fault.words)
