"""What the buttons of feedback mean: writing it, and following it."""

from dataclasses import dataclass

from domain.cases import CaseKind, Conduct, Identity, SubjectKind
from domain.feedback_draft import Ask, Follow
from handlers.callbacks import Action

HEAD = "head"


@dataclass(frozen=True, slots=True)
class WriteFeedback(Action):
    """What is done with a draft as a whole."""

    code = "wb"
    choices = frozenset(
        {"new", "resume", "back", "stop", "discard", "send", "edit", "behalf", "offer", "ask"}
        | {"in_draft", "question", "still", "in_file"}
    )
    choice: str


@dataclass(frozen=True, slots=True)
class FeedbackKind(Action):
    """Feedback, proposal or praise."""

    code = "wk"
    choices = frozenset(CaseKind)
    kind: str


@dataclass(frozen=True, slots=True)
class FeedbackPlace(Action):
    """The unit where it happened, by its code; empty: not known."""

    code = "wp"
    unit: str


@dataclass(frozen=True, slots=True)
class FeedbackWhom(Action):
    """Whom it is about: a kind of subject, or the head of the unit."""

    code = "ww"
    choices = frozenset(SubjectKind) | {HEAD}
    subject: str


@dataclass(frozen=True, slots=True)
class FeedbackOfficial(Action):
    """An official who was offered by name; nought: none of these."""

    code = "wo"
    person: int


@dataclass(frozen=True, slots=True)
class FeedbackConduct(Action):
    """One of the plan's kinds of conduct."""

    code = "wc"
    choices = frozenset(Conduct)
    conduct: str


@dataclass(frozen=True, slots=True)
class FeedbackWhen(Action):
    """When it happened, without typing."""

    code = "wt"
    choices = frozenset({"today", "yesterday", "unsure"})
    when: str


@dataclass(frozen=True, slots=True)
class FeedbackFiles(Action):
    """The files: enough of them, with or without originals, or none of those sent so far."""

    code = "wf"
    choices = frozenset({"enough", "original", "drop"})
    choice: str


@dataclass(frozen=True, slots=True)
class FeedbackIdentity(Action):
    """How the sender is known."""

    code = "wi"
    choices = frozenset(Identity)
    identity: str


@dataclass(frozen=True, slots=True)
class FeedbackFollow(Action):
    """How the sender hears of the case."""

    code = "wl"
    choices = frozenset(Follow)
    follow: str


@dataclass(frozen=True, slots=True)
class EditFeedback(Action):
    """A question that is answered anew."""

    code = "we"
    choices = frozenset(Ask)
    question: str


@dataclass(frozen=True, slots=True)
class SaveReceipt(Action):
    """The receipt as a picture; by the secret code, which stands in the same message."""

    code = "wr"
    receipt: str


@dataclass(frozen=True, slots=True)
class OpenCase(Action):
    """A case of one's own, by its secret code or its number."""

    code = "co"
    case: str


@dataclass(frozen=True, slots=True)
class WriteToCase(Action):
    """Adding to a case, or replying to what its office asked."""

    code = "ct"
    is_reply: int
    case: str


@dataclass(frozen=True, slots=True)
class AgreeToSummary(Action):
    """Whether the official concerned may read a summary."""

    code = "cg"
    summary: int
    is_agreed: int
    case: str


@dataclass(frozen=True, slots=True)
class RateCase(Action):
    """A rating from 1 to 5; `is_final` sends it without a reason."""

    code = "cr"
    rating: int
    is_final: int
    case: str


@dataclass(frozen=True, slots=True)
class ReopenCase(Action):
    """Opening an answered case once more."""

    code = "cn"
    case: str


@dataclass(frozen=True, slots=True)
class CutCase(Action):
    """Cutting a case off from this account: asked first, then done."""

    code = "cu"
    is_sure: int
    case: str


@dataclass(frozen=True, slots=True)
class CaseFile(Action):
    """A file of a case, by its place in it."""

    code = "cf"
    index: int
    case: str


@dataclass(frozen=True, slots=True)
class FollowOther(Action):
    """Following: by a code that is typed next, sending files alone, or not now."""

    code = "cc"
    choices = frozenset({"code", "files", "stop"})
    choice: str


@dataclass(frozen=True, slots=True)
class Poster(Action):
    """The poster of a unit, by its code."""

    code = "wq"
    unit: str
