"""Labelled facts such as "Cơ quan chủ trì: …": which labels mean what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.vietnamese import fold
from knowledge.parser.letters import UPPER


class FieldKind(StrEnum):
    """What a label announces."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    TIME = "time"
    OUTPUT = "output"
    OBJECTIVE = "objective"
    CONTENT = "content"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Field:
    """A label as printed, what it means and the value after it ("" when it stands alone)."""

    kind: FieldKind
    label: str
    value: str
    start: int = 0


_WHO = (
    r"(?:(?:cac )?(?:co quan|don vi|bo phan|to chuc|ca nhan|can bo|cong chuc|nguoi|dau moi)"
    r"(?:, (?:co quan|don vi|bo phan|to chuc|ca nhan|dia phuong))* )?"
)
_LABELS: tuple[tuple[FieldKind, str], ...] = (
    (FieldKind.COORDINATE, _WHO + r"(?:cung )?(?:tham gia )?phoi hop(?: thuc hien| voi)?"),
    (
        FieldKind.COORDINATE,
        _WHO + r"(?:cung (?:thuc hien|tham gia)|tham gia(?: thuc hien)?|ho tro)",
    ),
    (
        FieldKind.LEAD,
        _WHO + r"(?:duoc giao )?(?:chu tri|chiu trach nhiem|phu trach|tham muu)"
        r"(?: thuc hien| tham muu| chinh| trien khai)?(?:,? (?:va )?phoi hop)?",
    ),
    (
        FieldKind.LEAD,
        r"(?:co quan|don vi|bo phan|ca nhan|dau moi|trach nhiem|phan cong|"
        r"(?:co quan|don vi), (?:don vi|dia phuong|to chuc|ca nhan))(?: (?:duoc giao|to chuc))? "
        r"(?:thuc hien|tham muu|trien khai)(?: chinh)?",
    ),
    (FieldKind.LEAD, r"phan cong|trach nhiem|nguoi thuc hien|(?:don vi |co quan )?dau moi"),
    (
        FieldKind.TIME,
        r"(?:du kien )?(?:thoi gian|thoi han|thoi diem|tien do|ky han|han|"
        r"moc thoi gian|lo trinh)(?: (?:hoan thanh|thuc hien|trien khai|ket thuc|bao cao|"
        r"trinh(?: [a-z]+){0,3}|ban hanh|to chuc|du kien|xong|cu the)|,? (?:va )?tien do)*",
    ),
    (FieldKind.TIME, r"(?:ngay |han )?hoan thanh|xong"),
    (
        FieldKind.OUTPUT,
        r"(?:san pham|ket qua|dau ra)(?:,? (?:du kien|dau ra|thuc hien|can dat|"
        r"dat duoc|ket qua|san pham|hoan thanh|chinh|va|/))*",
    ),
    (FieldKind.OBJECTIVE, r"muc tieu|muc dich|muc dich, yeu cau|yeu cau"),
    (
        FieldKind.CONTENT,
        r"(?:noi dung|nhiem vu|giai phap|cach thuc|hoat dong|viec)"
        r"(?:,? (?:va )?(?:thuc hien|nhiem vu|trien khai|giai phap|cong viec|chinh|cu the|chu yeu|"
        r"trong tam|to chuc|can thuc hien))*",
    ),
    (FieldKind.BUDGET, r"(?:du kien )?(?:nguon )?(?:kinh phi|du toan)(?: thuc hien| du kien)?"),
)
_COMPILED = tuple((kind, re.compile(rf"(?:{pattern})$")) for kind, pattern in _LABELS)
_LABEL_END = re.compile(r"(?P<label>[^:;.()]{2,60}?)\s*:")
_LABEL_SHAPE = re.compile(r"^(?P<label>[^:.;%]{2,60}?)\s*(?::\s*(?P<value>.*))?$", re.DOTALL)


def label_kind(label: str) -> FieldKind | None:
    """Return what the label announces, None for words that are no label."""
    folded = " ".join(fold(label).replace("*", "").split()).strip(" :.-")
    return next((kind for kind, pattern in _COMPILED if pattern.match(folded)), None)


def read_field(text: str) -> Field | None:
    """Return the field that `text` is: a known label alone, or label, colon and value."""
    match = _LABEL_SHAPE.match(text)
    if match is None:
        return None
    kind = label_kind(match["label"])
    if kind is None:
        return None
    return Field(kind, match["label"].strip("* "), (match["value"] or "").strip())


def read_labelled(text: str) -> tuple[Field, ...]:
    """Return the labelled facts of `text`: "Chủ trì: A; phối hợp: B; hoàn thành: Quý II."."""
    places = list(_labels(text))
    found: list[Field] = []
    for index, (start, end, kind, label) in enumerate(places):
        stop = places[index + 1][0] if index + 1 < len(places) else len(text)
        value = _until_sentence_end(text[end:stop])
        found.append(Field(kind, label, value, start))
    return tuple(found)


def is_only_fields(text: str) -> bool:
    """Tell whether `text` starts with a label of who, when, with what or what for."""
    first = next(_labels(text), None)
    if first is None or text[: first[0]].strip(" (-–*"):
        return False
    return first[2] not in (FieldKind.OBJECTIVE, FieldKind.CONTENT)


def _labels(text: str) -> Iterator[tuple[int, int, FieldKind, str]]:
    for match in _LABEL_END.finditer(text):
        words = match["label"]
        offsets = [0, *(m.end() for m in re.finditer(rf"[,–-]\s+|\s(?=[{UPPER}])", words))]
        for offset in offsets:
            label = words[offset:].strip(" *-–")
            kind = label_kind(label)
            if kind is not None:
                yield match.start() + offset, match.end(), kind, label
                break


def _until_sentence_end(text: str) -> str:
    cut = re.split(rf"\.(?:\s+(?=[{UPPER}])|\s*$|/)|\)\s*[.;]?\s*$", text)[0]
    return cut.strip(" ;,.*–-")
