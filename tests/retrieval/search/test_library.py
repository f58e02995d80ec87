"""The index on disk: whole after a crash, up to date in seconds, words where vectors fail."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import pytest

from retrieval.search.articles import Article
from retrieval.search.corpus import article_of
from retrieval.search.library import IndexLibrary
from retrieval.search.locks import locked
from retrieval.search.manifest import read_manifest
from tests.retrieval.search.chroma_process import free_port, has_server, server
from tests.retrieval.search.laws import shelf

pytest.importorskip("torch", reason="vectors are trained with torch")
pytest.importorskip("chromadb", reason="vectors are kept in Chroma")

Shelved = dict[str, Sequence[Article]]


def shelved() -> Shelved:
    """Return the invented laws and enough others to learn vectors from, by document."""
    found: dict[str, list[Article]] = {}
    for article in [*shelf(), *(_filler(number) for number in range(60))]:
        found.setdefault(article.document, []).append(article)
    return dict(found)


def _filler(number: int) -> Article:
    things = ("bến đò", "vườn ươm", "lò gốm", "trạm bơm", "bãi xe", "nhà rông")
    thing, other = things[number % 6], things[(number + 1) % 6]
    title = f"Trông coi {thing} số {number}"
    body = f"1. Người trông coi {thing} ghi sổ hằng ngày.\n\n2. Không để {other} gần {thing}."
    entry = {"id": f"Luật Công trình thôn#{number}", "law": "Luật Công trình thôn"}
    return article_of({**entry, "title": title, "body": body})


def marks(laws: Shelved) -> dict[str, str]:
    """Return a mark for each document that changes with its text."""
    return {slug: str(crc32(repr(tuple(articles)).encode())) for slug, articles in laws.items()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a whole index."""
    folder = tmp_path_factory.mktemp("library") / "index"
    laws = shelved()
    IndexLibrary(folder).rebuild(laws, marks(laws))
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder that a test may spoil."""
    return Path(shutil.copytree(built, tmp_path / "index"))


def first(library: IndexLibrary, question: str) -> str:
    """Return the id of the first article for `question`."""
    index = library.open()
    assert index is not None
    return index.find(question).hits[0].article.id


def test_a_built_index_answers_with_words_and_vectors(folder: Path) -> None:
    library = IndexLibrary(folder)
    manifest = library.manifest()
    assert manifest is not None
    assert manifest.collection
    assert manifest.model.startswith("static-")
    assert first(library, "lam mat sach thi boi thuong the nao") == "Luật Thư viện xã#3"


def test_a_new_document_is_found_beside_the_others(folder: Path) -> None:
    laws = shelved()
    entry = {"id": "Luật Lễ hội#1", "law": "Luật Lễ hội", "title": "Đâm trâu"}
    laws["Luật Lễ hội"] = [article_of({**entry, "body": "Lễ hội đâm trâu báo trước một tháng."})]
    library = IndexLibrary(folder)
    before = library.manifest()
    after = library.add(laws, marks(laws))
    assert before is not None
    assert after is not None
    assert after.main == before.main
    assert after.delta_collection
    assert first(library, "lễ hội đâm trâu báo trước bao lâu") == "Luật Lễ hội#1"
    assert first(library, "làm mất sách bồi thường") == "Luật Thư viện xã#3"


def test_a_changed_document_is_found_as_it_is_now_and_a_removed_one_no_more(folder: Path) -> None:
    laws = shelved()
    entry = {"id": "Luật Thư viện xã#1", "law": "Luật Thư viện xã", "title": "Mượn băng đĩa"}
    laws["Luật Thư viện xã"] = [article_of({**entry, "body": "Băng đĩa mượn trong ba ngày."})]
    del laws["Luật Chợ phiên"]
    library = IndexLibrary(folder)
    library.add(laws, marks(laws))
    assert first(library, "mượn băng đĩa mấy ngày") == "Luật Thư viện xã#1"
    index = library.open()
    assert index is not None
    found = {hit.article.id for hit in index.find("ban quản lý chợ, mất sách bồi thường").hits}
    assert "Luật Thư viện xã#3" not in found
    assert not any(one.startswith("Luật Chợ phiên") for one in found)


@pytest.mark.parametrize("spoil", ["delete", "corrupt"])
def test_without_its_chroma_folder_the_index_answers_by_words(folder: Path, spoil: str) -> None:
    if spoil == "delete":
        shutil.rmtree(folder / "chroma")
    else:
        for file in (folder / "chroma").rglob("*.*"):
            file.write_bytes(b"not a database at all" * 100)
    assert first(IndexLibrary(folder), "làm mất sách bồi thường") == "Luật Thư viện xã#3"


def test_a_build_that_was_cut_off_leaves_the_old_index(folder: Path) -> None:
    before = read_manifest(folder)
    half = folder / "main-half"
    (half / "segment").mkdir(parents=True)
    (folder / "manifest.json.new").write_text('{"main": "main-ha', encoding="utf-8")
    assert read_manifest(folder) == before
    assert first(IndexLibrary(folder), "làm mất sách bồi thường") == "Luật Thư viện xã#3"


def test_an_opened_index_goes_on_answering_while_it_is_replaced(folder: Path) -> None:
    library = IndexLibrary(folder)
    opened = library.open()
    assert opened is not None
    laws = {"Luật Thư viện xã": shelved()["Luật Thư viện xã"]}
    library.rebuild(laws, marks(laws))
    assert opened.find("ai quét dọn vệ sinh chợ").hits[0].article.id == "Luật Chợ phiên#3"
    index = library.open()
    assert index is not None
    assert all(hit.article.document == "Luật Thư viện xã" for hit in index.find("chợ").hits)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"main": 5}', '{"main": "../x", "documents": {}, "gone": []}']
)
def test_a_broken_manifest_is_as_good_as_none(folder: Path, content: str) -> None:
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    library = IndexLibrary(folder)
    assert library.open() is None
    assert library.add(shelved(), marks(shelved())) is None


_KILLED = """
import os, signal, sys
from pathlib import Path
from retrieval.search.library import IndexLibrary
from tests.retrieval.search.test_library import shelved, marks
def die(step):
    if step == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
