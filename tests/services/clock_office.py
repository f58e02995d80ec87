"""A small administration whose cases have limits: what waits, what is late, who is told."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.cases import CaseKind, SubjectKind
from domain.roles import Role
from services.apologies import Apologies, Apology, NewApology
from services.case_clock import DUE, CaseClock
from services.case_desk import CaseDesk
from services.case_figures import CaseFigures
from services.case_following import CaseFollowing
from services.case_intake import CaseIntake
from services.case_moves import CaseMoves
from services.case_sight import CaseSight
from services.case_times import CaseTimes, OfficeTimes
from services.cases import Holder, NewCase, Subject, Submitted
from services.outbox import Message
from services.people import Person
from tests.conftest import NOW
from tests.services.staff_office import RIGHTS, Office

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WHAT = "Tôi đến ba lần, lần nào cũng được hẹn quay lại mà không nói thiếu giấy gì."
UNIT = Subject(SubjectKind.UNIT)
DAY = timedelta(days=1)


def at(text: str) -> datetime:
    """Return a moment as people here write it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@dataclass
class ClockOffice(Office):
    """The administration with provisional limits: 2 working days to acknowledge, 10 to answer."""

    times: CaseTimes = field(default_factory=lambda: CaseTimes(ZONE, OfficeTimes()))

    def __post_init__(self) -> None:
        super().__post_init__()
        moves, sight = CaseMoves(RIGHTS, self.times), CaseSight(RIGHTS)
        self.intake = CaseIntake(self.database, RIGHTS, moves)
        self.following = CaseFollowing(self.database, RIGHTS, moves)
        self.desk = CaseDesk(self.database, RIGHTS, moves)
        self.clock = CaseClock(self.database, RIGHTS, sight, moves, self.times)
        self.apologies = Apologies(self.database, sight, moves, self.times, ZONE)
        self.figures = CaseFigures(self.database, RIGHTS, sight, ZONE)

    def appoint(self, address: str, role: Role, unit: str | None, name: str | None = None) -> int:
        """Return the number of somebody who holds a role."""
        person = self.comes(address)
        with self.database.open_uow() as uow:
            uow.roles.grant(person.id, role, unit, NOW.date(), None)
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

    def drain(self) -> tuple[Message, ...]:
        """Return what people are told, and let it be sent."""
        every: list[Message] = []
        while told := self.told():
            for message in told:
                self.outbox.accepted(message)
            every.extend(told)
        return tuple(every)

    def alarms(self) -> dict[str, tuple[str, int]]:
        """Return whom the clock told of how many cases, by address, and let it be sent."""
        return {
            message.address: (message.payload["alarm"], message.payload["count"])
            for message in self.drain()
            if message.kind == DUE
        }

    def answers(self, actor: int, number: str, now: datetime) -> None:
        """Answer a case in full."""
        said = ("Đã kiểm tra.", "Biên bản làm việc", "Ông/bà nhận kết quả tại Bộ phận Một cửa")
        self.desk.answer(actor, number, *said, now, self.key())

    def apologises(
        self, actor: int, number: str, now: datetime, key: str = "", **told: Any
    ) -> Apology:
        """Apologise for a late case and promise the next working day but one."""
        with self.database.open_uow(read_only=True) as uow:
            day = self.times.calendar(uow, "A", now).after_days(now, 2).date()
        said: dict[str, Any] = {
            "text": "Chúng tôi xin lỗi ông/bà vì trả lời chậm.",
            "reason": "chờ hồ sơ lưu trữ",
            "answer_by": day,
            "signer": "Y Thử",
            "position": "Phó Giám đốc",
            **told,
        }
        new = NewApology(**said)
        return self.apologies.apologise(actor, number, new, new.text, now, key or self.key())


def holder(person: Person, receipt: Submitted) -> Holder:
    """Return somebody with the code of a receipt."""
    return Holder(person.id, person.account_id, receipt.code)
