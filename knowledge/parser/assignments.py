"""Who leads and who takes part, inside a paragraph: sentences, lists, parentheses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.register import Unit
from knowledge.parser.bodies import mentions_in
from knowledge.parser.fields import FieldKind
from knowledge.units import UnitMention

# What may stand between a body and the next word of the list, as in "Chi cục Kiểm lâm vùng, …".
_ABOVE = (
    r"(?:\s+(?:(?:nêu|nói) trên|vùng|khu vực|cùng cấp|các cấp|các tuyến|trên địa bàn|"
    r"(?:có )?liên quan))?"
)
_JOIN = re.compile(rf"^{_ABOVE}[\s,]*(?:và|cùng|với|cùng với|và các|các|hoặc)?[\s,]*$")
_LEADS_AFTER = re.compile(
    rf"^{_ABOVE},?\s*(?:(?:được giao|có trách nhiệm|là|làm)\s+)*(?:(?:cơ quan|đơn vị)\s+)?"
    r"(?:[Tt]hường trực,?\s*)?\(?(?:(?:đồng |cùng )?chủ trì|chịu trách nhiệm|"
    r"(?:làm )?đầu mối|phụ trách(?=\s*(?:[;.,)]|$)))"
)
_COORDINATES_AFTER = re.compile(
    rf"^{_ABOVE},?\s*\(?(?:(?:cùng|tham gia)\s+)*phối hợp(?P<with>\s+(?:với|cùng))?"
    rf"|^{_ABOVE}\s+(?:(?:cùng )?tham gia|hỗ trợ)\s*(?:[.;,)]|$)"
)
_COORDINATES_BEFORE = re.compile(
    r"(?:phối hợp(?:\s+(?:chặt chẽ|thực hiện))?(?:\s*:|\s+(?:với|cùng|cùng với))?|cùng với|"
    r"cùng phối hợp(?: với)?)\s*(?:các\s+)?(?:(?:sở|bộ|phòng|ban)\s*:?\s*)?$",
    re.IGNORECASE,
)
_LEADS_BEFORE = re.compile(
    r"(?:^(?:đề nghị|yêu cầu)|(?:^|[\s(;,.–-])(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|"
    r"giao trách nhiệm(?: cho)?|chủ trì\s*:?|trách nhiệm\s*:|(?<!cùng )thực hiện\s*:))"
    r"\s*(?:đồng chí\s+)?(?:các\s+)?$",
    re.IGNORECASE,
)
# "Rà soát (Phòng Kinh tế; trước 31/3)." says in its last words who does the work.
_CLOSING = re.compile(
    r"^(?:[;,]\s*(?!phối hợp)[^()]*|\s+(?:tham mưu|thực hiện|triển khai)[^()]*)?\)[\s.;/]*$"
)
_WORKS_AFTER = re.compile(
    rf"^{_ABOVE}\s+(?!(?:phối hợp|là|được|có|và|phân công|giao|yêu cầu|đề nghị|đã|thuộc|tại|của)\b)"
    r"[^\W\d_A-ZĐ]"
)
_PARTNERS = re.compile(r"phối hợp(?: chặt chẽ)? (?:với|cùng)\b")
_NEAR = 300
_BY = re.compile(r"(?:^|[\s(,])do\s+$", re.IGNORECASE)
_DOES_AFTER = re.compile(r"^\s*(?:thực hiện|phụ trách|tham mưu|tổ chức|triển khai)")


@dataclass(frozen=True, slots=True)
class Roles:
    """Units that lead and units that coordinate, in the order in which they are named."""

    leads: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()


def read_roles(text: str, units: tuple[Unit, ...], *, otherwise: FieldKind | None = None) -> Roles:
    """Return who leads and who coordinates in `text`.

    A unit leads before "chủ trì" or after "giao"; it coordinates after "phối hợp với" or before
    "phối hợp". `otherwise` says what a unit does where no such word stands by it.
    """
    runs = list(_runs(text, mentions_in(text, units)))
    leads: list[str] = []
    coordinators: list[str] = []
    kind: FieldKind | None = None
    for run, goes_on in runs:
        usual = FieldKind.COORDINATE if _follows_partners(text, run) else otherwise
        kind = _role_of(text, run, bool(leads)) or usual or (kind if goes_on else None)
        ids = [mention.unit_id for mention in run]
        if kind is FieldKind.LEAD:
            leads.extend(ids)
        elif kind is FieldKind.COORDINATE:
            coordinators.extend(ids)
    unique_leads = tuple(dict.fromkeys(leads))
    rest = tuple(unit for unit in dict.fromkeys(coordinators) if unit not in unique_leads)
    return Roles(unique_leads, rest)


def _follows_partners(text: str, run: list[UnitMention]) -> bool:
    """Tell whether a run stands in a list after "phối hợp với", though not right after it."""
    near = text[max(0, run[0].start - _NEAR) : run[0].start]
    clause = re.split(r"[;.:()]", near)[-1].rstrip()
    return clause.endswith(",") and _PARTNERS.search(clause) is not None


def performers_of(text: str, units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return the units that a sentence starts with where a verb of work follows them."""
    run, _ = next(_runs(text, mentions_in(text, units)), ([], False))
    if not run or text[: run[0].start].strip(' “"') or not _WORKS_AFTER.match(text[run[-1].end :]):
        return ()
    return tuple(dict.fromkeys(mention.unit_id for mention in run))


def _runs(text: str, mentions: tuple[UnitMention, ...]) -> Iterator[tuple[list[UnitMention], bool]]:
    """Yield units side by side, "Sở A, Sở B và Sở C", and whether only ";" stands before them."""
    run: list[UnitMention] = []
    goes_on = False
    for mention in mentions:
        between = text[run[-1].end : mention.start] if run else ""
        if run and not _JOIN.match(between):
            yield run, goes_on
            goes_on = between.strip() == ";"
            run = []
        run.append(mention)
    if run:
        yield run, goes_on


def _role_of(text: str, run: list[UnitMention], has_lead: bool) -> FieldKind | None:
    before = text[max(0, run[0].start - _NEAR) : run[0].start]
    after = text[run[-1].end :]
    if _COORDINATES_BEFORE.search(before):
        return FieldKind.COORDINATE
    if _LEADS_AFTER.match(after):
        return FieldKind.LEAD
    if coordinates := _COORDINATES_AFTER.match(after):
        is_lead = bool(coordinates["with"]) and not has_lead
        return FieldKind.LEAD if is_lead else FieldKind.COORDINATE
    if before.endswith("(") and _CLOSING.match(after):
        return FieldKind.LEAD
    if _LEADS_BEFORE.search(before) or (_BY.search(before) and _DOES_AFTER.match(after)):
        return FieldKind.LEAD
    return None
