"""Roles, units and codes in words, for the chat and the command line alike."""

from datetime import date, datetime

from domain.contacts import ContactKind
from domain.roles import Role
from handlers.texts.names import day

ROLES = {
    Role.OFFICIAL: "Cán bộ, công chức",
    Role.MANAGER: "Lãnh đạo đơn vị",
    Role.HANDLER: "Bộ phận tiếp nhận, giải quyết",
    Role.INSPECTOR: "Thanh tra",
    Role.EDITOR: "Biên tập viên nội dung",
    Role.COORDINATOR: "Điều phối cấp tỉnh (Sở Nội vụ)",
    Role.CUSTODIAN: "Người giữ khoá danh tính",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
}
CHANNELS = {"telegram": "Telegram", "local": "Trình duyệt"}
CONTACTS = {
    ContactKind.PHONE: "số điện thoại",
    ContactKind.ADDRESS: "địa chỉ",
    ContactKind.EMAIL: "thư điện tử",
    ContactKind.WEBSITE: "trang thông tin điện tử",
    ContactKind.HOURS: "giờ làm việc",
    ContactKind.HEAD: "người đứng đầu",
}


def role_name(role: Role) -> str:
    """Return what a role is called."""
    return ROLES[role]


def role_of(role: Role, unit_name: str | None) -> str:
    """Return a role with the unit in which it is held."""
    return f"{ROLES[role]} – {unit_name}" if unit_name else ROLES[role]


def until_words(until: date | None) -> str:
    """Return until when something lasts, empty where it has no end."""
    return f", đến hết {day(until)}" if until else ""


def moment(at: datetime) -> str:
    """Return an hour and a day as offices write them; `at` is in the office's zone."""
    return f"{at:%H:%M} ngày {day(at.date())}"


def invitation_link(bot_name: str, code: str) -> str:
    """Return the address at which Telegram opens the bot with an invitation."""
    return f"https://t.me/{bot_name}?start=moi-{code}"


def certificate_link(bot_name: str, code: str) -> str:
    """Return the address at which Telegram opens the bot to check a certificate."""
    return f"https://t.me/{bot_name}?start=kt-{code}"
