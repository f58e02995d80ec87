"""Places that editors chose as the answer to a question, quoted when somebody asks the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.answers import AnswerStatus
from domain.editing import Link, wording_mark
from domain.vietnamese import clean
from retrieval.analyzer import Analyzer
from retrieval.answers.evidence import evidence_of
from retrieval.choosing import full_name
from retrieval.draft import Draft, Evidence, place_name, quoted
from retrieval.facts import Facts
from retrieval.likeness import ALIKE, Meaning, likeness, mean_the_same, meaning_of
from retrieval.model.redaction import PLACEHOLDERS, redacted
from retrieval.terms import Term, terms_of

_LONGEST = 1_100
# What is left of "tôi là Nguyễn Văn A, số điện thoại 0905…".
_INTRODUCTION = re.compile(
    r"[,;.]?\s*\b(?:tôi|em|mình|cháu|con|toi|minh)\s+(?:tên\s+)?(?:là|la|tên|ten)\b"
    r"(?=\s*(?:[,;.?]|$))|\b(?:số\s+)?(?:điện thoại|đt|sđt)\s*(?=\s*(?:[,;.?]|$))",
    re.IGNORECASE,
)
_REST = "(còn tiếp; mở nút dưới đây để xem cả mục)"


@dataclass(frozen=True, slots=True)
class KnownLink:
    """A link whose place says now what its editor saw, with the meaning of its question.

    `terms` tell which paragraphs of a long place matter most.
    """

    link: Link
    meaning: Meaning
    facts: Facts
    terms: tuple[Term, ...]


def without_people(question: str) -> str:
    """Return a question without names, numbers and addresses of people.

    A link keeps it so, for it is shown to others, and is held against others that are read so.
    """
    text = redacted(question)
    for placeholder in PLACEHOLDERS:
        text = text.replace(placeholder, " ")
    return clean(_INTRODUCTION.sub(" ", text)).strip(" ,;:–-")


def known_links(
    links: Sequence[Link], every: Sequence[Facts], analyzer: Analyzer
) -> tuple[KnownLink, ...]:
    """Return the links that stand: a place that is gone or worded otherwise answers nothing."""
    held = {facts.slug: facts for facts in every}
    return tuple(
        _known(link, held[link.document], analyzer)
        for link in links
        if link.document in held
        and wording_mark(held[link.document].document, link.path) == link.mark
    )


def _known(link: Link, facts: Facts, analyzer: Analyzer) -> KnownLink:
    reading = analyzer.read(link.question)
    return KnownLink(link, meaning_of(reading), facts, terms_of(reading))


def linked_answer(question: str, links: Sequence[KnownLink], analyzer: Analyzer) -> Draft | None:
    """Return the place that an editor chose for this very question, the one chosen last."""
    if not links:
        return None
    meaning = meaning_of(analyzer.read(question))
    if not meaning.can_be_known:
        return None
    same = (one for one in reversed(links) if mean_the_same(one.meaning, meaning))
    found = next(same, None)
    return None if found is None else _quoting(found)


def near_answer(question: str, links: Sequence[KnownLink], analyzer: Analyzer) -> Draft | None:
    """Return the place that was chosen for a question much like this, said to be that."""
    if not links:
        return None
    meaning = meaning_of(analyzer.read(question))
    scored = [(likeness(one.meaning, meaning), at) for at, one in enumerate(links)]
    best, at = max(scored)
    if best < ALIKE:
        return None
    found = links[at]
    head = f"Với câu gần giống “{found.link.question}”, biên tập viên đã chỉ đoạn này:"
    told = _quoting(found)
    return Draft((head, *told.lines[1:]), told.evidence, AnswerStatus.PARTIAL, names_places=True)


def _quoting(found: KnownLink) -> Draft:
    """Return a place and what is below it, quoted with its name; of a long one what bears most."""
    facts, link = found.facts, found.link
    name = place_name(link.path, facts)
    heading = facts.heading(link.path)
    head = f"Theo {full_name(facts)}, {name}{f' – {heading}' if heading else ''}:"
    every = [
        Evidence(facts, place.path, paragraph.text)
        for place in facts.document.subtree(link.path)
        for paragraph in place.paragraphs
    ]
    told = _bearing_most(every, found)
    lines = [head, *(quoted(one.quote, facts) for one in told)]
    rest = (_REST,) if len(told) < len(every) else ()
    evidence = tuple(told) or evidence_of(facts, [link.path])
    return Draft((*lines, *rest), evidence, names_places=True)


def _bearing_most(every: Sequence[Evidence], found: KnownLink) -> list[Evidence]:
    """Return the paragraphs that hold most of the question and fit a message, in their order."""
    covers = [found.facts.cover(found.terms, one.quote).question for one in every]
    chosen: list[int] = []
    length = 0
    for at in sorted(range(len(every)), key=lambda at: (-covers[at], at)):
        length += len(every[at].quote)
        if chosen and length > _LONGEST:
            break
        chosen.append(at)
    return [every[at] for at in sorted(chosen)]
