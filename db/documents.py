"""The repository of documents: a `Document` to rows and back, equal in every field."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from db.models.documents import (
    ChangedPassageRow,
    CitedDocumentRow,
    DocumentRow,
    DutyRow,
    MeasureRow,
    MilestoneRow,
    NamedUnitRow,
    OfDocument,
    ParagraphRow,
    ProvisionRow,
    ReportDutyRow,
    TargetRow,
    TaskRow,
    UnitBlockRow,
)
from db.results import MarkRepository
from domain.changes import PassageChange
from domain.register import (
    CitedDocument,
    Document,
    DocumentInfo,
    Duty,
    Measure,
    Milestone,
    Paragraph,
    Provision,
    ReportDuty,
    Target,
    Task,
    Unit,
    UnitBlock,
)

_VERSION = "documents"
_VERSION_MARK = "@"
# Facts whose rows have exactly the fields of their dataclass, by the document's field.
_PLAIN: dict[str, tuple[type[Any], type[Any]]] = {
    "tasks": (TaskRow, Task),
    "blocks": (UnitBlockRow, UnitBlock),
    "duties": (DutyRow, Duty),
    "milestones": (MilestoneRow, Milestone),
    "reports": (ReportDutyRow, ReportDuty),
    "units": (NamedUnitRow, Unit),
    "cited": (CitedDocumentRow, CitedDocument),
}
_TABLES: tuple[type[OfDocument], ...] = (
    ProvisionRow,
    ParagraphRow,
    TargetRow,
    MeasureRow,
    *(row for row, _ in _PLAIN.values()),
)
Facts = dict[int, list[Any]]


class DocumentRepository:
    """The documents that are held; every change gives the whole a new version."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._marks = MarkRepository(session)

    def version(self) -> str:
        """Return a mark that changes whenever any document changes."""
        return self._marks.get(_VERSION) or "0"

    def all(self) -> dict[int, Document]:
        """Return every document by its number, as it was loaded last."""
        return {number: texts[-1] for number, texts in self.texts().items()}

    def texts(self) -> dict[int, tuple[Document, ...]]:
        """Return the texts of every document by its number, in the order of loading."""
        found: dict[int, list[Document]] = {}
        rows = select(DocumentRow).order_by(DocumentRow.version, DocumentRow.id)
        read = self._read(self._session.scalars(rows).all())
        for row, document in sorted(read, key=lambda pair: pair[0].version_of or pair[0].id):
            found.setdefault(row.version_of or row.id, []).append(document)
        return {number: tuple(texts) for number, texts in found.items()}

    def _read(self, rows: Sequence[DocumentRow]) -> list[tuple[DocumentRow, Document]]:
        """Return rows with the documents that they and the rows of their facts make."""
        provisions, targets = self._provisions(), self._targets()
        plain = {name: self._facts(*types) for name, types in _PLAIN.items()}
        return [
            (
                row,
                Document(
                    info=_info(row),
                    state=row.state,
                    provisions=tuple(provisions[row.id]),
                    targets=tuple(targets[row.id]),
                    warnings=row.warnings,
                    **_of_row(plain, row.id),
                ),
            )
            for row in rows
        ]

    def put(self, document: Document, *, is_shipped: bool, now: datetime) -> int:
        """Keep a document in place of the one with its slug, whose number stays."""
        row = self._row(document.info.slug) or DocumentRow(slug=document.info.slug)
        return self._write(row, document, document.info.slug, is_shipped=is_shipped, now=now)

    def put_version(self, document: Document, now: datetime) -> int:
        """Keep another text of a document beside those that are held, whose number stays.

        It becomes the text loaded last, under the next version.
        """
        row = self._row(document.info.slug)
        if row is None:
            return self.put(document, is_shipped=False, now=now)
        ((_, held),) = self._read([row])
        slug = f"{row.slug}{_VERSION_MARK}{row.version}"
        earlier = DocumentRow(slug=slug, version_of=row.id)
        self._write(earlier, held, slug, is_shipped=False, now=row.loaded_at)
        info = replace(document.info, version=row.version + 1)
        newest = replace(document, info=info)
        return self._write(row, newest, info.slug, is_shipped=False, now=now)

    def note_changes(self, changes: Sequence[PassageChange], now: datetime) -> None:
        """Keep what newer wordings changed."""
        rows = [{**asdict(change), "noted_at": now} for change in changes]
        if rows:
            self._session.execute(insert(ChangedPassageRow), rows)

    def changes(self, slug: str) -> tuple[PassageChange, ...]:
        """Return what newer wordings of a document changed, the first noted first."""
        columns = [getattr(ChangedPassageRow, name) for name in _names(PassageChange)]
        query = select(*columns).where(ChangedPassageRow.document == slug)
        rows = self._session.execute(query.order_by(ChangedPassageRow.id))
        return tuple(PassageChange(*values) for values in rows)

    def _row(self, slug: str) -> DocumentRow | None:
        return self._session.scalar(select(DocumentRow).where(DocumentRow.slug == slug))

    def _write(
        self, row: DocumentRow, document: Document, slug: str, *, is_shipped: bool, now: datetime
    ) -> int:
        """Fill a row and those of its facts."""
        for field in fields(document.info):
            setattr(row, field.name, getattr(document.info, field.name))
        row.slug = slug
        row.state, row.warnings = document.state, document.warnings
        row.is_shipped, row.loaded_at = is_shipped, now
        self._session.add(row)
        self._session.flush()
        self._replace_contents(row.id, document)
        self._changed()
        return row.id

    def replace_shipped(self, documents: Sequence[Document], now: datetime) -> None:
        """Keep these digests and no others; a text that was ingested always stays."""
        slugs = {document.info.slug for document in documents}
        rows = self._session.scalars(select(DocumentRow)).all()
        for row in rows:
            if row.is_shipped and row.slug not in slugs:
                self._session.delete(row)
                self._changed()
        ingested = {row.slug for row in rows if not row.is_shipped}
        for document in documents:
            if document.info.slug not in ingested:
                self.put(document, is_shipped=True, now=now)

    def _changed(self) -> None:
        self._marks.set(_VERSION, str(int(self.version()) + 1))

    def _replace_contents(self, document_id: int, document: Document) -> None:
        for table in _TABLES:
            self._session.execute(delete(table).where(table.document_id == document_id))
        for table, rows in _contents(document):
            numbered = [
                {"document_id": document_id, "position": position, **row}
                for position, row in enumerate(rows)
            ]
            if numbered:
                self._session.execute(insert(table), numbered)

    def _facts(self, table: type[OfDocument], fact: type[Any]) -> Facts:
        """Return the facts of one kind by document, in order."""
        columns = [getattr(table, name) for name in _names(fact)]
        found: Facts = defaultdict(list)
        query = select(table.document_id, *columns).order_by(table.document_id, table.position)
        for document_id, *values in self._session.execute(query):
            found[document_id].append(fact(*values))
        return found

    def _provisions(self) -> Facts:
        by_place: dict[tuple[int, str], list[Paragraph]] = defaultdict(list)
        table = ParagraphRow
        query = select(table.document_id, table.path, table.key, table.text)
        for document_id, path, key, text in self._session.execute(
            query.order_by(table.document_id, table.position)
        ):
            by_place[document_id, path].append(Paragraph(key, text))
        found: Facts = defaultdict(list)
        places = select(
            ProvisionRow.document_id,
            ProvisionRow.path,
            ProvisionRow.label,
            ProvisionRow.heading,
            ProvisionRow.parent,
        ).order_by(ProvisionRow.document_id, ProvisionRow.position)
        for document_id, path, label, heading, parent in self._session.execute(places):
            paragraphs = tuple(by_place[document_id, path])
            found[document_id].append(Provision(path, label, heading, parent, paragraphs))
        return found

    def _targets(self) -> Facts:
        by_target: dict[tuple[int, int], list[Measure]] = defaultdict(list)
        columns = [getattr(MeasureRow, name) for name in _names(Measure)]
        query = select(MeasureRow.document_id, MeasureRow.target_position, *columns)
        for document_id, at, *values in self._session.execute(
            query.order_by(MeasureRow.document_id, MeasureRow.position)
        ):
            by_target[document_id, at].append(Measure(*values))
        found: Facts = defaultdict(list)
        table = TargetRow
        targets = select(
            table.document_id, table.position, table.path, table.label, table.subject
        ).order_by(table.document_id, table.position)
        for document_id, position, path, label, subject in self._session.execute(targets):
            measures = tuple(by_target[document_id, position])
            found[document_id].append(Target(path, label, subject, measures))
        return found


