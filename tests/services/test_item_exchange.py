"""Items in files and out of files, through the services over a real database."""

import pytest

from domain.errors import ItemFileUnusable
from domain.study import ItemOrigin, ItemState, Skill
from services.item_exchange import FileKind, Written
from services.item_files.parts import Source
from services.registry import Services
from services.rights import OPERATOR
from tests.conftest import NOW

PLAN = "ke-hoach-ct18-dak-lak"
SOURCE = Source(PLAN, "II.2.i", Skill.PLAN, 1, "Sở Nội vụ")
GIFT = """
::sat-001::Mức hài lòng cần đạt? {=Từ 98% trở lên ~Từ 95% trở lên#Thấp hơn. ~Từ 90% trở lên
####Mục II.2.i.}

Hai đáp án giống nhau? {=98% ~98 % ~90%}

// congvu {"path": "II.2.z"}
Mục không có? {=98% ~97% ~90%}

// congvu {"document": "luat-la"}
Văn bản không có? {=98% ~97% ~90%}

Mức hài lòng cần đạt? {=Từ 98% trở lên ~Từ 96% trở lên ~Từ 91% trở lên}

Đáp án ngoài văn bản? {=Từ 77% trở lên ~Từ 96% trở lên ~Từ 91% trở lên}
"""
AIKEN = """Mức hài lòng phải từ bao nhiêu?
A. 98%
B. 95%
C. 90%
ANSWER: A
"""


def test_good_items_are_told_apart_from_faulty_ones_by_line(services: Services) -> None:
    read = services.item_exchange.read(OPERATOR, "a.gift", GIFT.encode(), SOURCE, NOW)
    assert [item.code for item in read.items] == ["sat-001"]
    assert read.lacking[0].words == "phương án 3: thiếu lý do vì sao sai"
    assert [(fault.row, fault.words[:24]) for fault in read.faults] == [
        (5, "phương án 2: trùng với p"),
        (8, f"nguồn: {PLAN}"[:24]),
        (11, "nguồn: không có văn bản "),
        (13, "trùng mã hoặc câu hỏi vớ"),
        (15, "phương án 1: số 77 không"),
    ]


def test_what_is_imported_waits_as_a_draft_and_comes_twice_as_one(services: Services) -> None:
    read = services.item_exchange.read(OPERATOR, "a.txt", AIKEN.encode(), SOURCE, NOW)
    assert services.bank.add(OPERATOR, read.items, NOW, "import 1").added == 1
    again = services.item_exchange.read(OPERATOR, "b.txt", AIKEN.encode(), SOURCE, NOW)
    assert services.bank.add(OPERATOR, again.items, NOW, "import 2").added == 0
    (held,) = services.bank.items(OPERATOR, NOW, ItemState.DRAFT, [ItemOrigin.IMPORTED])
    assert (held.item.stem, held.item.author) == ("Mức hài lòng phải từ bao nhiêu?", "Sở Nội vụ")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.docx", b"x", "kind"),
        ("a", b"x", "kind"),
        ("a.gift", b"\xff\xfe\x00", "encoding"),
        ("a.gift", b"   \n", "empty"),
        ("a.txt", b"a\0b", "empty"),
        ("a.gift", b"x" * (10 * 1024**2 + 1), "size"),
    ],
)
def test_a_file_of_no_known_format_is_refused(
    services: Services, name: str, content: bytes, fault: str
) -> None:
    with pytest.raises(ItemFileUnusable) as caught:
        services.item_exchange.read(OPERATOR, name, content, SOURCE, NOW)
    assert caught.value.fault == fault


@pytest.mark.parametrize("kind", [FileKind.XLSX, FileKind.GIFT])
def test_the_bank_that_is_written_and_read_again_changes_nothing(
    services: Services, kind: FileKind
) -> None:
    services.study_drafts.refresh(NOW)
    written = _written(services, kind)
    assert written.items > 20
    read = services.item_exchange.read(OPERATOR, f"a.{kind}", written.content, Source(), NOW)
    assert read.faults == ()
    assert read.lacking == ()
    assert len(read.items) == written.items
    stored = services.bank.add(OPERATOR, read.items, NOW, f"again {kind}")
    assert (stored.added, stored.changed) == (0, 0)


def test_aiken_leaves_out_what_it_cannot_hold(services: Services) -> None:
    services.study_drafts.refresh(NOW)
    written = _written(services, FileKind.AIKEN)
    assert written.items > 10
    assert written.left_out > 0
    assert written.content.count(b"ANSWER: ") == written.items


def _written(services: Services, kind: FileKind) -> Written:
    return services.item_exchange.write(OPERATOR, kind, NOW, document=PLAN, state=None)
