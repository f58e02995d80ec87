"""When something is due: reading Vietnamese time wordings and counting the days to a date.

The wording always stays beside the date. "Trước ngày 15/8" is due on the named day itself, as
offices use it; "trước tháng 6" and "trước quý III" are due on the last day before that period.
A span with a dated end ("từ tháng 5 đến tháng 12 năm 2026") is due at its end, an open start
("từ tháng 6") is FROM_YEAR, and a span of years is a period; both are without a due date.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.register import MilestoneKind
from domain.time_wordings import (
    DAY,
    EACH_MONTH,
    ENDS,
    FIGURE,
    FROM_DATE,
    FROM_YEAR,
    HALF,
    HOUR_BEFORE,
    JOINS,
    LOOSE_END,
    LOOSE_START,
    MONTH,
    ON_REQUEST,
    ONGOING,
    PATTERNS,
    PERIOD,
    PERIODIC,
    QUARTER,
    ROMAN,
    SINCE_ISSUE,
    SLASHED_MONTH,
    THIS_YEAR,
    TIME_PHRASES,
    TIME_WORDS,
    TOKEN,
    YEAR_END,
)
from domain.vietnamese import clean, fold


def read_deadline(wording: str, *, year: int | None) -> tuple[MilestoneKind, date | None]:
    """Return the kind of time that `wording` gives and its due date where there is one.

    `year` is used where the wording names none; accents and case do not matter.
    """
    text = fold(clean(wording)).replace("–", "-")
    if SINCE_ISSUE.search(text):
        return MilestoneKind.BY_DAY, None
    if _is_periodic(text):
        return MilestoneKind.PERIODIC, None
    if PERIOD.search(text):
        return MilestoneKind.PERIOD, None
    if FROM_YEAR.search(text):
        return _earlier(text, FROM_YEAR, MilestoneKind.FROM_YEAR), None
    if FROM_DATE.search(text) and not ENDS.search(text):
        return MilestoneKind.FROM_YEAR, None
    dated = _dated(text, year)
    ongoing = ONGOING.search(text)
    if dated is not None and (ongoing is None or dated.start < ongoing.start()):
        return dated.kind, dated.due
    if ongoing is not None:
        return MilestoneKind.ONGOING, None
    if ON_REQUEST.search(text):
        return MilestoneKind.ON_REQUEST, None
    return MilestoneKind.UNDATED, None


def find_times(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of `text` that are wordings of a time, their verbs included.

    "Tập huấn xong trước 15/8 gửi Sở" gives the span of "xong trước 15/8".
    """
    folded = fold(text).replace("–", "-")
    if len(folded) != len(text):
        return ()
    spans = [match.span() for pattern in PATTERNS for match in pattern.finditer(folded)]
    counted = [match.span() for match in SINCE_ISSUE.finditer(folded)]
    found: list[tuple[int, int]] = []
    for start, end in _runs(text.lower(), folded):
        inside = [span for span in spans if start <= span[0] and span[1] <= end]
        if inside and not any(start < last and first < end for first, last in counted):
            found.append((start, end))
    return tuple(sorted([*found, *counted]))


def counted_from_issue(wording: str, issued: date) -> date | None:
    """Return the day that lies as many days after `issued` as `wording` says, None for others."""
    match = SINCE_ISSUE.search(fold(clean(wording)))
    return issued + timedelta(days=int(match["days"])) if match else None


def next_time(wording: str, today: date) -> date | None:
    """Return the next day, from `today` on, of what recurs on a day of every year or month.

    None where the wording names no such day.
    """
    text = fold(clean(wording)).replace("–", "-")
    days = [m for m in DAY.finditer(text) if m["year"] is None]
    if len(days) == 1:
        return _next_of_year(int(days[0]["day"]), int(days[0]["month"]), today)
    monthly = EACH_MONTH.search(text)
    if days or monthly is None:
        return None
    return _next_of_month(int(monthly["day"]), today)


