"""Days and periods that a question names: "đến 30/6", "tháng sau", "quý 3", "30 ngày tới"."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_ROMAN_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:\s*(?:/|-|\.|nam)\s*(20\d\d)|\s+(20\d\d))?"


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included; `is_until` when everything up to `end` is meant."""

    start: date
    end: date
    wording: str
    is_until: bool = False
    is_day: bool = False

    def holds(self, day: date) -> bool:
        """Tell whether `day` is meant."""
        return day <= self.end if self.is_until else self.start <= day <= self.end


def read_periods(plain: str, today: date) -> tuple[Period, ...]:
    """Return the periods named in the folded text `plain`, asked on `today`, longest first."""
    found: list[tuple[int, int, Period]] = []
    for pattern, build in _RULES:
        for match in pattern.finditer(plain):
            if any(match.start() < end and start < match.end() for start, end, _ in found):
                continue
            try:
                period = build(match, today)
            except (OverflowError, ValueError):
                # A week after the last of all days is no period.
                continue
            if period is not None:
                found.append((*match.span(), _with_until(period, plain[: match.start()])))
    found.sort(key=lambda entry: entry[0])
    return tuple(p for at, (start, end, p) in enumerate(found) if not _says_today(at, found, plain))


def _says_today(at: int, found: Sequence[tuple[int, int, Period]], plain: str) -> bool:
    """Tell whether a period only says that the day beside it is today ("hôm nay 15/6")."""
    start, end, _ = found[at]
    if plain[start:end] != "hom nay":
        return False
    beside = [entry for n, entry in enumerate(found) if n != at and entry[2].is_day]
    return any(-4 <= other[0] - end <= 12 or 0 <= start - other[1] <= 4 for other in beside)


def _with_until(period: Period, before: str) -> Period:
    is_until = bool(
        re.search(
            r"\b(?:den|toi|truoc|tinh den|cho den|het|cham nhat|tu dau nam den)"
            r"(?: (?:ngay|het|cuoi|thoi diem))*\s*$",
            before,
        )
    )
    return Period(period.start, period.end, period.wording, is_until, period.is_day)


def _day(match: re.Match[str], today: date) -> Period | None:
    day, month = int(match.group(1)), int(match.group(2))
    year = next((int(g) for g in match.groups()[2:] if g), today.year)
    try:
        named = date(year, month, day)
    except ValueError:
        return None
    return Period(named, named, f"{named:%d/%m/%Y}", is_day=True)


def _month(match: re.Match[str], today: date) -> Period | None:
    month = int(match.group(1))
    if not 1 <= month <= 12:
        return None
    year = next((int(g) for g in match.groups()[1:] if g), today.year)
    return month_period(year, month)


def month_period(year: int, month: int) -> Period:
    """Return the whole month."""
    last = monthrange(year, month)[1]
    return Period(date(year, month, 1), date(year, month, last), f"tháng {month}/{year}")


def quarter_period(year: int, quarter: int) -> Period:
    """Return the whole quarter."""
    first = 3 * quarter - 2
    last = monthrange(year, first + 2)[1]
    roman = ["I", "II", "III", "IV"][quarter - 1]
    return Period(date(year, first, 1), date(year, first + 2, last), f"quý {roman}/{year}")


def _quarter(match: re.Match[str], today: date) -> Period | None:
    named = match.group(1)
    number = _ROMAN_QUARTERS.get(named) or int(named)
    year = next((int(g) for g in match.groups()[1:] if g), today.year)
    return quarter_period(year, number)


def _relative_month(match: re.Match[str], today: date) -> Period:
    offset = {"nay": 0, "truoc": -1, "roi": -1}.get(match.group(1), 1)
    index = today.year * 12 + today.month - 1 + offset
    return month_period(index // 12, index % 12 + 1)


def _relative_quarter(match: re.Match[str], today: date) -> Period:
    offset = {"nay": 0, "truoc": -1, "roi": -1}.get(match.group(1), 1)
    index = today.year * 4 + (today.month - 1) // 3 + offset
    return quarter_period(index // 4, index % 4 + 1)


def _relative_week(match: re.Match[str], today: date) -> Period:
    offset = {"nay": 0, "truoc": -7, "roi": -7}.get(match.group(1), 7)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=offset)
    return Period(monday, monday + timedelta(days=6), f"tuần từ {monday:%d/%m/%Y}")


def _span(match: re.Match[str], today: date) -> Period:
    days = {"ngay": 1, "tuan": 7, "thang": 30}[match.group(2)] * int(match.group(1))
    end = today + timedelta(days=min(days, 3650))
    return Period(today, end, f"{match.group(0)} (đến {end:%d/%m/%Y})")


def _half(match: re.Match[str], today: date) -> Period:
    year = int(match.group(2) or today.year)
    if match.group(1) == "dau":
        return Period(date(year, 1, 1), date(year, 6, 30), f"6 tháng đầu năm {year}")
    return Period(date(year, 7, 1), date(year, 12, 31), f"6 tháng cuối năm {year}")


def _year(match: re.Match[str], today: date) -> Period:
    word = match.group(1)
    offset = {"nay": 0, "ngoai": -1, "truoc": -1}.get(word, 1)
    year = int(word) if word.isdigit() else today.year + offset
    return Period(date(year, 1, 1), date(year, 12, 31), f"năm {year}")


def _today(match: re.Match[str], today: date) -> Period:
    day = today + timedelta(days=1) if match.group(0) == "ngay mai" else today
    return Period(day, day, f"{day:%d/%m/%Y}", is_day=True)


_Build = Callable[[re.Match[str], date], Period | None]
_RULES: tuple[tuple[re.Pattern[str], _Build], ...] = (
    (re.compile(r"\b(?:6|sau) thang (dau|cuoi)(?: nam)?(?: (20\d\d))?"), _half),
    (re.compile(r"\b(\d{1,2})\s*[/\-]\s*(\d{1,2})(?:\s*[/\-.]\s*(20\d\d))?(?![\d/%])"), _day),
    (re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(20\d\d)\b"), _day),
    (re.compile(r"\b(?:ngay |mung |mong )?(\d{1,2}) thang (\d{1,2})" + _YEAR), _day),
    (re.compile(r"\b(\d{1,3}) (ngay|tuan|thang) (?:toi|nua|sap toi|tiep theo|sau)\b"), _span),
    (re.compile(r"\bthang (\d{1,2})\b(?! lan)" + _YEAR), _month),
    (re.compile(r"\bquy (i{1,3}|iv|[1-4])\b" + _YEAR), _quarter),
    (re.compile(r"\bthang (nay|sau|toi|truoc|roi)\b"), _relative_month),
    (re.compile(r"\bquy (nay|sau|toi|truoc|roi)\b"), _relative_quarter),
    (re.compile(r"\btuan (nay|sau|toi|truoc|roi)\b"), _relative_week),
    (re.compile(r"\bnam (20\d\d|nay|sau|toi|ngoai|truoc)\b"), _year),
    (
        re.compile(
            r"\b(?:den|toi|vao|cua|tu|het|cuoi|voi|hay|so voi|hon"
            r"|chi tieu|muc tieu)(?: het| cuoi)? (20\d\d)\b"
        ),
        _year,
    ),
    (re.compile(r"\bhom nay\b|\bngay mai\b"), _today),
)