def _of_row(plain: Mapping[str, Facts], number: int) -> dict[str, Any]:
    return {name: tuple(facts[number]) for name, facts in plain.items()}


def _info(row: DocumentRow) -> DocumentInfo:
    told = {name: getattr(row, name) for name in _names(DocumentInfo)}
    return DocumentInfo(**told | {"slug": row.slug.partition(_VERSION_MARK)[0]})


def _names(fact: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(fact))


def _contents(document: Document) -> Iterator[tuple[type[OfDocument], list[dict[str, Any]]]]:
    """Yield the rows of each table, without document and position."""
    places = _dicts(document.provisions)
    yield ProvisionRow, [_without(place, "paragraphs") for place in places]
    yield (
        ParagraphRow,
        [
            {"path": provision.path, **asdict(paragraph)}
            for provision in document.provisions
            for paragraph in provision.paragraphs
        ],
    )
    yield TargetRow, [_without(target, "measures") for target in _dicts(document.targets)]
    yield (
        MeasureRow,
        [
            {"target_position": position, **asdict(measure)}
            for position, target in enumerate(document.targets)
            for measure in target.measures
        ],
    )
    for name, (table, _) in _PLAIN.items():
        rows = _dicts(getattr(document, name))
        yield table, _with_ordinals(rows) if table is DutyRow else rows


def _dicts(facts: Iterable[Any]) -> list[dict[str, Any]]:
    return [asdict(fact) for fact in facts]


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def _with_ordinals(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Number the duties of each paragraph from 1."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row["key"]] += 1
        row["ordinal"] = seen[row["key"]]
    return rows