def _next_of_year(day: int, month: int, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
            return None
        if date(year, month, day) >= today:
            return date(year, month, day)
    return None


def _next_of_month(day: int, today: date) -> date | None:
    following = today.replace(day=1) + timedelta(days=32)
    for first in (today.replace(day=1), following.replace(day=1)):
        if 1 <= day <= calendar.monthrange(first.year, first.month)[1]:
            found = first.replace(day=day)
            if found >= today:
                return found
    return None


def _runs(text: str, folded: str) -> list[tuple[int, int]]:
    """Return the runs of words that a wording of time may be made of."""
    runs: list[tuple[int, int]] = []
    place = 0
    while token := TOKEN.search(folded, place):
        place = token.end()
        end = _time_word_end(text, folded, token)
        if end is None:
            continue
        place = end
        if runs and JOINS.match(folded[runs[-1][1] : token.start()]):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((token.start(), end))
    return [_trimmed(folded, run) for run in runs]


def _time_word_end(text: str, folded: str, token: re.Match[str]) -> int | None:
    """Return where the word of time that begins at `token` ends, None when it is none."""
    if FIGURE.fullmatch(token.group()):
        return token.end()
    words, phrases = (PLAIN_WORDS, PLAIN_PHRASES) if text == folded else (TIME_WORDS, TIME_PHRASES)
    word = text[token.start() : token.end()]
    following = TOKEN.match(folded, token.end() + 1)
    if following and (word, text[following.start() : following.end()]) in phrases:
        return following.end()
    return token.end() if word in words else None


def _trimmed(text: str, run: tuple[int, int]) -> tuple[int, int]:
    """Return `run` without joins at its end and without "quý" of "báo cáo quý trước ngày 20".

    An hour right before it is part of it.
    """
    words = LOOSE_END.sub("", text[run[0] : run[1]])
    loose = LOOSE_START.match(words)
    start = run[0] + (loose.end() if loose else 0)
    hour = HOUR_BEFORE.search(text[:start])
    return hour.start() if hour else start, run[0] + len(words)


PLAIN_WORDS = frozenset(map(fold, TIME_WORDS))
PLAIN_PHRASES = frozenset(tuple(map(fold, phrase)) for phrase in TIME_PHRASES)


def days_left(due: date, today: date) -> int:
    """Return the days from `today` to `due`: 0 on the day itself, negative when it is past."""
    return (due - today).days


def is_overdue(due: date, today: date) -> bool:
    """Tell whether `due` lies before `today`; the day itself is still in time."""
    return today > due


@dataclass(frozen=True, slots=True)
class _Dated:
    start: int
    end: int
    kind: MilestoneKind
    due: date | None


def _is_periodic(text: str) -> bool:
    """Tell whether `text` recurs, unless "thường xuyên" stands before the recurrence."""
    periodic, ongoing = PERIODIC.search(text), ONGOING.search(text)
    if periodic is None:
        return False
    return ongoing is None or periodic.start() < ongoing.start()


def _earlier(text: str, pattern: re.Pattern[str], kind: MilestoneKind) -> MilestoneKind:
    """Return `kind`, or ONGOING when that is said before `pattern`."""
    match, ongoing = pattern.search(text), ONGOING.search(text)
    if match and ongoing and ongoing.start() < match.start():
        return MilestoneKind.ONGOING
    return kind


def _dated(text: str, year: int | None) -> _Dated | None:
    """Return the latest-standing dated wording; a finer one wins over the year around it."""
    readers: tuple[
        tuple[re.Pattern[str], Callable[[re.Match[str], int | None], _Dated | None]], ...
    ] = (
        (HALF, _half),
        (DAY, _day),
        (QUARTER, _quarter),
        (MONTH, _month),
        (SLASHED_MONTH, _month),
        (YEAR_END, _year_end),
        (THIS_YEAR, _this_year),
    )
    for group in (readers[:5], readers[5:]):
        found = [
            dated
            for pattern, reader in group
            for match in pattern.finditer(text)
            if (dated := reader(match, year)) is not None
        ]
        found = [d for d in found if not any(_inside(d, other) for other in found)]
        if found:
            return max(found, key=lambda dated: dated.start)
    return None


def _inside(one: _Dated, other: _Dated) -> bool:
    return (
        one is not other
        and other.start <= one.start
        and one.end <= other.end
        and ((one.start, one.end) != (other.start, other.end))
    )


def _year_of(match: re.Match[str], year: int | None) -> int | None:
    return int(match["year"]) if match["year"] else year


def _day(match: re.Match[str], year: int | None) -> _Dated | None:
    day, month, in_year = int(match["day"]), int(match["month"]), _year_of(match, year)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    due = None
    if in_year is not None:
        if day > calendar.monthrange(in_year, month)[1]:
            return None
        due = date(in_year, month, day)
    return _Dated(match.start(), match.end(), MilestoneKind.BY_DAY, due)


def _month(match: re.Match[str], year: int | None) -> _Dated | None:
    month, in_year = int(match["month"]), _year_of(match, year)
    if not 1 <= month <= 12:
        return None
    return _span(match, in_year, month, month, MilestoneKind.BY_MONTH_END)


def _quarter(match: re.Match[str], year: int | None) -> _Dated | None:
    quarter = ROMAN[match["quarter"]]
    in_year = _year_of(match, year)
    return _span(match, in_year, quarter * 3 - 2, quarter * 3, MilestoneKind.BY_QUARTER_END)


def _half(match: re.Match[str], year: int | None) -> _Dated | None:
    in_year, last = _year_of(match, year), 6 if match["half"] == "dau" else 12
    due = _month_end(in_year, last)
    return _Dated(match.start(), match.end(), MilestoneKind.BY_HALF_YEAR_END, due)


def _year_end(match: re.Match[str], year: int | None) -> _Dated | None:
    return _span(match, int(match["year"]), 1, 12, MilestoneKind.BY_YEAR_END)


def _this_year(match: re.Match[str], year: int | None) -> _Dated | None:
    return _Dated(match.start(), match.end(), MilestoneKind.BY_YEAR_END, _month_end(year, 12))


def _span(
    match: re.Match[str], year: int | None, first: int, last: int, kind: MilestoneKind
) -> _Dated:
    """Return the end of a span of months, or the day before it where "trước" is said."""
    if match["before"]:
        due = None if year is None else date(year, first, 1) - timedelta(days=1)
        return _Dated(match.start(), match.end(), MilestoneKind.BY_DAY, due)
    return _Dated(match.start(), match.end(), kind, _month_end(year, last))


def _month_end(year: int | None, month: int) -> date | None:
    return None if year is None else date(year, month, calendar.monthrange(year, month)[1])
