"""References on the reader's pages: links to permanent addresses, and who leads to a place."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import pytest_asyncio

from tests.bot.chatting import MONDAY, open_at
from tests.browser.serving import serving
from tests.browser.visiting import Visitor, visiting
from tests.knowledge.referring import DECREE, DECREE_TEXT, LAW, LAW_TEXT, PLAN, PLAN_TEXT


@pytest_asyncio.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Visitor]:
    """Yield somebody at a server that holds texts which cite each other."""
    services = open_at(tmp_path)
    for slug, text in ((LAW, LAW_TEXT), (DECREE, DECREE_TEXT), (PLAN, PLAN_TEXT)):
        services.documents.ingest(text, f"{slug}.txt", MONDAY, slug, slug=slug)
    services.close()
    async with serving(tmp_path) as site, visiting(site) as visitor:
        yield visitor


async def test_a_page_links_what_it_refers_to_and_who_refers_to_it(reader: Visitor) -> None:
    article = (await reader.client.get(f"/van-ban/{LAW}/3")).text
    assert "<h1>Điều 3 – Giao sạp</h1>" in article
    assert f'<a href="/van-ban/{LAW}/2.2">khoản 2 Điều 2 của Luật này</a>' in article
    assert f'<a href="/van-ban/{LAW}/3.1.b">b</a>' in article
    assert f'rel="next" href="/van-ban/{LAW}/4"' in article
    cited_by = article.partition("Được dẫn tại")[2]
    assert f'<a href="/van-ban/{PLAN}/II.1.a">II.1.a Kế hoạch 3/KH-UBND</a>' in cited_by

    plan = (await reader.client.get(f"/van-ban/{PLAN}/II.2.a")).text
    assert f'<a href="/van-ban/{DECREE}">Nghị định số 7/2034/NĐ-CP</a>' in plan

    page = (await reader.client.get(f"/van-ban/{LAW}/5")).text
    assert "Có dẫn nhưng chưa nạp: Luật Hợp tác xã." in page
    assert "<h1>Điều 5 – Ưu tiên</h1>" in page

    quoted = (await reader.client.get(f"/van-ban/{LAW}/3.3?trich={quote('giao sạp theo')}")).text
    assert '<mark id="trich">giao sạp theo</mark>' in quoted

    chapter = (await reader.client.get(f"/van-ban/{LAW}/{quote('chương II')}")).text
    assert "<h1>Chương II – SẠP HÀNG</h1>" in chapter
