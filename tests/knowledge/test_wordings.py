"""Everyday wordings beside a digest: checked with it, and dropped where the paragraph changed."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from domain.register import Document, Paragraph
from knowledge.check import find_faults
from knowledge.wordings import Wordings, fitting_phrases, load_wordings
from tests.knowledge.official_text import PLAN, SHIPPED
from tests.retrieval.asking import shipped_documents


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "documents"))


def _plan() -> Document:
    return next(d for d in shipped_documents() if d.info.slug == PLAN)


def test_the_plan_has_wordings_for_every_paragraph() -> None:
    phrases = load_wordings(SHIPPED)[PLAN].phrases
    assert set(phrases) == set(_plan().by_key)
    assert min(len(said) for said in phrases.values()) >= 2


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("V.99#1: [không có chỗ này]\n", "V.99#1: không có đoạn này"),
        ("IV#1: [tiền đâu, tiền đâu]\n", "IV#1: một cách nói viết hai lần"),
        ("IV#1: []\n", "IV#1"),
        ("IV#1: tiền đâu\n", "phải là một danh sách"),
        ("- tiền đâu\n", "mỗi khóa một danh sách"),
        ("IV#1: [\n", "lỗi cú pháp YAML"),
    ],
)
def test_the_check_names_faulty_wordings(root: Path, content: str, fault: str) -> None:
    (root / PLAN / "wordings.yaml").write_text(content, encoding="utf-8")
    faults = find_faults(root)
    assert any(fault in said and "wordings.yaml" in said for said in faults)


def test_a_digest_needs_no_wordings(root: Path) -> None:
    (root / PLAN / "wordings.yaml").unlink()
    assert find_faults(root) == ()
    assert PLAN not in load_wordings(root)


def test_wordings_stay_with_a_paragraph_that_says_the_same_in_other_words() -> None:
    plan = _plan()
    wordings = Wordings({"IV#1": ("tiền đâu mà làm",)}, {"IV#1": plan.by_key["IV#1"].text})
    assert fitting_phrases(wordings, plan) == {"IV#1": ("tiền đâu mà làm",)}


def test_wordings_leave_a_paragraph_that_says_something_else() -> None:
    plan = _plan()
    place = plan.by_path["IV"]
    other = replace(place, paragraphs=(Paragraph("IV#1", "Kế hoạch này có hiệu lực ngay."),))
    changed = replace(plan, provisions=tuple(other if p is place else p for p in plan.provisions))
    wordings = Wordings({"IV#1": ("tiền đâu mà làm",)}, {"IV#1": plan.by_key["IV#1"].text})
    assert fitting_phrases(wordings, changed) == {}
