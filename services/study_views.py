"""What study and exams return: sessions, items on the screen, results, progress."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.exams import Score
from domain.study import Choice, Item, Skill


@dataclass(frozen=True, slots=True)
class Today:
    """What today's session holds; `open_session` is the number of one to go on with.

    `at` of `of` items of the open one are answered.
    """

    due: int
    new: int
    minutes: int
    streak: int
    answered_today: int
    open_session: int | None = None
    at: int = 0
    of: int = 0

    @property
    def count(self) -> int:
        """Return how many items a new session would ask."""
        return self.due + self.new


@dataclass(frozen=True, slots=True)
class Asked:
    """An item on the screen: the `number`-th `of` so many in a session or an attempt.

    `order` is how its choices are shown, as positions in the item; a `Choice` is told in positions
    of the item, not of the screen. `is_vetted`: an editor took responsibility for it; otherwise it
    is shown as the project's own. `ends_at` is when the attempt is over, None in a session.
    """

    session: int
    number: int
    of: int
    item: Item
    order: tuple[int, ...]
    is_vetted: bool
    is_new: bool = False
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: right or not, why not, and when the item comes back."""

    session: int
    number: int
    of: int
    item: Item
    order: tuple[int, ...]
    choice: Choice
    is_right: bool
    is_sure: bool
    whys: tuple[str, ...]
    due_on: date
    days: int
    is_vetted: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a document that somebody gets wrong, and how often."""

    document: str
    path: str
    wrong: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A session that is over: how many were answered and right, and what was wrong where."""

    answered: int
    right: int
    streak: int
    often_wrong: tuple[Place, ...]
    due_tomorrow: int


@dataclass(frozen=True, slots=True)
class SkillProgress:
    """How far somebody is in a skill: items there are, met, and remembered for a week or longer.

    `goal` is what the unit asks for, None where it asks for nothing.
    """

    skill: Skill
    items: int
    met: int
    known: int
    goal: int | None = None

    @property
    def has_reached(self) -> bool | None:
        """Tell whether the unit's goal is reached; None where there is none."""
        return None if self.goal is None else self.known >= self.goal


@dataclass(frozen=True, slots=True)
class Day:
    """What was answered on a day."""

    day: date
    answered: int
    right: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Somebody's own progress: the days, the skills, reviews to come, what they keep forgetting.

    `days` are the last year's with answers, the oldest first; `forecast` the reviews of each of
    the next 30 days, what is overdue on the first.
    """

    streak: int
    answered: int
    right: int
    days: tuple[Day, ...]
    skills: tuple[SkillProgress, ...]
    forecast: tuple[tuple[date, int], ...]
    forgotten: tuple[Place, ...]
    shares_name: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """When somebody is reminded on working days."""

    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class Logged:
    """One answer of somebody's own log."""

    item: str
    version: int
    channel: str
    shown_at: datetime
    answered_at: datetime
    choice: str
    is_sure: bool
    is_right: bool
    exam: int | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ExamCard:
    """An exam as a person sees it before they begin.

    `opens_at` and `closes_at` are None for practice. `attempt` is the number of one that is
    running.
    """

    exam: int
    title: str
    unit_name: str | None
    items: int
    minutes: int
    attempts_left: int
    pass_mark: int
    opens_at: datetime | None
    closes_at: datetime | None
    is_open: bool
    attempt: int | None = None
    best: Score | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer in an exam that was kept, without a word on whether it is right."""

    attempt: int
    number: int
    of: int
    ends_at: datetime
    is_last: bool


@dataclass(frozen=True, slots=True)
class Result:
    """The result of an attempt that is over, for whoever sat it.

    `wrong` are the places of the wrong and missing answers. `may_certify`: it was passed in an
    exam that a unit organised.
    """

    attempt: int
    title: str
    score: Score
    pass_mark: int
    answered: int
    of: int
    finished_at: datetime
    is_late: bool
    wrong: tuple[Place, ...]
    may_certify: bool
    attempts_left: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on the roster, for the organiser: attempts, the best score, what to ask about.

    `name` is None where it is not known any more; `score` where nothing was sat.
    """

    person: int
    name: str | None
    attempts: int
    score: Score | None
    is_running: bool
    mean_seconds: float | None


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the organiser may want to ask about; not a verdict.

    `kind` is `fast` or `same`; `names` are whom it concerns.
    """

    kind: str
    names: tuple[str, ...]
    seen: int
    of: int


@dataclass(frozen=True, slots=True)
class ExamResults:
    """What an organised exam brought, for its organiser."""

    exam: int
    title: str
    unit_name: str | None
    roster: int
    began: int
    finished: int
    passed: int
    candidates: tuple[Candidate, ...]
    questions: tuple[Question, ...]
    hardest: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """All that is printed on a certificate, and all that the check of its code tells."""

    code: str
    name: str
    unit_name: str
    exam: str
    passed_on: date
    right: int
    counted: int
