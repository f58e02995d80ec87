"""The letterhead: number, place and day of issue, and the issuing body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.vietnamese import fold
from knowledge.parser.letters import UPPER
from knowledge.parser.sections import read_kind
from knowledge.units import canonical_name, fields

_NUMBER = re.compile(
    r"(?:^(?:(?:bộ )?luật |pháp lệnh |nghị \w+ |quyết định |thông tư )?Số\s*:?|"
    r"Số\s*:)\s*(?P<number>[^\s,;|]*(?:\s*/\s*[^\s,;|]+)?)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?P<place>[^\W\d_][^,;|]*?),?\s+ngày\s*(?P<day>\d{0,2})[\s.…]*tháng\s*(?P<month>\d{0,2})"
    r"[\s.…]*năm\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
_HEAD_LINE = 120
_BODY = re.compile(
    r"^(?:ỦY BAN|UỶ BAN|UBND|HĐND|HỘI ĐỒNG|BỘ|SỞ|TỈNH|THÀNH|CHÍNH PHỦ|QUỐC HỘI|THỦ TƯỚNG|VĂN PHÒNG|"
    r"BAN|CỤC|THANH TRA|PHÒNG|TRƯỜNG|TRUNG TÂM|ĐẢNG|LIÊN ĐOÀN|CÔNG AN|XÃ|PHƯỜNG|HUYỆN|ĐẶC KHU)\b"
)
LEVEL_PLACE = re.compile(
    r"\b(?P<level>tỉnh|thành phố|xã|phường|huyện|đặc khu)\s+"
    rf"(?P<name>[{UPPER}][\w’']*(?:\s+[{UPPER}][\w’']*){{0,3}})"
)
_ISSUER_BY_NUMBER = (
    (re.compile(r"/(?:QH|UBTVQH)\d*"), "Quốc hội"),
    (re.compile(r"/(?:NĐ|NQ)-CP$"), "Chính phủ"),
    (re.compile(r"-TTg$"), "Thủ tướng Chính phủ"),
)
_STATE = ("CỘNG HÒA", "CỘNG HOÀ", "ĐỘC LẬP", "ĐẢNG CỘNG SẢN", "HỘI CHỦ NGHĨA")


@dataclass(frozen=True, slots=True)
class Issue:
    """Place and day of issue as written; what is left blank is None or empty."""

    place: str = ""
    issued: date | None = None
    text: str = ""
    year: int | None = None
    has_day: bool = False


def read_issue(head: Sequence[str]) -> Issue:
    """Return place and day of issue from the letterhead."""
    for text in head:
        match = _PLACE.search(text)
        if match is None or len(text) > _HEAD_LINE or text[match.end() :].strip(" .…_*"):
            continue
        day, month, year = match["day"], match["month"], int(match["year"])
        place = re.sub(r"^.*\d\S*\s+", "", match["place"]).strip()
        written = " ".join(
            piece
            for piece in (
                f"ngày {day}" if day else "",
                f"tháng {month}" if month else "",
                f"năm {year}",
            )
            if piece
        )
        issued = make_date(year, month, day)
        return Issue(place, issued, written, year, bool(day))
    return Issue()


def make_date(year: int, month: str, day: str) -> date | None:
    """Return the date, None where part of it is blank or wrong."""
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def read_number(head: Sequence[str]) -> tuple[str | None, str]:
    """Return the number and, where it is blank, what is printed of it ("/KH-UBND")."""
    blank = ""
    for text in head:
        match = _NUMBER.search(text)
        if match is None:
            continue
        written = re.sub(r"\s+", "", match["number"]).strip(".…_")
        if re.match(r"\d", written):
            return written, written
        # "… CHUYỂN ĐỔI SỐ" in the name of a body is no number left blank.
        blank = blank or (written if ":" in match.group() or "/" in written else "")
    return None, blank


def read_issuer(head: Sequence[str], number_text: str, place: str, body: Sequence[str]) -> str:
    """Return the issuing body: from the letterhead, else from number, place and text."""
    names = [
        t
        for t in head
        if t.isupper()
        and _BODY.match(t)
        and read_kind(t) is None
        and not any(word in t for word in _STATE)
    ]
    if names:
        name = " ".join(names[-2:]) if _is_split(names) else names[-1]
        issuer = canonical_name(_title_case(name))
        return f"UBND {_level_of(place, body)} {place}" if issuer == "UBND" and place else issuer
    for pattern, issuer in _ISSUER_BY_NUMBER:
        if pattern.search(number_text):
            return issuer
    if "UBND" in number_text and place:
        level = _level_of(place, body)
        return f"UBND {level} {place}".replace("  ", " ")
    return ""


def _is_split(names: Sequence[str]) -> bool:
    """Tell a name set on two lines ("ỦY BAN NHÂN DÂN" / "TỈNH GIA LAI")."""
    return (
        len(names) > 1
        and re.match(r"^(?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|HUYỆN|ĐẶC KHU)\b", names[-1]) is not None
    )


def _title_case(name: str) -> str:
    """Return a name set in capitals as it is written in a sentence."""
    text = " ".join(_small(word) for word in name.split())
    match = re.search(r"\b(?:tỉnh|thành phố|xã|phường|huyện|đặc khu)\s+(?P<place>.+)$", text)
    if match:
        where = " ".join(word.capitalize() for word in match["place"].split())
        text = f"{text[: match.start('place')]}{where}"
    for field in fields():
        text = re.sub(rf"\b{re.escape(field.name.lower())}\b", field.name, text)
    text = re.sub(r"\bban chỉ đạo\b", "Ban Chỉ đạo", text)
    text = re.sub(r"\b(?:ubnd|hđnd|mttq)\b", lambda match: match.group().upper(), text)
    return text[:1].upper() + text[1:]


def _small(word: str) -> str:
    """Return a word in small letters; one without a vowel (MTQG) is an abbreviation and stays."""
    return word.lower() if re.search(r"[aeiouy]", fold(word)) else word


def _level_of(place: str, body: Sequence[str]) -> str:
    """Return the level at which `place` is named in the text ("tỉnh" for "tỉnh Đắk Lắk")."""
    for text in body:
        for match in LEVEL_PLACE.finditer(text):
            if fold(match["name"]).startswith(fold(place)):
                return match["level"]
    return ""


def is_state_name(text: str) -> bool:
    """Tell whether a line holds the name of the state, as each letterhead does."""
    return re.search(r"CỘNG (?:HÒA|HOÀ) XÃ HỘI", text) is not None


def is_letterhead_name(text: str) -> bool:
    """Tell whether a line is the name of a body as letterheads write it."""
    return text.isupper() and _BODY.match(text) is not None and not text.startswith("BỘ TRƯỞNG")


def is_number_line(text: str) -> bool:
    """Tell whether a line of the head starts with the number of the document."""
    return _NUMBER.match(text) is not None
