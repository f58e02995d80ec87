"""The last day of a time limit that a clause sets, reckoned from a day that the question names."""

import re
from calendar import monthrange
from datetime import date, timedelta

from retrieval.asks import Ask
from retrieval.facts import Facts
from retrieval.laws.questions import LawQuestion

_DAY = re.compile(r"(?<![\d/])(\d{1,2})[/\-](\d{1,2})[/\-](\d{4})(?![\d/])")
_LIMIT = re.compile(r"(?<![\d,.])(\d{1,3})\s*(ngày làm việc|ngày|tháng|giờ|năm)(?! tuổi| \d{4})")
_LAST = re.compile(
    r"\b(?:(?:ngay|hom|bua|luc|khi|gio) (?:nao|may)|bao gio|han (?:chot|cuoi)|cham nhat|tre nhat"
    r"|het han)\b"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+|\n+")
_MOST = 3


def last_days(asked: LawQuestion, quote: str, law: Facts) -> str:
    """Return when the limits of the nearest sentence end from the day named, or nothing."""
    named = _DAY.search(asked.text)
    if named is None or not (Ask.WHEN in asked.asks or _LAST.search(asked.plain)):
        return ""
    start = _date(named)
    sentences = [s for s in _SENTENCE.split(quote) if _LIMIT.search(s)]
    if start is None or not sentences:
        return ""
    nearest = max(sentences, key=lambda s: law.cover(asked.terms, s).question)
    limits = list(dict.fromkeys(_LIMIT.findall(nearest)))[:_MOST]
    ends = "; ".join(
        f"{int(n):02d} {unit} → {_end(start, int(n), unit):%d/%m/%Y}" for n, unit in limits
    )
    note = " (chưa trừ ngày nghỉ lễ)" if any(unit == "ngày làm việc" for _, unit in limits) else ""
    return f"Nếu tính từ ngày {start:%d/%m/%Y}: {ends}{note}."


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def _end(start: date, count: int, unit: str) -> date:
    """Return the last day of a limit; the day it starts from does not count."""
    if unit == "giờ":
        return start + timedelta(hours=count)
    if unit == "ngày":
        return start + timedelta(days=count)
    if unit == "ngày làm việc":
        return _working(start, count)
    months = start.month - 1 + count * (12 if unit == "năm" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _working(start: date, count: int) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
