"""Laws and their appendices, several files at once, and loading that breaks off in the middle."""

import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from domain.errors import DocumentUnnamed, ReplacementNeedsConsent, UnstructuredText
from domain.register import Document, DocumentInfo, TextState
from services.documents import IngestText, Reading
from services.ingestion import place
from services.registry import Services
from tests.conftest import NOW
from tests.services.conftest import open_at

DECREE = """CHÍNH PHỦ
Số: 30/2026/NĐ-CP
Hà Nội, ngày 05 tháng 3 năm 2026
NGHỊ ĐỊNH
Về cây xanh
Điều 1. Phạm vi
1. Nghị định này nói về cây.
a) Cây lớn;
b) Cây nhỏ.
2. Hoa thì không.
Điều 2. Hiệu lực
Nghị định này có hiệu lực thi hành kể từ ngày ký.
"""
SLUG = "nghi-dinh-30-2026-nd-cp"


def appendix(label: str, word: str = "lim") -> str:
    return (
        f"Phụ lục {label}\nDANH MỤC CÂY\n(Kèm theo Nghị định số 30/2026/NĐ-CP ngày 05 tháng 3 năm "
        f"2026 của Chính phủ)\nI. CÂY\n1. Cây {word}.\n2. Cây sao.\n"
    )


FILES = [
    IngestText(appendix("I"), "phu-luc-1.txt"),
    IngestText(DECREE, "nghi-dinh.txt"),
    IngestText(appendix("II"), "phu-luc-2.txt"),
]


def read(services: Services, texts: list[IngestText]) -> Reading:
    return services.documents.preview([services.documents.understand(text) for text in texts])


def test_a_decree_and_its_appendices_load_in_any_order_as_one(services: Services) -> None:
    reports = services.documents.load(read(services, FILES), NOW, "u1")
    assert {report.document for report in reports} == {SLUG}
    first = reports[0]
    assert (first.articles, first.clauses, first.points) == (2, 2, 2)
    whole = services.documents.document(SLUG)
    assert {"1.1.b", "phụ lục I.I.1", "phụ lục II.I.2"} <= set(whole.by_path)
    again = read(services, FILES).reports
    assert all(report.is_unchanged and not report.needs_consent for report in again)


def test_a_decree_that_is_loaded_anew_keeps_its_appendices(services: Services) -> None:
    services.documents.load(read(services, FILES), NOW, "u1")
    changed = DECREE.replace("Hoa thì không", "Hoa cũng thế")
    with pytest.raises(ReplacementNeedsConsent):
        services.documents.ingest(changed, "nghi-dinh.txt", NOW, "u2")
    services.documents.ingest(changed, "nghi-dinh.txt", NOW, "u3", replace=True)
    whole = services.documents.document(SLUG)
    assert whole.by_path["1.2"].text == "Hoa cũng thế."
    assert {"phụ lục I.I.1", "phụ lục II.I.1"} <= set(whole.by_path)


def test_all_files_are_loaded_or_none(services: Services) -> None:
    services.documents.load(read(services, FILES), NOW, "u1")
    other = DECREE.replace("30/2026", "31/2026")
    texts = [IngestText(other, "a.txt"), IngestText(appendix("I", "gụ"), "phu-luc-1.txt")]
    with pytest.raises(ReplacementNeedsConsent):
        services.documents.load(read(services, texts), NOW, "u2")
    assert "nghi-dinh-31-2026-nd-cp" not in services.documents.numbers()


def test_a_decree_that_tells_no_number_wants_a_name(services: Services) -> None:
    nameless = DECREE.replace("Số: 30/2026/NĐ-CP\n", "")
    with pytest.raises(DocumentUnnamed):
        services.documents.understand(IngestText(nameless, "a.txt"))
    report = services.documents.ingest(nameless, "a.txt", NOW, "u1", slug="nghi-dinh-cay")
    assert (report.document, report.number) == ("nghi-dinh-cay", None)
    assert "Văn bản không nêu số, ký hiệu." in report.warnings


