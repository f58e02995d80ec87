"""Who issued the document, when, under which number, and who signed it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from domain.register import CitedDocument, DocumentInfo
from domain.vietnamese import fold, slugify
from knowledge.parser.cited import documents_in
from knowledge.parser.effect import adopted_on, in_force_from
from knowledge.parser.fact_sheet import read_fact_sheet
from knowledge.parser.letterhead import (
    LEVEL_PLACE,
    Issue,
    is_number_line,
    read_issue,
    read_issuer,
    read_number,
)
from knowledge.parser.sections import Sections, read_kind
from knowledge.parser.signature import read_signer

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
LAWS = ("hiến pháp", "luật", "bộ luật", "pháp lệnh", "nghị định", "thông tư", "thông tư liên tịch")
# Some portals set the letterhead below the title.
_AFTER_TITLE = re.compile(
    r"^(?:CỘNG HÒA|CỘNG HOÀ|Độc lập|CĂN CỨ|Căn cứ|VĂN BẢN QUY PHẠM|THÔNG TIN|TRÍCH YẾU|"
    r"(?i:Lời nói đầu))"
    r"|.*,? ngày \d.* năm \d{4}$"
)
_SUBJECT = re.compile(r"(?:^|\s)V/v:?\s+(?P<subject>\S.*)$")
_DOUBTFUL = re.compile(r"[|`_^~<>{}]|\.\.")
_ISSUES = re.compile(
    r"(?:Quốc hội|Chính phủ) ban hành (?:Bộ luật|Luật|Nghị định|Pháp lệnh) (?P<title>[^.;:]{3,200})"
)
_OWN_NUMBER = re.compile(
    r"^(?P<kind>Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư liên tịch|Thông tư|Quyết định)"
    r" (?:số:? ?)?(?P<number>\d+/\d{4}/[\w-]+)(?:\s+[-–—]\s+(?P<title>.+))?$"
)


def read_info(
    sections: Sections, body: Sequence[str], *, slug: str | None, source: str
) -> DocumentInfo:
    """Return the description of a document from its head, its signature and its last words."""
    if not sections.head and sections.appendices:
        return _appendix_info(sections, slug=slug, source=source)
    head = [line.text for line in sections.head]
    issue = read_issue(head)
    number, number_text = _number(head)
    kind, title = _kind_and_title(head, number_text)
    issuer = _as_written(read_issuer(head, number_text, issue.place, body), body)
    signer, office = read_signer(sections.signature)
    info = DocumentInfo(
        slug="",
        kind=kind,
        title=title,
        issuer=issuer,
        number=number,
        number_text=number_text,
        issued=issue.issued or adopted_on(body),
        issued_text=issue.text,
        signer=signer,
        signer_title=office,
        source=source,
        blank=_blanks(number, number_text, issue),
    )
    info = _completed(info, head, sections)
    info = replace(
        info,
        implements=next((d.number for d in documents_in(info.title) if d.number), ""),
        in_force_from=in_force_from(body, info.kind, info.issued) or info.in_force_from,
    )
    year = issue.year or (info.issued.year if info.issued else None)
    return replace(info, slug=slug or default_slug(info, issue.place, year))


def _number(head: Sequence[str]) -> tuple[str | None, str]:
    """Return the number: of a portal's table or the very first line, else of the letterhead."""
    first = _OWN_NUMBER.match(head[0]) if head else None
    sure = read_fact_sheet(head).number or (first["number"] if first else "")
    return (sure, sure) if sure else read_number(head)


def _completed(info: DocumentInfo, head: Sequence[str], sections: Sections) -> DocumentInfo:
    """Return `info` with what the letterhead lacks but other places of the text tell.

    Portals set a table of facts before a text; an appendix names the document it belongs to.
    """
    sheet = read_fact_sheet(head)
    first = _OWN_NUMBER.match(head[0]) if head else None
    letter = _letter_subject(sections)
    kind = info.kind or sheet.kind or (first["kind"].lower() if first else "")
    kind = kind or ("" if letter is None else "công văn")
    belongs = _named_by_appendix(sections, kind)
    number = info.number or (belongs.number if belongs else None)
    is_named = belongs is not None and belongs.number == number
    named_day = belongs.issued if belongs is not None and is_named else None
    titled = sheet.title or (first["title"] if first else "") or letter or info.title
    return replace(
        info,
        kind=kind,
        title=_sound_title(info.title if info.kind else titled, kind, sections),
        number=number,
        number_text=number or info.number_text,
        issued=info.issued or sheet.issued or named_day,
        issuer=info.issuer or sheet.issuer,
        in_force_from=sheet.in_force,
    )


def _letter_subject(sections: Sections) -> str | None:
    """Return what an official letter is about, "" where it does not say; None for no letter."""
    texts = [line.text for line in (*sections.head, *sections.basis)]
    subjects = (match["subject"] for text in texts if (match := _SUBJECT.search(text)))
    is_letter = any(text.startswith("Kính gửi") for text in texts)
    return next(subjects, "" if is_letter else None)


def _sound_title(title: str, kind: str, sections: Sections) -> str:
    """Return the title, or where a scan spoilt it what the last words of the preamble say."""
    if not _DOUBTFUL.search(title):
        bare = re.sub(r"^Về (?:việc )?(?=\S)", "", title) if kind in LAWS else title
        return bare[:1].upper() + bare[1:]
    for text in (title, *(line.text for line in sections.basis)):
        if match := _ISSUES.search(text):
            return match["title"].strip()
    return title


def _named_by_appendix(sections: Sections, kind: str) -> CitedDocument | None:
    """Return the document that the appendices say they are issued with, if of this kind."""
    for appendix in sections.appendices:
        for text in (appendix.heading, *(line.text for line in appendix.lines[:6])):
            if re.match(r"^\(?(?:Phụ lục )?(?:[Kk]èm theo|[Bb]an hành kèm theo)", text):
                for cited in documents_in(text):
                    if cited.number and cited.kind == kind:
                        return cited
    return None


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
    named = list(takewhile(lambda text: not text.startswith("("), filter(None, texts)))
    titled = list(takewhile(str.isupper, named)) or named[:1]
    title = " ".join(titled) if titled else ""
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
            rest = takewhile(lambda text: not _AFTER_TITLE.match(text), texts[index + 1 :])
            below = (t for t in rest if not is_number_line(t))
            longer = " ".join(text for text in below if not text.startswith("("))
            chosen = title if title and not _says(longer, title) else longer
            return kind, chosen.capitalize() if kind in LAWS and chosen.isupper() else chosen
    numbered = next((text for text in texts if number_text and number_text in text), "")
    match = re.match(r"(Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|Pháp lệnh)\s+số", numbered)
    return (match[1].lower() if match else ""), (texts[-1] if texts else "")


def _says(longer: str, title: str) -> bool:
    """Tell whether the lines below repeat or carry on the title beside the kind."""
    return bool(longer) and (fold(longer) == fold(title) or not title)
