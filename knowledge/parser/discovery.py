"""Learning which bodies a text names, before its facts are read.

Names are learned where their ends are plain to see: in lists ("Cơ quan phối hợp: …"), in headings
of unit blocks and before "chủ trì". Elsewhere the grammar of names decides.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.deadlines import find_times
from domain.register import Unit
from domain.vietnamese import fold
from knowledge.parser.bodies import CROWD_HEADS, HEADS, elided_names, names_in
from knowledge.parser.letters import UPPER
from knowledge.parser.same_units import merge_same, with_shorter_names
from knowledge.units import fields, find_units, group_named, group_units, make_unit

_BODY_START = rf"(?=(?:{HEADS}|{CROWD_HEADS}|[Cc]ác|[Tt]hủ trưởng|UBND)\b)"
_ITEM_END = re.compile(
    rf"(?P<strong>\s*;\s*|,?\s*phối hợp(?: chặt chẽ)? (?:với|cùng)\s+{_BODY_START})|"
    rf"\s*,\s*{_BODY_START}|(?P<strong_and>(?<!HĐND)(?<!ĐBQH)(?<!Báo)"
    rf"(?<!ội đồng nhân dân)\s+(?:và|cùng|cùng với)\s+{_BODY_START})"
)
# "các cơ quan, đơn vị, doanh nghiệp" is one group, "các bệnh viện, doanh nghiệp" are two.
_OPEN_GROUP = re.compile(r"^[Cc]ác (?:cơ quan|đơn vị|tổ chức|sở|ban|hội|cấp|địa phương)\b")
_COLUMN_WORDS = {
    "kinh phi",
    "ghi chu",
    "san pham",
    "thoi gian",
    "thoi han",
    "noi dung",
    "nhiem vu",
    "ket qua",
    "tong cong",
    "cong",
    "stt",
}
_OPENING = re.compile(
    r"^(?:(?:và|cùng|với|giao(?: cho)?|đề nghị|phân công|yêu cầu|do|trách nhiệm của|"
    r"(?:thủ trưởng|giám đốc|chủ tịch|chánh|lãnh đạo|người đứng đầu|trưởng|cục trưởng|vụ trưởng|"
    r"viện trưởng|hiệu trưởng)(?= ))\s+)+",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*\(.*$|\s[-–] (?:Phó )?(?:Trưởng ban|Tổ trưởng|Thành viên|Ủy viên)\b.*$|"
    r"\s*[,–-]?\s*\b(?:(?:đồng |cùng )?chủ trì|cùng (?:tham gia|phối hợp)|tham gia(?=\s*$)|"
    r"phối hợp|nêu trên|nói trên|"
    rf"giao (?=(?:{HEADS})\b)|"
    r"báo cáo|tổng hợp|gửi|"
    r"là (?:cơ quan|đơn vị)|có trách nhiệm|chịu trách nhiệm|giám sát|căn cứ|tham mưu|"
    r"tổ chức(?! (?:chính|xã|đoàn|hội|thành|tôn|kinh|tín|đảng|khoa|nghề))|"
    r"triển khai|xây dựng kế hoạch|theo dõi|"
    r"hướng dẫn)\b.*$",
    re.DOTALL,
)
_BEFORE_LEADING = re.compile(
    rf"(?:^|[;.(:]\s*|\b(?:[Gg]iao|do)\s+)"
    rf"(?P<name>(?:{HEADS}|(?:[Cc]ác )?(?:{CROWD_HEADS}))\s[^;:.()]{{2,70}}?)\s*,?\s+"
    r"(?:(?:đồng |cùng )?chủ trì|làm đầu mối|phụ trách(?=\s*[;.,)])|"
    r"là (?:cơ quan|đơn vị) (?:chủ trì|đầu mối|thường trực))"
)
# "Trưởng phòng Kinh tế" leaves "phòng Kinh tế".
_OFFICE = re.compile(rf"(?:phòng|ban|trạm|chi cục|trung tâm) [{UPPER}]")
_COLLECTIVE_NAME = re.compile(
    rf"^(?:các|những|toàn thể|mọi|{CROWD_HEADS}|thôn|buôn|bản|làng|ấp|tổ dân phố|khu phố|trưởng|"
    r"người có uy tín|cấp ủy|cơ quan|đơn vị|đội|tổ|ban)\b",
    re.IGNORECASE,
)
# Headings of work among headings of bodies are no names.
_WORK = re.compile(
    r"^(?:Ông|Bà|Đồng chí|Báo cáo|Nâng cấp|Xây dựng|Tổ chức (?:thực|hội|lễ|các)|Hoàn thiện|"
    r"Rà soát|Kiểm tra|"
    r"Thực hiện|Triển khai|Tuyên truyền|Đào tạo|Tập huấn|Mở rộng|Phát triển|Sơ kết|"
    r"Tổng kết|Đầu tư|Bảo đảm|Tăng cường|Đẩy mạnh|Chế độ|Công tác|Kinh phí|Thời gian)\b"
)
_PARTNERS = re.compile(r"phối hợp(?: chặt chẽ)? (?:với|cùng) (?P<list>[^;.:()]+)")
_TAKING_PART = re.compile(r"(?P<list>[^;.:()]{2,200}?)\s+(?:cùng )?(?:tham gia|phối hợp)\b")
# "… (Trung tâm Xúc tiến Đầu tư và Du lịch tỉnh; hoàn thành tháng 10)." ends with who does it.
_LAST_WORDS = re.compile(rf"\((?P<list>(?:{HEADS})\s[^;()]{{2,90}})(?:;[^()]*)?\)[\s.;/]*$")
_CROWD_STOP = (
    r"(?:tổ chức|thực hiện|hoàn thành|xây dựng|đưa|triển khai|hướng dẫn|rà soát|tham mưu|kiểm tra|"
    r"theo dõi|lập|mở|hoàn thiện|ban hành|trong|trước|tại|để|nêu|nói|về|cho|vận động|tuyên truyền|"
    r"giám sát|xử lý|chủ trì|phối hợp|thường|định|khảo sát|đề xuất|tiếp|bố trí|cung cấp|quản lý|"
    r"khắc phục|bảo đảm|đảm bảo|nghiên cứu|vận hành|thống kê|chuẩn bị|đôn đốc|tăng cường|kịp thời)"
)
_CROWD_START = (
    rf"^(?:các )?(?:{CROWD_HEADS}|hội, đoàn thể|tổ chức chính trị - xã hội|cơ quan báo chí|"
    r"(?:thôn|buôn|bản|tổ dân phố)(?:, (?:thôn|buôn|bản|tổ dân phố))*)\b"
)
_CROWD = re.compile(rf"{_CROWD_START}(?:(?: -)? (?!{_CROWD_STOP}\b)[^\W\d_]+){{0,7}}")
_LAST_CROWD = re.compile(
    _CROWD_START
    + r"(?: (?:viễn thông|lữ hành|du lịch|vận tải|nông nghiệp|tư nhân|công lập|đa khoa|chuyên khoa|"
    r"khu vực|cùng cấp|trên địa bàn(?: (?:tỉnh|xã|phường))?|công an|quân sự|và|bảo vệ|thương mại))*"
    r"(?<! và)\b"
)
_HEAD = re.compile(rf"^(?:{HEADS})\b")
_LONGEST = 14


def discover_units(
    *, headings: Iterable[str], paragraphs: Iterable[str], lists: Iterable[str], issuer: str
) -> tuple[Unit, ...]:
    """Return every body that a text names.

    `lists` are values that hold nothing but names; there a name counts even if no grammar knows
    it. `issuer` tells whose place may be left out of a name.
    """
    texts = (*headings, *paragraphs)
    learned = [name for text in lists for name in listed_names(text)]
    learned += [name for text in texts for name in _leading_names(text)]
    learned += [name for text in texts for name in _partner_crowds(text)]
    units = _units(learned)
    rest = [_without(text, units) for text in texts]
    wordings = [wording for text in rest for wording in _group_wordings(text)]
    wordings += [name for text in rest for name in elided_names(text)]
    wordings += [match.group() for text in rest for match in names_in(text)]
    found = with_shorter_names(merge_same([*units, *_units(wordings)], issuer))
    return tuple(_as_written(unit, texts) for unit in found)


def _as_written(unit: Unit, texts: Sequence[str]) -> Unit:
    """Return a unit under the name that the text writes: of a collective one, the most frequent.

    A body that is always named with its place ("Trường THCS Tân Lộc") keeps it.
    """
    if not unit.is_group:
        return _with_its_place(unit, texts)
    whole = "\n".join(texts).lower()
    counts = Counter(
        {
            name: len(re.findall(rf"(?<!\w){re.escape(name.lower())}(?!\w|, )", whole))
            for name in (unit.name, *unit.aliases)
        }
    )
    best = max(counts.values(), default=0)
    if best == 0 or counts[unit.name] > 0:
        return unit
    name = max((n for n, count in counts.items() if count == best), key=len)
    others = tuple(a for a in (unit.name, *unit.aliases) if a != name)
    return replace(unit, name=name[:1].upper() + name[1:], aliases=others)


def _with_its_place(unit: Unit, texts: Sequence[str]) -> Unit:
    longer = [alias for alias in unit.aliases if alias.startswith(f"{unit.name} ")]
    if not longer:
        return unit
    ends = "|".join(re.escape(alias.removeprefix(unit.name)) for alias in longer)
    alone = re.compile(rf"(?<!\w){re.escape(unit.name)}(?!\w)(?!{ends})")
    counts = {alias: sum(alias in text for text in texts) for alias in longer}
    name = max(longer, key=lambda alias: counts[alias])
    if counts[name] == 0 or any(alone.search(text) for text in texts):
        return unit
    others = tuple(a for a in (unit.name, *unit.aliases) if a != name)
    return replace(unit, name=name, aliases=others)


def listed_names(text: str) -> Iterator[str]:
    """Yield the names in a list of units, their ends being the ends of its items."""
    if group_named(text.strip(" .;:")):
        yield text.strip(" .;:")
        return
    elided = elided_names(text)
    yield from elided
    for item in list_items(text.strip(" .;:")):
        name = _OPENING.sub("", _END.sub("", item.strip(" .,;:–-()"))).strip(" .,;:–-")
        if elided and re.match(r"[Cc]ác (?:[Ss]ở|[Bb]ộ|[Pp]hòng|[Bb]an)\b", name):
            continue
        if _OFFICE.match(name):
            name = name[0].upper() + name[1:]
        if not 1 < len(name.split()) <= _LONGEST:
            continue
        if _HEAD.match(name):
            yield from _several(name)
        elif (name[0].isupper() or _COLLECTIVE_NAME.match(name)) and not _is_other(name):
            yield name


def _is_other(name: str) -> bool:
    """Tell work, persons and times from bodies that no grammar knows."""
    return _WORK.match(name) is not None or bool(find_times(name))


def list_items(text: str) -> list[str]:
    """Return the items of a list of bodies; "các cơ quan, đơn vị, doanh nghiệp" stays one."""
    items: list[str] = []
    place = 0
    is_loose = False
    for match in (*_ITEM_END.finditer(text), None):
        item = text[place : match.start() if match else len(text)]
        if is_loose and item[:1].islower() and items and _OPEN_GROUP.match(items[-1]):
            items[-1] = f"{items[-1]}, {item}"
        else:
            items.append(item)
        if match is not None:
            place = match.end()
            is_loose = not (match["strong"] or match["strong_and"])
    return items


def _several(name: str) -> Iterator[str]:
    """Yield "Sở Nội vụ", "Sở Tài chính" for "Sở Nội vụ, Tài chính"; one name as it is."""
    head, _, rest = name.partition(" ")
    known = sorted((field.name for field in fields()), key=len, reverse=True)
    pieces: list[str] = []
    while rest:
        match = next((field for field in known if rest.startswith(field)), None)
        if match is None:
            yield name
            return
        pieces.append(match)
        rest = re.sub(r"^(?:\s*,\s*|\s+và\s+)", "", rest[len(match) :])
    yield from (f"{head} {piece}" for piece in pieces)


def _leading_names(text: str) -> Iterator[str]:
    """Yield the names that stand between the start of a clause and "chủ trì"."""
    for match in _BEFORE_LEADING.finditer(text):
        yield from listed_names(match["name"])
    for match in _LAST_WORDS.finditer(text):
        times = find_times(match["list"])
        yield from listed_names(match["list"][: times[0][0] if times else None])


def _partner_crowds(text: str) -> Iterator[str]:
    """Yield the bodies without a proper name after "phối hợp với": "các hợp tác xã"."""
    for match in (*_PARTNERS.finditer(text), *_TAKING_PART.finditer(text)):
        items = [item.strip() for item in list_items(match["list"])]
        for item in items:
            # In the last item a verb may follow: its name ends where its plain words do.
            crowd = (_LAST_CROWD if item is items[-1] else _CROWD).match(item)
            if crowd is not None and group_named(crowd.group()) is None:
                yield crowd.group().strip(" ,")


def _group_wordings(text: str) -> list[str]:
    """Return the collective names that stand in `text` as bodies, not as levels."""
    return [
        mention.wording
        for mention in find_units(text, group_units())
        if mention.wording.lower().startswith(("các", "ubnd", "ủy ban", "uỷ ban"))
        or not text[: mention.start].strip()
        or text[: mention.start].strip().endswith((";", ":", ","))
    ]


def _without(text: str, units: tuple[Unit, ...]) -> str:
    """Return `text` with the names of `units` blanked out; their short forms may mislead."""
    named = tuple(replace(unit, aliases=()) for unit in units)
    for mention in find_units(text, named):
        text = text[: mention.start] + "·" * (mention.end - mention.start) + text[mention.end :]
    return text


def _units(wordings: Iterable[str]) -> tuple[Unit, ...]:
    units: dict[str, Unit] = {}
    for wording in wordings:
        unit = make_unit(wording)
        if fold(wording).split("(")[0].strip() in _COLUMN_WORDS:
            continue
        if unit.id:
            units.setdefault(unit.id, unit)
    return tuple(units.values())
