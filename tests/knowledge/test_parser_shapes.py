"""Small plans in the many shapes that offices use, one matter each."""

from datetime import date
from decimal import Decimal

import pytest

from domain.register import Document, MilestoneKind
from knowledge.parser import parse_document
from tests.knowledge.plans import small_plan


def only_task(*lines: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who leads and who takes part in the only task of part I."""
    task = small_plan("I. NHIỆM VỤ", *lines, "II. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ", "Làm.").tasks[
        0
    ]
    return task.leads, task.coordinators


@pytest.mark.parametrize(
    ("line", "leads", "coordinators"),
    [
        ("1. Mở lớp. Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Công an tỉnh.",
         ("so-y-te",), ("cong-an-tinh",)),
        ("1. Mở lớp. Đơn vị thực hiện: Sở Y tế và Sở Tư pháp.", ("so-y-te", "so-tu-phap"), ()),
        ("1. Giao Sở Y tế chủ trì, phối hợp với Sở Tư pháp, Công an tỉnh mở lớp.",
         ("so-y-te",), ("so-tu-phap", "cong-an-tinh")),
        ("1. Mở lớp (Sở Y tế chủ trì; Sở Tư pháp phối hợp).", ("so-y-te",), ("so-tu-phap",)),
        ("1. Sở Y tế chủ trì phối hợp với các Sở: Tư pháp, Nội vụ và Tài chính mở lớp.",
         ("so-y-te",), ("so-tu-phap", "so-noi-vu", "so-tai-chinh")),
        ("1. Việc mở lớp do Sở Y tế thực hiện trong Quý II.", ("so-y-te",), ()),
        ("1. Mở lớp. Phân công thực hiện: Phòng Đào tạo nghề; Tổ công tác Đề án 06.",
         ("phong-dao-tao-nghe", "to-cong-tac-de-an-06"), ()),
        ("1. Mở lớp. Chủ trì: Cục Chuyển đổi số; phối hợp: các đơn vị thuộc Bộ.",
         ("cuc-chuyen-doi-so",), ("cac-don-vi-thuoc-bo",)),
    ],
)  # fmt: skip
def test_who_leads_and_who_takes_part(
    line: str, leads: tuple[str, ...], coordinators: tuple[str, ...]
) -> None:
    assert only_task(line) == (leads, coordinators)


def test_work_given_by_the_province_has_no_lead_for_that() -> None:
    plan = small_plan("I. NHIỆM VỤ", "1. Làm việc khác do UBND tỉnh giao.", "2. Mở lớp.")
    assert [task.leads for task in plan.tasks] == [(), ()]


def test_a_task_that_raises_responsibility_is_no_part_of_duties() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Tuyên truyền, nâng cao trách nhiệm của gia đình",
        "a) Đơn vị chủ trì: Sở Y tế", "2. Tổ chức triển khai đợt tiêm phòng",
        "a) Đơn vị chủ trì: Sở Tư pháp", "II. TRÁCH NHIỆM THI HÀNH", "1. Sở Y tế", "Làm.",
    )  # fmt: skip
    assert [(task.path, task.leads) for task in plan.tasks] == [
        ("I.1", ("so-y-te",)), ("I.2", ("so-tu-phap",)),
    ]  # fmt: skip
    assert [block.path for block in plan.blocks] == ["II.1"]


def test_points_in_other_words_are_the_points_of_the_task() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Xây dựng quy chế", "a) Đơn vị chủ trì: Vụ Pháp chế",
        "b) Đơn vị phối hợp: Văn phòng Bộ", "c) Thời hạn: Tháng 9/2026",
        "d) Sản phẩm: Quyết định ban hành", "2. Rà soát", "a) Đơn vị chủ trì: Vụ Pháp chế",
    )  # fmt: skip
    task = plan.tasks[0]
    assert (task.leads, task.coordinators) == (("vu-phap-che",), ("van-phong-bo",))
    assert (task.time_path, task.output) == ("I.1.c", "Quyết định ban hành")
    assert plan.milestones[0].due == date(2026, 9, 30)


def test_lines_after_the_last_letter_belong_to_the_group() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Tuyên truyền", "a) Phát tờ rơi.", "b) Treo băng rôn.",
        "- Cơ quan chủ trì: Sở Y tế.", "- Thời gian: Quý I/2026.",
    )  # fmt: skip
    assert [(task.path, task.leads) for task in plan.tasks] == [("I.1", ("so-y-te",))]


def test_a_group_whose_points_have_their_own_leads_is_no_task() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Tuyên truyền", "a) Phát tờ rơi. Chủ trì: Sở Y tế.",
        "b) Treo băng rôn. Chủ trì: Sở Nội vụ.",
    )  # fmt: skip
    assert [task.path for task in plan.tasks] == ["I.1.a", "I.1.b"]


def test_tasks_for_which_nobody_is_named_are_tasks_without_a_lead() -> None:
    plan = small_plan("I. NHIỆM VỤ", "1. Tuyên truyền", "- Phát tờ rơi.", "2. Mở lớp tập huấn.")
    assert [(task.path, task.leads) for task in plan.tasks] == [("I.1", ()), ("I.2", ())]
    assert "I.1 không nêu đơn vị chủ trì." in plan.warnings


@pytest.mark.parametrize(
    ("wording", "kind", "due"),
    [
        ("hoàn thành trước ngày 15/8", MilestoneKind.BY_DAY, date(2026, 8, 15)),
        ("xong trong tháng 7", MilestoneKind.BY_MONTH_END, date(2026, 7, 31)),
        ("chậm nhất ngày 30 tháng 9 năm 2026", MilestoneKind.BY_DAY, date(2026, 9, 30)),
        ("trong quý III năm 2026", MilestoneKind.BY_QUARTER_END, date(2026, 9, 30)),
        ("thực hiện hằng quý", MilestoneKind.PERIODIC, None),
    ],
)
def test_a_time_at_the_end_of_a_sentence_is_found(
    wording: str, kind: MilestoneKind, due: date | None
) -> None:
    plan = small_plan("I. NHIỆM VỤ", f"1. Sở Y tế chủ trì mở lớp tập huấn, {wording}.", "2. Khác.")
    assert [(m.wording, m.kind, m.due) for m in plan.milestones] == [(wording, kind, due)]


def test_a_goal_for_a_later_year_is_no_deadline() -> None:
    plan = small_plan(
        "I. MỤC ĐÍCH", "1. Yêu cầu", "- Bám sát định hướng đến năm 2035.", "II. NHIỆM VỤ",
        "1. Sở Y tế chủ trì mở lớp theo Kế hoạch giai đoạn 2026 - 2030.",
    )  # fmt: skip
    assert plan.milestones == ()


def test_a_date_outside_tasks_and_blocks_is_kept_by_its_place() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Sở Y tế chủ trì mở lớp.", "II. KINH PHÍ",
        "Các đơn vị gửi dự toán về Sở Tài chính trước ngày 15/7.",
    )  # fmt: skip
    assert [(m.task, m.due) for m in plan.milestones] == [("II", date(2026, 7, 15))]


def test_bulleted_assignments_are_blocks_of_one_paragraph() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Mở lớp.", "II. TỔ CHỨC THỰC HIỆN",
        "- Văn phòng HĐND và UBND: tham mưu; hằng quý báo cáo UBND xã.",
        "- Giao Phòng Kinh tế bảo đảm kinh phí trước ngày 28/02/2026.",
        "- Đề nghị Ủy ban MTTQ Việt Nam xã giám sát.",
    )  # fmt: skip
    assert [(b.path, b.number, b.units) for b in plan.blocks] == [
        ("II", "1", ("van-phong-hdnd-va-ubnd",)),
        ("II", "2", ("phong-kinh-te",)),
        ("II", "3", ("uy-ban-mttq-viet-nam-xa",)),
    ]
    assert [duty.key for duty in plan.duties if duty.block] == ["II#1", "II#2", "II#3"]
    assert [(m.task, m.what, m.due) for m in plan.milestones] == [
        ("II", "Bảo đảm kinh phí", date(2026, 2, 28))
    ]


def table_plan(*rows: str) -> Document:
    return small_plan("I. NHIỆM VỤ", "1. Theo phụ lục.", "II. KINH PHÍ", "Không.", "PHỤ LỤC", *rows)


def test_a_table_with_tabs_and_parts() -> None:
    plan = table_plan(
        "TT\tNhiệm vụ\tĐơn vị chủ trì\tThời hạn", "(1)\t(2)\t(3)\t(4)", "I\tThể chế",
        "1\tRà soát văn bản\tSở Tư pháp\tTháng 3/2026", "II\tThủ tục",
        "1\tNiêm yết thủ tục\tSở Nội vụ\tQuý II",
    )  # fmt: skip
    assert [task.path for task in plan.tasks] == ["phụ lục.I.1", "phụ lục.II.1"]
    assert plan.by_path["phụ lục.II"].heading == "Thủ tục"
    assert plan.milestones[1].due == date(2026, 6, 30)


def test_a_table_in_markdown() -> None:
    plan = table_plan(
        "| STT | Nội dung | Chủ trì | Hoàn thành |", "|-----|----------|---------|-----|",
        "| 1 | Số hóa hồ sơ | Sở Nội vụ | trước 30/6 |",
    )  # fmt: skip
    assert plan.tasks[0].leads == ("so-noi-vu",)
    assert plan.milestones[0].due == date(2026, 6, 30)


def test_a_row_that_goes_on_in_the_next_is_one_task() -> None:
    plan = table_plan(
        "STT | Nội dung | Chủ trì | Hoàn thành", "1 | Rà soát toàn bộ hồ sơ | Sở Nội vụ | Quý I",
        " | và số hóa hồ sơ | Sở Tư pháp | ",
    )  # fmt: skip
    assert [task.path for task in plan.tasks] == ["phụ lục.1"]
    assert plan.tasks[0].leads == ("so-noi-vu", "so-tu-phap")


def test_several_appendices_have_their_own_paths() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Theo phụ lục.", "II. KINH PHÍ", "Không.",
        "PHỤ LỤC I", "NHIỆM VỤ", "STT | Nội dung | Chủ trì | Thời hạn", "1 | A | Sở Y tế | Quý I",
        "PHỤ LỤC II", "CHỈ TIÊU", "1. Một việc.", "2. Hai việc.",
    )  # fmt: skip
    assert {"phụ lục I.1", "phụ lục II.1", "phụ lục II.2"} <= set(plan.by_path)
    assert plan.by_path["phụ lục II"].heading == "CHỈ TIÊU"


def test_a_table_in_the_body_stands_under_its_part() -> None:
    plan = small_plan(
        "I. MỤC ĐÍCH", "Tốt hơn.", "II. PHÂN CÔNG NHIỆM VỤ",
        "STT | Nội dung | Chủ trì | Thời hạn", "1 | Mở lớp | Sở Y tế | Quý I",
    )  # fmt: skip
    assert [(task.path, task.leads) for task in plan.tasks] == [("II.1", ("so-y-te",))]


def test_a_plan_issued_by_a_decision_keeps_its_own_paths() -> None:
    plan = parse_document(
        "\n".join(
            [
                "BỘ NỘI VỤ", "Số: 145/QĐ-BNV", "Hà Nội, ngày 2 tháng 6 năm 2026", "QUYẾT ĐỊNH",
                "Ban hành Kế hoạch", "Căn cứ Nghị định số 25/2025/NĐ-CP ngày 21/02/2025;",
                "QUYẾT ĐỊNH:", "Điều 1. Ban hành Kế hoạch.", "Điều 2. Có hiệu lực từ ngày ký.",
                "Nơi nhận:", "- Lưu: VT.", "BỘ TRƯỞNG", "Trần Văn Bình", "KẾ HOẠCH",
                "Bồi dưỡng công chức năm 2026", "(Ban hành kèm theo Quyết định số 145/QĐ-BNV)",
                "I. MỤC TIÊU", "1. Nâng cao kỹ năng.", "II. NHIỆM VỤ",
                "1. Mở lớp. Chủ trì: Vụ Đào tạo; hoàn thành: 31/12/2026.",
            ]
        )
    )  # fmt: skip
    assert (plan.info.kind, plan.info.number) == ("kế hoạch", "145/QĐ-BNV")
    assert plan.info.title == "Bồi dưỡng công chức năm 2026"
    assert {"quyết định.1", "I.1", "II.1", "ký"} <= set(plan.by_path)
    assert plan.tasks[0].leads == ("vu-dao-tao",)


@pytest.mark.parametrize(
    ("line", "operator", "value", "unit"),
    [
        ("Tỷ lệ hài lòng đạt từ 98% trở lên", ">=", "98", "%"),
        ("Tối thiểu 80% thôn có tổ công nghệ", ">=", "80", "%"),
        ("Số vụ việc tồn đọng không quá 5%", "<=", "5", "%"),
        ("Thời gian chờ dưới 15 phút", "<", "15", "phút"),
        ("Khoảng 30% lao động qua đào tạo", "~", "30", "%"),
        ("Tạo việc làm cho trên 56.000 lao động", ">", "56000", "lao động"),
        ("Tổ chức ít nhất 12 lớp tập huấn", ">=", "12", "lớp"),
        ("Thu ngân sách đạt 12,5 tỷ đồng", "=", "12.5", "tỷ đồng"),
    ],
)
def test_figures_of_targets(line: str, operator: str, value: str, unit: str) -> None:
    plan = small_plan("I. CHỈ TIÊU", f"- {line}.", "- Giữ vững nền nếp.", "II. NHIỆM VỤ", "1. Làm.")
    assert len(plan.targets) == 1
    measure = plan.targets[0].measures[0]
    assert (measure.operator, measure.value, measure.unit) == (operator, Decimal(value), unit)


@pytest.mark.parametrize(
    "line",
    ["Vận hành mô hình chính quyền 02 cấp", "Bám sát Chỉ thị 18/CT-TTg", "Hoàn thành năm 2026",
     "Thực hiện giai đoạn 2026 - 2030", "Theo khoản 2 Điều 5"],
)  # fmt: skip
def test_years_levels_and_document_numbers_are_no_figures(line: str) -> None:
    plan = small_plan("I. CHỈ TIÊU", "1. Cụ thể", f"a) {line}.", "II. NHIỆM VỤ", "1. Làm.")
    assert [target.measures for target in plan.targets] == [()]


@pytest.mark.parametrize(
    ("line", "schedule", "is_dated"),
    [
        ("Định kỳ báo cáo kết quả về Sở Nội vụ theo quy định.", "Định kỳ … theo quy định", False),
        ("Báo cáo Sở Nội vụ trước ngày 20 tháng cuối quý.", "trước ngày 20 tháng cuối quý", True),
        ("Định kỳ hằng quý báo cáo Sở Nội vụ.", "Định kỳ hằng quý", True),
    ],
)
def test_how_often_to_report(line: str, schedule: str, is_dated: bool) -> None:
    plan = small_plan(
        "I. NHIỆM VỤ",
        "1. Làm.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế",
        line,
        "2. Sở Nội vụ",
        "Theo dõi.",
    )
    report = plan.reports[0]
    assert (report.units, report.to) == (("so-y-te",), ("so-noi-vu",))
    assert (report.wording, report.is_dated) == (schedule, is_dated)


@pytest.mark.parametrize(
    "closing",
    ["Trong quá trình thực hiện, nếu có vướng mắc, phản ánh về Sở Y tế./.",
     "Trên đây là Kế hoạch năm 2026, đề nghị các đơn vị thực hiện./.",
     "Yêu cầu các đơn vị nghiêm túc thực hiện."],
)  # fmt: skip
def test_the_closing_paragraph_has_a_place_of_its_own(closing: str) -> None:
    plan = small_plan("I. NHIỆM VỤ", "1. Làm.", "II. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế",
                      "Tham mưu thực hiện.", closing)  # fmt: skip
    assert plan.by_path["II.cuối"].text == closing
    assert plan.by_path["II.1"].text == "Tham mưu thực hiện."


def test_a_last_duty_that_ends_the_document_stays_with_its_unit() -> None:
    plan = small_plan("I. NHIỆM VỤ", "1. Làm.", "II. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế",
                      "Tham mưu thực hiện.", "Tổng hợp kết quả./.")  # fmt: skip
    assert "II.cuối" not in plan.by_path


def test_a_number_left_out_is_pointed_out() -> None:
    plan = small_plan("I. NHIỆM VỤ", "1. Làm.", "2. Theo dõi.", "4. Tổng kết.")
    assert "Sau I.2 là I.4: có thể thiếu một mục ở giữa." in plan.warnings


def test_a_number_printed_twice_stays_reachable() -> None:
    plan = small_plan("I. NHIỆM VỤ", "1. Làm.", "2. Theo dõi.", "2. Tổng kết.")
    assert plan.by_path["I.2(2)"].text == "Tổng kết."
