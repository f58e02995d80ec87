"""When a document says that it takes effect, and when a law says that it was adopted."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from knowledge.parser.letterhead import make_date

_DATE = r"(?:ngày )?(?P<day>\d{1,2})(?: tháng |/)(?P<month>\d{1,2})(?: năm |/)(?P<year>\d{4})"
_LONG_DATE = re.compile(_DATE)
_IN_FORCE = re.compile(
    r"(?P<kind>Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|"
    r"Quyết định|Chỉ thị|Quy chế|Quy định|Kế hoạch|Hướng dẫn) này "
    r"(?:đã )?có hiệu lực(?: thi hành)?,? (?:(?:kể )?từ|sau) "
)
_WITH_ISSUE = re.compile(
    r"ngày (?:ký|ban hành|"
    r"(?:\w+ này )?(?:được )?(?:Quốc hội |Ủy ban thường vụ Quốc hội )?thông qua)"
)
_AFTER_ISSUE = re.compile(r"(?P<days>\d{1,3}) ngày,? (?:kể )?từ ngày (?:ký|ban hành)")
_ADOPTED = re.compile(r"thông qua ngày " + _DATE)
_LAST = 8


def adopted_on(body: Sequence[str]) -> date | None:
    """Return the day on which a law says at its end that it was adopted."""
    for text in body[-_LAST:]:
        if match := _ADOPTED.search(text):
            return _date(match)
    return None


def in_force_from(body: Sequence[str], kind: str, issued: date | None) -> date | None:
    """Return the first day from which a document of this kind says that it is in force."""
    return min(_days(body, kind, issued), default=None)


def last_day_from(body: Sequence[str], kind: str, issued: date | None) -> date | None:
    """Return the last of several such days: from then on a merged version is as it reads."""
    days = set(_days(body, kind, issued))
    return max(days) if len(days) > 1 else None


def names_several_days(body: Sequence[str], kind: str, issued: date | None) -> bool:
    """Tell whether the text gives more than one such day, as merged versions do."""
    return last_day_from(body, kind, issued) is not None


def _days(body: Sequence[str], kind: str, issued: date | None) -> Iterator[date]:
    """Yield the days named; one before the day of issue is of something else."""
    for text in body:
        for match in _IN_FORCE.finditer(text):
            if not kind or match["kind"].lower() == kind:
                found = _day(text[match.end() :], issued)
                if found is not None and (issued is None or found >= issued):
                    yield found


def _day(wording: str, issued: date | None) -> date | None:
    if match := _LONG_DATE.match(wording):
        return _date(match)
    if issued is None:
        return None
    if match := _AFTER_ISSUE.match(wording):
        return issued + timedelta(days=int(match["days"]))
    return issued if _WITH_ISSUE.match(wording) else None


def _date(match: re.Match[str]) -> date | None:
    return make_date(int(match["year"]), match["month"], match["day"])
