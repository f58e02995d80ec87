"""The bank for editors in words: an item with its source, and what came of a decision."""

from collections.abc import Mapping, Sequence

from domain.citations import place_words
from domain.grading import right_picks
from domain.study import Item, ItemOrigin, ItemState, ItemType, OptionRole, Skill
from handlers.render.markup import bold, escape
from handlers.screens import shortened
from handlers.texts.names import day
from handlers.texts.study_names import SKILLS, TYPES
from services.bank import BankItem

TITLE = "Duyệt câu hỏi tự học"
DRAFTS = "Bản nháp"
SHIPPED = "Do dự án biên soạn"
IMPORT = "Nhập tệp"
EXPORT = "Tải ngân hàng"
FIGURES = "Phân tích câu hỏi"
APPROVE = "✓ Duyệt"
TAKE_OVER = "✓ Nhận thẩm định"
EDIT = "Sửa"
REJECT = "Bỏ, nêu lý do"
WITHDRAW = "Rút, nêu lý do"
SKIP = "Câu sau"
PASSAGE = "Xem nguồn"
BACK = "◀ Ngân hàng"
BACK_TO_ITEM = "◀ Câu này"
STOP = "Thôi"
STOPPED = "Vâng, câu này để nguyên."
NOTHING = "Không còn câu nào chờ ở đây."
NOT_VETTED = "do dự án biên soạn, chưa có cơ quan thẩm định"
ITEM_GONE = "Câu hỏi này không còn trong ngân hàng."
TOO_LATE = "Câu này đã được xử lý hoặc đã có lời mới. Đây là bản hiện tại."
CHOOSE_PART = "Sửa phần nào?"
ASK_REASON = "Vì sao? Xin viết một câu; người soạn và người duyệt sau sẽ đọc."
REASON_TOO_LONG = "Lý do dài quá. Xin viết gọn trong 500 chữ cái."
NO_WORDS = "Xin gửi phần lời mới bằng chữ."
_LETTERS = "ABCDEFGHIJ"
_ORIGINS = {
    ItemOrigin.SHIPPED: "dự án biên soạn",
    ItemOrigin.GENERATED: "máy soạn từ bảng phân công",
    ItemOrigin.IMPORTED: "nhập từ tệp",
    ItemOrigin.EDITOR: "biên tập viên soạn",
}
_ROLES = {OptionRole.BEST: "tốt nhất", OptionRole.WORST: "tệ nhất", OptionRole.OTHER: "tạm được"}
_LONGEST_SOURCE = 700


def overview(counts: Mapping[tuple[Skill, ItemState], int], waiting: int) -> str:
    """Return how many items there are by skill; `waiting` are those nobody answers for yet."""
    drafts = sum(number for (_, state), number in counts.items() if state is ItemState.DRAFT)
    lines = [bold(TITLE), f"Chờ duyệt: {drafts} bản nháp. Chưa thẩm định: {waiting} câu đang hỏi."]
    for skill in Skill:
        lines.append(f"• {SKILLS[skill]}: {counts.get((skill, ItemState.APPROVED), 0)} câu")
    return "\n".join(lines)


def card(held: BankItem, document: str, source: str, lacking: Sequence[str]) -> str:
    """Return an item with key, reasons, the passage that it rests on, and what it lacks."""
    item = held.item
    lines = [
        f"{bold(item.code)} · {TYPES[item.type]} · {SKILLS[item.skill]} · {_standing(held)}",
        "",
        bold(item.stem),
        *_answers(item),
        "",
        f"Lời giải: {escape(item.explanation) or '(chưa có)'}",
        f"Nguồn: {escape(document)}, {escape(place_words(item.path))}",
    ]
    if source:
        lines.append(f"<blockquote>{escape(shortened(source, _LONGEST_SOURCE))}</blockquote>")
    if held.note:
        lines.append(f"Ghi chú: {escape(held.note)}")
    if lacking:
        lines += ["Cần bổ sung trước khi duyệt:", *(f"• {escape(words)}" for words in lacking)]
    return "\n".join(lines)


