"""Duties to report: who reports to whom and how often."""

import re
from collections.abc import Mapping, Sequence

from domain.deadlines import find_times, read_deadline
from domain.register import Duty, MilestoneKind, Paragraph, ReportDuty, Unit, path_of
from knowledge.parser.bodies import mentions_in
from knowledge.parser.tree import UNNUMBERED

_REPORT = re.compile(r"(?<!hội nghị )(?<!bản )\bbáo cáo\b(?! viên)", re.IGNORECASE)
_SENDS = re.compile(r"\b(?:gửi|nộp)\b", re.IGNORECASE)
_RULE = re.compile(r"theo (?:quy định|yêu cầu)[^;.,]*", re.IGNORECASE)
_SCHEDULED = re.compile(r"\d|\b(?:hằng|hàng|mỗi)\b|\bquý\b|\btháng\b|\bnăm\b", re.IGNORECASE)


def find_reports(
    duties: Sequence[Duty], paragraphs: Mapping[str, Paragraph], units: tuple[Unit, ...]
) -> tuple[ReportDuty, ...]:
    """Return the duties to report, and scheduled reports that stand elsewhere in the text."""
    found: list[ReportDuty] = []
    for duty in duties:
        who = duty.leads or duty.coordinators
        report = _report(duty.key, paragraphs[duty.key].text, who, units)
        found.extend([report] if report else [])
    taken = {duty.key for duty in duties}
    for key, paragraph in paragraphs.items():
        if key not in taken and path_of(key) not in UNNUMBERED:
            report = _report(key, paragraph.text, (), units)
            found.extend([report] if report and report.is_dated else [])
    return tuple(found)


def _report(
    key: str, text: str, who: tuple[str, ...], units: tuple[Unit, ...]
) -> ReportDuty | None:
    match = _REPORT.search(text)
    if match is None:
        return None
    start = _sending(text, match)
    named = [m for m in mentions_in(text, units) if m.end <= start]
    who = who or tuple(dict.fromkeys(mention.unit_id for mention in named))
    wording, is_dated = _schedule(text)
    return ReportDuty(key, who, _receivers(text, start, units, who), wording, is_dated)


def _sending(text: str, report: re.Match[str]) -> int:
    """Return where who reports ends: at "báo cáo", or at "gửi" after "Báo cáo quý: …"."""
    sends = _SENDS.search(text, report.end())
    is_title = not text[: report.start()].strip(' *“"')
    return sends.start() if is_title and sends else report.start()


def _receivers(
    text: str, start: int, units: tuple[Unit, ...], who: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the units named after "báo cáo", without those that report."""
    named = [m.unit_id for m in mentions_in(text, units) if m.start > start]
    return tuple(unit for unit in dict.fromkeys(named) if unit not in who)


def _schedule(text: str) -> tuple[str, bool]:
    """Return how often as written, and whether that is a real schedule."""
    clauses = [c for c in re.split(r";\s*|\.\s+", text) if _REPORT.search(c) or _SENDS.search(c)]
    times = [clause[start:end] for clause in clauses for start, end in find_times(clause)]
    real = [time for time in times if _is_schedule(time)]
    if real:
        return "; ".join(real), True
    words = [time for time in times if "ịnh kỳ" in time]
    rules = [rule.group().strip(" /") for clause in clauses if (rule := _RULE.search(clause))]
    return " … ".join(words + rules), False


def _is_schedule(wording: str) -> bool:
    kind, due = read_deadline(wording, year=2000)
    named = _SCHEDULED.search(wording) is not None
    return named and (kind is MilestoneKind.PERIODIC or (due is not None and "rước" in wording))
