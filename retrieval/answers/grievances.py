"""Complaints and denunciations: where the documents say such word goes, and what they leave out."""

import re
from dataclasses import replace

from domain.answers import AnswerStatus
from retrieval.answers.passages import told
from retrieval.answers.ranking import rank
from retrieval.draft import Draft
from retrieval.facts import Facts
from retrieval.frame import Frame
from retrieval.terms import BIGRAM_WEIGHT, Term

_DENOUNCES = re.compile(
    r"\b(?:muon|dinh|can|se|lam sao|lam the nao|cach|o dau|gui|viet|nop"
    r"|don)\b(?: \w+){0,4} (?:to cao|khieu nai|khoi kien)\b"
    r"|\b(?:to cao|khieu nai)\b(?: \w+){0,5} (?:o dau|cho ai|the nao|ra sao|gui dau|lam sao"
    r"|duoc khong)\b"
)
_CHANNEL_WORDS = ("tiep", "nhan", "phan", "anh", "kien", "nghi")
_CHANNEL = ("tiep nhan", "nhan phan", "phan anh", "kien nghi")


def grievance_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Say that the procedure is not in the documents, with what they do say, or pass."""
    if not _DENOUNCES.search(frame.plain) or frame.paths:
        return None
    lines = [
        "Các văn bản đã nạp không quy định trình tự khiếu nại, tố cáo nên tôi không hướng dẫn "
        "thủ tục; tôi cũng không nhận đơn khiếu nại, tố cáo qua trò chuyện."
    ]
    words = [Term(pair, None, BIGRAM_WEIGHT, n) for n, pair in enumerate(_CHANNEL)]
    words += [Term(word, None, 1.0, 10 + n) for n, word in enumerate(_CHANNEL_WORDS)]
    ranked = rank(replace(frame, terms=tuple(words), topic=tuple(words)), facts)
    if not ranked or ranked[0].coverage < 0.9:
        return Draft(tuple(lines), (), AnswerStatus.REFUSED, is_missing=True)
    line, place = told(ranked[0], frame, facts)
    return Draft((*lines, "Về phản ánh, kiến nghị:", line), (place,), AnswerStatus.PARTIAL)
