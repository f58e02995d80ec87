"""Shapes that plans written by others brought: wrapped sums, tables of figures, counted days."""

from datetime import date
from decimal import Decimal

from domain.deadlines import next_time
from domain.register import Document, MilestoneKind
from knowledge.parser import parse_document
from tests.knowledge.plans import small_plan

TABLE = """
PHỤ LỤC
PHÂN BỔ GIẾNG VÀ BỒN
(Kèm theo Kế hoạch số 9/KH-UBND)
STT | Khu vực | Giếng khoan | Bồn chứa
1 | Hòa Đông | 8 | 120
2 | Hòa Tây | 12 | 210
3 | Hòa Nam | 5 | 95
Tổng cộng | | 25 | 425
""".strip().splitlines()


def units_named(plan: Document) -> list[str]:
    """Return the names of the bodies that a plan names."""
    return [unit.name for unit in plan.units]


def test_a_sum_that_a_line_end_cut_off_stays_in_its_paragraph() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Mở lớp.", "II. KINH PHÍ",
        "1. Tổng kinh phí: 68,4 tỷ đồng, gồm ngân sách tỉnh 41,2 tỷ đồng; ngân sách cấp xã",
        "12,7 tỷ đồng; nguồn khác 14,5 tỷ đồng.",
    )  # fmt: skip
    assert plan.by_path["II.1"].text.endswith("cấp xã 12,7 tỷ đồng; nguồn khác 14,5 tỷ đồng.")


def test_upgrading_counts_what_is_upgraded_and_ages_are_no_measure() -> None:
    plan = small_plan(
        "I. CHỈ TIÊU CỤ THỂ", "a) Sửa chữa, nâng cấp 47 công trình, trong đó 12 công trình hỏng.",
        "b) 70% người dân từ 15 đến 60 tuổi được hướng dẫn.", "c) Đào ao chứa 900 m3 nước.",
    )  # fmt: skip
    measured = [[(m.value, m.unit) for m in target.measures] for target in plan.targets]
    assert measured == [
        [(Decimal(47), "công trình"), (Decimal(12), "công trình")],
        [(Decimal(70), "%")],
        [(Decimal(900), "m3")],
    ]


def test_a_body_that_is_always_named_with_its_place_keeps_it() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Mở lớp", "a) Phân công: Hội Liên hiệp Phụ nữ xã chủ trì; Đoàn Thanh "
        "niên xã, Trường THCS Hòa Lâm cùng tham gia.",
        head="ỦY BAN NHÂN DÂN\nXÃ HÒA LÂM\nSố: 9/KH-UBND",
    )  # fmt: skip
    task = plan.tasks[0]
    assert task.leads == ("hoi-lien-hiep-phu-nu-xa",)
    assert [plan.unit_by_id[unit].name for unit in task.coordinators] == [
        "Đoàn Thanh niên xã", "Trường THCS Hòa Lâm",
    ]  # fmt: skip


def test_days_counted_from_the_issue_have_a_date_where_the_issue_has_one() -> None:
    time = "b) Thời hạn: Phương án trình trong vòng 30 ngày kể từ ngày ban hành Kế hoạch."
    task = ("I. NHIỆM VỤ", "1. Mở lớp", "a) Cơ quan chủ trì: Sở Y tế", time)
    milestone = small_plan(*task).milestones[0]
    assert (milestone.what, milestone.due) == ("Phương án trình", date(2026, 2, 4))
    blank = parse_document("\n".join(("KẾ HOẠCH", "Công tác năm 2026", *task)))
    assert [m.due for m in blank.milestones] == [None]
    assert any("30 ngày kể từ ngày ban hành" in warning for warning in blank.warnings)


def test_a_report_keeps_its_hour_and_each_of_its_days() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Mở lớp.", "II. TỔ CHỨC THỰC HIỆN", "1. Công an xã",
        "Báo cáo UBND xã trước 16 giờ thứ Năm hằng tuần.", "2. Sở Y tế",
        "Báo cáo quý trước ngày 05 của tháng đầu quý sau, báo cáo năm trước ngày 10 tháng 12.",
    )  # fmt: skip
    assert [report.wording for report in plan.reports] == [
        "trước 16 giờ thứ Năm hằng tuần",
        "trước ngày 05 của tháng đầu quý sau; trước ngày 10 tháng 12",
    ]


