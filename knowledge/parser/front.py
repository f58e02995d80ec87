"""Who issued the document, when, under which number, and who signed it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.register import DocumentInfo
from domain.vietnamese import fold, slugify
from knowledge.parser.cited import documents_in
from knowledge.parser.letterhead import (
    LEVEL_PLACE,
    Issue,
    is_number_line,
    make_date,
    read_issue,
    read_issuer,
    read_number,
)
from knowledge.parser.letters import UPPER
from knowledge.parser.sections import Sections, read_kind

_NAME = re.compile(rf"^[{UPPER}](?:[’']?[^\W\d_])*(?:\s+[{UPPER}](?:[’']?[^\W\d_])*){{1,5}}$")
_OFFICE = re.compile(
    r"^(?!TM|T/M)(?:(?:KT|TL|TUQ|Q)\.|K/T|.*(?:TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC|THỦ TƯỚNG|BÍ THƯ|CHÁNH|"
    r"CHỈ HUY|ỦY VIÊN|CHÍNH ỦY))"
)
_KIND_SHORT = {
    "chỉ thị": "ct",
    "nghị quyết": "nq",
    "quyết định": "qd",
    "kế hoạch": "kh",
    "nghị định": "nd",
    "thông tư": "tt",
    "kết luận": "kl",
    "chương trình": "ctr",
}
_LONG_DATE = r"(?:ngày )?(?P<day>\d{1,2})(?: tháng |/)(?P<month>\d{1,2})(?: năm |/)(?P<year>\d{4})"
_IN_FORCE = (
    r"(?:Bộ luật|Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Pháp lệnh) này có hiệu lực "
    r"(?:thi hành )?(?:kể )?từ "
)
_LAWS = ("luật", "bộ luật", "pháp lệnh", "nghị định")


def read_info(
    sections: Sections, body: Sequence[str], *, slug: str | None, source: str
) -> DocumentInfo:
    """Return the description of a document from its head, its signature and its last words."""
    if not sections.head and sections.appendices:
        return _appendix_info(sections, slug=slug, source=source)
    head = [line.text for line in sections.head]
    issue = read_issue(head)
    number, number_text = read_number(head)
    kind, title = _kind_and_title(head, number_text)
    issuer = _as_written(read_issuer(head, number_text, issue.place, body), body)
    signer, office = _signer(sections.signature)
    info = DocumentInfo(
        slug="",
        kind=kind,
        title=title,
        issuer=issuer,
        number=number,
        number_text=number_text,
        issued=issue.issued or _adopted(body),
        issued_text=issue.text,
        signer=signer,
        signer_title=office,
        implements=next((d.number for d in documents_in(title) if d.number), ""),
        in_force_from=_in_force(body),
        source=source,
        blank=_blanks(number, number_text, issue),
    )
    return replace(info, slug=slug or default_slug(info, issue.place, issue.year))


def _as_written(issuer: str, body: Sequence[str]) -> str:
    """Return a name read from capitals with the capitals that the text itself gives it."""
    if not issuer:
        return issuer
    pattern = re.compile(rf"(?<!\w){re.escape(issuer)}(?!\w)", re.IGNORECASE)
    named = (match.group() for text in body if (match := pattern.search(text)))
    return next((name for name in named if name[0].isupper() and not name.isupper()), issuer)


def _blanks(number: str | None, number_text: str, issue: Issue) -> tuple[str, ...]:
    """Return which of number and day the original leaves open."""
    blanks = (
        ("number", bool(number_text) and number is None),
        ("day", bool(issue.text) and not issue.has_day),
    )
    return tuple(name for name, is_blank in blanks if is_blank)


def _appendix_info(sections: Sections, *, slug: str | None, source: str) -> DocumentInfo:
    """Describe a file that holds only appendices by the document that they belong to."""
    appendix = sections.appendices[0]
    texts = [appendix.heading, *(line.text for line in appendix.lines[:6])]
    cited = next((d for text in texts for d in documents_in(text) if d.number), None)
    title = next((text for text in texts if text), "")
    if cited is None:
        return DocumentInfo(slug or slugify(title[:60]), "phụ lục", title, source=source)
    info = DocumentInfo(
        slug="",
        kind=cited.kind,
        title=title,
        issuer=cited.issuer,
        number=cited.number,
        number_text=cited.number,
        issued=cited.issued,
        source=source,
    )
    year = cited.issued.year if cited.issued else None
    return replace(info, slug=slug or default_slug(info, "", year))


def default_slug(info: DocumentInfo, place: str, year: int | None) -> str:
    """Return kind, number, year and issuer folded; without a number, what it implements."""
    where = LEVEL_PLACE.search(info.issuer)
    name = where["name"] if where else place
    if info.number and re.search(r"/\d{4}/", info.number):
        return slugify(f"{info.kind} {info.number}")
    if info.number:
        number = info.number.split("/")[0].split("-")[0]
        body = info.issuer if info.issuer else name
        return slugify(f"{info.kind} {number} {year or ''} {body}")
    implemented = _short_citation(info.title)
    return slugify(f"{info.kind} {implemented or info.title[:60]} {name}")


def year_of(info: DocumentInfo, texts: Sequence[str]) -> int | None:
    """Return the year that undated months and quarters mean: of issue, else the first named."""
    if info.issued is not None:
        return info.issued.year
    for text in (info.issued_text, info.title, *texts):
        if match := re.search(r"\b(20\d\d)\b", text):
            return int(match.group())
    return None


def _short_citation(title: str) -> str:
    """Return "ct18" for a title that names Chỉ thị số 18/CT-TTg."""
    for document in documents_in(title):
        if document.number:
            short = _KIND_SHORT.get(document.kind, slugify(document.kind))
            return short + re.split(r"[/-]", document.number)[0]
    return ""


def _kind_and_title(head: Sequence[str], number_text: str) -> tuple[str, str]:
    """Return kind and title; the number's own line names the kind where no other does."""
    texts = [text.strip("*# ") for text in head]
    for index, text in enumerate(texts):
        found = read_kind(text)
        if found is not None:
            kind, title = found
            below = (t for t in texts[index + 1 :] if not is_number_line(t))
            longer = " ".join(text for text in below if not text.startswith("("))
            chosen = title if title and not _says(longer, title) else longer
            return kind, chosen.capitalize() if kind in _LAWS and chosen.isupper() else chosen
    numbered = next((text for text in texts if number_text and number_text in text), "")
    match = re.match(r"(Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|Pháp lệnh)\s+số", numbered)
    return (match[1].lower() if match else ""), (texts[-1] if texts else "")


def _says(longer: str, title: str) -> bool:
    """Tell whether the lines below repeat or carry on the title beside the kind."""
    return bool(longer) and (fold(longer) == fold(title) or not title)


def _adopted(body: Sequence[str]) -> date | None:
    """Return the day on which a law says that it was adopted."""
    for text in body[-8:]:
        if match := re.search(r"thông qua ngày " + _LONG_DATE, text):
            return make_date(int(match["year"]), match["month"], match["day"])
    return None


def _in_force(body: Sequence[str]) -> date | None:
    """Return the day from which the document says that it is in force."""
    for text in body:
        match = re.search(_IN_FORCE + _LONG_DATE, text)
        if match:
            return make_date(int(match["year"]), match["month"], match["day"])
    return None


def _signer(signature: Sequence[str]) -> tuple[str, str]:
    names = [text for text in signature if _NAME.match(text) and not text.isupper()]
    offices = [text for text in signature if _OFFICE.search(text) and text.isupper()]
    titled = [text for text in offices if not text.startswith(("KT.", "TL.", "TUQ."))] or offices
    return (names[-1] if names else ""), (titled[-1] if titled else "")
