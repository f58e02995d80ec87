"""Loading knowledge files: what follows by rule is derived, and every fault is named in place."""

import shutil
from pathlib import Path

import pytest

from domain.errors import BrokenKnowledge
from domain.register import DutyRole
from knowledge.loader import load_document, load_documents
from tests.knowledge.official_text import PLAN, SHIPPED

INFO = """
state: digest
kind: kế hoạch
title: Trồng cây ven đường
source: bản thử
checked_on: 2026-11-23
units:
  - {id: so-noi-vu, name: Sở Nội vụ}
  - {id: so-tai-chinh, name: Sở Tài chính}
cited:
  - {id: nq-5, kind: nghị quyết, number: 5/NQ-HĐND}
"""
PROVISIONS = """
- path: I
  heading: NHIỆM VỤ
- path: I.1
  heading: Trồng cây
  task: true
  leads: [so-noi-vu]
  paragraphs:
    - text: Trồng 500 cây, hoàn thành trước ngày 15/8/2026.
      cites: [nq-5]
      milestones:
        - {what: Trồng 500 cây, wording: trước ngày 15/8/2026, kind: by_day, due: 2026-08-15}
- path: II
  heading: Sở Tài chính
  block: [so-tai-chinh]
  paragraphs:
    - Cấp kinh phí.
    - {text: Cùng kiểm tra., role: coordinate, with: [so-noi-vu]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "trong-cay"
    folder.mkdir()
    _write(folder)
    return folder


def _write(folder: Path, *, info: str = INFO, provisions: str = PROVISIONS) -> None:
    (folder / "document.yaml").write_text(info, encoding="utf-8")
    (folder / "provisions.yaml").write_text(provisions, encoding="utf-8")


def _faults(folder: Path) -> str:
    with pytest.raises(BrokenKnowledge) as caught:
        load_document(folder)
    return "\n".join(caught.value.faults)


def test_the_shipped_documents_load() -> None:
    slugs = [document.info.slug for document in load_documents(SHIPPED)]
    assert slugs == sorted(folder.name for folder in SHIPPED.iterdir() if folder.is_dir())
    assert {"don-vi-hanh-chinh-dak-lak", PLAN, "luat-80-2025-qh15"} <= set(slugs)


def test_label_parent_and_keys_follow_from_the_path(folder: Path) -> None:
    document = load_document(folder)
    provision = document.by_path["I.1"]
    assert (provision.label, provision.parent) == ("1", "I")
    assert [paragraph.key for paragraph in document.by_path["II"].paragraphs] == ["II#1", "II#2"]


def test_a_duty_takes_its_leads_from_its_task_or_block(folder: Path) -> None:
    of_task, performed, shared = load_document(folder).duties
    assert (of_task.task, of_task.leads, of_task.role) == ("I.1", ("so-noi-vu",), DutyRole.LEAD)
    assert (performed.block, performed.leads) == ("II", ("so-tai-chinh",))
    assert performed.role is DutyRole.PERFORM
    assert (shared.leads, shared.coordinators) == ((), ("so-tai-chinh", "so-noi-vu"))


def test_a_milestone_belongs_to_the_task_above_it(folder: Path) -> None:
    (milestone,) = load_document(folder).milestones
    assert (milestone.task, milestone.key, milestone.ordinal) == ("I.1", "I.1#1", 1)


def test_a_unit_has_the_short_forms_that_follow_a_rule(folder: Path) -> None:
    assert "SNV" in load_document(folder).unit_by_id["so-noi-vu"].aliases


def test_a_cited_document_knows_where_it_is_named(folder: Path) -> None:
    (cited,) = load_document(folder).cited
    assert cited.keys == ("I.1#1",)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("leads: [so-noi-vu]", "leads: [so-y-te]", "I.1: đơn vị “so-y-te” không có"),
        ("cites: [nq-5]", "cites: [nq-6]", "I.1#1: viện dẫn “nq-6” không có"),
        ("path: II", "path: I.1", "I.1: đường dẫn bị trùng"),
        ("path: II", "path: V.3", "V.3: không có mục cha"),
        ("due: 2026-08-15", "due: 2026-08-32", "I.1#1 milestones.1.due: không phải ngày hợp lệ"),
        ("kind: by_day", "kind: soon", "I.1#1 milestones.1.kind: giá trị không có trong danh sách"),
        ("task: true", "tasks: true", "I.1 tasks: khóa lạ"),
        ("task: true", "task: false", "I.1#1: mốc thời gian không thuộc nhiệm vụ nào"),
        ("- Cấp kinh phí.", "- ''", "II#1 text: để trống"),
        ("- Cấp kinh phí.", "- {role: lead}", "II#1 text: thiếu khóa bắt buộc"),
        ("- path: II\n", "- path: II\n  path: III\n", "dòng 14: lỗi cú pháp YAML (khóa “path”"),
        ("[nq-5]", "[nq-5", "lỗi cú pháp YAML"),
        ("path: II", "path: 2", "path: phải là chữ"),
        ("  heading: NHIỆM VỤ\n", "", "I: không có tiêu đề và không có đoạn nào"),
        ("  heading: NHIỆM VỤ\n", "  heading: A\n  parent: I\n", "I: đứng trước mục cha I"),
    ],
)
def test_a_fault_is_named_with_file_and_place(
    folder: Path, before: str, after: str, fault: str
) -> None:
    assert before in PROVISIONS
    _write(folder, provisions=PROVISIONS.replace(before, after, 1))
    faults = _faults(folder)
    assert "trong-cay/provisions.yaml: " in faults
    assert fault in faults


def test_all_faults_of_all_folders_are_told_at_once(folder: Path) -> None:
    _write(folder, provisions=PROVISIONS.replace("[nq-5]", "[nq-6]").replace("II", "I.1"))
    shutil.copytree(folder, folder.parent / "trong-rung")
    with pytest.raises(BrokenKnowledge) as caught:
        load_documents(folder.parent)
    assert len(caught.value.faults) == 4


@pytest.mark.parametrize("name", ["document.yaml", "provisions.yaml"])
def test_an_empty_or_missing_file_is_a_fault(folder: Path, name: str) -> None:
    (folder / name).write_text("# chỉ có ghi chú\n", encoding="utf-8")
    assert f"{name}: tệp trống" in _faults(folder)
    (folder / name).unlink()
    assert f"{name}: thiếu tệp" in _faults(folder)


def test_a_file_that_is_no_text_is_a_fault(folder: Path) -> None:
    (folder / "provisions.yaml").write_bytes(b"\xff\xfe\x00\x01")
    assert "provisions.yaml: không phải văn bản UTF-8" in _faults(folder)


def test_provisions_must_be_a_list(folder: Path) -> None:
    _write(folder, provisions="path: I\nheading: NHIỆM VỤ\n")
    assert "phải là một danh sách" in _faults(folder)


def test_a_folder_without_documents_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BrokenKnowledge, match="không có thư mục văn bản nào"):
        load_documents(tmp_path)
    with pytest.raises(BrokenKnowledge, match="không có thư mục văn bản nào"):
        load_documents(tmp_path / "không-có")
