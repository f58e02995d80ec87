"""What a law orders to be changed in another, and when places and documents are in force."""

import os
from datetime import date
from pathlib import Path

import pytest

from domain.amendments import Deed, Instruction
from domain.standing import Ending, NoteKind, PlaceNote
from knowledge.parser import parse_document
from knowledge.parser.amending import HOLED, NO_WORDING, NOT_WHOLE, OTHER_PLACES, read_amendments
from knowledge.parser.force import endings, own_days
from knowledge.parser.place_names import places_in
from knowledge.readers import read_content
from tests.knowledge.official_text import REPOSITORY
from tests.versions.texts import LAW, SUCCESSOR, act

LAWS = Path(os.environ.get("CONGVU_SHARED") or REPOSITORY.parent / "shared") / "corpus" / "laws"


def orders(text: str) -> tuple[Instruction, ...]:
    return read_amendments(parse_document(text))


def only(order: str) -> Instruction:
    (read,) = orders(act(f"1. {order}\n"))
    return read


@pytest.mark.parametrize(
    ("said", "within", "paths"),
    [
        ("điểm a và điểm b khoản 1 Điều 14", "", ("14.1.a", "14.1.b")),
        (
            "các điều 8, 11, điểm d khoản 4 Điều 9, các khoản 2, 3 và 6 Điều 14",
            "",
            ("8", "11", "9.4.d", "14.2", "14.3", "14.6"),
        ),
        ("khoản 2, khoản 3 Điều 9 và Điều 10", "", ("9.2", "9.3", "10")),
        ("điểm a khoản 1 và khoản 2 Điều 5", "", ("5.1.a", "5.2")),
        ("điểm đ, e khoản 2 Điều 7a", "", ("7a.2.đ", "7a.2.e")),
        ("Mục 3 Chương IV của Luật này", "", ("chương IV.mục 3",)),
        ("khoản 3", "10", ("10.3",)),
        ("điểm b", "10.2", ("10.2.b",)),
        ("khoản 3", "", ()),
        ("khoản 2 Điều này", "", ()),
    ],
)
def test_places_are_read_as_lawyers_name_them(
    said: str, within: str, paths: tuple[str, ...]
) -> None:
    assert places_in(said, within) == paths


def test_each_order_tells_its_law_its_places_and_the_new_wording() -> None:
    read = orders(act())
    assert {(o.target.kind, o.target.number) for o in read} == {("luật", "11/2031/QH20")}
    assert [(o.at, o.deed, o.places, o.after) for o in read] == [
        ("1.1", Deed.PUT, ("2.1",), ""),
        ("1.2", Deed.PUT, ("4.1.d",), "4.1.c"),
        ("1.3", Deed.PUT, ("4a",), "4"),
        ("1.4", Deed.REPEAL, ("3.3",), ""),
        ("1.5", Deed.OTHER, ("4.1.c",), ""),
    ]
    assert [p.path for p in read[2].new] == ["4a", "4a.1", "4a.2"]
    assert read[2].new[2].text == "Bến tạm phải có biển báo."
    assert read[4].phrase == "nhật trình"


def test_what_an_amendment_quotes_is_no_article_of_its_own() -> None:
    document = parse_document(act())
    assert [p.path for p in document.provisions if p.path.isdigit()] == ["1", "2"]
    assert document.info.articles == 2


def test_an_order_beside_its_quotation_reaches_to_the_closing_mark() -> None:
    read = only("Sửa đổi khoản 1 Điều 4 như sau: “1. Chủ bến phải:\na) Có phao;\nb) Có đèn.”.")
    assert [p.path for p in read.new] == ["4.1", "4.1.a", "4.1.b"]


def test_an_order_in_a_point_goes_on_from_the_clause_and_article_above() -> None:
    (read,) = orders(
        act(
            "1. Sửa đổi một số khoản của Điều 4:\na) Sửa đổi điểm b khoản 1 như sau:\n"
            "“b) Niêm yết giá vé, giờ chạy;”.\n"
        )
    )
    assert (read.at, read.places, read.new[0].text) == (
        "1.1.a",
        ("4.1.b",),
        "Niêm yết giá vé, giờ chạy;",
    )


def test_one_law_may_amend_several_each_by_an_article() -> None:
    two = act().replace(
        "Điều 2. Hiệu lực",
        "Điều 2. Sửa đổi, bổ sung một số điều của Luật Đò dọc\n1. Bãi bỏ Điều 7.\nĐiều 3. Hiệu lực",
    )
    last = orders(two)[-1]
    assert (last.target.number, last.target.title, last.places) == ("", "Đò dọc", ("7",))


