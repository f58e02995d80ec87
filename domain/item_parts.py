"""The parts of a study item that an editor words anew, each by a short mark.

`c` the question, `g` the explanation, `l` why the other choice of true and false is wrong; with a
number behind them `p` an option, `v` why it is wrong, `t` and `u` the sides of a pair, `s` a step.
"""

from dataclasses import replace
from typing import TypeVar

from domain.study import Item, ItemType

_Part = TypeVar("_Part")


def parts_of(item: Item) -> tuple[str, ...]:
    """Return the marks of the parts that an item has."""
    options = [f"p{at}" for at in range(len(item.options))]
    whys = [f"v{at}" for at, option in enumerate(item.options) if not option.is_right]
    sides = [f"{side}{at}" for at in range(len(item.pairs)) for side in "tu"]
    steps = [f"s{at}" for at in range(len(item.sequence))]
    why = ["l"] if item.type is ItemType.TRUE_FALSE else []
    return ("c", *options, *whys, *sides, *steps, *why, "g")


def text_of(item: Item, part: str) -> str:
    """Return the present words of a part.

    Raises:
        ValueError: the item has no such part.
    """
    kind, at = _read(item, part)
    match kind:
        case "c":
            return item.stem
        case "g":
            return item.explanation
        case "l":
            return item.why
        case "p":
            return item.options[at].text
        case "v":
            return item.options[at].why
        case "t":
            return item.pairs[at].left
        case "u":
            return item.pairs[at].right
        case _:
            return item.sequence[at]


def reworded(item: Item, part: str, words: str) -> Item:
    """Return an item with other words for a part.

    Raises:
        ValueError: the item has no such part.
    """
    kind, at = _read(item, part)
    match kind:
        case "c":
            return replace(item, stem=words)
        case "g":
            return replace(item, explanation=words)
        case "l":
            return replace(item, why=words)
        case "p" | "v":
            held = item.options[at]
            option = replace(held, text=words) if kind == "p" else replace(held, why=words)
            return replace(item, options=_with(item.options, at, option))
        case "t" | "u":
            sides = item.pairs[at]
            pair = replace(sides, left=words) if kind == "t" else replace(sides, right=words)
            return replace(item, pairs=_with(item.pairs, at, pair))
        case _:
            return replace(item, sequence=_with(item.sequence, at, words))


def _read(item: Item, part: str) -> tuple[str, int]:
    if part not in parts_of(item):
        raise ValueError(part)
    return part[0], int(part[1:] or 0)


def _with(held: tuple[_Part, ...], at: int, one: _Part) -> tuple[_Part, ...]:
    return (*held[:at], one, *held[at + 1 :])
