"""The office's side of a case: the queue, one case, and every move that an office makes."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from db.database import Database
from services.cases import (
    AskedToExplain,
    DeskCase,
    DeskLine,
    OpenedFile,
    Praise,
    Similar,
    Subject,
)
from services.rights import Rights


class Wanted(StrEnum):
    """Which part of the queue is wanted."""

    OPEN = "open"
    MINE = "mine"
    NEW = "new"
    LATE = "late"
    WAITING = "waiting"
    REVIEW = "review"
    DONE = "done"


class CaseDesk:
    """Cases for those who resolve them. What somebody may not see is not selected.

    Every method that takes a number raises:
        UnknownCase: there is none, or this person may not see it.
        CaseMovedAway: another office has it now.
    Every move raises:
        MoveNotPossible: the state does not allow it, perhaps since a colleague was first.
        NotAllowed: this person may see cases but not work on them.
    """

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def queue(
        self,
        actor: int,
        now: datetime,
        wanted: Wanted = Wanted.OPEN,
        page: int = 0,
    ) -> tuple[DeskLine, ...]:
        """Return up to eleven lines of ten a page, the most urgent first; an eleventh tells more.

        Raises:
            NotAllowed: they may see cases nowhere.
        """
        raise NotImplementedError

    def counts(self, actor: int, now: datetime) -> Mapping[Wanted, int]:
        """Return how many cases each part of the queue has."""
        raise NotImplementedError

    def search(self, actor: int, text: str, now: datetime) -> tuple[DeskLine, ...]:
        """Return visible cases by number or by words, the newest first."""
        raise NotImplementedError

    def case(self, actor: int, number: str, now: datetime, update_key: str) -> DeskCase:
        """Return one case; the log keeps that they looked."""
        raise NotImplementedError

    def file(self, actor: int, number: str, uid: str, now: datetime, update_key: str) -> OpenedFile:
        """Return one file of a case; the log keeps that they looked."""
        raise NotImplementedError

    def similar(self, actor: int, number: str, now: datetime) -> tuple[Similar, ...]:
        """Return cases that resemble this one, the most alike first."""
        raise NotImplementedError

    def acknowledge(self, actor: int, number: str, now: datetime, update_key: str) -> DeskLine:
        """Tell the sender that the office has it; praise goes on to whom it praises."""
        raise NotImplementedError

    def take(self, actor: int, number: str, now: datetime, update_key: str) -> DeskLine:
        """Take a case on oneself."""
        raise NotImplementedError

    def colleagues(self, actor: int, number: str, now: datetime) -> tuple[tuple[int, str], ...]:
        """Return to whom a case may be given: number and name of those who may see it."""
        raise NotImplementedError

    def assign(
        self, actor: int, number: str, person_id: int, now: datetime, update_key: str
    ) -> DeskLine:
        """Give a case to a colleague who may see it.

        Raises:
            UnknownPerson: they may not.
        """
        raise NotImplementedError

    def ask(self, actor: int, number: str, text: str, now: datetime, update_key: str) -> DeskLine:
        """Ask the sender for more; the clock stands still until they answer."""
        raise NotImplementedError

    def note(self, actor: int, number: str, text: str, now: datetime, update_key: str) -> DeskLine:
        """Write something down that only the office reads."""
        raise NotImplementedError

    def answer(
        self,
        actor: int,
        number: str,
        text: str,
        proof: str,
        next_step: str,
        now: datetime,
        update_key: str,
        files: tuple[str, ...] = (),
    ) -> DeskLine:
        """Answer the sender: what was found and done, what proves it, and what comes next.

        A file can stand for the proof.

        Raises:
            AnswerIncomplete: a part is missing.
            ApologyNeeded: the case is late and nobody has apologised yet.
        """
        raise NotImplementedError

    def refuse(
        self, actor: int, number: str, reason: str, now: datetime, update_key: str
    ) -> DeskLine:
        """Refuse a case with a reason that the sender reads."""
        raise NotImplementedError

    def transfer(
        self,
        actor: int,
        number: str,
        unit: str | None,
        reason: str,
        now: datetime,
        update_key: str,
    ) -> str | None:
        """Hand a case to another office (None: the province) and return the name of who has it.

        It goes on to the next office above where everybody there would be its subject.
        """
        raise NotImplementedError

    def withdraw(
        self, actor: int, number: str, reason: str, now: datetime, update_key: str
    ) -> str | None:
        """Step back from a case that concerns oneself; it is not shown to this person again."""
        raise NotImplementedError

    def classify(
        self,
        actor: int,
        number: str,
        unit: str | None,
        subject: Subject,
        now: datetime,
        update_key: str,
    ) -> str | None:
        """Say whom a case is about, and return the office that it goes to now."""
        raise NotImplementedError

    def merge(self, actor: int, number: str, into: str, now: datetime, update_key: str) -> DeskLine:
        """Merge a case into another one; its sender gets the answer of that one."""
        raise NotImplementedError

    def request_explanation(
        self, actor: int, number: str, summary: str, now: datetime, update_key: str
    ) -> DeskLine:
        """Propose a summary for the official concerned; the sender must agree to it first.

        Raises:
            NobodyToExplain: the subject is not known here as a person.
        """
        raise NotImplementedError

    def asked_to_explain(self, person_id: int) -> tuple[AskedToExplain, ...]:
        """Return what a person is asked to explain: summaries alone."""
        raise NotImplementedError

    def explain(
        self, person_id: int, explanation_id: int, text: str, now: datetime, update_key: str
    ) -> AskedToExplain:
        """Explain oneself to whoever handles the case."""
        raise NotImplementedError

    def praises(self, person_id: int, now: datetime) -> tuple[Praise, ...]:
        """Return the praise that reached a person, or whom they head."""
        raise NotImplementedError

    def review(
        self, actor: int, number: str, text: str, reopens: bool, now: datetime, update_key: str
    ) -> DeskLine:
        """Look again at a case whose sender is dissatisfied; not by who answered it.

        Raises:
            SamePerson: the actor answered it.
        """
        raise NotImplementedError

    def hold(
        self, actor: int, number: str, is_held: bool, reason: str, now: datetime, update_key: str
    ) -> DeskLine:
        """Keep a case beyond its time, by order, or let it go."""
        raise NotImplementedError
