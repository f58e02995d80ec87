"""The reader's pages: shelf, contents, permanent addresses, finding, marking, printing."""

from urllib.parse import quote

import pytest

from bot.channels.browser.addresses import excerpt, passage_address
from tests.browser.visiting import Visitor

PLAN = "/van-ban/ke-hoach-ct18-dak-lak"


async def test_the_shelf_leads_to_every_document_that_is_held(visitor: Visitor) -> None:
    shelf = (await visitor.client.get("/van-ban")).text
    assert f'href="{PLAN}"' in shelf
    assert "Được viện dẫn nhưng chưa có" in shelf
    contents = (await visitor.client.get(PLAN)).text
    for path in ("III.2", "III.2.đ", "V.cuối", "đầu văn bản"):
        assert f'href="{passage_address("ke-hoach-ct18-dak-lak", path)}"' in contents


@pytest.mark.parametrize("path", ["III.2", "III.2.đ", "II.2.ơ", "V.cuối", "đầu văn bản", "ký"])
async def test_every_place_has_an_address_for_good(visitor: Visitor, path: str) -> None:
    page = await visitor.client.get(f"{PLAN}/{quote(path)}")
    assert page.status_code == 200
    assert f"<h1>{path}" in page.text


async def test_d_and_đ_are_two_places(visitor: Visitor) -> None:
    one = (await visitor.client.get(f"{PLAN}/III.2.d")).text
    other = (await visitor.client.get(f"{PLAN}/III.2.{quote('đ')}")).text
    assert "Cơ quan phối hợp" in one
    assert "tháng 5 năm 2026" in other
    assert "tháng 5 năm 2026" not in one.partition("<article>")[2].partition("</article>")[0]


async def test_an_address_typed_otherwise_leads_to_the_right_one(visitor: Visitor) -> None:
    decomposed = await visitor.client.get(f"{PLAN}/{quote('đầu văn bản')}")
    assert decomposed.status_code == 200
    moved = await visitor.client.get(f"{PLAN}/iii.2")
    assert (moved.status_code, moved.headers["location"]) == (308, f"{PLAN}/III.2")
    plain = await visitor.client.get(f"{PLAN}/v.cuoi")
    assert plain.headers["location"] == f"{PLAN}/V.cu{quote('ố')}i"


@pytest.mark.parametrize("address", [f"{PLAN}/IX.9", "/van-ban/khong-co", f"{PLAN}/%00", "/khong"])
async def test_what_is_not_there_is_told_kindly(visitor: Visitor, address: str) -> None:
    page = await visitor.client.get(address)
    assert page.status_code == 404
    assert "Xem các văn bản" in page.text


async def test_neighbours_are_one_press_away(visitor: Visitor) -> None:
    page = (await visitor.client.get(f"{PLAN}/III.2")).text
    assert f'rel="prev" href="{PLAN}/III.1"' in page
    assert f'rel="next" href="{PLAN}/III.3"' in page
    last = (await visitor.client.get(f"{PLAN}/III.8.{quote('đ')}")).text
    assert f'rel="next" href="{PLAN}/IV"' in last


@pytest.mark.parametrize("typed", ["đạo đức công vụ", "dao duc cong vu", "ĐẠO ĐỨC  công vụ"])
async def test_words_are_found_with_or_without_accents(visitor: Visitor, typed: str) -> None:
    page = (await visitor.client.get(PLAN, params={"tim": typed})).text
    assert "<mark>đạo đức công vụ</mark>" in page
    assert f"{PLAN}/III.5" in page


async def test_what_is_typed_stays_text(visitor: Visitor) -> None:
    evil = '"><script>alert(1)</script>'
    for address in (
        f"{PLAN}?tim={quote(evil)}",
        f"{PLAN}/III.2?trich={quote(evil)}&tim={quote(evil)}",
    ):
        page = (await visitor.client.get(address)).text
        assert "<script>alert" not in page
    missing = (await visitor.client.get(PLAN, params={"tim": "xyzzy"})).text
    assert "Không có “xyzzy”" in missing


async def test_a_long_quote_is_marked_from_its_beginning_to_its_end(visitor: Visitor) -> None:
    page = (await visitor.client.get(f"{PLAN}/V.9")).text
    article = page.partition("<article>")[2].partition("</article>")[0]
    paragraph = max((p.partition("</p>")[0] for p in article.split("<p>")[1:]), key=len)
    assert len(excerpt(paragraph)) < len(paragraph)
    address = passage_address("ke-hoach-ct18-dak-lak", "V.9", paragraph)
    marked = (await visitor.client.get(address)).text
    assert f'<mark id="trich">{paragraph}</mark>' in marked


async def test_a_whole_document_can_be_printed(visitor: Visitor) -> None:
    page = (await visitor.client.get(f"{PLAN}?xem=toan-van")).text
    for path in ("I.1", "III.8.đ", "V.9", "V.cuối"):
        assert f'id="{path}"' in page
    style = page.partition('href="/static/')[2]
    assert style
    assert "@media print" in (await visitor.client.get("/static/x/reader.css")).text


async def test_a_page_that_did_not_change_is_not_sent_again(visitor: Visitor) -> None:
    first = await visitor.client.get(PLAN)
    mark = {"If-None-Match": first.headers["etag"]}
    again = await visitor.client.get(PLAN, headers=mark)
    assert (again.status_code, again.content) == (304, b"")
    visitor.client.cookies.set("giao-dien", "toi")
    assert (await visitor.client.get(PLAN, headers=mark)).status_code == 200
