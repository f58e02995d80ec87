"""Editors at work on the bank: one item after the other, each with the passage it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from domain.study import ItemOrigin, ItemState, Skill
from knowledge.quiz_rules import lacks, text_under
from services.bank import Bank, BankItem
from services.bank_files import Stored
from services.source import LoadedDocuments
from services.study_drafts import StudyDrafts


class Pile(IntEnum):
    """What waits for an editor: drafts, and what is asked though no editor answers for it."""

    DRAFTS = 0
    UNVETTED = 1


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """An item with its source; `document_id` is None where the document is not held any more.

    `lacks` is what it must be given before it is asked.
    """

    held: BankItem
    document: str
    document_id: int | None
    source: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before an editor: items by skill and state, and how many each pile holds."""

    counts: Mapping[tuple[Skill, ItemState], int]
    piles: Mapping[Pile, int]


class ItemReview:
    """The bank as editors go through it."""

    def __init__(self, bank: Bank, source: LoadedDocuments, drafts: StudyDrafts) -> None:
        self._bank = bank
        self._source = source
        self._drafts = drafts

    def desk(self, actor: int | None, now: datetime) -> Desk:
        """Return what waits; the machine's drafts are those of the documents as they are now.

        Raises:
            NotAllowed: the actor is no editor.
        """
        # First, since it refuses whoever is no editor.
        counts = self._bank.counts(actor, now)
        if self._drafts.refresh(now) != Stored():
            counts = self._bank.counts(actor, now)
        return Desk(counts, {pile: len(self._pile(actor, pile, "", now)) for pile in Pile})

    def next(self, actor: int | None, pile: Pile, after: str, now: datetime) -> ReviewCard | None:
        """Return the item of a pile behind a code, the first again behind the last; None if empty.

        Raises:
            NotAllowed: the actor is no editor.
        """
        found = self._pile(actor, pile, after, now, 1)
        found = found or (self._pile(actor, pile, "", now, 1) if after else ())
        return self._card(found[0]) if found else None

    def card(self, actor: int | None, code: str, now: datetime) -> ReviewCard:
        """Return one item.

        Raises:
            NotAllowed: the actor is no editor.
            UnknownItem: there is none of this code.
        """
        return self._card(self._bank.item(actor, code, now))

    def _pile(
        self, actor: int | None, pile: Pile, after: str, now: datetime, at_most: int | None = None
    ) -> tuple[BankItem, ...]:
        if pile is Pile.DRAFTS:
            return self._bank.items(actor, now, ItemState.DRAFT, after=after, at_most=at_most)
        return self._bank.items(
            actor, now, ItemState.APPROVED, [ItemOrigin.SHIPPED],
            vetted=False, after=after, at_most=at_most,
        )  # fmt: skip

    def _card(self, held: BankItem) -> ReviewCard:
        # It brings the parser with it, which a start need not wait for.
        from services.document_names import full_name

        item = held.item
        found = (
            (number, document)
            for number, document in self._source.by_id().items()
            if document.info.slug == item.document
        )
        number, document = next(found, (None, None))
        if document is None or item.path not in document.by_path:
            return ReviewCard(held, item.document, None, "", lacks(item))
        lines = map(str.strip, text_under(document, item.path).splitlines())
        source = " · ".join(line for line in lines if line)
        return ReviewCard(held, full_name(document.info), number, source, lacks(item))
