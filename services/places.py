"""Places of a document as a reader meets them: their names, neighbours and text."""

from collections.abc import Sequence

from domain.citations import is_article, place_words
from domain.register import Document, Provision


def place_name(document: Document, path: str) -> str:
    """Return what a place is called: in a law "Khoản 2 Điều 5", elsewhere its path."""
    if not document.is_statute:
        return path
    words = place_words(path)
    return words[:1].upper() + words[1:]


def neighbours(document: Document, path: str) -> tuple[str | None, str | None]:
    """Return the places before and after: of an article the articles, else beside or above it."""
    if document.is_statute and is_article(path):
        return _beside(path, [p.path for p in document.provisions if is_article(p.path)])
    siblings = [p.path for p in document.children(document.by_path[path].parent)]
    before, after = _beside(path, siblings)
    above = document.by_path[path].parent
    before = before or above
    while after is None and above is not None:
        uncles = document.children(document.by_path[above].parent)
        _, after = _beside(above, [p.path for p in uncles])
        above = document.by_path[above].parent
    return before, after


def text_blocks(document: Document, path: str) -> tuple[str, ...]:
    """Return the text of a place of a law, whole, a clause a block; elsewhere its own paragraphs.

    Clauses and points bear their marks as they are printed.
    """
    place = document.by_path[path]
    if not (document.is_statute and path[:1].isdigit()):
        return tuple(paragraph.text for paragraph in place.paragraphs)
    own = [place.text] if place.paragraphs else []
    clauses = (_clause(document, child) for child in document.children(path))
    return (*own, *clauses)


def has_whole_text(document: Document, path: str) -> bool:
    """Tell whether the blocks of a place hold the places below it too."""
    return document.is_statute and path[:1].isdigit()


def _clause(document: Document, clause: Provision) -> str:
    return "\n".join(filter(None, map(_marked, document.subtree(clause.path))))


def _marked(place: Provision) -> str:
    mark = "." if place.label[:1].isdigit() else ")"
    return f"{place.label}{mark} {place.text}" if place.paragraphs else ""


def _beside(path: str, places: Sequence[str]) -> tuple[str | None, str | None]:
    at = places.index(path)
    after = places[at + 1] if at + 1 < len(places) else None
    return places[at - 1] if at else None, after
