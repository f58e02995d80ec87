"""Documents that a text names: kind, number, date, issuer and title, merged by number."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from domain.register import CitedDocument, Paragraph
from domain.vietnamese import fold
from knowledge.parser.letters import UPPER

_KINDS = (
    "Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư liên tịch|Thông tư|"
    "Thông báo|Kết luận|Kế hoạch|Chương trình|Công văn|Công điện|Hướng dẫn|Quy định|Đề án|"
    "Tờ trình|Báo cáo|Văn bản|Quy chế"
)
_NUMBER = r"\d+(?:/\d{4})?[-/][0-9A-ZĐa-zđ]+(?:[-/&.][0-9A-ZĐa-zđ]+)*"
_DATE = (
    r"(?:,? ?(?:ký )?ngày (?P<day>\d{1,2})(?:[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
    r"| tháng (?P<month2>\d{1,2}) năm (?P<year2>\d{4})))"
)
_ISSUER_END = r"về|phê duyệt|ban hành|quy định|hướng dẫn|trên|tại|và các|theo|để"
_ISSUER = rf"(?:,? của (?P<issuer>[^,;.()]+?(?=[,;.()]|$| (?:{_ISSUER_END})\b)))"
_TITLE = (
    r"(?: (?P<title>(?:về (?:việc )?|phê duyệt |ban hành |quy định |hướng dẫn |sửa đổi)[^;]+?))"
)
_END = (
    r"(?=,? (?:UBND|Ủy ban|Uỷ ban|Bộ|Sở|Phòng|Ban) [^;.]{0,40}(?:ban hành|xây dựng)|"
    r"\s*(?:;|\.(?:\s|/|$)|$|\)|: ))"
)
_NUMBERED = re.compile(
    rf"(?P<kind>{_KINDS}) (?:số )?(?P<number>{_NUMBER}){_DATE}?{_ISSUER}?"
    rf"(?:,?{_TITLE}{_END})?"
)
_LAW = re.compile(rf"(?P<kind>Bộ luật|Luật|Pháp lệnh) (?P<title>[{UPPER}][^;:.()]{{2,90}}?){_DATE}")


def find_cited(paragraphs: Iterable[Paragraph]) -> tuple[CitedDocument, ...]:
    """Return the documents named in `paragraphs` with the keys where they stand."""
    found: dict[str, CitedDocument] = {}
    for paragraph in paragraphs:
        for document in documents_in(paragraph.text):
            key = fold(document.number) or fold(f"{document.kind} {document.title}")
            known = found.get(key)
            keyed = replace(document, keys=(paragraph.key,))
            found[key] = keyed if known is None else _merge(known, keyed)
    return tuple(found.values())


def documents_in(text: str) -> tuple[CitedDocument, ...]:
    """Return the documents that `text` names, in order, without keys."""
    matches = list(_NUMBERED.finditer(text))
    spans = [match.span() for match in matches]
    laws = [
        match
        for match in _LAW.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in spans)
    ]
    ordered = sorted(matches + laws, key=lambda match: match.start())
    return tuple(_document(match) for match in ordered)


def _document(match: re.Match[str]) -> CitedDocument:
    parts = match.groupdict()
    title = re.sub(r"^về (?:việc )?", "", (parts["title"] or "").strip(" ,."))
    issuer = _issuer(parts.get("issuer") or "")
    return CitedDocument(
        kind=match["kind"].lower(),
        number=parts.get("number") or "",
        issued=_date_of(parts),
        title=title,
        issuer=issuer,
    )


def _issuer(wording: str) -> str:
    return wording.strip()


def _date_of(parts: dict[str, str | None]) -> date | None:
    day, month = parts["day"], parts["month"] or parts["month2"]
    year = parts["year"] or parts["year2"]
    if not (day and month and year):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _merge(known: CitedDocument, again: CitedDocument) -> CitedDocument:
    """Return `known` with what `again` adds."""
    return replace(
        known,
        issued=known.issued or again.issued,
        title=known.title or again.title,
        issuer=known.issuer or again.issuer,
        keys=tuple(dict.fromkeys(known.keys + again.keys)),
    )
