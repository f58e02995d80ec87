"""The shelf of documents in words."""

from handlers.render.markup import bold, escape

TITLE = "Văn bản"
NOTHING = "Chưa có văn bản nào được nạp."
VERBATIM = "Có toàn văn"
DIGEST = "Có bản tóm lược"
MISSING = "Được viện dẫn nhưng chưa có"
HOW_TO_LOAD = (
    "Biên tập viên gửi tệp toàn văn vào đây là nạp được; quản trị hệ thống dùng “congvu ingest”."
)


def section(name: str, count: int) -> str:
    """Return the head of one section of the shelf."""
    return f"\n{bold(f'{name} ({count})')}"


def line(name: str) -> str:
    """Return one document."""
    return f"• {escape(name)}"
