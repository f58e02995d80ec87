"""What a button means, packed into 64 bytes and read back strictly.

Old and forged buttons reach the bot too, so `read` returns None for anything that `pack` could
not have made. Whether the thing still exists is for the services to say.
"""

import re
from dataclasses import dataclass, fields
from hashlib import blake2s
from typing import ClassVar, Self

MAX_BYTES = 64
_WHOLE = re.compile(r"0|[1-9][0-9]{0,18}")
_WORDS = re.compile(r"[^\x00-\x1f\x7f]*")


@dataclass(frozen=True, slots=True)
class Action:
    """The root of all actions; fields are whole numbers, and the last may be a string.

    `choices`, where a kind has them, are the only strings that it may hold.
    """

    code: ClassVar[str] = ""
    choices: ClassVar[frozenset[str]] = frozenset()

    def pack(self) -> str:
        """Return the callback data."""
        values = [str(getattr(self, field.name)) for field in fields(self)]
        return ":".join([self.code, *values])

    @property
    def fits(self) -> bool:
        """Tell whether Telegram takes the callback data."""
        return len(self.pack().encode()) <= MAX_BYTES

    @classmethod
    def read(cls, data: object) -> Self | None:
        """Return the action that `data` stands for, None when it is none of this kind."""
        if not isinstance(data, str) or len(data.encode(errors="replace")) > MAX_BYTES:
            return None
        wanted = fields(cls)
        code, *raw = data.split(":", len(wanted))
        if code != cls.code or len(raw) != len(wanted):
            return None
        values = [_value(field.type, text) for field, text in zip(wanted, raw, strict=True)]
        if any(value is None for value in values) or (cls.choices and raw[-1] not in cls.choices):
            return None
        return cls(*values)


def _value(kind: object, text: str) -> int | str | None:
    if kind in (int, "int"):
        return int(text) if _WHOLE.fullmatch(text) else None
    return text if _WORDS.fullmatch(text) else None


def mark_of(name: str) -> str:
    """Return a short stable mark of a long id, such as a unit's."""
    return blake2s(name.encode(), digest_size=5).hexdigest()


@dataclass(frozen=True, slots=True)
class OpenScreen(Action):
    """A screen of the main menu, sent anew."""

    code = "s"
    choices = frozenset(
        {"hoi", "han", "nhiemvu", "chitieu", "vanban", "giu", "thongke", "toi", "nguoi"}
        | {"phananh", "theodoi", "hoso", "tuan", "giu_ten", "giaitrinh", "loikhen", "hangdoi"}
        | {"hoc", "thi", "tiendo", "nhac", "hoctap"}
    )
    name: str


@dataclass(frozen=True, slots=True)
class OpenPassage(Action):
    """A passage in its place, sent below what stands there."""

    code = "p"
    document: int
    page: int
    path: str


@dataclass(frozen=True, slots=True)
class TurnTo(Action):
    """Another passage, or another page of it, in the same message."""

    code = "v"
    document: int
    page: int
    path: str


@dataclass(frozen=True, slots=True)
class ShowReferences(Action):
    """What a passage refers to and what refers to it, in the same message."""

    code = "x"
    document: int
    page: int
    path: str


@dataclass(frozen=True, slots=True)
class ReadOn(Action):
    """The next page of a long answer."""

    code = "n"
    answer: int
    page: int


@dataclass(frozen=True, slots=True)
class AskRelated(Action):
    """One of the related questions of an answer."""

    code = "r"
    answer: int
    index: int


@dataclass(frozen=True, slots=True)
class Rate(Action):
    """A thumb: `up` or `down`."""

    code = "u"
    choices = frozenset({"up", "down"})
    answer: int
    verdict: str


@dataclass(frozen=True, slots=True)
class Explain(Action):
    """Why a thumb is down: one of the offered reasons, `write` or `skip`."""

    code = "w"
    choices = frozenset({"sai", "thieu", "lac", "kho", "write", "skip"})
    answer: int
    reason: str


@dataclass(frozen=True, slots=True)
class Watch(Action):
    """The wish to hear of a later answer: `on` or `off`."""

    code = "b"
    choices = frozenset({"on", "off"})
    answer: int
    state: str


@dataclass(frozen=True, slots=True)
class WatchCorrection(Action):
    """The wish to hear when an answer is put right: `on` or `off`."""

    code = "bc"
    choices = frozenset({"on", "off"})
    answer: int
    state: str


@dataclass(frozen=True, slots=True)
class AskAnew(Action):
    """Ask the question of an earlier answer again."""

    code = "m"
    answer: int


@dataclass(frozen=True, slots=True)
class ListTasks(Action):
    """The tasks of a plan."""

    code = "t"
    document: int
    page: int


@dataclass(frozen=True, slots=True)
class ShowTask(Action):
    """One task of a plan."""

    code = "k"
    document: int
    path: str


@dataclass(frozen=True, slots=True)
class ListTargets(Action):
    """The targets of a plan."""

    code = "c"
    document: int
    page: int


@dataclass(frozen=True, slots=True)
class ShowDeadlines(Action):
    """What is due; `unit` is the mark of one unit, or empty for all."""

    code = "h"
    document: int
    page: int
    unit: str


@dataclass(frozen=True, slots=True)
class ChooseUnit(Action):
    """The units by which deadlines can be narrowed."""

    code = "g"
    document: int
    page: int


@dataclass(frozen=True, slots=True)
class ListDocuments(Action):
    """The documents, in the same message."""

    code = "d"
    page: int


@dataclass(frozen=True, slots=True)
class Contents(Action):
    """The outermost parts of a document."""

    code = "e"
    document: int
    page: int


@dataclass(frozen=True, slots=True)
class OwnData(Action):
    """What is done with one's own data: sent as a file, remembered or not, erased whole."""

    code = "o"
    choices = frozenset({"file", "remember", "do_not", "erase", "erase_yes", "erase_no"})
    choice: str


@dataclass(frozen=True, slots=True)
class Forget(Action):
    """The answer to the question whether to forget: `yes` or `no`."""

    code = "f"
    choices = frozenset({"ask", "yes", "no"})
    choice: str
