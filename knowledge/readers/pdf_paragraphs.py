"""Whole paragraphs out of the lines of pages, told by where the lines begin and end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.parser.markers import starts_block
from knowledge.readers.pdf_lines import PdfLine

_ENDS = (".", ";", ":", "!", "?", "/", "”", '"')
_SLACK = 6.0
_INDENT = 6.0
_BLANK = 0.3
_WIDE_GAP = 1.8


def paragraphs_of(pages: Sequence[Sequence[PdfLine]]) -> Iterator[str]:
    """Yield the paragraphs of a text that runs on from page to page."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    edge, leading = _right_edge(lines), _leading(pages)
    paragraph = lines[0].text
    for before, line in pairwise(lines):
        if _goes_on(before, line, edge, leading):
            paragraph = f"{paragraph} {line.text}"
        else:
            yield paragraph
            paragraph = line.text
    yield paragraph


def _right_edge(lines: Sequence[PdfLine]) -> float:
    """Return where full lines end: the farthest place that several lines reach."""
    ends = Counter(round(line.right / 3) for line in lines if len(line.columns) == 1)
    fewest = max(2, len(lines) // 50)
    reached = [place for place, count in ends.items() if count >= fewest]
    return max(reached, default=max(ends, default=0)) * 3.0


def _leading(pages: Sequence[Sequence[PdfLine]]) -> float:
    """Return the usual distance of two lines of a paragraph."""
    steps = Counter(
        round(before.bottom - line.bottom)
        for page in pages
        for before, line in pairwise(page)
        if before.bottom > line.bottom
    )
    return float(steps.most_common(1)[0][0]) if steps else 0.0


def _goes_on(before: PdfLine, line: PdfLine, edge: float, leading: float) -> bool:
    """Tell whether `line` carries on the paragraph of the line before it."""
    if len(before.columns) > 1 or len(line.columns) > 1:
        return False
    if before.text.isupper() != line.text.isupper():
        return False
    if starts_block(line.text) and _may_begin(before, line):
        return False
    room = edge - before.right - _BLANK * before.height
    if room > line.first_word + _SLACK:
        return False
    step = before.bottom - line.bottom
    if 0 < leading < step and step > _WIDE_GAP * leading:
        return False
    return line.left <= before.left + _INDENT or not before.text.endswith(_ENDS)


def _may_begin(before: PdfLine, line: PdfLine) -> bool:
    """Tell a provision from a sentence that goes on with "1. …" or "Điều 5." by accident."""
    is_over = before.text.endswith(_ENDS) or before.text.isupper()
    return is_over or starts_block(before.text) or line.left > before.left + 1
