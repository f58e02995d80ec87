"""Targets: how much, how many of them, which have a figure, which is highest."""

import operator
import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from domain.answers import AnswerStatus
from domain.register import Measure, Target
from domain.vietnamese import fold
from retrieval.answers.ranking import rank
from retrieval.answers.subject import headings_of, target_fits
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence, sentence, shown
from retrieval.facts import Cover, Facts
from retrieval.figures import show
from retrieval.frame import Frame

_SURE = 0.55
_SURE_RATE = 0.42
_RATE = re.compile(r"\b(?:ty le|ti le|chi tieu|muc do)\b")
_MOSTLY_UNKNOWN, _AS_CLOSE = 0.4, 0.6
_CLEARLY_BETTER = 1.2
_NO_FIGURE = re.compile(
    r"\bkhong (?:co |neu |ghi |dat |gan |kem |ro )*(?:con so|so|ty le|ti le|phan tram"
    r"|dinh luong|muc|chi so|%)|\bchua co (?:con )?so|\bdinh tinh\b"
)
_NOT_SHARE = re.compile(
    r"\bkhong (?:phai |tinh |do |dung |ghi |neu |theo |co |la |kem |ro )*(?:bang |theo "
    r"|ra )?(?:ty le |ti le |con so |so )?(?:phan tram|%)"
)
_BELOW = re.compile(
    r"\b(?:duoi|(?:thap|nho|it|kem|be) hon|chua (?:den|toi)|kem|khong (?:den|dat|toi))"
    r"(?: muc)?\s*\d"
)
_AT_MOST = re.compile(
    r"\b(?:khong (?:qua|vuot|hon)|toi da|nhieu nhat(?: la)?)(?: muc)?\s*\d|\d+%? tro xuong"
)
_ABOVE = re.compile(r"\b(?:tren|(?:lon|cao|nhieu) hon|hon|vuot)(?: muc)?\s*\d")
_AT_LEAST = re.compile(
    r"\b(?:it nhat(?: la)?|toi thieu|khong (?:duoi|it hon|thap hon))(?: muc)?\s*\d|\d+%? tro len"
)
_BOUND_WORDS = {"tran", "san", "muc", "tuc", "vuot", "toi", "thieu", "da", "nhat", "chi"}
_BY_WHICH_YEAR = re.compile(r"\b(?:den|toi|vao|truoc|trong) (?:nam nao|khi nao|bao gio|luc nao)\b")
_CEILING = re.compile(
    r"\bmuc tran\b|\b(?:khong|cam) (?:duoc |the )*vuot\b|\btoi da\b|\bnhieu nhat chi\b"
)
_FLOOR = re.compile(r"\bmuc san\b|\btoi thieu\b|\bit nhat phai\b")
_HAS_FIGURE = re.compile(
    r"\b(?:co|neu|ghi) (?:ro )?(?:con so|so lieu|so cu the|chi so)\b|\bdinh luong\b"
)
_YEARLY = re.compile(r"\b(?:theo|hang|hằng|moi|tung) nam\b|/nam\b|\bbinh quan nam\b")
# Targets of a place's economy and society, told apart from those of its administration.
_ECONOMY = re.compile(r"\bkinh te(?: va)? (?:xa hoi|xh)\b|\bkt ?xh\b|\bdan sinh\b|\ban sinh\b")
_OF_ECONOMY = re.compile(
    r"\bho (?:can )?ngheo\b|\blao dong\b|(?<!vi tri )\bviec lam\b|\bthu nhap\b|\btang truong\b"
    r"|\bthat nghiep\b|\bgrdp\b|\bxuat khau\b|\bbao hiem (?:y te|xa hoi)\b"
)
_WORDS_ASKED = re.compile(
    r"\b(?:chi tieu|muc tieu) (?:nao )?(?:ve|lien quan)\b|\b(?:chi tieu"
    r"|muc tieu) (?:nao )?(?:ve|lien quan)\b|"
    r"\b(?:co|chua|nhac|ghi|dung|de cap|noi)(?: \w+)? (?:chu|tu|cum tu|den|toi|ve)\b"
)


