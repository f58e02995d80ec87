"""What is written to a file and read again is the same, whatever the words are."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.study import Item, ItemType, Skill
from knowledge.quizzes import load_items, quiz_folder
from services.item_files.aiken import fits, read_aiken, write_aiken
from services.item_files.gift import write_gift
from services.item_files.gift_reading import read_gift
from services.item_files.parts import ReadFile, Source
from services.item_files.workbook import read_workbook, write_workbook
from tests.knowledge.official_text import SHIPPED
from tests.services.item_files.drawing import items

NOWHERE = Source()
SEVERAL = st.lists(items(), min_size=1, max_size=6)


def bank() -> list[Item]:
    return list(load_items(quiz_folder(SHIPPED)))


def read(file: ReadFile) -> list[Item]:
    assert file.faults == ()
    return [one.item for one in file.items]


@given(SEVERAL)
def test_items_come_back_from_gift_as_they_were(drawn: list[Item]) -> None:
    assert read(read_gift(write_gift(drawn), NOWHERE)) == drawn


@settings(max_examples=40, deadline=None)
@given(SEVERAL)
def test_items_come_back_from_a_workbook_as_they_were(drawn: list[Item]) -> None:
    assert read(read_workbook(write_workbook(drawn), NOWHERE)) == drawn


@given(st.lists(items((ItemType.SINGLE,)), min_size=1, max_size=6))
def test_single_choices_come_back_from_aiken_with_question_choices_and_key(
    drawn: list[Item],
) -> None:
    kept = [item for item in drawn if fits(item)]
    source = Source("ke-hoach", "II.1", Skill.ETHICS, 3, "Ban biên tập")
    back = read(read_aiken(write_aiken(kept), source))
    assert [item.stem for item in back] == [item.stem for item in kept]
    assert [_plain(item) for item in back] == [_plain(item) for item in kept]
    assert {(i.document, i.path, i.skill, i.difficulty, i.author) for i in back} <= {
        ("ke-hoach", "II.1", Skill.ETHICS, 3, "Ban biên tập")
    }


def _plain(item: Item) -> list[tuple[str, bool]]:
    return [(option.text, option.is_right) for option in item.options]


def test_the_whole_bank_comes_back_from_gift_and_a_workbook() -> None:
    assert read(read_gift(write_gift(bank()), NOWHERE)) == bank()
    assert read(read_workbook(write_workbook(bank()), NOWHERE)) == bank()


def test_a_file_read_twice_gives_the_same_codes() -> None:
    bare = [replace(item, code="") for item in bank() if item.type is ItemType.SINGLE][:20]
    source = Source("ke-hoach", "II.1")
    once = read(read_aiken(write_aiken(bare), source))
    again = read(read_aiken(write_aiken(bare), source))
    assert [item.code for item in once] == [item.code for item in again]
    assert len({item.code for item in once}) == 20
