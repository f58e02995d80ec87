"""A process that does nothing but search a built index; what it measured goes out as JSON."""

import json
import os
import sys
from pathlib import Path
from time import perf_counter

from retrieval.search.library import IndexLibrary
from tests.bench.pace import paces_of
from tests.bench.table import megabytes


def main() -> None:
    """Open the index of a folder, ask it every question of a file; by words, then with vectors."""
    folder, file = Path(sys.argv[1]), Path(sys.argv[2])
    questions: list[str] = json.loads(file.read_text(encoding="utf-8"))
    told = {}
    for name, by_words_only in (("words", True), ("vectors", False)):
        started = perf_counter()
        index = IndexLibrary(folder).open(by_words_only=by_words_only)
        assert index is not None
        index.find(questions[0])
        told[f"{name}_start"] = perf_counter() - started
        clock, work = paces_of(index.find, questions)
        told[f"{name}_p50"], told[f"{name}_p95"] = clock.p50, clock.p95
        told[f"{name}_work_p95"] = work.p95
        told[f"{name}_rss"] = megabytes(os.getpid()) or 0.0
    print(json.dumps(told))


if __name__ == "__main__":
    main()
