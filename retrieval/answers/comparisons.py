"""Two things side by side: units by what they carry, tasks by when and who, targets by figure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.register import Target, Task
from domain.vietnamese import fold
from retrieval.answers.subject import headings_of, milestones_about, target_fits, tasks_named
from retrieval.answers.tasks import describe
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence, evidence_at, sentence
from retrieval.facts import Facts
from retrieval.figures import read_figures, show
from retrieval.frame import Frame
from retrieval.terms import Term, terms_of

_SAME_SUBJECT = 0.3
_CLEARLY = 1.3
_BETWEEN = re.compile(r"\b(?:voi|va|hay|so voi|hoac|con|hon|kem)\b")


def comparison_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Compare two units, two tasks or two targets, or pass."""
    if Ask.COMPARE not in frame.asks:
        return None
    if len(frame.units) == 2 and not frame.topic:
        return _units(frame, facts)
    tasks = tasks_named(frame, facts)
    if len(tasks) >= 2:
        return _tasks(tasks, frame, facts)
    if facts.document.targets and not frame.units:
        return _between_years(frame, facts) or (None if frame.paths else _targets(frame, facts))
    return None


def _between_years(frame: Frame, facts: Facts) -> Draft | None:
    """Compare what one target asks for in two years, each headed by its own, or pass."""
    years = list(dict.fromkeys(period.end.year for period in frame.periods))
    if len(years) != 2:
        return None
    if not frame.topic and Element.TARGET in frame.elements:
        return _all_of_years(years, facts)
    sides = [_target_of_year(year, frame, facts) for year in years]
    held = [target for target in sides if target is not None]
    return _side_by_side(held, frame, facts) if len(held) == 2 else None


def _all_of_years(years: Sequence[int], facts: Facts) -> Draft | None:
    """List the targets set for each of two years, where every target names one, or pass."""
    lines: list[str] = []
    evidence: list[Evidence] = []
    for year in years:
        held = [t for t in facts.document.targets if str(year) in _told_of(t, facts)]
        if not held:
            return None
        lines.append(f"Năm {year}:")
        lines.extend(f"• {t.path}: {sentence(facts.target_text(t))}" for t in held)
        evidence.extend(Evidence(facts, t.path, facts.target_text(t)) for t in held)
    return Draft(tuple(lines), tuple(evidence))


def _told_of(target: Target, facts: Facts) -> str:
    return f"{headings_of(target, facts)} {facts.target_text(target)}"


def _target_of_year(year: int, frame: Frame, facts: Facts) -> Target | None:
    said = terms_of(frame.reading)
    pool = [
        (facts.cover(said, facts.target_text(t)).question, -n, t)
        for n, t in enumerate(facts.document.targets)
        if str(year) in headings_of(t, facts)
    ]
    best = max(pool, default=None)
    return best[2] if best and best[0] >= _SAME_SUBJECT else None


def _units(frame: Frame, facts: Facts) -> Draft | None:
    first, second = frame.units
    role, count, keys = _measure(frame, facts)
    numbers = {unit: count(unit) for unit in (first, second)}
    lines = [f"• {facts.unit_name(unit)}: {role} {numbers[unit]}." for unit in (first, second)]
    evidence = tuple(evidence_at(facts, key) for unit in (first, second) for key in keys(unit))
    if numbers[first] == numbers[second]:
        lines.insert(0, "Hai bên bằng nhau:")
    else:
        more = first if numbers[first] > numbers[second] else second
        lines.insert(0, f"{facts.unit_name(more)} nhiều hơn:")
    return Draft(tuple(lines), evidence) if evidence else None


def _measure(
    frame: Frame, facts: Facts
) -> tuple[str, Callable[[str], int], Callable[[str], list[str]]]:
    if (
        re.search(r"\bphan v\b|\brieng\b|\bdau viec\b|\bduoc giao\b", frame.plain)
        and facts.document.blocks
    ):

        def own(unit: str) -> list[str]:
            return [d.key for b in facts.blocks_of(unit) for d in facts.duties_in(b.path)]

        return "số việc được giao riêng:", lambda u: len(own(u)), own
    if Ask.COORDINATES in frame.asks and Ask.LEADS not in frame.asks:

        def helped(unit: str) -> list[str]:
            return [t.coordinators_key for t in facts.coordinated_by(unit) if t.coordinators_key]

        return f"số {facts.task_noun} được nêu phối hợp:", lambda u: len(helped(u)), helped

    def led(unit: str) -> list[str]:
        return [t.leads_key for t in facts.led_by(unit) if t.leads_key]

    return f"số {facts.task_noun} chủ trì, thực hiện:", lambda u: len(led(u)), led


