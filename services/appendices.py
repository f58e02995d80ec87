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


def _tops(document: Document) -> tuple[str, ...]:
    return tuple(provision.path for provision in document.children(None))


def _is_appendix_path(path: str) -> bool:
    return path == _APPENDIX or path.startswith(f"{_APPENDIX} ")


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
