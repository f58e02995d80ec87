"""Items made from a register: sound, known by what they ask, and wrong options certainly wrong."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from domain.grading import is_right
from domain.register import Document, Measure
from domain.study import Choice, Fact, Item, ItemType
from domain.vietnamese import fold
from knowledge.loader import load_documents
from knowledge.parser import parse_document
from knowledge.quiz_rules import item_faults
from knowledge.quizzes import load_items, quiz_folder
from services.generated_items import make_items, still_open
from tests.knowledge.official_text import SHIPPED, WITHOUT_LAWS

PLANS = sorted((Path(__file__).parents[1] / "plans").glob("*.txt"))


@cache
def plan() -> Document:
    return next(d for d in load_documents(WITHOUT_LAWS) if d.tasks)


@cache
def parsed(path: Path) -> Document:
    return parse_document(path.read_text(encoding="utf-8"), slug=path.stem)


@cache
def plans() -> tuple[Document, ...]:
    return (plan(), *map(parsed, PLANS))


def of(document: Document, kind: str) -> list[Item]:
    return [item for item in make_items(document) if any(f.kind == kind for f in item.facts)]


def texts(item: Item, *, right: bool) -> list[str]:
    return [option.text for option in item.options if option.is_right is right]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_of_any_kind_gives_items_that_are_sound(path: Path) -> None:
    made = make_items(parsed(path))
    assert len(made) >= 15
    assert all(item_faults(item, parsed(path)) == () for item in made)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_no_two_items_of_a_plan_have_one_code(path: Path) -> None:
    codes = [item.code for item in make_items(parsed(path))]
    assert len(set(codes)) == len(codes)


def test_the_plan_gives_items_of_every_kind() -> None:
    made = make_items(plan())
    kinds = {fact.kind for item in made for fact in item.facts}
    assert kinds == {"lead", "coordinator", "milestone", "target", "duty"}
    assert {item.type for item in made} >= {ItemType.SINGLE, ItemType.SEVERAL, ItemType.ORDER}


def test_who_leads_is_asked_without_those_who_lead_or_coordinate_among_the_wrong_options() -> None:
    for document in plans():
        names = {unit.id: unit.name for unit in document.units}
        for task in document.tasks:
            taken = {names[unit] for unit in (*task.leads, *task.coordinators) if unit in names}
            asked = [i for i in of(document, "lead") if i.facts[0].path == task.path]
            for item in asked:
                assert not taken & set(texts(item, right=False)), item.stem


def test_wrong_units_are_no_part_of_a_group_that_is_right() -> None:
    for document in plans():
        for item in (*of(document, "lead"), *of(document, "coordinator"), *of(document, "duty")):
            right = [fold(text) for text in texts(item, right=True)]
            if any("cac so" in text for text in right):
                assert not [w for w in texts(item, right=False) if fold(w).startswith("so ")]
            if any("cac xa" in text for text in right):
                assert not [w for w in texts(item, right=False) if fold(w).startswith("ubnd xa")]


def test_the_database_of_officials_is_no_question_of_one_unit_alone() -> None:
    """III.2 and V.2 both deal with it; a unit whose own list holds a like duty is no option."""
    (housing,) = [
        item
        for item in of(plan(), "duty")
        if item.path == "V.4" and "chính sách nhà ở xã hội" in item.stem
    ]
    wrong = texts(housing, right=False)
    assert not {"Sở Nội vụ", "Sở Nông nghiệp và Môi trường"} & set(wrong)


def test_wrong_days_overlap_neither_the_right_one_nor_each_other() -> None:
    quarter = next(i for i in of(plan(), "milestone") if i.facts[0].value == "2026-09-30")
    assert texts(quarter, right=True) == ["Quý III/2026"]
    months = {"Tháng 7/2026", "Tháng 8/2026", "Tháng 9/2026"}
    assert not months & set(texts(quarter, right=False))
    june = next(i for i in of(plan(), "milestone") if i.facts[0].value == "2026-06-30")
    assert texts(june, right=True) == ["Tháng 6/2026"]
    assert "Quý II/2026" not in texts(june, right=False)
    assert "Tháng 5/2026" in texts(june, right=False)


def test_a_figure_is_asked_among_near_ones_of_the_same_kind() -> None:
    satisfied = next(i for i in of(plan(), "target") if i.path == "II.2.i")
    assert texts(satisfied, right=True) == ["Từ 98% trở lên"]
    wrong = texts(satisfied, right=False)
    assert all(text.startswith("Từ ") and text.endswith("% trở lên") for text in wrong)
    assert "Từ 100% trở lên" not in wrong
    jobs = next(i for i in of(plan(), "target") if i.path == "II.2.ơ")
    assert texts(jobs, right=True) == ["Trên 56.000 lao động mỗi năm"]
    assert len(texts(jobs, right=False)) == 3


def test_a_target_with_two_figures_is_not_asked_about() -> None:
    assert "II.2.k" not in [item.path for item in of(plan(), "target")]


def test_the_order_of_works_is_that_of_their_days() -> None:
    (order,) = [item for item in make_items(plan()) if item.type is ItemType.ORDER]
    assert order.sequence[0] == "Xây dựng kế hoạch triển khai"
    assert is_right(order, Choice(picks=(0, 1, 2)))
    dues = [fact.value for fact in order.facts]
    assert dues == sorted(dues)


def test_the_same_document_gives_the_same_items() -> None:
    assert make_items(plan()) == make_items(
        next(d for d in load_documents(WITHOUT_LAWS) if d.tasks)
    )


def test_a_changed_figure_changes_the_item_but_not_its_code() -> None:
    satisfied = plan().by_path["II.2.i"]
    said = tuple(replace(p, text=p.text.replace("98%", "97%")) for p in satisfied.paragraphs)
    target = next(t for t in plan().targets if t.path == "II.2.i")
    lowered = replace(target, measures=(Measure(">=", Decimal(97), "%"),))
    changed = replace(
        plan(),
        targets=tuple(lowered if t is target else t for t in plan().targets),
        provisions=tuple(
            replace(p, paragraphs=said) if p is satisfied else p for p in plan().provisions
        ),
    )
    before = next(i for i in of(plan(), "target") if i.path == "II.2.i")
    after = next(i for i in of(changed, "target") if i.path == "II.2.i")
    assert after.code == before.code
    assert texts(after, right=True) == ["Từ 97% trở lên"]
    assert after.facts == (Fact("target", "II.2.i", "97"),)


def test_what_the_shipped_bank_asks_already_is_not_asked_again() -> None:
    made = make_items(plan())
    left = still_open(made, load_items(quiz_folder(SHIPPED)))
    assert 0 < len(left) < len(made)
    assert "II.2.i" not in [item.path for item in left]


def test_a_law_without_tasks_gives_none() -> None:
    law = next(d for d in load_documents(SHIPPED) if d.is_statute)
    assert make_items(law) == ()
