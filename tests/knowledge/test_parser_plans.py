"""Plans of other bodies in other shapes: a province with numbered tasks, a commune with a table."""

from datetime import date
from decimal import Decimal

import pytest

from domain.register import Document, DutyRole, MilestoneKind
from knowledge.parser import parse_document
from tests.knowledge.plans import COMMUNE, PROVINCE, plan_text


@pytest.fixture(scope="module")
def province() -> Document:
    return parse_document(plan_text(PROVINCE))


@pytest.fixture(scope="module")
def commune() -> Document:
    return parse_document(plan_text(COMMUNE))


def test_a_letterhead_in_two_columns_gives_number_day_and_issuer(province: Document) -> None:
    info = province.info
    assert (info.number, info.issued) == ("87/KH-UBND", date(2026, 3, 12))
    assert (info.issuer, info.blank) == ("UBND tỉnh Lam Giang", ())
    assert (info.signer, info.signer_title) == ("Phan Quỳnh Hoa", "PHÓ CHỦ TỊCH")
    assert info.slug == "ke-hoach-87-2026-ubnd-tinh-lam-giang"


def test_tasks_numbered_one_point_one_keep_their_printed_number(province: Document) -> None:
    paths = [task.path for task in province.tasks]
    assert paths == [
        "III.1.1", "III.1.2", "III.1.3", "III.2.1", "III.2.2", "III.2.3", "III.3.1", "III.3.2",
        "III.3.3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "leads", "coordinators"),
    [
        ("III.1.1", ("so-tu-phap",), ("so-noi-vu", "van-phong-ubnd-tinh")),
        ("III.1.3", ("van-phong-ubnd-tinh",), ("so-khoa-hoc-va-cong-nghe",)),
        ("III.2.1", ("so-khoa-hoc-va-cong-nghe", "cong-an-tinh"),
         ("so-tai-chinh", "so-tu-phap", "so-nong-nghiep-va-moi-truong")),
        ("III.2.2", ("so-tai-chinh",), ()),
        ("III.2.3", ("so-khoa-hoc-va-cong-nghe",), ("ubnd-cac-phuong",)),
        ("III.3.2", ("thanh-tra-tinh", "so-noi-vu"), ()),
    ],
)  # fmt: skip
def test_leads_and_partners_stand_inside_the_paragraph(
    province: Document, path: str, leads: tuple[str, ...], coordinators: tuple[str, ...]
) -> None:
    task = province.task_by_path[path]
    assert (task.leads, task.coordinators) == (leads, coordinators)


@pytest.mark.parametrize(
    ("key", "kind", "due"),
    [
        ("III.1.1#1", MilestoneKind.BY_DAY, date(2026, 5, 15)),
        ("III.1.2#1", MilestoneKind.BY_QUARTER_END, date(2026, 6, 30)),
        ("III.1.3#1", MilestoneKind.BY_DAY, date(2026, 6, 30)),
        ("III.2.1#4", MilestoneKind.BY_HALF_YEAR_END, date(2026, 6, 30)),
        ("III.2.3#1", MilestoneKind.BY_DAY, date(2026, 11, 30)),
        ("III.3.1#1", MilestoneKind.BY_HALF_YEAR_END, date(2026, 12, 31)),
        ("III.3.2#1", MilestoneKind.ONGOING, None),
        ("III.3.3#1", MilestoneKind.PERIODIC, None),
    ],
)
def test_dates_are_read_where_they_stand(
    province: Document, key: str, kind: MilestoneKind, due: date | None
) -> None:
    milestone = next(m for m in province.milestones if m.key == key)
    assert (milestone.kind, milestone.due) == (kind, due)


def test_a_date_in_a_later_clause_belongs_to_that_clause(province: Document) -> None:
    milestone = next(m for m in province.milestones if m.task == "III.2.3")
    assert milestone.what == "Tổng kết thí điểm"


def test_the_title_of_an_assigned_task_is_the_work_alone(province: Document) -> None:
    title = province.task_by_path["III.1.3"].title
    assert title == "Xây dựng bộ câu hỏi thường gặp về thủ tục cấp xã"
    assert province.task_by_path["III.2.1"].output == "Biên bản nghiệm thu kết nối"


def test_a_task_followed_only_by_labelled_lines_keeps_its_sentence(province: Document) -> None:
    work = [duty.key for duty in province.duties if duty.task == "III.2.1"]
    assert work == ["III.2.1#1"]


def test_dated_work_in_a_units_block_is_a_milestone_of_the_block(province: Document) -> None:
    dated = {m.key: (m.task, m.due) for m in province.milestones if m.task.startswith("V")}
    assert dated["V.4#1"] == ("V.4", date(2026, 3, 31))
    assert dated["V.2.b#1"] == ("V.2", date(2026, 12, 10))
    assert dated["V.5#3"] == ("V.5", None)


