"""How a unit is reached: what the directory holds, with source and day, or that it has none."""

from domain.answers import Answer, AnswerStatus
from domain.contacts import ContactKind, ContactQuestion

_WORDS = {
    ContactKind.PHONE: "số điện thoại",
    ContactKind.ADDRESS: "địa chỉ",
    ContactKind.EMAIL: "thư điện tử",
    ContactKind.WEBSITE: "trang thông tin điện tử",
    ContactKind.HOURS: "giờ làm việc",
    ContactKind.HEAD: "người đứng đầu",
}
_NOT_INVENTED = "Tôi chỉ đưa thông tin liên hệ có nguồn và ngày kiểm tra, không phỏng đoán."


def contact_answer(question: str, asked: ContactQuestion) -> Answer:
    """Return what is known of how the units are reached; what is not known is told as such."""
    what = _WORDS[asked.kind]
    lines = [
        f"{one.unit_name} – {what}: {one.value} (nguồn: {one.source}; kiểm tra ngày "
        f"{one.checked_on.day}/{one.checked_on.month}/{one.checked_on.year})."
        for one in asked.known
    ]
    held = {one.unit_name for one in asked.known}
    lacking = [name for name in asked.unit_names if name not in held]
    if lacking:
        lines.append(f"Danh bạ của tôi chưa có {what} của {', '.join(lacking)}.")
    if not held:
        lines.append(_NOT_INVENTED)
        return Answer(question, AnswerStatus.REFUSED, "\n".join(lines))
    status = AnswerStatus.PARTIAL if lacking else AnswerStatus.ANSWERED
    return Answer(question, status, "\n".join(lines))
