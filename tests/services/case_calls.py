"""Every use case of an office on cases, called once on a fresh case of the unit A."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from domain.cases import Identity
from domain.roles import Role
from services.apologies import Apologies, NewApology
from services.case_clock import CaseClock
from services.case_figures import CaseFigures
from services.case_files import CleanFile
from services.case_intake import CaseLimits
from services.case_sight import CaseSight
from services.case_times import CaseTimes, OfficeTimes
from services.cases import Submitted
from services.plan import Plan
from services.source import LoadedDocuments
from services.week import Weeks
from tests.conftest import NOW
from tests.services.case_office import UNIT, WHAT, CaseHouse, holder
from tests.services.staff_office import RIGHTS, ZONE

_NOT_LONG = NOW - timedelta(days=60)


@dataclass
class WalkedHouse(CaseHouse):
    """The same administration with everything whose rights are walked."""

    def __post_init__(self) -> None:
        times = CaseTimes(ZONE, OfficeTimes())
        self.deadlines = times
        self.limits = CaseLimits(person=100, unit=100_000, all=100_000)
        super().__post_init__()
        sight = CaseSight(RIGHTS)
        self.case_clock = CaseClock(self.database, RIGHTS, sight, self.moves, times)
        self.case_figures = CaseFigures(self.database, RIGHTS, sight, ZONE)
        self.apologies = Apologies(self.database, sight, self.moves, times, ZONE)
        plan = Plan(LoadedDocuments(self.database, NOW.date))
        self.weeks = Weeks(self.database, RIGHTS, sight, times, plan)
        self.handler = self.appoint("handler of the walk", Role.HANDLER, "A")
        self.other = self.appoint("another handler of the walk", Role.HANDLER, "A")
        self.inspector = self.appoint("inspector of the walk", Role.INSPECTOR, None)


Call = Callable[[WalkedHouse, int, int, str], object]


def fresh(house: WalkedHouse, key: str, *, is_late: bool = False, what: str = WHAT) -> Submitted:
    """Return the receipt of a fresh case on A as a whole."""
    now = _NOT_LONG if is_late else NOW
    return house.brings(
        house.comes(f"sender {key}"),
        f"{what} {key}",
        now,
        identity=Identity.SEALED,
        name="Lê Thị Hoa",
    )


def _number(house: WalkedHouse, key: str, *, is_late: bool = False) -> str:
    return fresh(house, key, is_late=is_late).number


def _file(house: WalkedHouse, actor: int, _: int, key: str) -> object:
    sender = house.comes(f"sender {key}")
    photo = CleanFile("photo", "image/jpeg", b"x")
    kept = house.case_files.keep(sender.id, photo, NOW, f"keep {key}")
    number = house.brings(sender, f"{WHAT} {key}", files=(kept.uid,)).number
    return house.desk.file(actor, number, kept.uid, NOW, key)


def _merge(house: WalkedHouse, actor: int, _: int, key: str) -> object:
    into = _number(house, f"main {key}")
    return house.desk.merge(actor, _number(house, key), into, NOW, key)


def _explain(house: WalkedHouse, actor: int, _: int, key: str) -> object:
    subject = house.appoint(f"subject {key}", Role.OFFICIAL, "A")
    number = house.about(subject, f"sender {key}", what=f"{WHAT} {key}").number
    return house.desk.request_explanation(actor, number, "Tóm tắt", NOW, key)


def _review(house: WalkedHouse, actor: int, _: int, key: str) -> object:
    receipt = fresh(house, key)
    house.desk.answer(house.handler, receipt.number, "a", "b", "c", NOW, f"answer {key}")
    mine = holder(house.comes(f"sender {key}"), receipt)
    house.following.rate(mine, 1, "", NOW, f"rate {key}")
    return house.desk.review(actor, receipt.number, "Xem lại", False, NOW, key)


def _latest(house: WalkedHouse, actor: int, _: int, key: str) -> object:
    number = _number(house, key, is_late=True)
    _apologise(house, house.handler, number, f"apologise {key}")
    return house.apologies.latest(actor, number, NOW)


def _apologise(house: WalkedHouse, actor: int, number: str, key: str) -> object:
    promised = house.apologies.look(house.handler, number, NOW).latest_day
    new = NewApology("Xin lỗi ông/bà", "Thiếu người", promised, "Y Thử", "Chủ tịch")
    return house.apologies.apologise(actor, number, new, "lời xin lỗi", NOW, key)


def _request(house: WalkedHouse, key: str) -> int:
    number = _number(house, key)
    return house.custody.request(house.handler, number, "Lý do", NOW, f"request {key}")


def _open(house: WalkedHouse, actor: int, _: int, key: str) -> object:
    request = _request(house, key)
    house.custody.approve(house.inspector, request, True, NOW, f"approve {key}")
    return house.custody.open(actor, request, NOW, key)


CASE_CALLS: dict[str, Call] = {
    "desk.case": lambda house, actor, _, key: house.desk.case(actor, _number(house, key), NOW, key),
    "desk.file": _file,
    "desk.similar": lambda house, actor, _, key: house.desk.similar(
        actor, _number(house, key), NOW
    ),
    "desk.acknowledge": lambda house, actor, _, key: house.desk.acknowledge(
        actor, _number(house, key), NOW, key
    ),
    "desk.take": lambda house, actor, _, key: house.desk.take(actor, _number(house, key), NOW, key),
    "desk.colleagues": lambda house, actor, _, key: house.desk.colleagues(
        actor, _number(house, key), NOW
    ),
    "desk.assign": lambda house, actor, _, key: house.desk.assign(
        actor, _number(house, key), house.other, NOW, key
    ),
    "desk.ask": lambda house, actor, _, key: house.desk.ask(
        actor, _number(house, key), "Ngày nào?", NOW, key
    ),
    "desk.note": lambda house, actor, _, key: house.desk.note(
        actor, _number(house, key), "Ghi", NOW, key
    ),
    "desk.answer": lambda house, actor, _, key: house.desk.answer(
        actor, _number(house, key), "a", "b", "c", NOW, key
    ),
    "desk.refuse": lambda house, actor, _, key: house.desk.refuse(
        actor, _number(house, key), "Lý do", NOW, key
    ),
    "desk.transfer": lambda house, actor, _, key: house.desk.transfer(
        actor, _number(house, key), None, "Lý do", NOW, key
    ),
    "desk.withdraw": lambda house, actor, _, key: house.desk.withdraw(
        actor, _number(house, key), "Lý do", NOW, key
    ),
    "desk.classify": lambda house, actor, _, key: house.desk.classify(
        actor, _number(house, key), "A", UNIT, NOW, key
    ),
    "desk.merge": _merge,
    "desk.request_explanation": _explain,
    "desk.review": _review,
    "desk.hold": lambda house, actor, _, key: house.desk.hold(
        actor, _number(house, key), True, "Lý do", NOW, key
    ),
    "case_clock.extend": lambda house, actor, _, key: house.case_clock.extend(
        actor, _number(house, key), "Lý do", NOW, key
    ),
    "apologies.look": lambda house, actor, _, key: house.apologies.look(
        actor, _number(house, key, is_late=True), NOW
    ),
    "apologies.apologise": lambda house, actor, _, key: _apologise(
        house, actor, _number(house, key, is_late=True), key
    ),
    "apologies.latest": _latest,
    "custody.request": lambda house, actor, _, key: house.custody.request(
        actor, _number(house, key), "Lý do", NOW, key
    ),
    "custody.approve": lambda house, actor, _, key: house.custody.approve(
        actor, _request(house, key), True, NOW, key
    ),
    "custody.open": _open,
}
CASE_LISTS: dict[str, Call] = {
    "desk.queue": lambda house, actor, _, key: house.desk.queue(actor, NOW),
    "desk.counts": lambda house, actor, _, key: house.desk.counts(actor, NOW),
    "desk.search": lambda house, actor, _, key: house.desk.search(actor, "ba lần", NOW),
    "weeks.of": lambda house, actor, _, key: house.weeks.of(actor, NOW),
    "custody.to_approve": lambda house, actor, _, key: house.custody.to_approve(actor, NOW),
    "custody.to_open": lambda house, actor, _, key: house.custody.to_open(actor, NOW),
    "case_figures.inner": lambda house, actor, _, key: house.case_figures.inner(
        actor, NOW.date(), NOW.date(), NOW
    ),
}
