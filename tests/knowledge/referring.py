"""Texts that nobody passed and that refer to each other: a law, its decree, and a plan."""

from domain.register import Document
from knowledge.parser import parse_document

LAW = "luat-21-2033-qh20"
DECREE = "nghi-dinh-7-2034-nd-cp"
PLAN = "ke-hoach-3-2034-ubnd"

LAW_TEXT = """QUỐC HỘI
Luật số: 21/2033/QH20
Hà Nội, ngày 04 tháng 5 năm 2033
LUẬT
CHỢ QUÊ
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này nói về chợ quê và người bán hàng ở chợ.
Điều 2. Giải thích từ ngữ
1. Sạp là chỗ bán hàng có mái che.
2. Hàng xén là người bán trên sạp không quá 2 mét vuông.
Chương II
SẠP HÀNG
Điều 3. Giao sạp
1. Ban quản lý chợ giao sạp cho người có đủ các điều kiện sau đây:
a) Cư trú tại xã có chợ;
b) Không nợ phí chợ quá 90 ngày;
c) Đã học lớp an toàn cháy nổ.
2. Thời hạn giao sạp là 05 năm.
3. Người quy định tại khoản 2 Điều 2 của Luật này được giao sạp theo quy định tại khoản 1 Điều 5.
4. Không giao sạp cho người thiếu một trong các điều kiện quy định tại các điểm a, b và c khoản 1 \
Điều này.
Điều 4. Thu hồi sạp
1. Sạp bỏ trống 60 ngày thì bị thu hồi, trừ trường hợp quy định tại khoản 2 Điều này.
2. Người ốm đau được bỏ trống sạp đến 180 ngày.
Điều 5. Ưu tiên
1. Người được ưu tiên nhận sạp trước 15 ngày so với người khác và được giảm một nửa phí chợ.
2. Thứ tự ưu tiên theo Điều 9 Luật Hợp tác xã.
Điều 6. Hiệu lực thi hành
1. Luật này có hiệu lực từ ngày 01 tháng 01 năm 2034.
2. Các điều từ Điều 3 đến Điều 5 áp dụng cho cả chợ nổi.
"""

DECREE_TEXT = """CHÍNH PHỦ
Số: 7/2034/NĐ-CP
Hà Nội, ngày 02 tháng 3 năm 2034
NGHỊ ĐỊNH
Quy định về phí chợ quê
Điều 1. Mức phí
1. Phí chợ là 40.000 đồng một sạp mỗi tháng.
2. Người được giao sạp theo khoản 1 Điều 5 Luật Chợ quê nộp theo mức ở khoản 1 Điều này.
3. Phí của năm trước nộp theo Nghị định số 99/2020/NĐ-CP.
Điều 2. Hiệu lực
Nghị định này có hiệu lực từ ngày 01 tháng 4 năm 2034.
"""

PLAN_TEXT = """UBND XÃ CƯ M'TA
Số: 3/KH-UBND
Cư M'ta, ngày 05 tháng 4 năm 2034
KẾ HOẠCH
Sắp xếp chợ quê trên địa bàn xã
Căn cứ Luật Chợ quê ngày 04/5/2033;
I. MỤC ĐÍCH, YÊU CẦU
1. Sắp xếp lại sạp hàng ở hai chợ của xã.
2. Bảo đảm an toàn cháy nổ.
II. NHIỆM VỤ
1. Giao sạp
a) Nội dung: Rà soát người đang giữ sạp, giao lại sạp theo Điều 3 Luật Chợ quê.
b) Cơ quan thực hiện: Phòng Kinh tế.
c) Thời gian: trước ngày 30/6/2034.
2. Thu phí
a) Nội dung: Thu phí theo nhiệm vụ tại mục II.1.a và theo Nghị định số 7/2034/NĐ-CP.
b) Cơ quan thực hiện: Văn phòng HĐND và UBND xã.
c) Thời gian: thường xuyên.
III. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế: làm đầu mối thực hiện điểm a khoản 1 Mục II.
2. Văn phòng HĐND và UBND xã: thu phí chợ.
"""


def referring_documents() -> tuple[Document, Document, Document]:
    """Return the law, the decree and the plan, read from their texts."""
    return (
        parse_document(LAW_TEXT, slug=LAW),
        parse_document(DECREE_TEXT, slug=DECREE),
        parse_document(PLAN_TEXT, slug=PLAN),
    )
