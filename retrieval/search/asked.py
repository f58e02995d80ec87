"""A question as it is searched: grams with their weights."""

from dataclasses import dataclass

from retrieval.search.postings import Scores
from retrieval.search.vocabulary import Numbers


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is searched.

    `keys` with `weights` hold its own grams and those added; `own` only its own; `words` are its
    words by number (`UNKNOWN` for a stranger). `plain` are its grams without accents, empty where
    the question was typed with them.
    """

    words: Numbers
    own: Numbers
    keys: Numbers
    weights: Scores
    plain: Numbers
    plain_weights: Scores
