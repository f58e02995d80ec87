"""What a drill left in the database, held against what its people did."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from db.database import Database
from db.models.cases import CaseRow
from db.models.conversations import AnswerRow, DraftRow, RatingRow
from db.models.queues import InboxRow, OutboxRow
from db.sealing import KeyRing
from db.uow import UnitOfWork
from tests.bot.chatting import KEY
from tests.drill.person import Person

CHANNEL = "telegram"
_LONG_AGO = timedelta(days=1)
_MANY = 100_000


@dataclass
class Findings:
    """How often something is not as it must be; `notes` say where, without anybody's words."""

    lost: int = 0
    doubled: int = 0
    notes: list[str] = field(default_factory=list)

    def compare(self, what: str, expected: Iterable[object], found: Iterable[object]) -> None:
        """Count what is missing of `expected` as lost, and what is too much as doubled."""
        wanted, there = Counter(expected), Counter(found)
        missing, extra = (wanted - there).total(), (there - wanted).total()
        self.lost += missing
        self.doubled += extra
        if missing or extra:
            self.notes.append(f"{what}: {missing} missing, {extra} too many")


def audit(
    database_url: str, people: Iterable[Person], confirmed: set[int], *, has_news: bool = True
) -> Findings:
    """Return what is wrong in the database after a drill.

    `confirmed` are the updates that the bot told Telegram it had. `has_news` when everybody who
    waited was told, so that their wishes must be gone.
    """
    findings = Findings()
    everybody = list(people)
    with _reading(database_url) as uow:
        _check_inbox(uow, confirmed, findings)
        for person in everybody:
            _check_person(uow, person, findings, has_news=has_news)
        _check_whole(uow, everybody, findings)
    return findings


def open_updates(database_url: str) -> int:
    """Return how many stored updates and messages are not done with yet."""
    with _reading(database_url) as uow:
        return sum(
            uow.session.scalar(select(func.count()).where(row.state == "open")) or 0
            for row in (InboxRow, OutboxRow)
        )


def stored_updates(database_url: str) -> set[int]:
    """Return the numbers of all updates that were stored."""
    with _reading(database_url) as uow:
        return set(uow.session.scalars(select(InboxRow.update_id)))


@contextmanager
def _reading(database_url: str) -> Iterator[UnitOfWork]:
    with (
        Database(database_url, KeyRing([KEY])) as database,
        database.open_uow(read_only=True) as uow,
    ):
        yield uow


def _check_inbox(uow: UnitOfWork, confirmed: set[int], findings: Findings) -> None:
    """Every update that was confirmed is there, and was brought to its end."""
    closed = uow.session.scalars(select(InboxRow.update_id).where(InboxRow.state == "closed"))
    findings.compare("updates", confirmed, confirmed & set(closed))


def _check_person(uow: UnitOfWork, person: Person, findings: Findings, *, has_news: bool) -> None:
    account = uow.people.find_account(CHANNEL, str(person.chat_id))
    if account is None:
        findings.compare("people", [person.chat_id], [])
        return
    since = datetime.now(UTC) - _LONG_AGO
    ledger = person.ledger
    questions = list(uow.questions.recent(account.person_id, since, _MANY))
    findings.compare("questions", ledger.questions, questions)
    if Counter(questions) == Counter(ledger.questions) and questions != ledger.questions:
        findings.lost += 1
        findings.notes.append("questions: not in the order in which they were asked")
    wishes = 0 if has_news else len(ledger.watching)
    findings.compare("wishes", range(wishes), range(uow.watches.count(account.person_id)))
    for answer, (verdict, reason) in ledger.ratings.items():
        stored = uow.ratings.find(answer)
        found = [] if stored is None else [(stored.verdict, stored.reason)]
        findings.compare("ratings", [(verdict, reason)], found)


def _check_whole(uow: UnitOfWork, people: list[Person], findings: Findings) -> None:
    """Nothing is there that nobody did: answers and ratings stand apart from people."""
    news = sum(bool(person.news) for person in people)
    asked = sum(person.ledger.asked for person in people)
    rated = sum(len(person.ledger.ratings) for person in people)
    cases = sum(person.ledger.cases for person in people)
    rows = ((AnswerRow, asked + news), (RatingRow, rated), (CaseRow, cases), (DraftRow, 0))
    for row, expected in rows:
        count = uow.session.scalar(select(func.count()).select_from(row)) or 0
        findings.compare(row.__tablename__, range(expected), range(count))
