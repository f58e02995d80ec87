"""Which of several loaded documents a question asks, and how an answer names it."""

import re
from collections.abc import Sequence
from datetime import date

from domain.vietnamese import fold
from retrieval.analyzer import Analyzer
from retrieval.facts import Facts
from retrieval.frame import Focus
from retrieval.terms import Term, terms_of
from retrieval.understanding import understand

_CLEARLY_BETTER = 0.15
_LAW_NEEDS = 0.6
_PLACE_WORDS = {"ubnd", "tinh", "xa", "phuong", "bo", "so", "thanh", "pho", "uy", "ban"}


def choose(question: str, focus: Focus | None, pool: Sequence[Facts], analyzer: Analyzer) -> Facts:
    """Return the document that the question names, goes on about, or fits best.

    Among plans that fit alike the first stands, as the source orders them.
    """
    if len(pool) == 1:
        return pool[0]
    plans = [facts for facts in pool if facts.tasks] or list(pool[:1])
    named = [facts for facts in pool if names(question, facts)]
    if named:
        return named[0]
    if focus is not None and focus.document:
        before = [facts for facts in pool if facts.slug == focus.document]
        if before and _goes_on(question, before[0], analyzer, focus):
            return before[0]
    terms = terms_of(analyzer.read(question))
    fits = [(_fit(terms, facts), facts) for facts in pool]
    best, first = max(fits, key=lambda entry: entry[0])[0], plans[0]
    base = next(fit for fit, facts in fits if facts is first)
    if best <= base + _CLEARLY_BETTER:
        return first
    chosen = next(facts for fit, facts in fits if fit == best)
    return chosen if chosen.tasks or best >= _LAW_NEEDS else first


def names(question: str, facts: Facts) -> bool:
    """Tell whether the question names the document: number, what it implements, issuer, alias."""
    plain = " ".join(fold(question).split())
    info = facts.document.info
    number = (info.number or "").split("/")[0].lstrip("0")
    kind = fold(info.kind)
    if number and re.search(rf"\b(?:{kind}|kh|so)(?: so)? 0*{number}\b", plain):
        return True
    implemented = info.implements.split("/")[0]
    says_it = rf"\b(?:{kind}|kh) (?:trien khai |thuc hien )?(?:ct|chi thi) ?{implemented}\b"
    if implemented and re.search(says_it, plain):
        return True
    if any(fold(alias) in plain for alias in info.aliases if len(alias) > 3):
        return True
    issuer = [w for w in fold(info.issuer).split() if w not in _PLACE_WORDS]
    return bool(issuer) and len(issuer) >= 2 and " ".join(issuer) in plain


def full_name(facts: Facts) -> str:
    """Return how an answer names the document among others: kind, number and issuer."""
    info = facts.document.info
    number = f" số {info.number}" if info.number else ""
    issuer = f" của {info.issuer}" if info.issuer else ""
    about = f" (triển khai Chỉ thị {info.implements})" if info.implements and not number else ""
    return f"{facts.name}{number}{issuer}{about}"


def _fit(terms: Sequence[Term], facts: Facts) -> float:
    ranked = facts.index.rank(terms, 1)
    return ranked[0].coverage if ranked else 0.0


def _goes_on(question: str, facts: Facts, analyzer: Analyzer, focus: Focus) -> bool:
    """Tell whether the question leans on the one before it."""
    return understand(question, facts, analyzer, date.min, focus).is_follow_up
