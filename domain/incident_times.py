"""When something happened, as people write it: kept as written, told where it lies ahead."""

import re
from datetime import date

from domain.vietnamese import clean, fold

_DAY = re.compile(
    r"(?<!\d)(?:ngay )?(\d{1,2})\s*(?:[/.\-]|\s*thang\s*)\s*(\d{1,2})"
    r"(?:\s*(?:[/.\-]|,?\s*nam\s*)\s*(\d{4}|\d{2}))?(?!\d)"
)
_YEAR = re.compile(r"\bnam (\d{4})\b")
_AHEAD = re.compile(
    r"\b(?:ngay mai|sang mai|chieu mai|toi mai|mai nay|ngay kia|tuan sau|tuan toi|thang sau"
    r"|thang toi|nam sau|nam toi|sap toi|quy sau)\b"
)


def is_ahead(text: str, today: date) -> bool:
    """Tell whether a written time is surely later than `today`; a day without a year is past."""
    plain = fold(clean(text))
    if _AHEAD.search(plain):
        return True
    days = [_day(match) for match in _DAY.finditer(plain)]
    if any(day is not None and day > today for day in days):
        return True
    return any(int(year) > today.year for year in _YEAR.findall(plain))


def _day(match: re.Match[str]) -> date | None:
    """Return the day where it names its year; without one it may be of any year that passed."""
    if match[3] is None:
        return None
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    try:
        return date(year, int(match[2]), int(match[1]))
    except ValueError:
        return None
