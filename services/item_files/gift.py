"""GIFT, the question format of Moodle: every type of item, with reasons and explanation.

What GIFT has no room for (source, skill, difficulty, facts, our own types) stands as JSON in a
comment before the question, which other programs pass over: steps to be ordered are written as a
matching question, a situation as weighted choices, a day as a short answer. Files without the
comment are read as what they are. See the documentation of Moodle ("GIFT format").
"""

import json
from collections.abc import Sequence
from typing import Any

from domain.study import Item, ItemType, Option, OptionRole
from services.item_files.parts import write_facts

MARK = "// congvu "
_SPECIAL = "\\~=#{}:"
_WEIGHTS = {OptionRole.BEST: "=", OptionRole.WORST: "~%-100%", OptionRole.OTHER: "~"}


def write_gift(items: Sequence[Item]) -> str:
    """Return items as a GIFT file; reading it gives the same items."""
    return "\n".join(map(_written, items))


def _written(item: Item) -> str:
    told = json.dumps(_told(item), ensure_ascii=False, sort_keys=True)
    explanation = f"####{escape(item.explanation)}" if item.explanation else ""
    lines = [f"::{escape(item.code)}::{escape(item.stem)} {{", *_answers(item), explanation, "}"]
    return "\n".join([f"{MARK}{told}", *(line for line in lines if line), ""])


def _told(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": item.code,
        "version": item.version,
        "type": item.type,
        "skill": item.skill,
        "difficulty": item.difficulty,
        "document": item.document,
        "path": item.path,
        "author": item.author,
        "facts": write_facts(item.facts),
        "unit": item.unit,
        "wording": item.wording,
    }
    return {name: value for name, value in told.items() if value}


def _answers(item: Item) -> list[str]:
    match item.type:
        case ItemType.TRUE_FALSE:
            # The first comment is for whoever chose wrongly.
            return [f"{'TRUE' if item.answer else 'FALSE'}{_comment(item.why)}"]
        case ItemType.NUMBER:
            return [f"#{item.number}"]
        case ItemType.DATE:
            assert item.day is not None
            return [f"={item.day.day}/{item.day.month}/{item.day.year:04}"]
        case ItemType.MATCH:
            return [f"={escape(pair.left)} -> {escape(pair.right)}" for pair in item.pairs]
        case ItemType.ORDER:
            return [f"={at} -> {escape(step)}" for at, step in enumerate(item.sequence, 1)]
        case _:
            return [_option(item, option) for option in item.options]


def _option(item: Item, option: Option) -> str:
    if option.role is not None:
        mark = _WEIGHTS[option.role]
    elif item.type is ItemType.SEVERAL:
        rights = sum(one.is_right for one in item.options)
        mark = f"~%{100 / rights:.5g}%" if option.is_right else "~%-100%"
    else:
        mark = "=" if option.is_right else "~"
    return f"{mark}{escape(option.text)}{_comment(option.why)}"


def _comment(text: str) -> str:
    return f"#{escape(text)}" if text else ""


def escape(text: str) -> str:
    """Return a text whose special characters stand for themselves."""
    marked = "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in text)
    # An arrow inside a text would part a pair.
    return marked.replace("->", "-\\>")
