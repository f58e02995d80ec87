"""Carrying out the orders of an amending document in the wording of the amended one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.amendments import Deed, Instruction
from domain.citations import is_within
from domain.register import Document, Provision
from domain.standing import NoteKind, PlaceNote

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
ABSENT = "bản đang có không có chỗ này"
PRESENT = "bản đang có đã có chỗ này với nội dung khác"


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A document with what could be carried out, and a note on each place that is touched."""

    document: Document
    notes: tuple[PlaceNote, ...]


def carry_out(
    document: Document, orders: Sequence[Instruction], by: str, day: date | None
) -> Consolidated:
    """Return a document as the orders of `by`, in force from `day`, leave it.

    An order that is in doubt, or whose places are not there, changes nothing and is noted.
    """
    notes: list[PlaceNote] = []
    for order in orders:
        doubt = order.doubt or _doubt(document, order)
        if doubt or order.deed is Deed.OTHER:
            notes.extend(_pending(document, order, by, day, doubt))
            continue
        if order.deed is Deed.REPEAL:
            document = _without(document, order.places)
        else:
            document = _with_new(document, order)
        kind = NoteKind.REPEALED if order.deed is Deed.REPEAL else NoteKind.AMENDED
        notes.extend(PlaceNote(p, kind, day, by, order.at, order.wording) for p in order.places)
    return Consolidated(document, tuple(notes))


def only_noted(
    document: Document, orders: Sequence[Instruction], by: str, day: date | None
) -> tuple[PlaceNote, ...]:
    """Return the notes on what the orders change where the wording is not to be touched."""
    return tuple(
        note for order in orders for note in _pending(document, order, by, day, order.doubt)
    )


def _doubt(document: Document, order: Instruction) -> str:
    """Return why an order does not fit the wording, "" where it does."""
    held = [place for place in order.places if place in document.by_path]
    if order.deed is Deed.REPEAL:
        return "" if len(held) == len(order.places) else ABSENT
    missing = [place for place in order.places if place not in document.by_path]
    if order.is_change and missing:
        return ABSENT
    if any(_above(p) and _above(p) not in document.by_path for p in missing):
        return ABSENT
    if order.after and order.after not in document.by_path:
        return ABSENT
    if order.is_new and any(not _says_same(document, order, place) for place in held):
        return PRESENT
    return ""


def _says_same(document: Document, order: Instruction, place: str) -> bool:
    mine = [(p.path, p.heading, p.text) for p in document.subtree(place)]
    return mine == [(p.path, p.heading, p.text) for p in order.new if is_within(p.path, place)]


def _pending(
    document: Document, order: Instruction, by: str, day: date | None, doubt: str
) -> Iterable[PlaceNote]:
    """Yield a note on each place of an order that stays open, or on all that hold its phrase."""
    what = order.wording.rstrip(" .;")
    if doubt and order.deed is not Deed.OTHER:
        what = f"{what} ({doubt})"
    new = "\n".join(f"{_mark(p)}{p.heading or p.text}" for p in order.new)
    places = order.places
    if not places and order.phrase:
        places = tuple(p.path for p in document.provisions if order.phrase in p.text)
    if not places and order.after:
        places = (order.after,)
    for place in places or ("",):
        yield PlaceNote(place, NoteKind.PENDING, day, by, order.at, what, new)


def _mark(place: Provision) -> str:
    if "." not in place.path:
        return f"Điều {place.label}. "
    return f"{place.label}) " if place.label[:1].isalpha() else f"{place.label}. "


def _without(document: Document, places: Iterable[str]) -> Document:
    """Return a document without places and all that stands in them."""
    gone = {p.path for place in places for p in document.subtree(place)}
    return replace(document, provisions=tuple(p for p in document.provisions if p.path not in gone))


def _with_new(document: Document, order: Instruction) -> Document:
    """Return a document with the new wording of each place, in its place or where it belongs."""
    for place in order.places:
        new = [p for p in order.new if is_within(p.path, place)]
        if place in document.by_path:
            document = _replaced(document, place, new)
        else:
            document = _inserted(document, place, new, order.after)
    return document


def _replaced(document: Document, place: str, new: Sequence[Provision]) -> Document:
    old = document.by_path[place]
    gone = {p.path for p in document.subtree(place)}
    kept: list[Provision] = []
    for provision in document.provisions:
        if provision.path == place:
            kept.append(replace(new[0], parent=old.parent))
            kept.extend(new[1:])
        elif provision.path not in gone:
            kept.append(provision)
    return replace(document, provisions=tuple(kept))


def _inserted(document: Document, place: str, new: Sequence[Provision], after: str) -> Document:
    """Return a document with a new place behind `after`, else behind the last one before it."""
    parent = _above(place) or None
    siblings = [p for p in document.provisions if _is_beside(p.path, place)]
    before = [p for p in siblings if rank(p.path) < rank(place)]
    if after and _is_beside(after, place):
        behind = document.by_path[after]
    elif before:
        behind = before[-1]
    else:
        behind = document.by_path[parent] if parent else document.provisions[0]
    if parent is None and behind.path[:1].isdigit():
        parent = behind.parent
    inside = document.subtree(behind.path) if behind.path != _above(place) else (behind,)
    last = inside[-1].path
    at = next(n for n, p in enumerate(document.provisions) if p.path == last) + 1
    added = (replace(new[0], parent=parent), *new[1:])
    provisions = (*document.provisions[:at], *added, *document.provisions[at:])
    count = document.info.articles
    if count is not None and place.isdigit():
        return replace(
            document, provisions=provisions, info=replace(document.info, articles=count + 1)
        )
    return replace(document, provisions=provisions)


def _is_beside(path: str, place: str) -> bool:
    return (
        path[:1].isdigit() and _above(path) == _above(place) and path.count(".") == place.count(".")
    )


def _above(path: str) -> str:
    return path.rpartition(".")[0]


def rank(path: str) -> tuple[tuple[int, int, int], ...]:
    """Return how a place of a law counts among its neighbours: 35 < 35a < 36, d < đ < e."""
    return tuple(_rank_of(label) for label in path.split("."))


def _rank_of(label: str) -> tuple[int, int, int]:
    match = re.match(r"(\d*)([^\d(]?)(\d*)", label)
    assert match is not None
    letter = _LETTERS.find(match[2]) + 1 if match[2] else 0
    return (int(match[1] or 0), letter, int(match[3] or 0))
