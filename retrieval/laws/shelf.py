"""The loaded laws ready for questions: their names, their articles, their words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from domain.citations import article_of
from domain.editing import Synonym
from domain.register import Document, Provision
from knowledge.cross_references import CrossReferences
from retrieval.analyzer import Analyzer
from retrieval.answers.gaps import says_figure
from retrieval.facts import Facts
from retrieval.laws.names import LawNames
from retrieval.laws.weighing import Signals, certainty, worth
from retrieval.lexical import LexicalIndex, Ranked
from retrieval.lexicon import Lexicon
from retrieval.passages import Passage
from retrieval.search.index import ArticleIndex
from retrieval.search.index import Found as FoundArticles
from retrieval.search.statutes import articles_of
from retrieval.terms import Term, terms_of

_LOOKED_AT = 40
_FAR = 5
_WEIGHED = 25
# "Chính phủ quy định chi tiết Điều này." answers nothing that its article is asked.
_DELEGATES = re.compile(
    r"(?:\d+\. )?(?:Chính phủ|Thủ tướng Chính phủ|Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|Bộ trưởng"
    r"|Bộ [A-ZĐ])[^.;:]{0,80}quy định (?:chi tiết|cụ thể)[^.;:]{0,80}"
    r"(?:Điều|khoản|Luật|Nghị định) này\.?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A place of a law for a question: an article's best clause, or the article where it has none.

    `score` is what speaks for it among the others, as log odds.
    """

    facts: Facts
    path: str
    score: float
    clause: str
    signals: Signals

    @property
    def certainty(self) -> float:
        """Return how surely this answers, as log odds."""
        return certainty(self.signals)

    @property
    def article(self) -> Provision:
        """Return the article."""
        return self.facts.document.by_path[self.path]


ArticleSearch = Callable[[str, int], FoundArticles]


class LawShelf:
    """Every loaded law, searched together or one by one."""

    def __init__(
        self,
        facts: Sequence[Facts],
        search: ArticleSearch | None = None,
        said: Sequence[Synonym] = (),
    ) -> None:
        """Hold `facts`; `search` finds among the articles of every loaded law, if there is one.

        `said` are wordings of this office that stand for others.
        """
        self._said = tuple(said)
        self._facts = {one.slug: one for one in facts}
        self._search = search
        self.names = LawNames(one.document for one in facts)
        self.references = CrossReferences(one.document for one in facts)

    def __bool__(self) -> bool:
        return bool(self._facts)

    @property
    def laws(self) -> tuple[Facts, ...]:
        """Return the laws, as the source orders them."""
        return tuple(self._facts.values())

    def law(self, slug: str) -> Facts | None:
        """Return a law by its slug."""
        return self._facts.get(slug)

    def warm(self) -> None:
        """Build what the first question on law needs."""
        if self._facts:
            self.find("", terms_of(self.analyzer.read("hiệu lực thi hành")))

    @cached_property
    def analyzer(self) -> Analyzer:
        """Return an analyzer that knows the words of the laws."""
        texts = (t for p in self._clauses.passages for t in (*p.headings, p.text))
        both_sides = (side for one in self._said for side in (one.said, one.meant))
        return Analyzer(Lexicon((*texts, *both_sides)), self._said)

    def find(
        self,
        question: str,
        terms: Sequence[Term],
        slugs: Sequence[str] = (),
        top: int = 5,
        *,
        wants_figure: bool = False,
    ) -> list[Found]:
        """Return the articles that bear on a question, in these laws if any are given, best first.

        `terms` are its words with what else they may be called. With `wants_figure` clauses that
        hold one are preferred.
        """
        articles = self._best(self._articles, terms, slugs)
        clauses = self._best(self._clauses, terms, slugs)
        by_field = self._by_field(question, slugs)
        most_article = max((r.score for r in articles.values()), default=1.0)
        most_clause = max((r.score for r in clauses.values()), default=1.0)
        rough = {
            place: by_field.get(place, 0.0)
            + _share(articles.get(place), most_article)
            + _share(clauses.get(place), most_clause)
            for place in {*articles, *clauses, *by_field}
            if place[1] in self._facts[place[0]].document.by_path
        }
        likely = sorted(rough, key=lambda place: (-rough[place], place))[:_WEIGHED]
        found = []
        for slug, path in likely:
            whole, clause = articles.get((slug, path)), clauses.get((slug, path))
            law, where = self._facts[slug], clause.passage.path if clause else path
            signals = self._signals(law, path, where, terms)
            signals = replace(
                signals,
                article=_share(whole, most_article),
                clause=_share(clause, most_clause),
                fields=by_field.get((slug, path), 0.0),
                in_article=whole.coverage if whole else 0.0,
                in_clause=clause.coverage if clause else 0.0,
                like_article=whole.likeness if whole else 0.0,
                like_clause=clause.likeness if clause else 0.0,
                figure=_figure(law, where) if wants_figure else 0.0,
            )
            found.append(Found(law, path, worth(signals), where, signals))
        found.sort(key=lambda one: (-one.score, one.facts.slug, one.path))
        return found[:top]

    def _signals(self, law: Facts, path: str, clause: str, terms: Sequence[Term]) -> Signals:
        """Return what headings and neighbouring words say for a place."""
        heading = law.cover(terms, law.document.by_path[path].heading)
        pairs = self._articles.share_of_pairs(f"{law.slug}#{path}", terms)
        return Signals(
            in_heading=heading.question,
            of_heading=heading.text,
            of_law=law.cover(terms, law.document.info.title).text,
            in_titles=law.cover(terms, _titles(law, path)).question,
            pairs=pairs,
            clause_pairs=self._clauses.share_of_pairs(f"{law.slug}#{clause}", terms),
            is_appendix=not path[:1].isdigit(),
        )

    def _by_field(self, question: str, slugs: Sequence[str]) -> dict[tuple[str, str], float]:
        """Return the scores of the index of articles, the best being 1."""
        search = self._search or self._fields.find
        wanted = {law.document.wording: law.slug for law in self.laws}
        if slugs:
            wanted = {wording: slug for wording, slug in wanted.items() if slug in slugs}
        top = _LOOKED_AT * (_FAR if slugs else 1)
        found = search(question, top)
        kept = [hit for hit in found.hits if hit.article.document in wanted]
        if len(kept) < min(_LOOKED_AT, len(found.hits)) and not slugs:
            # Wordings of other days stand among the articles too.
            found = search(question, top * _FAR)
            kept = [hit for hit in found.hits if hit.article.document in wanted][:top]
        most = kept[0].score if kept else 1.0
        scores = ((wanted[h.article.document], h.article.path, h.score / most) for h in kept)
        return {(slug, path): score for slug, path, score in scores}

    @cached_property
    def _fields(self) -> ArticleIndex:
        return ArticleIndex.build([a for one in self.laws for a in articles_of(one.document)])

    def _best(
        self, index: LexicalIndex, terms: Sequence[Term], slugs: Sequence[str]
    ) -> dict[tuple[str, str], Ranked]:
        """Return the best passage of each article, by law and article."""
        best: dict[tuple[str, str], Ranked] = {}
        for ranked in index.rank(terms, len(index.passages) if slugs else _LOOKED_AT):
            passage = ranked.passage
            if slugs and passage.document not in slugs:
                continue
            best.setdefault((passage.document, article_of(passage.path)), ranked)
        return best

    @cached_property
    def _articles(self) -> LexicalIndex:
        return self._index([p for one in self.laws for p in _whole_articles(one.document)])

    @cached_property
    def _clauses(self) -> LexicalIndex:
        return self._index([p for one in self.laws for p in _clauses(one.document)])

    def _index(self, passages: Sequence[Passage]) -> LexicalIndex:
        said = {passage.key: self._said_of(passage) for passage in passages}
        return LexicalIndex(passages, said, found_by_wordings=True)

    def _said_of(self, passage: Passage) -> tuple[str, ...]:
        """Return how people ask for a passage: all that is said of the paragraphs in it."""
        law = self._facts[passage.document]
        inside = law.document.subtree(passage.path)
        keys = [paragraph.key for p in inside for paragraph in p.paragraphs]
        return tuple(said for key in keys for said in law.phrases.get(key, ()))


