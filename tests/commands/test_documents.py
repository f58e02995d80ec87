"""`congvu ingest`, `documents` and `index`: official texts in, the shelf out."""

import os
import shutil
from pathlib import Path

import docx
import pytest

from tests.bot.chatting import PLANS
from tests.commands.conftest import Congvu
from tests.knowledge.official_text import PLAN
from tests.services.test_ingesting_laws import DECREE

LAM_GIANG = PLANS / "ke-hoach-lam-giang.txt"


def test_a_text_is_loaded_and_what_was_understood_is_told(congvu: Congvu) -> None:
    told = congvu("ingest", str(LAM_GIANG))
    assert told.status == 0
    assert "nhiệm vụ" in told.out
    assert "Đã nạp" in told.out


def test_what_was_understood_as_json_has_the_shape_that_programs_rely_on(congvu: Congvu) -> None:
    (report,) = congvu("ingest", str(LAM_GIANG), "--json").lines
    assert list(report) == [
        "document",
        "kind",
        "number",
        "date",
        "title",
        "provisions",
        "duties",
        "milestones",
        "targets",
        "warnings",
    ]
    assert report["duties"] > 0
    loaded = {line["document"]: line for line in congvu("documents", "--json").lines}
    assert loaded[report["document"]]["state"] == "loaded"
    assert set(loaded[report["document"]]) == {"document", "number", "title", "state"}


def test_a_loaded_text_is_replaced_only_with_consent(congvu: Congvu, tmp_path: Path) -> None:
    assert congvu("ingest", str(LAM_GIANG)).status == 0
    changed = LAM_GIANG.read_text(encoding="utf-8").replace("Sở Nội vụ", "Sở Tài chính", 1)
    other = _file(tmp_path, "changed.txt", changed.encode())
    told = congvu("ingest", other)
    assert told.status == 2
    assert "--yes" in told.err
    assert congvu("ingest", other, "--yes").status == 0


def test_the_same_text_again_says_so_and_changes_nothing(congvu: Congvu) -> None:
    assert congvu("ingest", str(LAM_GIANG)).status == 0
    told = congvu("ingest", str(LAM_GIANG))
    assert told.status == 0
    assert "không đổi gì" in told.out


def test_a_law_is_told_by_its_articles_clauses_and_points(congvu: Congvu, tmp_path: Path) -> None:
    told = congvu("ingest", _file(tmp_path, "cay.txt", DECREE.encode()))
    assert "2 điều, 2 khoản, 2 điểm" in told.out
    assert "từ 05/03/2026" in told.out


def test_a_law_without_a_number_wants_a_name(congvu: Congvu, tmp_path: Path) -> None:
    file = _file(tmp_path, "cay.txt", DECREE.replace("Số: 30/2026/NĐ-CP\n", "").encode())
    told = congvu("ingest", file)
    assert (told.status, told.out) == (2, "")
    assert "--id" in told.err
    assert congvu("ingest", file, "--id", "nghi-dinh-cay").status == 0


def test_a_text_without_places_is_offered_as_passages(congvu: Congvu, tmp_path: Path) -> None:
    file = _file(tmp_path, "thu.txt", "Thư ngỏ về cây xanh\nMời mọi nhà trồng cây.".encode())
    told = congvu("ingest", file)
    assert told.status == 2
    assert "--yes để nạp thành các đoạn" in told.err
    (report,) = congvu("ingest", file, "--yes", "--json").lines
    assert (report["kind"], report["title"]) == ("văn bản", "Thư ngỏ về cây xanh")
    assert "trồng cây" in congvu("search", "mời trồng cây", "--top", "3").out


def test_a_document_can_be_given_its_name(congvu: Congvu) -> None:
    (report,) = congvu("ingest", str(LAM_GIANG), "--id", "ke-hoach-rieng", "--json").lines
    assert report["document"] == "ke-hoach-rieng"
    assert congvu("ask", "Có mấy nhiệm vụ?", "--document", "ke-hoach-rieng").status == 0


def test_a_slug_of_another_document_is_refused_even_with_consent(congvu: Congvu) -> None:
    told = congvu("ingest", str(LAM_GIANG), "--id", "don-vi-hanh-chinh-dak-lak", "--yes")
    assert told.status == 2
    assert "văn bản khác" in told.err
    assert "102" in congvu("ask", "Đắk Lắk có bao nhiêu xã, phường?").out