def _standing(held: BankItem) -> str:
    match held.state:
        case ItemState.DRAFT:
            return f"bản nháp, {_ORIGINS[held.origin]}"
        case ItemState.RETIRED:
            return "đã rút"
        case _:
            return "đã thẩm định" if held.is_vetted else NOT_VETTED


def _answers(item: Item) -> list[str]:
    match item.type:
        case ItemType.TRUE_FALSE:
            right, other = ("Đúng", "Sai") if item.answer else ("Sai", "Đúng")
            return [f"✓ {right}", f"{other}: {escape(item.why) or '(chưa nêu lý do)'}"]
        case ItemType.NUMBER:
            number = f"{item.number}".replace(".", ",")
            return [f"✓ {number}{item.unit if item.unit == '%' else f' {item.unit}'.rstrip()}"]
        case ItemType.DATE:
            wording = f" ({escape(item.wording)})" if item.wording else ""
            return [f"✓ {day(item.day)}{wording}" if item.day else "(chưa có đáp án)"]
        case ItemType.MATCH:
            return [f"• {escape(pair.left)} → {escape(pair.right)}" for pair in item.pairs]
        case ItemType.ORDER:
            return [f"{at}. {escape(step)}" for at, step in enumerate(item.sequence, 1)]
        case _:
            return [_option(item, at) for at in range(len(item.options))]


def _option(item: Item, at: int) -> str:
    option = item.options[at]
    if option.role is not None:
        mark = f" [{_ROLES[option.role]}]"
    else:
        mark = " ✓" if at in right_picks(item) else ""
    why = f"\n   <i>{escape(option.why)}</i>" if option.why else ""
    return f"{_LETTERS[at]}. {escape(option.text)}{mark}{why}"


def part_label(part: str, item: Item) -> str:
    """Return what stands on the button of a part of an item that can be edited."""
    kind, at = part[:1], int(part[1:] or 0)
    match kind:
        case "c":
            return "Câu hỏi"
        case "g":
            return "Lời giải"
        case "l":
            return "Lý do"
        case "p":
            return f"Phương án {_LETTERS[at]}"
        case "v":
            return f"Vì sao {_LETTERS[at]}"
        case "t":
            return f"Vế trái {at + 1}"
        case "u":
            return f"Vế phải {at + 1}"
        case _:
            return f"Bước {at + 1}"


def ask_words(label: str, now: str) -> str:
    """Return the request for new words, with the present ones to copy."""
    present = f"\nHiện nay: <code>{escape(now)}</code>" if now else ""
    return f"Xin gửi lời mới cho phần {bold(label.lower())}.{present}"


def unusable(faults: Sequence[str]) -> str:
    """Return why an item cannot be asked as it stands."""
    listed = "\n".join(f"• {fault}" for fault in faults)
    return f"Chưa dùng được:\n{listed}\nXin sửa rồi duyệt lại."


def approved(code: str) -> str:
    """Return that an item is asked from now on."""
    return f"Đã duyệt {code}."


def rejected(code: str) -> str:
    """Return that a draft was refused."""
    return f"Đã bỏ {code}."


def withdrawn(code: str) -> str:
    """Return that an item is asked no more."""
    return f"Đã rút {code}. Không ai bị hỏi câu này nữa."


def refused_words(faults: Sequence[str]) -> str:
    """Return why new words cannot stand, and that others may be sent."""
    listed = "\n".join(f"• {escape(fault)}" for fault in faults)
    return f"Lời mới chưa dùng được:\n{listed}\nXin gửi lời khác."


def kept_words(code: str) -> str:
    """Return that a draft has new words, though something is still missing."""
    return f"Đã lưu lời mới của {code}; câu vẫn là bản nháp vì còn phần phải bổ sung."


def edited(code: str) -> str:
    """Return that an item has new words and is asked with these."""
    return f"Đã lưu lời mới của {code} và đưa vào hỏi."
