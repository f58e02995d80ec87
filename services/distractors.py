"""Wrong options that are near and certainly wrong: other units, other days, other figures.

What could be argued about is left out: a unit that stands in a group which leads or coordinates,
a unit with a like duty elsewhere, a month inside the right quarter.
"""

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from rapidfuzz import fuzz

from domain.register import Document, Duty, Measure, Milestone, MilestoneKind, Unit
from domain.vietnamese import fold, syllables
from retrieval.figures import show

# Heads of names that "các sở, ban, ngành" takes in; a unit of these is never safe beside it.
_MEMBERS = ("so ", "ban ", "thanh tra", "van phong", "cuc ", "chi cuc", "kho bac", "cong an")
_ALIKE = 0.34
_QUARTERS = ("I", "II", "III", "IV")
_BOUNDS = {
    "=": "{}",
    ">=": "từ {} trở lên",
    ">": "trên {}",
    "<=": "không quá {}",
    "<": "dưới {}",
    "~": "khoảng {}",
}


def other_units(
    document: Document, taken: Iterable[str], near: Unit, groups: Iterable[str] = ()
) -> tuple[Unit, ...]:
    """Return units that are not `taken` nor part of `groups`, those like the right one first."""
    used, active = set(taken), _working(document)
    whole = [document.unit_by_id[one] for one in groups if one in document.unit_by_id]
    found = [
        unit
        for unit in document.units
        if unit.id in active
        and unit.id not in used
        and not is_member(unit, near)
        and not any(is_member(unit, group) for group in whole)
    ]
    return tuple(sorted(found, key=lambda unit: (-_likeness(unit, near), unit.id)))


def is_member(one: Unit, other: Unit) -> bool:
    """Tell whether one of two units may be part of the other, a group."""
    unit, group = (other, one) if one.is_group else (one, other)
    if not group.is_group:
        return False
    if unit.is_group:
        return True
    is_body = fold(unit.name).startswith(_MEMBERS)
    is_local = fold(unit.name).startswith(("ubnd xa", "ubnd phuong", "ubnd thi", "ubnd dac khu"))
    return is_local if fold(group.name).startswith("ubnd") else is_body


def _working(document: Document) -> set[str]:
    """Return the units that the document gives work to, so that each of them may be thought of."""
    found = {unit for block in document.blocks for unit in block.units}
    for task in document.tasks:
        found.update((*task.leads, *task.coordinators))
    return found


def _likeness(unit: Unit, near: Unit) -> float:
    same_head = unit.name.split()[:1] == near.name.split()[:1]
    return 100 * same_head + fuzz.ratio(unit.name, near.name)


def units_without(document: Document, duty: Duty, near: Unit) -> tuple[Unit, ...]:
    """Return units whose own lists hold no duty like this one, those like the right one first."""
    text = document.by_key[duty.key].text
    rare = _rare_words(document)
    words = _words(text) & rare
    alike = {
        unit
        for block in document.blocks
        for paragraph in document.by_path[block.path].paragraphs
        if paragraph.key != duty.key and _overlap(words, _words(paragraph.text) & rare) >= _ALIKE
        for unit in block.units
    }
    named = {unit.id for unit in document.units if fold(unit.name) in fold(text)}
    taken = {*duty.leads, *duty.coordinators, *alike, *named}
    return other_units(document, taken, near, {*alike, *named, *duty.coordinators})


