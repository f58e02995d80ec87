"""The syllables of a corpus, numbered; texts become numbers once and stay so."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from domain.vietnamese import canonical, fold
from retrieval.search.colloquial import abbreviations_written_out
from retrieval.stopwords import FUNCTION_WORDS as STOPWORDS

_WORD = re.compile(r"[^\W_]+")
_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f]")
UNKNOWN = -1
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def words_of(text: str) -> list[str]:
    """Return the words of `text` in lower case and NFC, tone marks where they were typed."""
    return _WORD.findall(_ZERO_WIDTH.sub("", unicodedata.normalize("NFC", text)).lower())


class Vocabulary:
    """Words by number; two spellings of one sound ("hoà", "hòa") are one word.

    Abbreviations are written out, in the corpus as in questions.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words: list[str] = []
        self._number: dict[str, int] = {}
        self._spelled: dict[str, tuple[int, ...]] = {}
        for word in words:
            self._add(word)

    def __len__(self) -> int:
        return len(self._words)

    @property
    def words(self) -> Sequence[str]:
        """Return every word, by number."""
        return self._words

    def learn(self, text: str) -> list[int]:
        """Return the words of `text` as numbers; new words get one."""
        spelled = self._spelled
        numbers: list[int] = []
        for word in words_of(text):
            meant = spelled.get(word)
            if meant is None:
                meant = spelled[word] = tuple(self._add(part) for part in written_out(word))
            numbers.extend(meant)
        return numbers

    def number(self, word: str) -> int:
        """Return the number of a word in canonical spelling, `UNKNOWN` if it has none."""
        return self._number.get(word, UNKNOWN)

    def read(self, words: Iterable[str]) -> Numbers:
        """Return the numbers of words in canonical spelling."""
        return np.array([self._number.get(word, UNKNOWN) for word in words], dtype=np.int64)

    def folds(self) -> Numbers:
        """Return by word the number of one word that stands for all with the same plain letters."""
        first: dict[str, int] = {}
        numbers = [first.setdefault(fold(w), n) for n, w in enumerate(self._words)]
        return np.array(numbers, dtype=np.int64)

    def stopwords(self) -> Flags:
        """Tell by word whether it is form only."""
        return np.array([word in STOPWORDS for word in self._words], dtype=np.bool_)

    def _add(self, word: str) -> int:
        number = self._number.get(word)
        if number is None:
            number = self._number[word] = len(self._words)
            self._words.append(word)
        return number


def written_out(word: str) -> tuple[str, ...]:
    """Return the words that a typed one stands for, in canonical spelling."""
    return abbreviations_written_out().get(word) or (canonical(word),)