def test_several_files_are_loaded_or_none_of_them(congvu: Congvu, tmp_path: Path) -> None:
    other = PLANS / "ke-hoach-tan-phuoc.txt"
    bad = _file(tmp_path, "bad.txt", b"Xin chao. Hom nay troi dep.")
    assert congvu("ingest", str(LAM_GIANG), bad).status == 2
    assert len([d for d in congvu("documents", "--json").lines if d["state"] == "loaded"]) == 0
    told = congvu("ingest", str(LAM_GIANG), str(other), "--json")
    assert len(told.lines) == 2


def test_the_shelf_names_what_is_cited_but_missing(congvu: Congvu) -> None:
    lines = congvu("documents", "--json").lines
    assert {"document": PLAN, "state": "digest"}.items() <= lines[0].items()
    missing = {line["number"] for line in lines if line["state"] == "missing"}
    assert {"18/CT-TTg", "700/QĐ-TTg"} <= missing
    assert "[tóm lược] Kế hoạch" in congvu("documents").out


def test_the_index_is_built_anew(congvu: Congvu) -> None:
    told = congvu("index")
    assert told.status == 0
    assert "2 văn bản" in told.out
    assert "0 điều, 0 khoản, không có vectơ" in told.out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "không có chữ"),
        ("a.txt", b"K\xdf\xff ho\xe1ch", "UTF-8"),
        ("a.txt", b"abc\x00def", "nhị phân"),
        ("a.txt", "Chào buổi sáng. Trời đẹp.".encode(), "a.txt"),
        ("a.pdf", b"%PDF-1.7", "PDF đã hỏng"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOCX"),
        ("a.docx", b"PK\x03\x04 not really", "DOCX"),
    ],
)
def test_a_file_that_holds_no_official_text_is_refused_in_words(
    congvu: Congvu, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    told = congvu("ingest", _file(tmp_path, name, content))
    assert (told.status, told.out) == (2, "")
    assert words in told.err
    assert len(told.err.splitlines()) == 1


def test_a_huge_file_is_refused_unread(congvu: Congvu, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 21 * 1024 * 1024)
    assert "20 MB" in congvu("ingest", str(path)).err


def test_a_missing_file_and_a_folder_are_refused(congvu: Congvu, tmp_path: Path) -> None:
    assert "không có tệp" in congvu("ingest", str(tmp_path / "no.txt")).err
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    assert "thư mục" in congvu("ingest", str(folder)).err


@pytest.mark.parametrize("slug", ["", "Kế hoạch", "../x", "A", "a--b"])
def test_a_name_that_is_none_is_refused(congvu: Congvu, slug: str) -> None:
    assert congvu("ingest", str(LAM_GIANG), "--id", slug).status == 2


def test_the_same_text_is_understood_alike_however_it_is_stored(
    congvu: Congvu, tmp_path: Path
) -> None:
    text = LAM_GIANG.read_text(encoding="utf-8")
    variants = {
        "bom.txt": b"\xef\xbb\xbf" + text.encode(),
        "wide.txt": text.encode("utf-16"),
        "windows.txt": text.replace("\n", "\r\n").encode(),
        "marked.md": text.encode(),
    }
    told = [congvu("ingest", str(LAM_GIANG), "--json").lines[0]]
    for name, content in variants.items():
        path = _file(tmp_path, name, content)
        told.append(congvu("ingest", path, "--yes", "--json").lines[0])
    word = docx.Document()
    for line in text.splitlines():
        word.add_paragraph(line)
    word.save(str(tmp_path / "word.docx"))
    path = str(tmp_path / "word.docx")
    told.append(congvu("ingest", path, "--yes", "--json").lines[0])
    assert all(report == told[0] for report in told)


def test_broken_knowledge_files_stop_a_command_and_are_named(
    congvu: Congvu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Path(__file__).parents[2] / "knowledge" / "documents"
    folder = Path(shutil.copytree(source, tmp_path / "knowledge"))
    (folder / PLAN / "document.yaml").write_text("kind: [", encoding="utf-8")
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    told = congvu("documents")
    assert told.status == 1
    assert "document.yaml" in told.err
    assert told.out == ""


def _file(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)
