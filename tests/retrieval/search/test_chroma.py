"""Vectors in Chroma: one process asks a folder, spoilt ones are left alone, servers come and go."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.search.chroma import PAUSE, ChromaVectors, Shelf, drop_others, write_vectors
from retrieval.search.locks import FolderLease
from retrieval.search.vectors import VectorFault, VectorsUnavailable
from tests.retrieval.search.chroma_process import asker, free_port, has_server, server

pytest.importorskip("chromadb", reason="vectors are kept in Chroma")

SIZE, DIMENSION = 40, 16
# From a thousand on Chroma keeps its graph in files; before, in its log alone.
MANY = 1_200
SHELF = Shelf("vectors", 0, SIZE)
needs_server = pytest.mark.skipif(not has_server(), reason="the command `chroma` is not installed")


def vectors(size: int = SIZE) -> np.ndarray:
    """Return vectors of which number n points along axis n, the rest anywhere."""
    rest = np.random.default_rng(0).normal(size=(size - DIMENSION, DIMENSION))
    rest = rest / np.linalg.norm(rest, axis=1, keepdims=True)
    return np.concatenate([np.eye(DIMENSION), rest]).astype(np.float32)


def axis(number: int) -> np.ndarray:
    """Return the vector along an axis."""
    axes: np.ndarray = np.eye(DIMENSION, dtype=np.float32)
    return np.asarray(axes[number])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with vectors."""
    write_vectors(tmp_path / "chroma", "vectors", vectors())
    return tmp_path / "chroma"


def fault_of(store: ChromaVectors) -> VectorFault:
    """Return why a store cannot be asked."""
    with pytest.raises(VectorsUnavailable) as caught:
        store.nearest(axis(0), 1)
    return caught.value.fault


def test_the_nearest_are_found_over_two_collections(place: Path) -> None:
    write_vectors(place, "added", vectors()[3:5])
    store = ChromaVectors(place, [SHELF, Shelf("added", SIZE, 2)])
    numbers, cosines = store.nearest(axis(3), 2)
    assert set(numbers.tolist()) == {3, SIZE}
    assert cosines == pytest.approx([1, 1], abs=1e-5)


def test_while_one_process_asks_a_folder_others_do_without(place: Path) -> None:
    lease = FolderLease(place.parent / "vectors.lock")
    store = ChromaVectors(place, [SHELF], lease)
    assert store.nearest(axis(5), 1)[0].tolist() == [5]
    with asker(place) as other:
        assert other.ask(1) == "elsewhere"
        lease.release()
        assert other.ask(2) == "2"
        assert fault_of(store) is VectorFault.ELSEWHERE
        other.kill()
        assert store.nearest(axis(7), 1)[0].tolist() == [7]
    lease.release()


def test_a_folder_that_was_deleted_with_its_lock_is_leased_anew(place: Path) -> None:
    lock = place.parent / "vectors.lock"
    first = FolderLease(lock)
    assert first.take()
    lock.unlink()
    with asker(place) as other:
        assert other.ask(0) == "0"
        assert not first.take()
    first.release()


@pytest.mark.parametrize("name", ["chroma.sqlite3", "data_level0.bin", "header.bin"])
@pytest.mark.parametrize("spoil", ["garbage", "cut", "empty", "gone"])
def test_a_spoilt_folder_is_told_and_never_crashes(tmp_path: Path, name: str, spoil: str) -> None:
    place = tmp_path / "chroma"
    write_vectors(place, "vectors", vectors(MANY))
    file = next(place.rglob(name))
    size = file.stat().st_size
    match spoil:
        case "garbage":
            file.write_bytes(np.random.default_rng(0).bytes(size))
        case "cut":
            file.write_bytes(file.read_bytes()[: size * 2 // 5])
        case "empty":
            file.write_bytes(b"")
        case _:
            file.unlink()
    assert fault_of(ChromaVectors(place, [Shelf("vectors", 0, MANY)])) is VectorFault.BROKEN


def test_a_store_that_failed_is_left_alone_for_a_while(tmp_path: Path) -> None:
    now = 0.0
    place = tmp_path / "chroma"
    store = ChromaVectors(place, [SHELF], clock=lambda: now)
    assert fault_of(store) is VectorFault.BROKEN
    write_vectors(place, "vectors", vectors())
    assert fault_of(store) is VectorFault.BROKEN
    now = PAUSE
    assert store.nearest(axis(2), 1)[0].tolist() == [2]


def test_what_is_not_kept_is_deleted(place: Path) -> None:
    write_vectors(place, "newer", vectors())
    (place / "chroma.sqlite3").write_bytes(b"of an older layout")
    drop_others(place, "", ["newer"])
    assert [found.name for found in place.iterdir()] == ["newer"]


@needs_server
def test_a_server_that_went_away_is_asked_again_when_it_is_back(tmp_path: Path) -> None:
    now, port, folder = 0.0, free_port(), tmp_path / "server"
    with server(folder, port) as url:
        write_vectors(url, "vectors", vectors())
        store = ChromaVectors(url, [SHELF], clock=lambda: now)
        assert store.nearest(axis(4), 1)[0].tolist() == [4]
    assert fault_of(store) is VectorFault.SERVER
    with server(folder, port):
        now += PAUSE
        assert store.nearest(axis(6), 1)[0].tolist() == [6]


@needs_server
def test_on_a_server_the_collections_of_others_are_left_alone(tmp_path: Path) -> None:
    with server(tmp_path / "server", free_port()) as url:
        for name in ("ours-1", "ours-2", "theirs-1"):
            write_vectors(url, name, vectors())
        drop_others(url, "ours-", ["ours-2"])
        kept = ChromaVectors(url, [Shelf("ours-2", 0, SIZE), Shelf("theirs-1", SIZE, SIZE)])
        assert set(kept.nearest(axis(1), 2)[0].tolist()) == {1, SIZE + 1}
        assert fault_of(ChromaVectors(url, [Shelf("ours-1", 0, SIZE)])) is VectorFault.SERVER


def test_an_address_where_no_chroma_answers_is_told_by_writing_too() -> None:
    address = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(VectorsUnavailable) as caught:
        write_vectors(address, "vectors", vectors())
    assert caught.value.fault is VectorFault.SERVER