def _tasks(tasks: Sequence[Task], frame: Frame, facts: Facts) -> Draft | None:
    asked = frame.asks.intersection({Ask.LEADS, Ask.COORDINATES, Ask.WHEN, Ask.DAYS_LEFT})
    wanted = asked or frozenset({Ask.LEADS, Ask.COORDINATES, Ask.WHEN})
    described = describe(tasks, wanted, frame, facts)
    if described is None:
        return None
    verdict = _verdict(tasks[0], tasks[1], wanted, frame, facts)
    lines = (verdict, *described.lines) if verdict else described.lines
    return Draft(lines, described.evidence)


def _verdict(first: Task, second: Task, wanted: frozenset[Ask], frame: Frame, facts: Facts) -> str:
    """Return whether two tasks are alike in the one thing that was asked."""
    if Ask.WHEN in wanted and len(wanted) == 1:
        same = _times(first, frame, facts) == _times(second, frame, facts)
        return "Thời hạn giống nhau:" if same else "Thời hạn khác nhau:"
    if wanted == {Ask.LEADS}:
        same = set(first.leads) == set(second.leads)
        return "Cùng một cơ quan chủ trì:" if same else "Cơ quan chủ trì khác nhau:"
    if wanted == {Ask.COORDINATES}:
        same = set(first.coordinators) == set(second.coordinators)
        return "Cơ quan phối hợp giống nhau:" if same else "Cơ quan phối hợp khác nhau:"
    return ""


def _times(task: Task, frame: Frame, facts: Facts) -> list[tuple[object, str]]:
    every = facts.milestones_of(task)
    chosen = milestones_about(frame.terms, facts, every) or every
    return sorted(((m.due, m.kind.value) for m in chosen), key=str)


def _targets(frame: Frame, facts: Facts) -> Draft | None:
    sides = _sides(frame, facts)
    return _side_by_side(sides, frame, facts) if len(sides) == 2 else None


def _side_by_side(sides: Sequence[Target], frame: Frame, facts: Facts) -> Draft:
    """Return two targets with which is higher, and by how much if that is asked."""
    lines = [f"• {t.path}: {sentence(facts.target_text(t))}" for t in sides]
    shares = [_share_asked(t, frame, facts) for t in sides]
    a, b = shares
    if a is not None and b is not None:
        if a == b:
            lines.insert(0, f"Hai chỉ tiêu bằng nhau: đều {show(a)}%.")
        else:
            high = sides[0] if a > b else sides[1]
            lines.insert(0, f"{high.path} đặt mức cao hơn.")
            if frame.asks_any(Ask.AMOUNT, Ask.COUNT):
                lines.append(f"Chênh nhau {show(abs(a - b))} điểm phần trăm.")
    evidence = tuple(Evidence(facts, t.path, facts.target_text(t)) for t in sides)
    return Draft(tuple(lines), evidence)


def _share_asked(target: Target, frame: Frame, facts: Facts) -> Decimal | None:
    """Return the share of a target that the question is about, where it sets several."""
    whole = _nearest(_with_share(facts.target_text(target), ";"), frame.terms, facts)
    if not whole:
        return None
    # What stands before the first figure holds for all items and tells none of them apart.
    shared = fold(whole[: read_figures(whole)[0].start])
    telling = [t for t in frame.terms if t.folded not in shared] or frame.terms
    best = _nearest(_with_share(whole, ","), telling, facts)
    figures = [f.value for f in read_figures(best.replace("%/", "% /")) if f.unit == "%"]
    return figures[0] if figures else None


def _with_share(text: str, mark: str) -> list[str]:
    return [piece for piece in re.split(rf"{mark}\s", text) if "%" in piece]


def _nearest(pieces: Sequence[str], terms: Sequence[Term], facts: Facts) -> str:
    """Return the piece that holds clearly more of `terms` than the first, else the first."""
    covers = [facts.cover(terms, piece).question for piece in pieces]
    most = max(covers, default=0.0)
    if not pieces or most <= _CLEARLY * covers[0]:
        return pieces[0] if pieces else ""
    return pieces[covers.index(most)]


def _sides(frame: Frame, facts: Facts) -> list[Target]:
    """Return the targets meant by the words on the two sides of "với", "và", "hay"."""
    words = frame.reading.words
    cuts = [i for i, w in enumerate(words) if _BETWEEN.fullmatch(w.folded)]
    for cut in cuts:
        left = [t for t in frame.topic if t.concept < cut]
        right = [t for t in frame.topic if cut < t.concept < 1000]
        found = [_best(side, frame, facts) for side in (left, right)]
        if found[0] and found[1] and found[0] is not found[1]:
            return [t for t in found if t is not None]
    return []


def _best(terms: Sequence[Term], frame: Frame, facts: Facts) -> Target | None:
    side = replace(frame, topic=tuple(terms))
    scored = target_fits(side, facts)
    if not terms or not scored or scored[0][0].question < 0.5:
        return None
    best = scored[0][0].question
    near = [t for cover, t in scored if cover.question >= best - 0.001]
    return max(near, key=lambda t: facts.cover(tuple(terms), facts.target_text(t)).text)