IndexLibrary(Path(sys.argv[1])).rebuild(shelved(), marks(shelved()), die)
"""


@pytest.mark.parametrize("step", ["words", "training", "vectors"])
def test_a_build_that_is_killed_leaves_the_old_index_and_no_lock(folder: Path, step: str) -> None:
    before = read_manifest(folder)
    command = [sys.executable, "-c", _KILLED, str(folder), step]
    root = Path(__file__).parents[3]
    ended = subprocess.run(command, check=False, cwd=root, capture_output=True)
    assert ended.returncode == -9
    assert read_manifest(folder) == before
    library = IndexLibrary(folder)
    assert first(library, "làm mất sách bồi thường") == "Luật Thư viện xã#3"
    laws = {"Luật Chợ phiên": shelved()["Luật Chợ phiên"]}
    after = library.add(laws, marks(laws))
    assert after is not None
    assert [found.name for found in folder.glob("main-*")] == [after.main]


def test_what_is_new_is_found_while_another_process_builds(folder: Path) -> None:
    laws = shelved()
    del laws["Luật Chợ phiên"]
    entry = {"id": "Luật Lễ hội#1", "law": "Luật Lễ hội", "title": "Đâm trâu"}
    laws["Luật Lễ hội"] = [article_of({**entry, "body": "Lễ hội đâm trâu báo trước một tháng."})]
    library = IndexLibrary(folder)
    before = library.manifest()
    with locked(folder / "build.lock") as is_held:
        assert is_held
        assert library.add(laws, marks(laws)) is None
        beside = library.open_beside(laws, marks(laws))
    assert beside is not None
    hits = beside.find("lễ hội đâm trâu ở chợ báo trước bao lâu").hits
    assert hits[0].article.id == "Luật Lễ hội#1"
    assert all(hit.article.document != "Luật Chợ phiên" for hit in hits)
    assert library.manifest() == before


def test_vectors_that_could_not_be_kept_are_reckoned_again_when_opened(folder: Path) -> None:
    laws = shelved()
    entry = {"id": "Luật Lễ hội#1", "law": "Luật Lễ hội", "title": "Mượn sách ngày lễ"}
    laws["Luật Lễ hội"] = [article_of({**entry, "body": "Ngày lễ thư viện cho mượn sách."})]
    library = IndexLibrary(folder)
    (folder / "chroma").rename(folder / "chroma-away")
    (folder / "chroma").write_text("no folder")
    after = library.add(laws, marks(laws))
    assert after is not None
    assert not after.delta_collection
    (folder / "chroma").unlink(missing_ok=True)
    (folder / "chroma-away").rename(folder / "chroma")
    assert library.vector_fault() == ""
    assert first(library, "ngày lễ mượn sách") == "Luật Lễ hội#1"


def test_a_server_that_is_away_leaves_an_index_of_words_and_says_why(tmp_path: Path) -> None:
    laws = shelved()
    library = IndexLibrary(tmp_path / "index", chroma_url=f"http://127.0.0.1:{free_port()}")
    manifest = library.rebuild(laws, marks(laws))
    assert (manifest.collection, manifest.fault) == ("", "server")
    assert library.vector_fault() == "server"
    assert first(library, "làm mất sách bồi thường") == "Luật Thư viện xã#3"


@pytest.mark.skipif(not has_server(), reason="the command `chroma` is not installed")
def test_a_server_keeps_the_vectors_and_those_of_a_new_document(tmp_path: Path) -> None:
    laws = shelved()
    with server(tmp_path / "server", free_port()) as url:
        library = IndexLibrary(tmp_path / "index", chroma_url=url)
        assert library.rebuild(laws, marks(laws)).collection
        entry = {"id": "Luật Lễ hội#1", "law": "Luật Lễ hội", "title": "Đâm trâu"}
        body = "Lễ hội đâm trâu báo trước một tháng."
        laws["Luật Lễ hội"] = [article_of({**entry, "body": body})]
        after = library.add(laws, marks(laws))
        assert after is not None
        assert after.delta_collection
        assert library.vector_fault() == ""
        opened = library.open()
        assert opened is not None
        found = opened.find("lễ hội đâm trâu báo trước bao lâu")
        assert found.hits[0].article.id == "Luật Lễ hội#1"
    # The server is gone, the opened index goes on by words.
    assert opened.find("làm mất sách bồi thường").hits[0].article.id == "Luật Thư viện xã#3"


def test_an_index_of_another_model_is_told(folder: Path) -> None:
    library = IndexLibrary(folder, model="someone/model")
    assert library.vector_fault() == "other model"
    assert first(library, "làm mất sách bồi thường") == "Luật Thư viện xã#3"


@pytest.mark.parametrize("name", ["articles.jsonl", "words.txt", "model.safetensors"])
def test_an_index_with_a_file_cut_short_never_fails_a_question(folder: Path, name: str) -> None:
    file = next(folder.rglob(name))
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    index = IndexLibrary(folder).open()
    if name == "model.safetensors":
        assert index is not None
        hits = index.find("làm mất sách bồi thường").hits
        assert hits[0].article.id == "Luật Thư viện xã#3"
    else:
        assert index is None


def test_a_broken_index_is_as_good_as_none(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert manifest is not None
    (folder / manifest.main / "segment" / "whole" / "keys.npy").write_bytes(b"nothing")
    assert IndexLibrary(folder).open() is None


def test_where_nothing_was_built_there_is_nothing_to_open(tmp_path: Path) -> None:
    library = IndexLibrary(tmp_path / "index")
    assert library.open() is None
    assert library.add({}, {}) is None
