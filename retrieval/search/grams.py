"""Single words and neighbouring pairs as 64-bit keys, so that no pair is ever kept as a string."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.search.vocabulary import UNKNOWN, Flags, Numbers, Vocabulary

_SHIFT = 32


@dataclass(frozen=True, slots=True)
class Texts:
    """Many texts as one run of word numbers; text `n` is `words[starts[n]:starts[n + 1]]`."""

    words: Numbers
    starts: Numbers

    @classmethod
    def of(cls, texts: Iterable[Sequence[int]]) -> "Texts":
        """Return `texts`, each a list of word numbers, end to end."""
        kept = list(texts)
        starts = np.zeros(len(kept) + 1, dtype=np.int64)
        np.cumsum([len(text) for text in kept], out=starts[1:])
        words = np.fromiter((n for text in kept for n in text), np.int64, count=int(starts[-1]))
        return cls(words, starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def owners(self) -> Numbers:
        """Return by word the number of the text that it stands in."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def take(self, numbers: Numbers) -> "Texts":
        """Return the texts with these numbers, one after another."""
        lengths = np.diff(self.starts)[numbers]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        at = np.arange(starts[-1]) + np.repeat(self.starts[numbers] - starts[:-1], lengths)
        return Texts(self.words[at], starts)

    @classmethod
    def joined(cls, fields: Sequence["Texts"]) -> "Texts":
        """Return texts made of the same text of each field, one behind the other."""
        owners = np.concatenate([field.owners() for field in fields])
        words = np.concatenate([field.words for field in fields])
        starts = np.sum([field.starts for field in fields], axis=0)
        return cls(words[np.argsort(owners, kind="stable")], starts)

    def mapped(self, numbers: Numbers) -> "Texts":
        """Return the texts with every word `w` written as `numbers[w]`."""
        return Texts(numbers[self.words], self.starts)


@dataclass(frozen=True, slots=True)
class Grams:
    """The keys that occur in texts with the text in which each stands."""

    keys: Numbers
    owners: Numbers


def grams_of(texts: Texts, stopwords: Flags) -> Grams:
    """Return the words and pairs of `texts`, without those that are made of stopwords only."""
    words, owners = texts.words, texts.owners()
    is_stopword = stopwords[words]
    paired = (owners[:-1] == owners[1:]) & ~(is_stopword[:-1] & is_stopword[1:])
    single = ~is_stopword
    pairs = pair_keys(words[:-1][paired], words[1:][paired])
    return Grams(
        np.concatenate([words[single], pairs]),
        np.concatenate([owners[single], owners[:-1][paired]]),
    )


def keys_of(words: Numbers, stopwords: Flags) -> Numbers:
    """Return the keys of one question; a word that no text holds breaks its pairs."""
    known = words != UNKNOWN
    form = np.where(known, stopwords[words], False) if len(stopwords) else ~known
    single = words[known & ~form]
    paired = known[:-1] & known[1:] & ~(form[:-1] & form[1:])
    return np.concatenate([single, pair_keys(words[:-1][paired], words[1:][paired])])


def pair_keys(first: Numbers, second: Numbers) -> Numbers:
    """Return the keys of the pairs of `first` and `second`; they meet no key of a single word."""
    return ((first + 1) << _SHIFT) | second


def is_pair(keys: Numbers) -> Flags:
    """Tell of each key whether it is that of a pair."""
    return keys >= (1 << _SHIFT)


def key_of(words: Sequence[str], vocabulary: Vocabulary) -> int | None:
    """Return the key of a word or of a pair, None where a word is unknown or there are others."""
    numbers = [vocabulary.number(word) for word in words]
    if UNKNOWN in numbers or not 1 <= len(numbers) <= 2:
        return None
    return numbers[0] if len(numbers) == 1 else ((numbers[0] + 1) << _SHIFT) | numbers[1]
