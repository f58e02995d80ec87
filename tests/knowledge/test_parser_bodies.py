"""Which bodies a plan names: joint leads, lists of every kind, one body under several names."""

import pytest

from domain.register import Document
from knowledge.parser import parse_document
from tests.knowledge.plans import small_plan

COMMUNE_HEAD = "ỦY BAN NHÂN DÂN\nXÃ HÒA LÂM\nSố: 9/KH-UBND"


def roles(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who leads and who takes part in a task that is one line."""
    task = small_plan("I. NHIỆM VỤ", f"1. {line}").tasks[0]
    return task.leads, task.coordinators


def commune_plan(*lines: str) -> Document:
    return small_plan(*lines, head=COMMUNE_HEAD)


@pytest.mark.parametrize(
    "line",
    [
        "Giao Sở Y tế và Sở Tư pháp đồng chủ trì mở lớp.",
        "Giao Sở Y tế, Sở Tư pháp cùng chủ trì mở lớp.",
        "Mở lớp. Cơ quan chủ trì: Sở Y tế, Sở Tư pháp (đồng chủ trì).",
    ],
)
def test_bodies_that_lead_together_all_lead(line: str) -> None:
    assert roles(line)[0] == ("so-y-te", "so-tu-phap")


@pytest.mark.parametrize(
    ("named", "ids"),
    [
        ("Hội Người cao tuổi tỉnh, Hội Đông y tỉnh",
         ("hoi-nguoi-cao-tuoi-tinh", "hoi-dong-y-tinh")),
        ("Bệnh viện Y học cổ truyền tỉnh, Đồn Biên phòng các tuyến",
         ("benh-vien-y-hoc-co-truyen-tinh", "don-bien-phong-cac-tuyen")),
        ("Sở Tư pháp, Công ty Điện lực Hòa Lâm, doanh nghiệp viễn thông",
         ("so-tu-phap", "cong-ty-dien-luc-hoa-lam", "doanh-nghiep-vien-thong")),
        ("các bệnh viện, doanh nghiệp viễn thông", ("cac-benh-vien", "doanh-nghiep-vien-thong")),
        ("các cơ quan, đơn vị, doanh nghiệp có liên quan",
         ("cac-co-quan-don-vi-doanh-nghiep-co-lien-quan",)),
        ("Công an tỉnh; già làng, người có uy tín", ("cong-an-tinh", "gia-lang-nguoi-co-uy-tin")),
        ("Công an tỉnh; tổ tham gia bảo vệ an ninh, trật tự ở cơ sở; thôn, buôn trưởng",
         ("cong-an-tinh", "to-tham-gia-bao-ve-an-ninh-trat-tu-o-co-so", "thon-buon-truong")),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã", ("van-phong-hdnd-va-ubnd-xa",)),
    ],
)  # fmt: skip
def test_every_body_of_a_list_takes_part(named: str, ids: tuple[str, ...]) -> None:
    assert roles(f"Mở lớp. Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: {named}.")[1] == ids


@pytest.mark.parametrize(
    ("named", "ids"),
    [
        ("các bệnh viện nêu trên và doanh nghiệp viễn thông", 
         ("cac-benh-vien", "doanh-nghiep-vien-thong")),
        ("Sở Tư pháp, lực lượng công an và quân sự cùng cấp",
         ("so-tu-phap", "luc-luong-cong-an-va-quan-su-cung-cap")),
        ("Bệnh viện Hữu nghị Lào - Việt, các hợp tác xã",
         ("benh-vien-huu-nghi-lao-viet", "cac-hop-tac-xa")),
    ],
)  # fmt: skip
def test_bodies_without_a_proper_name_take_part_in_a_sentence(
    named: str, ids: tuple[str, ...]
) -> None:
    line = f"Giao Sở Y tế chủ trì, phối hợp với {named}, mở 12 điểm mới trước ngày 30/9/2026."
    assert roles(line) == (("so-y-te",), ids)


def test_bodies_named_above_lead_too() -> None:
    line = "UBND các xã có trạm nêu trên chủ trì, phối hợp với Sở Y tế lập hồ sơ."
    assert roles(line) == (("ubnd-cac-xa-co-tram",), ("so-y-te",))


def test_one_body_has_one_id_whatever_the_order_of_its_name() -> None:
    plan = commune_plan(
        "I. NHIỆM VỤ", "1. Mở lớp.", "- Chủ trì: Phòng Kinh tế.", "- Phối hợp: thôn, buôn trưởng.",
        "2. Họp dân.", "- Chủ trì: Trưởng thôn, trưởng buôn.",
    )  # fmt: skip
    assert plan.tasks[1].leads == plan.tasks[0].coordinators
    heads = next(unit for unit in plan.units if unit.id in plan.tasks[1].leads)
    written = {heads.name.lower(), *(alias.lower() for alias in heads.aliases)}
    assert {"trưởng thôn, trưởng buôn", "thôn trưởng, buôn trưởng"} <= written


def test_the_front_is_one_body_under_its_short_names() -> None:
    plan = commune_plan(
        "I. NHIỆM VỤ", "1. Mở lớp.", "- Chủ trì: Ủy ban Mặt trận Tổ quốc Việt Nam xã.",
        "2. Họp dân.", "- Chủ trì: Mặt trận xã.", "3. Giám sát.", "- Chủ trì: MTTQ xã.",
    )  # fmt: skip
    assert {task.leads for task in plan.tasks} == {("uy-ban-mttq-viet-nam-xa",)}


def test_a_slip_in_the_name_of_a_committee_is_read_over() -> None:
    assert roles("Giao Uy ban nhân dân tỉnh chủ trì mở lớp.")[0] == ("ubnd-tinh",)


def test_headings_about_reports_are_no_bodies() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Giao Sở Y tế chủ trì mở lớp.", "II. CHẾ ĐỘ BÁO CÁO",
        "1. Báo cáo quý: các đơn vị gửi Sở Y tế trước ngày 20 tháng cuối quý.",
        "2. Báo cáo năm: gửi Sở Y tế trước ngày 05 tháng 12.",
        "3. Báo cáo đột xuất: trong 24 giờ.",
    )  # fmt: skip
    assert not [unit.id for unit in plan.units if unit.id.startswith("bao-cao")]
    assert plan.blocks == ()
    assert [(report.key, report.to) for report in plan.reports] == [
        ("II.1#1", ("so-y-te",)), ("II.2#1", ("so-y-te",)),
    ]  # fmt: skip


def test_a_block_may_be_asked_of_several_bodies_at_once() -> None:
    plan = small_plan(
        "I. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế", "Mở lớp.",
        "2. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội",
        "Giám sát việc mở lớp.",
    )  # fmt: skip
    front = ("uy-ban-mttq-viet-nam-tinh", "cac-to-chuc-chinh-tri-xa-hoi")
    assert [block.units for block in plan.blocks] == [("so-y-te",), front]


def test_a_block_shared_out_by_points_is_a_block_for_each_body() -> None:
    plan = commune_plan(
        "I. TỔ CHỨC THỰC HIỆN", "1. Phòng Kinh tế", "Mở lớp.",
        "2. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã và các tổ chức chính trị - xã hội",
        "a) Hội Nông dân: vận động hội viên.", "b) Đoàn Thanh niên: trồng cây.",
    )  # fmt: skip
    assert [(block.path, block.units) for block in plan.blocks] == [
        ("I.1", ("phong-kinh-te",)), ("I.2.a", ("hoi-nong-dan",)), ("I.2.b", ("doan-thanh-nien",)),
    ]  # fmt: skip


def test_a_line_addressed_to_one_body_of_a_block_is_its_duty_alone() -> None:
    plan = commune_plan(
        "I. TỔ CHỨC THỰC HIỆN", "1. Phòng Kinh tế", "Mở lớp.", "2. Đề nghị Trạm Y tế, Công an xã",
        "- Trạm Y tế: khám bệnh.", "- Công an xã: giữ trật tự.",
    )  # fmt: skip
    duties = {duty.key: duty.leads for duty in plan.duties}
    assert duties["I.2#1"] == ("tram-y-te",)
    assert duties["I.2#2"] == ("cong-an-xa",)


def test_a_paragraph_after_the_letters_gives_the_whole_task() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Hỗ trợ bác sĩ", "Mức hỗ trợ như sau:", "a) Xã khó khăn: 250 triệu đồng.",
        "b) Xã khác: 150 triệu đồng.",
        "Không áp dụng đối với phường. Giao Sở Y tế và Sở Tài chính đồng chủ trì, phối hợp với "
        "Sở Nội vụ trình trước ngày 10/6/2026.",
    )  # fmt: skip
    assert [task.path for task in plan.tasks] == ["I.1"]
    assert plan.tasks[0].leads == ("so-y-te", "so-tai-chinh")
    assert {duty.leads for duty in plan.duties} == {("so-y-te", "so-tai-chinh")}


def test_points_may_have_leads_of_their_own() -> None:
    plan = commune_plan(
        "I. NHIỆM VỤ", "1. Giáo dục, y tế", "a) Mở lớp.", "b) Sửa phòng học.", "c) Khám bệnh.",
        "d) Tặng xe đạp.",
        "- Chủ trì: Phòng Văn hóa - Xã hội chủ trì các điểm a, b và d; Trạm Y tế chủ trì điểm c.",
    )  # fmt: skip
    assert plan.tasks[0].leads == ("phong-van-hoa-xa-hoi", "tram-y-te")
    leads = {duty.key: duty.leads for duty in plan.duties}
    assert leads["I.1.a#1"] == leads["I.1.b#1"] == leads["I.1.d#1"] == ("phong-van-hoa-xa-hoi",)
    assert leads["I.1.c#1"] == ("tram-y-te",)


def test_a_long_name_is_kept_beside_the_name_without_the_place() -> None:
    plan = parse_document(
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA LÂM\nSố: 9/KH-UBND\nHòa Lâm, ngày 5 tháng 1 năm 2026\nKẾ HOẠCH\n"
        "Công tác năm 2026\nI. NHIỆM VỤ\n1. Mở lớp. Chủ trì: Trường Cao đẳng Y tế Hòa Lâm."
        "\n2. Họp. Chủ trì: Sở Y tế."
    )
    school = next(unit for unit in plan.units if unit.id in plan.tasks[0].leads)
    assert "Trường Cao đẳng Y tế Hòa Lâm" in (school.name, *school.aliases)


def test_the_verb_after_the_last_partner_is_no_part_of_its_name() -> None:
    line = "Giao Sở Y tế chủ trì, phối hợp với Hợp tác xã Môi trường Hòa Lâm và các tổ dân phố {}."
    found = small_plan(
        "I. NHIỆM VỤ", f"1. {line.format('lắp 06 camera')}", f"2. {line.format('sơn vạch')}"
    )
    partners = ("hop-tac-xa-moi-truong-hoa-lam", "cac-to-dan-pho")
    assert [(task.title, task.coordinators) for task in found.tasks] == [
        ("Lắp 06 camera", partners), ("Sơn vạch", partners),
    ]  # fmt: skip


def test_partners_without_a_word_before_them_take_part_too() -> None:
    line = "Trường Cao đẳng Du lịch chủ trì; Tỉnh đoàn và các doanh nghiệp lữ hành cùng tham gia."
    assert roles(f"Mở lớp. {line}") == (
        ("truong-cao-dang-du-lich",), ("tinh-doan", "cac-doanh-nghiep-lu-hanh"),
    )  # fmt: skip
