"""Loading the bank: the quiz files of a folder become items, every fault with file and item."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.errors import BrokenKnowledge
from domain.study import Item
from knowledge.files import read_yaml, validate
from knowledge.quiz_schema import ITEM_ENTRIES, ItemEntry, QuizFileHead, to_item


@dataclass(frozen=True, slots=True)
class QuizFile:
    """One file of the bank, `name` without its folder."""

    name: str
    document: str
    items: tuple[Item, ...]


def quiz_folder(documents: Path) -> Path:
    """Return where the bank of a folder of documents lies: beside it."""
    return documents.parent / "quizzes"


def load_items(root: Path) -> tuple[Item, ...]:
    """Return every item of the bank under `root`, none where there is no such folder.

    Raises:
        BrokenKnowledge: with every fault of every file.
    """
    faults: list[str] = []
    files = read_quizzes(root, faults)
    if faults:
        raise BrokenKnowledge(tuple(faults))
    return tuple(item for file in files for item in file.items)


def read_quizzes(root: Path, faults: list[str]) -> tuple[QuizFile, ...]:
    """Return what can be read of the bank under `root`; what is wrong goes to `faults`."""
    paths = sorted(root.glob("*.yaml")) if root.is_dir() else []
    found = tuple(file for path in paths if (file := _read_file(path, faults)) is not None)
    faults.extend(_repeated_ids(found))
    return found


def _read_file(path: Path, faults: list[str]) -> QuizFile | None:
    place = f"quizzes/{path.name}"
    content = read_yaml(path, place, faults)
    if content is None:
        return None
    if not isinstance(content, dict):
        faults.append(f"{place}: phải gồm document, author và items")
        return None
    items = content.pop("items", None)
    head = validate(QuizFileHead, content, place, "", faults)
    if not isinstance(items, list) or not items:
        faults.append(f"{place}: items: phải là một danh sách các câu")
        return None
    read = [_read_entry(item, place, number, faults) for number, item in enumerate(items, start=1)]
    if head is None:
        return None
    kept = tuple(to_item(entry, head) for entry in read if entry is not None)
    return QuizFile(path.name, head.document, kept)


def _read_entry(content: Any, place: str, number: int, faults: list[str]) -> ItemEntry | None:
    """Return one item as its type demands it; what is wrong goes to `faults`."""
    if not isinstance(content, dict):
        faults.append(f"{place}: câu thứ {number}: phải là một mục gồm các khóa")
        return None
    name = str(content.get("id") or f"câu thứ {number}")
    kind = content.get("type")
    model = ITEM_ENTRIES.get(kind) if isinstance(kind, str) else None
    if model is None:
        words = "type: phải là một trong " + ", ".join(ITEM_ENTRIES)
        faults.append(f"{place}: {name}: {words}")
        return None
    return validate(model, content, place, name, faults)


def _repeated_ids(files: Sequence[QuizFile]) -> Iterator[str]:
    first: dict[str, str] = {}
    for file in files:
        for item in file.items:
            if item.code in first:
                yield f"quizzes/{file.name}: {item.code}: mã đã dùng trong {first[item.code]}"
            first.setdefault(item.code, file.name)
