"""What the buttons of exams mean: sitting one, certificates, organising one."""

from dataclasses import dataclass

from handlers.callbacks import Action

ASK_OR_DO = frozenset({"ask", "yes", "no"})


@dataclass(frozen=True, slots=True)
class ShowExam(Action):
    """The rules of an exam."""

    code = "ze"
    exam: int


@dataclass(frozen=True, slots=True)
class BeginExam(Action):
    """Beginning an attempt, or going on with one that runs."""

    code = "zb"
    exam: int


@dataclass(frozen=True, slots=True)
class FinishExam(Action):
    """Handing an attempt in: asked first, then done."""

    code = "zf"
    choices = ASK_OR_DO
    attempt: int
    choice: str


@dataclass(frozen=True, slots=True)
class Practise(Action):
    """An exam of one's own of so many items; 0 shows the choice."""

    code = "zp"
    count: int


@dataclass(frozen=True, slots=True)
class Certify(Action):
    """A certificate: asking for the name, or with the name that is known."""

    code = "zc"
    choices = frozenset({"ask", "known"})
    attempt: int
    choice: str


@dataclass(frozen=True, slots=True)
class ShowCertificate(Action):
    """One of one's own certificates, by its place in the list."""

    code = "zk"
    place: int


@dataclass(frozen=True, slots=True)
class ComposeExam(Action):
    """A step in making an exam."""

    code = "zo"
    choices = frozenset(
        {"new", "unit", "title", "items", "rules", "hours", "people", "form", "make", "drop"}
    )
    step: str


@dataclass(frozen=True, slots=True)
class ExamUnit(Action):
    """For which unit an exam is."""

    code = "zu"
    unit: str


@dataclass(frozen=True, slots=True)
class ExamItems(Action):
    """How many items of a skill an exam asks."""

    code = "zi"
    count: int
    skill: str


@dataclass(frozen=True, slots=True)
class ExamRule(Action):
    """Minutes, attempts or the share that passes."""

    code = "zr"
    choices = frozenset({"minutes", "attempts", "pass_mark"})
    value: int
    rule: str


@dataclass(frozen=True, slots=True)
class ExamDays(Action):
    """For how many days from now an exam is open."""

    code = "zh"
    days: int


@dataclass(frozen=True, slots=True)
class ExamPeople(Action):
    """Who is on the roster: 0 puts everybody on it, else the person comes on it or off it."""

    code = "zw"
    person: int
    page: int


@dataclass(frozen=True, slots=True)
class ExamRoster(Action):
    """A page of the people from whom the roster is chosen."""

    code = "zt"
    page: int


@dataclass(frozen=True, slots=True)
class ShowResults(Action):
    """What an organised exam brought; 0: the list of one's exams."""

    code = "zl"
    exam: int


@dataclass(frozen=True, slots=True)
class ResultsFile(Action):
    """The same as a workbook."""

    code = "zx"
    exam: int


@dataclass(frozen=True, slots=True)
class CancelExam(Action):
    """Cancelling an exam: asked first, then done."""

    code = "zd"
    choices = ASK_OR_DO
    exam: int
    choice: str
