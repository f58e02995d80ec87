"""A text without numbered places: its paragraphs one after the other, "đoạn 1", "đoạn 2" …"""

import re
from dataclasses import replace

from domain.errors import UnreadableDocument
from domain.register import Document, Paragraph, Provision, TextState, paragraphs_of
from domain.vietnamese import slugify
from knowledge.parser.cited import find_cited
from knowledge.parser.front import read_info
from knowledge.parser.letterhead import is_letterhead_name, is_number_line, is_state_name
from knowledge.parser.lines import read_lines
from knowledge.parser.rows import Line
from knowledge.parser.sections import Sections

_HEAD_LINES = 12
_FRAME = re.compile(r"^(?:Độc lập\b|.*,? ngày\b.*\bnăm \d{4}$|Kính gửi)", re.IGNORECASE)
_LONGEST_TITLE = 120


def parse_plain(text: str, *, slug: str | None = None, source: str = "") -> Document:
    """Return a text as plain passages, with what its head tells of number, day and issuer.

    Raises:
        UnreadableDocument: the text is empty.
    """
    lines = read_lines(text)
    if not lines:
        raise UnreadableDocument("văn bản trống.")
    head = [Line(column) for line in lines[:_HEAD_LINES] for column in line.columns or (line.text,)]
    texts = [line.text for line in lines]
    info = read_info(Sections(head=head), texts, slug=slug, source=source)
    title = info.title if info.kind else _first_words([line.text for line in head])
    info = replace(
        info,
        kind=info.kind or "văn bản",
        title=title,
        slug=slug or (info.slug if info.number else slugify(title[:60]) or "van-ban"),
    )
    provisions = tuple(_passage(number, line) for number, line in enumerate(lines, start=1))
    return Document(
        info=info,
        state=TextState.LOADED,
        provisions=provisions,
        cited=find_cited(paragraphs_of(provisions)),
        warnings=("Văn bản không có mục, điều nào được đánh số: nạp thành các đoạn.",),
    )


def _passage(number: int, line: Line) -> Provision:
    path, text = f"đoạn {number}", " | ".join(line.cells) or line.text
    return Provision(path, str(number), "", None, (Paragraph(f"{path}#1", text),))


def _first_words(head: list[str]) -> str:
    """Return the first line that is no letterhead."""
    own = (
        text
        for text in head
        if not (is_state_name(text) or is_letterhead_name(text) or is_number_line(text))
        and not _FRAME.match(text)
    )
    return next(own, head[0])[:_LONGEST_TITLE].strip(" .;:")
