"""Lists in which every item has a figure of one kind: which is most or least, and by how much."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.register import path_of
from domain.vietnamese import fold
from retrieval.answers.evidence import evidence_of
from retrieval.answers.figure_lists import FigureList, Item, figure_lists, measure_of
from retrieval.asks import Ask
from retrieval.draft import Draft, quoted, shown
from retrieval.facts import Facts
from retrieval.figures import SUM_IN_DONG, read_figures, show
from retrieval.frame import Frame
from retrieval.terms import Term, terms_of

_SORT = re.compile(r"\b(nam|thang|quy|thon|buon|xa|phuong|truong|nguon|tram|ho|muc) nao\b")
_DEGREE = re.compile(r"\b(dai|ngan|xa|rong|nang|nhe|cao|thap)(?: \w+)? nhat\b")
_LENGTHS, _WEIGHTS = frozenset({"km", "m", "met"}), frozenset({"kg", "tan", "ta"})
_MEASURES = {
    **dict.fromkeys(("dai", "ngan", "xa", "cao", "thap"), _LENGTHS),
    **dict.fromkeys(("nang", "nhe"), _WEIGHTS),
    "rong": frozenset({"ha", "m2", "m"}),
}
_BETWEEN = re.compile(r"\b(?:voi|va|hay|so voi|hoac|con|hon|kem|ben)\b")
COSTS = re.compile(
    r"\b(?:tien|khoan (?:chi|ho tro)|muc (?:chi|ho tro)|kinh phi|chi phi|ton|ton kem)\b.*\bnhat\b"
)
_MONEY = re.compile(SUM_IN_DONG, re.IGNORECASE)
_ABOUT, _NAMED, _ONLY_ONE = 0.3, 0.34, 0.15


def enumeration_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell the most or the least of a list of figures, or compare two of its items, or pass."""
    if frame.units and frame.asks_any(Ask.LEADS, Ask.COORDINATES):
        return None
    if Ask.COMPARE in frame.asks:
        return _compared(frame, facts)
    if frame.asks_any(Ask.MOST, Ask.LEAST):
        return _extreme(frame, facts) or _dearest_item(frame, facts)
    return None


def _extreme(frame: Frame, facts: Facts) -> Draft | None:
    chosen = _list_asked(frame, facts)
    if chosen is None:
        return None
    lines: list[str] = []
    keys: list[str] = []
    for ask, degree, pick in ((Ask.MOST, "Lớn nhất", max), (Ask.LEAST, "Nhỏ nhất", min)):
        if ask not in frame.asks:
            continue
        value = pick(item.figure.value for item in chosen.items)
        held = [item for item in chosen.items if item.figure.value == value]
        lines.append(f"{degree}: {'; '.join(shown(item.text) for item in held)}.")
        keys.extend(item.key for item in held)
    return Draft(tuple(lines), evidence_of(facts, dict.fromkeys(keys)))


def _dearest_item(frame: Frame, facts: Facts) -> Draft | None:
    """Tell which item of the funds, listed between semicolons, is given most or least, or pass."""
    if not COSTS.search(frame.plain):
        return None
    items: list[tuple[Decimal, str, str]] = []
    for provision in facts.document.provisions:
        for paragraph in provision.paragraphs:
            parts = [part.strip(" .") for part in paragraph.text.split(";")]
            priced = [(sums, part) for part in parts if (sums := _sums_in(part))]
            if len(priced) > 1 and all(len(sums) == 1 for sums, _ in priced):
                items.extend((sums[0], part, paragraph.key) for sums, part in priced)
    if not items:
        return None
    lines, keys = [], []
    for ask, degree, pick in ((Ask.MOST, "Nhiều nhất", max), (Ask.LEAST, "Ít nhất", min)):
        if ask in frame.asks:
            _, part, key = pick(items, key=lambda item: item[0])
            lines.append(f"{degree}: {quoted(part, facts)}")
            keys.append(key)
    return Draft(tuple(lines), evidence_of(facts, dict.fromkeys(keys)))


def _sums_in(text: str) -> list[Decimal]:
    return [f.value for found in _MONEY.findall(text) for f in read_figures(found)]


def _list_asked(frame: Frame, facts: Facts) -> FigureList | None:
    """Return the list that the question, or the answer before it, is about."""
    every = [*figure_lists(facts)]
    measured = _of_measure_asked(every, frame)
    if len(measured) == 1 and facts.cover(frame.topic, measured[0].about).question >= _ONLY_ONE:
        return measured[0]
    lists = [each for each in measured or every if _is_of_sort(each, frame)] or measured or every
    if frame.is_follow_up:
        held = [each for each in lists if _stands_at(each, frame.focus.paths)]
        above = [path.rpartition(".")[0] for path in frame.focus.paths if "." in path]
        held = held or [each for each in lists if _stands_at(each, above)]
        if held:
            return held[0]
    fits = [facts.cover(frame.topic, each.about).question for each in lists]
    columns = [facts.cover(frame.topic, each.column).question for each in lists]
    scored = [(fit, n) for n, fit in enumerate(fits)]
    best = max(scored, default=(0.0, 0), key=lambda entry: (entry[0], columns[entry[1]], -entry[1]))
    everywhere = facts.index.rank(frame.topic, 1)
    rival = everywhere[0].coverage if everywhere else 0.0
    return lists[best[1]] if best[0] >= max(_ABOUT, 0.7 * rival) else None


