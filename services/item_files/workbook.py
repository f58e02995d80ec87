"""Items in a workbook, one row each, for editors who work in Excel; written and read again."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from domain.study import Item, ItemType, Option, OptionRole, Pair
from domain.vietnamese import fold
from services.item_files.parts import (
    MOST_ITEMS,
    ReadFile,
    ReadItem,
    RowFault,
    Source,
    UnreadableRow,
    day,
    figure,
    gather,
    make,
    read_type,
    tidy,
    write_facts,
)

CHOICES = 6
_LARGEST_UNPACKED = 60 * 1024**2
_MOST_PARTS = 200
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')
_HEADINGS: Mapping[str, str] = {
    "code": "Mã",
    "version": "Phiên bản",
    "type": "Loại",
    "skill": "Kỹ năng",
    "difficulty": "Độ khó",
    "document": "Văn bản",
    "path": "Mục",
    "stem": "Câu hỏi",
    "key": "Đáp án",
    **{f"choice{n}": f"Phương án {n}" for n in range(1, CHOICES + 1)},
    **{f"beside{n}": f"Vì sao sai, hoặc vế ghép {n}" for n in range(1, CHOICES + 1)},
    "explanation": "Lời giải",
    "unit": "Đơn vị tính",
    "wording": "Cách ghi ngày",
    "facts": "Dữ kiện",
    "author": "Người soạn",
}
_NEEDED = ("type", "stem", "key")
_MOST_COLUMNS = 60
# A new line, which no tidied text holds.
_FORMULA = "\n="
_LETTERS = "ABCDEF"
_TRUE, _FALSE = {"dung", "true", "d"}, {"sai", "false", "s"}
_NOT_XLSX = "tệp không phải XLSX; hãy lưu lại thành .xlsx"
_TOO_LARGE = "tệp quá lớn sau khi giải nén; hãy chia thành nhiều tệp"

Row = Mapping[str, str]


def write_workbook(items: Sequence[Item]) -> bytes:
    """Return a workbook of items; reading it gives the same items."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Câu hỏi"
    rows = [dict(_HEADINGS), *map(_row, items)]
    for number, row in enumerate(rows, 1):
        for place, column in enumerate(_HEADINGS, 1):
            text = str(row.get(column, ""))
            if text:
                # Text stays text, whatever it begins with.
                sheet.cell(number, place, text).data_type = "s"
    sheet.freeze_panes = "A2"
    for place, column in enumerate(_HEADINGS, 1):
        letter = sheet.cell(1, place).column_letter
        sheet.column_dimensions[letter].width = 44 if column == "stem" else 18
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _row(item: Item) -> dict[str, Any]:
    row: dict[str, Any] = {
        name: getattr(item, name)
        for name in _HEADINGS
        if name not in ("key", "facts") and hasattr(item, name)
    }
    row |= {"facts": write_facts(item.facts), "key": _key(item)}
    if item.type is ItemType.TRUE_FALSE:
        row["beside1"] = item.why
    choices = [(option.text, option.why) for option in item.options]
    choices += [(pair.left, pair.right) for pair in item.pairs]
    choices += [(step, "") for step in item.sequence]
    for at, (text, beside) in enumerate(choices, 1):
        row[f"choice{at}"], row[f"beside{at}"] = text, beside
    return row


def _key(item: Item) -> str:
    match item.type:
        case ItemType.SINGLE | ItemType.SEVERAL:
            return ", ".join(_lettered(item.options, lambda option: option.is_right))
        case ItemType.SITUATION:
            best = _lettered(item.options, lambda option: option.role is OptionRole.BEST)
            worst = _lettered(item.options, lambda option: option.role is OptionRole.WORST)
            return f"{', '.join(best)} > {', '.join(worst)}"
        case ItemType.TRUE_FALSE:
            return "đúng" if item.answer else "sai"
        case ItemType.NUMBER:
            return str(item.number)
        case ItemType.DATE:
            return str(item.day)
        case _:
            return "theo thứ tự" if item.type is ItemType.ORDER else "theo cặp"


def _lettered(options: Sequence[Option], is_meant: Callable[[Option], bool]) -> list[str]:
    return [_LETTERS[at] for at, option in enumerate(options) if is_meant(option)]


def read_workbook(content: bytes, source: Source) -> ReadFile:
    """Return the items of the first sheet; a row that is wrong does not spoil the others."""
    fault = _container_fault(content)
    if fault:
        return ReadFile(faults=(RowFault(0, fault),))
    try:
        merged = _merged_rows(content)
        return gather(_read(content, merged, source))
    except (ParseError, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, IndexError):
        # The library raises these on files that only look like a workbook.
        return ReadFile(faults=(RowFault(0, _NOT_XLSX),))


