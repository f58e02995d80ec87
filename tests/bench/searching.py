"""Search over articles of law: how often it is right, how fast, how large; beside its rivals.

`python -m tests.bench.searching` prints these rows alone. They need the shared evaluation sets.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from domain.vietnamese import fold
from retrieval.search.arrays import ArticleFile
from retrieval.search.articles import Article
from retrieval.search.building import Built
from retrieval.search.corpus import read_corpus
from retrieval.search.index import ArticleIndex
from retrieval.search.library import IndexLibrary
from tests.bench.pace import paces_of
from tests.bench.padding import padded
from tests.bench.search_rivals import FixedFusion, RankBm25, Search, bm25s_on_whitespace
from tests.bench.table import Row, print_table

_SHARED = Path(os.environ.get("CONGVU_SHARED") or Path(__file__).parents[3] / "shared")
SETS = _SHARED / "eval" / "retrieval"
ARTICLES = 61_400
_SLOW_QUESTIONS = 10
_PARTS = ("quality", "scale")
_GROUPS = {"alqac": "exam", "zalo": "people"}
Questions = Sequence[Mapping[str, Any]]


def search_rows(folder: Path, size: int = ARTICLES, parts: Sequence[str] = _PARTS) -> Iterator[Row]:
    """Yield the rows of search: scores on the sets, then pace and size at `size` articles."""
    articles = read_corpus(SETS / "corpus.jsonl.gz")
    questions = json.loads((SETS / "questions_dev.json").read_text(encoding="utf-8"))
    if "quality" in parts:
        yield from _quality_rows(folder / "quality", articles, questions)
    if "scale" in parts:
        yield from _scale_rows(folder / "scale", list(padded(articles, size)), questions)


def _quality_rows(folder: Path, articles: list[Article], questions: Questions) -> Iterator[Row]:
    library = IndexLibrary(folder)
    manifest = library.rebuild({"corpus": articles}, {"corpus": "1"})
    index = library.open()
    assert index is not None
    plain = bm25s_on_whitespace(articles)
    fixed = FixedFusion(articles, Built.of(articles), folder / manifest.main / "model")
    for group, name in _GROUPS.items():
        asked = [question for question in questions if question["set"] == group]
        ours = _ranks(_search(index), asked)
        rival = _ranks(fixed.search, asked)
        yield from _rank_rows(f"{name}_whitespace", "bm25s on whitespace", _ranks(plain, asked))
        yield from _rank_rows(f"{name}_fixed", "fields, clause, half of vectors", rival)
        yield from _rank_rows(name, "ours", ours)
        bare = [{**question, "question": fold(question["question"])} for question in asked]
        yield from _rank_rows(f"{name}_plain", "ours, no accents", _ranks(_search(index), bare))
        yield _lead_row(name, ours, rival)
    yield from _band_rows(index, questions)


def _search(index: ArticleIndex) -> Search:
    return lambda question: [hit.article.id for hit in index.find(question).hits]


def _ranks(search: Search, questions: Questions) -> list[int | None]:
    """Return where the first right article of each question came, None if not among ten."""
    found = [(search(q["question"]), q["relevant"]) for q in questions]
    return [
        min((ids.index(one) for one in relevant if one in ids), default=None)
        for ids, relevant in found
    ]


def _rank_rows(key: str, title: str, ranks: Sequence[int | None]) -> Iterator[Row]:
    first = 100 * float(np.mean([rank == 0 for rank in ranks]))
    ten = 100 * float(np.mean([rank is not None for rank in ranks]))
    mean = 100 * float(np.mean([0.0 if rank is None else 1 / (rank + 1) for rank in ranks]))
    name = key.partition("_")[0]
    floors = {"exam": (84, 95.5), "people": (56, 83)}.get(key, (None, None))
    yield Row(f"{key}_a1", f"{name}: {title}, A@1", first, "%", floor=floors[0])
    yield Row(f"{key}_a10", f"{name}: {title}, A@10", ten, "%", floor=floors[1])
    yield Row(f"{key}_mrr", f"{name}: {title}, MRR", mean, "%")


def _lead_row(name: str, ours: Sequence[int | None], rival: Sequence[int | None]) -> Row:
    """Return the lead over the fixed fusion, in paired standard errors; above -1 is no worse."""
    gains = np.array([(a == 0) - (b == 0) for a, b in zip(ours, rival, strict=True)])
    error = float(gains.std(ddof=1)) / max(1.0, len(gains)) ** 0.5
    lead = float(gains.mean()) / error if error else 0.0
    return Row(f"{name}_lead", f"{name}: lead at A@1, in standard errors", lead, "", floor=-1)


def _band_rows(index: ArticleIndex, questions: Questions) -> Iterator[Row]:
    bands = [(q["set"], index.find(q["question"]).band.value) for q in questions]
    kept = [band != "outside" for group, band in bands if group == "zalo"]
    outside = [band == "outside" for group, band in bands if group == "outside"]
    yield Row("people_kept", "People's questions kept", 100 * float(np.mean(kept)), "%", floor=90)
    yield Row("outside", "Other laws told apart", 100 * float(np.mean(outside)), "%", floor=60)


def _scale_rows(folder: Path, articles: list[Article], questions: Questions) -> Iterator[Row]:
    size = f"{len(articles):,} articles"
    build, peak = _measured_build(folder, articles)
    yield Row("search_build_s", f"Building an index of {size}", build, "s")
    yield Row("search_build_mb", "Memory for it, the training apart", peak, "MB")
    asked = [question["question"] for question in questions]
    started = perf_counter()
    plain = bm25s_on_whitespace(articles)
    yield Row("search_rival_build_s", "bm25s on whitespace, built", perf_counter() - started, "s")
    theirs, their_work = paces_of(plain, asked)
    slow, slow_work = paces_of(RankBm25(articles).search, asked[:_SLOW_QUESTIONS])
    ours = _read(folder, asked)
    yield Row("search_rival_p50_ms", "bm25s on whitespace, p50", theirs.p50, "ms")
    yield Row("search_rival_p95_ms", "bm25s on whitespace, p95", theirs.p95, "ms")
    yield Row("search_slow_p95_ms", "As rank_bm25 reckons, p95", slow.p95, "ms")
    for way, title in (("words", "by words"), ("vectors", "with vectors")):
        yield Row(f"search_{way}_start_s", f"Start, {title}", ours[f"{way}_start"], "s")
        yield Row(f"search_{way}_p50_ms", f"Search {title}, p50", ours[f"{way}_p50"], "ms")
        yield Row(f"search_{way}_p95_ms", f"Search {title}, p95", ours[f"{way}_p95"], "ms")
        rss = ours[f"{way}_rss"]
        yield Row(f"search_{way}_rss_mb", f"Memory to serve, {title}", rss, "MB", goal=1200)
    by_words = ours["words_work_p95"] / their_work.p95
    with_vectors = ours["vectors_work_p95"] / slow_work.p95
    yield Row("search_ratio", "Work by words to bm25s, p95", by_words, "×", goal=6)
    yield Row("search_slow_ratio", "Work to rank_bm25, p95", with_vectors, "×", goal=0.05)


def _measured_build(folder: Path, articles: Sequence[Article]) -> tuple[float, float]:
    """Return the seconds and the megabytes that building took, in a process of its own."""
    code = (
        "import sys,resource,time;from pathlib import Path;"
        "from retrieval.search.arrays import ArticleFile;"
        "from retrieval.search.library import IndexLibrary;"
        "a=list(ArticleFile(Path(sys.argv[1])));s={};"
        "[s.setdefault(x.document,[]).append(x) for x in a];t=time.time();"
        "IndexLibrary(Path(sys.argv[2])).rebuild(s,dict.fromkeys(s,'1'));"
        "print(time.time()-t,resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
    )
    ArticleFile.write(folder / "articles", articles)
    command = [sys.executable, "-c", code, str(folder / "articles"), str(folder / "index")]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(told[-2]), float(told[-1])


def _read(folder: Path, questions: Sequence[str]) -> Mapping[str, float]:
    file = folder / "questions.json"
    file.write_text(json.dumps(questions), encoding="utf-8")
    command = [sys.executable, "-m", "tests.bench.search_reader", str(folder / "index"), str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: Mapping[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> None:
    """Measure search and print its rows."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.searching", description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="size of the padded corpus")
    parser.add_argument("--only", choices=_PARTS, help="one part of the measuring")
    options = parser.parse_args()
    parts = [options.only] if options.only else _PARTS
    with tempfile.TemporaryDirectory(prefix="congvu-bench-") as folder:
        rows = list(search_rows(Path(folder), options.articles, parts))
    print_table(rows)
    print(json.dumps({row.key: row.value for row in rows}))


if __name__ == "__main__":
    main()
