"""The shapes of Vietnamese wordings of time, on text without accents in lower case."""

import re

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
YEAR = r"(?:\s*(?:/|-|\.|,|nam)?\s*(?:nam\s+)?(?P<year>20\d\d))?"
FULL_YEAR = r"(?P<year>20\d\d)"

PERIODIC = re.compile(
    r"\b(?:hang|moi|tung)\s+(?:nam|quy|thang|tuan|ngay|6 thang|sau thang)\b|\bdinh ky\b"
    r"|\bthang\s*/\s*lan\b|\b(?:lan|dot|ky|buoi)\s*(?:/|moi|trong)\s*(?:nam|quy|thang|tuan)\b"
    r"|\b(?:nam|quy|thang|tuan)\s+(?:mot|\d+)\s+lan\b|\bcuoi (?:moi )?quy\b(?!\s*(?:[ivx\d]))"
    r"|\bcua (?:thang|quy|nam) (?:(?:dau |cuoi )?(?:quy |nam ))?(?:sau|tiep theo|lien ke)\b"
    r"|\bthang dau (?:cua )?(?:moi )?quy\b(?!\s*(?:[ivx\d]))"
)
ONGOING = re.compile(
    r"\bthuong xuyen\b|\blien tuc\b|\b(?:suot|quanh|ca) nam\b"
    r"|\bsuot (?:qua trinh|thoi gian)\b"
)
FROM_YEAR = re.compile(
    r"\b(?:tu|bat dau tu|ke tu)\s+nam\s+20\d\d\b(?!\s*(?:den|-))"
    r"|\bnam\s+20\d\d\s+va\s+(?:cac|nhung)\s+nam\s+(?:tiep theo|sau|ke tiep)"
)
FROM_DATE = re.compile(
    r"\b(?:ke |bat dau )?tu\s+(?:dau |giua |cuoi )?(?:(?:ngay|thang|quy) )?[\div]"
)
ENDS = re.compile(r"\b(?:den|truoc|cham nhat|hoan thanh|xong|-)\b|-")
PERIOD = re.compile(
    r"\b(?:giai doan|nhiem ky|cac nam|trong)?\s*(?:tu\s+)?(?:nam\s+)?20\d\d\s*(?:-|den)\s*"
    r"(?:nam\s+|het nam\s+)?20\d\d"
)
# "trong vòng 30 ngày kể từ ngày ban hành Kế hoạch"; working days need a calendar of holidays.
SINCE_ISSUE = re.compile(
    r"\b(?:(?:cham nhat|muon nhat|xong|hoan thanh) (?:la |sau )?)?"
    r"(?:(?:trong|sau)(?: vong| thoi han)?\s+)?"
    r"(?P<days>\d{1,3}) ngay,?(?: ke)? tu (?:khi|ngay|luc) (?:(?:ke hoach|chuong trinh|van ban|"
    r"quyet dinh)(?: nay)? )?(?:duoc )?(?:ban hanh|ky(?: ban hanh)?|phat hanh)"
    r"(?: (?:ke hoach|chuong trinh|van ban|quyet dinh)(?: nay)?)?"
)
ON_REQUEST = re.compile(r"\btheo (?:yeu cau|chi dao|de nghi)\b|\bkhi (?:co )?yeu cau\b")
BEFORE = r"(?P<before>truoc\s+)?(?:(?:dau|giua|cuoi|het)\s+)?"
DAY = re.compile(
    r"(?<![\d/])(?<!thang )(?P<day>\d{1,2})(?:\s*(?:/|-|\.)\s*|\s+thang\s+)(?P<month>\d{1,2})"
    r"(?!\d|\s*/\s*(?:qd|ct|kh|nq|nd|tb|tt)|\s+thang)" + YEAR + r"(?![\d])"
)
EACH_MONTH = re.compile(
    r"\bngay (?:mung )?(?P<day>\d{1,2}),? (?:cua )?(?:hang|moi|tung) thang\b(?! cuoi)"
)
HALF = re.compile(r"\b(?:6|06|sau) thang (?P<half>dau|cuoi)(?: nam)?" + YEAR)
QUARTER = re.compile(
    r"\b" + BEFORE + r"quy\s+(?:[ivx\d]{1,3}\s*(?:,|-|va|den|den quy|, quy|va quy|- quy)\s*"
    r"(?:quy\s+)?)*(?P<quarter>iii|iv|ii|i|[1-4])\b" + YEAR
)
MONTH = re.compile(
    r"\b" + BEFORE + r"thang\s*(?:\d{1,2}\s*(?:,|-|va|den)\s*(?:thang\s+)?)*"
    r"(?P<month>\d{1,2})(?!\d)(?!\s+(?:dau|cuoi)\b)" + YEAR
)
SLASHED_MONTH = re.compile(
    r"(?<![\d/.-])(?P<before>truoc\s+)?(?P<month>\d{1,2})\s*/\s*(?P<year>20\d\d)(?![\d/])"
)
YEAR_END = re.compile(
    r"\b(?P<before>truoc\s+)?(?:(?:(?:het|cuoi|den|trong|vao|chinh)\s+)*nam\s+|^(?=20\d\d\s*$))"
    + FULL_YEAR
)
THIS_YEAR = re.compile(
    r"(?<!lan )(?<!tro len )\b(?:het|cuoi|trong)\s+nam(?:\s+nay)?\b(?!\s+20\d\d)"
)
_WORD_LIST = """
    xong trước trong đến vào hết từ ngày tháng quý năm tuần đầu cuối giữa sau sáu hằng hàng mỗi
    từng lần của và hạn các kế kể một hai nay này dịp suốt
"""
TIME_WORDS = frozenset(_WORD_LIST.split())
# "thành" of "hoàn thành" is no word of time by itself, nor is "thực" of "lương thực".
_PHRASE_LIST = """
    hoàn thành, thực hiện, định kỳ, định kì, chậm nhất, muộn nhất, thời gian, thời hạn, giai đoạn,
    nhiệm kỳ, thường xuyên, thưởng xuyên, liên tục, tiếp theo, bắt đầu, thứ hai, thứ ba, thứ tư,
    thứ năm, thứ sáu, thứ bảy, chủ nhật, ít nhất, tối thiểu,
    quá trình
"""
TIME_PHRASES = frozenset(tuple(phrase.split()) for phrase in _PHRASE_LIST.split(","))
FIGURE = re.compile(r"[\d/.-]+|\d{1,2}h\d{0,2}|i{1,3}|iv|quy[-/]\w+|[ivx]+/\d{4}")
LOOSE_START = re.compile(
    r"(?:(?:giua ky|dau|cuoi|giua|nam|quy|(?:0?6|sau) thang|thang|tuan|ngay|va|cua|cac|mot|hai|"
    r"nay|\d{1,3}),?\s+"
    r"(?=(?:truoc|trong|vao|cham|hoan|xong|dinh|bat)\b)"
    r"|\d{1,3}:\s+|(?:it nhat|toi thieu)\s+(?!\d+ lan\b))"
)
# "trước 16 giờ thứ Năm hằng tuần": the hour belongs to the day that follows.
HOUR_BEFORE = re.compile(
    r"(?:\b(?:truoc|vao|cham nhat|muon nhat)(?: luc)?\s+)?\b\d{1,2}\s*(?:gio|h)(?:\s*\d{2})?"
    r"(?: phut)?,?\s+$"
)
LOOSE_END = re.compile(
    r"(?:[\s,]+(?:va|cua|cac|den|trong|truoc|thuc hien|vao|tu|it nhat|toi thieu))+$"
    r"|(?<=20\d\d),\s+\d{1,3}$|,\s+lan$"
)
TOKEN = re.compile(r"[^\W_]+(?:[/.-][^\W_]+)*")
JOINS = re.compile(r"[\s,:/–-]*$")
PATTERNS = (
    PERIODIC, ONGOING, FROM_YEAR, PERIOD, DAY, HALF, QUARTER, MONTH, SLASHED_MONTH,
    YEAR_END, THIS_YEAR,
)  # fmt: skip
