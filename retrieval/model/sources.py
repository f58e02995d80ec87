"""The passages that a model gets, each under a number by which its sentences name it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from retrieval.draft import Evidence, place_name, shown
from retrieval.laws.shelf import law_name
from retrieval.model.redaction import without_contacts
from retrieval.model.verification import Passage
from retrieval.passages import heading_trail, is_row

MOST = 5
_LONGEST = 2_000
_LIST = re.compile(r":[^.:]*([;,])[^.:]*\1")

Search = Callable[[str], Sequence[Evidence]]


@dataclass(frozen=True, slots=True)
class Source:
    """A place with its words, as evidence of an answer and as something to check against."""

    evidence: Evidence
    passage: Passage

    def for_model(self, number: int) -> str:
        """Return the passage as data between marks that its own words cannot close."""
        headings = " – ".join(self.passage.headings)
        body = without_contacts(f"{headings}\n{self.passage.text}")
        return f"<doan so={number}>\n{_unmarked(self.passage.place)}: {_unmarked(body)}\n</doan>"


def sources_of(evidence: Iterable[Evidence]) -> tuple[Source, ...]:
    """Return each place once, at most `MOST`, as sources."""
    found: list[Evidence] = []
    for entry in evidence:
        if entry.quote and not any(_same(entry, other) for other in found):
            found.append(entry)
    return tuple(Source(entry, _passage(entry)) for entry in found[:MOST])


def holds_list(source: Source) -> bool:
    """Tell whether a passage lists three things or more after a colon."""
    return bool(_LIST.search(source.passage.text))


def name_of(source: Source, *, in_full: bool = False) -> str:
    """Return a place as people read it, in a law with the law's name and `in_full` its heading."""
    facts, place = source.evidence.facts, source.passage.place
    if not facts.document.is_statute:
        return place
    heading = f" – {source.passage.headings[-1]}" if in_full and source.passage.headings[1:] else ""
    return f"{place} {law_name(facts)}{heading}"


def question_for_model(question: str) -> str:
    """Return a question as data between marks; its personal data is to be taken out before."""
    return f"<cau-hoi>\n{_unmarked(question)}\n</cau-hoi>"


def _same(one: Evidence, other: Evidence) -> bool:
    """Tell whether one is the other, or a paragraph of which the other is an excerpt."""
    at_one_place = (one.facts.slug, one.path) == (other.facts.slug, other.path)
    return at_one_place and (one.quote in other.quote or other.quote in one.quote)


def _passage(evidence: Evidence) -> Passage:
    facts = evidence.facts
    provision = facts.document.by_path.get(evidence.path)
    headings = heading_trail(facts.document, provision) if provision else ()
    place = place_name(evidence.path, facts)
    quote = evidence.quote
    if provision is not None and is_row(provision):
        quote = "; ".join(cell.text for cell in provision.paragraphs)
    text = shown(" ".join((*_leads(evidence), quote)))[:_LONGEST]
    name = law_name(facts) if facts.document.is_statute else facts.name
    return Passage(place, (name, *map(shown, headings)), text)


def _leads(evidence: Evidence) -> list[str]:
    """Return what the places above say of the list in which this one stands: "… gồm:"."""
    above = evidence.facts.document.ancestors(evidence.path)
    texts = [place.paragraphs[-1].text.strip() for place in above if place.paragraphs]
    return [text for text in texts if text.endswith(":")]


def _unmarked(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›")
