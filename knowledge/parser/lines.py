"""From raw text to whole paragraphs: page breaks and hard line ends joined, table rows kept."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from domain.vietnamese import clean
from knowledge.parser.markers import read_appendix, read_article, starts_block
from knowledge.parser.noise import noise_in
from knowledge.parser.rows import Line, whole_rows

_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x85")
_PAGE_NUMBER = re.compile(r"^[-–—]?\s*(?:(?:Trang|trang)\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–—]?$")
_MARKUP = re.compile(r"^(?:#{1,6}\s+)?(?P<bold>\*\*|__)?(?P<text>.+?)(?(bold)(?P=bold)|)$")
# Lists of web pages and Markdown put a bullet before the letter of a point.
_POINT_BEHIND_BULLET = re.compile(r"^[-–—+•*]\s+(?=[a-zđ]\)\s)")
_ORNAMENT = re.compile(r"^[\W_]+$")
_COLUMN_GAP = re.compile(r"\s*\|\s*|\t+|\s{3,}")
# The blanks of "ngày      tháng 7" and "Số:      /KH" are left for a hand, not for a column.
_DATE_BLANK = re.compile(r"(?P<word>ngày|tháng|năm|[Ss]ố\s*:)\s{2,}(?=tháng|năm|\d|/)")
_SEPARATOR_ROW = re.compile(r"^[\s|:+=-]+$")
_ENDS = (".", ";", ":", "!", "?", "/", "”.", ".”")
_OPEN_WORDS = re.compile(
    r"(?:,|-|–|\b(?:và|hoặc|của|với|về|cho|theo|tại|các|những|trong|từ|đến|là|bởi|đoạn|"
    r"cấp|UBND))$"
)
# "… chuyển đổi số" ends a line of its own, "Nghị quyết số" does not.
_BEFORE_FIGURE = re.compile(r"\b(?:năm|tháng|ngày|số|[Qq]uý|Điều|khoản)$")
_FIGURE = re.compile(r"\d|[IVX]+\b")
_FIXED_STARTS = re.compile(
    r"^(?:Căn cứ|Xét|Theo đề nghị|Nơi nhận|Kính gửi|TM\.|KT\.|TL\.|TUQ\.|Số\s*:|"
    r"\((?:Ban hành )?[Kk]èm theo|Chương\s|Mục\s+\d)"
)
_LETTERHEAD = re.compile(r"^(?:\w+ )?(?:Số|số)\s*:|,\s*ngày\s.*tháng\s.*năm\s+\d{4}$")
_PAGE_BREAK = "- 1 -"
_WRAP_LIMIT = 140
_LONG_LINE = 60
_SLACK = 4


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the paragraphs and table rows of `text`, broken ones joined with one space."""
    raw = _with_short_rows(whole_rows(list(_raw_lines(text))))
    width = _wrap_width(raw)
    joined: list[Line] = []
    last_piece = ""
    for line in raw:
        if joined and _continues(joined[-1], last_piece, line, width):
            whole = f"{joined[-1].text} {line.text}"
            joined[-1] = replace(joined[-1], text=whole, columns=(whole,))
        else:
            joined.append(line)
        last_piece = line.text
    return tuple(joined)


def split_columns(text: str) -> tuple[str, ...]:
    """Return the filled columns of a line set in columns, one for an ordinary line."""
    joined = _DATE_BLANK.sub(r"\g<word> ", text.strip().strip("|"))
    cells = (clean(cell) for cell in _COLUMN_GAP.split(joined))
    return tuple(cell for cell in cells if cell)


def _raw_lines(text: str) -> Iterator[Line]:
    gap = False
    plain = _BREAKS.sub("\n", text).replace("\f", f"\n{_PAGE_BREAK}\n").split("\n")
    running = _running_heads(plain)
    noise = noise_in(plain)
    for place, raw in enumerate(plain):
        stripped = _POINT_BEHIND_BULLET.sub("", _MARKUP.sub(r"\g<text>", clean(raw)))
        is_ornament = bool(_ORNAMENT.match(stripped) or _SEPARATOR_ROW.match(stripped))
        is_furniture = place in noise or stripped in running or _PAGE_NUMBER.match(stripped)
        if not stripped or is_ornament or is_furniture:
            gap = True
            continue
        yield Line(stripped, gap, _cells(raw), split_columns(raw))
        gap = False


