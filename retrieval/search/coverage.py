"""How much of a question stands in a text, its rare words and pairs counting most."""

from dataclasses import dataclass

import numpy as np

from retrieval.search.asked import Asked
from retrieval.search.grams import is_pair
from retrieval.search.postings import Postings, Weights, rarity
from retrieval.search.vocabulary import UNKNOWN, Numbers

_RAREST = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """The grams of a question and how telling each is.

    A word that no text holds is a stranger, as rare as can be: `stranger` is its weight.
    """

    keys: Numbers
    rarity: Weights
    strangers: int
    stranger: float

    @classmethod
    def of(cls, asked: Asked, main: Postings) -> "Wanted":
        """Return what `asked` wants, told by how rare it is in the main segment."""
        telling = rarity(main.frequency(asked.own), main.size)
        strangers = int((asked.words == UNKNOWN).sum())
        never = float(rarity(np.zeros(1, dtype=np.int64), main.size)[0])
        return cls(asked.own, telling, strangers, never)

    def words(self) -> "Wanted":
        """Return what is wanted of single words."""
        single = ~is_pair(self.keys)
        return Wanted(self.keys[single], self.rarity[single], self.strangers, self.stranger)

    def share_in(self, postings: Postings, text: int) -> float:
        """Return which share of the question, between 0 and 1, stands in a text."""
        total = float(self.rarity.sum()) + self.strangers * self.stranger
        held = float(self.rarity[postings.holds(self.keys, text)].sum())
        return held / total if total else 0.0

    def rarest_in(self, postings: Postings, text: int) -> float:
        """Return which share of the rarest grams stands in a text; strangers are the rarest."""
        known = np.argsort(-self.rarity, kind="stable")[: max(0, _RAREST - self.strangers)]
        held = int(postings.holds(self.keys[known], text).sum())
        looked_at = len(known) + min(self.strangers, _RAREST)
        return held / looked_at if looked_at else 0.0
