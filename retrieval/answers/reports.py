"""Duties to report: when, and to whom."""

import re
from collections.abc import Sequence

from domain.answers import AnswerStatus
from domain.register import ReportDuty, path_of
from domain.vietnamese import fold
from retrieval.answers.evidence import evidence_of
from retrieval.draft import Draft, quoted, sentence, shown
from retrieval.facts import Facts
from retrieval.frame import Frame

_MOST_REPORTS = 4
_REPORT = re.compile(r"\bbao cao\b")
_REPORT_TIME = re.compile(
    r"\bmay lan\b|\bbao lau\b|\bthang nao\b|\bhang thang\b|\bhang quy\b|\bngay (?:nao|may"
    r"|bao nhieu)\b|\bkhi nao\b|\bbao gio\b|\bhan\b|\bdinh ky (?:la |thi )?(?:may|bao|nhu"
    r"|the nao|nao|ra sao)\b|\btan suat\b|\bky han\b|\bmoi (?:thang|quy|nam)\b|\btruoc ngay\b"
    r"|\bchu ky\b|\btheo (?:thang|quy|nam)\b|\bthang hay quy\b|\bmay thang\b"
    r"|\bngay bao nhieu\b|\bthoi han\b"
)
_PERIOD_ASKED = re.compile(
    r"\bbao cao (?:hang |hằng |dinh ky )?(?:theo )?(tuan|thang|quy|6 thang|nam)\b(?! \d)"
)
_PERIOD_DAYS = {
    "quy": "cuoi quy|hang quy|moi quy",
    "thang": "hang thang|moi thang",
    "nam": "bao cao nam",
}
_REPORT_TO = re.compile(
    r"\bbao cao\b(?: \w+){0,5} (?:cho ai|ve dau|ve ai|len (?:bo|co quan|dau|cap|ai)"
    r"|gui (?:ai|dau|cho)|cho (?:co quan|don vi|so|bo) nao|co quan nao|ve (?:co quan|don vi"
    r"|so) nao|o dau|dau)\b"
)
# Who reports to a body that the question names itself.
_WHO_REPORTS = re.compile(
    r"\b(?:ai|(?:don vi|co quan|so) nao)(?: \w+){0,3} bao cao\b(?: \w+){0,2} (?:len|cho|ve|gui)"
    r" (?!ai\b|dau\b|co quan nao|don vi nao)"
)


def asks_report_to(frame: Frame) -> bool:
    """Tell whether the question asks to whom to report."""
    return bool(_REPORT_TO.search(frame.plain)) and not _WHO_REPORTS.search(frame.plain)


def report_to_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell to whom the units asked about, or just spoken of, report."""
    if asks_report_time(frame):
        return report_time_answer(frame, facts)
    units = set(frame.units or (frame.focus.named if frame.is_follow_up else ()))
    chosen = [r for r in facts.document.reports if r.to and (not units or units & set(r.units))]
    if not chosen or len(chosen) > _MOST_REPORTS:
        return None
    lines = tuple(
        f"• {facts.names(r.units)} báo cáo {facts.names(r.to)} ({path_of(r.key)}): "
        f"{quoted(facts.document.by_key[r.key].text, facts)}"
        for r in chosen
    )
    return Draft(lines, evidence_of(facts, (r.key for r in chosen)))


def asks_report_time(frame: Frame) -> bool:
    """Tell whether the question asks when or how often to report."""
    return bool(_REPORT.search(frame.plain) and _REPORT_TIME.search(frame.plain))


def report_time_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell when reports are due, or that no schedule is given with what is, or pass."""
    reports = _asked_reports(frame.units, facts)
    asked = [line for report in reports for line in _sentences_of(report, frame, facts)]
    if asked:
        return Draft(tuple(line for line, _ in asked), evidence_of(facts, (k for _, k in asked)))
    dated = [r for r in reports if r.is_dated]
    told = dated or [r for r in reports if "dinh ky" in fold(r.wording)] or reports
    if not told:
        return None
    lines = tuple(_report_line(report, facts) for report in told)
    evidence = evidence_of(facts, (r.key for r in told))
    if dated:
        return Draft(lines, evidence)
    open_line = f"{facts.name} không nêu tần suất hay ngày báo cáo cụ thể, chỉ ghi:"
    return Draft((open_line, *lines), evidence, AnswerStatus.PARTIAL)


def _sentences_of(report: ReportDuty, frame: Frame, facts: Facts) -> list[tuple[str, str]]:
    """Return the dated clauses of a report's paragraph on the period asked ("báo cáo quý")."""
    asked = _PERIOD_ASKED.search(frame.plain)
    if asked is None:
        return []
    period = asked.group(1)
    said = re.compile(rf"bao cao {period}\b(?! [ivx]+\b)|\b{_PERIOD_DAYS.get(period, period)}\b")
    clauses = re.split(r"(?<=[;.])\s+", facts.document.by_key[report.key].text)
    return [
        (f"• {sentence(shown(clause))} ({path_of(report.key)})", report.key)
        for clause in clauses
        if said.search(fold(clause)) and any(ch.isdigit() for ch in clause)
    ]


def _asked_reports(units: Sequence[str], facts: Facts) -> Sequence[ReportDuty]:
    """Return the reports that concern `units` most, those that they make first; else all."""
    reports = facts.document.reports
    if not units:
        return reports
    asked = set(units)
    own = [r for r in reports if asked & set(r.units)]
    if len(asked) > 1 and asked <= {unit for r in own for unit in r.units}:
        return own
    fits = [len(asked & {*r.units, *r.to}) + bool(asked & set(r.units)) for r in reports]
    best = max(fits, default=0)
    return [r for r, fit in zip(reports, fits, strict=True) if fit and fit == best]


def _report_line(report: ReportDuty, facts: Facts) -> str:
    to = f" gửi {facts.names(report.to)}" if report.to else ""
    who = facts.names(report.units) if report.units else "Các đơn vị"
    return f"• {who}: báo cáo{to} – {report.wording} ({path_of(report.key)})."
