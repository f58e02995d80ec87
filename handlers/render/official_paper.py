"""Papers in the layout of Nghị định 30/2020/NĐ-CP (Phụ lục I): A4, margins, letterhead, signature.

The number stays blank: whoever signs a paper registers it and fills it in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from handlers.render.cells import neutral

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_FONT = "Times New Roman"
# Millimetres: the page, then top, bottom, left and right margins.
_PAGE = (210, 297)
_MARGINS = (20, 20, 30, 15)
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_TEXT_POINTS = 14


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head of a paper: who issues it, under whom, where and when.

    `title` has a heading of its own above what it is about, as a report has; a letter has none.
    """

    issuer: str
    over: str
    place: str
    day: date
    about: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the position in capitals, and the name; and who gets the paper."""

    position: str
    name: str
    recipients: Sequence[str]


Part = str | Table | bytes


def paper(
    heading: Heading,
    to: str,
    parts: Sequence[Part],
    signature: Signature,
) -> bytes:
    """Return a DOCX file of paragraphs, tables and PNG pictures between head and signature."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    _lay_out(document)
    _letterhead(document, heading)
    if heading.title:
        _line(document, heading.title.upper(), bold=True, align="center", before=12)
        _line(document, heading.about, bold=True, align="center", after=12)
    if to:
        _line(document, f"Kính gửi: {to}.", align="center", before=12, after=12)
    for part in parts:
        if isinstance(part, Table):
            _table(document, part)
        elif isinstance(part, bytes):
            document.add_picture(BytesIO(part), width=Mm(120))
            _align(document.paragraphs[-1], "center")
        else:
            _line(document, part, align="justify", indent=True, after=6)
    _sign(document, signature)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _lay_out(document: "Document") -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in _PAGE)
    section.top_margin, section.bottom_margin = Mm(_MARGINS[0]), Mm(_MARGINS[1])
    section.left_margin, section.right_margin = Mm(_MARGINS[2]), Mm(_MARGINS[3])
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_TEXT_POINTS)
    # Word takes the font of Vietnamese letters from here.
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        style.element.rPr.rFonts.set(qn(script), _FONT)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    _number_pages(document)


def _number_pages(document: "Document") -> None:
    """Put the page's number in the middle above the text, from the second page on."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    _align(paragraph, "center")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _letterhead(document: "Document", heading: Heading) -> None:
    from docx.shared import Mm

    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    for column, width in enumerate((70, 95)):
        for row in table.rows:
            row.cells[column].width = Mm(width)
    left, right = table.rows[0].cells
    if heading.over:
        _write(left.paragraphs[0], heading.over.upper(), 12)
    issuer = left.add_paragraph() if heading.over else left.paragraphs[0]
    _write(issuer, heading.issuer.upper(), 12, bold=True)
    _rule(left)
    _write(right.paragraphs[0], _NATION, 12, bold=True)
    _write(right.add_paragraph(), _MOTTO, 13, bold=True)
    _rule(right)
    left, right = table.rows[1].cells
    _write(left.paragraphs[0], "Số:        /", 13)
    if not heading.title:
        _write(left.add_paragraph(), f"V/v {heading.about}", 12)
    day = heading.day
    place = f"{heading.place}, " if heading.place else ""
    _write(right.paragraphs[0], f"{place}{_day(day)}", 13, italic=True)


def _day(day: date) -> str:
    """Return a day as papers write it: days below ten and the first two months with a nought."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _rule(cell: Any) -> None:
    """Draw the short line under issuer and motto."""
    _write(cell.add_paragraph(), "―" * 8, 8, bold=True)


def _table(document: "Document", table: Table) -> None:
    drawn = document.add_table(rows=0, cols=len(table.headings))
    drawn.style = "Table Grid"
    for number, row in enumerate((table.headings, *table.rows)):
        cells = drawn.add_row().cells
        for place, text in enumerate(row):
            align = "center" if number == 0 or place else "left"
            run = cells[place].paragraphs[0].add_run(neutral(text))
            run.font.size, run.bold = _points(12), number == 0
            _align(cells[place].paragraphs[0], align)
    _repeat_headings(drawn)


def _repeat_headings(table: Any) -> None:
    from docx.oxml import OxmlElement

    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _sign(document: "Document", signature: Signature) -> None:
    document.add_paragraph()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    run = left.paragraphs[0].add_run("Nơi nhận:")
    run.bold, run.italic, run.font.size = True, True, _points(12)
    for recipient in signature.recipients:
        left.add_paragraph().add_run(f"- {recipient};").font.size = _points(11)
    _write(right.paragraphs[0], signature.position.upper(), _TEXT_POINTS, bold=True)
    for _ in range(4):
        right.add_paragraph()
    _write(right.add_paragraph(), signature.name, _TEXT_POINTS, bold=True)
    for paragraph in (*left.paragraphs, *right.paragraphs):
        paragraph.paragraph_format.space_after = _points(0)


def _write(
    paragraph: "Paragraph", text: str, points: int, *, bold: bool = False, italic: bool = False
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, _points(points)
    _align(paragraph, "center")
    paragraph.paragraph_format.space_after = _points(0)


def _line(
    document: "Document",
    text: str,
    *,
    bold: bool = False,
    align: str = "left",
    indent: bool = False,
    before: int = 0,
    after: int = 0,
) -> None:
    from docx.shared import Mm

    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold
    _align(paragraph, align)
    form = paragraph.paragraph_format
    form.space_before, form.space_after = _points(before), _points(after)
    form.line_spacing = 1.15
    if indent:
        form.first_line_indent = Mm(12.7)


def _align(paragraph: "Paragraph", side: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    sides = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    }
    paragraph.alignment = sides[side]


def _points(number: int) -> Any:
    from docx.shared import Pt

    return Pt(number)
