"""What editors add to the documents: passages that answer a question, and wordings for words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s

from domain.errors import SynonymFault, UnusableSynonym
from domain.register import Document
from domain.vietnamese import canonical, fold

_MOST_WORDS, _LONGEST = 6, 60
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_BETWEEN = re.compile(r"\s*(?:=>|->|→|=)\s*")


class Deed(StrEnum):
    """What an editor did about a question that was not answered well."""

    LINKED = "linked"
    SYNONYM = "synonym"
    HANDED = "handed"
    DISMISSED = "dismissed"


class Dismissal(StrEnum):
    """Why a question is left at that."""

    OUTSIDE = "outside"
    UNCLEAR = "unclear"
    RIGHT = "right"
    PLAY = "play"


@dataclass(frozen=True, slots=True)
class Link:
    """A place that an editor chose as the answer to a question; `mark` is that of its wording."""

    number: int
    question: str
    document: str
    path: str
    mark: str


@dataclass(frozen=True, slots=True)
class Synonym:
    """What people say, and what the documents say for it."""

    said: str
    meant: str


@dataclass(frozen=True, slots=True)
class Editing:
    """All that editors added; `version` changes whenever any of it does."""

    version: str = "0"
    links: tuple[Link, ...] = ()
    synonyms: tuple[Synonym, ...] = ()


NOTHING_ADDED = Editing()


def wording_mark(document: Document, path: str) -> str | None:
    """Return a mark of the words at a place and below it, None where there is no such place.

    A link stands only while the mark is the one that its editor saw.
    """
    if path not in document.by_path:
        return None
    texts = [p.text for place in document.subtree(path) for p in place.paragraphs]
    heading = document.by_path[path].heading
    return blake2s("\n".join([heading, *texts]).encode(), digest_size=16).hexdigest()


def read_synonym(text: str, known: Sequence[Synonym] = ()) -> Synonym:
    """Return the synonym that an editor typed as "what people say = what documents say".

    Raises:
        UnusableSynonym: it is not written so, too long, too short, or there already.
    """
    sides = [canonical(side).strip(" .“”\"'") for side in _BETWEEN.split(text.strip())]
    if len(sides) != 2 or not all(sides):
        raise UnusableSynonym(SynonymFault.UNREADABLE)
    said, meant = sides
    if not all(_WORDS.fullmatch(side) and len(side) <= _LONGEST for side in sides):
        raise UnusableSynonym(SynonymFault.NO_WORDS)
    if max(len(side.split()) for side in sides) > _MOST_WORDS:
        raise UnusableSynonym(SynonymFault.TOO_LONG)
    if len(said.split()) < 2:
        # A single syllable looks like too many others once its marks are left out.
        raise UnusableSynonym(SynonymFault.TOO_SHORT)
    if fold(said) == fold(meant):
        raise UnusableSynonym(SynonymFault.SAME)
    if any(one.said == said and one.meant == meant for one in known):
        raise UnusableSynonym(SynonymFault.KNOWN)
    return Synonym(said, meant)
