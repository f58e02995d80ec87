"""What a short clause refers to, told beside it so that the answer is whole."""

import re
from collections.abc import Iterator, Sequence

from domain.citations import is_within
from knowledge.cross_references import Link
from retrieval.answers.gaps import says_figure
from retrieval.asks import Ask
from retrieval.draft import Evidence, quoted
from retrieval.facts import Facts
from retrieval.laws.shelf import LawShelf, law_name
from retrieval.laws.telling import Told, place_of

# A clause longer than this says enough by itself, unless it lacks the figure that was asked for.
_SHORT, _LACKING = 240, 900
_MOST, _MOST_FOLLOWED = 500, 2
_SENDS_ON = re.compile(
    r"(?:theo(?: quy định)?(?: tại| ở| của)?|(?:quy định|nêu|nói|trường hợp|như)(?: tại| ở| của)?"
    r"|áp dụng|tại|ở|thuộc)(?: các)?\s*$",
    re.IGNORECASE,
)
_FIGURES = frozenset({Ask.AMOUNT, Ask.WHEN, Ask.COUNT, Ask.DAYS_LEFT})


def followed(told: Told, asks: frozenset[Ask], shelf: LawShelf) -> list[Told]:
    """Return what the places say to which a clause sends its reader, and which are not loaded."""
    wants_figure = bool(asks & _FIGURES)
    if wants_figure and says_figure(told.quote):
        return []
    if len(told.quote) > (_LACKING if wants_figure else _SHORT):
        return []
    links = list(dict.fromkeys(_links(told, shelf)))
    missing = list(dict.fromkeys(link.wording for link in links if link.is_missing))
    found = _targets(links, told, shelf)
    if wants_figure and (with_figure := [one for one in found if says_figure(one.quote)]):
        found = with_figure
    if len(found) > _MOST_FOLLOWED:
        # A list of many places is an index, no answer.
        found = []
    if missing:
        line = f"Có dẫn văn bản chưa được nạp: {'; '.join(missing)}."
        found.append(Told((line,), (), ""))
    return found


def _links(told: Told, shelf: LawShelf) -> Iterator[Link]:
    """Yield the references by which the clause sends its reader on."""
    for entry in told.evidence:
        slug, path = entry.facts.slug, entry.path
        paragraphs = entry.facts.document.by_path[path].paragraphs
        links = shelf.references.of_paragraphs(slug, path)
        for paragraph, inside in zip(paragraphs, links, strict=True):
            sent_on = False
            for link in inside:
                sent_on = sent_on or _SENDS_ON.search(paragraph.text[: link.start]) is not None
                if sent_on:
                    yield link


def _targets(links: Sequence[Link], told: Told, shelf: LawShelf) -> list[Told]:
    known = [(entry.facts.slug, entry.path) for entry in told.evidence]
    found: list[Told] = []
    for link in links:
        law = shelf.law(link.document)
        if law is None or not link.path[:1].isdigit():
            continue
        is_told = any(
            slug == link.document and (is_within(path, link.path) or is_within(link.path, path))
            for slug, path in known
        )
        if not is_told and (one := _told(law, link.path, known[0][0])) is not None:
            known.append((link.document, link.path))
            found.append(one)
    return found


def _told(law: Facts, path: str, slug: str) -> Told | None:
    """Return a place with what stands in it, in one line; None for one that is long."""
    inside = [place for place in law.document.subtree(path) if place.paragraphs]
    if not inside or sum(len(place.text) for place in inside) > _MOST:
        return None
    name = place_of(path, law) if law.slug == slug else f"{place_of(path, law)} {law_name(law)}"
    said = " ".join(_marked(place.label, quoted(place.text, law)) for place in inside[1:])
    first = quoted(inside[0].text, law)
    line = f"{name} (được dẫn): {first}{' ' if said else ''}{said}"
    evidence = tuple(Evidence(law, place.path, place.text) for place in inside)
    return Told((line,), evidence, "\n".join(place.text for place in inside))


def _marked(label: str, text: str) -> str:
    return f"{label}. {text}" if label[:1].isdigit() else f"{label}) {text}"
