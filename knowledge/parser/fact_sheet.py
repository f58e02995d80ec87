"""The table of facts that law portals set before a text: "Số hiệu", "Ngày ban hành" …"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from domain.vietnamese import fold
from knowledge.parser.letterhead import make_date

_LABELS = {
    "so hieu": "number",
    "so hieu van ban": "number",
    "so ky hieu": "number",
    "so/ky hieu": "number",
    "so, ky hieu": "number",
    "loai van ban": "kind",
    "hinh thuc van ban": "kind",
    "co quan ban hanh": "issuer",
    "noi ban hanh": "issuer",
    "ngay ban hanh": "issued",
    "ngay ky": "issued",
    "ngay hieu luc": "in_force",
    "ngay co hieu luc": "in_force",
    "hieu luc tu": "in_force",
    "trich yeu": "title",
    "trich yeu noi dung": "title",
    "ten van ban": "title",
}
_DATE = re.compile(r"(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})")
_NUMBER = re.compile(r"\d+(?:/\d{4})?/[\w.&-]+")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class FactSheet:
    """What such a table says; fields that it lacks are empty."""

    number: str = ""
    kind: str = ""
    issuer: str = ""
    issued: date | None = None
    in_force: date | None = None
    title: str = ""


def read_fact_sheet(head: Sequence[str]) -> FactSheet:
    """Return the facts of the table in `head`, none where fewer than two labels stand there."""
    said: dict[str, str] = {}
    for text, below in pairwise([*head, ""]):
        label, colon, value = text.partition(":")
        name = _LABELS.get(fold(label.strip(" *")))
        if name is not None and fold(below.strip(" *:")) not in _LABELS:
            said.setdefault(name, (value if colon and value.strip() else below).strip(" *"))
    if len(said) < _FEWEST:
        return FactSheet()
    number = _NUMBER.search(said.get("number", ""))
    return FactSheet(
        number=number.group() if number else "",
        kind=said.get("kind", "").lower(),
        issuer=said.get("issuer", ""),
        issued=_day(said.get("issued", "")),
        in_force=_day(said.get("in_force", "")),
        title=said.get("title", ""),
    )


def _day(text: str) -> date | None:
    match = _DATE.search(text)
    return make_date(int(match[3]), match[2], match[1]) if match else None
