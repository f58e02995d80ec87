"""Days and amounts as official texts write them, each brought to one form with its bound."""

import re
from decimal import Decimal

from domain.vietnamese import canonical
from retrieval.stopwords import FUNCTION_WORDS

_BOUNDS = {
    "không quá": "≤",
    "không vượt quá": "≤",
    "không hơn": "≤",
    "tối đa": "≤",
    "nhiều nhất": "≤",
    "chậm nhất": "≤",
    "muộn nhất": "≤",
    "không dưới": "≥",
    "không thấp hơn": "≥",
    "không ít hơn": "≥",
    "ít nhất": "≥",
    "tối thiểu": "≥",
    "trên": ">",
    "hơn": ">",
    "quá": ">",
    "dưới": "<",
    "trước": "trước",
    "sau": "sau",
    "khoảng": "≈",
    "gần": "≈",
}
_BOUNDS_AFTER = {"trở lên": "≥", "trở xuống": "≤", "trở đi": "sau"}
_ONES = {
    word: value
    for value, words in enumerate(
        ("không", "một mốt", "hai", "ba", "bốn tư", "năm lăm", "sáu", "bảy", "tám", "chín")
    )
    for word in words.split()
}
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_UNITS = {"phần trăm": "%"}

_BOUND = rf"(?i:\b(?:{'|'.join(_BOUNDS)})\s+(?:là\s+|vào\s+|đạt\s+|từ\s+)?)?"
_BOUND_AFTER = rf"(?i:\s+(?:{'|'.join(_BOUNDS_AFTER)})\b)?"
_DIGITS = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_ONE = r"(?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín)"
_SPELLED = rf"(?:(?:{_ONE}\s+)?(?:mươi|mười)(?:\s+{_ONE})?|{_ONE})"
_COUNTED = (
    r"(?:ngày làm việc|giờ làm việc|phần trăm|ngày|tháng|năm|tuần|giờ|phút|lần|người|bản|bộ|đồng)"
)
_SCALE = rf"(?:\s*(?:{'|'.join(_SCALES)})\b)?"
_NO_UNIT = r"(?:không|chưa|phải|được|cần|nên|chủ|phối|trở|trừ|cấm|có|tháng \d|quý)\b"
AMOUNT = (
    rf"{_BOUND}(?:(?<![\w/])(?:{_DIGITS})(?!\w)(?:\s*\([^()\d]{{1,40}}\))?(?i:{_SCALE}"
    rf"(?:\s*%|\s+{_COUNTED}\b|\s+(?!{_NO_UNIT})[^\W\d_]+)?)"
    rf"|(?i:\b{_SPELLED}\s+{_COUNTED}\b)){_BOUND_AFTER}"
)
_YEAR = r"(?:\s*/\s*|,?\s+năm\s+)\d{4}"
DATE = (
    rf"{_BOUND}(?i:(?:\bngày\s+)?(?<![\w/])\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{4}}(?![/\w])"
    rf"|\bngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:{_YEAR})?"
    r"|(?:\bngày\s+)?(?<![\w/])\d{1,2}/\d{1,2}(?![\w/])"
    r"|(?:\btháng\s+)?(?<![\w/])\d{1,2}/\d{4}(?![\w/])"
    rf"|\btháng\s+\d{{1,2}}(?!\d)(?:{_YEAR})?|\bquý\s+(?:iv|i{{1,3}}|[1-4])\b(?:{_YEAR})?"
    rf"|\bnăm\s+\d{{4}}){_BOUND_AFTER}"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBERS = re.compile(r"\d+")
_AMOUNT = re.compile(rf"({_DIGITS})(?:\s*\([^()]*\))?\s*(.*)|({_SPELLED})\s+(.*)", re.DOTALL)


def date_of(said: str) -> str:
    """Return a day as `2026-06-30d`, a month as `2026-06m`, a quarter `2026-3q`, a year `2026y`.

    What is not said is left out from the front; a bound ("trước", "chậm nhất") stands at the end.
    """
    text, bound = _without_bound(canonical(said))
    numbers = [int(number) for number in _NUMBERS.findall(text)]
    if "quý" in text:
        roman = re.search(r"quý\s+(iv|i{1,3})\b", text)
        parts = [_ROMAN[roman.group(1)], *numbers] if roman else numbers
        return _dashed(parts, "q", bound)
    if len(numbers) == 1:
        return _dashed(numbers, "y" if numbers[0] > 31 else "m", bound)
    return _dashed(numbers, "m" if len(numbers) == 2 and numbers[1] > 31 else "d", bound)


def amount_of(said: str) -> str:
    """Return an amount as number, unit and bound: "không quá 15 (mười lăm) ngày" as `15 ngày≤`."""
    text, bound = _without_bound(canonical(said))
    match = _AMOUNT.match(text)
    assert match is not None
    digits, after, spelled, counted = match.groups()
    value = Decimal(digits.replace(".", "").replace(",", ".")) if digits else _spelled(spelled)
    words = (after if digits else counted).split()
    if words and words[0] in _SCALES:
        value *= _SCALES[words.pop(0)]
    unit = " ".join(words)
    unit = _UNITS.get(unit, unit if unit not in FUNCTION_WORDS else "")
    return f"{value.normalize():f} {unit}{bound}"


def _dashed(numbers: list[int], kind: str, bound: str) -> str:
    return "-".join(f"{number:02d}" for number in reversed(numbers)) + kind + bound


def _without_bound(text: str) -> tuple[str, str]:
    """Return the text without what bounds it, and the sign of the bound."""
    text = " ".join(text.split())
    bound = ""
    for words, sign in _BOUNDS.items():
        if text.startswith(f"{words} "):
            text, bound = text.removeprefix(f"{words} "), sign
            break
    for words, sign in _BOUNDS_AFTER.items():
        if text.endswith(f" {words}"):
            text, bound = text.removesuffix(f" {words}"), sign
    return re.sub(r"^(?:là|vào|đạt|từ) ", "", text), bound


def _spelled(words: str) -> Decimal:
    tens, _, ones = words.replace("mười", "mươi").partition("mươi")
    if "mươi" not in words.replace("mười", "mươi"):
        return Decimal(_ONES[words])
    return Decimal(_ONES.get(tens.strip(), 1) * 10 + _ONES.get(ones.strip(), 0))
