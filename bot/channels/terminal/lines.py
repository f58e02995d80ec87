"""What a line typed in the terminal means."""

import re
from dataclasses import dataclass
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SPAN = re.compile(r"(\d{1,6})\s*([smhdw])")
_NAME = re.compile(r"[\w.-]{1,60}")
_WORD = re.compile(r"@(file|location|as|sleep)(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Says:
    """A text message."""

    text: str


@dataclass(frozen=True, slots=True)
class Presses:
    """A press of the button with this label, or of the one that contains it.

    It is looked for on one message where `message_id` names it, else on the newest that has it.
    """

    label: str
    is_part: bool = False
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class SendsFile:
    """A file from this machine."""

    path: str


@dataclass(frozen=True, slots=True)
class SendsLocation:
    """A place."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Becomes:
    """Going on as another person."""

    name: str


@dataclass(frozen=True, slots=True)
class Sleeps:
    """Moving the clock forward."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line that means nothing, with a word on how to write it."""

    words: str


Deed = Says | Presses | SendsFile | SendsLocation | Becomes | Sleeps | Mistake


def read_line(line: str) -> Deed:
    """Return what the person means by `line`."""
    text = line.rstrip("\r\n")
    bare = text.strip()
    if len(bare) > 2 and bare.startswith("[") and bare.endswith("]"):
        label = bare[1:-1].strip()
        return Presses(label[1:].strip(), is_part=True) if label[:1] == "~" else Presses(label)
    word = _WORD.fullmatch(bare)
    if word is None:
        return Says(text)
    return _READERS[word.group(1)]((word.group(2) or "").strip())


def _file(path: str) -> Deed:
    return SendsFile(path) if path else Mistake("Xin viết: @file ĐƯỜNG_DẪN")


def _location(numbers: str) -> Deed:
    try:
        latitude, longitude = map(float, numbers.replace(",", " ").split())
    except ValueError:
        return Mistake("Xin viết: @location VĨ_ĐỘ KINH_ĐỘ, ví dụ @location 12.67 108.04")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return Mistake("Vĩ độ từ -90 đến 90, kinh độ từ -180 đến 180.")
    return SendsLocation(latitude, longitude)


def _name(name: str) -> Deed:
    if _NAME.fullmatch(name):
        return Becomes(name)
    return Mistake("Xin viết: @as TÊN (chữ, số, dấu chấm hoặc gạch nối, không có dấu cách)")


def _span(text: str) -> Deed:
    match = _SPAN.fullmatch(text)
    if match is None:
        return Mistake("Xin viết: @sleep 2d (s giây, m phút, h giờ, d ngày, w tuần)")
    span = timedelta(**{_UNITS[match.group(2)]: int(match.group(1))})
    return Sleeps(span) if span <= timedelta(days=36500) else Mistake("Khoảng thời gian quá dài.")


_READERS = {"file": _file, "location": _location, "as": _name, "sleep": _span}
