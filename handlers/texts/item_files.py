"""Item files in words: what was read, what is wrong at which line, what was kept."""

from collections.abc import Sequence

from handlers.render.markup import bold, escape
from services.item_exchange import Understood
from services.item_files.parts import RowFault

SEND = (
    "Xin gửi tệp câu hỏi: XLSX (theo mẫu tải về), GIFT hoặc Aiken. Tệp không ghi nguồn thì viết mã "
    "văn bản và mục vào chú thích của tệp, ví dụ: ke-hoach-ct18-dak-lak II.2.i. Câu nhận vào là "
    "bản nháp, chờ duyệt từng câu."
)
NOTHING_KEPT = "Không nhận câu nào."
NO_GOOD_ROW = "Tệp không có câu nào dùng được."
KEEP = "Nhận các câu tốt"
KEEP_ALL = "Nhận làm bản nháp"
BANK_FILE = "ngan-hang-cau-hoi.xlsx"
FIGURES_FILE = "phan-tich-cau-hoi.xlsx"
DROP = "Bỏ tệp này"
DROPPED = "Đã bỏ tệp. Không câu nào được nhận."
ASK_ANEW = "Tệp đã chờ quá lâu hoặc đã xử lý xong. Xin gửi lại."
UNUSABLE = {
    "kind": "Tôi chỉ đọc được tệp câu hỏi .xlsx, .gift hoặc .txt (Aiken, GIFT).",
    "size": "Tệp câu hỏi lớn hơn 10 MB; hãy chia thành nhiều tệp.",
    "encoding": "Tệp không phải chữ UTF-8; hãy lưu lại với mã UTF-8.",
    "empty": "Tệp trống hoặc không phải tệp chữ.",
}
_SHOWN = 8


def row(fault: RowFault) -> str:
    """Return one fault with its row."""
    return f"dòng {fault.row}: {fault.words}" if fault.row else fault.words


def lacking_row(fault: RowFault) -> str:
    """Return what an item that is kept must be given before it is asked."""
    return f"dòng {fault.row}: nhận làm nháp, cần bổ sung: {fault.words}"


def understood(read: Understood) -> str:
    """Return what a file brings, with the first faults."""
    lines = [bold(f"Đọc được {len(read.items)} câu") + f", {len(read.faults)} chỗ sai."]
    lines += _listed([row(fault) for fault in read.faults])
    if read.lacking:
        number = len({fault.row for fault in read.lacking})
        lines.append(f"{number} câu còn thiếu lý do sai hoặc lời giải; bổ sung rồi mới duyệt được.")
    if read.items and read.faults:
        lines.append("Nhận các câu tốt và bỏ những dòng sai?")
    elif read.items:
        lines.append("Nhận làm bản nháp?")
    return "\n".join(lines)


def _listed(lines: Sequence[str]) -> list[str]:
    shown = [f"• {escape(line)}" for line in lines[:_SHOWN]]
    rest = len(lines) - _SHOWN
    return [*shown, f"… và {rest} chỗ khác."] if rest > 0 else shown


def stored(added: int, changed: int) -> str:
    """Return how many items were kept."""
    if not added and not changed:
        return "Các câu này đã có trong ngân hàng, không đổi gì."
    renewed = f", {changed} câu có lời mới" if changed else ""
    return f"Đã nhận {added} câu mới{renewed}. Các câu mới là bản nháp, xin duyệt bằng /duyet."


def written(name: str, items: int, left_out: int) -> str:
    """Return that a file was written."""
    rest = f" {left_out} câu bị bỏ vì dạng tệp này không chứa được." if left_out else ""
    return f"Đã ghi {items} câu vào {name}.{rest}"


def needs_yes(items: int, faults: int) -> str:
    """Return that somebody must say whether the good items are kept."""
    return f"tệp có {faults} chỗ sai; thêm --yes để chỉ nhận {items} câu tốt."


def sure_to_keep(items: int, faults: int) -> str:
    """Return the question before the good items of a faulty file are kept."""
    return f"Tệp có {faults} chỗ sai. Nhận {items} câu tốt?"
