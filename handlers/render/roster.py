"""The list of invitations as an XLSX file, to be handed on."""

from collections.abc import Sequence
from io import BytesIO

from domain.codes import shown
from handlers.texts import people as texts
from services.invitations import Invitation

_HEADINGS = ("Họ và tên", "Vai trò", "Đơn vị", "Mã mời", "Đường dẫn", "Dùng đến (UTC)")
_FORM_HEADINGS = ("Họ và tên", "Vai trò", "Mã đơn vị", "Đến ngày")
_FORM_EXAMPLE = ("Nguyễn Văn A", "cán bộ", "SNV", "31/12/2027")
_FORM_WIDTHS = (28, 24, 16, 16)
_WIDTHS = (28, 28, 32, 24, 56, 20)


def roster_file(invitations: Sequence[Invitation], bot_name: str | None) -> bytes:
    """Return a workbook with a row for each invitation: whom, as what, and the code."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    rows = [_HEADINGS, *(_row(one, bot_name) for one in invitations)]
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place, text)
            # Text stays text, whatever it begins with.
            cell.data_type = "s"
    for place, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEF"[place]].width = width
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def roster_form() -> bytes:
    """Return an empty workbook with the headings of a list of people, and one example."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    for row in (_FORM_HEADINGS, _FORM_EXAMPLE):
        sheet.append(row)
    for place, width in enumerate(_FORM_WIDTHS):
        sheet.column_dimensions["ABCD"[place]].width = width
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _row(one: Invitation, bot_name: str | None) -> tuple[str, ...]:
    return (
        one.name or "",
        texts.role_name(one.role),
        one.unit_name or "",
        shown(one.code),
        texts.invitation_link(bot_name, one.code) if bot_name else "",
        f"{one.expires_at:%d/%m/%Y %H:%M}",
    )
