"""Wordings to begin from when one answers, asks, refuses or apologises; […] is filled in."""

from collections.abc import Mapping

from domain.desk_drafts import Deed
from handlers.render.markup import bold, escape, italic

STILL_BLANK = (
    "Còn chỗ trống […] trong câu mẫu. Xin điền cho đúng vụ việc rồi gửi lại, để người dân không "
    "nhận câu trả lời chung chung."
)
APOLOGY_WORDING = (
    "Chúng tôi xin lỗi ông/bà vì đã trả lời chậm so với thời hạn. Lỗi thuộc về chúng tôi, và chúng "
    "tôi hiểu việc chờ đợi đã làm ông/bà mất thời gian."
)
# Names and wordings to begin from; what stands in […] is to be filled in.
_TEMPLATES: Mapping[Deed, tuple[tuple[str, str], ...]] = {
    Deed.ANSWER: (
        (
            "Đúng, đã khắc phục",
            "Cảm ơn ông/bà đã phản ánh. Chúng tôi đã kiểm tra [việc gì, ngày nào] và thấy phản ánh "
            "đúng: [điều đã xảy ra]. Chúng tôi xin lỗi về việc này. Đã xử lý: [việc đã làm, ai "
            "làm].",
        ),
        (
            "Đúng một phần",
            "Cảm ơn ông/bà đã phản ánh. Qua kiểm tra [việc gì, ngày nào], chúng tôi thấy đúng ở "
            "chỗ [điều đúng]; còn [điều chưa đúng] vì [căn cứ]. Đã xử lý: [việc đã làm].",
        ),
        (
            "Chưa đúng quy định",
            "Cảm ơn ông/bà đã phản ánh. Chúng tôi đã kiểm tra [việc gì, ngày nào]. Việc đã làm là "
            "[sự việc], theo [văn bản, điều khoản]. Nếu ông/bà có thêm [giấy tờ, người biết việc], "
            "xin bổ sung để chúng tôi xem lại.",
        ),
        (
            "Kiến nghị được nhận",
            "Cảm ơn ông/bà đã góp ý. Chúng tôi thấy kiến nghị [điều gì] làm được và giao [ai] thực "
            "hiện từ [ngày].",
        ),
    ),
    Deed.ASK: (
        (
            "Hỏi thời gian",
            "Để kiểm tra cho đúng, xin ông/bà cho biết thêm: việc xảy ra ngày nào, buổi nào?",
        ),
        (
            "Hỏi nơi, người",
            "Xin ông/bà cho biết thêm: ở bộ phận, quầy nào, ai tiếp? Không cần tên nếu không nhớ.",
        ),
        ("Hỏi giấy tờ", "Xin ông/bà gửi ảnh [giấy tờ gì]; có thể che những thông tin riêng."),
    ),
    Deed.REFUSE: (
        (
            "Không rõ sự việc",
            "Chúng tôi chưa giải quyết được vì chưa rõ sự việc, dù đã hỏi thêm ngày [ngày]. Ông/bà "
            "có thể mở lại hồ sơ khi có thêm thông tin.",
        ),
        (
            "Đã giải quyết",
            "Việc này đã được giải quyết trong [văn bản, ngày]. Kết quả: [kết quả].",
        ),
    ),
}


def templates(deed: Deed) -> tuple[tuple[str, str], ...]:
    """Return the wordings to begin from: name and text."""
    return _TEMPLATES.get(deed, ())


def template(name: str, text: str) -> str:
    """Return a wording that is copied by a touch, to be sent back with its blanks filled in."""
    return f"{bold(name)}\n<code>{escape(text)}</code>\n\n" + italic(
        "Chạm vào để chép, điền các chỗ […], rồi gửi lại đây."
    )


def has_blank(text: str) -> bool:
    """Tell whether something of a template was left to fill in."""
    start = text.find("[")
    return 0 <= start < text.find("]", start)
