"""An appendix that comes as a file of its own, and putting it into its document."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from domain.citations import is_within
from domain.register import CitedDocument, Document, Unit, path_of

_APPENDIX = "phụ lục"
_Fact = TypeVar("_Fact")


def is_appendix(document: Document) -> bool:
    """Tell whether a document holds nothing but appendices."""
    return bool(document.provisions) and all(_is_appendix_path(p) for p in _tops(document))


def overlaps(document: Document, appendix: Document) -> bool:
    """Tell whether a document holds a place of the appendix already."""
    return any(path in document.by_path for path in _tops(appendix))


def add_appendix(document: Document, appendix: Document) -> Document:
    """Return a document with an appendix at its end, in place of the same one if it had it."""
    tops = _tops(appendix)

    def stays(path: str) -> bool:
        return not any(is_within(path, top) for top in tops)

    def joined(own: Iterable[_Fact], added: tuple[_Fact, ...], place: str) -> tuple[_Fact, ...]:
        kept = (fact for fact in own if stays(path_of(str(getattr(fact, place)))))
        return (*kept, *added)

    return replace(
        document,
        provisions=joined(document.provisions, appendix.provisions, "path"),
        tasks=joined(document.tasks, appendix.tasks, "path"),
        blocks=joined(document.blocks, appendix.blocks, "path"),
        duties=joined(document.duties, appendix.duties, "key"),
        milestones=joined(document.milestones, appendix.milestones, "key"),
        targets=joined(document.targets, appendix.targets, "path"),
        reports=joined(document.reports, appendix.reports, "key"),
        units=_united(document.units, appendix.units),
        cited=_cited(document.cited, appendix.cited),
        warnings=(*document.warnings, *appendix.warnings),
    )


def holds_appendix(document: Document, appendix: Document) -> bool:
    """Tell whether a document holds an appendix word for word."""
    tops = _tops(appendix)
    held = tuple(p for p in document.provisions if any(is_within(p.path, top) for top in tops))
    return held == appendix.provisions


def with_appendices_of(document: Document, other: Document) -> Document:
    """Return a document with the appendices that `other` got from files of their own.

    A text that brings appendices itself is taken as it is.
    """
    has_own = any(_is_appendix_path(path) for path in _tops(document))
    if has_own or not any(_is_appendix_path(path) for path in _tops(other)):
        return document
    return add_appendix(document, _only_appendices(other))


def _only_appendices(document: Document) -> Document:
    def inside(facts: tuple[_Fact, ...], place: str) -> tuple[_Fact, ...]:
        return tuple(
            fact for fact in facts if _is_appendix_path(path_of(str(getattr(fact, place))))
        )

    keyed = (
        replace(cited, keys=tuple(key for key in cited.keys if _is_appendix_path(key)))
        for cited in document.cited
    )
    return replace(
        document,
        provisions=inside(document.provisions, "path"),
        tasks=inside(document.tasks, "path"),
        blocks=inside(document.blocks, "path"),
        duties=inside(document.duties, "key"),
        milestones=inside(document.milestones, "key"),
        targets=inside(document.targets, "path"),
        reports=inside(document.reports, "key"),
        cited=tuple(cited for cited in keyed if cited.keys),
        warnings=(),
    )


def _tops(document: Document) -> tuple[str, ...]:
    return tuple(provision.path for provision in document.children(None))


def _is_appendix_path(path: str) -> bool:
    return path.startswith((f"{_APPENDIX} ", f"{_APPENDIX}.", f"{_APPENDIX}#")) or path == _APPENDIX


def _united(own: tuple[Unit, ...], added: tuple[Unit, ...]) -> tuple[Unit, ...]:
    known = {unit.id for unit in own}
    return (*own, *(unit for unit in added if unit.id not in known))


def _cited(
    own: tuple[CitedDocument, ...], added: tuple[CitedDocument, ...]
) -> tuple[CitedDocument, ...]:
    """Return the citations of both; a document that both cite keeps the places of both."""
    found = {_name(cited): cited for cited in own}
    for cited in added:
        before = found.get(_name(cited))
        keys = cited.keys if before is None else (*before.keys, *cited.keys)
        found[_name(cited)] = replace(before or cited, keys=keys)
    return tuple(found.values())


def _name(cited: CitedDocument) -> tuple[str, str]:
    return (cited.kind, cited.number or cited.title)
