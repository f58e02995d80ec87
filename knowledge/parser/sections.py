"""The outer parts of a text: head, legal bases, body, signature, recipients, appendices."""

import re
from dataclasses import dataclass, field

from knowledge.parser.letters import LOWER, UPPER
from knowledge.parser.markers import Level, read_appendix, read_article, read_bullet, read_marker
from knowledge.parser.recipients import read_recipients
from knowledge.parser.rows import Line

KINDS = (
    "KẾ HOẠCH", "CHƯƠNG TRÌNH", "CHỈ THỊ", "QUYẾT ĐỊNH", "NGHỊ QUYẾT", "NGHỊ ĐỊNH", "THÔNG TƯ",
    "HIẾN PHÁP", "LUẬT", "BỘ LUẬT", "PHÁP LỆNH", "THÔNG TƯ LIÊN TỊCH", "THÔNG BÁO",
    "KẾT LUẬN", "HƯỚNG DẪN", "QUY CHẾ", "QUY ĐỊNH", "ĐỀ ÁN", "PHƯƠNG ÁN", "CÔNG ĐIỆN", "BÁO CÁO",
    "TỜ TRÌNH", "DỰ ÁN",
)  # fmt: skip
_KIND_NAMES = "|".join(sorted(KINDS, key=len, reverse=True))
_KIND = re.compile(rf"^(?:DỰ THẢO\s+)?(?P<kind>{_KIND_NAMES})(?:\s*\(.*\)|\s*:)?$")
# Some texts set kind and title on one line, even without a blank: "LUẬTCÁN BỘ, CÔNG CHỨC".
_KIND_AND_TITLE = re.compile(
    rf"^(?P<kind>{_KIND_NAMES})\s*"
    rf"(?P<title>[{UPPER}][^{LOWER}]{{3,}}|(?:Về|V/v|Ban hành|Quy định)\s.+)$"
)
_ATTACHED = re.compile(r"^\(?(?:Ban hành kèm|Kèm) theo\b")
_BASIS = re.compile(
    r"^[-–*_]?\s*(?:Căn cứ|Thực hiện|Triển khai|Để|Nhằm|Xét|Theo|Trên cơ sở|Thi hành|Quốc hội|"
    r"Chính phủ ban hành)\s"
)
_OFFICES = (
    r"TM\.|KT\.|TL\.|TUQ\.|Q\.|T/M|K/T|(?:QUYỀN )?(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|"
    r"BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CỤC TRƯỞNG|VỤ TRƯỞNG|"
    r"TRƯỞNG BAN|TRƯỞNG PHÒNG|TỔNG CỤC TRƯỞNG|BÍ THƯ|HIỆU TRƯỞNG|VIỆN TRƯỞNG|TỔNG GIÁM ĐỐC)"
)
_SIGNATURE = re.compile(rf"^(?:{_OFFICES})")
_TABLE_TITLE = re.compile(
    r"^(?:DANH MỤC|BẢNG|BIỂU|PHÂN CÔNG|LỘ TRÌNH|KHUNG|TIẾN ĐỘ|CÁC NHIỆM VỤ|NHIỆM VỤ)\b"
)
_RECIPIENTS = re.compile(r"^[*_]*(?:Nơi|NƠI) (?:nhận|NHẬN)\s*:?[*_]*\s*:?\s*(?P<rest>.*)$")
_HEAD_LIMIT = 40


@dataclass
class Appendix:
    """An appendix: its printed label, its heading lines and everything under them."""

    label: str
    heading: str
    lines: list[Line] = field(default_factory=list)


@dataclass
class Sections:
    """The outer parts of a text, each as its lines."""

    head: list[Line] = field(default_factory=list)
    basis: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    recipients_heading: str = ""
    signature: list[str] = field(default_factory=list)
    appendices: list[Appendix] = field(default_factory=list)


def split_sections(lines: tuple[Line, ...]) -> Sections:
    """Return the outer parts of a text; parts that it lacks are empty."""
    sections = Sections()
    if lines and _heads_appendix(lines[0].text):
        _read_back(lines, sections)
        return sections
    start = _body_start(lines)
    title_end = _title_end(lines[:start])
    sections.head = _letterhead(lines[:title_end])
    sections.basis = list(lines[title_end:start])
    back = _back_start(lines, start)
    sections.body = list(lines[start:back])
    _read_back(lines[back:], sections)
    return sections


