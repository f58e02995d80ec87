"""Study with many people: the next item, and item analysis.

The next item is timed by sampling: two databases are filled past all services with people who
studied (1,000 and 100,000, each with 200 answers in the log and 60 cards), then some of them,
chosen by a seed, study one session each, and every `answer` with its `next` is timed. Nothing of a
person's session depends on how many others there are but the depth of the indexes.
"""

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from domain.learning import Scope
from services.registry import Services, open_services
from services.rights import OPERATOR
from tests.bench.pace import Pace, pace_of
from tests.knowledge.official_text import WITHOUT_LAWS
from tests.services.learner import right_answer, wrong_answer

FEW, MANY = 1_000, 100_000
_ANSWERS_EACH, _CARDS_EACH = 200, 60
_SAMPLE = 60
_ANALYSED = 1_000_000
_FILE = "congvu.db"
_NOW = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)
_NUMBERS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < :count)"


# Made once all rows are there: to sort them is faster than to insert them one by one.
_INDEXES = {
    "ix_study_answers_learner_id_id": "study_answers (learner_id, id)",
    "ix_study_answers_version_id_id": "study_answers (version_id, id)",
    "ix_study_cards_learner_id_due_on": "study_cards (learner_id, due_on)",
}
_FILL = (
    f"INSERT INTO people (id, first_seen) {_NUMBERS} SELECT x, '2026-01-01' FROM n",
    f"""INSERT INTO learners (person_id, learner_id, made_at, active_on, shares_name) {_NUMBERS}
        SELECT x, (x * 2654435761) % 4503599627370496, '2026-01-01', '2026-06-09', 0 FROM n""",
    f"""INSERT INTO study_cards (learner_id, item_id, stability, difficulty, last_on, due_on,
            reps, lapses)
        {_NUMBERS.replace(":count", ":cards")}
        SELECT l.learner_id, n.x, 4.0 + n.x % 30, 5.0, '2026-06-01',
            date('2026-06-05', '+' || ((n.x + l.person_id) % 40) || ' days'), 3, n.x % 3
        FROM (SELECT * FROM learners ORDER BY learner_id) l CROSS JOIN n""",
    f"""INSERT INTO study_answers (learner_id, version_id, channel, shown_at, answered_at,
            choice, is_sure, is_right, before, after)
        {_NUMBERS.replace(":count", ":answers")}
        SELECT l.learner_id, 1 + (n.x * 7 + l.person_id) % 60, 'telegram',
            '2026-05-01 01:00:00.000000', '2026-05-01 01:00:20.000000',
            (n.x + l.person_id) % 4, 1, (n.x + l.person_id) % 3 > 0,
            '[2.3065,2.118,"2026-05-01","2026-05-03",1,0]',
            '[9.1123,2.111,"2026-05-03","2026-05-12",2,0]'
        FROM n CROSS JOIN learners l""",
)


@dataclass(frozen=True, slots=True)
class Studying:
    """Milliseconds of an answer and the next item together, by people; and what filling took."""

    few: Pace
    many: Pace
    log_rows: int
    fill_seconds: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """Item analysis over so many answers to so many wordings, in seconds."""

    answers: int
    wordings: int
    seconds: float


def measure_studying(folder: Path, people: int = MANY) -> Studying:
    """Return the pace of studying among few and among many people."""
    few, _ = _among(folder / "few", FEW)
    many, seconds = _among(folder / "many", people)
    return Studying(few, many, people * _ANSWERS_EACH, seconds)


def _among(folder: Path, people: int) -> tuple[Pace, float]:
    seconds = _filled(folder, people)
    services = _opened(folder)
    try:
        return pace_of(list(_times(services, people))), seconds
    finally:
        services.close()


def measure_analysis(folder: Path) -> Analysis:
    """Return how long the figures of all items take over a million answers."""
    _filled(folder, _ANALYSED // _ANSWERS_EACH)
    services = _opened(folder)
    try:
        started = time.perf_counter()
        reports = services.item_figures.of_items(OPERATOR, _NOW)
        return Analysis(_ANALYSED, len(reports), time.perf_counter() - started)
    finally:
        services.close()


def _opened(folder: Path) -> Services:
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{folder / _FILE}"
    return open_services(url, [bytes(32)], WITHOUT_LAWS, folder, now=_NOW)


def _filled(folder: Path, people: int) -> float:
    """Let so many people have studied, past all services; return the seconds that it took."""
    _opened(folder).close()
    counts = {"count": people, "answers": _ANSWERS_EACH, "cards": _CARDS_EACH}
    started = time.perf_counter()
    with closing(sqlite3.connect(folder / _FILE)) as connection:
        # Nothing of it has to outlive a power cut.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "secure_delete=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        for name in _INDEXES:
            connection.execute(f"DROP INDEX {name}")
        for statement in _FILL:
            connection.execute(statement, counts)
        for name, columns in _INDEXES.items():
            connection.execute(f"CREATE INDEX {name} ON {columns}")
        connection.commit()
    return time.perf_counter() - started


def _times(services: Services, people: int) -> Iterator[float]:
    chosen = random.Random(people).sample(range(1, people + 1), _SAMPLE)
    for person in chosen:
        asked = services.study.start(person, Scope(), _NOW, f"start {person}")
        while asked is not None:
            key = f"{person} {asked.number}"
            choice = (wrong_answer if asked.number % 4 == 0 else right_answer)(asked.item)
            started = time.perf_counter()
            services.study.answer(
                *(person, asked.session, asked.number, choice, True, "telegram", _NOW),
                f"answer {key}",
            )
            asked = services.study.next(person, _NOW, f"next {key}")
            yield 1000 * (time.perf_counter() - started)
