"""Whether what is left of a model's answer still answers what was asked."""

import re
from collections.abc import Iterable

from domain.vietnamese import fold
from retrieval.model.tokens import FIGURES, Kind, tokens_of

# Of the question's words that the quoted passages hold, this share must be left.
_LEFT = 0.6
_ASKS_FIGURE = re.compile(
    r"\b(?:bao nhieu|bao lau|may|khi nao|luc nao|ngay nao|thang nao|nam nao|han|muc nao)\b"
)


def keeps_core(question: str, quoted: Iterable[str], left: Iterable[str]) -> bool:
    """Tell whether sentences that are `left` answer `question` as the quoted passages do."""
    before, after = "\n".join(quoted), "\n".join(left)
    asked = _words(question) & _words(before)
    if len(asked & _words(after)) < _LEFT * len(asked):
        return False
    wants_figure = bool(_ASKS_FIGURE.search(fold(question)))
    return not wants_figure or _has_figure(after) or not _has_figure(before)


def bears_on(question: str, sentence: str) -> bool:
    """Tell whether a sentence of a passage that only lies near speaks of what was asked."""
    asked = _words(question)
    return 2 * len(asked & _words(sentence)) >= len(asked)


def _words(text: str) -> frozenset[str]:
    """Return the words of `text` without accents, since questions are often typed so."""
    kinds = (Kind.WORD, Kind.NAME, Kind.NUMBER)
    return frozenset(fold(token.value) for token in tokens_of(text) if token.kind in kinds)


def _has_figure(text: str) -> bool:
    return any(token.kind in FIGURES for token in tokens_of(text))