@pytest.mark.parametrize(
    ("order", "doubt"),
    [
        ("Sửa đổi khoản 1 Điều 2 như sau:\n“2. Nhầm khoản.”.", OTHER_PLACES),
        ("Sửa đổi khoản 1 Điều 4 như sau:", NO_WORDING),
        ("Sửa đổi Điều 2 như sau:\n“Điều 2. Phép\n1. Một.\n3. Ba.”.", HOLED),
        ("Sửa đổi đoạn mở đầu khoản 1 Điều 4 như sau:\n“1. Chủ bến phải:”.", NOT_WHOLE),
        ("Sửa đổi khoản 1 và bãi bỏ khoản 2 Điều 2 như sau:\n“1. Mới.”.", NOT_WHOLE),
    ],
)
def test_what_is_not_surely_whole_places_is_doubted(order: str, doubt: str) -> None:
    assert only(order).doubt == doubt


def test_a_law_that_amends_nothing_gives_no_orders() -> None:
    assert orders(LAW) == ()
    assert orders(LAW.replace("Điều 1. Phạm vi điều chỉnh", "Điều 1. Bổ sung kinh phí")) == ()


def test_a_place_that_takes_effect_later_is_read_with_its_day() -> None:
    assert own_days(parse_document(LAW)) == (
        PlaceNote("3.2", NoteKind.STARTS, date(2033, 7, 1), at="5.2"),
    )
    amending = parse_document(act())
    assert [(n.path, n.day) for n in own_days(amending, read_amendments(amending))] == [
        ("1.3", date(2041, 7, 1))
    ]


def test_a_place_that_holds_for_a_time_ends_the_day_after() -> None:
    later = "có hiệu lực thi hành từ ngày 01 tháng 7 năm 2033"
    timed = LAW.replace(later, "được áp dụng đến hết ngày 30 tháng 6 năm 2035")
    assert own_days(parse_document(timed)) == (
        PlaceNote("3.2", NoteKind.ENDS, date(2035, 7, 1), at="5.2"),
    )


def ended(text: str) -> list[Ending]:
    document = parse_document(text)
    return list(endings(document, read_amendments(document)))


def test_documents_that_end_are_read_with_their_day_and_what_outlives_them() -> None:
    (old_law,) = ended(LAW)
    assert (old_law.number, old_law.day, old_law.is_partly) == (
        "05/2020/QH14",
        date(2032, 1, 1),
        False,
    )
    (old_decree,) = ended(SUCCESSOR)
    assert (old_decree.number, old_decree.kept) == ("45/2032/NĐ-CP", ("1.2",))


def test_a_law_named_as_what_amended_another_does_not_end() -> None:
    text = LAW.replace(
        "số 05/2020/QH14 hết",
        "số 05/2020/QH14 đã được sửa đổi theo Luật số 06/2022/QH15 và Luật số 07/2023/QH15 hết",
    )
    assert [e.number for e in ended(text)] == ["05/2020/QH14"]


def test_a_chapter_of_a_law_may_end_alone() -> None:
    text = LAW.replace("3. Luật Bến đò", "3. Quy định tại Chương V của Luật Bến đò")
    (part,) = ended(text)
    assert (part.places, part.is_partly) == (("chương V",), True)


@pytest.mark.skipif(
    not (LAWS / "manifest.json").is_file(),
    reason="the corpus of laws is not at hand (set CONGVU_SHARED to its folder)",
)
def test_real_amendments_and_replacements_are_read() -> None:
    def load(name: str) -> tuple[list[Ending], tuple[Instruction, ...], tuple[PlaceNote, ...]]:
        document = parse_document(read_content((LAWS / "txt" / name).read_bytes()).text)
        read = read_amendments(document)
        return list(endings(document, read)), read, own_days(document, read)

    _, complaints, _ = load("nghi-dinh-155-2026-nd-cp-khieu-nai.txt")
    assert {o.target.number for o in complaints} == {"124/2020/NĐ-CP"}
    whole = [o for o in complaints if not o.doubt]
    assert len(whole) == 22
    assert next(o for o in whole if o.at == "8.2.b").places == ("10.2.d",)
    _, denunciations, _ = load("nghi-dinh-156-2026-nd-cp-to-cao.txt")
    assert [o.places for o in denunciations if not o.doubt][:4] == [
        ("4",),
        ("15.1", "15.2"),
        ("18.2",),
        ("19a",),
    ]
    gone, _, later = load("luat-80-2025-qh15-can-bo-cong-chuc.txt")
    assert [(e.number, e.day) for e in gone] == [("22/2008/QH12", date(2025, 7, 1))]
    assert [(n.path, n.day) for n in later] == [("chương IV.mục 3", date(2026, 1, 1))]
    gone, capital, _ = load("luat-72-2025-qh15-to-chuc-chinh-quyen-dia-phuong.txt")
    assert "65/2025/QH15" in {e.number for e in gone}
    repealed = next(o for o in capital if o.at == "52.2.d")
    assert (repealed.deed, len(repealed.places)) == (Deed.REPEAL, 10)
