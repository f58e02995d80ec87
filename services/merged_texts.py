"""Merged texts (văn bản hợp nhất): a wording of another document under a number of its own."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import islice

from domain.register import Document, DocumentInfo
from domain.vietnamese import fold

_MARK = "VBHN"
_AMENDED = re.compile(r"được (?:sửa đổi|bổ sung)")
_DAY = re.compile(r"hiệu lực(?: thi hành)? (?:kể )?từ ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_FIRST = 16


def is_merged(info: DocumentInfo) -> bool:
    """Tell whether a text bears the number of a merged text."""
    return _MARK in (info.number or "")


def base_of(document: Document, held: Mapping[int, Document]) -> int | None:
    """Return the number of the held document whose wording a merged text is, if it tells it.

    It does so at its beginning: "Luật … số …, được sửa đổi, bổ sung bởi:".
    """
    if not is_merged(document.info):
        return None
    from knowledge.parser.named_documents import mentions_in

    for text in _beginning(document):
        mention = next(mentions_in(text), None)
        if mention is not None and mention.name.number and _AMENDED.search(text):
            for number, other in held.items():
                if fold(other.info.number or "") == fold(mention.name.number):
                    return number
    return None


def described_as(document: Document, base: DocumentInfo) -> DocumentInfo:
    """Return the description of a merged text as one of the document that it words.

    It holds since the last day on which something that it takes in came into force.
    """
    named = [day for text in _beginning(document) for day in _days(text)]
    return replace(
        document.info,
        since=document.info.since or (max(named) if len(named) > 1 else None),
        slug=base.slug,
        kind=base.kind,
        title=base.title,
        issuer=base.issuer,
        number=base.number,
        number_text=base.number_text,
        issued=base.issued,
        issued_text=base.issued_text,
        in_force_from=base.in_force_from,
        amended_by=(),
    )


def _beginning(document: Document) -> list[str]:
    return [paragraph.text for paragraph in islice(document.by_key.values(), _FIRST)]


def _days(text: str) -> Iterator[date]:
    for day, month, year in _DAY.findall(text):
        with suppress(ValueError):
            yield date(int(year), int(month), int(day))
