"""The index on disk: whole after a crash, up to date in seconds, words where vectors fail."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from retrieval.search.articles import Article
from retrieval.search.corpus import article_of
from retrieval.search.library import IndexLibrary
from retrieval.search.manifest import read_manifest
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
    return {slug: str(hash(tuple(articles))) for slug, articles in laws.items()}


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
        (folder / "chroma" / "chroma.sqlite3").write_bytes(b"not a database at all" * 100)
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


def test_a_broken_index_is_as_good_as_none(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert manifest is not None
    (folder / manifest.main / "segment" / "whole" / "keys.npy").write_bytes(b"nothing")
    assert IndexLibrary(folder).open() is None


def test_where_nothing_was_built_there_is_nothing_to_open(tmp_path: Path) -> None:
    library = IndexLibrary(tmp_path / "index")
    assert library.open() is None
    assert library.add({}, {}) is None
