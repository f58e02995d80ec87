"""`congvu admin rotate-keys`: everything sealed under the first of the data keys."""

from typing import TYPE_CHECKING

import typer

from bot import console
from bot.failures import FAILURE

if TYPE_CHECKING:
    from services.data_keys import DataKeys

# What a bot that still seals with the old key writes meanwhile is found by looking again.
_PASSES = 3


def rotate_keys() -> None:
    """Niêm phong lại mọi dữ liệu bằng khoá đầu trong DATA_KEYS; dừng giữa chừng thì chạy tiếp."""
    from bot.wiring import open_house

    with open_house() as house:
        keys = house.services.data_keys
        moved = _rotated(keys)
        left = keys.left()
        first, *others = (use.mark for use in keys.uses())
    if left:
        console.fault(
            f"còn {left} mục chưa chuyển sang khoá {first}: hoặc không khoá nào mở được, hoặc một "
            "tiến trình còn niêm phong bằng khoá cũ. Khởi động lại mọi tiến trình với cùng "
            "DATA_KEYS rồi chạy lại; chưa bỏ khoá nào."
        )
        raise typer.Exit(FAILURE)
    console.result(f"Đã niêm phong lại {moved} mục; mọi dữ liệu nay ở khoá {first}.")
    if others:
        console.result(
            f"Khoá cũ {', '.join(others)} không còn dùng: bỏ khỏi DATA_KEYS rồi khởi động lại. "
            "Bản sao lưu cũ vẫn cần khoá cũ."
        )


def _rotated(keys: "DataKeys") -> int:
    """Move everything and return how much it was."""
    moved = 0
    for _ in range(_PASSES):
        left = keys.left()
        if not left:
            break
        with console.amount("Đang niêm phong lại", left) as done:
            for step in keys.rotate():
                moved += step.values
                done(step.values + step.unreadable)
    return moved
