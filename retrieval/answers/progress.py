"""Who has or has not done something: progress that no document tells."""

import re

from domain.answers import AnswerStatus
from retrieval.asks import Ask
from retrieval.draft import Draft, evidence_at
from retrieval.facts import Facts
from retrieval.frame import Frame

_WHO_HAS = re.compile(
    r"\b(?:xa|phuong|don vi|co quan|so|nganh|noi|ai|dia phuong"
    r"|phong)(?: nao)?(?: \w+){0,2} (?:da|chua|dang)"
    r" (?:\w+ ){0,2}(?:bao cao|nop|gui|lam|xong|hoan thanh|thuc hien|dat|trien khai|xay dung)\b"
    r"|\b(?:bao nhieu|may) (?:xa|phuong|don vi|co quan|so) (?:da|chua|nop|hoan thanh|dat"
    r"|bao cao|xong)\b"
)


def progress_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Say that there are no reports to tell from, with the duty to report, or pass."""
    if not _WHO_HAS.search(frame.plain) or frame.asks_any(Ask.QUOTE, Ask.CLAIM):
        return None
    line = "Tôi chưa có báo cáo thực hiện nên không biết đơn vị nào đã hay chưa làm việc này."
    reports = [r for r in facts.document.reports if "bao cao" in frame.plain and r.to]
    if not reports:
        return Draft((line,), (), AnswerStatus.REFUSED, is_missing=True)
    lines = [f"• {facts.names(r.units)} báo cáo {facts.names(r.to)}: {r.wording}." for r in reports]
    evidence = tuple(evidence_at(facts, r.key) for r in reports)
    return Draft((line, *lines), evidence, AnswerStatus.PARTIAL)
