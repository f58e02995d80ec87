"""What differs between two wordings of a document, paragraph by paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.register import Document
from domain.standing import NoteKind, day_after


class ChangeKind(StrEnum):
    """How a paragraph fares; `MOVED` says the same under another key.

    `PENDING` is amended by words that are not taken into the text, `ENDED` out of force though it
    still stands there.
    """

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    MOVED = "moved"
    PENDING = "pending"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A paragraph (`key`) of a document that a newer wording changes, in force from `since`.

    `new_key` is where a moved one stands now. Versions are labels of wordings. Without a key the
    whole document is meant.
    """

    document: str
    key: str
    kind: ChangeKind
    from_version: str
    to_version: str
    new_key: str = ""
    since: date | None = None


_KIND_OF_NOTE = {NoteKind.PENDING: ChangeKind.PENDING, NoteKind.ENDS: ChangeKind.ENDED}


def changes_between(old: Document, new: Document) -> tuple[PassageChange, ...]:
    """Return every paragraph that differs between two wordings, in reading order."""
    if new.wording == old.wording and new.provisions == old.provisions:
        return ()
    before = {key: p.text for key, p in old.by_key.items()}
    after = {key: p.text for key, p in new.by_key.items()}
    came = {text: key for key, text in after.items() if key not in before}
    found = [*_gone_or_changed(before, after, came)]
    arrived = {new_key for _, kind, new_key in found if kind is ChangeKind.MOVED}
    found += [
        (key, ChangeKind.ADDED, "") for key in after if key not in before and key not in arrived
    ]
    return tuple(
        PassageChange(
            new.info.slug,
            key,
            kind,
            old.standing.label,
            new.standing.label,
            new_key,
            new.standing.since or new.info.in_force_from,
        )
        for key, kind, new_key in found
    )


def notes_between(old: Document, new: Document) -> tuple[PassageChange, ...]:
    """Return the places that newly wait for an amendment or end, and a document that ends."""
    labels = (old.standing.label, new.standing.label)
    slug = new.info.slug
    found = []
    for note in new.standing.notes:
        kind = _KIND_OF_NOTE.get(note.kind)
        if kind is not None and note not in old.standing.notes:
            place = new.by_path.get(note.path)
            keys = [p.key for p in place.paragraphs] if place is not None else []
            for key in keys or [note.path]:
                found.append(PassageChange(slug, key, kind, *labels, since=note.day))
    if new.info.in_force_to != old.info.in_force_to and new.info.in_force_to is not None:
        ended = day_after(new.info.in_force_to)
        found.append(PassageChange(slug, "", ChangeKind.ENDED, *labels, since=ended))
    return tuple(dict.fromkeys(found))


def _gone_or_changed(
    before: dict[str, str], after: dict[str, str], came: dict[str, str]
) -> Iterator[tuple[str, ChangeKind, str]]:
    for key, text in before.items():
        if after.get(key) == text:
            continue
        if text in came:
            yield key, ChangeKind.MOVED, came[text]
        else:
            yield key, ChangeKind.CHANGED if key in after else ChangeKind.REMOVED, ""
