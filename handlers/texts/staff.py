"""Oneself and the people of one's unit, in words."""

from collections.abc import Sequence
from datetime import datetime

from domain.roles import Role
from handlers.render.markup import bold, escape
from handlers.texts.names import day
from handlers.texts.people import CHANNELS, role_name, role_of, until_words
from services.linking import Channel
from services.staff import Colleague, HeldRole, Myself

ME = "Tôi và thiết bị"
PEOPLE = "Người của đơn vị"
DESK = "Bàn làm việc"
THIS_WEEK = "Tuần này"
SEALED_NAMES = "Yêu cầu mở tên"
I_AM_STAFF = "Tôi là cán bộ, công chức"
OTHER_DEVICE = "Nối thiết bị khác"
ENTER_LINK = "Nhập mã nối"
INVITE = "Mời người"
LEAVE = "Thôi vai trò"
END = "Kết thúc"
LOST = "Mất điện thoại"
CUT_OFF = "Ngắt"
YES = "Đồng ý"
NO = "Không"
BACK = "◀ Danh sách"
KEPT = "Vâng, tôi giữ nguyên."
NOBODY = "Chưa có ai trong các đơn vị mà ông/bà phụ trách."
NOTHING_TO_GIVE = "Vai trò của ông/bà không mời người được."
CHOOSE_ROLE = "Mời với vai trò nào? Mã mời dùng một lần, trong 7 ngày."
NO_NAME = "(chưa có tên)"
SURE_TO_END = "Kết thúc vai trò này? Người ấy mất quyền ngay từ tin nhắn kế tiếp."
CUT = "Đã ngắt. Thiết bị đó không còn vào tài khoản này được."
NOT_CUT = "Thiết bị này không còn nối với tài khoản."


def citizen(waits_for: str | None) -> str:
    """Return what somebody without a role reads about themselves."""
    head = "Ông/bà đang dùng với tư cách người dân: hỏi được mọi văn bản đã nạp, gửi được phản ánh."
    if waits_for:
        return f"{head}\nYêu cầu tham gia {bold(waits_for)} đang chờ duyệt."
    return head


def me(myself: Myself, here: int) -> str:
    """Return roles and devices of whoever asks; `here` is the account in which they read."""
    lines = [bold(myself.name or "Tài khoản của tôi")]
    lines += [f"• {_role(held)}" for held in myself.roles]
    if myself.waits_for:
        lines.append(f"• Đang chờ duyệt: {escape(myself.waits_for)}")
    lines.append(bold("Thiết bị"))
    lines += [f"• {device(channel, here)}" for channel in myself.channels]
    return "\n".join(lines)


def device(channel: Channel, here: int) -> str:
    """Return a device with since when, and when it was last used where that is known."""
    name = CHANNELS.get(channel.channel, channel.channel)
    since = f", nối từ {day(channel.since.date())}" if channel.since else ""
    seen = f", dùng gần nhất {day(channel.seen_at.date())}" if channel.seen_at else ""
    return f"{name}{since}{seen}{' (đang dùng)' if channel.account_id == here else ''}"


def people(shown: Sequence[Colleague], total: int, waiting: int) -> str:
    """Return the people of a page with their roles, and how many wait for a decision."""
    lines = [f"{bold(PEOPLE)}: {total} người"]
    if waiting:
        lines.append(f"Đang chờ duyệt: {waiting}")
    lines += [f"• {_line(one)}" for one in shown]
    return "\n".join(lines)


def person(colleague: Colleague) -> str:
    """Return one person with all roles that the reader may see."""
    lines = [bold(colleague.name or NO_NAME)]
    return "\n".join(lines + [f"• {_role(held)}" for held in colleague.roles])


def sure_to_leave(role: Role, unit_name: str | None) -> str:
    """Return the question before a role of one's own is ended."""
    return f"Thôi vai trò {bold(role_of(role, unit_name))} ngay bây giờ?"


def ended(held: HeldRole) -> str:
    """Return that a role was ended."""
    return f"Đã kết thúc: {bold(role_of(held.role, held.unit_name))}."


def sure_to_restore() -> str:
    """Return the question before a lost telephone is cut off."""
    return (
        "Ngắt mọi thiết bị của người này và cấp mã để vào lại? Chỉ làm khi ông/bà biết chắc người "
        "này mất điện thoại; mã chỉ đưa tận tay."
    )


def restored(code: str, at: datetime) -> str:
    """Return the code by which somebody comes back."""
    return (
        "Đã ngắt mọi thiết bị của người này. Mã để vào lại: "
        f"<code>{code}</code>\n"
        "Trên điện thoại mới, mở bot, gõ /lienket, bấm “Nhập mã nối” rồi gửi mã. "
        f"Dùng một lần, đến {at:%H:%M} ngày {day(at.date())}."
    )


def sure_to_cut_off(channel: str) -> str:
    """Return the question before a device is cut off."""
    return f"Ngắt {escape(channel)}? Từ đó sẽ không vào tài khoản này được nữa."


def short_name(colleague: Colleague) -> str:
    """Return what stands on the button of a person."""
    return colleague.name or f"{NO_NAME} {colleague.person_id}"


def role_label(role: Role, unit_name: str | None) -> str:
    """Return what stands on the button of a role that may be given."""
    return f"{role_name(role)} – {unit_name}" if unit_name else role_name(role)


def _role(held: HeldRole) -> str:
    since = f", từ {day(held.since)}"
    return f"{escape(role_of(held.role, held.unit_name))}{since}{until_words(held.until)}"


def _line(colleague: Colleague) -> str:
    roles = "; ".join(role_of(held.role, held.unit_name) for held in colleague.roles)
    return f"{escape(colleague.name or NO_NAME)}: {escape(roles)}"
