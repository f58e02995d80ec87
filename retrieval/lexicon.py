"""The language of the loaded documents: known syllables, their accents and what follows what."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from rapidfuzz.distance import OSA

from domain.syllables import is_syllable, swap_hook_and_tilde
from domain.vietnamese import canonical, fold, syllables
from retrieval.stopwords import FUNCTION_WORDS
from retrieval.terms import synonyms

_PRIOR = 4.0
_SAME_SOUND = (("ch", "tr"), ("s", "x"), ("gi", "d"), ("d", "r"), ("gi", "r"), ("l", "n"))
# Finals that sound alike in the South: "khó khăng", "mặc trận".
_SAME_END = (("n", "ng"), ("t", "c"))
_I_FOR_Y = dict(zip("iìíỉĩịyỳýỷỹỵ", "yỳýỷỹỵiìíỉĩị", strict=True))
_VOCABULARY_WEIGHT = 3
_SHORTEST_REPAIRED, _SHORTEST_COMPANION = 4, 3
# Words of form are commoner in questions than the texts learned from can show.
_COMMON = 40
_PAIR, _SURE_PAIR = 2, 3
# A word of everyday language gives way only to one that mostly stands beside such neighbours.
_BELONGS = 0.25


class Lexicon:
    """Syllable and bigram counts learned from texts; restores accents and mends spelling."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._unigrams: Counter[str] = Counter()
        self._bigrams: Counter[tuple[str, str]] = Counter()
        self._folded_bigrams: Counter[tuple[str, str]] = Counter()
        for line in everyday_phrases():
            self._learn(line, _VOCABULARY_WEIGHT)
        for word in FUNCTION_WORDS:
            self._unigrams[word] += _COMMON
        for text in (*everyday_wordings(), *texts):
            self._learn(text, 1)
        self._total = max(1, sum(self._unigrams.values()))
        self._by_fold: dict[str, list[str]] = defaultdict(list)
        for word in self._unigrams:
            self._by_fold[fold(word)].append(word)
        self._folds_by_length: dict[int, list[str]] = defaultdict(list)
        for folded in self._by_fold:
            self._folds_by_length[len(folded)].append(folded)

    def knows(self, word: str) -> bool:
        """Tell whether `word` occurs, as written, in what was learned."""
        return word in self._unigrams

    def is_word(self, word: str) -> bool:
        """Tell whether `word` is known here or a syllable of everyday language."""
        return word in self._unigrams or word in everyday_syllables()

    def knows_fold(self, folded: str) -> bool:
        """Tell whether any accented form of `folded` was learned."""
        return folded in self._by_fold

    def goes_with(self, words: Sequence[str], before: str, after: str) -> int:
        """Return how often `words` were seen next to these neighbours, accents aside."""
        left = self._folded_bigrams[(fold(before), fold(words[0]))]
        return left + self._folded_bigrams[(fold(words[-1]), fold(after))]

    def settle(self, word: str) -> str | None:
        """Return the accented word that `word` certainly is, or None if its accents say nothing.

        A word typed with accents stands as typed when it is known or a possible syllable; hỏi
        and ngã are exchanged when only that makes it known.
        """
        if word == fold(word):
            return None
        if self.knows(word):
            return word
        for spelled in (_other_d(word), _other_y(word)):
            if self.knows(spelled):
                return spelled
        swapped = swap_hook_and_tilde(word)
        if self.is_word(swapped) and not self.is_word(word):
            return swapped
        return word if word in everyday_syllables() or is_syllable(word) else None

    def repair(self, folded: str, before: str, after: str) -> str:
        """Return the known folded syllable that `folded` was meant to be, or itself.

        Only strings that are no syllable are touched, one edit away, and the candidate that
        makes a known pair with its neighbours wins.
        """
        if self.knows_fold(folded) or len(folded) < _SHORTEST_REPAIRED or not folded.isalpha():
            return folded
        near = [c for c in self._neighbours(folded) if OSA.distance(folded, c) == 1]
        scored = [(self._fit(c, before, after), self._weight(c), c) for c in near]
        if is_syllable(folded):
            scored = [entry for entry in scored if entry[0] > 1]
        return max(scored)[2] if scored else folded

    def by_company(self, word: str, before: str, after: str) -> str | None:
        """Return the folded syllable that the neighbours make of the unknown `word`, or None.

        One edit away with the same first letter; a word of everyday language gives way only to
        one as long, and to a commoner pair ("phần mền" → "phần mềm").
        """
        folded = fold(word)
        if len(folded) < _SHORTEST_COMPANION:
            return None
        everyday = word in everyday_syllables()
        near = [
            c
            for c in self._neighbours(folded)
            if _sounds_alike(c, folded)
            or (
                c[0] == folded[0]
                and OSA.distance(folded, c) <= 1
                and (not everyday or len(c) == len(folded))
            )
        ]
        scored = [(self._fit(c, before, after), c == folded, c) for c in near]
        best = max(scored, default=(0, False, ""))
        if best[0] > 0 and _sounds_alike(best[2], folded) and not self._fit(folded, before, after):
            return best[2]
        if everyday and best[0] < _BELONGS * self._weight(best[2]):
            return None
        return best[2] if best[0] >= (_SURE_PAIR if everyday else _PAIR) else None

    def restore(
        self, folded: Sequence[str], settled: Sequence[str | None], plain_gain: float = 0.0
    ) -> list[str]:
        """Return the likeliest accented reading of `folded` (Viterbi over syllable bigrams).

        `plain_gain` is added to the log chance of a word that bears no accents: in a question
        typed with accents such a word is mostly meant as it stands ("trong" is no "trồng").
        """
        if not folded:
            return []
        columns = [
            [sure] if sure is not None else self._by_fold.get(plain, [plain])
            for plain, sure in zip(folded, settled, strict=True)
        ]
        gains = [{plain: plain_gain} for plain in folded]
        scores = {word: (self._log(word) + gains[0].get(word, 0), [word]) for word in columns[0]}
        for column, gain in zip(columns[1:], gains[1:], strict=True):
            steps = {word: self._best_step(scores, word) for word in column}
            scores = {w: (score + gain.get(w, 0), path) for w, (score, path) in steps.items()}
        return max(scores.values(), key=lambda entry: entry[0])[1]

    def _best_step(
        self, scores: dict[str, tuple[float, list[str]]], word: str
    ) -> tuple[float, list[str]]:
        best, path = max(
            ((score + self._step(trail[-1], word), trail) for score, trail in scores.values()),
            key=lambda entry: entry[0],
        )
        return best, [*path, word]

    def _step(self, before: str, word: str) -> float:
        """Return the log chance of `word` after `before`, smoothed towards its own frequency."""
        if not self._unigrams[word]:
            # A number or a stranger tells nothing of the word before it.
            return math.log(0.1 / self._total)
        expected = _PRIOR * (self._unigrams[word] + 0.1) / self._total
        return math.log(
            (self._bigrams[(before, word)] + expected) / (self._unigrams[before] + _PRIOR)
        )

    def _log(self, word: str) -> float:
        return math.log(self._unigrams[word] + 0.1)

    def _neighbours(self, folded: str) -> Iterable[str]:
        for length in range(len(folded) - 1, len(folded) + 2):
            yield from self._folds_by_length.get(length, ())

    def _fit(self, folded: str, before: str, after: str) -> int:
        return self._folded_bigrams[(before, folded)] + self._folded_bigrams[(folded, after)]

    def _weight(self, folded: str) -> int:
        return sum(self._unigrams[word] for word in self._by_fold[folded])

    def _learn(self, text: str, weight: int) -> None:
        words = [word for word in syllables(canonical(text)) if word.isalpha()]
        for word in words:
            self._unigrams[word] += weight
        for pair in pairwise(words):
            self._bigrams[pair] += weight
            self._folded_bigrams[(fold(pair[0]), fold(pair[1]))] += weight


