"""A question as the engine reads it: its words, their accents, and where patterns meet them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from domain.editing import Synonym
from domain.vietnamese import canonical, fold


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question: as typed, its reading, and the accents if they are certain."""

    typed: str
    folded: str
    reading: str
    settled: str | None


@dataclass(frozen=True)
class Reading:
    """A question as the engine reads it; `plain` is the whole text folded, words by one blank.

    `said` are wordings of this office that stand for others, beside those that are shipped.
    """

    raw: str
    words: tuple[Word, ...]
    said: tuple[Synonym, ...] = ()

    @cached_property
    def plain(self) -> str:
        """Return the folded words joined by blanks: what patterns are matched against."""
        return " ".join(word.folded for word in self.words)

    @cached_property
    def accented(self) -> str:
        """Return the words with restored accents joined by blanks."""
        return " ".join(word.reading for word in self.words)

    def says(self, phrase: str) -> bool:
        """Tell whether the words of `phrase` occur in a row, accents agreeing where typed."""
        return self.find(phrase) is not None

    def find(self, phrase: str) -> int | None:
        """Return the index of the first word of `phrase` in the question, or None."""
        return self.find_words(canonical(phrase).split())

    def find_words(self, wanted: Sequence[str]) -> int | None:
        """Return the index of the first of `wanted`, canonical words in a row, or None."""
        if not wanted:
            return 0
        places = self._places.get(fold(wanted[0]), ())
        return next((start for start in places if self.stands_at(wanted, start)), None)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Return by folded word where it stands."""
        places: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            places.setdefault(word.folded, []).append(index)
        return places

    def matching(self, pattern: re.Pattern[str]) -> frozenset[int]:
        """Return the positions of the words that `pattern` matches in the folded text."""
        return self.at([match.span() for match in pattern.finditer(self.plain)])

    def matching_accents(self, pattern: re.Pattern[str]) -> frozenset[int]:
        """Return the positions of the words that `pattern` matches in the accented text."""
        spans = [match.span() for match in pattern.finditer(self.accented)]
        return _inside(spans, _starts(word.reading for word in self.words))

    def at(self, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
        """Return the positions of the words that begin inside `spans` of the folded text."""
        return _inside(spans, _starts(word.folded for word in self.words))

    def stands_at(self, wanted: Sequence[str], start: int) -> bool:
        """Tell whether the words of `wanted` stand at position `start`, accents agreeing."""
        window = self.words[start : start + len(wanted)]
        if len(window) < len(wanted):
            return False
        return all(_agrees(word, want) for word, want in zip(window, wanted, strict=True))


def _inside(spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> frozenset[int]:
    return frozenset(
        index
        for index, start in enumerate(starts)
        if any(begin <= start < end for begin, end in spans)
    )


def _starts(words: Iterable[str]) -> list[int]:
    """Return where each word begins when they are joined by blanks."""
    return list(accumulate((len(word) + 1 for word in words), initial=0))[:-1]


def _agrees(word: Word, wanted: str) -> bool:
    if word.settled is not None and word.settled == word.typed:
        return word.settled == wanted or (wanted == fold(wanted) and word.folded == wanted)
    return word.folded == fold(wanted)
