"""Feedback at the size of a province: sending, the queue, figures, the change of keys, a rush."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select

from db.case_keys import new_key
from db.database import Database
from db.models.cases import CaseKeyRow, CaseRow
from db.sealing import KeyRing
from domain.cases import CaseKind, CaseState, SubjectKind
from domain.roles import Role
from services.case_intake import CaseLimits
from services.cases import NewCase, Subject
from services.registry import CaseRules, Services, open_services
from tests.bench.pace import Pace, pace_of
from tests.bench.table import Row
from tests.bot.chatting import KEY
from tests.knowledge.official_text import WITHOUT_LAWS

FEW, MANY = 1_000, 100_000
_SENT, _LOOKED = 150, 100
_RUSH_PER_SECOND, _RUSH_SECONDS = 50, 60
# One case in so many is still open.
_OPEN = 20
_BATCH = 2_000
_OTHER_KEY = bytes(reversed(KEY))
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
UNIT = "SNV"


@dataclass(frozen=True, slots=True)
class Cases:
    """What was measured over a number of cases; figures in seconds, paces in milliseconds."""

    submit: Pace
    queue: Pace
    figures: float


@dataclass(frozen=True, slots=True)
class Rush:
    """Cases sent at a rate: how many were sent and kept, and how long the slow ones took."""

    sent: int
    kept: int
    seconds: float
    pace: Pace


def case_rows(folder: Path, many: int = MANY, seconds: int = _RUSH_SECONDS) -> Iterator[Row]:
    """Yield the rows of the table; each size has a database of its own."""
    few = _measured(folder / "few", FEW)
    large = _measured(folder / "many", many)
    yield Row(
        "case_submit_p50_ms", f"Sending feedback, {many:,} cases, p50", large.submit.p50, "ms"
    )
    yield Row(
        "case_submit_p95_ms", f"Sending feedback, {many:,} cases, p95", large.submit.p95, "ms"
    )
    yield Row(
        "case_queue_few_p95_ms", f"Queue of an office, {FEW:,} cases, p95", few.queue.p95, "ms"
    )
    yield Row(
        "case_queue_p95_ms", f"Queue of an office, {many:,} cases, p95", large.queue.p95, "ms"
    )
    ratio = large.queue.p95 / few.queue.p95
    yield Row("case_queue_ratio", "The same, many to few", ratio, "×", goal=1.5)
    yield Row("case_figures_s", f"Public figures of a quarter, {many:,} cases", large.figures, "s")
    rate = _rotation(folder / "many")
    yield Row("case_rotation_per_second", "Keys of cases sealed anew", rate, "/s")
    rush = _rush(folder / "rush", seconds)
    lost = rush.sent - rush.kept
    yield Row("case_rush_sent", f"Cases sent in {rush.seconds:.0f} s", rush.sent, "")
    yield Row("case_rush_lost", "Lost of them", lost, "", goal=0)
    yield Row("case_rush_p95_ms", "Sending one of them, p95", rush.pace.p95, "ms")


def _open(folder: Path, *keys: bytes) -> Services:
    unlimited = CaseLimits(person=10**9, unit=10**9, all=10**9)
    return open_services(
        f"sqlite:///{folder / 'congvu.db'}",
        keys or [KEY],
        WITHOUT_LAWS,
        folder,
        now=NOW,
        cases=CaseRules(limits=unlimited),
    )


def _measured(folder: Path, size: int) -> Cases:
    services = _open(folder)
    try:
        handler = _handler(services)
        sends = _sender(services)
        sends()
        _fill(services.database, size)
        submit = pace_of([_milliseconds(sends) for _ in range(_SENT)])
        queue = pace_of(
            [_milliseconds(lambda: services.desk.queue(handler, NOW)) for _ in range(_LOOKED)]
        )
        figures = _milliseconds(lambda: services.case_figures.public(None, NOW)) / 1000
        return Cases(submit, queue, figures)
    finally:
        services.close()


def _handler(services: Services) -> int:
    services.administration.grant("xu-ly", Role.HANDLER, NOW, "bench:grant", unit_code=UNIT)
    with services.database.open_uow(read_only=True) as uow:
        return uow.roles.holders(Role.HANDLER, UNIT, NOW.date())[0]


def _sender(services: Services) -> Callable[[], str]:
    numbers = count()

    def send() -> str:
        number = next(numbers)
        person = services.people.arrive("telegram", f"bench{number}", NOW, f"bench:come:{number}")
        new = NewCase(
            CaseKind.REPORT,
            f"Hồ sơ thứ {number} nộp ba tuần chưa có kết quả.",
            UNIT,
            subject=Subject(SubjectKind.UNIT),
        )
        return services.intake.submit(person.id, new, NOW, f"bench:send:{number}").number

    return send


def _fill(database: Database, size: int) -> None:
    """Copy the one case that is there until there are so many, most of them closed."""
    with database.engine.begin() as connection:
        table = CaseRow.__table__
        model = dict(connection.execute(select(table).limit(1)).one()._mapping)
        for start in range(2, size + 1, _BATCH):
            numbers = range(start, min(start + _BATCH, size + 1))
            connection.execute(insert(CaseRow), [_copy(model, number) for number in numbers])
            _add_keys(connection, database.ring, numbers)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def _copy(model: dict[str, Any], number: int) -> dict[str, Any]:
    came = NOW - timedelta(minutes=number % 70_000)
    is_open = number % _OPEN == 0
    return {
        **model,
        "id": number,
        "uid": uuid4().hex,
        "number": f"PA-2026-{number:06d}",
        "receipt_hash": number.to_bytes(32, "big"),
        "text_hash": number.to_bytes(32, "little"),
        "state": CaseState.IN_WORK if is_open else CaseState.CLOSED,
        "is_open": is_open,
        "received_at": came,
        "urgent_at": came + timedelta(days=14),
        "step_due_at": came + timedelta(days=14) if is_open else None,
        "moved_at": came,
        "answered_at": None if is_open else came + timedelta(days=number % 20),
        "closed_at": None if is_open else came + timedelta(days=30),
    }


def _add_keys(connection: Connection, ring: KeyRing, numbers: range) -> None:
    rows = []
    for number in numbers:
        uid = uuid4().hex
        sealed = ring.seal(new_key().written(), "case_keys", "key_sealed", uid)
        rows.append({"case_id": number, "uid": uid, "key_sealed": sealed})
    connection.execute(insert(CaseKeyRow), rows)


def _rotation(folder: Path) -> float:
    """Return how many values a second are sealed anew under another key."""
    services = _open(folder, _OTHER_KEY, KEY)
    try:
        began = time.perf_counter()
        done = sum(moved.values for moved in services.data_keys.rotate())
        return done / (time.perf_counter() - began)
    finally:
        services.close()


def _rush(folder: Path, seconds: int) -> Rush:
    """Let cases come evenly at a rate, and count what is there afterwards."""
    services = _open(folder)
    try:
        _handler(services)
        send, guard = _sender(services), threading.Lock()
        took: list[float] = []

        def sent() -> None:
            spent = _milliseconds(send)
            with guard:
                took.append(spent)

        total, began = _RUSH_PER_SECOND * seconds, time.perf_counter()
        with ThreadPoolExecutor(16) as pool:
            for number in range(total):
                time.sleep(max(0.0, began + number / _RUSH_PER_SECOND - time.perf_counter()))
                pool.submit(sent)
        lasted = time.perf_counter() - began
        with services.database.open_uow(read_only=True) as uow:
            kept = uow.session.scalar(select(func.count(CaseRow.id))) or 0
        return Rush(total, kept, lasted, pace_of(took))
    finally:
        services.close()


def _milliseconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return 1000 * (time.perf_counter() - began)