def _of_measure_asked(lists: Sequence[FigureList], frame: Frame) -> Sequence[FigureList]:
    """Return the lists in the measure of "dài nhất", "nặng nhất", none where none is meant."""
    asked = _DEGREE.search(frame.plain)
    units = _MEASURES[asked.group(1)] if asked else frozenset()
    return [each for each in lists if measure_of(each.items[0]) in units]


def _is_of_sort(each: FigureList, frame: Frame) -> bool:
    """Tell whether the items are of the sort that is asked for: "năm nào", "buôn nào"."""
    asked = _SORT.search(frame.plain)
    if asked is None:
        return False
    named = [item for item in each.items if asked.group(1) in fold(item.name).split()]
    return 2 * len(named) > len(each.items)


def _stands_at(each: FigureList, places: Sequence[str]) -> bool:
    held = {path_of(item.key) for item in each.items}
    return any(path in places or path.rpartition(".")[0] in places for path in held)


def _compared(frame: Frame, facts: Facts) -> Draft | None:
    for each in figure_lists(facts) if frame.paths and frame.topic else ():
        at = [item for item in each.items if path_of(item.key) in frame.paths]
        others = FigureList(tuple(item for item in each.items if item not in at), each.about)
        second = _named(frame.topic, others, facts) if len(at) == 1 else None
        if second:
            return _difference(at[0], second, facts)
    for sides in _sides(frame):
        found = [pair for each in figure_lists(facts) if (pair := _pair(sides, each, facts))]
        if found:
            return _told_apart(found, frame, facts)
    return None


def _pair(
    sides: tuple[tuple[Term, ...], tuple[Term, ...]], each: FigureList, facts: Facts
) -> tuple[FigureList, Item, Item] | None:
    first, second = (_named(side, each, facts) for side in sides)
    return (each, first, second) if first and second and first != second else None


def _told_apart(
    found: Sequence[tuple[FigureList, Item, Item]], frame: Frame, facts: Facts
) -> Draft:
    """Return the difference in the list asked about, or in every column of a table."""
    table = found[0][0].table
    columns = [entry for entry in found if entry[0].table == table] if table else found[:1]
    fits = [facts.cover(frame.topic, each.column).question for each, _, _ in columns]
    best = max(fits)
    chosen = [entry for entry, fit in zip(columns, fits, strict=True) if fit == best]
    drafts = [_difference(first, second, facts) for _, first, second in chosen]
    evidence = tuple(dict.fromkeys(place for draft in drafts for place in draft.evidence))
    return Draft(tuple(line for draft in drafts for line in draft.lines), evidence)


def _sides(frame: Frame) -> Iterator[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    """Yield what stands on either side of each "với", "hơn", "và" of the question."""
    # A row may bear the name of a body, which is no subject otherwise.
    for terms in (frame.topic, terms_of(frame.reading)):
        for cut, word in enumerate(frame.reading.words):
            if _BETWEEN.fullmatch(word.folded):
                left = tuple(t for t in terms if t.concept < cut)
                right = tuple(t for t in terms if cut < t.concept < 1000)
                if left and right:
                    yield left, right


def _named(side: Sequence[Term], each: FigureList, facts: Facts) -> Item | None:
    scored = [(facts.cover(side, item.name).both, n) for n, item in enumerate(each.items)]
    best = max(scored, key=lambda entry: (entry[0], -entry[1]))
    return each.items[best[1]] if best[0] >= _NAMED else None


def _difference(first: Item, second: Item, facts: Facts) -> Draft:
    more, less = sorted((first, second), key=lambda item: -item.figure.value)
    gap = more.figure.value - less.figure.value
    unit = more.figure.unit
    head = (
        f"{unit}: {shown(more.name)} hơn {show(gap)}."
        if gap and unit[:1].isupper()
        else f"{shown(more.name)[:1].upper()}{shown(more.name)[1:]} nhiều hơn {_amount(gap, more)}:"
        if gap
        else "Hai khoản bằng nhau:"
    )
    lines = (head, *(f"• {shown(item.text)}." for item in (first, second)))
    return Draft(lines, evidence_of(facts, dict.fromkeys((first.key, second.key))))


def _amount(gap: Decimal, like: Item) -> str:
    """Return a difference in the measure in which the figures are written."""
    scale = next((n for word, n in _SCALES if word in like.figure.wording), Decimal(1))
    word = next((word for word, _ in _SCALES if word in like.figure.wording), "")
    return " ".join(piece for piece in (show(gap / scale), word, like.figure.unit) if piece)


_SCALES = (("tỷ", Decimal(10**9)), ("triệu", Decimal(10**6)), ("nghìn", Decimal(1000)))
