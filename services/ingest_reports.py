"""What was understood of a text, told to whoever loads it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.register import Document, TextState

_ARTICLE = re.compile(r"\d+[a-zđ]?(?:\(\d+\))?")
_CLAUSE = re.compile(rf"{_ARTICLE.pattern}\.\d+[a-zđ]?(?:\(\d+\))?")
_POINT = re.compile(
    rf"{_ARTICLE.pattern}\.(?:\d+[a-zđ]?(?:\(\d+\))?\.)?[a-zđăâêôơư]\d?(?:\(\d+\))?"
)
_APPENDIX = re.compile(r"phụ lục(?: [^\s.]+)?")


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What was understood of a text; `replaces` tells how the document was held before.

    `number` and `issued` are None where the text leaves them blank; the `*_text` fields hold what
    it prints there. `document_id` is None in a preview of a document that is not held yet.
    `is_unchanged` tells that exactly this text is held already. `articles` is None for a text
    that is not built of articles.
    """

    document: str
    kind: str
    number: str | None
    number_text: str
    issued: date | None
    issued_text: str
    issuer: str
    title: str
    signer: str
    in_force_from: date | None
    provisions: int
    articles: int | None
    clauses: int
    points: int
    appendices: int
    tasks: int
    duties: int
    milestones: int
    targets: int
    warnings: tuple[str, ...]
    replaces: TextState | None
    document_id: int | None
    is_unchanged: bool = False

    @property
    def needs_consent(self) -> bool:
        """Tell whether an official text would be replaced; a digest steps back unasked."""
        return self.replaces is TextState.LOADED and not self.is_unchanged


def report_on(
    document: Document,
    slug: str,
    document_id: int | None,
    replaces: TextState | None,
    *,
    is_unchanged: bool = False,
) -> IngestReport:
    """Return what was understood of a text that is held, or would be, under `slug`."""
    info, paths = document.info, [provision.path for provision in document.provisions]
    return IngestReport(
        document=slug,
        kind=info.kind,
        number=info.number,
        number_text=info.number or info.number_text,
        issued=info.issued,
        issued_text=info.issued_text,
        issuer=info.issuer,
        title=info.title,
        signer=info.signer,
        in_force_from=info.in_force_from,
        provisions=len(document.provisions),
        articles=None if info.articles is None else _count(_ARTICLE, paths),
        clauses=_count(_CLAUSE, paths),
        points=_count(_POINT, paths),
        appendices=_count(_APPENDIX, paths),
        tasks=len(document.tasks),
        duties=len(document.duties),
        milestones=len(document.milestones),
        targets=len(document.targets),
        warnings=document.warnings,
        replaces=replaces,
        document_id=document_id,
        is_unchanged=is_unchanged,
    )


def _count(pattern: re.Pattern[str], paths: Iterable[str]) -> int:
    return sum(1 for path in paths if pattern.fullmatch(path))
