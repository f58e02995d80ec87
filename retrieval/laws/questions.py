"""What a question asks of the laws: which law, which place, what about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.citations import article_of
from domain.vietnamese import canonical, fold
from retrieval.asks import Ask, asks_of
from retrieval.frame import Focus
from retrieval.laws.names import NamedLaw
from retrieval.laws.places import Place, read_place, spans_of_places
from retrieval.laws.shelf import LawShelf
from retrieval.terms import Term, terms_of

_FOLLOWS = re.compile(
    r"^(?:con|the|vay|neu|nhung)\b|\b(?:nua|tiep theo)\b"
    r"|\b(?:dieu|khoan|luat|quy dinh|truong hop) (?:do|nay|ay|tren|vua roi)\b"
)
_PLAN_NAMED = re.compile(r"\b(?:ke hoach|kh ?\d*|khct|chi thi|ct ?18)\b")
_PLAN_WORDS = re.compile(
    r"\b(?:nhom|nhiem vu|chi tieu|muc tieu|phan [iv]+|tinh (?:giao|ban hanh)|so noi vu)\b"
)
_JOINED = re.compile(r"\b(?:va|lan|voi|cung|hay)\b|,")
_NEAR = 30


_NUMBER_NAMED = re.compile(
    r"\b(?:luat|nghi dinh|thong tu|quyet dinh|nghi quyet|chi thi|cong van|nd|tt|qd|nq|ct)"
    r" (?:so )?\d+(?! (?:nam|thang|ngay|gio|nguoi|lan)\b)"
)


@dataclass(frozen=True, slots=True)
class LawQuestion:
    """What a question asks of the laws; `subject` is it without the names of laws and places."""

    text: str
    plain: str
    subject: str
    named: tuple[NamedLaw, ...]
    place: Place | None
    terms: tuple[Term, ...]
    asks: frozenset[Ask]
    as_of: date
    is_follow_up: bool = False

    @property
    def slugs(self) -> tuple[str, ...]:
        """Return the loaded laws that it names."""
        return tuple(named.slug for named in self.named if named.slug)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the wordings of the laws that it names and that are not loaded."""
        return tuple(named.wording for named in self.named if named.slug is None)

    @property
    def names_other_text(self) -> bool:
        """Tell whether it names a text by its number or title, and none that is loaded."""
        return not self.slugs and bool(self.missing or _NUMBER_NAMED.search(self.plain))

    @property
    def is_on_law(self) -> bool:
        """Tell whether it names a loaded law, or an article without saying of what."""
        names_article = self.place is not None and self.place.article is not None
        return bool(self.slugs) or (names_article and not self.names_other_text)

    @property
    def wants_figure(self) -> bool:
        """Tell whether it asks for a number, a day or a time."""
        return bool(self.asks & {Ask.AMOUNT, Ask.WHEN, Ask.COUNT, Ask.DAYS_LEFT})

    @property
    def names_plan(self) -> bool:
        """Tell whether it names a plan or the directive that it carries out."""
        return _PLAN_NAMED.search(self.plain) is not None

    @property
    def sets_side_by_side(self) -> bool:
        """Tell whether it puts one question to a plan and a law: "kế hoạch và Luật … nói gì"."""
        held = [named for named in self.named if named.slug]
        plans = list(_PLAN_NAMED.finditer(self.plain))
        gaps = [
            self.plain[min(p.end(), n.end) : max(p.start(), n.start)] for p in plans for n in held
        ]
        return any(len(gap) <= _NEAR and _JOINED.search(gap) for gap in gaps)

    @property
    def is_on_plan(self) -> bool:
        """Tell whether it names a plan, or speaks of what plans are made of."""
        return self.names_plan or _PLAN_WORDS.search(self.plain) is not None


def read_law_question(
    question: str, shelf: LawShelf, as_of: date, focus: Focus | None = None
) -> LawQuestion:
    """Return what `question` asks of the laws; one that leans on the last answer stays with it."""
    text = canonical(question)
    plain = fold(text)
    named, place = shelf.names.find(plain), read_place(text)
    subject = without_names(text, named)
    reading = shelf.analyzer.read(subject)
    asked = LawQuestion(
        text,
        plain,
        subject,
        named,
        place,
        terms_of(reading, fallback=True),
        asks_of(reading),
        as_of,
    )
    return _going_on(asked, shelf, focus) if focus is not None else asked


def without_plan(asked: LawQuestion, shelf: LawShelf) -> LawQuestion:
    """Return the question as it is put to the laws alone: no plan is named in it."""
    spans = [match.span() for match in _PLAN_NAMED.finditer(asked.plain)]
    kept = [ch for i, ch in enumerate(asked.text) if not any(s <= i < e for s, e in spans)]
    return read_law_question("".join(kept), shelf, asked.as_of)


def _going_on(asked: LawQuestion, shelf: LawShelf, focus: Focus) -> LawQuestion:
    if asked.named or shelf.law(focus.document) is None:
        return asked
    if asked.place is None and not _FOLLOWS.search(asked.plain):
        return asked
    named = (NamedLaw(focus.document, "", 0, 0),)
    place, terms = asked.place, asked.terms
    articles = [article_of(path) for path in focus.paths if path[:1].isdigit()]
    if place is not None and place.article is None and articles:
        place = replace(place, article=articles[0])
    known = {term.folded for term in terms}
    faded = [
        replace(t, weight=0.4 * t.weight, concept=1000 + t.concept)
        for t in focus.terms
        if t.folded not in known
    ]
    return replace(asked, named=named, place=place, terms=(*terms, *faded), is_follow_up=True)


def without_names(text: str, named: Sequence[NamedLaw]) -> str:
    """Return the question without the names of laws and places: its subject."""
    spans = [*((n.start, n.end) for n in named), *spans_of_places(text)]
    kept = [ch for i, ch in enumerate(text) if not any(s <= i < e for s, e in spans)]
    return "".join(kept)
