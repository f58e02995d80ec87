"""The shape of the quiz files: one shipped document, an author and items of eight types.

An item's key is what its type makes of it: options marked right, pairs, a sequence, a figure or
a date. What an entry alone can prove wrong is a fault here; what needs the document is checked in
`knowledge.quiz_check`.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from domain.study import Fact, Item, ItemType, Option, OptionRole, Pair, Skill
from knowledge.schema import Entry, Text

ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)+$")]


_GIVES = ("value", "due", "unit")
_NEEDED = {
    "target": "value", "milestone": "due", "lead": "unit", "coordinator": "unit", "duty": "unit",
}  # fmt: skip


class FactEntry(Entry):
    """What the key rests on in the register: exactly the fields that its kind needs."""

    kind: Literal["target", "milestone", "lead", "coordinator", "duty"]
    path: Text
    value: Decimal | None = None
    due: date | None = None
    unit: str = ""

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        given = [name for name in _GIVES if getattr(self, name) not in (None, "")]
        if given != [_NEEDED[self.kind]]:
            raise PydanticCustomError("fact", f"{self.kind} cần đúng {_NEEDED[self.kind]}")
        return self


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
    skill: Skill
    difficulty: Literal[1, 2, 3]
    type: str
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


def to_item(entry: ItemEntry, head: QuizFileHead) -> Item:
    """Return an entry of a file as an item of the bank."""
    told = entry.model_dump(exclude={"id", "type", "options", "pairs", "facts", "answer"})
    return Item(
        code=entry.id,
        type=ItemType(entry.type),
        document=head.document,
        author=head.author,
        facts=tuple(map(_fact, entry.facts)),
        **told,
        **_key(entry),
    )


def _key(entry: ItemEntry) -> dict[str, Any]:
    match entry:
        case SingleEntry() | SeveralEntry() | SituationEntry():
            return {"options": tuple(map(_option, entry.options))}
        case MatchEntry():
            return {"pairs": tuple(Pair(pair.left, pair.right) for pair in entry.pairs)}
        case TrueFalseEntry():
            return {"answer": entry.answer}
        case NumberEntry():
            return {"number": entry.answer}
        case DateEntry():
            return {"day": entry.answer}
        case _:
            return {}


def _option(entry: OptionEntry) -> Option:
    return Option(entry.text, entry.right, entry.why, entry.role)


def _fact(entry: FactEntry) -> Fact:
    return Fact(entry.kind, entry.path, str(entry.value or entry.due or entry.unit))
