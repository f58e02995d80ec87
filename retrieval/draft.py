"""An answer in the making: lines of text and the places that carry them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.answers import Answer, AnswerStatus, Citation
from domain.citations import place_words
from domain.register import path_of
from retrieval.facts import Facts

_LONGEST_TEXT = 6_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place with the words there that carry the answer."""

    facts: Facts
    path: str
    quote: str

    def citation(self) -> Citation:
        """Return the place as a citation."""
        return Citation(self.facts.slug, self.path, self.quote, self.facts.is_verbatim)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a composer found. `lines` are paragraphs of the reply.

    `passages` are those of the lines that only quote, each with its place: a language model may
    tell them in other sentences. `names_places` tells that the lines name their places already.
    """

    lines: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    status: AnswerStatus = AnswerStatus.ANSWERED
    related: tuple[str, ...] = ()
    is_missing: bool = False
    passages: tuple[tuple[str, Evidence], ...] = ()
    names_places: bool = False

    def with_status(self, status: AnswerStatus) -> "Draft":
        """Return the same draft with another status."""
        return replace(self, status=status)

    def finish(self, question: str) -> Answer:
        """Return the answer: text with its places at the end, each place cited once."""
        citations = _once(entry.citation() for entry in self.evidence)
        text = shown("\n".join(self.lines))
        paths = place_list(self.evidence) if citations else ""
        if paths and not self.names_places and not text.endswith(paths):
            text = f"{text}\n{paths}"
        if self.status is AnswerStatus.REFUSED:
            citations = ()
        return Answer(
            question,
            self.status,
            text[:_LONGEST_TEXT],
            citations,
            self.related,
            self.is_missing or self.status is AnswerStatus.PARTIAL,
        )


def evidence_at(facts: Facts, key: str, quote: str | None = None) -> Evidence:
    """Return the paragraph at `key` (or the first at a path) as evidence."""
    paragraph = facts.paragraph(key)
    words = quote if quote is not None else (paragraph.text if paragraph else "")
    path = path_of(key)
    return Evidence(facts, path, words or facts.heading(path))


def shown(text: str) -> str:
    """Return official wording as people read it: quotation asterisks dropped."""
    return text.replace("*", "")


def quoted(text: str, facts: Facts) -> str:
    """Return wording as an answer shows it: in quotation marks only when it is the official one."""
    return f"“{shown(text)}”" if facts.is_verbatim else shown(text)


def place_list(evidence: Iterable[Evidence]) -> str:
    """Return the places of an answer in brackets, or nothing; lines on laws name theirs."""
    others = [entry for entry in evidence if not entry.facts.document.is_statute]
    names = list(dict.fromkeys(entry.path for entry in others))
    return f"({', '.join(names)})" if names else ""


def place_name(path: str, facts: Facts) -> str:
    """Return how a path is said to people: in a law `12.3.b` is "điểm b khoản 3 Điều 12"."""
    if not facts.document.is_statute:
        return path
    if not path[:1].isdigit():
        return facts.document.by_path[path].label or path
    return place_words(path)


def _once(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citations))


def sentence(text: str) -> str:
    """Return `text` with a capital first letter and a closing stop."""
    stripped = text.strip().rstrip(";,").removesuffix("./.")
    if not stripped:
        return stripped
    stripped = stripped[0].upper() + stripped[1:]
    return stripped if stripped[-1] in ".!?:…”" else f"{stripped}."


def lower_first(text: str) -> str:
    """Return `text` with a small first letter unless it begins with a name or abbreviation."""
    if len(text) > 1 and (text[1].isupper() or not text[0].isalpha()):
        return text
    return text[:1].lower() + text[1:]
