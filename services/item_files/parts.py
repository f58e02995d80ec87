"""What the readers of item files share: a line with its item or fault, and what a file leaves out.

A file format knows questions and answers; the document, the place and the skill of an item come
with it where the format has room for them, otherwise from whoever imports the file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import blake2b
from typing import Any

from domain.study import Fact, Item, ItemType, Skill
from domain.vietnamese import clean, fold

MOST_ITEMS = 2_000
_SKILLS = {
    Skill.PLAN: ("ke hoach",),
    Skill.DIGITAL: ("ky nang so",),
    Skill.ADMINISTRATIVE: ("ky nang hanh chinh", "hanh chinh"),
    Skill.ETHICS: ("dao duc cong vu",),
    Skill.RECEIVING_CITIZENS: ("tiep cong dan", "ky nang tiep cong dan"),
    Skill.SITUATIONS: ("xu ly tinh huong", "ky nang xu ly tinh huong"),
}
_SKILL_OF = {word: skill for skill, words in _SKILLS.items() for word in (skill.value, *words)}
_FACT_MARK = "|"
_LONGEST_CODE = 40
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Source:
    """What items get that their file does not say: where they rest, what they train, who wrote."""

    document: str = ""
    path: str = ""
    skill: Skill = Skill.PLAN
    difficulty: int = 2
    author: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong at a line or row of a file (0: with the file as a whole)."""

    row: int
    words: str


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item and the line or row where it begins."""

    row: int
    item: Item


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file holds: the items that could be read, and what could not."""

    items: tuple[ReadItem, ...] = ()
    faults: tuple[RowFault, ...] = ()


class UnreadableRow(ValueError):
    """A question that cannot be read; `words` tells why in Vietnamese, without repeating it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def gather(rows: Iterator[ReadItem | RowFault]) -> ReadFile:
    """Return the items and faults of a file, no more items than a bank can be expected to get."""
    items: list[ReadItem] = []
    faults: list[RowFault] = []
    for one in rows:
        if isinstance(one, RowFault):
            faults.append(one)
        elif len(items) == MOST_ITEMS:
            faults.append(
                RowFault(one.row, f"tệp có hơn {MOST_ITEMS} câu; hãy chia thành nhiều tệp")
            )
            break
        else:
            items.append(one)
    return ReadFile(tuple(items), tuple(faults))


def make(told: Mapping[str, Any], source: Source, **key: Any) -> Item:
    """Return the item that a file tells, the rest from `source`; `key` are the fields of its type.

    Raises:
        UnreadableRow: something that it tells is no such thing.
    """
    document = str(told.get("document") or source.document)
    path = str(told.get("path") or source.path)
    if not document or not path:
        raise UnreadableRow("thiếu nguồn (văn bản và mục); ghi trong tệp hoặc chọn khi nhập")
    stem = tidy(told.get("stem"))
    if not stem:
        raise UnreadableRow("câu hỏi để trống")
    return Item(
        code=_checked(tidy(told.get("code")) or _code(document, stem)),
        version=whole(told.get("version") or 1, "phiên bản"),
        type=key.pop("type"),
        skill=read_skill(told["skill"]) if told.get("skill") else source.skill,
        difficulty=_difficulty(told.get("difficulty") or source.difficulty),
        document=document,
        path=path,
        stem=stem,
        explanation=tidy(told.get("explanation")),
        author=tidy(told.get("author")) or source.author,
        facts=read_facts(str(told.get("facts") or "")),
        **key,
    )


def _checked(code: str) -> str:
    """Return a code that fits behind a button."""
    if len(code) > _LONGEST_CODE or not _CODE.fullmatch(code):
        raise UnreadableRow(f"mã chỉ gồm a-z, 0-9, gạch nối, nhiều nhất {_LONGEST_CODE} ký tự")
    return code


def _code(document: str, stem: str) -> str:
    """Return a code by what is asked, so that a file read twice gives the same items."""
    return "nhap-" + blake2b(f"{document}\0{fold(stem)}".encode(), digest_size=6).hexdigest()


def tidy(value: object) -> str:
    """Return a cell or a piece of text on one line, in NFC, without invisible characters."""
    return clean(" ".join(str(value if value is not None else "").split()))


def read_skill(value: object) -> Skill:
    """Return the skill that is named by its word or in Vietnamese."""
    skill = _SKILL_OF.get(fold(tidy(value)))
    if skill is None:
        raise UnreadableRow("không có kỹ năng này")
    return skill


def read_type(value: object) -> ItemType:
    """Return the type of an item by its word."""
    try:
        return ItemType(fold(tidy(value)).replace(" ", "_"))
    except ValueError:
        raise UnreadableRow("không có loại câu này") from None


def whole(value: object, name: str) -> int:
    """Return a whole number of 1 or more."""
    try:
        number = int(Decimal(str(value)))
    except (InvalidOperation, ValueError, OverflowError):
        raise UnreadableRow(f"{name} không phải số") from None
    if not 1 <= number <= 10_000 or Decimal(str(value)) != number:
        raise UnreadableRow(f"{name} phải là số nguyên từ 1")
    return number


def _difficulty(value: object) -> int:
    number = whole(value, "độ khó")
    if number > 3:
        raise UnreadableRow("độ khó là 1, 2 hoặc 3")
    return number


def figure(value: object) -> Decimal:
    """Return a figure as files write it: 98, 97.5; a comma stands for the point."""
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        raise UnreadableRow("đáp số không phải số") from None
    if not number.is_finite():
        raise UnreadableRow("đáp số không phải số")
    return number


def day(value: object) -> date:
    """Return a day as files write it: 2026-06-30 or 30/6/2026."""
    text = str(value).strip().partition(" ")[0]
    pieces = text.split("/")
    if len(pieces) == 3:
        text = f"{pieces[2]:0>4}-{pieces[1]:0>2}-{pieces[0]:0>2}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableRow("đáp án không phải ngày (viết như 30/6/2026)") from None


def write_facts(facts: Sequence[Fact]) -> str:
    """Return facts as one text: `target|II.2.i|98`, several parted by semicolons."""
    return "; ".join(_FACT_MARK.join((fact.kind, fact.path, fact.value)) for fact in facts)


def read_facts(text: str) -> tuple[Fact, ...]:
    """Return the facts of a text that `write_facts` wrote."""
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    split = [piece.split(_FACT_MARK) for piece in pieces]
    if any(len(one) != 3 for one in split):
        raise UnreadableRow("dữ kiện phải viết như target|II.2.i|98")
    return tuple(Fact(*(part.strip() for part in one)) for one in split)
