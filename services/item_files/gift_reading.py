"""Reading GIFT: question by question, so that a broken one does not spoil its neighbours."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from domain.study import ItemType, Option, OptionRole, Pair
from services.item_files.gift import MARK
from services.item_files.parts import (
    ReadFile,
    ReadItem,
    RowFault,
    Source,
    UnreadableRow,
    day,
    figure,
    gather,
    make,
    read_type,
    tidy,
)

_TITLE = re.compile(r"^::(?P<title>.*?)::", re.DOTALL)
_FORMAT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")
_ANSWER_MARK = re.compile(r"[=~]")
# An escaped character is put out of the way of the marks, into letters that no text has.
_ASIDE = 0xE000
_ESCAPED = re.compile(r"\\([\x21-\x7e])")
_TRUE, _FALSE = {"T", "TRUE"}, {"F", "FALSE"}
_BLANK = "_____"


def read_gift(text: str, source: Source) -> ReadFile:
    """Return the questions of a GIFT file."""
    return gather(_read(text, source))


def _read(text: str, source: Source) -> Iterator[ReadItem | RowFault]:
    for row, told, question in _questions(text):
        try:
            yield ReadItem(row, _item(question, _metadata(told), source))
        except UnreadableRow as fault:
            yield RowFault(row, fault.words)


def _questions(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each question with its line and our comment before it; blank lines part them."""
    told, lines, row = "", [], 0
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text), ""], 1):
        if line.startswith(MARK):
            told = line.removeprefix(MARK)
        elif line.lstrip().startswith(("//", "$CATEGORY:")):
            continue
        elif line.strip():
            row = row or number
            lines.append(line)
        elif lines:
            yield row, told, _aside("\n".join(lines))
            told, lines, row = "", [], 0


def _aside(text: str) -> str:
    """Return a text whose escaped characters are out of the way; an escaped n is a new line."""
    return _ESCAPED.sub(
        lambda m: " " if m[1] == "n" else chr(_ASIDE + ord(m[1])), _without_private(text)
    )


def _without_private(text: str) -> str:
    return "".join(ch for ch in text if not _ASIDE <= ord(ch) <= _ASIDE + 0x7F)


def _metadata(told: str) -> Mapping[str, Any]:
    if not told:
        return {}
    try:
        found = json.loads(told)
    except ValueError:
        raise UnreadableRow("dòng chú thích congvu không đọc được") from None
    is_plain = isinstance(found, dict) and all(isinstance(v, str | int) for v in found.values())
    if not is_plain:
        raise UnreadableRow("dòng chú thích congvu không đọc được")
    return dict(found)


def _item(question: str, told: Mapping[str, Any], source: Source) -> Any:
    question, title = _without_title(question)
    start, end = _braces(question)
    stem, tail = question[:start], question[end + 1 :].strip()
    if _FORMAT.match(stem) and "html" in stem[: stem.index("]")].lower():
        raise UnreadableRow("câu hỏi viết bằng HTML; hãy dùng chữ thường")
    stem = _FORMAT.sub("", stem)
    body, explanation = _parted(question[start + 1 : end], "####")
    told = {
        **told,
        "stem": _plain(f"{stem} {_BLANK} {tail}" if tail else stem),
        "explanation": _plain(explanation),
        "code": told.get("code") or _code(title),
    }
    kind = read_type(told["type"]) if told.get("type") else None
    key = _key(body.strip(), kind)
    for name in ("unit", "wording"):
        if told.get(name):
            key[name] = str(told[name])
    return make(told, source, **key)


def _without_title(question: str) -> tuple[str, str]:
    title = _TITLE.match(question)
    if title is None:
        return question, ""
    return question[title.end() :], _plain(title["title"])


def _code(title: str) -> str:
    """Return a title that can stand for a code; one in words cannot."""
    return title if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", title) and len(title) <= 40 else ""


def _braces(question: str) -> tuple[int, int]:
    """Return where the answers begin and end."""
    starts = [at for at, letter in enumerate(question) if letter == "{"]
    ends = [at for at, letter in enumerate(question) if letter == "}"]
    if not starts and not ends:
        raise UnreadableRow("không có phần trả lời { }")
    if len(starts) != 1 or len(ends) != 1 or ends[0] < starts[0]:
        raise UnreadableRow("dấu { } không khớp")
    return starts[0], ends[0]


