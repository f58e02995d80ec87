"""An item of study on the screen: as it is asked, and as it stands when it was answered."""

from collections.abc import Sequence
from datetime import datetime

from domain.errors import StudyFault
from domain.grading import right_picks
from domain.study import Choice, Item, ItemType, OptionRole
from handlers.render.markup import bold, escape, italic
from handlers.texts.names import day
from handlers.texts.study_words import LETTERS, OWN_ITEM, figure, in_days, short_day, skill_name
from services.study_views import Answered, Asked

UNSURE, UNSURE_MARKED = "Chưa chắc", "☑ Chưa chắc"
DONE, ANEW = "Xong", "Làm lại"
YES, NO = "Đúng", "Sai"
STOP = "Dừng"
NEXT, RESULT = "Câu tiếp", "Xem kết quả"
ASK_MORE = "Hỏi thêm"
UNSURE_NOTED = "Xin vẫn chọn câu trả lời; câu này sẽ trở lại sớm hơn."
ALREADY = "Câu này đã trả lời rồi."
NOT_YOURS = "Nút này đã cũ hoặc không phải của ông/bà. Gõ /hoc để học tiếp, /thi để xem bài thi."
OVER = "Buổi học này đã kết thúc. Gõ /hoc để học tiếp."
EXAM_OVER = "Bài thi này đã kết thúc. Gõ /thi để xem kết quả."
RETIRED = "Câu này vừa được biên tập viên rút hoặc sửa lại, nên câu trả lời không tính."
NO_CHOICE = "Câu này không có lựa chọn đó. Xin bấm lại trên câu đang hiện."
NOT_A_NUMBER = "Tôi chưa đọc được con số. Xin gõ một số, ví dụ 95 hoặc 95%."
NOT_A_DAY = "Tôi chưa đọc được ngày. Xin gõ ngày, tháng hoặc quý, ví dụ 30/6/2026, tháng 6/2026."

FAULTS = {
    StudyFault.NOT_YOURS: NOT_YOURS,
    StudyFault.OVER: OVER,
    StudyFault.ANSWERED: ALREADY,
    StudyFault.RETIRED: RETIRED,
    StudyFault.NO_CHOICE: NO_CHOICE,
}

_RIGHT, _WRONG = "✓", "✗"
_HINTS = {
    ItemType.TRUE_FALSE: "Nhận định này đúng hay sai?",
    ItemType.SEVERAL: "Có nhiều phương án đúng: bấm từng chữ cái, rồi bấm Xong.",
    ItemType.MATCH: "Bấm chữ cái ghép với số (1), rồi số (2)…",
    ItemType.ORDER: "Bấm các chữ cái lần lượt theo đúng thứ tự.",
    ItemType.NUMBER: "Xin gõ con số.",
    ItemType.DATE: "Xin gõ ngày, tháng hoặc quý.",
    ItemType.SITUATION: "Bấm cách xử lý tốt nhất trước, rồi cách kém nhất.",
}
_ROLES = {
    OptionRole.BEST: "tốt nhất",
    OptionRole.WORST: "kém nhất",
}


def asked(asked: Asked, picks: Sequence[int], now: datetime | None = None) -> str:
    """Return an item as it is asked, with what is chosen so far; `now` where an exam runs."""
    item = asked.item
    lines = [_head(asked.number, asked.of, item, _left(asked, now)), escape(item.stem)]
    choices = _choices(asked)
    lines += ["", *choices] if choices else []
    chosen = _chosen(asked, picks)
    hint = "" if chosen or _asks_itself(item) else _HINTS.get(item.type, "")
    lines += [""] if hint or chosen or not asked.is_vetted else []
    lines += [chosen] if chosen else []
    lines += [italic(hint)] if hint else []
    lines += [] if asked.is_vetted else [italic(OWN_ITEM)]
    return "\n".join(lines)


def answered(told: Answered, place: str, document: str, caution: str) -> str:
    """Return an item when it was answered: what is right, why, where it stands, when it returns.

    `place` and `document` name its source, `caution` warns of later changes of it.
    """
    item = told.item
    back = f"Câu này sẽ trở lại {in_days(told.days)} ({short_day(told.due_on)})."
    parts = [
        _head(told.number, told.of, item, ""),
        escape(item.stem),
        "",
        *_solution(told),
        "",
        f"{bold(_verdict(told))} {escape(item.explanation)}",
        *(f"• {escape(why)}" for why in told.whys),
        f"Căn cứ: {bold(place)} – {escape(document)}",
        *([italic(f"Lưu ý: {caution}")] if caution else []),
        back,
    ]
    return "\n".join(parts)


def letter(order: Sequence[int], pick: int) -> str:
    """Return under which letter a choice is shown."""
    return LETTERS[order.index(pick)]


def answer_words(item: Item, choice: Choice) -> str:
    """Return a typed answer in words."""
    if choice.number is not None:
        return figure(choice.number, item.unit)
    return "" if choice.day is None else day(choice.day)


def _asks_itself(item: Item) -> bool:
    """Tell whether a statement already asks whether it is true."""
    return item.type is ItemType.TRUE_FALSE and "đúng hay sai" in item.stem.lower()


def _head(number: int, of: int, item: Item, left: str) -> str:
    return bold(f"Câu {number}/{of} · {skill_name(item.skill)}") + left


