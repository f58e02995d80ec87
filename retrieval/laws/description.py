"""A law as a document: its number, who issued it and when, since when it is in force."""

import re
from collections.abc import Callable
from datetime import date

from domain.register import DocumentInfo
from domain.vietnamese import fold
from retrieval.draft import Draft, Evidence
from retrieval.facts import Facts
from retrieval.laws.cautions import caution
from retrieval.laws.questions import LawQuestion
from retrieval.laws.shelf import law_name
from retrieval.laws.telling import place_of

_FORCE = re.compile(
    r"\b(?:hieu luc|ap dung) (?:tu|khi|ngay|luc)|\bcon hieu luc"
    r"|\bhieu luc (?:chua|thi hanh|bao gio|nam nao)"
    r"|\b(?:bao gio|khi nao) (?:co hieu luc|ap dung)"
)
_ARTICLES = re.compile(r"\b(?:may|bao nhieu) dieu\b(?! kien)")
_NUMBER = re.compile(r"\bso (?:hieu|may|bao nhieu)\b|\bso van ban\b")
_ISSUE = re.compile(
    r"\bai (?:ky|ban hanh)\b|\bco quan nao ban hanh\b|\bngay (?:ban hanh|ky)\b"
    r"|\bban hanh (?:ngay|khi|hoi|nam) (?:nam )?nao\b"
)


def described(asked: LawQuestion, law: Facts) -> Draft | None:
    """Answer a question about a law as a document, or pass."""
    tell = next((tell for rule, tell in _TELLING if rule.search(asked.plain)), None)
    said = tell(law.document.info) if tell is not None else ""
    if not said:
        return None
    place = _article_on_force(law) if tell is _force else None
    place = place or _first_words(law)
    line = f"{law_name(law)} {said} ({place_of(place.path, law)})."
    return Draft((line, *caution(law.document, asked.as_of)), (place,))


def _force(info: DocumentInfo) -> str:
    return f"có hiệu lực từ ngày {_day(info.in_force_from)}" if info.in_force_from else ""


def _articles(info: DocumentInfo) -> str:
    return f"có {info.articles} điều" if info.articles else ""


def _number(info: DocumentInfo) -> str:
    return f"mang số {info.number}" if info.number else ""


def _issue(info: DocumentInfo) -> str:
    if not (info.issued and info.issuer):
        return ""
    number = f"({info.number}) " if info.number else ""
    return f"{number}do {info.issuer} ban hành ngày {_day(info.issued)}"


_TELLING: tuple[tuple[re.Pattern[str], Callable[[DocumentInfo], str]], ...] = (
    (_FORCE, _force),
    (_ARTICLES, _articles),
    (_NUMBER, _number),
    (_ISSUE, _issue),
)


def _article_on_force(law: Facts) -> Evidence | None:
    """Return where the law says since when it is in force: near its end, with the year."""
    since = law.document.info.in_force_from
    if since is None:
        return None
    for p in (p for p in reversed(law.document.provisions) if p.path[:1].isdigit()):
        if "hieu luc" in fold(f"{p.text} {p.heading}") and str(since.year) in p.text:
            return Evidence(law, p.path, p.paragraphs[0].text)
    return None


def _first_words(law: Facts) -> Evidence:
    first = next(p for p in law.document.provisions if p.path[:1].isdigit() or p.paragraphs)
    words = first.paragraphs[0].text if first.paragraphs else first.heading
    return Evidence(law, first.path, words)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
