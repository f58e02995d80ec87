"""Everyday wordings: how people ask for what a paragraph of a digest says, in other words.

`wordings.yaml` beside a digest maps the key of a paragraph to short questions and phrases. They
are searched together with the paragraph, never shown, and hold no facts of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from domain.errors import BrokenKnowledge
from domain.register import Document
from domain.vietnamese import canonical, syllables
from knowledge.files import document_folders, read_provisions, read_wordings
from knowledge.references import Fault, keyed
from knowledge.schema import ProvisionEntry

_LIKE = 0.5

Phrases = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of one document by key, and the digest's paragraphs that they were written for.

    A later text may say something else at the same key; whoever uses the wordings compares.
    """

    phrases: Phrases = field(default_factory=dict)
    written_for: Mapping[str, str] = field(default_factory=dict)


NO_WORDINGS = Wordings()


def load_wordings(root: Path) -> Mapping[str, Wordings]:
    """Return the wordings of every digest under `root` that has some, by the document's slug.

    Raises:
        BrokenKnowledge: with every fault of the files read.
    """
    faults: list[str] = []
    found: dict[str, Wordings] = {}
    for folder in document_folders(root):
        phrases = read_wordings(folder, faults)
        if phrases:
            entries = read_provisions(folder, faults)
            texts = {key: item.text for entry in entries for key, item in keyed(entry)}
            found[folder.name] = Wordings(phrases, texts)
    if faults:
        raise BrokenKnowledge(tuple(faults))
    return found


def fitting_phrases(wordings: Wordings, document: Document) -> Phrases:
    """Return the phrases whose paragraph still says in `document` what they were written for."""
    return {
        key: said
        for key, said in wordings.phrases.items()
        if key in document.by_key
        and _likeness(wordings.written_for.get(key, ""), document.by_key[key].text) >= _LIKE
    }


def _likeness(first: str, second: str) -> float:
    """Return the share of words that two texts have in common (Dice, 0–1)."""
    mine, yours = set(syllables(canonical(first))), set(syllables(canonical(second)))
    return 2 * len(mine & yours) / (len(mine) + len(yours)) if mine and yours else 0.0


def misplaced_wordings(phrases: Phrases, entries: Sequence[ProvisionEntry]) -> Iterator[Fault]:
    """Yield place and fault of wordings whose paragraph the digest does not have."""
    known = {key for entry in entries for key, _ in keyed(entry)}
    for key, said in phrases.items():
        if key not in known:
            yield key, "không có đoạn này trong provisions.yaml"
        if len(set(said)) < len(said):
            yield key, "một cách nói viết hai lần"