def target_set_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer how many targets there are, of which kind, and which is highest, or pass."""
    targets = facts.document.targets
    if not targets or not _is_about_targets(frame, facts):
        return None
    if not frame.asks_any(Ask.COUNT, Ask.LIST, Ask.MOST, Ask.LEAST, Ask.NEGATION):
        return None
    if frame.asks_any(Ask.MOST, Ask.LEAST):
        return _extreme(frame, facts)
    if Ask.WHEN in frame.asks and _BY_WHICH_YEAR.search(frame.plain):
        return _year_of_all(facts)
    if _YEARLY.search(frame.plain) and Ask.LIST in frame.asks and not frame.topic:
        chosen = [t for t in targets if any(m.per_year for m in t.measures)]
        return _listed(chosen, "tính theo năm", facts)
    if _NOT_SHARE.search(frame.plain):
        chosen = [t for t in targets if not any(m.unit == "%" for m in t.measures)]
        return _listed(chosen, "không tính bằng phần trăm", facts)
    if _HAS_FIGURE.search(frame.plain) and not _NO_FIGURE.search(frame.plain) and not frame.topic:
        return _listed([t for t in targets if t.measures], "nêu con số", facts)
    if _NO_FIGURE.search(frame.plain) and not any(f.unit == "%" for f in frame.figures):
        chosen = [t for t in targets if not t.measures]
        return _listed(chosen, "không nêu con số", facts)
    bounded = _by_bound(frame, facts)
    if bounded is not None:
        return bounded
    shares = [figure for figure in frame.figures if figure.unit == "%"]
    if shares:
        return _by_share(shares[0].value, frame, facts)
    if _ECONOMY.search(frame.plain):
        chosen = [t for t in targets if _OF_ECONOMY.search(fold(facts.target_text(t)))]
        if 0 < len(chosen) < len(targets):
            return _listed(chosen, "về kinh tế - xã hội", facts)
    if frame.topic and _WORDS_ASKED.search(frame.plain):
        return _mentioning(frame, facts)
    pool = _of_years(frame, facts)
    other_year = frame.periods and pool is targets and not _heads_all(frame, facts)
    if frame.topic or frame.units or other_year or not frame.asks_any(Ask.COUNT, Ask.LIST):
        return None
    return _all(
        pool,
        facts,
        Ask.LIST in frame.asks
        and bool(re.search(r"\b(?:liet ke|ke|nhung|gom|cac)\b", frame.plain)),
    )


def _year_of_all(facts: Facts) -> Draft | None:
    """Tell by which year the targets are due, as their part is headed, or pass."""
    part = facts.target_part
    heading = facts.heading(part) if part else ""
    if part is None or not re.search(r"\b20\d\d\b", heading):
        return None
    return Draft((f"{part} ghi: {heading}.",), (Evidence(facts, part, heading),))


def _by_bound(frame: Frame, facts: Facts) -> Draft | None:
    """List the targets that set a ceiling, or a floor, when that alone is asked, or pass."""
    if frame.figures or {t.folded for t in frame.topic if " " not in t.folded} - _BOUND_WORDS:
        return None
    for pattern, operators, said in (
        (_CEILING, ("<", "<="), "đặt mức trần (không vượt quá)"),
        (_FLOOR, (">", ">="), "đặt mức sàn (tối thiểu)"),
    ):
        if pattern.search(frame.plain):
            chosen = [t for t in _of_years(frame, facts) if _is_bounded(t, operators)]
            return _listed(chosen, said, facts)
    return None


def _is_bounded(target: Target, operators: tuple[str, ...]) -> bool:
    return any(measure.operator in operators for measure in target.measures)


def _of_years(frame: Frame, facts: Facts) -> Sequence[Target]:
    """Return the targets set for the years that the question names, where headings name some."""
    years = {str(period.end.year) for period in frame.periods}
    targets = facts.document.targets
    headed = [t for t in targets if any(year in headings_of(t, facts) for year in years)]
    return headed or targets


def _is_about_targets(frame: Frame, facts: Facts) -> bool:
    if set(frame.paths) - {facts.target_part}:
        return False
    if Element.TARGET in frame.elements:
        return True
    shares = [figure.value for figure in frame.figures if figure.unit == "%"]
    if shares and re.search(r"\b(?:diem|muc|cho|noi)\b", frame.plain) and not frame.topic:
        return any(m.value == shares[0] for t in facts.document.targets for m in t.measures)
    return any(path == facts.target_part for path in frame.paths)


def _heads_all(frame: Frame, facts: Facts) -> bool:
    """Tell whether the years named are those for which the targets as a whole are set."""
    heading = facts.heading(facts.target_part) if facts.target_part else ""
    return all(
        str(period.end.year) in f"{heading} {facts.document.info.title}" for period in frame.periods
    )


def _all(targets: Sequence[Target], facts: Facts, with_list: bool) -> Draft:
    part = facts.target_part or targets[0].path
    labels = ", ".join(target.label for target in targets)
    lines = [f"{facts.name} có {len(targets)} mục tiêu, chỉ tiêu cụ thể ở {part} ({labels})."]
    if with_list:
        lines.extend(f"• {target.label}) {_brief(target, facts)}" for target in targets)
    return Draft(tuple(lines), (Evidence(facts, part, facts.heading(part)),))


def _brief(target: Target, facts: Facts) -> str:
    text = shown(facts.target_text(target))
    return text if len(text) <= 140 else f"{text[:137].rsplit(' ', 1)[0]}…"


def _listed(chosen: Sequence[Target], said: str, facts: Facts) -> Draft:
    total = len(facts.document.targets)
    if not chosen:
        part = facts.target_part or ""
        line = f"Không có chỉ tiêu nào {said} (trong {total} chỉ tiêu)."
        return Draft((line,), (Evidence(facts, part, facts.heading(part)),))
    labels = ", ".join(target.label for target in chosen)
    lines = [f"{len(chosen)} chỉ tiêu (trong tổng số {total}) {said}: {labels}."]
    lines.extend(f"• {target.path}: {_brief(target, facts)}" for target in chosen)
    return Draft(tuple(lines), tuple(_place(target, facts) for target in chosen))


def _place(target: Target, facts: Facts) -> Evidence:
    return Evidence(facts, target.path, facts.target_text(target))


def _by_share(value: Decimal, frame: Frame, facts: Facts) -> Draft:
    pool = _of_years(frame, facts)
    shares = {t: [m.value for m in t.measures if m.unit == "%"] for t in pool}
    for pattern, said, holds in _COMPARISONS:
        if pattern.search(frame.plain):
            chosen = [t for t, values in shares.items() if any(holds(v, value) for v in values)]
            return _listed(chosen, f"có mức {said} {show(value)}%", facts)
    if Ask.NEGATION in frame.asks and re.search(
        r"\bkhong\b(?: \w+){0,4} \d|\bngoai\b|\btru\b", frame.plain
    ):
        chosen = [t for t, values in shares.items() if value not in values]
        return _listed(chosen, f"không nêu mức {show(value)}%", facts)
    chosen = [t for t, values in shares.items() if value in values]
    return _listed(chosen, f"nêu mức {show(value)}%", facts)


_COMPARISONS: tuple[tuple[re.Pattern[str], str, Callable[[Decimal, Decimal], bool]], ...] = (
    (_AT_LEAST, "từ", operator.ge),
    (_AT_MOST, "không quá", operator.le),
    (_BELOW, "dưới", operator.lt),
    (_ABOVE, "trên", operator.gt),
)


def _mentioning(frame: Frame, facts: Facts) -> Draft | None:
    chosen = [
        target
        for target in facts.document.targets
        if facts.cover(frame.topic, facts.target_text(target)).question >= 0.85
    ]
    if not chosen:
        return None
    asked = {t.concept for t in frame.topic if t.weight == 1.0 and " " not in t.folded}
    words = " ".join(frame.reading.words[place].reading for place in sorted(asked))
    return _listed(chosen, f"nhắc đến “{words}”", facts)


def _extreme(frame: Frame, facts: Facts) -> Draft | None:
    most = Ask.MOST in frame.asks
    pool: list[tuple[Measure, Target]] = [
        (m, t) for t in facts.document.targets for m in t.measures if m.unit == "%"
    ]
    if not pool or re.search(r"\b(?:nguoi|lao dong)\b", frame.plain):
        return None
    value = (max if most else min)(m.value for m, _ in pool)
    chosen = list(dict.fromkeys(t for m, t in pool if m.value == value))
    return _listed(chosen, f"có mức {'cao' if most else 'thấp'} nhất, {show(value)}%", facts)


def outcome_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell a target apart from an actual figure, which the documents do not have, or pass."""
    if Ask.OUTCOME not in frame.asks or not facts.document.targets or (frame.units and frame.paths):
        return None
    scored = target_fits(frame, facts) if frame.topic else []
    near = [t for c, t in scored if c.question >= max(_SURE, 0.95 * scored[0][0].question)]
    chosen = _closest(near, frame, facts)[:1]
    if not chosen and frame.is_follow_up:
        held = [facts.target_at(path) for path in frame.focus.paths]
        chosen = [target for target in held if target is not None][:2]
    if not chosen:
        return None
    lines = ["Tôi chưa có số liệu thực tế về việc này; văn bản chỉ nêu chỉ tiêu phải đạt:"]
    lines.extend(f"• {t.path}: {sentence(facts.target_text(t))}" for t in chosen)
    return Draft(tuple(lines), tuple(_place(t, facts) for t in chosen), AnswerStatus.PARTIAL)