def _container_fault(content: bytes) -> str:
    """Return why this is no workbook, or would unpack to far more than one."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _NOT_XLSX
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        return _NOT_XLSX
    if any("vbaproject" in name.lower() for name in names):
        return "tệp có macro; hãy lưu lại thành .xlsx thường"
    is_large = sum(part.file_size for part in parts) > _LARGEST_UNPACKED
    return _TOO_LARGE if is_large or len(parts) > _MOST_PARTS else ""


def _merged_rows(content: bytes) -> dict[int, str]:
    """Return the rows that merged cells touch, with where; a stream of rows does not tell them."""
    touched: dict[int, str] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        first = min(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        for match in _MERGED.finditer(archive.read(first)):
            place = match[1].decode()
            top, bottom = (int(re.sub(r"\D", "", end)) for end in place.split(":"))
            for row in range(top, min(bottom, top + MOST_ITEMS) + 1):
                touched[row] = place
    return touched


def _read(
    content: bytes, merged: Mapping[int, str], source: Source
) -> Iterator[ReadItem | RowFault]:
    for number, cells in _rows(content):
        if number == 1:
            columns = _columns(cells)
            missing = [_HEADINGS[name] for name in _NEEDED if name not in columns.values()]
            if missing:
                yield RowFault(1, f"dòng đầu thiếu cột: {', '.join(missing)}")
                return
            continue
        if number > MOST_ITEMS + 1:
            yield RowFault(number, f"tệp có hơn {MOST_ITEMS} dòng; hãy chia thành nhiều tệp")
            return
        if number in merged:
            yield RowFault(number, f"có ô gộp ({merged[number]}); hãy bỏ gộp ô")
        elif any(cells):
            yield _item(number, cells, columns, source)


def _rows(content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows of the first sheet as texts, read as a stream; a formula becomes its mark."""
    from openpyxl import load_workbook

    workbook = load_workbook(BytesIO(content), read_only=True, data_only=False)
    try:
        sheet = workbook.worksheets[0]
        # What the file says of its own size is not to be believed.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1):
            yield number, tuple(_FORMULA if c.data_type == "f" else tidy(c.value) for c in row)
    finally:
        workbook.close()


def _columns(headings: Sequence[str]) -> dict[int, str]:
    known = {fold(heading): name for name, heading in _HEADINGS.items()}
    told = ((place, fold(cell).strip(" *:")) for place, cell in enumerate(headings))
    return {place: known[heading] for place, heading in told if heading in known}


def _item(
    number: int, cells: Sequence[str], columns: Mapping[int, str], source: Source
) -> ReadItem | RowFault:
    row = {name: cells[place] for place, name in columns.items() if place < len(cells)}
    try:
        if _FORMULA in row.values():
            raise UnreadableRow("có công thức; hãy dán giá trị")
        return ReadItem(number, make(row, source, **_answers(row)))
    except UnreadableRow as fault:
        return RowFault(number, fault.words)


def _answers(row: Row) -> dict[str, Any]:
    """Return the type of a row and the fields that hold its answers."""
    kind, key = read_type(row.get("type")), row.get("key", "")
    match kind:
        case ItemType.SINGLE | ItemType.SEVERAL | ItemType.SITUATION:
            return {"type": kind, "options": _options(row, kind, key)}
        case ItemType.TRUE_FALSE:
            if fold(key) not in _TRUE | _FALSE:
                raise UnreadableRow("đáp án phải là đúng hoặc sai")
            return {"type": kind, "answer": fold(key) in _TRUE, "why": row.get("beside1", "")}
        case ItemType.NUMBER:
            return {"type": kind, "number": figure(key), "unit": row.get("unit", "")}
        case ItemType.DATE:
            return {"type": kind, "day": day(key), "wording": row.get("wording", "")}
        case ItemType.MATCH:
            return {"type": kind, "pairs": tuple(Pair(*pair) for pair in _choices(row))}
        case ItemType.ORDER:
            return {"type": kind, "sequence": tuple(text for text, _ in _choices(row))}


def _choices(row: Row) -> list[tuple[str, str]]:
    """Return the choices with what stands beside them; a gap between two is a fault."""
    found = [
        (row.get(f"choice{at}", ""), row.get(f"beside{at}", "")) for at in range(1, CHOICES + 1)
    ]
    while found and found[-1] == ("", ""):
        found.pop()
    if not found or any(not text for text, _ in found):
        raise UnreadableRow("các phương án phải liền nhau, không để trống ở giữa")
    return found


def _options(row: Row, kind: ItemType, key: str) -> tuple[Option, ...]:
    choices = _choices(row)
    best, _, worst = key.partition(">")
    right, wrong = _picked(best, len(choices)), _picked(worst, len(choices))
    if not right or (kind is ItemType.SITUATION) != bool(wrong):
        raise UnreadableRow("đáp án viết như A, hoặc A, C; câu tình huống viết A > D")
    if kind is not ItemType.SITUATION:
        return tuple(Option(text, at in right, why) for at, (text, why) in enumerate(choices))
    roles = {**dict.fromkeys(wrong, OptionRole.WORST), **dict.fromkeys(right, OptionRole.BEST)}
    return tuple(
        Option(text, False, why, roles.get(at, OptionRole.OTHER))
        for at, (text, why) in enumerate(choices)
    )


def _picked(text: str, count: int) -> set[int]:
    letters = [letter for letter in re.split(r"[\s,;]+", text.strip().upper()) if letter]
    if any(letter not in _LETTERS[:count] for letter in letters):
        raise UnreadableRow("đáp án nêu phương án không có")
    return {_LETTERS.index(letter) for letter in letters}
