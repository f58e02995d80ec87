"""The bank for editors: what waits, and approving, editing, rejecting, withdrawing, adding."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.database import Database
from db.study_items import StoredItem
from db.uow import UnitOfWork
from domain.errors import AlreadyDecided, ItemUnusable, UnknownDocument, UnknownItem
from domain.register import Document
from domain.roles import Action
from domain.study import Item, ItemOrigin, ItemState, Skill
from services.bank_files import Stored, retire_changed, store
from services.fencing import check_lease
from services.once import run_once
from services.rights import Rights
from services.source import LoadedDocuments

_NOWHERE = None


@dataclass(frozen=True, slots=True)
class BankItem:
    """An item as an editor sees it; `is_vetted`: an editor answers for it; `note`: why not."""

    item: Item
    origin: ItemOrigin
    state: ItemState
    is_vetted: bool
    changed_at: datetime
    note: str | None


class Bank:
    """The items of study, for those who answer for them."""

    def __init__(self, database: Database, rights: Rights, source: LoadedDocuments) -> None:
        self._database = database
        self._rights = rights
        self._source = source

    def counts(self, actor: int | None, now: datetime) -> Mapping[tuple[Skill, ItemState], int]:
        """Return how many items there are by skill and state.

        Raises:
            NotAllowed: the actor is no editor.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._require(uow, actor, now)
            return uow.items.count()

    def items(
        self,
        actor: int | None,
        now: datetime,
        state: ItemState | None = None,
        origins: Collection[ItemOrigin] = (),
        *,
        vetted: bool | None = None,
        after: str = "",
        at_most: int | None = None,
    ) -> tuple[BankItem, ...]:
        """Return items by code, from behind the code `after`.

        Raises:
            NotAllowed: the actor is no editor.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._require(uow, actor, now)
            found = uow.items.all(state, origins, vetted=vetted, after=after, at_most=at_most)
        return tuple(map(_shown, found))

    def item(self, actor: int | None, code: str, now: datetime) -> BankItem:
        """Return one item.

        Raises:
            NotAllowed: the actor is no editor.
            UnknownItem: there is none of this code.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._require(uow, actor, now)
            return _shown(_find(uow, code))

    def approve(
        self, actor: int | None, code: str, version: int, now: datetime, update_key: str
    ) -> BankItem:
        """Let an item be asked, in the wording `version` that was read; the editor answers for it.

        A draft, one of the project's own, or one that had been withdrawn.

        Raises:
            NotAllowed: the actor is no editor.
            UnknownItem: there is none of this code.
            AlreadyDecided: it is worded otherwise by now, or was taken over by somebody.
            ItemUnusable: it lacks something, or its source does not say so any more.
        """

        def approve(uow: UnitOfWork) -> None:
            self._require(uow, actor, now)
            found = _find(uow, code)
            is_done = found.state is ItemState.APPROVED and found.vetted_at is not None
            if is_done or found.item.version != version:
                raise AlreadyDecided
            self._check(found.item)
            uow.items.set_state(found.id, ItemState.APPROVED, now, vetted_at=now)
            uow.audit.add(now, actor, "approve item", f"item:{code}", _NOWHERE)

        return self._done("bank.approve", approve, code, update_key)

    def edit(
        self, actor: int | None, code: str, item: Item, now: datetime, update_key: str
    ) -> BankItem:
        """Give an item an editor's wording and let it be asked; `item.version` is the one edited.

        A draft that still lacks something keeps the wording and stays a draft.

        Raises:
            NotAllowed: the actor is no editor.
            UnknownItem: there is none of this code.
            AlreadyDecided: somebody else gave it another wording meanwhile.
            ItemUnusable: it cannot be asked like that.
        """

        def edit(uow: UnitOfWork) -> None:
            self._require(uow, actor, now)
            found = _find(uow, code)
            if found.item.version != item.version:
                raise AlreadyDecided
            is_whole = self._is_whole(item, found.state)
            uow.items.put_version(found.id, item, ItemOrigin.EDITOR, now)
            if is_whole:
                uow.items.set_state(found.id, ItemState.APPROVED, now, vetted_at=now)
            uow.audit.add(now, actor, "edit item", f"item:{code}", _NOWHERE)

        return self._done("bank.edit", edit, code, update_key)

    def reject(
        self, actor: int | None, code: str, reason: str, now: datetime, update_key: str
    ) -> BankItem:
        """Refuse a draft, with the reason.

        Raises:
            NotAllowed: the actor is no editor.
            UnknownItem: there is none of this code.
            AlreadyDecided: it is no draft any more.
        """
        return self._put_away(actor, code, reason, ItemState.DRAFT, now, "bank.reject", update_key)

    def retire(
        self, actor: int | None, code: str, reason: str, now: datetime, update_key: str
    ) -> BankItem:
        """Withdraw an item that is asked, with the reason; nobody's answer to it counts from now.

        Raises:
            NotAllowed: the actor is no editor.
            UnknownItem: there is none of this code.
            AlreadyDecided: it is not asked any more.
        """
        return self._put_away(
            actor, code, reason, ItemState.APPROVED, now, "bank.retire", update_key
        )

    def add(
        self, actor: int | None, items: Sequence[Item], now: datetime, update_key: str
    ) -> Stored:
        """Add items of a file as drafts; one whose code is there already gets a new wording.

        Raises:
            NotAllowed: the actor is no editor.
        """

        def add(uow: UnitOfWork) -> list[int]:
            self._require(uow, actor, now)
            stored = store(uow, items, ItemOrigin.IMPORTED, now)
            uow.audit.add(now, actor, "import items", f"items:{len(items)}", _NOWHERE)
            return [stored.added, stored.changed, stored.retired]

        return Stored(*run_once(self._database, update_key, "bank.add", add))

    def propose(self, items: Sequence[Item], now: datetime) -> Stored:
        """Keep the machine's items as drafts: all that there are now; others of its kind retire."""
        with self._database.open_uow() as uow:
            check_lease(uow)
            stored = store(uow, items, ItemOrigin.GENERATED, now, is_all=True)
            uow.commit()
        return stored

    def retire_changed(self, now: datetime) -> int:
        """Withdraw the items on passages that a newer wording changed; return how many."""
        with self._database.open_uow() as uow:
            check_lease(uow)
            retired = retire_changed(uow, self._rights.day(now), now)
            if retired:
                uow.commit()
        return retired

    def _put_away(
        self,
        actor: int | None,
        code: str,
        reason: str,
        state: ItemState,
        now: datetime,
        use_case: str,
        update_key: str,
    ) -> BankItem:
        def put_away(uow: UnitOfWork) -> None:
            self._require(uow, actor, now)
            found = _find(uow, code)
            if found.state is not state:
                raise AlreadyDecided
            uow.items.set_state(found.id, ItemState.RETIRED, now, note=reason)
            deed = use_case.removeprefix("bank.")
            uow.audit.add(now, actor, f"{deed} item", f"item:{code}", _NOWHERE)

        return self._done(use_case, put_away, code, update_key)

    def _done(self, use_case: str, act: Any, code: str, update_key: str) -> BankItem:
        run_once(self._database, update_key, use_case, act)
        with self._database.open_uow(read_only=True) as uow:
            return _shown(_find(uow, code))

    def _is_whole(self, item: Item, state: ItemState) -> bool:
        """Tell whether an item lacks nothing; only a draft may.

        Raises:
            ItemUnusable: it is wrong, or it is asked and lacks something.
        """
        from knowledge.quiz_rules import draft_faults, lacks

        lacking = lacks(item)
        faults = draft_faults(item, self._document(item))
        if faults or (lacking and state is not ItemState.DRAFT):
            raise ItemUnusable((*faults, *lacking))
        return not lacking

    def _check(self, item: Item) -> None:
        from knowledge.quiz_rules import item_faults

        faults = item_faults(item, self._document(item))
        if faults:
            raise ItemUnusable(faults)

    def _document(self, item: Item) -> Document:
        held = (d for d in self._source.by_id().values() if d.info.slug == item.document)
        document = next(held, None)
        if document is None:
            raise UnknownDocument(item.document)
        return document

    def _require(self, uow: UnitOfWork, actor: int | None, now: datetime) -> None:
        self._rights.require(uow, actor, Action.EDIT_BANK, _NOWHERE, now)


def _find(uow: UnitOfWork, code: str) -> StoredItem:
    found = uow.items.find(code)
    if found is None:
        raise UnknownItem(code)
    return found


def _shown(found: StoredItem) -> BankItem:
    return BankItem(
        found.item,
        found.origin,
        found.state,
        found.vetted_at is not None,
        found.changed_at,
        found.note,
    )
