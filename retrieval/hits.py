"""Passages of everything that is loaded in one order: what plans say and clauses of laws."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import exp

from domain.answers import SearchHit
from domain.citations import paths_meant, read_references
from retrieval.analyzer import Analyzer
from retrieval.facts import Facts
from retrieval.laws.choosing import ENOUGH_FOR_LAW, lead_of_law
from retrieval.laws.questions import LawQuestion, read_law_question
from retrieval.laws.shelf import Found, LawShelf
from retrieval.lexical import Ranked
from retrieval.terms import Term, terms_of

# A place that the query names stands before any that its words find, then what is in a law that
# it names.
_NAMED, _IN_NAMED = 3.0, 1.0
# What is left for laws where the query speaks of a plan, and for plans where it names a law.
_OTHER_KIND = 0.1
_STEP = 4.0


def find_everywhere(
    query: str, plans: Sequence[Facts], analyzer: Analyzer, laws: LawShelf, top: int
) -> tuple[SearchHit, ...]:
    """Return the `top` passages nearest to `query`, best first, each place once.

    Plans and laws are searched as for answers. A score is the likeness to the best passage of its
    kind, weighed by how likely the query is one on that kind.
    """
    terms = terms_of(analyzer.read(query))
    ranked = [one for facts in plans for one in facts.index.rank(terms, top)]
    ranked.sort(key=lambda one: (-one.score, one.passage.key))
    asked = read_law_question(query, laws, date.min) if laws else None
    articles = laws.find(asked.subject, asked.terms, asked.slugs, top) if asked else []
    on_law = _share_of_laws(asked, articles, plans, terms)
    found = [*_in_plans(ranked, 1 - on_law), *_in_laws(articles, asked, on_law)]
    if asked is not None:
        found.extend(_named_in_laws(asked, laws))
    if asked is None or not asked.is_on_law:
        found.extend(_named_in_plans(query, plans))
    return _best(found, top)


def _share_of_laws(
    asked: LawQuestion | None,
    articles: Sequence[Found],
    plans: Sequence[Facts],
    terms: Sequence[Term],
) -> float:
    """Return how likely (0–1) a query is one on law, as answers choose between plan and law."""
    if asked is not None and asked.slugs:
        return 1 - _OTHER_KIND
    if asked is None or not articles:
        return 0.0
    if asked.is_on_plan:
        return _OTHER_KIND
    best = [facts.index.rank(terms, 1) for facts in plans]
    own = [facts.index.rank(terms, 1, by_own_words=True) for facts in plans]
    in_plan = max((one[0].coverage for one in best if one), default=0.0)
    in_own = max((one[0].coverage for one in own if one), default=0.0)
    return 1 / (1 + exp(ENOUGH_FOR_LAW - lead_of_law(articles[0], in_plan, in_own)))


def _in_plans(ranked: Sequence[Ranked], weight: float) -> Iterator[SearchHit]:
    for one in ranked:
        place = one.passage
        score = weight * one.score / ranked[0].score
        yield SearchHit(place.document, place.path, score, place.text)


def _in_laws(
    articles: Sequence[Found], asked: LawQuestion | None, weight: float
) -> Iterator[SearchHit]:
    lead = _IN_NAMED if asked is not None and asked.slugs else 0.0
    for one in articles:
        yield _hit(one.facts, one.clause, lead + weight * _likeness(one, articles[0]))


def _named_in_laws(asked: LawQuestion, laws: LawShelf) -> Iterator[SearchHit]:
    """Yield the places that the query names: in the laws that it names, else in every one."""
    named = [law for slug in asked.slugs if (law := laws.law(slug)) is not None]
    if asked.place is not None and asked.place.article is not None and not asked.missing:
        bearing = _bearing(asked, laws)
        for law in named or laws.laws:
            for path in asked.place.paths_in(law.document):
                yield _hit(law, path, _NAMED + bearing.get((law.slug, path.split(".")[0]), 0.0))
    elif not asked.terms:
        for law in named:
            first = next((p.path for p in law.document.provisions if p.path[:1].isdigit()), None)
            if first is not None:
                yield _hit(law, first, _NAMED)


def _bearing(asked: LawQuestion, laws: LawShelf) -> dict[tuple[str, str], float]:
    """Return how far the articles that the other words find bear on them, by law and article."""
    found: Sequence[Found] = laws.find(asked.subject, asked.terms, asked.slugs, 40)
    return {(one.facts.slug, one.path): _likeness(one, found[0]) for one in found}


def _likeness(one: Found, best: Found) -> float:
    """Return how near an article comes to the best one (0 to 1); scores are log odds."""
    return exp((one.score - best.score) / _STEP)


def _named_in_plans(query: str, plans: Sequence[Facts]) -> Iterator[SearchHit]:
    for reference in read_references(query):
        if reference.part is None and not reference.is_task:
            continue
        for facts in plans:
            targets = [target.path for target in facts.document.targets]
            tasks = [task.path for task in facts.tasks]
            for path in paths_meant(reference, facts.paths, tasks, targets):
                yield _hit(facts, path, _NAMED)


def _hit(facts: Facts, path: str, score: float) -> SearchHit:
    text = "\n".join(p.text for p in facts.document.subtree(path) if p.paragraphs)
    return SearchHit(facts.slug, path, score, text or facts.heading(path))


def _best(found: Sequence[SearchHit], top: int) -> tuple[SearchHit, ...]:
    best: dict[tuple[str, str], SearchHit] = {}
    for hit in sorted(found, key=lambda hit: (-hit.score, hit.document, hit.path)):
        rounded = SearchHit(hit.document, hit.path, round(hit.score, 4), hit.text)
        best.setdefault((hit.document, hit.path), rounded)
    return tuple(best.values())[:top]
