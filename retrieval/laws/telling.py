"""How a clause or an article is told: named as lawyers name it, lists whole, long ones cut."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.citations import article_of
from domain.register import Provision
from retrieval.asks import Ask
from retrieval.draft import Evidence, place_name, quoted
from retrieval.facts import Facts
from retrieval.laws.shelf import Found, law_name
from retrieval.terms import Term

_MOST = 1_300
_LIST_MOST = 1_800
_WORTH = 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """Lines of an answer with the places that carry them; `quote` is all of their wording."""

    lines: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    quote: str

    @property
    def passages(self) -> tuple[tuple[str, Evidence], ...]:
        """Return every line with the place that carries it; the first one only names the place."""
        places = (self.evidence[0], *self.evidence, self.evidence[-1])
        return tuple(zip(self.lines, places, strict=False))


def tell(found: Found, asks: frozenset[Ask], terms: Sequence[Term]) -> Told:
    """Return what an article says to a question: its best clause whole, or all of a list."""
    law, document = found.facts, found.facts.document
    if not found.path[:1].isdigit():
        return tell_article(law, found.path, terms)
    clause = document.by_path[found.clause]
    if asks & {Ask.LIST, Ask.COUNT} and not document.children(clause.path):
        whole = _length(law, document.by_path[found.path])
        if whole <= _LIST_MOST and len(document.children(found.path)) > 1:
            return tell_article(law, found.path)
    return tell_article(law, clause.path, terms)


def tell_article(law: Facts, path: str, terms: Sequence[Term] = ()) -> Told:
    """Return a place with everything in it; of a long one what bears on `terms`."""
    document = law.document
    inside = [p for p in document.subtree(path) if p.paragraphs]
    article = document.by_path[article_of(path)]
    heading = f" – {article.heading}" if article.heading else ""
    head = f"{place_of(path, law)} {law_name(law)}{heading}:"
    if not inside:
        return Told((head.rstrip(":"),), (Evidence(law, path, article.heading),), article.heading)
    kept = _bearing(law, inside, terms)
    lines = [head, *(_line(law, p, path) for p in kept)]
    if len(kept) < len(inside):
        lines.append("(còn nội dung khác trong điều này)")
    evidence = tuple(Evidence(law, p.path, p.text) for p in kept)
    return Told(tuple(lines), evidence, "\n".join(p.text for p in kept))


def _bearing(law: Facts, inside: Sequence[Provision], terms: Sequence[Term]) -> list[Provision]:
    """Return the provisions that fit in an answer: all, or the lead and the most telling."""
    if sum(len(p.text) for p in inside) <= _MOST:
        return list(inside)
    worth = {p.path: law.cover(terms, p.text).question if terms else 0.0 for p in inside}
    order = sorted(inside[1:], key=lambda p: -worth[p.path]) if terms else list(inside[1:])
    kept, room = {inside[0].path}, _MOST - len(inside[0].text)
    for p in order:
        if len(p.text) <= room:
            kept.add(p.path)
            room -= len(p.text)
    return [p for p in inside if p.path in kept]


def _line(law: Facts, provision: Provision, told: str) -> str:
    mark = ""
    if provision.path != told and provision.label:
        mark = f"{provision.label}) " if provision.path.count(".") > 1 else f"{provision.label}. "
    return f"{mark}{quoted(provision.text, law)}"


def place_of(path: str, law: Facts) -> str:
    """Return a place as lawyers name it: "điểm b khoản 3 Điều 12"."""
    name = place_name(path, law)
    return name[:1].upper() + name[1:]


def _length(law: Facts, article: Provision) -> int:
    return sum(len(p.text) for p in law.document.subtree(article.path))
