"""The other side in words: being asked to explain, and being praised."""

from collections.abc import Sequence
from datetime import tzinfo

from handlers.render.markup import bold, escape, italic
from handlers.screens import shortened
from handlers.texts.names import day
from services.cases import AskedToExplain, Praise

OPEN, READ = "Xem nội dung", "Đọc lời khen"
EXPLAIN = "Giải trình"
ASKED = "Có việc cần ông/bà giải trình."
PRAISED = "Có lời khen của người dân gửi tới ông/bà hoặc đơn vị."
NOTHING = "Không có việc nào cần ông/bà giải trình."
NO_PRAISE = "Chưa có lời khen nào tới ông/bà hoặc đơn vị."
_NOTICE = "Ông/bà chỉ thấy bản tóm tắt này. Xin không tìm cách biết ai đã phản ánh."


def asked(one: AskedToExplain, zone: tzinfo) -> str:
    """Return what an official is asked to explain: the summary alone."""
    since = day(one.asked_at.astimezone(zone).date())
    lines = [f"{bold('Đề nghị giải trình')} · {since}", escape(one.summary)]
    if one.text:
        lines.append(f"{bold('Ông/bà đã giải trình')}: {escape(shortened(one.text, 600))}")
    return "\n".join([*lines, italic(_NOTICE)])


def praises(found: Sequence[Praise], zone: tzinfo) -> str:
    """Return the praise that reached somebody."""
    return "\n\n".join([bold("Lời khen của người dân"), *(_praise(one, zone) for one in found)])


def _praise(one: Praise, zone: tzinfo) -> str:
    since = bold(day(one.received_at.astimezone(zone).date()))
    where = f" · {escape(one.unit_name)}" if one.unit_name else ""
    return f"{since}{where}\n“{escape(shortened(one.text, 600))}”"
