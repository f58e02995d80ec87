"""Which document a sentence is about: "Luật Khiếu nại số 02/2011/QH13", "của Luật Tố cáo"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.amendments import DocumentName
from domain.vietnamese import fold
from knowledge.parser.letters import UPPER

_KINDS = (
    "Bộ luật|Luật|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Chỉ thị|"
    "Thông tư liên tịch|Thông tư"
)
_NUMBER = r"\d+(?:/\d{4})?[-/][0-9A-ZĐa-zđ]+(?:[-/&.][0-9A-ZĐa-zđ]+)*"
_NUMBERED = re.compile(
    rf"(?P<kind>{_KINDS})\s+(?:(?P<title>[^\W\d_][^\d“”\"();:]{{0,120}}?),?\s+)?(?:số\s*:?\s*)"
    rf"(?P<number>{_NUMBER})"
)
_TITLED = re.compile(
    rf"(?P<kind>Bộ luật|Luật|Pháp lệnh)\s+(?P<title>[{UPPER}][^“”\"();:]{{2,120}}?)"
    r"(?=\s+(?:như sau|đã được|được sửa|hết hiệu lực|ngày \d)|[.;:]|$)"
)
_IN_TITLE = re.compile(
    r"\b(?:cua|thay the|bai bo) (?P<kind>bo luat|luat|phap lenh) (?!nay\b)(?P<title>.+)$"
)
# "… đã được sửa đổi, bổ sung theo Luật số 2" names what changed the document, not the document.
_BESIDE = re.compile(r"(?:theo|bởi|bằng|một số điều của|của|thi hành|hướng dẫn|chi tiết)\s+$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a text, and where."""

    name: DocumentName
    start: int
    end: int


def mentions_in(text: str) -> Iterator[Mention]:
    """Yield the documents that `text` names by number or, for laws, by title, in order."""
    numbered = list(_NUMBERED.finditer(text))
    titled = (
        match
        for match in _TITLED.finditer(text)
        if not any(n.start() < match.end() and match.start() < n.end() for n in numbered)
        and not match["title"].startswith(("Luật ", "này"))
    )
    for match in sorted([*numbered, *titled], key=lambda match: match.start()):
        parts = match.groupdict()
        name = DocumentName(
            match["kind"].lower(), parts.get("number") or "", (parts["title"] or "").strip(" ,")
        )
        yield Mention(name, match.start(), match.end())


def is_subject(text: str, mention: Mention) -> bool:
    """Tell whether a document is spoken of for itself, not as what changed or issued another."""
    return _BESIDE.search(text[: mention.start]) is None


def amended_by_title(title: str) -> DocumentName | None:
    """Return the one document that the title of an amending document names, if it is one."""
    mentions = list(mentions_in(title))
    if mentions:
        return mentions[0].name if len(mentions) == 1 or mentions[0].name.number else None
    match = _IN_TITLE.search(" ".join(fold(title).split()))
    if match is None or re.search(r"\bluat\b", match["title"]):
        return None
    kind = {"bo luat": "bộ luật", "luat": "luật", "phap lenh": "pháp lệnh"}[match["kind"]]
    return DocumentName(kind, "", match["title"])
