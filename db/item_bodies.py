"""The content of an item as JSON, and back."""

import json
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from typing import Any

from domain.study import Fact, Item, ItemType, Option, OptionRole, Pair, Skill

_APART = frozenset({"code", "version"})


def write_body(item: Item) -> str:
    """Return the content of an item, code and version left out; what is empty is not written."""
    full = asdict(item)
    told = {name: value for name, value in full.items() if name not in _APART and value != ()}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)


def read_body(code: str, version: int, body: str) -> Item:
    """Return the item with this content."""
    told: dict[str, Any] = json.loads(body)
    number, day = told.get("number"), told.get("day")
    told |= {
        "type": ItemType(told["type"]),
        "skill": Skill(told["skill"]),
        "options": tuple(_option(option) for option in told.get("options", ())),
        "pairs": tuple(Pair(**pair) for pair in told.get("pairs", ())),
        "facts": tuple(Fact(**fact) for fact in told.get("facts", ())),
        "sequence": tuple(told.get("sequence", ())),
        "number": None if number is None else Decimal(number),
        "day": None if day is None else date.fromisoformat(day),
    }
    known = {field.name for field in fields(Item)}
    told = {name: value for name, value in told.items() if name in known}
    return Item(code=code, version=version, **told)


def _option(told: dict[str, Any]) -> Option:
    role = told.get("role")
    return Option(**{**told, "role": None if role is None else OptionRole(role)})
