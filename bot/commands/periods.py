"""Spans of days as they are typed at the command line."""

import re
from datetime import date, timedelta

from bot.failures import BadInput

_WRONG = "--period: dùng 7d, 2026-06, 2026-Q2, 2026 hoặc 2026-06-01..2026-06-30."
_MONTHS_OF_QUARTER = 3
_MOST_DAYS = 800


def read_period(text: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a span; `7d` are the seven days until today.

    Raises:
        BadInput: it is no such span, or longer than two years and a little.
    """
    try:
        first, last = _read(text.strip(), today)
    except (ValueError, OverflowError):
        raise BadInput(_WRONG) from None
    if not 0 <= (last - first).days <= _MOST_DAYS:
        raise BadInput("--period: khoảng ngày ngược hoặc quá dài.")
    return first, last


def _read(text: str, today: date) -> tuple[date, date]:
    if match := re.fullmatch(r"(\d{1,3})d", text):
        return today - timedelta(days=int(match[1]) - 1), today
    if match := re.fullmatch(r"(\d{4})", text):
        return _months(int(match[1]), 1, 12)
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return _months(int(match[1]), int(match[2]), 1)
    if match := re.fullmatch(r"(\d{4})-[Qq]([1-4])", text):
        start = (int(match[2]) - 1) * _MONTHS_OF_QUARTER + 1
        return _months(int(match[1]), start, _MONTHS_OF_QUARTER)
    first, _, last = text.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """Return the first day of a month and the last day so many months on."""
    after = month + count - 1
    end = date(year + after // 12, after % 12 + 1, 1)
    return date(year, month, 1), end - timedelta(days=1)
