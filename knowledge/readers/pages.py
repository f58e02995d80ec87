"""Pages of a printed text: the lines that stand on every page are none of its own."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.parser.markers import starts_block
from knowledge.readers.pdf_lines import PdfLine

_PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:(?:Trang|trang)\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*$")
# Browsers that print leave the tall letters of a heading that moved to the next page.
_STRAY = re.compile(r"^(?:[\s|]*[\u1ea0-\u1ef9À-ỸĐ](?![^\W\d_]))+[\s|]*$")
_EDGE_LINES = 2
_FEWEST_PAGES = 3


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order, and its height in points."""

    lines: tuple[PdfLine, ...]
    height: float

    @property
    def letters(self) -> int:
        """Return how many letters and digits stand on the page."""
        return sum(sum(map(str.isalnum, line.text)) for line in self.lines)

    @property
    def edges(self) -> tuple[PdfLine, ...]:
        """Return the highest and lowest lines, where heads and feet of pages stand."""
        ordered = sorted(self.lines, key=lambda line: line.bottom, reverse=True)
        return tuple(dict.fromkeys([*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]]))


def without_running_lines(pages: Sequence[Page]) -> list[list[PdfLine]]:
    """Return the lines of each page without page numbers and what repeats at their edges.

    A line that stands inside a page too is one of the text.
    """
    seen: Counter[str] = Counter()
    inside: set[str] = set()
    for page in pages:
        edges = set(page.edges)
        seen.update({_sign(line) for line in edges})
        inside.update(_sign(line) for line in page.lines if line not in edges)
    fewest = min(_FEWEST_PAGES, max(2, len(pages)))
    running = {sign for sign, count in seen.items() if count >= fewest} - inside
    return [list(_own(page, running)) for page in pages]


def _own(page: Page, running: set[str]) -> Iterator[PdfLine]:
    edges = set(page.edges)
    for line in page.lines:
        is_outer = line in edges
        is_running = _sign(line) in running and not starts_block(line.text)
        if not is_outer or not (is_running or _is_no_text(line.text)):
            yield line


def _is_no_text(text: str) -> bool:
    return _PAGE_NUMBER.match(text) is not None or _STRAY.match(text) is not None


def _sign(line: PdfLine) -> str:
    """Return a line without its figures: the number of the page differs from page to page."""
    return re.sub(r"[\d\s|]+", " ", line.text).strip()
