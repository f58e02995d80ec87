"""The bank and files: what an editor's file holds and what is wrong with it, and writing one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from db.database import Database
from domain.errors import ItemFileUnusable
from domain.register import Document
from domain.roles import Action
from domain.study import Item, ItemState, Skill
from knowledge.quiz_rules import draft_faults, lacks, plain
from services.item_files.aiken import fits, read_aiken, write_aiken
from services.item_files.gift import write_gift
from services.item_files.gift_reading import read_gift
from services.item_files.parts import ReadFile, ReadItem, RowFault, Source
from services.item_files.workbook import read_workbook, write_workbook
from services.rights import Rights
from services.source import LoadedDocuments

LARGEST = 10 * 1024**2
_ANSWER_LINE = re.compile(r"^\s*ANSWER\s*:\s*[A-Z]\s*$", re.MULTILINE | re.IGNORECASE)
_NOWHERE = None


class FileKind(StrEnum):
    """The formats of item files, by the ends of their names."""

    XLSX = "xlsx"
    GIFT = "gift"
    AIKEN = "txt"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file brings: items that can be kept, faults by row, and what the kept ones lack.

    `lacking` tells of items that are kept as drafts but cannot be asked before an editor adds
    something.
    """

    items: tuple[Item, ...]
    faults: tuple[RowFault, ...]
    lacking: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A file of items; `left_out` counts those that its format cannot hold."""

    content: bytes
    items: int
    left_out: int


# A skill with fewer items than this is a gap.
ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the bank holds: items by skill and state, those that are asked by document.

    `places_left` are the parts of documents that no item is about: task groups and targets of a
    plan, all of a document that has none.
    """

    skills: Mapping[tuple[Skill, ItemState], int]
    documents: Mapping[str, int]
    places_left: Mapping[str, tuple[str, ...]]


class ItemExchange:
    """Items in files, read against the documents that are loaded."""

    def __init__(self, database: Database, rights: Rights, source: LoadedDocuments) -> None:
        self._database = database
        self._rights = rights
        self._source = source

    def read(
        self, actor: int | None, name: str, content: bytes, source: Source, now: datetime
    ) -> Understood:
        """Return what a file brings; nothing is kept before an editor says so (`bank.add`).

        Raises:
            NotAllowed: the actor is no editor.
            ItemFileUnusable: it is of no format that is known, too large, or no text.
        """
        self._require(actor, now)
        read = _read(name, content, source)
        held = {document.info.slug: document for document in self._source.documents()}
        kept: list[ReadItem] = []
        faults = list(read.faults)
        for one in read.items:
            found = tuple(_faults(one.item, held.get(one.item.document)))
            faults.extend(RowFault(one.row, words) for words in found)
            if not found:
                kept.append(one)
        kept, repeated = _once(kept)
        faults.extend(repeated)
        lacking = [RowFault(one.row, words) for one in kept for words in lacks(one.item)]
        items = tuple(one.item for one in kept)
        return Understood(items, tuple(sorted(faults, key=_row)), tuple(lacking))

    def write(
        self,
        actor: int | None,
        kind: FileKind,
        now: datetime,
        *,
        document: str | None = None,
        skill: Skill | None = None,
        state: ItemState | None = ItemState.APPROVED,
    ) -> Written:
        """Return the items (of a document, skill or state) as a file.

        Raises:
            NotAllowed: the actor is no editor.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.EDIT_BANK, _NOWHERE, now)
            held = [one.item for one in uow.items.all(state)]
        chosen = [
            item
            for item in held
            if document in (None, item.document) and skill in (None, item.skill)
        ]
        kept = [item for item in chosen if kind is not FileKind.AIKEN or fits(item)]
        return Written(_write(kind, kept), len(kept), len(chosen) - len(kept))

    def coverage(self, actor: int | None, now: datetime) -> Coverage:
        """Return what the bank holds and what nothing is asked about.

        Raises:
            NotAllowed: the actor is no editor.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.EDIT_BANK, _NOWHERE, now)
            counts = uow.items.count()
            asked = [one.item for one in uow.items.all(ItemState.APPROVED)]
        documents = Counter(item.document for item in asked)
        left = {
            document.info.slug: tuple(_left(document, asked))
            for document in self._source.documents()
            if document.tasks or document.is_statute
        }
        return Coverage(counts, documents, {name: paths for name, paths in left.items() if paths})

    def _require(self, actor: int | None, now: datetime) -> None:
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.EDIT_BANK, _NOWHERE, now)


def kind_of(name: str) -> FileKind | None:
    """Return the format that the name of a file tells; Aiken and GIFT may both end in .txt."""
    end = name.lower().rpartition(".")[2]
    return next((kind for kind in FileKind if kind.value == end), None)


def _read(name: str, content: bytes, source: Source) -> ReadFile:
    kind = kind_of(name)
    if kind is None:
        raise ItemFileUnusable("kind")
    if len(content) > LARGEST:
        raise ItemFileUnusable("size")
    if kind is FileKind.XLSX:
        return read_workbook(content, source)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ItemFileUnusable("encoding") from None
    if "\0" in text or not text.strip():
        raise ItemFileUnusable("empty")
    is_aiken = kind is FileKind.AIKEN and _ANSWER_LINE.search(text) is not None
    return read_aiken(text, source) if is_aiken else read_gift(text, source)


def _write(kind: FileKind, items: Sequence[Item]) -> bytes:
    match kind:
        case FileKind.XLSX:
            return write_workbook(items)
        case FileKind.GIFT:
            return write_gift(items).encode()
        case FileKind.AIKEN:
            return write_aiken(items).encode()


def _left(document: Document, asked: Sequence[Item]) -> Iterator[str]:
    """Yield the parts of a document that no item is about."""
    paths = {item.path for item in asked if item.document == document.info.slug}
    if not paths:
        yield "cả văn bản"
        return
    parts = [task.path for task in document.tasks] + [target.path for target in document.targets]
    parts += [block.path for block in document.blocks]
    for part in dict.fromkeys(parts):
        if not any(path == part or path.startswith(f"{part}.") for path in paths):
            yield part


def _faults(item: Item, document: Document | None) -> Iterable[str]:
    if document is None:
        return ("nguồn: không có văn bản này trong kho",)
    return draft_faults(item, document)


def _once(items: Sequence[ReadItem]) -> tuple[list[ReadItem], list[RowFault]]:
    """Return the items without those that repeat a code or a question of an earlier row."""
    first: dict[str, int] = {}
    kept: list[ReadItem] = []
    repeated: list[RowFault] = []
    for one in items:
        before = next((first[mark] for mark in _marks(one.item) if mark in first), None)
        if before is not None:
            repeated.append(RowFault(one.row, f"trùng mã hoặc câu hỏi với dòng {before}"))
            continue
        kept.append(one)
        first.update(dict.fromkeys(_marks(one.item), one.row))
    return kept, repeated


def _marks(item: Item) -> Iterator[str]:
    yield f"code:{item.code}"
    yield f"asks:{item.type}:{item.path}:{plain(item.stem)}"


def _row(fault: RowFault) -> int:
    return fault.row
