"""One score from words and vectors: each divided by its highest, then added up with weights."""

import numpy as np

from retrieval.search.postings import Scores
from retrieval.search.vocabulary import Numbers

# Tuned on the development questions of the shared-task sets, like the other weights of search.
_VECTOR_SHARE = 1.2


def fuse(
    numbers: Numbers, scores: Scores, near: Numbers, cosines: Scores, coverage: float
) -> Scores:
    """Return the scores of articles `numbers` (ascending) between 0 and 1.

    Where the words of the question stand in the best article (`coverage` near 1) they decide;
    the fewer do, the more it matters what is near. An article that is not among the nearest counts
    as just as far as the farthest of them.
    """
    by_words = scores / max(float(scores.max()), 1e-9)
    if not len(near):
        return by_words
    likeness = np.full(len(numbers), max(float(cosines.min()), 0.0), dtype=np.float32)
    at = np.minimum(np.searchsorted(numbers, near), len(numbers) - 1)
    known = numbers[at] == near
    likeness[at[known]] = np.maximum(cosines[known], 0)
    by_vectors = likeness / max(float(cosines.max()), 1e-9)
    share = _VECTOR_SHARE * (1 - coverage)
    return np.asarray((by_words + share * by_vectors) / (1 + share), dtype=np.float32)
