"""Text of other documents quoted inside a law: what an amendment puts in place of what."""

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.parser.markers import read_article

_OPENS = ("“", '"', "«")
_OPENS_BESIDE = re.compile(r"(?:như sau|sau đây|dưới đây)\s*:\s*[“\"«](?P<rest>.*)$")
_CLOSES = re.compile(r"[”\"»]\s*[.;,]?\s*(?:/\.)?$")
_AMENDS = re.compile(r"^(?:Sửa đổi|Bổ sung|Thay thế)\b.*\b(?:như sau|dưới đây)\s*:?\s*$")
_OWN_CLAUSE = re.compile(r"^\d{1,2}\.\s*(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Thay cụm từ|Bỏ)\b")


def quoted_lines(texts: Sequence[str]) -> frozenset[int]:
    """Return which lines are quoted, from an opening mark to the one that closes it.

    A quotation that no mark closes before the next one opens is none: a missing mark must not
    swallow the rest of a law.
    """
    quoted: set[int] = set()
    index = 0
    while index < len(texts):
        beside = _OPENS_BESIDE.search(texts[index])
        if texts[index].startswith(_OPENS):
            end = _end(texts, index)
            first = index
        else:
            # The order itself is the document's own; only what follows it is quoted.
            end = _end(texts, index) if beside and not _CLOSES.search(beside["rest"]) else None
            first = index + 1
        if end is not None:
            quoted.update(range(first, end + 1))
            index = end
        index += 1
    return frozenset(quoted)


def amended_lines(
    texts: Sequence[str], own: Sequence[int], quoted: frozenset[int]
) -> frozenset[int]:
    """Return the lines of articles that amend without marks: all that follows "… như sau:".

    `own` are the places of the document's own articles.
    """
    amended: set[int] = set()
    for start, end in pairwise([*own, len(texts)]):
        heading = (read_article(texts[start]) or ("", ""))[1]
        inside = range(start + 1, end)
        if not _AMENDS.match(heading) or not inside:
            continue
        if quoted.isdisjoint(inside) and not _OWN_CLAUSE.match(texts[start + 1]):
            amended.update(inside)
    return frozenset(amended)


def announces(text: str, label: str) -> bool:
    """Tell whether a line says that the new wording of article `label` follows it."""
    is_open = re.search(r"(?:như sau|dưới đây)\s*:?\s*$", text) is not None
    named = re.search(rf"\bĐiều {re.escape(label)}(?![\wđ])", text) is not None
    return is_open and named


def _end(texts: Sequence[str], start: int) -> int | None:
    """Return where the quotation that begins at `start` ends, None where it is not closed."""
    for index in range(start, len(texts)):
        if index > start and texts[index].startswith(_OPENS):
            return None
        if _CLOSES.search(texts[index][1:] if index == start else texts[index]):
            return index
    return None