def _running_heads(lines: list[str]) -> frozenset[str]:
    """Return the lines that stand beside several page breaks, as heads and feet of pages do."""
    texts = [text for line in lines if (text := clean(line))]
    beside: Counter[str] = Counter()
    for before, text, after in zip(texts, texts[1:], texts[2:], strict=False):
        if _PAGE_NUMBER.match(text):
            beside.update({before, after})
    return frozenset(
        text
        for text, count in beside.items()
        if count > 1 and not starts_block(text) and not text.endswith(_ENDS)
    )


def _with_short_rows(lines: list[Line]) -> list[Line]:
    """Return `lines` with rows of two columns beside a table counted as its rows."""
    found = list(lines)
    for index, line in enumerate(lines):
        near = [*found[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
        if not line.cells and len(line.columns) > 1 and any(other.cells for other in near):
            found[index] = replace(line, cells=line.columns)
    return found


def _cells(raw: str) -> tuple[str, ...]:
    """Return the columns of a table row; a row has at least three."""
    if raw.count("|") < 2 and raw.strip().count("\t") < 2:
        return ()
    is_framed = raw.startswith("|") and raw.rstrip().endswith("|")
    body = raw.rstrip()[1:-1] if is_framed else raw
    mark = "|" if "|" in body else "\t"
    return tuple(clean(cell) for cell in body.split(mark))


def _wrap_width(lines: list[Line]) -> int:
    """Return the width at which lines were cut by hand, 0 where every line is a paragraph."""
    plain = [line for line in lines if not line.cells]
    if not plain:
        return 0
    width = max(len(line.text) for line in plain)
    cut = sum(
        1
        for first, second in pairwise(plain)
        if not second.gap and second.text[:1].islower() and not starts_block(second.text)
    )
    is_cut = width <= _WRAP_LIMIT and cut >= max(3, len(plain) // 20)
    return width if is_cut else 0


def _continues(whole: Line, piece: str, line: Line, width: int) -> bool:
    """Tell whether `line` goes on with the paragraph `whole` whose last raw line is `piece`."""
    if whole.cells or line.cells or len(line.columns) > 1:
        return False
    if re.match(r"^[-–—] ?\d{4}\b", line.text) and re.search(r"\d{4}$", piece):
        return True
    if starts_block(line.text) or _FIXED_STARTS.match(line.text):
        return False
    if _LETTERHEAD.search(piece) or _LETTERHEAD.search(line.text):
        return False
    if _is_capitals(piece) or _is_capitals(line.text):
        return _is_capitals(piece) and _is_capitals(line.text) and _heading_goes_on(whole, line)
    if line.text.lstrip("(“")[:1].islower():
        return not whole.text.endswith(_ENDS) or _was_full(piece, line, width)
    if _OPEN_WORDS.search(whole.text):
        # A heading may end in such a word ("biện pháp khẩn cấp"); what follows stands apart.
        return not (line.gap and read_article(whole.text))
    if _BEFORE_FIGURE.search(whole.text) and _FIGURE.match(line.text):
        return True
    if _is_list_cut_before_figure(whole, piece, line):
        return True
    return not line.gap and _was_full(piece, line, width)


def _is_list_cut_before_figure(whole: Line, piece: str, line: Line) -> bool:
    """Tell whether a long line, cut inside its list, goes on ("…; ngân sách xã" "12,7 tỷ")."""
    is_open = len(piece) >= _LONG_LINE and not piece.endswith(_ENDS)
    lists = re.search(r"[;:]\s", whole.text) is not None
    return not line.gap and is_open and lists and line.text[0].isdigit()


def _was_full(piece: str, line: Line, width: int) -> bool:
    """Tell whether the first word of `line` would no longer have fitted after `piece`."""
    slack = 0 if piece.endswith(_ENDS) else _SLACK
    return bool(width) and len(piece) + 1 + len(line.text.split()[0]) > width - slack


def _heading_goes_on(whole: Line, line: Line) -> bool:
    return not line.gap and starts_block(whole.text) and read_appendix(whole.text) is None


def _is_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > 4