def _of_year(
    scored: list[tuple[Cover, Target]], frame: Frame, facts: Facts
) -> list[tuple[Cover, Target]]:
    """Keep the targets set for the year that the question names, where targets differ by year."""
    years = {str(period.end.year) for period in frame.periods}
    dated = [
        entry
        for entry in scored
        if any(
            year in f"{headings_of(entry[1], facts)} {facts.target_text(entry[1])}"
            for year in years
        )
    ]
    top = scored[0][0].question
    fitting = [entry for entry in dated if entry[0].question >= 0.8 * top]
    return fitting or scored


def _extreme_of(near: Sequence[Target], frame: Frame, facts: Facts) -> Draft | None:
    """Tell which of the targets on one subject asks for most or least."""
    pool = [(t.measures[0].value, t) for t in near if t.measures and t.measures[0].unit == "%"]
    if not pool:
        return None
    pick = max if Ask.MOST in frame.asks else min
    value = pick(value for value, _ in pool)
    chosen = [t for v, t in pool if v == value]
    lines = tuple(f"{t.path}: {sentence(facts.target_text(t))}" for t in chosen)
    return Draft(lines, tuple(_place(t, facts) for t in chosen))


def target_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer what a target that the question is about demands, or pass."""
    if not facts.document.targets or not frame.topic:
        return None
    scored = target_fits(frame, facts)
    best = scored[0][0]
    if facts.unknown_share(frame.topic) > _MOSTLY_UNKNOWN:
        return None
    rival = _best_elsewhere(frame, facts)
    superlative = frame.asks_any(Ask.MOST, Ask.LEAST)
    wants_figure = superlative or Ask.AMOUNT in frame.asks or Element.TARGET in frame.elements
    sure = _SURE_RATE if _RATE.search(frame.plain) and Ask.AMOUNT in frame.asks else _SURE
    if best.question < sure or (not wants_figure and best.question < rival):
        return None
    if not wants_figure and not (frame.is_follow_up and Ask.AMOUNT in frame.focus.asks):
        return None
    if rival > best.question + 0.2 and Element.TARGET not in frame.elements:
        return None
    if not superlative and _is_told_better(frame, facts):
        return None
    scored = _of_year(scored, frame, facts)
    best = scored[0][0]
    if frame.asks_any(Ask.MOST, Ask.LEAST):
        return _extreme_of(
            [t for c, t in scored if c.question >= 0.5 * best.question], frame, facts
        )
    best_both = max(c.both for c, _ in scored if c.question >= 0.92 * best.question)
    near = [
        t
        for c, t in scored
        if c.question >= 0.92 * best.question and c.both >= _AS_CLOSE * best_both
    ]
    chosen = _closest(near, frame, facts)
    lines = tuple(f"{target.path}: {sentence(facts.target_text(target))}" for target in chosen)
    return Draft(lines, tuple(_place(target, facts) for target in chosen))


def _is_told_better(frame: Frame, facts: Facts) -> bool:
    """Tell whether a passage that is no target fits the question better.

    The few words of a follow-up fit many a passage; it goes on with what was asked before.
    """
    if frame.is_follow_up or Element.TARGET in frame.elements or _RATE.search(frame.plain):
        return False
    paths = {target.path for target in facts.document.targets}
    ranked = rank(frame, facts)
    own = max((r.score for r in ranked if r.passage.path in paths), default=0.0)
    return bool(ranked) and ranked[0].score >= _CLEARLY_BETTER * own


def _closest(near: Sequence[Target], frame: Frame, facts: Facts) -> list[Target]:
    """Keep the targets that say more of what the question says, three at most."""
    if len(near) <= 1:
        return list(near)
    ranked = facts.index.rank(frame.terms, 12, by_own_words=True)
    order = {r.passage.path: r.score for r in ranked}
    scored = sorted(near, key=lambda t: -order.get(t.path, 0.0))
    top = order.get(scored[0].path, 0.0)
    return [t for t in scored if order.get(t.path, 0.0) >= 0.85 * top][:3]


def _best_elsewhere(frame: Frame, facts: Facts) -> float:
    paths = {target.path for target in facts.document.targets}
    ranked = facts.index.rank(frame.topic, 6)
    return max((r.coverage for r in ranked if r.passage.path not in paths), default=0.0)
