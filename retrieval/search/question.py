"""A typed question as grams of the corpus: accents back, slips mended, wordings of laws added."""

from collections.abc import Sequence

import numpy as np

from domain.vietnamese import fold
from retrieval.search.asked import Asked
from retrieval.search.colloquial import Phrase, added_wordings
from retrieval.search.grams import keys_of
from retrieval.search.language import Language
from retrieval.search.postings import Scores
from retrieval.search.spelling import Spelling
from retrieval.search.vocabulary import UNKNOWN, Numbers, words_of, written_out

_LONGEST = 400
_MOSTLY = 0.5
_ADDED = 0.5


class QuestionReader:
    """Reads questions as the corpus would write them."""

    def __init__(self, language: Language) -> None:
        vocabulary = language.vocabulary
        self._vocabulary = vocabulary
        self._accents = language.accents
        self._spelling = Spelling(vocabulary, language.accents)
        self._stopwords = vocabulary.stopwords()
        self._folds = vocabulary.folds()

    def read(self, question: str) -> Asked:
        """Return what `question` asks for; never fails, whatever was typed."""
        typed = [part for word in words_of(question)[:_LONGEST] for part in written_out(word)]
        is_marked = _marked_share(typed) >= _MOSTLY
        meanings = [self._spelling.meaning(word, is_marked_text=is_marked) for word in typed]
        words = np.array(self._accents.likeliest(meanings), dtype=np.int64)
        own = keys_of(words, self._stopwords)
        added = [keys_of(extra, self._stopwords) for extra in self._added(words)]
        keys, weights = _summed([(own, 1.0), *((extra, _ADDED) for extra in added)])
        is_certain = is_marked and bool((self._vocabulary.read(typed) != UNKNOWN).all())
        plain, plain_weights = self._plain(np.zeros(0, np.int64) if is_certain else words)
        return Asked(words, np.unique(own), keys, weights, plain, plain_weights)

    def _added(self, words: Numbers) -> list[Numbers]:
        known = self._vocabulary.words
        spelled = [known[number] if number != UNKNOWN else "" for number in words]
        return [self._vocabulary.read(p) for p in added_wordings(spelled, self._is_usual)]

    def _is_usual(self, phrase: Phrase) -> bool:
        """Tell whether the corpus itself uses a phrase, which then needs no other wording."""
        numbers = self._vocabulary.read(phrase)
        return UNKNOWN not in numbers and self._accents.has_together(numbers)

    def _plain(self, words: Numbers) -> tuple[Numbers, Scores]:
        folded = np.where(words == UNKNOWN, UNKNOWN, self._folds[words]) if len(words) else words
        return _summed([(keys_of(folded, self._stopwords), 1.0)])


def _summed(parts: Sequence[tuple[Numbers, float]]) -> tuple[Numbers, Scores]:
    """Return each key once with its weights added up."""
    every = np.concatenate([keys for keys, _ in parts])
    weights = np.concatenate([np.full(len(keys), weight) for keys, weight in parts])
    keys, at = np.unique(every, return_inverse=True)
    return keys, np.bincount(at, weights=weights, minlength=len(keys)).astype(np.float32)


def _marked_share(words: Sequence[str]) -> float:
    """Return which share of the words bears accents; of running text about two in three do."""
    letters = [word for word in words if word.isalpha()]
    return sum(word != fold(word) for word in letters) / max(1, len(letters))
