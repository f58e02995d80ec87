"""References between documents, followed to the very place and back."""

from knowledge.cross_references import CrossReferences, Link, Source
from knowledge.document_names import DocumentNames
from knowledge.loader import load_documents
from tests.knowledge.official_text import SHIPPED
from tests.knowledge.referring import DECREE, LAW, PLAN, referring_documents

SHELF = {document.info.slug: document for document in load_documents(SHIPPED)}
WEB = CrossReferences(referring_documents())


def leads(slug: str, path: str) -> list[tuple[str, str]]:
    return [(link.document, link.path) for link in WEB.from_place(slug, path)]


def test_a_reference_inside_a_law_leads_to_the_clause() -> None:
    assert leads(LAW, "3.3") == [(LAW, "2.2"), (LAW, "5.1")]
    assert leads(LAW, "4.1") == [(LAW, "4.2")]


def test_each_point_of_a_list_leads_to_its_own_place() -> None:
    assert leads(LAW, "3.4") == [(LAW, "3.1.a"), (LAW, "3.1.b"), (LAW, "3.1.c")]


def test_a_decree_leads_to_the_law_that_it_names() -> None:
    assert leads(DECREE, "1.2") == [(LAW, "5.1"), (DECREE, "1.1")]


def test_a_range_stands_for_everything_in_it() -> None:
    (links,) = WEB.of_paragraphs(LAW, "6.2")
    assert [link.path for link in links] == ["3", "5"]
    assert links[1].through == ("4",)
    assert Source(LAW, "6.2") in WEB.to_place(LAW, "4")


def test_a_text_that_is_not_held_is_known_by_its_name() -> None:
    (number,) = WEB.from_place(DECREE, "1.3")
    assert number.is_missing
    assert number.wording == "Nghị định số 99/2020/NĐ-CP"
    (title,) = WEB.from_place(LAW, "5.2")
    assert title.is_missing
    assert title.wording == "Luật Hợp tác xã"


def test_a_plan_leads_to_laws_and_to_its_own_places() -> None:
    assert leads(PLAN, "căn cứ") == [(LAW, "")]
    assert leads(PLAN, "II.1.a") == [(LAW, "3")]
    assert leads(PLAN, "II.2.a") == [(PLAN, "II.1.a"), (DECREE, "")]
    assert leads(PLAN, "III.1") == [(PLAN, "II.1.a")]


def test_a_place_knows_who_leads_to_it_the_plan_first() -> None:
    assert WEB.to_place(LAW, "3") == (Source(PLAN, "II.1.a"), Source(LAW, "6.2"))
    assert WEB.to_place(LAW, "5.1") == (Source(LAW, "3.3"), Source(DECREE, "1.2"))
    assert Source(PLAN, "căn cứ") in WEB.to_place(LAW, "")


def test_what_leads_to_itself_is_no_reference() -> None:
    assert all(
        (link.document, link.path) != (LAW, place.path)
        for place in referring_documents()[0].provisions
        for links in WEB.of_paragraphs(LAW, place.path)
        for link in links
    )


def test_a_law_of_another_number_or_day_is_another_law() -> None:
    names = DocumentNames(document.info for document in SHELF.values())
    text = "theo Luật Cán bộ, công chức số 22/2008/QH12 và Luật Tố cáo ngày 11/11/2011"
    assert [named.slug for named in names.find(text)] == ["", ""]
    right = "theo Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025, kỷ luật cán bộ, công chức"
    assert [named.slug for named in names.find(right)] == ["luat-80-2025-qh15"]


def test_every_link_of_what_ships_leads_to_a_place_that_exists() -> None:
    shipped = CrossReferences(SHELF.values())
    found: list[Link] = [
        link
        for slug, document in SHELF.items()
        for place in document.provisions
        for links in shipped.of_paragraphs(slug, place.path)
        for link in links
    ]
    assert len(found) > 500
    for link in found:
        if link.path:
            assert link.path in SHELF[link.document].by_path
