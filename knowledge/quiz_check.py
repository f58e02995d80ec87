"""Faults of the bank as a whole: each item against its document, and items that ask the same."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from domain.register import Document
from domain.study import Item, ItemType
from knowledge.quiz_rules import item_faults, plain
from knowledge.quizzes import QuizFile, quiz_folder, read_quizzes

_ALIKE = 95


def find_quiz_faults(root: Path, documents: Sequence[Document]) -> tuple[str, ...]:
    """Return every fault of the bank beside the folder of documents `root`."""
    faults: list[str] = []
    files = read_quizzes(quiz_folder(root), faults)
    held = {document.info.slug: document for document in documents}
    for file in files:
        faults.extend(f"quizzes/{file.name}: {words}" for words in _file_faults(file, held))
    place = {item.code: f"quizzes/{file.name}" for file in files for item in file.items}
    items = [item for file in files for item in file.items]
    faults.extend(f"{place[b.code]}: {b.code}: hỏi gần như {a.code}" for a, b in alike(items))
    return tuple(faults)


def _file_faults(file: QuizFile, held: Mapping[str, Document]) -> Iterator[str]:
    document = held.get(file.document)
    if document is None:
        yield f"document: không có văn bản “{file.document}”"
        return
    for item in file.items:
        for words in item_faults(item, document):
            yield f"{item.code}: {words}"


def alike(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Yield pairs of items that ask the same in nearly the same words, in the order given."""
    told = [(item, plain(item.stem), _asked(item)) for item in items]
    for (one, words, asked), (other, other_words, other_asked) in combinations(told, 2):
        if asked != other_asked:
            continue
        if fuzz.token_sort_ratio(words, other_words, score_cutoff=_ALIKE):
            yield one, other


def _asked(item: Item) -> tuple[str, ...]:
    """Return what tells items of one form apart: figures and names in the stem, or the place."""
    named = (w for w in item.stem.split() if any(ch.isdigit() or ch.isupper() for ch in w))
    if item.type in (ItemType.MATCH, ItemType.ORDER):
        return (item.type, item.path, *sorted(named))
    return tuple(sorted(named))
