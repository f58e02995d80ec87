"""What an answer is: its status, the text that people read and the places it stands on."""

from dataclasses import dataclass
from enum import StrEnum


class AnswerStatus(StrEnum):
    """How far the documents answered the question."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CORRECTED = "corrected"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that carries an answer; `quote` stands word for word there when `verbatim`."""

    document: str
    path: str
    quote: str
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `text` is plain Vietnamese, complete with quotes; `related` are questions.

    `is_missing` tells a refusal for want of a document from one that is not proper to answer.
    """

    question: str
    status: AnswerStatus
    text: str
    citations: tuple[Citation, ...] = ()
    related: tuple[str, ...] = ()
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One ranked passage; `score` grows with likeness and compares only within one search."""

    document: str
    path: str
    score: float
    text: str
