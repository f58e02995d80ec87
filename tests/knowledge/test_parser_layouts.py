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


def test_rows_cut_inside_a_cell_are_joined() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian",
        "hoàn thành | Sản phẩm", "A | CHỈ ĐẠO | | | |",
        "1 | Kiện toàn Tổ công tác | Sở Y tế | Sở Nội vụ | 15/6/2026 | Quyết định",
        "2 | Ban hành quy chế cập", "nhật",
        "dữ liệu | Sở Y tế | Sở Tư pháp; Công an tỉnh | 30/6/2026 |",
        "3 | Điều tra | Sở Y tế | - | Tháng 6 - 8/2026 | Báo cáo",
    )  # fmt: skip
    assert [(task.path, task.title, task.output) for task in plan.tasks] == [
        ("I.A.1", "Kiện toàn Tổ công tác", "Quyết định"),
        ("I.A.2", "Ban hành quy chế cập nhật dữ liệu", ""),
        ("I.A.3", "Điều tra", "Báo cáo"),
    ]
    assert plan.tasks[1].coordinators == ("so-tu-phap", "cong-an-tinh")
    assert [m.due for m in plan.milestones] == [
        date(2026, 6, 15), date(2026, 6, 30), date(2026, 8, 31),
    ]  # fmt: skip


def test_heads_of_pages_are_no_text_of_the_plan() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Giao Sở Y tế chủ trì mở lớp cho cán bộ", "Kế hoạch số 9/KH-UBND", "2",
        "tại các xã.", "2. Giao Sở Nội vụ chủ trì", "Kế hoạch số 9/KH-UBND", "3", "rà soát.",
    )  # fmt: skip
    texts = [p.text for provision in plan.provisions for p in provision.paragraphs]
    assert "Giao Sở Y tế chủ trì mở lớp cho cán bộ tại các xã." in texts
    assert "Giao Sở Nội vụ chủ trì rà soát." in texts


def test_bodies_that_do_the_work_lead_it_where_nobody_else_does() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Hội Nông dân tỉnh, Hội Cựu chiến binh tỉnh mỗi hội giúp 500 hội viên "
        "trước ngày 10/12/2026.", "2. Sở Y tế phối hợp mở lớp trước ngày 10/12/2026.",
    )  # fmt: skip
    assert [task.leads for task in plan.tasks] == [
        ("hoi-nong-dan-tinh", "hoi-cuu-chien-binh-tinh"), (),
    ]  # fmt: skip


def test_the_last_words_in_parentheses_say_who_does_the_work() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Tổng kết (Phòng Kinh tế; trước 20/12/2026).",
        "2. Ban hành quy chế (Phòng Kinh tế tham mưu, trước ngày 15/3/2026).",
    )  # fmt: skip
    assert [task.leads for task in plan.tasks] == [("phong-kinh-te",)] * 2


def test_members_of_a_committee_have_blocks_of_their_bodies() -> None:
    plan = small_plan(
        "I. PHÂN CÔNG THÀNH VIÊN",
        "1. Ông Lê Văn A, Chủ tịch UBND xã - Trưởng ban: Chỉ đạo chung.",
        "2. Trưởng phòng Kinh tế - Phó Trưởng ban: Theo dõi giải ngân.",
        "3. Trưởng Công an xã - Thành viên: Giữ trật tự.",
        "4. Các buôn trưởng, trưởng thôn: Vận động Nhân dân.",
    )  # fmt: skip
    assert [block.units for block in plan.blocks] == [
        ("ubnd-xa",), ("phong-kinh-te",), ("cong-an-xa",), ("cac-buon-truong-truong-thon",),
    ]  # fmt: skip
    assert not [unit.id for unit in plan.units if "le-van-a" in unit.id]


def test_whoever_is_named_before_a_colon_in_a_part_of_duties_has_a_block() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Kiểm tra điện: Tổ Văn phòng phụ trách; trước ngày 5/9/2026.",
        "II. PHÂN CÔNG NHIỆM VỤ", "1. Hiệu trưởng: chịu trách nhiệm chung.",
        "2. Giáo viên chủ nhiệm: điểm danh.", "3. Kinh phí: từ ngân sách.",
    )  # fmt: skip
    assert [block.units for block in plan.blocks] == [("hieu-truong",), ("giao-vien-chu-nhiem",)]
    assert plan.tasks[0].leads == ("to-van-phong",)


def test_the_text_itself_says_which_words_of_the_issuer_are_capital() -> None:
    plan = small_plan(
        "Trường Tiểu học Phú Lâm 2 xây dựng Kế hoạch:", "I. NHIỆM VỤ", "1. Mở lớp.", "2. Họp.",
        head="UBND XÃ PHÚ LÂM\nTRƯỜNG TIỂU HỌC PHÚ LÂM 2\nSố: 18/KH-THPL2",
    )  # fmt: skip
    assert plan.info.issuer == "Trường Tiểu học Phú Lâm 2"


def test_the_numbers_of_classes_are_no_figures() -> None:
    plan = small_plan(
        "I. CHỈ TIÊU", "- 95% học sinh lớp 3, 4, 5 biết bơi.", "II. NHIỆM VỤ", "1. Họp."
    )
    assert [str(m.value) for m in plan.targets[0].measures] == ["95"]