def _rare_words(document: Document) -> set[str]:
    """Return the words that tell one duty from another: those of few of the blocks' paragraphs."""
    texts = [_words(p.text) for b in document.blocks for p in document.by_path[b.path].paragraphs]
    count = Counter(word for words in texts for word in words)
    return {word for word, number in count.items() if number <= max(2, len(texts) // 5)}


def _words(text: str) -> set[str]:
    return set(syllables(fold(text)))


def _overlap(one: set[str], other: set[str]) -> float:
    """Return which share of the shorter list of words stands in the other too."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def day_wording(kind: MilestoneKind, due: date) -> str:
    """Return a due day as an option names it: "tháng 6/2026", "quý III/2026", "15/8/2026"."""
    match kind:
        case MilestoneKind.BY_QUARTER_END:
            return f"Quý {_QUARTERS[(due.month - 1) // 3]}/{due.year}"
        case MilestoneKind.BY_MONTH_END:
            return f"Tháng {due.month}/{due.year}"
        case MilestoneKind.BY_HALF_YEAR_END:
            return f"6 tháng {'đầu' if due.month == 6 else 'cuối'} năm {due.year}"
        case MilestoneKind.BY_YEAR_END:
            return f"Năm {due.year}"
        case _:
            return f"{due.day}/{due.month}/{due.year}"


def other_days(document: Document, milestone: Milestone) -> tuple[str, ...]:
    """Return other times: first those of the document, then the ones around, none overlapping."""
    assert milestone.due is not None
    spans = [_span(milestone.kind, milestone.due)]
    found: list[str] = []
    own = [(m.kind, m.due) for m in document.milestones if m.due is not None]
    near = sorted(set(own), key=lambda one: (abs((one[1] - spans[0][1]).days), one))
    for kind, due in (*near, *_around(milestone.kind, milestone.due)):
        span = _span(kind, due)
        if all(span[1] < other[0] or other[1] < span[0] for other in spans):
            spans.append(span)
            found.append(day_wording(kind, due))
    return tuple(found)


def _around(kind: MilestoneKind, due: date) -> Iterator[tuple[MilestoneKind, date]]:
    """Yield times of the same kind before and after, the nearest first."""
    step = {
        MilestoneKind.BY_QUARTER_END: 3,
        MilestoneKind.BY_HALF_YEAR_END: 6,
        MilestoneKind.BY_YEAR_END: 12,
    }.get(kind, 1)
    for distance in (1, 2, 3):
        for months in (distance * step, -distance * step):
            yield kind, _moved(due, months)


def _moved(due: date, months: int) -> date:
    """Return the same day so many months later; the last day of a month stays the last."""
    at = due.year * 12 + due.month - 1 + months
    year, month = at // 12, at % 12 + 1
    last = calendar.monthrange(year, month)[1]
    is_last = due.day == calendar.monthrange(due.year, due.month)[1]
    return date(year, month, last if is_last else min(due.day, last))


def _span(kind: MilestoneKind, due: date) -> tuple[date, date]:
    """Return the first and last day that a time takes in."""
    months = {
        MilestoneKind.BY_MONTH_END: 1,
        MilestoneKind.BY_QUARTER_END: 3,
        MilestoneKind.BY_HALF_YEAR_END: 6,
        MilestoneKind.BY_YEAR_END: 12,
    }.get(kind)
    if months is None:
        return due, due
    return _moved(due, 1 - months).replace(day=1), due


def figure_wording(measure: Measure, value: Decimal | None = None) -> str:
    """Return a figure as an option names it: "từ 98% trở lên", "trên 56.000 lao động mỗi năm"."""
    shown = show(measure.value if value is None else value)
    unit = measure.unit if measure.unit == "%" else f" {measure.unit}"
    bound = _BOUNDS[measure.operator].format(f"{shown}{unit}")
    return f"{bound} mỗi năm" if measure.per_year else bound


def other_figures(document: Document, measure: Measure) -> tuple[str, ...]:
    """Return other figures for the same thing: first those of the document, then the ones near."""
    own = [m.value for t in document.targets for m in t.measures if m.unit == measure.unit]
    if measure.unit == "%" and measure.operator != "=":
        own = [value for value in own if value < 100]
    near = sorted(set(own) - {measure.value}, key=lambda value: abs(value - measure.value))
    close = [value for value in near if abs(value - measure.value) <= measure.value / 2]
    values = dict.fromkeys([*close, *_near(measure)])
    return tuple(figure_wording(measure, value) for value in values)


def _near(measure: Measure) -> Sequence[Decimal]:
    """Return rounder figures around one: of a share below 100 %, of a count by steps of it."""
    value = measure.value
    if measure.unit == "%" and value >= 20:
        steps = [value - 5, value + 5, value - 10, value - 15, value - 20]
        most = 100 if measure.operator == "=" else 99
        return [one for one in steps if 0 < one <= most]
    if value < 10:
        return [one for one in (value + 1, value + 2, value - 1, value + 3) if one > 0]
    step = Decimal(10) ** (len(str(int(value))) - 1)
    rounded = (value // step) * step
    return [one for one in (rounded, rounded + step, rounded - step, rounded + 2 * step)
            if one > 0 and one != value]  # fmt: skip
