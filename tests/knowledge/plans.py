"""Plans written for the tests, and small ones built from parts."""

from pathlib import Path

from domain.register import Document
from knowledge.parser import parse_document

PLANS = Path(__file__).parents[1] / "plans"
PROVINCE = "ke-hoach-lam-giang"
COMMUNE = "ke-hoach-tan-phuoc"
EVERY_PLAN = tuple(sorted(path.stem for path in PLANS.glob("ke-hoach-*.txt")))
# These came with sentences broken by pages and rows typed by hand; cut anew, they are other texts.
BROKEN_AS_TYPED = (
    "ke-hoach-chat-thai-ran",
    "ke-hoach-chong-han",
    "ke-hoach-ea-hning",
    "ke-hoach-krong-hleo",
    "ke-hoach-ky-nang-so",
    "ke-hoach-y-te-co-so",
)
WHOLE_PLANS = tuple(name for name in EVERY_PLAN if name not in BROKEN_AS_TYPED)


def plan_text(name: str) -> str:
    """Return the text of one of the plans in `tests/plans`."""
    return (PLANS / f"{name}.txt").read_text(encoding="utf-8")


def small_plan(*lines: str, head: str = "Số: 9/KH-UBND") -> Document:
    """Return a plan of the year 2026 with `lines` as its body."""
    text = "\n".join(
        (head, "Hòa Lâm, ngày 5 tháng 1 năm 2026", "KẾ HOẠCH", "Công tác năm 2026",
         "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;", *lines)
    )  # fmt: skip
    return parse_document(text)
