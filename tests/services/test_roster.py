"""Lists of people to invite, made by anybody in any program."""

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from domain.errors import UnusableRoster
from domain.roles import Role
from services.invitations import Wanted
from services.roster import MOST_ROWS, read_roster
from tests.services.staff_office import UNITS

HEADINGS = ("Họ và tên", "Vai trò", "Mã đơn vị", "Đến ngày")
PERSON = ("Lò Thị Thử", "Cán bộ", "A", None)


def xlsx(rows: Sequence[Sequence[Any]], merged: str | None = None) -> bytes:
    """Return a workbook with these rows."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    if merged is not None:
        workbook.active.merge_cells(merged)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def faults_of(content: bytes) -> tuple[str, ...]:
    with pytest.raises(UnusableRoster) as caught:
        read_roster(content, UNITS)
    return caught.value.faults


def test_columns_stand_in_any_order_and_units_go_by_code_or_name() -> None:
    rows = [
        ("Đơn vị", "STT", "VAI TRÒ", "Họ tên", "Đến ngày"),
        ("a", 1, "cán bộ", "Lò  Thị Thử", "31/12/2026"),
        (None, None, None, None, None),
        ("phuong hoa binh", 2, "manager", "Y Thử Niê", date(2027, 1, 31)),
        (None, 3, "Biên tập viên", "H'Thử Êban", None),
    ]
    assert read_roster(xlsx(rows), UNITS) == (
        Wanted(Role.OFFICIAL, "A", "Lò Thị Thử", date(2026, 12, 31)),
        Wanted(Role.MANAGER, "B", "Y Thử Niê", date(2027, 1, 31)),
        Wanted(Role.EDITOR, None, "H'Thử Êban"),
    )


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (("=A1", "Cán bộ", "A", None), "công thức"),
        (("Lò Thị Thử", "Cán bộ", '=HYPERLINK("x")', None), "công thức"),
        (("", "Cán bộ", "A", None), "họ và tên"),
        (("12345", "Cán bộ", "A", None), "họ và tên"),
        (("Lò Thị Thử", "vua", "A", None), "vai trò"),
        (("Lò Thị Thử", "Cán bộ", "ZZZ", None), "đơn vị"),
        (("Lò Thị Thử", "Cán bộ", None, None), "đơn vị"),
        (("Lò Thị Thử", "Cán bộ", "A", "mai"), "ngày"),
    ],
)
def test_a_wrong_row_is_told_by_number_without_what_stands_there(
    row: tuple[Any, ...], word: str
) -> None:
    (fault,) = faults_of(xlsx([HEADINGS, PERSON, row]))
    assert fault.startswith("dòng 3")
    assert word in fault
    assert "Thử" not in fault


def test_many_wrong_rows_are_told_in_short() -> None:
    faults = faults_of(xlsx([HEADINGS, *[("x", "y", "z", None)] * 30]))
    assert len(faults) == 11
    assert "20 dòng khác" in faults[-1]


@pytest.mark.parametrize(
    "rows", [[], [("Tên cột lạ", "b", "c")], [("Họ và tên", "Vai trò")], [PERSON]]
)
def test_wrong_columns_are_told(rows: list[tuple[Any, ...]]) -> None:
    (fault,) = faults_of(xlsx(rows))
    assert "cột" in fault or "không có người" in fault


def test_an_empty_list_invites_nobody() -> None:
    (fault,) = faults_of(xlsx([HEADINGS]))
    assert "không có người" in fault


def test_merged_cells_are_refused() -> None:
    (fault,) = faults_of(xlsx([HEADINGS, PERSON, PERSON], merged="C2:C3"))
    assert "ô gộp" in fault


def test_a_hundred_thousand_rows_are_refused_without_being_read() -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for _ in range(100_000):
        sheet.append(("Lò Thị Thử", "Cán bộ", "A"))
    content = BytesIO()
    workbook.save(content)
    (fault,) = faults_of(content.getvalue())
    assert str(MOST_ROWS) in fault or "quá lớn" in fault


def test_macros_are_refused() -> None:
    content = BytesIO(xlsx([HEADINGS, PERSON]))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    (fault,) = faults_of(content.getvalue())
    assert "macro" in fault


def test_what_unpacks_to_a_mountain_is_refused() -> None:
    content = BytesIO(xlsx([HEADINGS, PERSON]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x.bin", b"\0" * (21 * 1024**2))
    (fault,) = faults_of(content.getvalue())
    assert "quá lớn" in fault


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rubbish", b"<html></html>", b"\xd0\xcf\x11"])
def test_what_is_no_workbook_is_told_so(content: bytes) -> None:
    (fault,) = faults_of(content)
    assert "XLSX" in fault


def test_a_broken_workbook_is_told_so() -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook")
        archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet")
    (fault,) = faults_of(content.getvalue())
    assert "XLSX" in fault