def law_name(facts: Facts) -> str:
    """Return how a law is cited: kind and title, a decree by its number."""
    return facts.document.info.cited_name


def _share(ranked: Ranked | None, most: float) -> float:
    return ranked.score / most if ranked is not None else 0.0


def _figure(law: Facts, path: str) -> float:
    """Return 1 where a place holds a figure, else -1."""
    return 1.0 if any(says_figure(p.text) for p in law.document.subtree(path)) else -1.0


def _titles(law: Facts, path: str) -> str:
    info = law.document.info
    return f"{info.kind} {info.title}\n{law.document.by_path[path].heading}"


def _whole_articles(document: Document) -> list[Passage]:
    articles = [
        _passage(document, document.by_path[article.path], article.body)
        for article in articles_of(document)
    ]
    return articles + _appended(document)


def _clauses(document: Document) -> list[Passage]:
    """Return each clause with its points, and what an article says outside its clauses."""
    found: list[Passage] = []
    for article in articles_of(document):
        place = document.by_path[article.path]
        if place.paragraphs:
            found.append(_passage(document, place, place.text))
        found.extend(
            _passage(document, place, one.text, one.path)
            for one in article.clauses
            if not _DELEGATES.fullmatch(one.text.strip())
        )
    return found + _appended(document)


def _appended(document: Document) -> list[Passage]:
    """Return the places of appendices that hold text."""
    return [
        _passage(document, place, place.text)
        for place in document.provisions
        if place.path.startswith("phụ lục") and place.paragraphs
    ]


def _passage(document: Document, place: Provision, text: str, path: str = "") -> Passage:
    info = document.info
    above = [p.heading for p in document.ancestors(place.path)]
    headings = tuple(h for h in (f"{info.kind} {info.title}", *above, place.heading) if h)
    where = path or place.path
    key = f"{info.slug}#{where}"
    return Passage(info.slug, where, key, text or place.heading, headings, False)
