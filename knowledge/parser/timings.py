"""When work is due: the values of time fields, and the times inside sentences of work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from domain.deadlines import find_times, read_deadline
from domain.register import MilestoneKind
from domain.vietnamese import fold
from knowledge.parser.fields import label_kind

_DUE_CUE = re.compile(
    r"\b(?:hoàn thành|xong|chậm nhất|muộn nhất|trước|trong|vào|hạn|thời gian|định kỳ|"
    r"đến (?:hết|ngày|tháng|quý|cuối))\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r";\s*|\.(?:\s+|$)")
# "Cơ quan nào chậm báo cáo từ 02 lần trong năm thì …" sets no time to anybody.
_CONDITION = re.compile(r"^(?:\S+\s+){0,5}?(?:nào|nếu|trường hợp)\b", re.IGNORECASE)
_ON_REQUEST = re.compile(r"theo (?:yêu cầu|chỉ đạo|đề nghị)\b", re.IGNORECASE)
_TIMED = frozenset(
    kind for kind in MilestoneKind if kind.value.startswith("by_") or kind is MilestoneKind.PERIODIC
)
_LASTING = (MilestoneKind.ONGOING, MilestoneKind.PERIODIC)
# "…, riêng …" and "…, các năm sau …" speak of something else than the words before them.
_OTHERWISE = re.compile(r",\s+(?=(?:riêng|các năm (?:sau|tiếp theo|còn lại)|những năm)\b)")
# "mỗi quý 01 buổi, xong trước 30/11/2026": a recurrence and the day on which it ends.
_LAST_DAY = re.compile(r",\s+(?=(?:hoàn thành|xong|chậm nhất|muộn nhất)\b[^;,]*\b20\d\d$)")
_JOINING_LIST = "và theo của từ đến sau trước trong vào hằng hàng mỗi cả dịp là với tại cho"
_JOINING = frozenset(_JOINING_LIST.split())
_COUNT = re.compile(
    r"(?:(?:ít nhất|tối thiểu)\s+)?(?:\d+|một|hai|ba|bốn)\s+(?:đợt|lần|kỳ|buổi|lượt)", re.IGNORECASE
)
_DAY = re.compile(r"\d|\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\b", re.IGNORECASE)
_VERB = re.compile(r"(?:hoàn thành|xong|thực hiện)\b", re.IGNORECASE)
_EDGES = " ,:–-("


@dataclass(frozen=True, slots=True)
class Timing:
    """A wording of time with the work it belongs to ("" for the whole task)."""

    what: str
    wording: str


def read_timings(value: str) -> tuple[Timing, ...]:
    """Return the times in the value of a time field: "sơ kết theo yêu cầu; thường xuyên"."""
    found: list[Timing] = []
    for clause in re.split(r"\s*;\s*", value.strip().rstrip(". ").removesuffix("./")):
        found.extend(_timing(part) for part in _parts(clause) if part)
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
        timings = dues_in(clause)
        if not timings and with_ongoing and (wording := _time_at_end(clause)) is not None:
            timings = [Timing(_beside(clause, wording), wording)]
        is_whole = number == 0 and len(timings) == 1
        found.extend(Timing("", t.wording) if is_whole else t for t in timings)
    if len(found) > 1 and not found[0].what:
        first = next(clause for clause in clauses if found[0].wording in clause)
        found[0] = Timing(_beside(first, found[0].wording), found[0].wording)
    return tuple(found)


def dues_in(clause: str) -> list[Timing]:
    """Return the set times of one clause: "sơ kết trước 30/6, tổng kết trong quý IV" has two."""
    if _CONDITION.match(clause):
        return []
    spans = [span for span in find_times(clause) if _is_set(clause, *span)]
    if len(spans) > 1 and not clause[: spans[0][0]].strip(_EDGES):
        return list(_works_after(clause, spans))
    found: list[Timing] = []
    place = 0
    for start, end in spans:
        work = clause[place:start].lstrip(") ").strip(_EDGES)
        if found and len(work.split()) < 2:
            found.pop()
        found.append(Timing(work, clause[start:end]))
        place = end
    if len(found) == 1:
        return [Timing(_beside(clause, found[0].wording), found[0].wording)]
    return found


def _works_after(clause: str, spans: list[tuple[int, int]]) -> Iterator[Timing]:
    """Yield times that stand before their work: "Đến 30/9 giải ngân 70%, đến hết năm 98%"."""
    ends = [start for start, _ in spans[1:]] + [len(clause)]
    for (start, end), stop in zip(spans, ends, strict=True):
        wording = re.sub(r"^và\s+", "", clause[start:end])
        yield Timing(clause[end:stop].strip(" ,:–-()./"), wording)


def _parts(clause: str) -> list[str]:
    """Return the pieces of a clause that set times of their own.

    "đợt 1 trong quý IV/2026, đợt 2 trong năm 2027" has two; "thực hiện hằng năm, hoàn thành trước
    ngày 30/11" is one, for its second half names no other work.
    """
    cuts = [match.start() for match in _OTHERWISE.finditer(clause)]
    cuts += [match.start() for match in _LAST_DAY.finditer(clause) if _lasts(clause, match)]
    spans = find_times(clause)
    for (_, end), (start, stop) in pairwise(spans):
        work = re.match(r",\s+(?:và\s+)?(?P<what>[^,]*[^\W\d_][^,]*)$", clause[end:start].rstrip())
        if work and _says_work(work["what"]) and _leads(clause[start:stop]):
            cuts.append(end)
    cuts = [
        cut for cut in sorted(set(cuts)) if find_times(clause[:cut]) and find_times(clause[cut:])
    ]
    edges = [0, *cuts, len(clause)]
    return [clause[a:b].strip(" ,") for a, b in pairwise(edges)]


def _lasts(clause: str, day: re.Match[str]) -> bool:
    kind, _ = read_deadline(clause[: day.start()], year=2000)
    return kind in _LASTING


def _says_work(words: str) -> bool:
    return not set(words.lower().split()) <= _JOINING


def _leads(wording: str) -> bool:
    """Tell whether a wording is one of a time of its own, not a day named among others."""
    kind, _ = read_deadline(wording, year=2000)
    return _DUE_CUE.search(wording) is not None or kind in _LASTING


def _beside(clause: str, wording: str) -> str:
    """Return the work before the wording of a time, or after it where the time comes first."""
    before, _, after = clause.partition(wording)
    if not before.strip(_EDGES) and _VERB.match(wording):
        return ""
    return before.strip(_EDGES) or after.strip(" ,:–-()./")


def _is_set(clause: str, start: int, end: int) -> bool:
    """Tell whether a wording sets a date, a recurrence on a day, or so many times a year."""
    wording = clause[start:end]
    kind, _ = read_deadline(wording, year=2000)
    if kind is MilestoneKind.PERIODIC and re.search(r"\d+ lần\b", wording):
        return re.match(r"[\s./]*(?:,|$)", clause[end:]) is not None
    is_led = kind in _TIMED and _DUE_CUE.search(wording) is not None
    return is_led and (kind is not MilestoneKind.PERIODIC or _DAY.search(wording) is not None)


def _time_at_end(clause: str) -> str | None:
    """Return the time that ends a clause after its verb: "…, thực hiện hằng tuần"."""
    plain = clause.strip(" .,/)")
    for start, end in find_times(plain):
        wording = plain[start:end]
        if end == len(plain) and (start == 0 or fold(wording).startswith(("thuc hien", "dinh ky"))):
            return wording
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
    before = re.sub(r"^riêng (?:việc )?", "", plain[:start].strip(_EDGES))
    words = before.lower().split()
    if words in (["sau", "đó"], ["tiếp", "đó"]):
        return Timing("", plain[start:].strip(" )"))
    if not before or {words[0], words[-1]} & _JOINING or _COUNT.fullmatch(before):
        return Timing("", plain)
    return Timing(before, plain[start:].strip(" )"))
