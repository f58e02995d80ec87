"""What the buttons of self-study mean: sessions, items on the screen, one's own log, a unit's."""

from dataclasses import dataclass

from handlers.callbacks import Action


@dataclass(frozen=True, slots=True)
class StartStudy(Action):
    """Today's session: on everything (empty), on `skill:NAME` or on `document:SLUG`."""

    code = "ys"
    scope: str


@dataclass(frozen=True, slots=True)
class ChooseScope(Action):
    """The skills or the documents by which one can study; `stop`: nothing more is asked for."""

    code = "yc"
    choices = frozenset({"skill", "document", "stop"})
    kind: str


@dataclass(frozen=True, slots=True)
class MarkChoice(Action):
    """What is chosen so far on an item; nothing is answered yet.

    `exam` is 1 where `session` is an attempt at an exam. `picks` are positions in the item, as
    `domain.study.Choice` keeps them: the button carries them, so pressing twice does no harm.
    """

    code = "ym"
    exam: int
    session: int
    number: int
    sure: int
    picks: str


@dataclass(frozen=True, slots=True)
class GiveAnswer(Action):
    """The answer to an item; the fields are those of `MarkChoice`."""

    code = "ya"
    exam: int
    session: int
    number: int
    sure: int
    picks: str


@dataclass(frozen=True, slots=True)
class NextItem(Action):
    """The next item of the open session, or how it ended."""

    code = "yn"
    session: int


@dataclass(frozen=True, slots=True)
class PauseStudy(Action):
    """Enough for now; the session waits."""

    code = "yx"
    session: int


@dataclass(frozen=True, slots=True)
class AskAbout(Action):
    """A question on the place of an item, which the next message asks."""

    code = "yq"
    document: int
    path: str


@dataclass(frozen=True, slots=True)
class Remind(Action):
    """The hour of the reminder, `HH:MM`, or `off`."""

    code = "yr"
    at: str


@dataclass(frozen=True, slots=True)
class OwnStudy(Action):
    """What is done with one's own log: a file, one's name before the unit, or forgetting it."""

    code = "yo"
    choices = frozenset({"file", "share", "hide", "certificates", "ask", "forget_yes", "forget_no"})
    choice: str


@dataclass(frozen=True, slots=True)
class ShowUnitStudy(Action):
    """How a unit studies; empty: the units from which to choose."""

    code = "yu"
    unit: str


@dataclass(frozen=True, slots=True)
class UnitStudyFile(Action):
    """The same as a workbook."""

    code = "yf"
    unit: str


@dataclass(frozen=True, slots=True)
class CompareUnits(Action):
    """Units beside each other."""

    code = "yk"
    page: int


@dataclass(frozen=True, slots=True)
class SetGoal(Action):
    """A unit's study goal: `aim` is UNIT, then UNIT:SKILL; `known` counts once both are there."""

    code = "yg"
    known: int
    aim: str


@dataclass(frozen=True, slots=True)
class NudgeUnit(Action):
    """A word to everybody of a unit: asked first (0), then sent (1)."""

    code = "yd"
    sure: int
    unit: str
