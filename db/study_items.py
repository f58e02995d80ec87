"""Repository of the bank: items with their state, and every wording that was ever asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.item_bodies import read_body, write_body
from db.models.study import StudyItemRow, StudyVersionRow
from db.sealing import KeyRing
from domain.study import Item, ItemOrigin, ItemState, Skill

_NOTE = ("study_items", "note_sealed")
_AT_ONCE = 500
_CURRENT = (StudyVersionRow.item_id == StudyItemRow.id) & (
    StudyVersionRow.number == StudyItemRow.version
)
_WHOLE = select(StudyItemRow, StudyVersionRow.id, StudyVersionRow.body).join(
    StudyVersionRow, _CURRENT
)

# Built once, since every item on a screen runs them.
_ASKED = (
    select(StudyVersionRow.id)
    .join(StudyItemRow, _CURRENT)
    .where(StudyItemRow.id == bindparam("item"), StudyItemRow.state == ItemState.APPROVED)
)
_VERSION = (
    select(
        *(StudyVersionRow.item_id, StudyVersionRow.number, StudyVersionRow.body),
        *(StudyItemRow.code, StudyItemRow.state, StudyItemRow.vetted_at),
    )
    .join(StudyItemRow, StudyItemRow.id == StudyVersionRow.item_id)
    .where(StudyVersionRow.id == bindparam("version"))
)


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item as the bank holds it, with the number of the wording that is asked."""

    id: int
    version_id: int
    item: Item
    origin: ItemOrigin
    state: ItemState
    vetted_at: datetime | None
    changed_at: datetime
    note: str | None
    file_mark: str


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One wording, with what holds for its item now."""

    item_id: int
    item: Item
    is_asked: bool
    is_vetted: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """An item without its words, to choose what to ask."""

    id: int
    version_id: int
    skill: Skill
    difficulty: int
    document: str


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """Where an item stands, and when it was last changed or looked at."""

    id: int
    document: str
    path: str
    changed_at: datetime


class ItemRepository:
    """The bank of items."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def find(self, code: str) -> StoredItem | None:
        """Return an item by its code, in whatever state."""
        row = self._session.execute(_WHOLE.where(StudyItemRow.code == code)).first()
        return None if row is None else self._stored(*row)

    def all(
        self,
        state: ItemState | None = None,
        origins: Collection[ItemOrigin] = (),
        *,
        vetted: bool | None = None,
        after: str = "",
        at_most: int | None = None,
    ) -> tuple[StoredItem, ...]:
        """Return items by code, from behind the code `after`; `vetted` asks for (not) vetted."""
        wanted = _WHOLE.where(StudyItemRow.code > after).order_by(StudyItemRow.code)
        if state is not None:
            wanted = wanted.where(StudyItemRow.state == state)
        if origins:
            wanted = wanted.where(StudyItemRow.origin.in_(origins))
        if vetted is not None:
            known = StudyItemRow.vetted_at.is_not(None)
            wanted = wanted.where(known if vetted else ~known)
        return tuple(self._stored(*row) for row in self._session.execute(wanted.limit(at_most)))

    def count(self) -> Mapping[tuple[Skill, ItemState], int]:
        """Return how many items there are by skill and state."""
        query = select(StudyItemRow.skill, StudyItemRow.state, func.count())
        rows = self._session.execute(query.group_by(StudyItemRow.skill, StudyItemRow.state))
        return {(skill, state): number for skill, state, number in rows}

    def outlines(
        self, skills: Collection[Skill] = (), document: str | None = None
    ) -> tuple[Outline, ...]:
        """Return all items that may be asked (of these skills, on this document)."""
        query = (
            select(
                *(StudyItemRow.id, StudyVersionRow.id, StudyItemRow.skill),
                *(StudyItemRow.difficulty, StudyItemRow.document),
            )
            .join(StudyVersionRow, _CURRENT)
            .where(StudyItemRow.state == ItemState.APPROVED)
            .order_by(StudyItemRow.id)
        )
        if skills:
            query = query.where(StudyItemRow.skill.in_(skills))
        if document is not None:
            query = query.where(StudyItemRow.document == document)
        return tuple(Outline(*row) for row in self._session.execute(query))

    def asked_version(self, item_id: int) -> int | None:
        """Return the wording of an item that may be asked now; None when it may not."""
        found: int | None = self._session.connection().scalar(_ASKED, {"item": item_id})
        return found

    def version(self, version_id: int) -> StoredVersion | None:
        """Return one wording."""
        row = self._session.connection().execute(_VERSION, {"version": version_id}).first()
        if row is None:
            return None
        item = read_body(row.code, row.number, row.body)
        is_asked = row.state is ItemState.APPROVED
        return StoredVersion(row.item_id, item, is_asked, row.vetted_at is not None)

    def versions(self, version_ids: Iterable[int]) -> dict[int, StoredVersion]:
        """Return several wordings."""
        found = ((one, self.version(one)) for one in dict.fromkeys(version_ids))
        return {one: version for one, version in found if version is not None}

    def add(
        self,
        item: Item,
        origin: ItemOrigin,
        state: ItemState,
        now: datetime,
        *,
        file_mark: str = "",
        vetted_at: datetime | None = None,
    ) -> int:
        """Add an item with its first wording and return its number."""
        row = StudyItemRow(
            uid=uuid4().hex,
            code=item.code,
            origin=origin,
            state=state,
            version=0,
            file_mark=file_mark,
            vetted_at=vetted_at,
            changed_at=now,
            **_outline_of(item),
        )
        self._session.add(row)
        self._session.flush()
        self.put_version(row.id, item, origin, now)
        return row.id

    def put_version(self, item_id: int, item: Item, origin: ItemOrigin, now: datetime) -> int:
        """Give an item a new wording and return the number of that wording's row."""
        newest = select(func.coalesce(func.max(StudyVersionRow.number), 0))
        number = 1 + self._session.scalars(newest.where(StudyVersionRow.item_id == item_id)).one()
        row = {
            "item_id": item_id,
            "number": number,
            "origin": origin,
            "body": write_body(item),
            "made_at": now,
        }
        added = insert(StudyVersionRow).returning(StudyVersionRow.id)
        version_id = self._session.connection().execute(added, row).scalar_one()
        values: dict[str, Any] = {"version": number, "changed_at": now, **_outline_of(item)}
        self._set(StudyItemRow.id == item_id, **values)
        return int(version_id)

    def origin_of_version(self, item_id: int) -> ItemOrigin:
        """Return where the wording that is asked comes from."""
        query = select(StudyVersionRow.origin).join(StudyItemRow, _CURRENT)
        return self._session.scalars(query.where(StudyItemRow.id == item_id)).one()

    def set_state(
        self,
        item_id: int,
        state: ItemState,
        now: datetime,
        *,
        vetted_at: datetime | None = None,
        note: str | None = None,
    ) -> None:
        """Put an item into a state; `vetted_at` tells since when an editor answers for it."""
        row = self._session.get_one(StudyItemRow, item_id)
        row.state, row.vetted_at, row.changed_at = state, vetted_at, now
        row.note_sealed = None if note is None else self._ring.seal(note, *_NOTE, row.uid)
        self._session.flush()
        self._session.expunge(row)

    def set_mark(self, item_id: int, mark: str) -> None:
        """Keep what a file or the register last said of an item."""
        self._set(StudyItemRow.id == item_id, file_mark=mark)

    def placed(self) -> tuple[PlacedItem, ...]:
        """Return where the items stand that are asked or may be, and when they last changed."""
        row = StudyItemRow
        query = select(row.id, row.document, row.path, row.changed_at).where(
            row.state.in_((ItemState.APPROVED, ItemState.DRAFT))
        )
        return tuple(PlacedItem(*one) for one in self._session.execute(query))

    def retire(self, items: Sequence[int], now: datetime) -> int:
        """Retire items by their numbers, until an editor looks at them; return how many."""
        retired = 0
        for start in range(0, len(items), _AT_ONCE):
            some = StudyItemRow.id.in_(items[start : start + _AT_ONCE])
            values = {"state": ItemState.RETIRED, "changed_at": now, "vetted_at": None}
            retired += self._set(some, **values)
        return retired

    def _set(self, which: ColumnElement[bool], **values: Any) -> int:
        return affected(self._session, update(StudyItemRow).where(which).values(**values))

    def _stored(self, row: StudyItemRow, version_id: int, body: str) -> StoredItem:
        sealed = row.note_sealed
        return StoredItem(
            row.id,
            version_id,
            read_body(row.code, row.version, body),
            row.origin,
            row.state,
            row.vetted_at,
            row.changed_at,
            None if sealed is None else self._ring.open(sealed, *_NOTE, row.uid),
            row.file_mark,
        )


def _outline_of(item: Item) -> dict[str, Any]:
    return {
        "type": item.type,
        "skill": item.skill,
        "difficulty": item.difficulty,
        "document": item.document,
        "path": item.path,
    }
