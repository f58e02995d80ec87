"""Which lines of a law begin its own articles, and which only name or quote one."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.parser.markers import LETTERS, read_article
from knowledge.parser.quotations import announces

_WIDE_GAP = 3
_FEWEST_BEYOND = 3
# "Điều 9. của Luật này" goes on with a sentence that a scan cut before the article.
_GOES_ON = re.compile(r"^[a-zđàáâãèéêìíòóôõùúýăơư]")


@dataclass(frozen=True, slots=True)
class Article:
    """The line of an article: where it stands, its label, and the text beside it."""

    place: int
    label: str
    heading: str

    @property
    def rank(self) -> tuple[int, int]:
        """Return number and letter as they count: 35 < 35a < 36."""
        match = re.match(r"(\d+)(\D?)", self.label)
        assert match is not None
        return int(match[1]), LETTERS.find(match[2]) if match[2] else -1


def own_articles(texts: Sequence[str], quoted: frozenset[int]) -> list[Article]:
    """Return the articles of the document itself: the longest run in rising order.

    A number that is printed twice in a row is in the run twice. One far above its neighbours is
    a reference unless others follow it.
    """
    found = _candidates(texts, quoted)
    first = next((at for at, article in enumerate(found) if article.label == "1"), 0)
    run = _without_strays(_longest_rise(found[first:]))
    return _with_repeated(run, found[first:])


def _candidates(texts: Sequence[str], quoted: frozenset[int]) -> list[Article]:
    found: list[Article] = []
    for place, text in enumerate(texts):
        article = read_article(text) if place not in quoted else None
        if article is None or _GOES_ON.match(article[1]):
            continue
        if not (place and announces(texts[place - 1], article[0])):
            found.append(Article(place, *article))
    return found


def _longest_rise(articles: Sequence[Article]) -> list[Article]:
    """Return the longest run of articles whose ranks rise (patience sorting)."""
    tops: list[tuple[int, int]] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, article in enumerate(articles):
        pile = bisect_left(tops, article.rank)
        before.append(ends[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(article.rank)
            ends.append(at)
        else:
            tops[pile], ends[pile] = article.rank, at
    run: list[Article] = []
    at_end = ends[-1] if ends else None
    while at_end is not None:
        run.append(articles[at_end])
        at_end = before[at_end]
    return run[::-1]


def _without_strays(articles: list[Article]) -> list[Article]:
    """Return the run without numbers far beyond the others that nothing follows."""
    groups: list[list[Article]] = [articles[:1]]
    for last, article in pairwise(articles):
        if article.rank[0] - last.rank[0] > _WIDE_GAP:
            groups.append([])
        groups[-1].append(article)
    kept = groups[:1] + [group for group in groups[1:] if len(group) >= _FEWEST_BEYOND]
    return [article for group in kept for article in group]


def _with_repeated(run: list[Article], found: Sequence[Article]) -> list[Article]:
    """Return the run with the lines beside an article that print its number once more."""
    places = [article.place for article in run]
    labels = dict(zip(places, (article.label for article in run), strict=True))
    repeated = []
    for article in found:
        after = bisect_left(places, article.place)
        beside = places[max(0, after - 1) : after + 1]
        if article.place not in labels and article.label in {labels[place] for place in beside}:
            repeated.append(article)
    return sorted([*run, *repeated], key=lambda article: article.place)
