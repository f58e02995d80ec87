"""Documents as the reader's pages show them."""

from collections.abc import Iterator

import pytest

from domain.errors import UnknownDocument, UnknownProvision
from services.reader import Entry, Piece, Reader
from services.registry import open_services
from tests.bot.chatting import KEY, KNOWLEDGE, MONDAY

PLAN = "ke-hoach-ct18-dak-lak"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("reader")
    services = open_services(f"sqlite:///{folder / 'x.db'}", [KEY], KNOWLEDGE, folder, now=MONDAY)
    yield Reader(services.documents)
    services.close()


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.is_marked]


def walk(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        yield entry.path
        yield from walk(entry.below)


def test_the_contents_hold_every_place_once(reader: Reader) -> None:
    paths = list(walk(reader.contents(PLAN).entries))
    assert len(paths) == len(set(paths)) > 80
    assert {"III.2.đ", "V.cuối", "đầu văn bản"} <= set(paths)


def test_a_place_is_read_with_all_below_it(reader: Reader) -> None:
    reading = reader.read(PLAN, "III.2")
    assert [s.path for s in reading.sections] == [
        "III.2", "III.2.a", "III.2.b", "III.2.c", "III.2.d", "III.2.đ",
    ]  # fmt: skip
    assert [s.depth for s in reading.sections] == [0, 1, 1, 1, 1, 1]
    assert [step.path for step in reading.trail] == ["III"]
    assert reading.parts == ()


def test_a_long_part_shows_the_places_below_it_instead(reader: Reader) -> None:
    reading = reader.read(PLAN, "III")
    assert [s.path for s in reading.sections] == ["III"]
    assert len(reading.parts) == 8


def test_every_place_can_be_reached_by_going_on(reader: Reader) -> None:
    path, seen = "đầu văn bản", []
    while True:
        seen.append(path)
        after = reader.read(PLAN, path).next
        if after is None:
            break
        path = after.path
    assert seen == [entry.path for entry in reader.contents(PLAN).entries]
    assert reader.read(PLAN, "III.8.đ").next == reader.read(PLAN, "III").next


def test_a_quote_stands_out_in_its_own_place_only(reader: Reader) -> None:
    reading = reader.read(PLAN, "III.2.c", quote="Sở Nội vụ")
    assert [marked(p) for s in reading.sections for p in s.paragraphs] == [["Sở Nội vụ"]]
    whole = reader.read(PLAN, "III.2", quote="Sở Nội vụ")
    assert not any(marked(p) for s in whole.sections for p in s.paragraphs)


def test_finding_prefers_words_that_stand_together(reader: Reader) -> None:
    together = reader.find(PLAN, "nha o cong vu")
    assert all(marked(hit.pieces) == ["nhà ở công vụ"] for hit in together)
    apart = reader.find(PLAN, "vụ ở nhà công")
    assert {"nhà", "công", "vụ", "ở"} <= {word for hit in apart for word in marked(hit.pieces)}
    assert reader.find(PLAN, "xyzzy") == ()


def test_what_is_found_is_cut_at_words(reader: Reader) -> None:
    for hit in reader.find(PLAN, "cán bộ"):
        text = "".join(piece.text for piece in hit.pieces)
        assert len(text) < 400
        assert not text.startswith(" ")


def test_what_is_not_there_is_told(reader: Reader) -> None:
    with pytest.raises(UnknownProvision):
        reader.read(PLAN, "IX.9")
    with pytest.raises(UnknownDocument):
        reader.contents("khong-co")
    assert reader.read(PLAN, "iii.2.C").path == "III.2.c"
