"""The shape of the quiz files: one shipped document, an author and items of eight types.

An item's key is what its type makes of it: options marked right, pairs, a sequence, a figure or
a date. What an entry alone can prove wrong is a fault here; what needs the document is checked in
`knowledge.quiz_check`.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from knowledge.schema import Entry, Text

ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)+$")]
SkillName = Literal[
    "plan", "digital", "administrative", "ethics", "receiving_citizens", "situations"
]
OptionRole = Literal["best", "worst", "other"]


class FactEntry(Entry):
    """What the key rests on in the register: exactly the fields that its kind needs."""

    kind: Literal["target", "milestone", "lead", "coordinator", "duty"]
    path: Text
    value: Decimal | None = None
    due: date | None = None
    unit: str = ""


class OptionEntry(Entry):
    """One choice; `why` says what is wrong with it, and for a situation what is right too."""

    text: Text
    right: bool = False
    role: OptionRole | None = None
    why: str = ""


class PairEntry(Entry):
    """Two sides that belong together."""

    left: Text
    right: Text


class ItemEntry(Entry):
    """What an item of every type has."""

    id: ItemId
    version: int = Field(ge=1)
    skill: SkillName
    difficulty: Literal[1, 2, 3]
    path: Text
    stem: Text
    explanation: Text
    facts: tuple[FactEntry, ...] = ()


class SingleEntry(ItemEntry):
    """Choose the one right option."""

    type: Literal["single"]
    options: Annotated[tuple[OptionEntry, ...], Field(min_length=3, max_length=5)]


class SeveralEntry(ItemEntry):
    """Choose every right option."""

    type: Literal["several"]
    options: Annotated[tuple[OptionEntry, ...], Field(min_length=4, max_length=6)]


class SituationEntry(ItemEntry):
    """Choose the best thing to do, and the worst."""

    type: Literal["situation"]
    options: Annotated[tuple[OptionEntry, ...], Field(min_length=3, max_length=5)]


class TrueFalseEntry(ItemEntry):
    """Say whether a statement is true; `why` tells what is wrong with the other choice."""

    type: Literal["true_false"]
    answer: bool
    why: Text


class MatchEntry(ItemEntry):
    """Put to every left side the right side that belongs to it."""

    type: Literal["match"]
    pairs: Annotated[tuple[PairEntry, ...], Field(min_length=3, max_length=5)]


class OrderEntry(ItemEntry):
    """Put the pieces in the one right order, as `sequence` has them."""

    type: Literal["order"]
    sequence: Annotated[tuple[Text, ...], Field(min_length=3, max_length=6)]


class NumberEntry(ItemEntry):
    """Type a figure."""

    type: Literal["number"]
    answer: Decimal
    unit: str = ""


class DateEntry(ItemEntry):
    """Type a day; `wording` is how the document says it (a month or quarter means its last day)."""

    type: Literal["date"]
    answer: date
    wording: str = ""


ITEM_ENTRIES: Mapping[str, type[ItemEntry]] = {
    "single": SingleEntry,
    "several": SeveralEntry,
    "situation": SituationEntry,
    "true_false": TrueFalseEntry,
    "match": MatchEntry,
    "order": OrderEntry,
    "number": NumberEntry,
    "date": DateEntry,
}


class QuizFileHead(Entry):
    """What stands above the items: the document that all of them rest on, and who wrote them."""

    document: Text
    author: Text


def options_of(item: ItemEntry) -> tuple[OptionEntry, ...]:
    """Return the options of an item, none for a type without."""
    if isinstance(item, SingleEntry | SeveralEntry | SituationEntry):
        return item.options
    return ()
