"""Plans in other layouts: of parties, of ministries, with tables of figures, with other labels."""

from datetime import date

from knowledge.parser import parse_document
from tests.knowledge.plans import small_plan

PARTY_PLAN = """ĐẢNG BỘ TỈNH GIA AN                          ĐẢNG CỘNG SẢN VIỆT NAM
BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ                     Gia An, ngày 16 tháng 3 năm 2026
*
Số 05-KH/BCĐ

KẾ HOẠCH
thực hiện phong trào học số năm 2026

I- NHIỆM VỤ
1- Đào tạo
1.1- Mở 05 lớp (Sở Y tế chủ trì; xong trước 31/5/2026).
1.2- Lập đội hình (Tỉnh đoàn chủ trì; quý II/2026).
II- TỔ CHỨC THỰC HIỆN
1- Ban Tuyên giáo và Dân vận Tỉnh ủy hướng dẫn tuyên truyền.
2- Sở Y tế là cơ quan thường trực, tham mưu sơ kết 6 tháng (trước ngày 25/6/2026), tổng kết năm
(trước ngày 20/12/2026).
3- Đề nghị VNPT Gia An, Viettel Gia An bảo đảm hạ tầng.

Nơi nhận                                      T/M BAN CHỈ ĐẠO
- Đảng ủy các xã, phường,                     PHÓ TRƯỞNG BAN
- Lưu Văn phòng.
                                              Đinh Văn Thành
"""

DECISION = """BỘ NỘI VỤ                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                             Độc lập - Tự do - Hạnh phúc
Số: 14/QĐ-BNV                Hà Nội, ngày 20 tháng 4 năm 2026

QUYẾT ĐỊNH
Ban hành Kế hoạch lưu trữ số

Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;

QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch lưu trữ số.
Điều 2. Chánh Văn phòng Bộ chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:                    KT. BỘ TRƯỞNG
- Như Điều 2;                THỨ TRƯỞNG
- Lưu: VT.
                             Nguyễn Văn Bình

BỘ NỘI VỤ                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                             Độc lập - Tự do - Hạnh phúc

KẾ HOẠCH
Lưu trữ số
(Ban hành kèm theo Quyết định số 14/QĐ-BNV ngày 20 tháng 4 năm 2026)

I. NHIỆM VỤ
1. Số hóa. Đơn vị chủ trì: Cục Văn thư; thời gian trình Bộ: Tháng 7/2026.
II. PHÂN CÔNG THỰC HIỆN
1. Cục Văn thư là đơn vị đầu mối, có trách nhiệm:
a) Theo dõi, đôn đốc.
2. Vụ Pháp chế: thẩm định.
"""


def test_a_plan_of_a_party_committee_numbers_with_dashes() -> None:
    plan = parse_document(PARTY_PLAN)
    assert (plan.info.number, plan.info.issuer) == ("05-KH/BCĐ", "Ban Chỉ đạo chuyển đổi số")
    assert (plan.info.signer, plan.info.signer_title) == ("Đinh Văn Thành", "PHÓ TRƯỞNG BAN")
    assert [(task.path, task.leads) for task in plan.tasks] == [
        ("I.1.1", ("so-y-te",)), ("I.1.2", ("tinh-doan",)),
    ]  # fmt: skip
    assert [block.units for block in plan.blocks] == [
        ("ban-tuyen-giao-va-dan-van-tinh-uy",), ("so-y-te",), ("vnpt-gia-an", "viettel-gia-an"),
    ]  # fmt: skip
    assert [(m.what, m.due) for m in plan.milestones if m.task == "II.2"] == [
        ("Tham mưu sơ kết 6 tháng", date(2026, 6, 25)), ("Tổng kết năm", date(2026, 12, 20)),
    ]  # fmt: skip


def test_the_second_letterhead_of_an_attached_plan_is_no_signature() -> None:
    plan = parse_document(DECISION)
    assert (plan.info.signer, plan.info.signer_title) == ("Nguyễn Văn Bình", "THỨ TRƯỞNG")
    assert [m.due for m in plan.milestones] == [date(2026, 7, 31)]