def test_joint_requested_and_inline_blocks_name_their_units(province: Document) -> None:
    assert [(b.path, b.units) for b in province.blocks] == [
        ("V.1", ("so-noi-vu",)),
        ("V.2", ("van-phong-ubnd-tinh",)),
        ("V.3", ("so-tai-chinh", "so-khoa-hoc-va-cong-nghe")),
        ("V.4", ("cac-so-ban-nganh",)),
        ("V.5", ("ubnd-cac-xa-phuong",)),
        ("V.6", ("uy-ban-mttq-viet-nam-tinh", "cac-to-chuc-chinh-tri-xa-hoi")),
    ]


def test_bulleted_targets_count_from_one(province: Document) -> None:
    targets = {t.label: t.measures[0] for t in province.targets}
    assert list(targets) == ["1", "2", "3", "4", "5", "6"]
    assert (targets["1"].operator, targets["1"].population) == (">=", "hồ sơ tiếp nhận tại cấp xã")
    assert (targets["3"].operator, targets["3"].value) == ("<=", Decimal("2.5"))
    assert (targets["5"].unit, targets["5"].per_year) == ("đợt", True)
    assert (targets["6"].operator, targets["6"].unit) == ("<", "phút")


def test_a_report_schedule_is_dated(province: Document) -> None:
    assert [(r.key, r.to, r.wording, r.is_dated) for r in province.reports] == [
        ("V.1#1", ("ubnd-tinh",), "trước ngày 20 của tháng cuối quý", True),
        ("V.5#3", ("so-noi-vu",), "trước ngày 15 hằng tháng", True),
    ]


def test_the_closing_paragraph_is_no_duty_of_the_last_unit(province: Document) -> None:
    assert province.by_path["V.cuối"].parent == "V"
    assert not any(duty.key.startswith("V.cuối") for duty in province.duties)


def test_a_plan_without_roman_parts_keeps_its_own_numbers(commune: Document) -> None:
    assert {"1", "2.b", "3.2", "5.6", "5.cuối"} <= set(commune.by_path)
    assert commune.info.issuer == "UBND xã Tân Phước"
    assert commune.info.slug == "ke-hoach-23-2026-ubnd-xa-tan-phuoc"


def test_each_row_of_the_appendix_is_a_task(commune: Document) -> None:
    rows = [task for task in commune.tasks if task.path.startswith("phụ lục")]
    assert [task.path for task in rows] == [f"phụ lục.{n}" for n in range(1, 9)]
    third = rows[2]
    assert third.leads == ("doan-thanh-nien-xa", "hoi-lien-hiep-phu-nu-xa")
    assert third.coordinators == ("cong-an-xa", "cac-truong-hoc")
    assert (third.leads_key, third.output) == ("phụ lục.3#2", "2.000 cây được trồng")
    assert rows[7].leads == ("cac-thon-to-dan-pho",)


def test_the_time_column_gives_each_row_its_date(commune: Document) -> None:
    due = {m.task: m.due for m in commune.milestones if m.task.startswith("phụ lục")}
    assert due["phụ lục.2"] == date(2026, 5, 31)
    assert due["phụ lục.5"] == date(2026, 9, 30)
    assert due["phụ lục.8"] is None


def test_only_the_work_cell_of_a_row_is_a_duty(commune: Document) -> None:
    keys = [duty.key for duty in commune.duties if duty.task == "phụ lục.1"]
    assert keys == ["phụ lục.1#1"]


def test_a_line_that_names_its_own_lead_speaks_for_itself_alone(commune: Document) -> None:
    duties = {duty.key: duty for duty in commune.duties}
    assert duties["3.2#1"].leads == ("phong-kinh-te",)
    assert duties["3.2#2"].leads == ()


def test_two_dates_in_one_paragraph_are_two_milestones(commune: Document) -> None:
    dated = [(m.ordinal, m.what, m.due) for m in commune.milestones if m.key == "5.6#1"]
    assert dated == [
        (1, "Thành lập đội tự quản", date(2026, 4, 20)),
        (2, "Báo cáo kết quả về Phòng Kinh tế", None),
    ]


def test_the_same_office_with_and_without_its_level_is_one_unit(commune: Document) -> None:
    ids = {unit.id for unit in commune.units}
    assert "phong-kinh-te" in ids
    assert "phong-kinh-te-xa" not in ids
    assert "ubnd-xa-tan-phuoc" not in ids


def test_coordination_in_a_block_lists_the_block_first(commune: Document) -> None:
    duty = next(d for d in commune.duties if d.key == "5.2#1")
    assert duty.role is DutyRole.COORDINATE
    assert duty.coordinators == ("phong-van-hoa-xa-hoi", "phong-kinh-te")
