"""The bank of quiz items: what the check refuses, with file, item and reason of each fault."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.errors import BrokenKnowledge
from domain.register import Document
from domain.study import ItemType
from knowledge.check import find_faults as find_all_faults
from knowledge.loader import load_documents
from knowledge.quiz_check import find_quiz_faults
from knowledge.quiz_rules import is_same_choice
from knowledge.quizzes import load_items
from tests.knowledge.official_text import PLAN, WITHOUT_LAWS

SINGLE: dict[str, Any] = {
    "id": "kh-001",
    "version": 1,
    "type": "single",
    "skill": "plan",
    "difficulty": 1,
    "path": "II.2.i",
    "stem": "Mức độ hài lòng về thủ tục hành chính cấp xã phải đạt bao nhiêu?",
    "options": [
        {"text": "Từ 98% trở lên", "right": True},
        {"text": "Từ 95% trở lên", "why": "Kế hoạch đặt mức 98%."},
        {"text": "Từ 90% trở lên", "why": "Kế hoạch đặt mức 98%."},
    ],
    "explanation": "Mục II.2.i đặt mức từ 98% trở lên.",
    "facts": [{"kind": "target", "path": "II.2.i", "value": 98}],
}
SITUATION = {
    **SINGLE,
    "id": "kh-002",
    "type": "situation",
    "skill": "situations",
    "path": "II.2.k",
    "stem": "Hồ sơ của người dân đã trễ hạn. Nên làm gì?",
    "facts": [],
    "options": [
        {"text": "Xin lỗi và nêu rõ lý do", "role": "best", "why": "Đúng mục II.2.k."},
        {"text": "Chờ người dân hỏi", "role": "worst", "why": "Không xin lỗi là trái II.2.k."},
        {"text": "Báo lãnh đạo", "role": "other", "why": "Cần, nhưng chưa đủ."},
    ],
}
DATE = {
    **{key: value for key, value in SINGLE.items() if key != "options"},
    "id": "kh-003",
    "type": "date",
    "path": "III.2.đ",
    "stem": "Việc rà soát, đánh giá tổng thể đội ngũ phải xong khi nào?",
    "answer": "2026-06-30",
    "wording": "tháng 6/2026",
    "facts": [{"kind": "milestone", "path": "III.2.đ", "due": "2026-06-30"}],
    "explanation": "Mục III.2.đ: trong tháng 6/2026.",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "documents"


@cache
def plan_alone() -> tuple[Document, ...]:
    return load_documents(WITHOUT_LAWS)


def find_faults(root: Path) -> tuple[str, ...]:
    return find_quiz_faults(root, plan_alone())


def write(root: Path, *items: object, document: str = PLAN, name: str = "bank.yaml") -> None:
    folder = root.parent / "quizzes"
    folder.mkdir(exist_ok=True)
    content = {"document": document, "author": "Nhóm dự án", "items": list(items)}
    (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def changed(item: dict[str, Any], **values: object) -> dict[str, Any]:
    return {key: value for key, value in {**item, **values}.items() if value is not None}


def with_option(number: int, **values: object) -> dict[str, Any]:
    options = [dict(option) for option in SINGLE["options"]]
    options[number] = changed(options[number], **values)
    return {**SINGLE, "options": options}


def test_a_sound_bank_has_no_faults(root: Path) -> None:
    write(root, SINGLE, SITUATION, DATE)
    assert find_faults(root) == ()
    items = load_items(root.parent / "quizzes")
    assert [item.code for item in items] == ["kh-001", "kh-002", "kh-003"]
    assert [item.type for item in items] == [ItemType.SINGLE, ItemType.SITUATION, ItemType.DATE]
    assert items[2].day == date(2026, 6, 30)


def test_the_check_of_the_knowledge_files_covers_the_bank(root: Path) -> None:
    shutil.copytree(WITHOUT_LAWS, root)
    assert find_all_faults(root) == ()
    write(root, with_option(1, why=None))
    assert find_all_faults(root) == (
        "quizzes/bank.yaml: kh-001: phương án 2: thiếu lý do vì sao sai",
    )


def test_documents_may_come_without_a_bank(root: Path) -> None:
    assert find_faults(root) == ()
    assert load_items(root.parent / "quizzes") == ()


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        (with_option(1, right=True), "phải đúng một phương án đúng, đang có 2"),
        (with_option(0, right=False, why="Sai."), "phải đúng một phương án đúng, đang có 0"),
        (with_option(1, text="từ 98 % trở lên."), "phương án 2: trùng với phương án 1"),
        (with_option(2, text="Từ 95% trở lên!"), "phương án 3: trùng với phương án 2"),
        (with_option(1, why=None), "phương án 2: thiếu lý do"),
        (with_option(1, role="best"), "chỉ dùng cho câu tình huống"),
        (with_option(1, text="Tất cả các phương án trên"), "dựa vào phương án khác"),
        (with_option(0, text="Từ 97% trở lên"), "số 97 không có ở II.2.i"),
        (with_option(1, text="x" * 161), "phương án: dài 161 ký tự"),
        (changed(SINGLE, stem="x" * 301), "câu hỏi: dài 301 ký tự"),
        (changed(SINGLE, path="II.2.z"), f"nguồn: {PLAN} không có “II.2.z”"),
        (changed(SINGLE, path=None), "path: thiếu khóa bắt buộc"),
        (changed(SINGLE, type="poll"), "type: phải là một trong"),
        (changed(SINGLE, answer=98), "answer: khóa lạ"),
        (changed(SINGLE, difficulty=4), "difficulty: giá trị không có trong danh sách"),
        (changed(SINGLE, skill="cooking"), "skill: giá trị không có trong danh sách"),
        (changed(SINGLE, id="KH 1"), "id: không đúng mẫu"),
        (changed(SINGLE, version=0), "version: nhỏ quá"),
        (changed(SINGLE, explanation="Vì thế."), "lời giải: chưa nêu mục"),
        (changed(SINGLE, stem="Mức  độ hài lòng?"), "thừa khoảng trắng"),
        (changed(SINGLE, options=SINGLE["options"][:2]), "options: có ít phần tử quá"),
        (changed(SINGLE, type="several"), "options: có ít phần tử quá"),
        (
            changed(SITUATION, options=SINGLE["options"]),
            "đúng một phương án tốt nhất, đang có 0",
        ),
        (changed(DATE, answer="2026-06-29", facts=[]), "ngày 2026-06-29 không có ở III.2.đ"),
        (changed(DATE, wording="tháng 5/2026"), "“tháng 5/2026” không phải 2026-06-30"),
        (changed(DATE, answer="2026-13-01"), "answer: không phải ngày hợp lệ"),
        (changed(DATE, type="number", answer=77, wording=None), "số 77 không có ở III.2.đ"),
        ("không phải một câu", "câu thứ 1: phải là một mục"),
    ],
)
def test_a_faulty_item_is_named_with_its_fault(root: Path, item: object, fault: str) -> None:
    write(root, item)
    faults = find_faults(root)
    assert any(fault in line for line in faults), faults
    assert all(line.startswith("quizzes/bank.yaml: ") for line in faults)


@pytest.mark.parametrize(
    ("fact", "fault"),
    [
        ({"kind": "target", "path": "II.2.i", "value": 95}, "chỉ tiêu II.2.i không có số 95"),
        ({"kind": "target", "path": "II.2.i"}, "target cần đúng value"),
        ({"kind": "milestone", "path": "III.2.đ", "due": "2026-07-30"}, "không có mốc 2026-07-30"),
        ({"kind": "lead", "path": "III.2", "unit": "Sở Tài chính"}, "không phải cơ quan thực hiện"),
        ({"kind": "coordinator", "path": "III.2", "unit": "Sở Nội vụ"}, "cơ quan phối hợp"),
        ({"kind": "duty", "path": "V.3", "unit": "Sở Nội vụ"}, "không phải đơn vị được giao việc"),
        ({"kind": "lead", "path": "III.99", "unit": "Sở Nội vụ"}, "không có “III.99”"),
    ],
)
def test_a_fact_that_the_register_does_not_hold_is_a_fault(
    root: Path, fact: object, fault: str
) -> None:
    write(root, changed(SINGLE, facts=[fact]))
    assert any(
        "kh-001" in line and "facts.1" in line and fault in line for line in find_faults(root)
    )


@pytest.mark.parametrize(
    "fact",
    [
        {"kind": "lead", "path": "III.2", "unit": "Sở Nội vụ"},
        {"kind": "lead", "path": "III.2.c", "unit": "sở nội vụ"},
        {"kind": "coordinator", "path": "III.2", "unit": "Ủy ban nhân dân các xã, phường"},
        {"kind": "milestone", "path": "III.2", "due": "2026-09-30"},
        {"kind": "duty", "path": "V.3", "unit": "Sở Tài chính"},
    ],
)
def test_a_fact_may_name_the_unit_in_full_and_the_task_or_its_point(
    root: Path, fact: object
) -> None:
    write(root, changed(SINGLE, facts=[fact]))
    assert find_faults(root) == ()


def test_a_bank_on_a_document_that_is_not_there_is_a_fault(root: Path) -> None:
    write(root, SINGLE, document="luat-khong-co")
    assert find_faults(root) == ("quizzes/bank.yaml: document: không có văn bản “luat-khong-co”",)


def test_two_items_may_not_ask_the_same_nor_share_an_id(root: Path) -> None:
    stem = "Mức độ hài lòng về thủ tục hành chính cấp xã phải đạt là bao nhiêu?"
    write(root, SINGLE)
    write(root, changed(SINGLE, id="kh-009", stem=stem), SINGLE, name="other.yaml")
    faults = find_faults(root)
    assert "quizzes/other.yaml: kh-009: hỏi gần như kh-001" in faults
    assert "quizzes/other.yaml: kh-001: mã đã dùng trong bank.yaml" in faults


def test_items_that_differ_in_a_figure_alone_ask_something_else(root: Path) -> None:
    write(
        root,
        changed(SINGLE, stem="Nhóm nhiệm vụ III.2 do đơn vị nào thực hiện?"),
        changed(SINGLE, id="kh-009", stem="Nhóm nhiệm vụ III.3 do đơn vị nào thực hiện?"),
    )
    assert find_faults(root) == ()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "tệp trống"),
        ("- a\n", "phải gồm document, author và items"),
        ("document: x\nauthor: y\n", "items: phải là một danh sách"),
        ("document: x\ndocument: y\n", "viết hai lần"),
        ("document: [\n", "lỗi cú pháp YAML"),
        ("author: y\nitems: [{id: a-1, type: single}]\n", "document: thiếu khóa bắt buộc"),
    ],
)
def test_a_file_that_is_no_bank_is_named(root: Path, content: str, fault: str) -> None:
    (root.parent / "quizzes").mkdir()
    (root.parent / "quizzes" / "bad.yaml").write_text(content, encoding="utf-8")
    assert any("quizzes/bad.yaml" in line and fault in line for line in find_faults(root))
    with pytest.raises(BrokenKnowledge, match=r"bad\.yaml"):
        load_items(root.parent / "quizzes")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sở Nội vụ", "sở nội vụ.", True),
        ("Sở Nội vụ", "Sở Nội Vu", False),
        ("30/6/2026", "tháng 6 năm 2026", True),
        ("30/6/2026", "Quý III năm 2026", False),
        ("05 ngày", "5 ngày", True),
        ("5 ngày", "5 ngày làm việc", False),
        ("từ 98% trở lên", "từ 98% trở xuống", False),
    ],
)
def test_choices_are_the_same_when_they_say_the_same(one: str, other: str, same: bool) -> None:
    assert is_same_choice(one, other) is same
