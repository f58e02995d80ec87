"""What an official writes on a case: its parts asked for one after the other, each to be redone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Self


class Deed(StrEnum):
    """What is written: each has parts of its own."""

    ASK = "ask"
    NOTE = "note"
    HEAR = "hear"
    ANSWER = "answer"
    REFUSE = "refuse"
    TRANSFER = "transfer"
    EXTEND = "extend"
    WITHDRAW = "withdraw"
    REVIEW = "review"
    REOPEN = "reopen"
    HOLD = "hold"
    RELEASE = "release"
    APOLOGY = "apology"
    NAME = "name"
    EXPLAIN = "explain"
    SUBJECT = "subject"


class Part(StrEnum):
    """A part of what is written."""

    TEXT = "text"
    PROOF = "proof"
    NEXT = "next"
    REASON = "reason"
    DAY = "day"
    SIGNER = "signer"
    POSITION = "position"
    UNIT = "unit"
    WHOM = "whom"


_PARTS: Mapping[Deed, tuple[Part, ...]] = {
    Deed.ANSWER: (Part.TEXT, Part.PROOF, Part.NEXT),
    Deed.APOLOGY: (Part.TEXT, Part.REASON, Part.DAY, Part.SIGNER, Part.POSITION),
    Deed.TRANSFER: (Part.UNIT, Part.TEXT),
    Deed.SUBJECT: (Part.WHOM, Part.TEXT),
}
# Parts that a button fills in; a message cannot. A unit is chosen among those that a name finds.
_CHOSEN = frozenset({Part.DAY, Part.WHOM})


def parts_of(deed: Deed) -> tuple[Part, ...]:
    """Return the parts of what is written, in the order in which they are asked for."""
    return _PARTS.get(deed, (Part.TEXT,))


@dataclass(frozen=True, slots=True)
class DeskDraft:
    """What was written so far. `about` is a case's number, or that of an explanation.

    `redo` is a part that is asked for anew. `files` are the names of files that stand for proof.
    `is_asleep`: the next message is not meant for it. `last_key` names the update that changed it
    last, so that the same update changes it once.
    """

    deed: Deed
    about: str
    parts: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    redo: Part | None = None
    is_asleep: bool = False
    last_key: str = ""

    def payload(self) -> dict[str, Any]:
        """Return the draft as it is stored."""
        return asdict(self)

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Self:
        """Return a stored draft."""
        known = {one.name: payload[one.name] for one in fields(cls) if one.name in payload}
        redo = known.get("redo")
        return cls(
            **{
                **known,
                "deed": Deed(payload["deed"]),
                "files": tuple(payload.get("files", ())),
                "redo": None if redo is None else Part(redo),
            }
        )

    @property
    def at(self) -> Part | None:
        """Return the part that is asked for now; None: everything is there."""
        if self.redo is not None:
            return self.redo
        return next((part for part in parts_of(self.deed) if not self.has(part)), None)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would be lost with it."""
        return not self.files and not any(self.parts.values())

    @property
    def takes_files(self) -> bool:
        """Tell whether a file can stand for what is asked for now."""
        return self.deed is Deed.ANSWER and self.at in (Part.PROOF, None)

    @property
    def takes_text(self) -> bool:
        """Tell whether a message can be what is asked for now."""
        return self.at is not None and self.at not in _CHOSEN

    def has(self, part: Part) -> bool:
        """Tell whether a part is there; a file stands for proof."""
        return bool(self.parts.get(part)) or (part is Part.PROOF and bool(self.files))

    def told(self, part: Part) -> str:
        """Return what a part says, empty where it is missing."""
        return self.parts.get(part, "")

    def written(self, part: Part, text: str) -> Self:
        """Return the draft with a part."""
        return replace(self, parts={**self.parts, part: text.strip()}, redo=None, is_asleep=False)

    def with_file(self, uid: str) -> Self:
        """Return the draft with one more file."""
        return replace(self, files=(*self.files, uid), redo=None, is_asleep=False)

    def without_files(self) -> Self:
        """Return the draft without files."""
        return replace(self, files=())

    def again(self, part: Part) -> Self:
        """Return the draft at a part that is written anew; what it said stays until then."""
        return replace(self, redo=part, is_asleep=False)
