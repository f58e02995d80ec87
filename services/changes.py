"""What loading texts changes on the shelf: wordings, single passages, and answers given on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from db.uow import UnitOfWork
from domain.changes import ChangeKind, PassageChange, changes_between, notes_between
from domain.register import Document, path_of
from domain.standing import NoteKind, PlaceNote
from services.document_names import full_name
from services.editions import History, histories
from services.ingestion import Placement


@dataclass(frozen=True, slots=True)
class ShelfChange:
    """What becomes of a document that was held already.

    `merged` are the amendments newly taken into its wording; `pending` are those that are only
    told beside it. `ended_by` names what newly ends it, after the day `ends_on`. `is_copy` tells
    that a text takes the place of another of the same days.
    """

    document: str
    name: str
    passages: tuple[PassageChange, ...]
    merged: tuple[PlaceNote, ...] = ()
    pending: tuple[PlaceNote, ...] = ()
    ended_by: str = ""
    ends_on: date | None = None
    is_copy: bool = False


def after_loading(
    texts: Mapping[int, Sequence[Document]], placed: Sequence[Placement]
) -> dict[int, tuple[Document, ...]]:
    """Return the texts of every document as they are once these are loaded.

    Documents that the database does not know yet have numbers below zero.
    """
    shelf = {number: tuple(own) for number, own in texts.items()}
    new = {own[-1].info.slug: number for number, own in shelf.items()}
    for at, one in enumerate(placed, start=1):
        number = new.setdefault(one.document.info.slug, -at)
        own = shelf.get(number, ())
        if not one.is_unchanged:
            shelf[number] = (*(own if one.is_version else own[:-1]), _numbered(one, own))
    return shelf


def _numbered(placed: Placement, own: Sequence[Document]) -> Document:
    version = own[-1].info.version + placed.is_version if own else 1
    return replace(placed.document, info=replace(placed.document.info, version=version))


def what_changes(
    before: Mapping[int, History], texts: Mapping[int, Sequence[Document]]
) -> tuple[ShelfChange, ...]:
    """Return what becomes of the documents that were held, and of new ones that others amend."""
    after = histories(texts)
    found = (_change(before.get(number), history) for number, history in after.items())
    return tuple(change for change in found if change is not None)


def note(uow: UnitOfWork, changes: Sequence[ShelfChange], today: date, now: datetime) -> int:
    """Keep what changes, mark the answers that cite it, and return how many those are."""
    marked = 0
    for change in changes:
        uow.documents.note_changes(change.passages, now)
        for day in sorted({max(p.since or today, today) for p in change.passages}):
            here = [p for p in change.passages if max(p.since or today, today) == day]
            places = {f"{p.document} {path_of(p.key)}" for p in here if p.key}
            whole = {p.document for p in here if not p.key}
            marked += uow.answers.outdate(places, whole, day)
    return marked


def _change(before: History | None, after: History) -> ShelfChange | None:
    """Return what differs between the last wordings, None where nothing does."""
    new = after.editions[-1]
    old = before.editions[-1] if before is not None else None
    known = old.standing.notes if old is not None else ()
    notes = [note for note in new.standing.notes if note.by and note not in known]
    passages = _passages(old, after) if old is not None else ()
    is_ended = new.info.in_force_to is not None and (
        old is None or new.info.in_force_to != old.info.in_force_to
    )
    if not passages and not notes and not (is_ended and new.standing.ended_by):
        return None
    return ShelfChange(
        document=new.info.slug,
        name=full_name(new.info),
        passages=passages,
        merged=tuple(n for n in notes if n.kind in (NoteKind.AMENDED, NoteKind.REPEALED)),
        pending=tuple(n for n in notes if n.kind in (NoteKind.PENDING, NoteKind.ENDS)),
        ended_by=(new.info.replaced_by or new.standing.ended_by) if is_ended else "",
        ends_on=new.info.in_force_to if is_ended else None,
        is_copy=before is not None and len(after.superseded) > len(before.superseded),
    )


def _passages(old: Document, after: History) -> tuple[PassageChange, ...]:
    """Return the paragraphs that change, each with the first wording in which it does."""
    new = after.editions[-1]
    found = changes_between(old, new)
    if old.state is not new.state:
        # The official text says the same as the digest in other words, in other paragraphs.
        gone = (p for p in found if p.kind is ChangeKind.REMOVED)
        found = tuple(p for p in gone if path_of(p.key) not in new.by_path)
    return (*(_dated(one, after) for one in found), *notes_between(old, new))


def _dated(change: PassageChange, after: History) -> PassageChange:
    key = change.new_key or change.key
    last = after.editions[-1].by_key.get(key)
    first = next(e for e in after.editions if e.by_key.get(key) == last)
    since = first.standing.since or first.info.in_force_from
    return replace(change, since=since, to_version=first.standing.label)