def test_what_recurs_on_a_day_comes_next_on_that_day() -> None:
    assert next_time("hằng năm xong trước ngày 15/12", date(2026, 11, 25)) == date(2026, 12, 15)
    assert next_time("hằng năm xong trước ngày 15/12", date(2026, 12, 16)) == date(2027, 12, 15)
    assert next_time("trước ngày 25 hằng tháng", date(2026, 12, 26)) == date(2027, 1, 25)
    assert next_time("ngày 31 hằng tháng", date(2027, 2, 1)) == date(2027, 3, 31)
    assert next_time("định kỳ hằng quý", date(2026, 12, 26)) is None


def test_a_table_of_figures_has_a_place_for_each_row_with_its_columns_named() -> None:
    plan = small_plan("I. NHIỆM VỤ", "1. Mở lớp.", *TABLE)
    texts = [p.text for p in plan.by_path["phụ lục.2"].paragraphs]
    assert texts == ["Hòa Tây", "Giếng khoan: 12", "Bồn chứa: 210"]
    assert plan.by_path["phụ lục.4"].heading == "Tổng cộng"


def test_a_table_in_the_body_needs_no_column_of_numbers() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Phủ sóng", "a) Việc cần làm:", "- Lắp 8 điểm wifi theo bảng:",
        "Nơi lắp | Số điểm | Tốc độ (Mbps)", "Chợ xã | 2 | 80", "Bến xe | 1 | 30",
        "Trạm xá | 5 | 60",
        "b) Phân công: Phòng Kinh tế chủ trì.",
    )  # fmt: skip
    rows = [p for p in plan.provisions if p.path.startswith("I.1.a.")]
    assert [row.heading for row in rows] == ["Chợ xã", "Bến xe", "Trạm xá"]
    assert rows[0].text == "Chợ xã\nSố điểm: 2\nTốc độ (Mbps): 80"


def test_a_wording_that_recurs_has_no_due_day_of_its_own() -> None:
    plan = small_plan("I. NHIỆM VỤ", "1. Mở lớp", "a) Chủ trì: Sở Y tế",
                      "b) Thời gian: hằng năm, xong trước ngày 15/12.")  # fmt: skip
    assert (plan.milestones[0].kind, plan.milestones[0].due) == (MilestoneKind.PERIODIC, None)


def test_a_plan_in_chapters_and_sections_has_its_tasks_and_bodies_there() -> None:
    plan = parse_document(
        "Số: 9/KH-UBND\nHòa Lâm, ngày 5 tháng 1 năm 2026\nKẾ HOẠCH\nGiữ nghề dệt\n"
        "CHƯƠNG I\nMỤC TIÊU\n1. Có ít nhất 24 đội.\nCHƯƠNG II\nNỘI DUNG\nMục 1. Bảo tồn\n"
        "1.1.1 Kiểm kê khung dệt. Phòng Kinh tế chủ trì, Bảo tàng tỉnh phối hợp; xong trước "
        "30/4/2026.\n1.1.2 Mở 9 lớp - Phòng Kinh tế làm đầu mối, Thư viện tỉnh hỗ trợ.\n"
        "CHƯƠNG III\nTỔ CHỨC THỰC HIỆN\n+ Phòng Kinh tế: tổng hợp kết quả.\n"
    )
    assert [p.path for p in plan.provisions if p.path[0] == "I"] == [
        "I", "I.1", "II", "II.1", "II.1.1.1", "II.1.1.2", "III",
    ]  # fmt: skip
    assert [(task.path, task.leads, task.coordinators) for task in plan.tasks] == [
        ("II.1.1.1", ("phong-kinh-te",), ("bao-tang-tinh",)),
        ("II.1.1.2", ("phong-kinh-te",), ("thu-vien-tinh",)),
    ]
    assert [block.units for block in plan.blocks] == [("phong-kinh-te",)]
