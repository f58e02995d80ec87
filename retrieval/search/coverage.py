"""How much of a question stands in a text, its rare words and pairs counting most."""

from dataclasses import dataclass

import numpy as np

from retrieval.search.asked import Asked
from retrieval.search.postings import Postings, Weights, rarity
from retrieval.search.vocabulary import UNKNOWN, Numbers


@dataclass(frozen=True, slots=True)
class Wanted:
    """The grams of a question and how telling each is; `total` counts strangers too."""

    keys: Numbers
    rarity: Weights
    total: float

    @classmethod
    def of(cls, asked: Asked, main: Postings) -> "Wanted":
        """Return what `asked` wants, told by how rare it is in the main segment."""
        telling = rarity(main.frequency(asked.own), main.size)
        strangers = int((asked.words == UNKNOWN).sum())
        unheard = float(rarity(np.zeros(1, dtype=np.int64), main.size)[0])
        return cls(asked.own, telling, float(telling.sum()) + strangers * unheard)

    def share_in(self, postings: Postings, text: int) -> float:
        """Return which share of the question, between 0 and 1, stands in a text."""
        held = float(self.rarity[postings.holds(self.keys, text)].sum())
        return held / self.total if self.total else 0.0
