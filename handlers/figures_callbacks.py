"""What the buttons under figures mean. A quarter is a number: 20264 is the fourth one of 2026.

An office is its code, blank for all together, `-` for the province itself.
"""

from dataclasses import dataclass

from handlers.callbacks import Action

ALL, PROVINCE = "", "-"


@dataclass(frozen=True, slots=True)
class ShowFigures(Action):
    """The public figures of a quarter."""

    code = "fg"
    quarter: int
    office: str


@dataclass(frozen=True, slots=True)
class DrawFigures(Action):
    """The same as a picture."""

    code = "fd"
    quarter: int
    office: str


@dataclass(frozen=True, slots=True)
class ChooseOffice(Action):
    """A page of the offices that have figures in a quarter."""

    code = "fo"
    quarter: int
    page: int


@dataclass(frozen=True, slots=True)
class ShowInside(Action):
    """The figures in full, for those who may see the cases."""

    code = "fi"
    quarter: int


@dataclass(frozen=True, slots=True)
class ExportFigures(Action):
    """The same as a file."""

    code = "fx"
    choices = frozenset({"xlsx", "docx"})
    quarter: int
    form: str