def read_kind(text: str) -> tuple[str, str] | None:
    """Return the kind of document that `text` names, in lower case, and the title beside it."""
    plain = text.strip("*# ")
    if match := _KIND.match(plain):
        return match["kind"].lower(), ""
    match = _KIND_AND_TITLE.match(plain)
    if match is None:
        return None
    title = re.sub(r"^(?:VỀ|Về|V/v)\s+", "", match["title"])
    return match["kind"].lower(), title.capitalize() if title.isupper() else title


def split_attached(lines: tuple[Line, ...]) -> int | None:
    """Return where a plan begins that a decision before it issues ("Ban hành kèm theo …")."""
    for index in range(5, len(lines)):
        kind = _KIND.match(lines[index].text.strip("*# "))
        follows = lines[index + 1 : index + 6]
        if kind is not None and any(_ATTACHED.match(line.text) for line in follows):
            return index
    return None


def _body_start(lines: tuple[Line, ...]) -> int:
    """Return where the numbered body begins, `len(lines)` when nothing is numbered."""
    kind = next((i for i, line in enumerate(lines[:_HEAD_LIMIT]) if read_kind(line.text)), -1)
    for index in range(kind + 1, len(lines)):
        text = lines[index].text
        if read_article(text) is not None or re.match(r"^(?:Chương|CHƯƠNG)\s", text):
            return index
        marker = read_marker(text)
        if marker is not None and _opens_body(marker.level, marker.label):
            return index
    return len(lines)


def _opens_body(level: Level, label: str) -> bool:
    return label in ("I", "1", "A", "1.1") and level is not Level.LETTER


def _title_end(lines: tuple[Line, ...]) -> int:
    """Return where number, place, kind and title end and the legal bases begin."""
    kind = next((i for i, line in enumerate(lines) if read_kind(line.text)), None)
    start = 0 if kind is None else kind + 1
    for index in range(start, len(lines)):
        text = lines[index].text
        is_title = kind is not None and not text.endswith((";", ".", ":", ","))
        if not is_title and (_BASIS.match(text) or kind is not None):
            return index
        if text.startswith("Căn cứ"):
            return index
    return len(lines)


def _letterhead(lines: tuple[Line, ...]) -> list[Line]:
    """Return the head with its two columns set one below the other."""
    found: list[Line] = []
    for line in lines:
        found.extend(Line(column, line.gap) for column in line.columns or (line.text,))
    return found


def _back_start(lines: tuple[Line, ...], start: int) -> int:
    """Return where the body ends: at the signature, the recipients or an appendix."""
    for index in range(start, len(lines)):
        text = lines[index].text
        if _RECIPIENTS.match(text) or read_recipients(lines[index]) is not None:
            return index
        if _SIGNATURE.match(text) and _signs(lines, index):
            return index
        if read_appendix(text) is not None and _heads_appendix(text):
            return index
    return len(lines)


def _signs(lines: tuple[Line, ...], index: int) -> bool:
    """Tell a signature from a heading in capitals: nothing numbered follows it closely."""
    following = lines[index : index + 4]
    return lines[index].text.split("  ")[0].isupper() and all(
        read_marker(line.text) is None or line.text.startswith(("T/M", "K/T")) for line in following
    )


def _heads_appendix(text: str) -> bool:
    appendix = read_appendix(text)
    return appendix is not None and (text.startswith("PHỤ") or not text.endswith((".", ";")))


def _read_back(lines: tuple[Line, ...], sections: Sections) -> None:
    """Read recipients and signature, in either order and side by side, and the appendices."""
    in_recipients = False
    for line in lines:
        label = read_appendix(line.text)
        if label is not None and _heads_appendix(line.text):
            sections.appendices.append(Appendix(*label))
        elif not sections.appendices and (line.cells or _TABLE_TITLE.match(line.text)):
            sections.appendices.append(Appendix("", "", [line]))
        elif sections.appendices:
            sections.appendices[-1].lines.append(line)
        elif (run := read_recipients(line)) is not None:
            sections.recipients_heading = "Nơi nhận"
            sections.recipients.extend(run[0])
            sections.signature.extend(run[1])
        elif match := _RECIPIENTS.match(line.text):
            sections.recipients_heading = "Nơi nhận"
            in_recipients = True
            sections.signature.extend(line.columns[1:] or [match["rest"]] * bool(match["rest"]))
        else:
            in_recipients = _read_back_line(line, in_recipients, sections)


def _read_back_line(line: Line, in_recipients: bool, sections: Sections) -> bool:
    for cell in line.columns or (line.text,):
        bullet = read_bullet(cell)
        if bullet is not None:
            sections.recipients.append(bullet)
        elif in_recipients and not cell.isupper() and cell.endswith((";", ".")):
            sections.recipients.append(cell)
        else:
            sections.signature.append(cell)
            in_recipients = False
    return in_recipients
