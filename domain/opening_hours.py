"""From when to when something is open, as people type it."""

import re
from datetime import date, datetime, time

_DAY = r"(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?"
_HOUR = r"(\d{1,2})\s*(?:[:hg]|giờ)\s*(\d{2})?"
_AT = rf"(?:lúc\s+)?{_HOUR}"
_MOMENT = re.compile(rf"(?:{_AT}[\s,]*(?:ngày\s+)?)?{_DAY}(?:[\s,]*{_AT})?")
_FIRST, _LAST = time(7, 30), time(17, 0)


def read_hours(text: str, today: date) -> tuple[datetime, datetime] | None:
    """Return from when to when a text says, without a zone: "8:00 30/11/2026 đến 17:00 4/12/2026".

    A day without an hour begins at 7:30 and ends at 17:00; a day without a year is the next one of
    its name. None where the text does not say two days that exist.
    """
    found = list(_MOMENT.finditer(text.lower()))
    if len(found) != 2:
        return None
    opens, closes = (
        _moment(match, today, default)
        for match, default in zip(found, (_FIRST, _LAST), strict=True)
    )
    return None if opens is None or closes is None else (opens, closes)


def _moment(match: re.Match[str], today: date, default: time) -> datetime | None:
    hour, minute, day, month, year, late_hour, late_minute = match.groups()
    hour, minute = (hour, minute) if hour is not None else (late_hour, late_minute)
    try:
        at = default if hour is None else time(int(hour), int(minute or 0))
        return datetime.combine(_day(int(day), int(month), year, today), at)
    except ValueError:
        return None


def _day(day: int, month: int, year: str | None, today: date) -> date:
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    named = date(today.year, month, day)
    return named if named >= today else date(today.year + 1, month, day)
