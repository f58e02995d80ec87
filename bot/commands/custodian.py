"""The custodian's key pair, its private part on a sheet of paper, and names that it opens."""

import os
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import console
from bot.commands import custodian_sheet
from bot.failures import FAILURE, BadInput
from domain import recovery

_LARGEST = 100_000
_WRITTEN = re.compile(r"\b(?:[0-9A-Za-z]{4}[ -]){2}[0-9A-Za-z]\b")


def custodian_key(
    sheet: Annotated[
        Path, typer.Argument(help="Tờ phục hồi sẽ ghi (.html), hoặc cần kiểm.", show_default=False)
    ],
    check: Annotated[
        bool, typer.Option("--check", help="Kiểm tờ này có khớp CUSTODIAN_KEY; - là gõ vào.")
    ] = False,
) -> None:
    """Tạo cặp khoá của người giữ danh tính, trên máy không nối mạng; phần mật chỉ nằm trên giấy."""
    if check:
        _check(sheet)
    else:
        _make(sheet)


def _make(sheet: Path) -> None:
    from services.custody import new_pair

    pair = new_pair()
    _write(sheet, custodian_sheet.html(pair.public, recovery.written(pair.private)))
    console.result(f"CUSTODIAN_KEY={pair.public}")
    console.progress(
        f"Đặt dòng trên vào .env của máy chủ. In {sheet} thành hai bản bằng máy in nối thẳng, cất "
        "mỗi bản một nơi, rồi xoá tệp. Kiểm bản in: congvu admin custodian-key --check -"
    )


def _write(sheet: Path, text: str) -> None:
    try:
        descriptor = os.open(sheet, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BadInput(f"{sheet} đã có; chọn tên khác.") from None
    except OSError:
        raise BadInput(f"không ghi được {sheet}.") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def _check(sheet: Path) -> None:
    from bot.settings import load_settings
    from services.custody import fits

    public = load_settings().custodian_key
    if public is None:
        raise BadInput("CUSTODIAN_KEY: chưa đặt, nên chưa có gì để so.")
    private = _private(_typed() if str(sheet) == "-" else _on_file(sheet))
    if not fits(private, public):
        console.fault("tờ này đúng, nhưng là của một khoá khác với CUSTODIAN_KEY.")
        raise typer.Exit(FAILURE)
    console.result("Tờ phục hồi khớp với CUSTODIAN_KEY.")


def open_name(
    sealed: Annotated[
        str, typer.Argument(help="Tên niêm phong mà bot đã giao.", show_default=False)
    ],
    sheet: Annotated[
        Path | None, typer.Option(help="Tệp có các dòng của tờ phục hồi; bỏ trống thì gõ vào.")
    ] = None,
) -> None:
    """Mở một tên niêm phong bằng tờ phục hồi, trên máy không nối mạng."""
    from services.custody import open_name as opened

    private = _private(_typed() if sheet is None else _on_file(sheet))
    name = opened("".join(sealed.split()), private)
    if name is None:
        console.fault("khoá này không mở được tên ấy: sai tờ, hoặc chép thiếu.")
        raise typer.Exit(FAILURE)
    console.result(name)


def _private(lines: tuple[str, ...]) -> bytes:
    """Return the key that the lines of a sheet write.

    Raises:
        BadInput: a line was copied wrong; it tells which.
    """
    try:
        return recovery.read(lines)
    except recovery.MiswrittenKey as error:
        where = f"dòng {error.line}" if error.line else "một dòng nào đó"
        raise BadInput(f"chép sai ở {where}; xem lại tờ giấy.") from None


def _typed() -> tuple[str, ...]:
    if not sys.stdin.isatty():
        return tuple(line for line in sys.stdin.read(_LARGEST).splitlines() if line.strip())
    return tuple(
        typer.prompt(f"Dòng {number}", hide_input=True, err=True)
        for number in range(1, recovery.LINES + 1)
    )


def _on_file(sheet: Path) -> tuple[str, ...]:
    try:
        with sheet.open(encoding="utf-8") as file:
            return tuple(_WRITTEN.findall(file.read(_LARGEST)))
    except (OSError, UnicodeDecodeError):
        raise BadInput(f"không đọc được {sheet}.") from None
