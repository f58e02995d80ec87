"""A plan that a decision issues, and one whose tasks are a table, read whole."""

from datetime import date

import pytest

from domain.register import Document
from knowledge.parser import parse_document
from tests.knowledge.plans import plan_text


@pytest.fixture(scope="module")
def issued() -> Document:
    return parse_document(plan_text("quyet-dinh-du-lich-cong-dong"))


@pytest.fixture(scope="module")
def table() -> Document:
    return parse_document(plan_text("bang-phan-cong-du-lieu-dat-dai"))


def test_the_decision_gives_number_day_and_signature(issued: Document) -> None:
    info = issued.info
    assert (info.kind, info.number, info.issued) == (
        "kế hoạch", "1187/QĐ-UBND", date(2026, 3, 28),
    )  # fmt: skip
    assert (info.issuer, info.signer, info.signer_title) == (
        "UBND tỉnh Trà Giang", "Huỳnh Thị Mỹ Lệ", "CHỦ TỊCH",
    )  # fmt: skip


def test_the_articles_of_the_decision_are_text_and_no_tasks(issued: Document) -> None:
    assert issued.by_key["quyết định.2#1"].text.startswith("Giao Sở Văn hóa")
    assert not [task for task in issued.tasks if task.path.startswith("quyết định")]
    assert [report.key for report in issued.reports] == ["V#3", "quyết định.2#1"]


def test_every_task_has_its_bodies(issued: Document) -> None:
    culture, towns = "so-van-hoa-the-thao-va-du-lich", "ubnd-cac-xa-phuong"
    assert {task.path: (task.leads, task.coordinators) for task in issued.tasks} == {
        "III.1.1": ((culture,), ("so-xay-dung", "so-nong-nghiep-va-moi-truong",
                                 "ubnd-cac-xa-phuong-co-diem-du-lich")),
        "III.1.2": ((towns,), ("so-xay-dung", "so-tai-chinh")),
        "III.2.1": ((culture,), ("hiep-hoi-du-lich-tinh", "so-y-te", "cong-an-tinh")),
        "III.2.2": ((culture, "so-cong-thuong"), ()),
        "III.3": (("truong-cao-dang-du-lich",),
                  ("hoi-lien-hiep-phu-nu-tinh", "tinh-doan", "cac-doanh-nghiep-lu-hanh")),
        "III.4.a": (("trung-tam-xuc-tien-dau-tu-thuong-mai-va-du-lich-tinh",), ()),
        "III.4.b": (("hiep-hoi-du-lich-tinh",), ()),
        "III.4.c": ((culture,), ()),
    }  # fmt: skip


def test_lines_under_a_name_are_the_duties_of_that_body(issued: Document) -> None:
    duties = {duty.key: duty.leads for duty in issued.duties if duty.block}
    assert duties == {
        "V#2": ("so-van-hoa-the-thao-va-du-lich",), "V#3": ("so-van-hoa-the-thao-va-du-lich",),
        "V#5": ("so-tai-chinh",), "V#7": ("ubnd-cac-xa-phuong",),
        "V#8": ("bao-va-phat-thanh-truyen-hinh",),
    }  # fmt: skip


def test_a_part_of_a_table_holds_its_rows(table: Document) -> None:
    assert [(task.path, task.title) for task in table.tasks] == [
        ("II.A.1", "Kiện toàn Tổ công tác về dữ liệu đất đai"),
        ("II.A.2", "Ban hành quy chế khai thác, sử dụng và cập nhật dữ liệu đất đai"),
        ("II.B.3", "Đối soát dữ liệu chủ sử dụng đất với Cơ sở dữ liệu quốc gia về dân cư"),
        ("II.B.4", "Thu thập giấy chứng nhận còn thiếu"),
        ("II.B.5", "Số hóa 1,2 triệu hồ sơ"),
        ("II.C.6", "Điều tra, thu thập dữ liệu nhà ở"),
        ("II.C.7", "Kết nối với Cơ sở dữ liệu quốc gia"),
        ("II.C.8", "Vận hành, cập nhật"),
    ]


def test_the_days_of_a_table_are_due_where_they_stand(table: Document) -> None:
    assert [m.due for m in table.milestones if m.key.startswith("II.")] == [
        date(2026, 6, 15), date(2026, 6, 30), date(2026, 8, 31), date(2026, 9, 30),
        date(2026, 12, 31), date(2026, 11, 30), date(2027, 12, 31), None,
    ]  # fmt: skip


def test_the_title_may_speak_of_what_a_number_is_called_in_vietnamese(table: Document) -> None:
    assert table.info.title.startswith("Chuyển đổi số trong quản lý đất đai")
    assert table.info.blank == ("number", "day")
