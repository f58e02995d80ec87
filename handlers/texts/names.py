"""How documents, dates and units are named in what people read."""

from collections.abc import Sequence
from datetime import date

from domain.register import TextState
from handlers.screens import shortened

_NAMED_KINDS = {"luật", "bộ luật", "pháp lệnh", "hiến pháp"}
_STATES = {
    TextState.LOADED: "toàn văn",
    TextState.DIGEST: "bản tóm lược",
    TextState.MISSING: "chưa có",
}


def document_name(kind: str, number: str, title: str, limit: int = 110) -> str:
    """Return a document's name as people say it: kind, number where it has one, title."""
    first = _kind(kind)
    numbered = f"{first} {number}" if number and not number.startswith("/") else first
    if not title:
        return numbered
    says_kind = title.lower().startswith(kind.lower())
    return shortened(title if says_kind else f"{numbered} {_continued(kind, title)}", limit)


def state_name(state: TextState) -> str:
    """Return how a document is held, in words."""
    return _STATES[state]


def day(moment: date) -> str:
    """Return a date as offices write it: 5/6/2026."""
    return f"{moment.day}/{moment.month}/{moment.year}"


def listed(names: Sequence[str], limit: int = 6) -> str:
    """Return names joined by semicolons, the rest counted."""
    rest = len(names) - limit
    shown = "; ".join(names[:limit])
    return f"{shown} và {rest} nơi khác" if rest > 0 else shown


def short_name(kind: str, number: str, title: str) -> str:
    """Return a document's shortest clear name: kind and number, or kind and title."""
    if number and not number.startswith("/"):
        return f"{_kind(kind)} {number}"
    return document_name(kind, "", title, 80)


def _kind(kind: str) -> str:
    return kind[:1].upper() + kind[1:]


def _continued(kind: str, title: str) -> str:
    """Return a title as it goes on after the kind: laws are names, other titles are sentences."""
    if kind.lower() in _NAMED_KINDS or not title[1:2].islower():
        return title
    return title[:1].lower() + title[1:]
