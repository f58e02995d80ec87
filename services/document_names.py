"""Names of documents: how people are told them, and which held document another one names."""

from collections.abc import Mapping

from domain.amendments import DocumentName
from domain.register import Document, DocumentInfo
from domain.vietnamese import fold
from knowledge.parser.amending import AMENDS

_LAWS = ("luật", "bộ luật", "pháp lệnh", "hiến pháp")


def short_name(info: DocumentInfo) -> str:
    """Return how a document is cited as the source of a change: by its number."""
    kind = info.kind[:1].upper() + info.kind[1:]
    return f"{kind} số {info.number}" if info.number else f"{kind} {info.title}"


def full_name(info: DocumentInfo) -> str:
    """Return how a document is named: a law by title and number, unless it only amends."""
    if info.kind in _LAWS and info.number and not AMENDS.match(info.title):
        return f"{info.kind[:1].upper()}{info.kind[1:]} {info.title} số {info.number}"
    return short_name(info)


def resolve(name: DocumentName, by: int, newest: Mapping[int, Document]) -> int | None:
    """Return the held document that the document `by` names; nothing where two may be meant."""
    found = [
        number
        for number, document in newest.items()
        if number != by and _bears(document.info, name, newest[by].info)
    ]
    return found[0] if len(found) == 1 else None


def _bears(info: DocumentInfo, name: DocumentName, by: DocumentInfo) -> bool:
    if fold(info.kind) != fold(name.kind):
        return False
    if info.issued is not None and by.issued is not None and info.issued > by.issued:
        return False
    if name.number:
        return _key(info.number or "") == _key(name.number)
    return bool(name.title) and _plain(info.title) == _plain(name.title)


def same_number(one: str, other: str) -> bool:
    """Tell whether two numbers are the same, however they are spaced."""
    return _key(one) == _key(other)


def _key(number: str) -> str:
    return "".join(fold(number).split())


def _plain(title: str) -> str:
    return " ".join("".join(ch if ch.isalnum() else " " for ch in fold(title)).split())