def _key(body: str, kind: ItemType | None) -> dict[str, Any]:
    """Return the type and the fields that hold the answers."""
    if not body:
        raise UnreadableRow("câu tự luận hoặc chưa có đáp án")
    if body.startswith("#"):
        return {"type": ItemType.NUMBER, "number": _number(body[1:])}
    head, why = _parted(body, "#")
    if head.strip().upper() in _TRUE | _FALSE:
        answer = head.strip().upper() in _TRUE
        return {"type": ItemType.TRUE_FALSE, "answer": answer, "why": _plain(_parted(why, "#")[0])}
    answers = _split(body)
    if all(mark == "=" and "->" in text for mark, text in answers):
        return _pairs([text for _, text in answers], kind)
    if kind is ItemType.DATE:
        return {"type": kind, "day": day(_plain(answers[0][1]))}
    return _options(answers, kind)


def _split(body: str) -> list[tuple[str, str]]:
    """Return the answers with the mark that each begins with."""
    marks = [(m.start(), m.group()) for m in _ANSWER_MARK.finditer(body)]
    if not marks or body[: marks[0][0]].strip():
        raise UnreadableRow("phương án phải bắt đầu bằng = hoặc ~")
    ends = [at for at, _ in marks[1:]] + [len(body)]
    return [(mark, body[at + 1 : end].strip()) for (at, mark), end in zip(marks, ends, strict=True)]


def _number(text: str) -> Any:
    if ".." in text or ":" in text.rstrip("0").rstrip(":") or "=" in text:
        raise UnreadableRow("chỉ nhận một đáp số, không nhận khoảng")
    return figure(_plain(text).partition(":")[0])


def _pairs(texts: list[str], kind: ItemType | None) -> dict[str, Any]:
    split = [text.split("->") for text in texts]
    if any(len(one) != 2 for one in split):
        raise UnreadableRow("mỗi cặp cần đúng một dấu ->")
    sides = [(_plain(left), _plain(right)) for left, right in split]
    if kind is ItemType.ORDER:
        if [left for left, _ in sides] != [str(at) for at in range(1, len(sides) + 1)]:
            raise UnreadableRow("các bước phải đánh số 1, 2, 3…")
        return {"type": kind, "sequence": tuple(right for _, right in sides)}
    return {"type": ItemType.MATCH, "pairs": tuple(Pair(*side) for side in sides)}


def _options(answers: list[tuple[str, str]], kind: ItemType | None) -> dict[str, Any]:
    read = [_choice(mark, text) for mark, text in answers]
    if all(weight == 100 for weight, _, _ in read):
        raise UnreadableRow("câu trả lời ngắn bằng chữ không dùng được")
    if kind is ItemType.SITUATION:
        return {"type": kind, "options": tuple(_action(*one) for one in read)}
    options = tuple(Option(text, weight > 0, why) for weight, text, why in read)
    rights = sum(option.is_right for option in options)
    has_parts = any(0 < weight < 100 for weight, _, _ in read)
    several = kind is ItemType.SEVERAL or rights > 1 or has_parts
    return {"type": ItemType.SEVERAL if several else ItemType.SINGLE, "options": options}


def _action(weight: float, text: str, why: str) -> Option:
    role = OptionRole.BEST if weight > 0 else OptionRole.WORST if weight < 0 else OptionRole.OTHER
    return Option(text, False, why, role)


def _choice(mark: str, text: str) -> tuple[float, str, str]:
    """Return the weight, the words and the reason of one answer."""
    found = _WEIGHT.match(text)
    weight = float(found[1]) if found else 100.0 if mark == "=" else 0.0
    words, why = _parted(text[found.end() :] if found else text, "#")
    return weight, _plain(words), _plain(why)


def _parted(text: str, mark: str) -> tuple[str, str]:
    """Return what stands before and after a mark."""
    before, _, after = text.partition(mark)
    return before, after


def _plain(text: str) -> str:
    """Return a text with the characters that were escaped, on one line."""
    back = (chr(ord(ch) - _ASIDE) if _ASIDE <= ord(ch) <= _ASIDE + 0x7F else ch for ch in text)
    return tidy("".join(back))
