"""Whether an answer is right, and what people mean who type a number or a day."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from domain.deadlines import read_deadline
from domain.register import MilestoneKind
from domain.study import Choice, Item, ItemType, OptionRole
from domain.vietnamese import clean, fold
from domain.written_numbers import read_words

_FIGURES = re.compile(r"(?<![\w.,])-?\d[\d.,]*\d|(?<![\w.,])-?\d")
_THOUSANDS = re.compile(r"-?\d{1,3}([.,])\d{3}(?:\1\d{3})*$")
_DATED = {
    MilestoneKind.BY_DAY,
    MilestoneKind.BY_MONTH_END,
    MilestoneKind.BY_QUARTER_END,
    MilestoneKind.BY_HALF_YEAR_END,
    MilestoneKind.BY_YEAR_END,
}
_BEFORE = re.compile(r"\b(?:truoc|cham nhat|muon nhat|den|het|xong)\b")
_ISO = re.compile(r"\b(20\d\d)-(\d{1,2})-(\d{1,2})\b")
_MONTHS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
_MONTH_NAME = re.compile(rf"\bthang ({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b")
_SHORT_YEAR = re.compile(r"\b(\d{1,2}[/.-]\d{1,2})[/.-](\d\d)\b(?![/.-])")


def is_possible(item: Item, choice: Choice) -> bool:
    """Tell whether a choice is one that this item offers; others come from no button of it."""
    picks, count = choice.picks, option_count(item)
    if item.type is ItemType.NUMBER:
        return choice.number is not None
    if item.type is ItemType.DATE:
        return choice.day is not None
    if not picks or any(not 0 <= pick < count for pick in picks):
        return False
    if item.type in (ItemType.SINGLE, ItemType.TRUE_FALSE):
        return len(picks) == 1
    if item.type is ItemType.SITUATION:
        return len(picks) == 2 and picks[0] != picks[1]
    if item.type is ItemType.SEVERAL:
        return list(picks) == sorted(set(picks))
    return sorted(picks) == list(range(count))


def option_count(item: Item) -> int:
    """Return how many things there are to choose from; 0 where the answer is typed."""
    if item.type is ItemType.TRUE_FALSE:
        return 2
    return len(item.options) or len(item.pairs) or len(item.sequence)


def is_right(item: Item, choice: Choice) -> bool:
    """Tell whether a choice is the right answer, wholly."""
    if item.type is ItemType.NUMBER:
        return choice.number is not None and choice.number == item.number
    if item.type is ItemType.DATE:
        return choice.day is not None and choice.day == item.day
    return choice.picks == right_picks(item)


def right_picks(item: Item) -> tuple[int, ...]:
    """Return the picks of the right answer; none where it is typed."""
    match item.type:
        case ItemType.TRUE_FALSE:
            return (int(bool(item.answer)),)
        case ItemType.SINGLE | ItemType.SEVERAL:
            return tuple(at for at, option in enumerate(item.options) if option.is_right)
        case ItemType.SITUATION:
            return (_role(item, OptionRole.BEST), _role(item, OptionRole.WORST))
        case ItemType.MATCH | ItemType.ORDER:
            return tuple(range(option_count(item)))
        case _:
            return ()


def why_wrong(item: Item, choice: Choice) -> tuple[str, ...]:
    """Return why what was chosen is wrong, one text a wrong pick, as far as the item tells."""
    if is_right(item, choice):
        return ()
    if item.type is ItemType.TRUE_FALSE:
        return (item.why,) if item.why else ()
    if not item.options:
        return ()
    right = right_picks(item)
    if item.type is ItemType.SITUATION:
        missed = [pick for pick, wanted in zip(choice.picks, right, strict=False) if pick != wanted]
    else:
        missed = [pick for pick in choice.picks if pick not in right]
    return tuple(item.options[pick].why for pick in missed if item.options[pick].why)


def read_typed(item: Item, text: str) -> Choice | None:
    """Return what a typed answer to a number or date item says; None where it says neither."""
    if item.type is ItemType.NUMBER:
        number = read_number(text)
        return None if number is None else Choice(number=number)
    if item.type is ItemType.DATE:
        day = read_day(text, item.day.year if item.day else None)
        return None if day is None else Choice(day=day)
    return None


def read_number(text: str) -> Decimal | None:
    """Return the one number that a text says: "98%", "98 phần trăm", "95,5", "1.000", "chín tám".

    None where it says none, or more than one.
    """
    figures = set(_FIGURES.findall(text))
    if figures:
        found = [_figure(figure) for figure in figures]
        return found[0] if len(found) == 1 else None
    return read_words(clean(text))


def read_day(text: str, year: int | None) -> date | None:
    """Return the day by which a text says: "30/6/2026", "tháng 6/2026" (its last day), "quý III".

    `year` stands for one that is not said. "Trước tháng 7" is read as June's last day.
    """
    written = _ISO.sub(lambda m: f"{m[3]}/{m[2]}/{m[1]}", fold(clean(text)))
    written = _MONTH_NAME.sub(lambda m: f"thang {_MONTHS[m[1]]}", written)
    written = _SHORT_YEAR.sub(r"\1/20\2", written)
    kind, due = read_deadline(written, year=year)
    if kind in _DATED and due is not None:
        return due
    bare = _BEFORE.sub(" ", written).strip()
    kind, due = read_deadline(f"ngày {bare}", year=year)
    return due if kind is MilestoneKind.BY_DAY else None


def _figure(figure: str) -> Decimal | None:
    grouped = _THOUSANDS.fullmatch(figure)
    plain = figure.replace(grouped[1], "") if grouped else figure.replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _role(item: Item, role: OptionRole) -> int:
    return next((at for at, option in enumerate(item.options) if option.role is role), -1)
