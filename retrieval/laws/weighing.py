"""How much speaks for an article: its words, headings and everyday wordings weighed together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for an article and its best clause, each a share (0 to 1) unless told otherwise.

    `article`, `clause` and `fields` are scores by words, the best being 1; `in_…` are shares of the
    question that stand there, `of_…` shares of a heading or of a law's title that the question
    says; `like_…` how like the nearest everyday wording is; `pairs` and `clause_pairs` the shares
    of its neighbouring words that stand together there, None where it has none; `figure` 1 or -1
    where a figure is asked for and stands there or not, else 0.
    """

    article: float = 0.0
    clause: float = 0.0
    fields: float = 0.0
    in_article: float = 0.0
    in_clause: float = 0.0
    in_heading: float = 0.0
    of_heading: float = 0.0
    of_law: float = 0.0
    in_titles: float = 0.0
    pairs: float | None = None
    clause_pairs: float | None = None
    like_article: float = 0.0
    like_clause: float = 0.0
    figure: float = 0.0
    is_appendix: bool = False


def worth(signals: Signals) -> float:
    """Return what speaks for an article among others, as log odds."""
    return (
        0.5 * signals.article
        + 0.4 * signals.clause
        + 5.5 * signals.fields
        + 0.9 * signals.in_article
        + 1.7 * signals.in_clause
        + 0.4 * signals.in_heading
        + 1.5 * signals.of_heading
        + 1.9 * signals.of_law
        + 0.6 * (signals.pairs or 0.0)
        + 0.4 * (signals.clause_pairs or 0.0)
        + 4.1 * signals.like_article
        + 0.7 * signals.like_clause
        + 0.5 * signals.figure
        + 1.4 * signals.is_appendix
    )


def certainty(signals: Signals) -> float:
    """Return how surely an article answers, as log odds; fitted on our own questions on laws."""
    # What is reckoned for a question without neighbouring words.
    pairs = 0.5 if signals.pairs is None else signals.pairs
    # What the headings, the clause and neighbouring words hold may be enough by itself: a law
    # without everyday wordings, or one of few articles, is weighed by these.
    plainly = 2.6 * signals.in_clause + 2.8 * pairs + 1.4 * signals.in_titles - 2.85
    by_all = (
        1.05 * signals.in_clause
        + 0.2 * pairs
        + 0.3 * signals.in_titles
        + 0.9 * signals.like_article
        + 0.2 * signals.of_law
        + 0.24 * worth(signals)
        - 4.1
    )
    return max(plainly, by_all)
