"""The provinces and centrally run cities of Vietnam, by the names that people use.

The 34 that stand since 1/7/2025 (Nghị quyết 202/2025/QH15) and the former names still said.
"""

from domain.vietnamese import fold

_TEXT = (
    "An Giang|Bắc Ninh|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Điện Biên|Đồng Nai|"
    "Đồng Tháp|Gia Lai|Hà Nội|Hà Tĩnh|Hải Phòng|Hồ Chí Minh|Huế|Hưng Yên|Khánh Hòa|"
    "Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Nghệ An|Ninh Bình|Phú Thọ|Quảng Ngãi|Quảng Ninh|"
    "Quảng Trị|Sơn La|Tây Ninh|Thái Nguyên|Thanh Hóa|Tuyên Quang|Vĩnh Long|"
    "Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bến Tre|Bình Dương|Bình Định|Bình Phước|"
    "Bình Thuận|Đắk Nông|Hà Giang|Hà Nam|Hải Dương|Hậu Giang|Hòa Bình|Kiên Giang|Kon Tum|"
    "Long An|Nam Định|Ninh Thuận|Quảng Bình|Quảng Nam|Sóc Trăng|Thái Bình|Thừa Thiên Huế|"
    "Tiền Giang|Trà Vinh|Vĩnh Phúc|Yên Bái|Sài Gòn"
)
_NAMES = tuple(_TEXT.split("|"))


def provinces_in(text: str) -> tuple[str, ...]:
    """Return the provinces that `text` names with their capitals or after "tỉnh", as written here.

    A name in small letters counts only after "tỉnh" or "thành phố": "an giang" is no word, but
    "hòa bình" and "thái bình" are.
    """
    folded = f" {' '.join(fold(text).replace(',', ' ').replace('?', ' ').split())} "
    return tuple(
        name
        for name in _NAMES
        if name in text or any(f" {head} {fold(name)} " in folded for head in ("tinh", "thanh pho"))
    )
