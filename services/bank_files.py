"""Taking items in from files and from the register, again and again, and retiring what changed."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from db.changed_places import ChangedPlace, changed_places
from db.item_bodies import write_body
from db.study_items import PlacedItem, StoredItem
from db.uow import UnitOfWork
from domain.study import Item, ItemOrigin, ItemState

_FIRST_STATE = {
    ItemOrigin.SHIPPED: ItemState.APPROVED,
    ItemOrigin.GENERATED: ItemState.DRAFT,
    ItemOrigin.IMPORTED: ItemState.DRAFT,
}


@dataclass(frozen=True, slots=True)
class Stored:
    """How many items were added, got a new wording, and were retired since they are gone."""

    added: int = 0
    changed: int = 0
    retired: int = 0


def store(
    uow: UnitOfWork,
    items: Iterable[Item],
    origin: ItemOrigin,
    now: datetime,
    *,
    is_all: bool = False,
) -> Stored:
    """Keep items as they come; one that says what it last said is left alone.

    What an editor worded stays as it is. `is_all`: items of this origin that are not among them
    and that no editor answers for are retired.
    """
    held = {one.item.code: one for one in uow.items.all()}
    added = changed = 0
    seen: set[str] = set()
    for item in items:
        seen.add(item.code)
        before, mark = held.get(item.code), _mark(item)
        if before is None:
            uow.items.add(item, origin, _FIRST_STATE[origin], now, file_mark=mark)
            added += 1
        elif before.file_mark != mark:
            changed += _renew(uow, before, item, origin, mark, now)
    gone = [
        one
        for one in held.values()
        if is_all and one.origin is origin and one.item.code not in seen and one.vetted_at is None
    ]
    retired = [one for one in gone if one.state is not ItemState.RETIRED]
    for one in retired:
        uow.items.set_state(one.id, ItemState.RETIRED, now)
    return Stored(added, changed, len(retired))


def retire_changed(uow: UnitOfWork, today: date, now: datetime) -> int:
    """Retire the items on passages that changed since the items were last looked at.

    On the place itself, on one around it, and inside one that is amended or ended as a whole. A
    change that lies ahead retires nothing before its day.
    """
    here: dict[tuple[str, str], datetime] = {}
    inside: dict[tuple[str, str], datetime] = {}
    for one in changed_places(uow.session, today):
        for path in _around(one.path):
            _keep_latest(here, (one.document, path), _holds_from(one))
        if one.is_whole:
            _keep_latest(inside, (one.document, one.path), _holds_from(one))
    old = [
        item.id
        for item in uow.items.placed()
        if any(item.changed_at < since for since in _touching(item, here, inside))
    ]
    return uow.items.retire(old, now)


def _touching(
    item: PlacedItem,
    here: dict[tuple[str, str], datetime],
    inside: dict[tuple[str, str], datetime],
) -> Iterator[datetime]:
    """Yield since when the place of an item is worded otherwise."""
    if (item.document, item.path) in here:
        yield here[item.document, item.path]
    for path in ("", *_around(item.path)):
        if (item.document, path) in inside:
            yield inside[item.document, path]


def _around(path: str) -> list[str]:
    """Return a path and the paths of the places around it."""
    return [path, *(path[:at] for at, letter in enumerate(path) if letter == ".")]


def _holds_from(place: ChangedPlace) -> datetime:
    if place.since is None:
        return place.noted_at
    return max(place.noted_at, datetime.combine(place.since, time.min, UTC))


def _keep_latest(
    moments: dict[tuple[str, str], datetime], place: tuple[str, str], moment: datetime
) -> None:
    moments[place] = max(moment, moments.get(place, moment))


def _renew(
    uow: UnitOfWork, before: StoredItem, item: Item, origin: ItemOrigin, mark: str, now: datetime
) -> bool:
    """Take in what a file or the register says newly; False where an editor's words stand."""
    uow.items.set_mark(before.id, mark)
    if uow.items.origin_of_version(before.id) is ItemOrigin.EDITOR:
        return False
    uow.items.put_version(before.id, item, origin, now)
    state = _FIRST_STATE[origin]
    if before.note is not None:
        # An editor refused or withdrew it: the new words are for an editor to read first.
        state = ItemState.DRAFT
    uow.items.set_state(before.id, state, now)
    return True


def _mark(item: Item) -> str:
    return hashlib.sha256(write_body(item).encode()).hexdigest()
