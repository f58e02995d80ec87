"""What loading a text changes on the shelf, in words: for the chat and the command line alike."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from domain.changes import ChangeKind
from domain.places import outermost, place_in_law
from domain.register import path_of
from domain.standing import PlaceNote

if TYPE_CHECKING:
    from services.changes import ShelfChange

_MOST = 12
_KINDS = {
    ChangeKind.ADDED: "thêm",
    ChangeKind.CHANGED: "đổi nội dung",
    ChangeKind.REMOVED: "bỏ",
    ChangeKind.MOVED: "chuyển chỗ",
}


def change_lines(change: "ShelfChange") -> Iterator[str]:
    """Yield what becomes of one document, line by line."""
    if change.is_copy:
        yield "bản này thay bản đã nạp trước của cùng thời gian (bản trước vẫn được giữ)"
    for kind, said in _KINDS.items():
        found = [p for p in change.passages if p.kind is kind]
        for day in dict.fromkeys(p.since for p in found):
            paths = outermost(path_of(p.key) for p in found if p.since == day)
            since = f" (áp dụng từ {_day(day)})" if day else ""
            yield f"{said} {_named(paths)}{since}"
    for by in dict.fromkeys(note.by for note in change.merged):
        count = sum(note.by == by for note in change.merged)
        yield f"đã hợp nhất {count} chỗ được sửa đổi, bổ sung, bãi bỏ theo {by}"
    for note in change.pending[:_MOST]:
        yield f"chưa hợp nhất, sẽ lưu ý khi trả lời: {open_note(note)}"
    if (more := len(change.pending) - _MOST) > 0:
        yield f"và {more} chỗ chưa hợp nhất nữa"
    if change.ends_on:
        by = f" theo {change.ended_by}" if change.ended_by else ""
        yield f"hết hiệu lực từ {_day(change.ends_on + timedelta(days=1))}{by}"


def _named(paths: tuple[str, ...]) -> str:
    named = ", ".join(place_in_law(path) for path in paths[:_MOST])
    more = len(paths) - _MOST
    return f"{named} và {more} chỗ nữa" if more > 0 else named


def open_note(note: PlaceNote) -> str:
    """Return what an amendment orders at a place that is not merged."""
    since = f" (từ {_day(note.day)})" if note.day else ", chưa rõ ngày có hiệu lực"
    return f"{place_in_law(note.path)}{since}: {note.what}"


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
