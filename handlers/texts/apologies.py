"""The apology for a late case, in the chat and as a letter."""

from datetime import date, tzinfo

from handlers.render.markup import bold, escape
from handlers.texts.names import day
from services.apologies import Apology, NewApology

PROVINCE = "Ủy ban nhân dân tỉnh Đắk Lắk"
TO_YOU = "Như trên"
FILE_COPY = "Lưu: hồ sơ phản ánh"
NOT_LATE = "Hồ sơ này không quá hạn, hoặc chưa có lời xin lỗi nào."
FILE_NAME = "thu-xin-loi.docx"
_PROVISIONAL = " (thời hạn tạm thời)"


def in_chat(new: NewApology) -> str:
    """Return what the sender reads in the chat."""
    return (
        f"{new.text.strip()}\n"
        f"Lý do: {_ended(new.reason)}\n"
        f"Hẹn trả lời: hết ngày {day(new.answer_by)}.\n"
        f"{new.signer.strip()} – {new.position.strip()}"
    )


def caption(apology: Apology) -> str:
    """Return the words below the letter."""
    return (
        f"Thư xin lỗi về hồ sơ {bold(apology.number)}, kèm ngày hẹn trả lời: "
        f"hết ngày {escape(day(apology.answer_by))}."
    )


def day_not_possible(earliest: date, latest: date) -> str:
    """Return which days may be promised."""
    return f"Ngày hẹn phải là ngày làm việc, từ {day(earliest)} đến {day(latest)}."


def over(office_name: str | None) -> str:
    """Return the authority above an office, as it stands over it in the letterhead."""
    return "" if office_name is None else "UBND tỉnh Đắk Lắk"


def place(office_name: str | None) -> str:
    """Return where an office writes: a commune at its own place, bodies of the province there."""
    for kind in ("Xã ", "Phường "):
        if office_name is not None and office_name.startswith(kind):
            return office_name.removeprefix(kind)
    return "Đắk Lắk"


def issuer(office_name: str | None) -> str:
    """Return an office as it issues papers: a commune through its committee."""
    if office_name is None:
        return PROVINCE
    is_commune = office_name.startswith(("Xã ", "Phường "))
    lower = office_name[:1].lower() + office_name[1:]
    return f"Ủy ban nhân dân {lower}" if is_commune else office_name


def about(apology: Apology) -> str:
    """Return what the letter is about."""
    return f"xin lỗi vì trả lời chậm hồ sơ {apology.number}"


def to(apology: Apology) -> str:
    """Return to whom the letter goes: the sender is not named, they may be unknown."""
    return f"Ông/bà gửi phản ánh, kiến nghị có mã hồ sơ {apology.number}"


def paragraphs(apology: Apology, zone: tzinfo) -> tuple[str, ...]:
    """Return the paragraphs of the letter."""
    due = apology.due_at.astimezone(zone)
    hint = _PROVISIONAL if apology.is_provisional else ""
    return (
        f"{issuer(apology.office_name)} phải trả lời hồ sơ {apology.number} trước "
        f"{due:%H:%M} ngày {day(due.date())}{hint}. Đến nay đã quá hạn {apology.days_late} "
        "ngày làm việc mà chưa trả lời.",
        apology.apology,
        f"Lý do: {_ended(apology.reason)}",
        f"Chúng tôi hẹn trả lời chậm nhất hết ngày {day(apology.answer_by)}. Hồ sơ vẫn được tính "
        "là quá hạn trong mọi số liệu.",
        "Trân trọng.",
    )


def _ended(text: str) -> str:
    bare = text.strip()
    return bare if bare.endswith((".", "!", "…")) else f"{bare}."