def _other_d(word: str) -> str:
    """Return `word` with its first d struck through or plain again: "dạt" for "đạt"."""
    return {"d": "đ", "đ": "d"}.get(word[:1], word[:1]) + word[1:]


def _other_y(word: str) -> str:
    """Return `word` with an only vowel i written y or the other way round: "lí" for "lý"."""
    if sum(letter in "aeiouy" for letter in fold(word)) != 1:
        return word
    return word[:-1] + _I_FOR_Y.get(word[-1], word[-1])


def _sounds_alike(first: str, second: str) -> bool:
    """Tell whether two folded syllables differ only in an initial or final said the same way."""
    starts = any(
        first.startswith(a) and second.startswith(b) and first[len(a) :] == second[len(b) :]
        for pair in _SAME_SOUND
        for a, b in (pair, pair[::-1])
    )
    return starts or any(
        first.endswith(a) and second.endswith(b) and first[: -len(a)] == second[: -len(b)]
        for pair in _SAME_END
        for a, b in (pair, pair[::-1])
    )


@lru_cache(maxsize=1)
def everyday_syllables() -> frozenset[str]:
    """Return the shipped syllables of everyday language: what is spelled so is no slip."""
    text = files("retrieval").joinpath("data/syllables.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(word for line in lines for word in line.split())


def everyday_phrases() -> list[str]:
    """Return the lines of the shipped vocabulary of questions."""
    text = files("retrieval").joinpath("data/vocabulary.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def everyday_wordings() -> list[str]:
    """Return both sides of the shipped table of synonyms, as words to know."""
    return [str(side) for said, meant in synonyms().items() for side in (said, *meant)]
