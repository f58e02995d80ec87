"""Item analysis and recall in words."""

from collections.abc import Sequence

from domain.item_analysis import LEAST_ATTEMPTS, WEAK_BELOW, ItemFlag
from domain.recall import Calibration
from domain.study import Item, ItemType
from services.item_figures import ItemReport

FLAGS = {
    ItemFlag.WEAK: f"độ phân biệt dưới {WEAK_BELOW:g}".replace(".", ","),
    ItemFlag.LURE: "phương án sai được chọn nhiều hơn đáp án",
}
NOTES = (
    "Chỉ tính câu trả lời đầu tiên của mỗi người cho mỗi câu; không nêu tên ai.",
    f"Câu có dưới {LEAST_ATTEMPTS} lượt trả lời chưa có số liệu.",
    "Độ khó: tỷ lệ trả lời đúng (càng cao càng dễ).",
    "Độ phân biệt: tỷ lệ đúng của 27% người khá nhất trừ tỷ lệ đúng của 27% người yếu nhất; "
    "dưới 0,2 là câu cần xem lại.",
    "Tương quan điểm nhị phân: trả lời đúng câu này đi với làm đúng các câu khác đến đâu.",
)


def summary(reports: Sequence[ItemReport]) -> str:
    """Return how many items were analysed, and how many are in doubt."""
    known = [one.figures for one in reports if one.figures is not None]
    doubtful = sum(bool(figures.flags) for figures in known)
    return (
        f"{len(reports)} câu có người trả lời, {len(known)} câu đủ {LEAST_ATTEMPTS} lượt, "
        f"{doubtful} câu cần xem lại."
    )


def choice_text(item: Item, pick: str) -> str:
    """Return what a choice of the log stands for."""
    match item.type:
        case ItemType.TRUE_FALSE:
            return "Đúng" if pick == "1" else "Sai"
        case ItemType.NUMBER:
            return f"{pick.removeprefix('n').replace('.', ',')}{_unit(item)}"
        case ItemType.DATE:
            year, month, day = pick.removeprefix("d").split("-")
            return f"{int(day)}/{int(month)}/{year}"
        case ItemType.MATCH | ItemType.ORDER:
            return "thứ tự " + "-".join(str(int(one) + 1) for one in pick.split(",") if one)
        case _:
            return item.options[int(pick)].text


def _unit(item: Item) -> str:
    return item.unit if item.unit in ("", "%") else f" {item.unit}"


def recall_line(found: Calibration) -> str:
    """Return how well recall was predicted, in one line."""
    loss, rmse = f"{found.log_loss:.3f}".replace(".", ","), f"{found.rmse * 100:.1f}"
    return (
        f"{grouped(found.reviews)} lượt ôn; mức nhớ dự đoán lệch trung bình "
        f"{rmse.replace('.', ',')} điểm phần trăm (log loss {loss})."
    )


def grouped(number: int) -> str:
    """Return a whole number as it is written in Vietnamese: 3.000."""
    return f"{number:,}".replace(",", ".")
