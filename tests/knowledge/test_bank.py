"""The bank that ships: sound, large enough, in our own words, and not to be guessed by looks."""

import os
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from domain.register import Document
from domain.study import Item, ItemType, Skill
from domain.vietnamese import canonical
from knowledge.loader import load_documents
from knowledge.quiz_check import find_quiz_faults
from knowledge.quiz_rules import every_text
from knowledge.quizzes import load_items, quiz_folder
from tests.knowledge.official_text import REPOSITORY, SHIPPED

LONGEST_RUN = 12


@cache
def bank() -> tuple[Item, ...]:
    return load_items(quiz_folder(SHIPPED))


@cache
def documents() -> tuple[Document, ...]:
    return load_documents(SHIPPED)


def test_the_shipped_bank_has_no_faults() -> None:
    assert find_quiz_faults(SHIPPED, documents()) == ()


def test_the_bank_is_large_and_has_every_type_and_skill() -> None:
    assert len(bank()) >= 240
    assert {item.type for item in bank()} == set(ItemType)
    least = min(Counter(item.skill for item in bank()).values())
    assert {item.skill for item in bank()} == set(Skill)
    assert least >= 20


def test_every_part_of_the_plan_is_asked_about() -> None:
    asked = {item.path for item in bank() if item.document == "ke-hoach-ct18-dak-lak"}
    targets = {f"II.2.{letter}" for letter in "abcdđeghiklmnoôơ"}
    parts = {*targets, *(f"V.{number}" for number in range(1, 10)), "I.1", "I.2", "II.1", "IV"}
    groups = {f"III.{number}" for number in range(1, 9)}
    assert parts - asked == set()
    assert groups - {".".join(path.split(".")[:2]) for path in asked} == set()


def test_the_key_cannot_be_told_by_its_length() -> None:
    singles = [item for item in bank() if item.type is ItemType.SINGLE]
    longest = [max(item.options, key=lambda one: len(one.text)).is_right for item in singles]
    assert sum(longest) / len(singles) <= 0.5


def test_true_and_false_come_about_as_often() -> None:
    answers = Counter(item.answer for item in bank() if item.type is ItemType.TRUE_FALSE)
    assert min(answers.values()) / sum(answers.values()) >= 0.35


def test_the_bank_is_in_our_own_words() -> None:
    official = _official_runs()
    names = [canonical(document.info.title) for document in documents()]
    copied = [
        f"{item.code}: {' '.join(run)}"
        for item in bank()
        for text in every_text(item)
        for run in _runs(_without(names, canonical(text)))
        if run in official
    ]
    assert copied == []


def _without(names: list[str], text: str) -> str:
    for name in names:
        text = text.replace(name, " ; ")
    return text


@cache
def _official_runs() -> set[tuple[str, ...]]:
    shared = Path(os.environ.get("CONGVU_SHARED") or REPOSITORY.parent / "shared")
    files = sorted((shared / "corpus").rglob("*.txt"))
    if not files:
        pytest.skip("the official texts are not at hand (set CONGVU_SHARED to their folder)")
    return {run for file in files for run in _runs(canonical(file.read_text(encoding="utf-8")))}


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+|;", text)
    size = LONGEST_RUN + 1
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}
