"""A small administration that takes feedback in: handlers, heads, the province, a custodian."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain.cases import CaseKind, SubjectKind
from domain.roles import Role
from services.case_custody import CaseCustody
from services.case_desk import CaseDesk
from services.case_files import CaseFiles
from services.case_following import CaseFollowing
from services.case_intake import CaseIntake, CaseLimits
from services.case_keeping import CaseKeeping, KeepCases
from services.case_moves import CaseMoves
from services.cases import Deadlines, Holder, NewCase, NoDeadlines, Subject, Submitted
from services.custody import KeyPair, new_pair
from services.outbox import Message
from services.people import Person
from services.privacy import Privacy
from tests.conftest import NOW
from tests.services.staff_office import RIGHTS, Office

WHAT = "Tôi đến ba lần, lần nào cũng được hẹn quay lại mà không nói thiếu giấy gì."
UNIT = Subject(SubjectKind.UNIT)


@dataclass
class CaseHouse(Office):
    """The same administration with everything that cases need."""

    deadlines: Deadlines = field(default_factory=NoDeadlines)
    limits: CaseLimits = field(default_factory=CaseLimits)
    pair: KeyPair = field(default_factory=new_pair)

    def __post_init__(self) -> None:
        super().__post_init__()
        moves = CaseMoves(RIGHTS, self.deadlines)
        self.moves = moves
        self.intake = CaseIntake(
            self.database,
            RIGHTS,
            moves,
            custodian_key=self.pair.public,
            limits=self.limits,
        )
        self.following = CaseFollowing(self.database, RIGHTS, moves)
        self.desk = CaseDesk(self.database, RIGHTS, moves)
        self.custody = CaseCustody(self.database, RIGHTS, moves)
        self.case_files = CaseFiles(self.database)
        self.privacy = Privacy(self.database)
        self.keeping = CaseKeeping(self.database, moves, KeepCases(), timedelta(days=90))

    def appoint(self, address: str, role: Role, unit: str | None, name: str | None = None) -> int:
        """Return the number of somebody who holds a role."""
        person = self.comes(address)
        with self.database.open_uow() as uow:
            uow.roles.grant(person.id, role, unit, NOW.date() - timedelta(days=365), None)
            if name is not None:
                uow.names.put(person.id, name)
            uow.commit()
        return person.id

    def brings(
        self, sender: Person, what: str = WHAT, now: datetime = NOW, **told: Any
    ) -> Submitted:
        """Return the receipt of what somebody brings, about the unit A as a whole unless told."""
        brought: dict[str, Any] = {"unit": "A", "subject": UNIT, **told}
        new = NewCase(brought.pop("kind", CaseKind.REPORT), what, **brought)
        return self.intake.submit(sender.id, new, now, self.key())

    def about(self, person_id: int, sender: str = "công dân", **told: Any) -> Submitted:
        """Return the receipt of a case about one official."""
        subject = Subject(SubjectKind.OFFICIAL, person_id=person_id)
        return self.brings(self.comes(sender), subject=subject, **told)

    def drain(self) -> tuple[Message, ...]:
        """Return all that people are told, and let it be sent."""
        told: list[Message] = []
        while waiting := self.told():
            told.extend(waiting)
            for message in waiting:
                self.outbox.accepted(message)
        return tuple(told)

    def numbers(self, person_id: int, now: datetime = NOW) -> set[str]:
        """Return the numbers in somebody's queue."""
        return {line.number for line in self.desk.queue(person_id, now)}


def holder(person: Person, receipt: Submitted | None = None, number: str | None = None) -> Holder:
    """Return somebody with the code of a receipt, or with the number of an own case."""
    code = None if receipt is None else receipt.code
    return Holder(person.id, person.account_id, code, number)
