"""The forms of an appendix: "Mẫu số 01" and the lines that make it up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.parser.rows import Line

_FORM = re.compile(
    r"^(?:(?:Biểu )?[Mm]ẫu|(?:BIỂU )?MẪU)\s+(?:(?:số|SỐ)\s*:?\s*)?"
    r"(?P<label>\d{1,3}[a-zđ]?(?:[./]\d{1,2}[a-zđ]?)?|[IVX]+)(?![\w/])\s*[.:–-]?\s*(?P<title>.*)$"
)
# A list of forms names one a line; a form itself has a letterhead at least.
_FEWEST_LINES = 3


@dataclass(frozen=True, slots=True)
class Form:
    """The label and title of a form as its first line prints them."""

    label: str
    title: str


def split_forms(lines: Sequence[Line]) -> Iterator[tuple[Form | None, list[Line]]]:
    """Yield the lines before the first form, if any, then each form with its lines."""
    starts = [at for at, line in enumerate(lines) if _begins(lines, at, line)]
    if not starts:
        yield None, list(lines)
        return
    if starts[0] > 0:
        yield None, list(lines[: starts[0]])
    for start, end in pairwise([*starts, len(lines)]):
        yield read_form(lines[start].text), list(lines[start + 1 : end])


def read_form(text: str) -> Form | None:
    """Return the form that a line heads."""
    match = _FORM.match(text)
    return Form(match["label"], match["title"].strip(" .:")) if match else None


def _begins(lines: Sequence[Line], at: int, line: Line) -> bool:
    if line.cells or len(line.columns) > 1 or read_form(line.text) is None:
        return False
    following = lines[at + 1 : at + 1 + _FEWEST_LINES]
    return len(following) == _FEWEST_LINES and not any(read_form(one.text) for one in following)
