"""Wording one part of an item anew leaves every other part as it was."""

import pytest

from domain.item_parts import parts_of, reworded, text_of
from domain.study import Item, ItemType, Option, Pair, Skill


def item(kind: ItemType, **key: object) -> Item:
    head = ("a-1", 1, kind, Skill.PLAN, 1, "ke-hoach", "II.2", "Hỏi?", "Vì thế.", "Nhóm")
    return Item(*head, **key)  # type: ignore[arg-type]


ITEMS = [
    item(ItemType.SINGLE, options=(Option("a", is_right=True), Option("b", why="sai"))),
    item(ItemType.TRUE_FALSE, answer=True, why="ngược lại"),
    item(ItemType.MATCH, pairs=(Pair("a", "b"), Pair("c", "d"))),
    item(ItemType.ORDER, sequence=("một", "hai", "ba")),
]


@pytest.mark.parametrize("one", ITEMS, ids=lambda one: one.type)
def test_every_part_is_worded_anew_and_nothing_else(one: Item) -> None:
    for part in parts_of(one):
        new = reworded(one, part, "lời mới")
        changed = [p for p in parts_of(one) if text_of(new, p) != text_of(one, p)]
        assert changed == [part]
        assert text_of(new, part) == "lời mới"


def test_a_right_option_has_no_reason_to_be_wrong() -> None:
    assert parts_of(ITEMS[0]) == ("c", "p0", "p1", "v1", "g")


@pytest.mark.parametrize("part", ["p9", "v0", "z1", "p", "px"])
def test_a_part_that_the_item_has_not_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match=part):
        reworded(ITEMS[0], part, "lời mới")
