"""Texts that nobody issued: a law on ferries, and what amends, replaces and consolidates it."""

LAW = """QUỐC HỘI
Luật số: 11/2031/QH20
Hà Nội, ngày 04 tháng 5 năm 2031
LUẬT
BẾN ĐÒ, ĐÒ NGANG
Căn cứ Hiến pháp;
Điều 1. Phạm vi điều chỉnh
Luật này nói về bến đò ngang sông.
Điều 2. Giấy phép mở bến
1. Chủ tịch UBND cấp xã cấp giấy phép mở bến trong 12 ngày làm việc.
2. Giấy phép có giá trị 03 năm.
Điều 3. Các hành vi bị nghiêm cấm
1. Chở quá số người.
2. Cho đò chạy khi lũ trên báo động 2.
3. Chở người không mặc áo phao.
Điều 4. Trách nhiệm của chủ bến
1. Chủ bến có trách nhiệm:
a) Trang bị áo phao;
b) Niêm yết giá vé;
c) Giữ sổ nhật trình ít nhất 24 tháng.
Điều 5. Hiệu lực thi hành
1. Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2032, trừ quy định tại khoản 2 Điều này.
2. Khoản 2 Điều 3 có hiệu lực thi hành từ ngày 01 tháng 7 năm 2033.
3. Luật Bến đò, đò ngang số 05/2020/QH14 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.
Luật này được Quốc hội thông qua ngày 04 tháng 5 năm 2031.
"""
SLUG = "luat-11-2031-qh20"

DECREE = """CHÍNH PHỦ
Số: 45/2032/NĐ-CP
Hà Nội, ngày 02 tháng 3 năm 2032
NGHỊ ĐỊNH
Quy định về giá vé đò ngang
Điều 1. Mức giá
1. Giá vé người lớn không quá 7.000 đồng một lượt.
2. Học sinh được giảm 50% giá vé.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2032.
"""
DECREE_SLUG = "nghi-dinh-45-2032-nd-cp"

ORDERS = """1. Sửa đổi, bổ sung khoản 1 Điều 2 như sau:
“1. Chủ tịch UBND cấp xã cấp giấy phép mở bến trong 05 ngày làm việc.”.
2. Bổ sung điểm d vào sau điểm c khoản 1 Điều 4 như sau: “d) Gắn biển báo tại bến.”.
3. Bổ sung Điều 4a vào sau Điều 4 như sau:
“Điều 4a. Bến tạm
1. Bến tạm mở không quá 90 ngày.
2. Bến tạm phải có biển báo.”.
4. Bãi bỏ khoản 3 Điều 3.
5. Thay thế cụm từ “nhật trình” bằng cụm từ “nhật ký” tại điểm c khoản 1 Điều 4.
"""
FORCE = """1. Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2041, trừ khoản 3 Điều 1 có \
hiệu lực từ ngày 01 tháng 7 năm 2041.
2. Nghị định số 45/2032/NĐ-CP ngày 02 tháng 3 năm 2032 của Chính phủ hết hiệu lực kể từ ngày Luật \
này có hiệu lực thi hành.
"""


def act(orders: str = ORDERS, force: str = FORCE, number: str = "77/2040/QH22") -> str:
    """Return a law that amends the law on ferries by these orders."""
    return f"""QUỐC HỘI
Luật số: {number}
Hà Nội, ngày 20 tháng 6 năm 2040
LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT BẾN ĐÒ, ĐÒ NGANG
Căn cứ Hiến pháp;
Điều 1. Sửa đổi, bổ sung một số điều của Luật Bến đò, đò ngang số 11/2031/QH20
{orders}Điều 2. Hiệu lực thi hành
{force}Luật này được Quốc hội thông qua ngày 20 tháng 6 năm 2040.
"""


ACT_SLUG = "luat-77-2040-qh22"

SUCCESSOR = """CHÍNH PHỦ
Số: 9/2040/NĐ-CP
Hà Nội, ngày 05 tháng 3 năm 2040
NGHỊ ĐỊNH
Quy định về giá vé đò ngang, đò dọc
Điều 1. Mức giá
1. Giá vé người lớn không quá 9.000 đồng một lượt.
2. Trẻ em đi cùng được miễn vé.
Điều 2. Hiệu lực thi hành
1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2040.
2. Nghị định này thay thế Nghị định số 45/2032/NĐ-CP ngày 02 tháng 3 năm 2032 của Chính phủ, trừ \
khoản 2 Điều 1.
"""

MERGED = """VĂN PHÒNG QUỐC HỘI
Số: 12/VBHN-VPQH
Hà Nội, ngày 15 tháng 02 năm 2041
LUẬT
BẾN ĐÒ, ĐÒ NGANG
Luật Bến đò, đò ngang số 11/2031/QH20 ngày 04 tháng 5 năm 2031 của Quốc hội, có hiệu lực kể từ \
ngày 01 tháng 01 năm 2032, được sửa đổi, bổ sung bởi:
Luật số 77/2040/QH22 ngày 20 tháng 6 năm 2040 của Quốc hội, có hiệu lực kể từ ngày 01 tháng 01 \
năm 2041.
Điều 1. Phạm vi điều chỉnh
Luật này nói về bến đò ngang sông.
Điều 2. Giấy phép mở bến
1. Chủ tịch UBND cấp xã cấp giấy phép mở bến trong 05 ngày làm việc.
2. Giấy phép có giá trị 03 năm.
Điều 3. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2032.
"""