def test_a_block_may_say_what_its_unit_is() -> None:
    plan = parse_document(DECISION)
    assert [(block.path, block.units) for block in plan.blocks] == [
        ("II.1", ("cuc-van-thu",)), ("II.2", ("vu-phap-che",)),
    ]  # fmt: skip


def test_a_figure_of_a_budget_table_keeps_the_name_of_its_column() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Giao Sở Y tế chủ trì mở lớp.", "II. KINH PHÍ", "Tổng kinh phí như sau:",
        "| TT | Nguồn vốn | Năm 2026 | Năm 2027 |", "|---|---|---|---|",
        "| 1 | Ngân sách tỉnh | 96.000 | 154.000 |", "| | Tổng cộng | 96.000 | 154.000 |",
    )  # fmt: skip
    rows = {p.path: [q.text for q in p.paragraphs] for p in plan.provisions if p.parent == "II"}
    assert rows["II.1"] == ["Ngân sách tỉnh", "Năm 2026: 96.000", "Năm 2027: 154.000"]
    assert rows["II.2"][0] == "Tổng cộng"
    assert plan.warnings == ()


def test_work_before_a_colon_is_no_body_though_half_the_headings_look_like_some() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Nâng cấp sàn: Phòng Kinh tế chủ trì, phối hợp VNPT Hòa Lâm.",
        "2. Thanh tra, kiểm tra việc bán hàng: Thanh tra Sở chủ trì.",
    )  # fmt: skip
    assert plan.blocks == ()
    assert [task.leads for task in plan.tasks] == [("phong-kinh-te",), ("thanh-tra-so",)]


def test_reports_among_the_rows_of_a_table_are_tasks() -> None:
    plan = small_plan(
        "I. TIẾN ĐỘ", "STT\tCông việc\tChủ trì\tThời gian", "1\tBáo cáo sơ kết\tSở Y tế\t15/6/2026",
        "2\tBáo cáo năm\tSở Y tế\t05/12/2026",
    )  # fmt: skip
    assert [task.path for task in plan.tasks] == ["I.1", "I.2"]


def test_roles_in_parentheses_and_other_labels_say_who_does_what() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Mở lớp.", "- Đơn vị thực hiện: Sở Y tế (chủ trì); Sở Tư pháp, các hợp "
        "tác xã (phối hợp).", "2. Rà soát nhà trọ.", "- Phụ trách chính: Công an phường.",
        "- Cùng thực hiện: Phòng Kinh tế.", "- Hạn: mỗi quý 01 buổi, xong trước 30/11/2026.",
        "3. Mua máy.", "Phụ trách: Sở Y tế; Công an phường phối hợp. Hoàn thành: 15/3/2026.",
    )  # fmt: skip
    assert [(task.leads, task.coordinators) for task in plan.tasks] == [
        (("so-y-te",), ("so-tu-phap", "cac-hop-tac-xa")),
        (("cong-an-phuong",), ("phong-kinh-te",)),
        (("so-y-te",), ("cong-an-phuong",)),
    ]
    dues = [m.due for m in plan.milestones]
    assert dues == [None, date(2026, 11, 30), date(2026, 3, 15)]


def test_a_part_of_reports_may_have_the_letter_between_d_and_e() -> None:
    plan = small_plan(
        "A. MỤC TIÊU", "1. Mở lớp.", "B. NHIỆM VỤ", "1. Giao Sở Y tế chủ trì mở lớp.",
        "C. TIẾN ĐỘ", "1. Sơ kết.", "D. KINH PHÍ", "1. Ngân sách tỉnh.", "Đ. BÁO CÁO",
        "1. Sở Y tế báo cáo UBND tỉnh trước ngày 20 hằng tháng.", "E. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế: mở lớp.",
    )  # fmt: skip
    assert [p.path for p in plan.provisions if p.parent is None and len(p.path) == 1] == list(
        "ABCDĐE"
    )
    assert [report.to for report in plan.reports] == [("ubnd-tinh",)]
