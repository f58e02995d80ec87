"""A list of people to invite, read from an XLSX file that anybody may have made."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from db.units import Unit
from domain.errors import UnusableRoster
from domain.roles import OF_A_UNIT, Role
from domain.staff_names import read_name
from domain.vietnamese import clean, fold
from services.invitations import Wanted

MOST_ROWS = 500
_LARGEST_UNPACKED = 20 * 1024**2
_MOST_PARTS = 200
_TOLD_AT_MOST = 10
_COLUMNS = {
    "name": ("ho va ten", "ho ten", "ten"),
    "role": ("vai tro",),
    "unit": ("ma don vi", "don vi"),
    "until": ("den ngay", "den het ngay"),
}
_NEEDED = ("name", "role", "unit")
_ROLES = {
    Role.OFFICIAL: ("can bo", "cong chuc", "can bo, cong chuc"),
    Role.MANAGER: ("lanh dao", "lanh dao don vi"),
    Role.HANDLER: ("bo phan tiep nhan", "tiep nhan", "bo phan tiep nhan, giai quyet"),
    Role.INSPECTOR: ("thanh tra",),
    Role.EDITOR: ("bien tap vien", "bien tap vien noi dung"),
    Role.COORDINATOR: ("dieu phoi",),
    Role.CUSTODIAN: ("nguoi giu khoa",),
    Role.ADMINISTRATOR: ("quan tri", "quan tri he thong"),
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in (role.value, *words)}

_NOT_XLSX = "tệp không phải XLSX; hãy lưu lại thành .xlsx."
_MACROS = "tệp có macro; hãy lưu lại thành .xlsx thường."
_TOO_LARGE = "tệp quá lớn sau khi giải nén; hãy chỉ giữ danh sách người."
_TOO_MANY = f"danh sách quá {MOST_ROWS} dòng; hãy chia thành nhiều tệp."
_EMPTY = "danh sách không có người nào."
_MERGED = "có ô gộp; hãy bỏ gộp ô rồi gửi lại."
_HEADINGS = "dòng đầu cần các cột: Họ và tên, Vai trò, Mã đơn vị (và Đến ngày nếu có)."

Row = tuple[Any, ...]


def read_roster(content: bytes, units: Sequence[Unit]) -> tuple[Wanted, ...]:
    """Return the people that an XLSX lists: all of them, or none when any row is wrong.

    Raises:
        UnusableRoster: with what is wrong, row by row; the first ten are told.
    """
    _check_container(content)
    try:
        rows = _rows(content)
    except UnusableRoster:
        raise
    except (ParseError, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        # The library raises these on files that only look like a workbook.
        raise UnusableRoster((_NOT_XLSX,)) from error
    return _people(rows, units)


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is a workbook, by what is in it and not by its name."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _check_container(content: bytes) -> None:
    """Refuse what is no workbook, holds macros, or would unpack to far more than a list."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            sheets = [name for name in names if name.startswith("xl/worksheets/")]
            if "xl/workbook.xml" not in names or not sheets:
                raise UnusableRoster((_NOT_XLSX,))
            if any("vbaproject" in name.lower() or "macrosheet" in name.lower() for name in names):
                raise UnusableRoster((_MACROS,))
            unpacked = sum(part.file_size for part in parts)
            if unpacked > _LARGEST_UNPACKED or len(parts) > _MOST_PARTS:
                raise UnusableRoster((_TOO_LARGE,))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnusableRoster((_NOT_XLSX,)) from None


def _rows(content: bytes) -> list[Row]:
    """Return the rows of the first sheet; it is read as a stream until there are too many."""
    # Half a second to import, and needed for lists only.
    from openpyxl import load_workbook

    workbook = load_workbook(BytesIO(content), read_only=True, data_only=False)
    sheet = workbook.worksheets[0]
    # What the file says of its own size is not to be believed.
    sheet.reset_dimensions()
    rows: list[Row] = []
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=20)):
        if number > MOST_ROWS:
            raise UnusableRoster((_TOO_MANY,))
        rows.append(row)
    workbook.close()
    if _has_merged(content):
        raise UnusableRoster((_MERGED,))
    return rows


def _has_merged(content: bytes) -> bool:
    from openpyxl import load_workbook

    # Merged cells are not told in a stream; the list is known to be short by now.
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return bool(sheet.merged_cells.ranges)


def _people(rows: Sequence[Row], units: Sequence[Unit]) -> tuple[Wanted, ...]:
    if not rows:
        raise UnusableRoster((_EMPTY,))
    places = _places(rows[0])
    codes = _codes(units)
    people: list[Wanted] = []
    faults: list[str] = []
    for number, row in _filled(rows[1:]):
        wanted = _wanted(row, places, codes)
        if isinstance(wanted, Wanted):
            people.append(wanted)
        else:
            faults.append(f"dòng {number}: {wanted}")
    if faults:
        raise UnusableRoster(_some(faults))
    if not people:
        raise UnusableRoster((_EMPTY,))
    return tuple(people)


def _filled(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    """Yield the rows that hold anything, with their numbers as the file shows them."""
    for number, row in enumerate(rows, 2):
        if any(cell not in (None, "") for cell in row):
            yield number, row


def _places(headings: Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(headings):
        heading = fold(clean(str(cell or ""))).strip(" *:")
        for column, wordings in _COLUMNS.items():
            if heading in wordings:
                found.setdefault(column, place)
    if any(column not in found for column in _NEEDED):
        raise UnusableRoster((_HEADINGS,))
    return found


def _wanted(row: Row, places: dict[str, int], codes: dict[str, str]) -> Wanted | str:
    """Return whom a row invites, or what is wrong with it; what stands there is not repeated."""
    cells = {column: row[place] if place < len(row) else None for column, place in places.items()}
    if any(isinstance(cell, str) and cell.startswith("=") for cell in cells.values()):
        return "có công thức; hãy dán giá trị."
    name = read_name(str(cells["name"] or ""))
    if name is None:
        return "họ và tên trống hoặc có ký tự lạ."
    role = _ROLE_OF.get(fold(clean(str(cells["role"] or ""))))
    if role is None:
        return "vai trò trống hoặc không có."
    unit = codes.get(fold(clean(str(cells["unit"] or ""))))
    if unit is None and (cells["unit"] or role in OF_A_UNIT):
        return "đơn vị trống, không có, hoặc trùng tên; hãy ghi mã."
    until = _day(cells.get("until"))
    if until is None and cells.get("until"):
        return "cột Đến ngày không phải ngày."
    return Wanted(role, unit, name, until)


def _codes(units: Sequence[Unit]) -> dict[str, str]:
    """Return units by code and by name; a name of several units is left out."""
    names: dict[str, list[str]] = {}
    for unit in units:
        for name in {unit.name, *unit.aliases}:
            names.setdefault(fold(name), []).append(unit.code)
    return {
        **{name: codes[0] for name, codes in names.items() if len(codes) == 1},
        **{fold(unit.code): unit.code for unit in units},
    }


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(str(cell or "").strip(), pattern).date()
        except ValueError:
            continue
    return None


def _some(faults: Sequence[str]) -> tuple[str, ...]:
    rest = len(faults) - _TOLD_AT_MOST
    told = tuple(faults[:_TOLD_AT_MOST])
    return (*told, f"và {rest} dòng khác.") if rest > 0 else told
