"""Personal data taken out of a text before a language model sees it."""

import re

from domain.vietnamese import CAPITALS

PHONE, CODE, EMAIL, NAME, ADDRESS = (
    "[số điện thoại]",
    "[số giấy tờ]",
    "[thư điện tử]",
    "[tên người]",
    "[địa chỉ]",
)
PLACEHOLDERS = (PHONE, CODE, EMAIL, NAME, ADDRESS)

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/.,])(?:\+?84|0)(?:[\s.\-()]?\d){8,10}(?![\w/])")
# Identity cards (12 or 9 digits), tax codes, accounts: any long run of digits that is no amount.
_CODE = re.compile(r"(?<![\w/.,])\d(?:[\s.\-]?\d){8,18}(?![\w/])(?!\s*(?:đồng|dong|%))")
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PLATE = re.compile(r"(?<![\w/])\d{2}\s?-?\s?[A-Z]{1,2}\d?\s?-?\s?\d{3}[.\s]?\d{1,2}(?!\w)")

_CAPITAL = rf"[{CAPITALS}][^\W\d_]*(?:['’][^\W\d_]+)?"
_TITLE = (
    r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Ee]m|ÔNG|BÀ|ANH|CHỊ|[Oo]ng|[Bb]a|[Cc]hi"
    r"|đồng chí|Đồng chí|tên(?: là)?|Tên(?: là)?|ten(?: la)?)"
)
_TITLED = re.compile(rf"\b({_TITLE})\s+(?!Rịa\b)({_CAPITAL}(?:\s+{_CAPITAL}){{0,4}})")
_SURNAMES = (
    "nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|trịnh|mai|đoàn"
    "|lương|trương|lâm|phùng|cao|tạ|hà|tô|niê|ksor|rơ|siu|kpă|êban|mlô|ayun|byă"
)
_PLAIN_SURNAMES = "nguyen|tran|pham|huynh|hoang|phan|dang|bui|ngo|vo|vu|duong|trinh|dinh|le"
_LOWER = re.compile(rf"\b({_TITLE})\s+((?:{_SURNAMES}|{_PLAIN_SURNAMES})(?:\s+[^\W\d_]+){{1,4}})")
_NO_PERSON = (
    r"(?!Hồ Chí Minh|Hà (?:Nội|Nam|Giang|Tĩnh)|Cao Bằng|Lâm Đồng|Hoàng Sa|Trường Sa|Tô Lịch)"
)
_CAPITAL_SURNAMES = "|".join(map(str.capitalize, _SURNAMES.split("|")))
_FULL = re.compile(
    rf"\b{_NO_PERSON}(?:{_CAPITAL_SURNAMES}|Y|H['’]\s?{_CAPITAL}|H)"
    rf"(?:\s+{_CAPITAL}){{1,3}}"
)
_SPELLED_OUT = re.compile(rf"\b(?:{_SURNAMES.upper()})(?:\s+[{CAPITALS}]+){{1,3}}\b")
_STREET = r"(?:đường|phố|hẻm|ngõ|ngách|kiệt|duong|hem|ngo|kiet)"
_HOUSE = re.compile(
    rf"\b(?:số nhà|nhà số|so nha|nha so)\s+\d+\w?(?:/\d+\w?)*(?:,?\s+{_STREET})?(?:\s+{_CAPITAL})*"
    rf"|\b(?:(?:số|so)\s+)?\d+\w?(?:/\d+\w?)*,?\s+{_STREET}\s+[^\W_]+(?:\s+{_CAPITAL})*"
    rf"|\b(?:số|so)\s+\d+\w?(?:/\d+\w?)*\s+{_CAPITAL}(?:\s+{_CAPITAL})+"
    rf"|\b{_STREET}\s+(?:số\s+)?(?:\d+\w?(?:/\d+\w?)*|{_CAPITAL}(?:\s+{_CAPITAL})*)"
    rf"|\b(?:thôn|buôn|ấp|tổ dân phố|khối phố|tổ|xóm|Thôn|Buôn|Ấp|Tổ|Xóm|thon|buon|to dan pho)\s+"
    rf"(?:số\s+)?(?:\d+\w?|{_CAPITAL}(?:\s+{_CAPITAL})*)"
)
# What comes after a name typed in small letters.
_NO_NAMES = frozenset(
    """cán bộ làm nhận xã phường số ở hỏi nộp gửi là có bị được không đã đang cho và của thì mà với
    về ai gì nào rồi nên phải chưa sẽ nói bảo đòi ký can bo lam xa phuong so o hoi nop gui la co bi
    duoc khong da dang va cua thi ma voi ve""".split()  # noqa: SIM905
)


def redacted(text: str) -> str:
    """Return what somebody typed without numbers, names and addresses of people."""
    text = without_contacts(text)
    text = _HOUSE.sub(ADDRESS, text)
    text = _LOWER.sub(_named_lower, text)
    return _SPELLED_OUT.sub(NAME, _FULL.sub(NAME, text))


def without_contacts(text: str) -> str:
    """Return an official text without telephone numbers, addresses of mail and named people.

    Places, bodies and the numbers of documents stay, since answers are made of them.
    """
    text = _EMAIL.sub(EMAIL, text)
    text = _PHONE.sub(PHONE, text)
    text = _CODE.sub(lambda m: m.group() if _AMOUNT.fullmatch(m.group()) else CODE, text)
    text = _PLATE.sub(CODE, text)
    return _TITLED.sub(lambda m: f"{m.group(1)} {NAME}", text)


def has_placeholder(text: str) -> bool:
    """Tell whether a text repeats what stands in place of personal data."""
    return any(placeholder in text for placeholder in PLACEHOLDERS)


def _named_lower(match: re.Match[str]) -> str:
    """Hide a name typed in small letters, up to the first word that cannot be part of one."""
    first, *others = match.group(2).split()
    name = [first]
    for word in others:
        if len(name) == 4 or word in _NO_NAMES:
            break
        name.append(word)
    rest = match.group(2).split()[len(name) :]
    return " ".join((match.group(1), NAME, *rest))