def test_a_text_without_places_can_be_held_as_passages(services: Services) -> None:
    letter = (
        "SỞ NỘI VỤ\nSố: 15/SNV-VP\nĐắk Lắk, ngày 5 tháng 3 năm 2026\nV/v trồng cây xanh\n"
        "Kính gửi: UBND các xã, phường.\nSở đề nghị các xã trồng cây trước mùa mưa.\n"
    )
    with pytest.raises(UnstructuredText):
        services.documents.understand(IngestText(letter, "a.txt"))
    reading = read(services, [IngestText(letter, "a.txt", as_plain=True)])
    (report,) = services.documents.load(reading, NOW, "u1")
    assert (report.kind, report.number, report.title) == (
        "công văn",
        "15/SNV-VP",
        "Trồng cây xanh",
    )
    held = services.documents.document(report.document)
    assert held.by_path["đoạn 6"].text == "Sở đề nghị các xã trồng cây trước mùa mưa."


def test_loading_that_fails_in_the_middle_leaves_nothing_half(services: Services) -> None:
    before = services.documents.summaries()
    engine = services.database.engine

    def fail(_: object, __: object, statement: str, *rest: object) -> None:
        if "INSERT INTO paragraph" in statement:
            raise RuntimeError("the disk is gone")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError):
        services.documents.ingest(DECREE, "a.txt", NOW, "u1")
    event.remove(engine, "before_cursor_execute", fail)
    assert services.documents.summaries() == before
    assert services.documents.ingest(DECREE, "a.txt", NOW, "u1").document == SLUG


_KILLED = """
import os, sys
from pathlib import Path
from sqlalchemy import event
from tests.conftest import NOW
from tests.services.conftest import open_at
from tests.services.test_ingesting_laws import DECREE
services = open_at(Path(sys.argv[1]))
def die(_, __, statement, *rest):
    if "INSERT INTO paragraph" in statement:
        os._exit(9)
event.listen(services.database.engine, "after_cursor_execute", die)
services.documents.ingest(DECREE, "a.txt", NOW, "u1")
"""


def test_a_process_killed_while_loading_leaves_nothing_half(var_dir: Path) -> None:
    root = Path(__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(var_dir)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    )
    assert killed.returncode == 9
    services = open_at(var_dir)
    assert SLUG not in services.documents.numbers()
    assert services.documents.ingest(DECREE, "a.txt", NOW, "u1").articles == 2
    services.close()


def test_two_who_load_the_same_at_once_hold_it_once(var_dir: Path) -> None:
    both = [open_at(var_dir), open_at(var_dir)]
    told: list[str] = []

    def load(at: int) -> None:
        told.append(both[at].documents.ingest(DECREE, f"{at}.txt", NOW, f"u{at}").document)

    threads = [threading.Thread(target=load, args=(at,)) for at in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [SLUG, SLUG]
    held = [one for one in both[0].documents.summaries() if one.slug == SLUG]
    assert [one.state for one in held] == [TextState.LOADED]
    for services in both:
        services.close()


def test_a_law_of_ten_thousand_articles_loads(services: Services) -> None:
    body = "".join(
        f"Điều {n}. Việc {n}\n1. Làm việc {n}.\na) Sáng;\nb) Chiều.\n" for n in range(3, 10_001)
    )
    report = services.documents.ingest(DECREE + body, "dai.txt", NOW, "u1")
    assert (report.articles, report.warnings) == (10_000, ())
    assert "10000.1.b" in services.documents.document(SLUG).by_path


def test_what_an_editor_checked_stays_when_the_text_itself_does_not_tell_it() -> None:
    info = DocumentInfo(
        slug=SLUG,
        kind="nghị định",
        title="Cây xanh",
        issued=date(2026, 3, 5),
        aliases=("Nghị định 30",),
        in_force_to=date(2030, 1, 1),
    )
    digest = Document(info, TextState.DIGEST)
    text = replace(digest, info=replace(info, issued=None, aliases=(), in_force_to=None))
    placed = place(text, {7: digest}, is_named=False)
    held = placed.document.info
    assert placed.text.info.issued == info.issued
    assert (held.issued, held.aliases, held.in_force_to) == (
        info.issued,
        info.aliases,
        info.in_force_to,
    )
