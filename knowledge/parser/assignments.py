"""Who does what and by when, inside a paragraph: labelled chains, sentences, parentheses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.deadlines import find_times, read_deadline
from domain.register import MilestoneKind, Unit
from domain.vietnamese import fold
from knowledge.parser.bodies import mentions_in
from knowledge.parser.fields import FieldKind, label_kind, read_labelled
from knowledge.units import UnitMention

_ABOVE = r"(?:\s*(?:nêu|nói) trên)?"
_JOIN = re.compile(rf"^{_ABOVE}[\s,;]*(?:và|cùng|với|cùng với|và các|các|hoặc)?[\s,]*$")
_LEADS_AFTER = re.compile(
    rf"^{_ABOVE},?\s*(?:(?:được giao|có trách nhiệm|là|làm)\s+)*(?:(?:cơ quan|đơn vị)\s+)?"
    r"(?:[Tt]hường trực,?\s*)?\(?(?:(?:đồng |cùng )?chủ trì|chịu trách nhiệm|"
    r"(?:làm )?đầu mối)"
)
_COORDINATES_AFTER = re.compile(
    r"^,?\s*(?:(?:cùng|tham gia)\s+)*phối hợp(?P<with>\s+(?:với|cùng))?"
)
_COORDINATES_BEFORE = re.compile(
    r"(?:phối hợp(?:\s+(?:chặt chẽ|thực hiện))?(?:\s*:|\s+(?:với|cùng|cùng với))?|cùng với|"
    r"cùng phối hợp(?: với)?)\s*(?:các\s+)?(?:(?:sở|bộ|phòng|ban)\s*:?\s*)?$",
    re.IGNORECASE,
)
_LEADS_BEFORE = re.compile(
    r"(?:^(?:đề nghị|yêu cầu)|(?:^|[\s(;,.–-])(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|"
    r"giao trách nhiệm(?: cho)?|chủ trì\s*:?|trách nhiệm\s*:|thực hiện\s*:))"
    r"\s*(?:đồng chí\s+)?(?:các\s+)?$",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:^|[\s(,])do\s+$", re.IGNORECASE)
_DOES_AFTER = re.compile(r"^\s*(?:thực hiện|phụ trách|tham mưu|tổ chức|triển khai)")
_DUE_CUE = re.compile(
    r"\b(?:hoàn thành|xong|chậm nhất|muộn nhất|trước|trong|vào|hạn|thời gian|định kỳ|"
    r"đến (?:hết|ngày|tháng|quý|cuối))\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r";\s*|\.(?:\s+|$)")
_OPENING_WORDS = re.compile(
    r"^[\s,;:–-]*(?:(?:giao(?: nhiệm vụ)?(?: cho)?|đề nghị|phân công|yêu cầu|chủ trì|phối hợp|với|"
    r"cùng|đồng|và|các|là cơ quan|cơ quan|đơn vị|thường trực|có trách nhiệm|tham mưu)[\s,:]*)*$",
    re.IGNORECASE,
)
_OPENING_TAIL = re.compile(
    r"^\s*(?:(?:và các (?:cơ quan|đơn vị|địa phương|sở, ban, ngành)(?:, (?:đơn vị|địa phương))?"
    r"(?: có)? liên quan|có trách nhiệm|nêu trên|nói trên|(?:đồng |cùng )?chủ trì|"
    r",?\s*phối hợp với các (?:cơ quan|đơn vị)"
    r"(?:, (?:đơn vị|địa phương))?(?: có)? liên quan)[\s,:]*)*",
    re.IGNORECASE,
)
_ON_REQUEST = re.compile(r"theo (?:yêu cầu|chỉ đạo|đề nghị)\b", re.IGNORECASE)
_TIMED = frozenset(
    kind for kind in MilestoneKind if kind.value.startswith("by_") or kind is MilestoneKind.PERIODIC
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Units that lead and units that coordinate, in the order in which they are named."""

    leads: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """A wording of time with the work it belongs to ("" for the whole task)."""

    what: str
    wording: str


def read_roles(text: str, units: tuple[Unit, ...], *, otherwise: FieldKind | None = None) -> Roles:
    """Return who leads and who coordinates in `text`.

    A unit leads before "chủ trì" or after "giao"; it coordinates after "phối hợp với" or before
    "phối hợp". `otherwise` says what a unit does where no such word stands by it.
    """
    runs = list(_runs(text, mentions_in(text, units)))
    leads: list[str] = []
    coordinators: list[str] = []
    for run in runs:
        kind = _role_of(text, run, bool(leads)) or otherwise
        ids = [mention.unit_id for mention in run]
        if kind is FieldKind.LEAD:
            leads.extend(ids)
        elif kind is FieldKind.COORDINATE:
            coordinators.extend(ids)
    unique_leads = tuple(dict.fromkeys(leads))
    rest = tuple(unit for unit in dict.fromkeys(coordinators) if unit not in unique_leads)
    return Roles(unique_leads, rest)


def read_timings(value: str) -> tuple[Timing, ...]:
    """Return the times in the value of a time field: "sơ kết theo yêu cầu; thường xuyên"."""
    found: list[Timing] = []
    for clause in re.split(r"\s*;\s*", value.strip().rstrip(". ").removesuffix("./")):
        if clause:
            found.append(_timing(clause))
    return tuple(found)


