"""What the buttons about the bank of study items mean."""

from dataclasses import dataclass

from handlers.callbacks import Action


@dataclass(frozen=True, slots=True)
class OpenBank(Action):
    """The bank's first screen, or something that is asked for there."""

    code = "ka"
    choices = frozenset({"desk", "import", "export", "figures", "stop"})
    choice: str


@dataclass(frozen=True, slots=True)
class NextItem(Action):
    """The item of a pile behind this one."""

    code = "kb"
    pile: int
    after: str


@dataclass(frozen=True, slots=True)
class ShowItem(Action):
    """An item as it stands now."""

    code = "kc"
    pile: int
    item: str


@dataclass(frozen=True, slots=True)
class ApproveItem(Action):
    """Approving an item, or taking it over, in the wording that was read."""

    code = "kd"
    pile: int
    version: int
    item: str


@dataclass(frozen=True, slots=True)
class EditItem(Action):
    """Choosing which part of an item to word anew."""

    code = "ke"
    pile: int
    version: int
    item: str


@dataclass(frozen=True, slots=True)
class EditPart(Action):
    """Wording a part anew, as `part|item`."""

    code = "kf"
    pile: int
    version: int
    place: str


@dataclass(frozen=True, slots=True)
class PutAway(Action):
    """Refusing a draft or withdrawing an item; the reason is asked for."""

    code = "kg"
    pile: int
    item: str


@dataclass(frozen=True, slots=True)
class KeepItems(Action):
    """Whether the good items of a file are kept."""

    code = "kh"
    choices = frozenset({"yes", "no"})
    choice: str