def _left(asked: Asked, now: datetime | None) -> str:
    if now is None or asked.ends_at is None:
        return ""
    seconds = max(0, int((asked.ends_at - now).total_seconds()))
    end = asked.ends_at.astimezone(now.tzinfo)
    left = f"{-(-seconds // 60)} phút" if seconds > 60 else f"{seconds} giây"
    return f"\nCòn {left} (đến {end:%H:%M})"


def _choices(asked: Asked) -> list[str]:
    item, order = asked.item, asked.order
    match item.type:
        case ItemType.MATCH:
            lefts = [f"({at}) {escape(p.left)}" for at, p in enumerate(item.pairs, 1)]
            rights = [_lettered(order, pick, item.pairs[pick].right) for pick in order]
            return [*lefts, "", *rights]
        case ItemType.ORDER:
            return [_lettered(order, pick, item.sequence[pick]) for pick in order]
        case ItemType.SINGLE | ItemType.SEVERAL | ItemType.SITUATION:
            return [_lettered(order, pick, item.options[pick].text) for pick in order]
        case _:
            return []


def _lettered(order: Sequence[int], pick: int, text: str) -> str:
    return f"{bold(letter(order, pick) + '.')} {escape(text)}"


def _chosen(asked: Asked, picks: Sequence[int]) -> str:
    """Return what was chosen so far of an item that takes several presses."""
    if not picks:
        return ""
    letters = [letter(asked.order, pick) for pick in picks]
    match asked.item.type:
        case ItemType.MATCH:
            pairs = ", ".join(f"({at}) {one}" for at, one in enumerate(letters, 1))
            return f"Đã ghép: {bold(pairs)}"
        case ItemType.ORDER:
            return f"Thứ tự: {bold(' → '.join(letters))}"
        case ItemType.SEVERAL:
            return f"Đã chọn: {bold(', '.join(sorted(letters)))}"
        case ItemType.SITUATION:
            worst = f"; kém nhất: {bold(letters[1])}" if len(letters) > 1 else ""
            ask = "" if worst else ". Giờ xin bấm cách kém nhất."
            return f"Tốt nhất: {bold(letters[0])}{worst}{ask}"
        case _:
            return ""


def _verdict(told: Answered) -> str:
    if not told.is_right:
        return "Chưa đúng."
    return "Đúng rồi." if told.is_sure else "Đúng rồi, dù ông/bà chưa chắc."


def _solution(told: Answered) -> list[str]:
    item = told.item
    match item.type:
        case ItemType.SINGLE | ItemType.SEVERAL:
            return [_option(told, pick) for pick in told.order]
        case ItemType.SITUATION:
            return [_action(told, pick) for pick in told.order]
        case ItemType.TRUE_FALSE:
            return [f"Đáp án: {bold(YES if item.answer else NO)}"]
        case ItemType.MATCH:
            return [_pair(told, at) for at in range(len(item.pairs))]
        case ItemType.ORDER:
            return _sequence(told)
        case _:
            return _typed(told)


def _option(told: Answered, pick: int) -> str:
    text = told.item.options[pick].text
    name = letter(told.order, pick)
    is_chosen = pick in told.choice.picks
    if told.item.options[pick].is_right:
        missed = "" if is_chosen or told.item.type is ItemType.SINGLE else " (bỏ sót)"
        return f"{_RIGHT} {bold(f'{name}. {text}')}{missed}"
    return f"{_WRONG if is_chosen else '–'} {name}. {escape(text)}"


def _action(told: Answered, pick: int) -> str:
    option, name = told.item.options[pick], letter(told.order, pick)
    wanted = right_picks(told.item)
    role = _ROLES.get(option.role) if option.role is not None else None
    if role is None:
        mark = _WRONG if pick in told.choice.picks else "–"
        return f"{mark} {name}. {escape(option.text)}"
    at = wanted.index(pick)
    mark = _RIGHT if told.choice.picks[at] == pick else _WRONG
    return f"{mark} {bold(f'{name}. {option.text}')} ({role})"


def _pair(told: Answered, at: int) -> str:
    pair, chosen = told.item.pairs[at], told.choice.picks[at]
    joined = f"({at + 1}) {escape(pair.left)} – {bold(pair.right)}"
    if chosen == at:
        return f"{_RIGHT} {joined}"
    return f"{_WRONG} {joined} (ông/bà chọn {letter(told.order, chosen)})"


def _sequence(told: Answered) -> list[str]:
    steps = [f"{at}. {escape(step)}" for at, step in enumerate(told.item.sequence, 1)]
    if told.is_right:
        return steps
    chosen = " → ".join(str(pick + 1) for pick in told.choice.picks)
    return ["Thứ tự đúng:", *steps, f"Ông/bà xếp: {chosen}"]


def _typed(told: Answered) -> list[str]:
    item = told.item
    if item.number is not None:
        right = figure(item.number, item.unit)
    else:
        assert item.day is not None
        same = day(item.day)
        right = f"{item.wording} ({same})" if item.wording and item.wording != same else same
    own = [] if told.is_right else [f"Ông/bà trả lời: {answer_words(item, told.choice)}"]
    return [f"Đáp án: {bold(right)}", *own]