def read_dues(text: str, *, with_ongoing: bool = False) -> tuple[Timing, ...]:
    """Return the times that a sentence of work sets, each with the clause that it belongs to.

    "Thí điểm tại 5 phường; tổng kết chậm nhất ngày 30/11" gives "tổng kết". A time counts when a
    word such as "hoàn thành", "trước", "chậm nhất", "trong" leads it; `with_ongoing` takes a last
    clause "thực hiện thường xuyên" or "hằng quý" too.
    """
    clauses = [clause for clause in _CLAUSE_END.split(text) if clause.strip(" ./")]
    found: list[Timing] = []
    for number, clause in enumerate(clauses):
        timings = _dues_in(clause)
        if not timings and with_ongoing and (wording := _time_at_end(clause)) is not None:
            timings = [Timing(_beside(clause, wording), wording)]
        is_whole = number == 0 and len(timings) == 1
        found.extend(Timing("", t.wording) if is_whole else t for t in timings)
    if len(found) > 1 and not found[0].what:
        found[0] = Timing(_beside(clauses[0], found[0].wording), found[0].wording)
    return tuple(found)


def _dues_in(clause: str) -> list[Timing]:
    """Return the set times of one clause: "sơ kết trước 30/6, tổng kết trong quý IV" has two."""
    spans = [span for span in find_times(clause) if _is_set(clause[span[0] : span[1]])]
    found: list[Timing] = []
    place = 0
    for start, end in spans:
        work = clause[place:start].strip(" ,:–-(")
        if found and len(work.split()) < 2:
            found.pop()
        found.append(Timing(work, clause[start:end]))
        place = end
    if len(found) == 1:
        return [Timing(_beside(clause, found[0].wording), found[0].wording)]
    return found


def _beside(clause: str, wording: str) -> str:
    """Return the work before the wording of a time, or after it where the time comes first."""
    before, _, after = clause.partition(wording)
    return before.strip(" ,:–-(") or after.strip(" ,:–-()./")


def _is_set(wording: str) -> bool:
    """Tell whether a wording sets a date, or a recurrence on a certain day."""
    kind, _ = read_deadline(wording, year=2000)
    is_led = kind in _TIMED and _DUE_CUE.search(wording) is not None
    return is_led and (kind is not MilestoneKind.PERIODIC or re.search(r"\d", wording) is not None)


def _time_at_end(clause: str) -> str | None:
    """Return the time that ends a clause after its verb: "…, thực hiện hằng tuần"."""
    plain = clause.strip(" .,/")
    for start, end in find_times(plain):
        wording = plain[start:end]
        if end == len(plain) and (start == 0 or fold(wording).startswith(("thuc hien", "dinh ky"))):
            return wording
    return None


def work_of(text: str, units: tuple[Unit, ...]) -> str:
    """Return the work that a sentence names, without who does it and by when; "" for none."""
    labels = read_labelled(text)
    sentence = text[: labels[0].start] if labels and labels[0].start else text
    opening = _opening_end(sentence, units)
    work = _clause(sentence[opening:])
    return work[:1].upper() + work[1:]


def _clause(text: str) -> str:
    """Return the first clause up to a parenthesis or the wording of its time."""
    first = re.split(r"\s*[;(]\s*|\.(?:\s|/|$)", text.strip(" ,:"))[0]
    dues = _dues_in(first)
    return (dues[0].what if dues else first).strip(" ,.;:–-(")


def _opening_end(text: str, units: tuple[Unit, ...]) -> int:
    """Return where "Giao Sở A chủ trì, phối hợp với Sở B" ends, 0 without such an opening."""
    end = 0
    for mention in mentions_in(text, units):
        if not _OPENING_WORDS.match(text[end : mention.start]):
            break
        end = mention.end
    if end == 0:
        return 0
    after = _OPENING_TAIL.match(text[end:])
    return end + (after.end() if after else 0)


def _runs(text: str, mentions: tuple[UnitMention, ...]) -> Iterator[list[UnitMention]]:
    """Yield units that stand side by side: "Sở A, Sở B và Sở C"."""
    run: list[UnitMention] = []
    for mention in mentions:
        if run and not _JOIN.match(text[run[-1].end : mention.start]):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def _role_of(text: str, run: list[UnitMention], has_lead: bool) -> FieldKind | None:
    before, after = text[: run[0].start], text[run[-1].end :]
    if _COORDINATES_BEFORE.search(before):
        return FieldKind.COORDINATE
    if _LEADS_AFTER.match(after):
        return FieldKind.LEAD
    if coordinates := _COORDINATES_AFTER.match(after):
        is_lead = bool(coordinates["with"]) and not has_lead
        return FieldKind.LEAD if is_lead else FieldKind.COORDINATE
    if _LEADS_BEFORE.search(before) or (_BY.search(before) and _DOES_AFTER.match(after)):
        return FieldKind.LEAD
    return None


def _timing(clause: str) -> Timing:
    """Split "Xây dựng kế hoạch: hoàn thành trong tháng 5" into the work and its time."""
    plain = clause.strip(" .")
    what, colon, wording = plain.rpartition(":")
    if colon and (find_times(wording) or label_kind(what) is None):
        return Timing(what.strip(), wording.strip())
    times = find_times(plain)
    request = _ON_REQUEST.search(plain)
    start = times[0][0] if times else request.start() if request else 0
    before = plain[:start].strip(" ,:-–(")
    if not before or fold(before).split()[-1] in ("va", "theo", "cua", "tu", "den", "sau"):
        return Timing("", plain)
    return Timing(before, plain[start:].strip(" )"))
