"""Feedback that is being written: one question after the other, each to be gone back to."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any, Self

from domain.cases import CaseKind, Conduct, Identity, SubjectKind


class Ask(StrEnum):
    """The questions, in the order in which they are asked; REVIEW shows all before it is sent."""

    KIND = "kind"
    WHERE = "where"
    WHOM = "whom"
    WHOM_NAME = "whom_name"
    CONDUCT = "conduct"
    WHAT = "what"
    WHEN = "when"
    FILES = "files"
    KNOWN = "known"
    NAME = "name"
    FOLLOW = "follow"
    REVIEW = "review"


class Follow(StrEnum):
    """How the sender hears of the case: told here, looked up from here, or by the code alone."""

    TOLD = "told"
    FOUND = "found"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that waits for the case: its random name, and what kind it is."""

    uid: str
    kind: str


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """What was answered so far. `done` are the questions that have been answered.

    `pending` is a message of which is asked what it was meant as. `last_key` names the update
    that changed this last, so that the same update changes it once.
    """

    at: Ask = Ask.KIND
    done: tuple[Ask, ...] = ()
    kind: CaseKind = CaseKind.REPORT
    unit: str | None = None
    unit_name: str | None = None
    place: str = ""
    subject: SubjectKind = SubjectKind.UNKNOWN
    subject_text: str = ""
    subject_id: int | None = None
    is_head: bool = False
    conduct: Conduct = Conduct.OTHER
    what: str = ""
    when: str = ""
    files: tuple[KeptFile, ...] = ()
    keeps_original: bool = False
    identity: Identity = Identity.ANONYMOUS
    name: str = ""
    follow: Follow = Follow.TOLD
    on_behalf: bool = False
    is_paused: bool = False
    pending: str = ""
    last_key: str = ""

    def payload(self) -> dict[str, Any]:
        """Return the draft as it is stored."""
        return asdict(self)

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Self:
        """Return a stored draft."""
        known = {field.name: payload[field.name] for field in fields(cls) if field.name in payload}
        return cls(
            **{
                **known,
                "at": Ask(payload["at"]),
                "done": tuple(map(Ask, payload["done"])),
                "kind": CaseKind(payload["kind"]),
                "subject": SubjectKind(payload["subject"]),
                "conduct": Conduct(payload["conduct"]),
                "identity": Identity(payload["identity"]),
                "follow": Follow(payload["follow"]),
                "files": tuple(KeptFile(**file) for file in payload["files"]),
            }
        )

    def asks(self, question: Ask) -> bool:
        """Tell whether a question is asked at all, after what was answered so far."""
        if question is Ask.CONDUCT:
            return self.kind is CaseKind.REPORT
        if question is Ask.WHEN:
            return self.kind is not CaseKind.PROPOSAL
        if question is Ask.WHOM_NAME:
            is_named = self.subject in (SubjectKind.OFFICIAL, SubjectKind.POSITION)
            return is_named and not self.is_head
        if question is Ask.NAME:
            return self.identity is not Identity.ANONYMOUS
        return question is not Ask.FOLLOW or not self.on_behalf

    @property
    def questions(self) -> tuple[Ask, ...]:
        """Return the questions of this draft, the review last."""
        return tuple(question for question in Ask if self.asks(question))

    @property
    def place_in_line(self) -> tuple[int, int]:
        """Return the how many-th question this is, of how many, the review left out."""
        return self.questions.index(self.at) + 1, len(self.questions) - 1

    def answered(self, question: Ask, **values: Any) -> Self:
        """Return the draft with an answer, at the first question that is still open."""
        done = tuple(dict.fromkeys((*self.done, question)))
        return replace(self, **values, done=done).onward()

    def onward(self) -> Self:
        """Return the draft at the first question that is still open."""
        open_ones = (one for one in self.questions if one not in self.done)
        return replace(self, at=next(open_ones, Ask.REVIEW), is_paused=False, pending="")

    def back(self) -> Self:
        """Return the draft at the question before; the first one stays."""
        at = self.questions.index(self.at)
        return self.at_question(self.questions[max(0, at - 1)])

    def at_question(self, question: Ask) -> Self:
        """Return the draft at a question, to answer it anew."""
        again = {question} | ({Ask.WHOM_NAME} if question is Ask.WHOM else set())
        done = tuple(one for one in self.done if one not in again)
        return replace(self, at=question, done=done, is_paused=False, pending="")

    def told(self, text: str) -> Self:
        """Return the draft with more of what happened, below what was told before."""
        return replace(self, what="\n".join(part for part in (self.what, text.strip()) if part))
