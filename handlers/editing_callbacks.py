"""What the buttons of editors mean, and those of units that have a question to answer."""

from dataclasses import dataclass

from handlers.callbacks import Action


@dataclass(frozen=True, slots=True)
class ShowQuestions(Action):
    """The questions that wait for an editor."""

    code = "ql"
    page: int


@dataclass(frozen=True, slots=True)
class ShowGroup(Action):
    """One group of them, by an answer in it."""

    code = "qg"
    answer: int


@dataclass(frozen=True, slots=True)
class SeeTo(Action):
    """What to do about a group."""

    code = "qs"
    choices = frozenset({"find", "say", "hand", "load", "drop", "stop"})
    answer: int
    way: str


@dataclass(frozen=True, slots=True)
class LinkPlace(Action):
    """A place that may answer a question: shown before it is linked."""

    code = "qk"
    answer: int
    document: int
    path: str


@dataclass(frozen=True, slots=True)
class LinkThis(Action):
    """Link a place to this one question."""

    code = "qy"
    answer: int
    document: int
    path: str


@dataclass(frozen=True, slots=True)
class LinkAll(Action):
    """Link a place to every question of the group."""

    code = "qz"
    answer: int
    document: int
    path: str


@dataclass(frozen=True, slots=True)
class AddWording(Action):
    """Let the wording that was tried count."""

    code = "qw"
    choices = frozenset({"yes", "no"})
    answer: int
    choice: str


@dataclass(frozen=True, slots=True)
class HandTo(Action):
    """The unit that is to answer, by its code."""

    code = "qu"
    answer: int
    unit: str


@dataclass(frozen=True, slots=True)
class HandBy(Action):
    """Until when it is to answer: the day by its number in the calendar."""

    code = "qd"
    answer: int
    day: int
    unit: str


@dataclass(frozen=True, slots=True)
class Dismiss(Action):
    """Why a group is left at that."""

    code = "qx"
    choices = frozenset({"outside", "unclear", "right", "play"})
    answer: int
    why: str


@dataclass(frozen=True, slots=True)
class ShowAdded(Action):
    """What editors added, page by page."""

    code = "qa"
    page: int


@dataclass(frozen=True, slots=True)
class TakeBack(Action):
    """Take a link or a wording back."""

    code = "qt"
    choices = frozenset({"link", "say"})
    number: int
    kind: str


@dataclass(frozen=True, slots=True)
class ShowHanded(Action):
    """What units have in their hands."""

    code = "qh"
    page: int


@dataclass(frozen=True, slots=True)
class AnswerHanded(Action):
    """What a unit does with a question."""

    code = "qr"
    choices = frozenset({"open", "reply", "send", "stop", "back", "back_yes"})
    question: int
    choice: str


@dataclass(frozen=True, slots=True)
class QueueFile(Action):
    """The report on questions as a file."""

    code = "qp"
    choices = frozenset({"week", "month", "quarter"})
    choice: str


@dataclass(frozen=True, slots=True)
class LoadFile(Action):
    """What is done with a file that was sent: loaded, dropped, named, or held as plain passages."""

    code = "qf"
    choices = frozenset({"load", "drop", "plain", "name"})
    file: int
    choice: str


@dataclass(frozen=True, slots=True)
class InviteList(Action):
    """Whether the people of a list that was sent are invited."""

    code = "qi"
    choices = frozenset({"yes", "no", "form"})
    choice: str
