"""Answers from laws: the place that is named, or the clause that bears on the question."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.answers import AnswerStatus
from domain.citations import place_words
from domain.vietnamese import fold
from retrieval.asks import Ask
from retrieval.draft import Draft, Evidence
from retrieval.facts import Facts
from retrieval.laws.cautions import caution, told_of_missing
from retrieval.laws.description import described
from retrieval.laws.following import followed
from retrieval.laws.limits import last_days
from retrieval.laws.places import Place
from retrieval.laws.questions import LawQuestion
from retrieval.laws.replaced import older_than, said_of_older
from retrieval.laws.shelf import Found, LawShelf, law_name
from retrieval.laws.telling import Told, place_of, tell, tell_article
from retrieval.laws.verdicts import WRONG, verdict

ANSWERED, RELATED = 0.0, -0.75
_NAMED_LESS = 1.5
_AS_GOOD = 0.5
_MOST_RELATED = 3
_LOOKED_AT = 20
_MOST_NAMED = 6
_ASKS_SUM = re.compile(
    r"\b(?:bao nhieu|may) (?:tien|dong|trieu|ty)\b|\b(?:luong|phu cap)\b.*\b(?:bao nhieu|bn)\b"
)
_SUM = re.compile(
    r"\d[\d.,]* (?:nghin |trieu |ty )?dong\b|\d[\d.,]* (?:trieu|ty)\b|\d ?%|\blan muc\b"
    r"|\bluong co so\b"
)


def answer_on_law(asked: LawQuestion, shelf: LawShelf) -> Draft | None:
    """Return the answer to a question that names a law or a place of one, or pass.

    One that means an earlier law of the same name is told so first.
    """
    draft = _answer_on_named(asked, shelf)
    ending = older_than(asked, shelf)
    if draft is None or ending is None or not draft.evidence:
        return draft
    line = said_of_older(ending, draft.evidence[0].facts)
    return replace(draft, lines=(line, *draft.lines)).with_status(AnswerStatus.CORRECTED)


def _answer_on_named(asked: LawQuestion, shelf: LawShelf) -> Draft | None:
    if asked.missing and not asked.slugs:
        return not_loaded(asked.missing[0])
    if asked.place is not None and asked.place.article and not asked.named:
        return _article_of_some_law(asked, shelf, asked.place)
    laws = [law for slug in asked.slugs if (law := shelf.law(slug)) is not None]
    if len(laws) == 1:
        if asked.place is not None and asked.place.article is not None:
            return _named_place(asked, laws[0], asked.place, shelf)
        itself = described(asked, laws[0])
        if itself is not None:
            return itself
    found = shelf.find(asked.subject, asked.terms, asked.slugs, wants_figure=asked.wants_figure)
    return found_answer(asked, found, shelf, is_named=bool(laws))


def found_answer(
    asked: LawQuestion, found: Sequence[Found], shelf: LawShelf, *, is_named: bool = False
) -> Draft | None:
    """Return what the articles found say of the question, in one of three bands, or pass."""
    if not found:
        return None
    best = found[0]
    certainty = best.certainty + (_NAMED_LESS if is_named else 0.0)
    if certainty >= ANSWERED:
        chosen = [best, *(f for f in found[1:2] if _is_as_good(f, best))]
        told = [tell(one, asked.asks, asked.terms) for one in chosen]
        passages = tuple(entry for one in told for entry in one.passages)
        if len(told) == 1:
            told += followed(told[0], asked.asks, shelf)
        draft = replace(_with_claim(asked, told, asked.as_of), passages=passages)
        return _with_gap(draft, asked, told)
    if certainty < RELATED:
        return None
    told = [tell(found[0], asked.asks, asked.terms)]
    told += [tell(one, frozenset(), asked.terms) for one in found[1:_MOST_RELATED]]
    head = "Các văn bản luật không nói thẳng điều này; có thể liên quan:"
    draft = _draft(told, asked.as_of, head=head).with_status(AnswerStatus.PARTIAL)
    days = last_days(asked, told[0].quote, told[0].evidence[0].facts)
    return replace(draft, lines=(*draft.lines, days)) if days else draft


def _is_as_good(other: Found, best: Found) -> bool:
    """Tell whether a second article is told too: nothing tells it from the best."""
    return other.score >= best.score - _AS_GOOD and other.certainty >= best.certainty


def see_also(found: Found) -> str:
    """Return a line that points at an article beside an answer from elsewhere."""
    heading = f" – {found.article.heading}" if found.article.heading else ""
    return f"Xem thêm: {place_of(found.path, found.facts)} {law_name(found.facts)}{heading}."


def _named_place(asked: LawQuestion, law: Facts, place: Place, shelf: LawShelf) -> Draft:
    """Show the place that is named, or what in it bears on the rest of the question."""
    document = law.document
    assert place.article is not None
    for path in place.paths:
        if path not in document.by_path and (why := told_of_missing(document, path, asked.as_of)):
            line = f"{place_of(path, law)} {law_name(law)} {why}."
            return Draft((line,), (_nearest(law, path),), AnswerStatus.CORRECTED)
    if place.article not in document.by_path:
        return _no_article(law, place.article)
    paths = place.paths_in(document)
    if not paths:
        pieces = [place.article, *place.clauses[:1], *place.points[:1]]
        wanted = place_words(".".join(pieces))
        has = sum(p.label[:1].isdigit() for p in document.children(place.article))
        line = f"{law_name(law)} không có {wanted}: Điều {place.article}"
        line += f" có {has} khoản." if has else " không chia khoản."
        whole = tell_article(law, place.article)
        draft = _draft([whole], asked.as_of, head=line)
        return draft.with_status(AnswerStatus.CORRECTED)
    if place.clauses or not asked.terms:
        told = [tell_article(law, path) for path in paths]
        if len(told) == 1:
            told += followed(told[0], asked.asks, shelf)
        return _with_claim(asked, told, asked.as_of)
    return _with_claim(asked, [tell_article(law, paths[0], asked.terms)], asked.as_of)


def _article_of_some_law(asked: LawQuestion, shelf: LawShelf, place: Place) -> Draft:
    """Show the article of the one law where it bears on the question, or ask which law is meant."""
    fitting = [
        f for f in shelf.find(asked.subject, asked.terms, top=_LOOKED_AT) if f.path == place.article
    ]
    if asked.terms and fitting and fitting[0].certainty >= ANSWERED:
        return _named_place(asked, fitting[0].facts, place, shelf)
    holding = [law for law in shelf.laws if place.article in law.document.by_path]
    names = "; ".join(law_name(law) for law in holding[:_MOST_NAMED])
    line = f"Ông/bà muốn hỏi Điều {place.article} của văn bản nào?"
    line += f" Đang có điều này trong: {names}." if names else ""
    return Draft((line,), (), AnswerStatus.REFUSED)


def _nearest(law: Facts, path: str) -> Evidence:
    """Return the place that is left above one that is gone, or else where the law begins."""
    document = law.document
    while path and path not in document.by_path:
        path = path.rpartition(".")[0]
    place = document.by_path.get(path) or next(
        p for p in document.provisions if p.path[:1].isdigit()
    )
    return Evidence(law, place.path, place.text or place.heading)


def _no_article(law: Facts, article: str) -> Draft:
    info, document = law.document.info, law.document
    first = next((p for p in document.provisions if p.path[:1].isdigit()), document.provisions[0])
    count = info.articles or 0
    if article.isdigit() and int(article) <= count:
        line = (
            f"Bản tóm lược {law_name(law)} không có nội dung Điều {article}. "
            "Muốn xem, hãy đề nghị người quản trị nạp toàn văn."
        )
        return Draft((line,), (), AnswerStatus.REFUSED, is_missing=True)
    line = f"{law_name(law)} chỉ có {count} điều, không có Điều {article}."
    last = str(count) if str(count) in document.by_path else first.path
    return Draft((line,), (Evidence(law, last, law.heading(last)),), AnswerStatus.CORRECTED)


def not_loaded(wording: str) -> Draft:
    """Return that a law, named in these words, is not loaded."""
    line = (
        f"Văn bản “{wording}” chưa được nạp nên tôi không trả lời về nội dung của nó. "
        "Ông/bà có thể đề nghị người quản trị nạp văn bản này."
    )
    return Draft((line,), (), AnswerStatus.REFUSED, is_missing=True)


def _with_claim(asked: LawQuestion, told: Sequence[Told], as_of: date) -> Draft:
    """Return what is told, with what the question takes for granted put right, and its last day."""
    law = told[0].evidence[0].facts
    head = verdict(asked, told[0].quote, law)
    draft = _draft(told, as_of, head=head)
    days = last_days(asked, told[0].quote, law)
    if days:
        draft = replace(draft, lines=(*draft.lines, days))
    return draft.with_status(AnswerStatus.CORRECTED) if head == WRONG else draft


def _with_gap(draft: Draft, asked: LawQuestion, told: Sequence[Told]) -> Draft:
    """Say that a sum or a count of what has happened is asked for and not in the clause."""
    quote = fold("\n".join(one.quote for one in told))
    lacks = (_ASKS_SUM.search(asked.plain) and not _SUM.search(quote)) or (
        Ask.OUTCOME in asked.asks and asked.wants_figure
    )
    if not lacks or draft.status is AnswerStatus.CORRECTED:
        return draft
    line = "Văn bản không nêu con số ông/bà hỏi; trên đây là quy định liên quan."
    return replace(draft, lines=(*draft.lines, line), status=AnswerStatus.PARTIAL)


def _draft(told: Sequence[Told], as_of: date, head: str = "") -> Draft:
    lines = [head] if head else []
    evidence: list[Evidence] = []
    for one in told:
        lines.extend(one.lines)
        evidence.extend(one.evidence)
    for slug, law in {entry.facts.slug: entry.facts.document for entry in evidence}.items():
        paths = dict.fromkeys(entry.path for entry in evidence if entry.facts.slug == slug)
        lines.extend(caution(law, as_of, tuple(paths)))
    return Draft(tuple(lines), tuple(evidence))
