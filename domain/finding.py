"""Finding typed words and quotes in a text, with or without accents; spans count letters."""

import re
from collections.abc import Iterable, Sequence

from domain.vietnamese import clean, fold, has_marks

Span = tuple[int, int]

_ELLIPSIS = "…"


def spans_of(text: str, wanted: str) -> tuple[Span, ...]:
    """Return where `wanted` stands in `text`: as typed, or where it has no accents, in any."""
    words = clean(wanted).split()
    if not words:
        return ()
    place = _matching(text, words, is_folded=not has_marks(" ".join(words)))
    return tuple(match.span() for match in place)


def spans_of_words(text: str, wanted: str) -> tuple[Span, ...]:
    """Return where the single words of `wanted` stand, empty unless `text` has every one."""
    found = [spans_of(text, word) for word in clean(wanted).split()]
    if not found or not all(found):
        return ()
    return merged(span for spans in found for span in spans)


def quote_spans(paragraphs: Sequence[str], quote: str) -> dict[int, Span]:
    """Return which part of which paragraph a quote covers; an ellipsis stands for anything.

    A quote that does not stand there covers nothing.
    """
    joined = "\n".join(paragraphs)
    head, _, tail = quote.partition(_ELLIPSIS)
    begins = _first(joined, head, 0)
    if begins is None:
        return {}
    ends = _first(joined, tail, begins[1]) if tail.strip() else begins
    return {} if ends is None else _by_paragraph(paragraphs, (begins[0], ends[1]))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that touch made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _first(text: str, wanted: str, after: int) -> Span | None:
    words = clean(wanted).split()
    if not words:
        return None
    for match in _matching(text, words, is_folded=False):
        if match.start() >= after:
            return match.span()
    return None


def _matching(text: str, words: Sequence[str], *, is_folded: bool) -> list[re.Match[str]]:
    """Return the places of `words` one after the other, whatever blanks stand between."""
    where = fold(text) if is_folded else text.lower()
    if len(where) != len(text):
        # Letters that change their number in lower case are not Vietnamese; no place is certain.
        return []
    shape = r"\s+".join(re.escape(fold(w) if is_folded else w.lower()) for w in words)
    return list(re.finditer(rf"(?<!\w){shape}", where))


def _by_paragraph(paragraphs: Sequence[str], whole: Span) -> dict[int, Span]:
    covered: dict[int, Span] = {}
    offset = 0
    for number, paragraph in enumerate(paragraphs):
        start = max(whole[0] - offset, 0)
        end = min(whole[1] - offset, len(paragraph))
        if start < end:
            covered[number] = (start, end)
        offset += len(paragraph) + 1
    return covered
