"""`./run bench`: how fast the bot starts, answers and reads; the table is for people.

The table goes to stderr; the last line, on stdout, is one JSON value for programs.
"""

import argparse
import json
import tempfile
from pathlib import Path

from tests.bench.answering import Answering, measure_answering
from tests.bench.browsing import Browsing, measure_browsing
from tests.bench.cases import MANY as CASES
from tests.bench.cases import case_rows
from tests.bench.polled import Memory, Polled, measure_memory, measure_polled
from tests.bench.rights import RightsChecked, measure_rights
from tests.bench.searching import ARTICLES, SETS, search_rows
from tests.bench.serving import Serving, measure_serving
from tests.bench.starting import Starting, measure_starting
from tests.bench.studying import MANY
from tests.bench.studying_rows import study_rows
from tests.bench.table import Row, print_table
from tests.bench.transport import Transport, measure_transport

_USERS = 10_000


def main() -> None:
    """Measure everything once and print it."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument(
        "--users", type=int, default=_USERS, help="who write while memory is watched"
    )
    parser.add_argument(
        "--articles", type=int, default=ARTICLES, help="size of the padded corpus of search"
    )
    parser.add_argument(
        "--study-people", type=int, default=MANY, help="who have 200 answers each in the log"
    )
    parser.add_argument("--cases", type=int, default=CASES, help="how many cases a province has")
    options = parser.parse_args()
    users = options.users
    with tempfile.TemporaryDirectory(prefix="congvu-bench-") as folder:
        starting = measure_starting(Path(folder) / "chat")
        answering = measure_answering(Path(folder) / "ask")
        browsing = measure_browsing(Path(folder) / "web")
        serving = measure_serving(Path(folder) / "serve")
        polled = measure_polled(Path(folder) / "poll")
        memory = measure_memory(Path(folder) / "memory", users)
        rights = measure_rights(Path(folder) / "rights")
        # The sets are public data for measuring and no part of the project.
        searching = search_rows(Path(folder) / "search", options.articles) if SETS.exists() else ()
        search = list(searching)
        study = study_rows(Path(folder) / "study", options.study_people)
        cases = list(case_rows(Path(folder) / "cases", options.cases))
    transport = measure_transport()
    rows = [
        *_starting_rows(starting),
        *_answering_rows(answering),
        *_transport_rows(transport),
        *_browsing_rows(browsing),
        *_serving_rows(serving),
        *_polled_rows(polled),
        *_memory_rows(memory),
        *_rights_rows(rights),
        *search,
        *study,
        *cases,
    ]
    print_table(rows)
    print(json.dumps({row.key: row.value for row in rows}))


def _rights_rows(rights: RightsChecked) -> list[Row]:
    return [
        Row("right_ms", "Check of a right, 5,000 people with roles, p50", rights.median, "ms", 1.0),
        Row("right_p95_ms", "Check of a right, p95", rights.p95, "ms"),
    ]


def _starting_rows(starting: Starting) -> list[Row]:
    seconds, alone = starting.seconds, starting.rival_seconds
    process = starting.rival_process_seconds
    return [
        Row("start_seconds", "Launch to the first /start reply", seconds, "s"),
        Row("start_rival_seconds", "Importing PTB and SQLAlchemy alone", alone, "s"),
        Row("start_rival_process_seconds", "The same until that process ended", process, "s"),
        Row("start_ratio", "First reply to imports done", seconds / alone, "×", goal=1.5),
        Row("start_process_ratio", "First reply to process ended", seconds / process, "×"),
        Row("rss_start_mb", "Memory at that reply", starting.megabytes, "MB"),
        Row("rss_warm_mb", f"Memory after {starting.asked} questions", starting.warm_megabytes,
            "MB"),
    ]  # fmt: skip


def _answering_rows(answering: Answering) -> list[Row]:
    facts, prose, rival = answering.structural, answering.passage, answering.rival
    return [
        Row("structural_p50_ms", "Answer from facts, p50", facts.p50, "ms"),
        Row("structural_p95_ms", "Answer from facts, p95", facts.p95, "ms", goal=30),
        Row("passage_p50_ms", "Answer from passages, p50", prose.p50, "ms"),
        Row("passage_p95_ms", "Answer from passages, p95", prose.p95, "ms", goal=50),
        Row("rival_p50_ms", "Plain bm25s search, p50", rival.p50, "ms"),
        Row("rival_p95_ms", "Plain bm25s search, p95", rival.p95, "ms"),
        Row("structural_ratio", "Facts to plain search, p50", facts.p50 / rival.p50, "×"),
        Row("passage_ratio", "Passages to plain search, p50", prose.p50 / rival.p50, "×"),
        Row("index_build_ms", "Building indexes and facts", answering.build, "ms"),
        Row("rival_build_ms", "Building the plain index", answering.rival_build, "ms"),
        Row("ingest_ms", "Loading a plan", answering.ingest, "ms"),
        Row("answer_after_ingest_ms", "First answer after it", answering.first_answer, "ms"),
    ]


def _transport_rows(transport: Transport) -> list[Row]:
    return [
        Row("call_cpu_ms", "CPU of a Bot API call, 64 at once", transport.cpu, "ms"),
        Row("call_rival_cpu_ms", "The same over httpx", transport.rival_cpu, "ms"),
        Row("call_ratio", "Ours to httpx", transport.cpu / transport.rival_cpu, "×", goal=0.5),
    ]


def _browsing_rows(browsing: Browsing) -> list[Row]:
    slow = f"Chat page works, CPU {browsing.slower}× slower"
    return [
        Row("page_kb", "Chat page with styles and scripts", browsing.weight, "kB", goal=150),
        Row("page_packed_kb", "The same packed", browsing.packed_weight, "kB"),
        Row("page_ready_ms", slow, browsing.ready, "ms"),
        Row("browser_answer_p50_ms", "Enter to the answer on the page, p50",
            browsing.answer_p50, "ms"),
        Row("browser_answer_p95_ms", "Enter to the answer on the page, p95",
            browsing.answer_p95, "ms"),
    ]  # fmt: skip


def _serving_rows(serving: Serving) -> list[Row]:
    ours, echo = serving.ours, serving.echo
    return [
        Row("serve_per_second", "Questions a second, in this process", ours.per_second, "/s"),
        Row("serve_echo_per_second", "A bare echo bot, likewise", echo.per_second, "/s"),
        Row("serve_ratio", "Ours to the echo bot", ours.per_second / echo.per_second, "×",
            floor=0.15),
        Row("serve_cpu_ms", "CPU of a question", ours.cpu, "ms"),
        Row("serve_echo_cpu_ms", "CPU of an echo", echo.cpu, "ms"),
        Row("serve_half_p50_ms", "Reply at half of capacity, p50", serving.steady.p50, "ms"),
        Row("serve_half_p95_ms", "Reply at half of capacity, p95", serving.steady.p95, "ms"),
    ]  # fmt: skip


def _polled_rows(polled: Polled) -> list[Row]:
    ours, echo = polled.ours, polled.echo
    return [
        Row("poll_per_second", "Questions a second, polled over HTTP", ours.per_second, "/s"),
        Row("poll_echo_per_second", "A bare echo bot, likewise", echo.per_second, "/s"),
        Row("poll_ratio", "Ours to the echo bot", ours.per_second / echo.per_second, "×",
            floor=0.15),
        Row("poll_cpu_ms", "CPU of a question", ours.cpu, "ms"),
        Row("poll_echo_cpu_ms", "CPU of an echo", echo.cpu, "ms"),
    ]  # fmt: skip


def _memory_rows(memory: Memory) -> list[Row]:
    return [
        Row("memory_users", "Users who wrote", memory.users, ""),
        Row("memory_half_mb", f"Memory after {memory.first_users} of them", memory.first, "MB"),
        Row("memory_mb", "Memory after all of them", memory.last, "MB"),
        Row("memory_kb_per_1000_users", "Growth for 1,000 users more", memory.per_thousand, "kB"),
    ]


if __name__ == "__main__":
    main()
