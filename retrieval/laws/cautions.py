"""What to say beside a law: not yet or no longer in force, older than an amendment."""

from datetime import date

from domain.register import Amendment, DocumentInfo


def caution(info: DocumentInfo, as_of: date) -> tuple[str, ...]:
    """Return the reservations under which a law is told on a day."""
    name = f"{info.kind[:1].upper()}{info.kind[1:]} {info.number or info.title}"
    said: list[str] = []
    if info.in_force_from and as_of < info.in_force_from:
        said.append(
            f"Lưu ý: {name} có hiệu lực từ {info.in_force_from:%d/%m/%Y}, "
            "chưa áp dụng vào ngày hỏi."
        )
    if info.in_force_to and as_of > info.in_force_to:
        by = f", thay bằng {info.replaced_by}" if info.replaced_by else ""
        said.append(f"Lưu ý: {name} đã hết hiệu lực từ {info.in_force_to:%d/%m/%Y}{by}.")
    newer = [a for a in info.amended_by if a.since is None or a.since <= as_of]
    if newer:
        names = ", ".join(_named(a) for a in newer)
        said.append(
            f"Lưu ý: bản đang có của {name} chưa gồm sửa đổi của {names}; "
            "cần đối chiếu trước khi áp dụng."
        )
    return tuple(said)


def _named(amendment: Amendment) -> str:
    since = f" (hiệu lực {amendment.since:%d/%m/%Y})" if amendment.since else ""
    return f"văn bản số {amendment.number}{since}"
