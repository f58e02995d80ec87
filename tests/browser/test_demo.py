"""A demo: playing parts, moving the clock, and that neither works on a real server."""

from pathlib import Path

from sqlalchemy import text

from tests.browser.serving import Site, serving
from tests.browser.visiting import Visitor, visiting


async def plays(visitor: Visitor, part: str) -> None:
    assert (await visitor.calls("/api/demo/part", {"part": part})).status_code == 200
    await visitor.opens()


def roles(site: Site) -> set[str]:
    with site.services.database.open_uow(read_only=True) as uow:
        return {str(row.role) for row in uow.session.execute(text("SELECT role FROM roles"))}


async def test_a_visitor_plays_three_people_each_with_their_own_chat(var_dir: Path) -> None:
    async with serving(var_dir, is_demo=True) as site, visiting(site) as visitor:
        assert "BẢN DÙNG THỬ" in (await visitor.client.get("/")).text
        await visitor.says("/start")
        await visitor.hears(1)
        await plays(visitor, "lanh-dao")
        assert (visitor.state["demo"]["part"], visitor.state["messages"]) == ("lanh-dao", [])
        await plays(visitor, "can-bo")
        assert roles(site) == {"official", "manager"}
        await visitor.says("/help")
        await visitor.hears(1)
        await plays(visitor, "dan")
        assert visitor.state["messages"][0]["text"] == "/start"
        await plays(visitor, "can-bo")
        assert visitor.state["messages"][0]["text"] == "/help"

        async with visiting(site) as other:
            await plays(other, "can-bo")
            assert other.state["messages"] == [], "two visitors of one demo are two people"
            await visitor.calls("/api/forget")


async def test_the_clock_of_a_demo_moves(var_dir: Path) -> None:
    async with serving(var_dir, is_demo=True) as site, visiting(site) as visitor:
        before = visitor.state["now"]
        moved = await visitor.calls("/api/demo/clock", {"by": "7d"})
        assert moved.json()["now"] - before >= 7 * 86400
        await visitor.says("/han")
        assert "30/11/2026" in (await visitor.hears(1))[0]["text"]
        for wrong in ({"by": "100y"}, {"by": None}, {}):
            assert (await visitor.calls("/api/demo/clock", wrong)).status_code == 400
        assert (await visitor.calls("/api/demo/part", {"part": "quan"})).status_code == 400


async def test_on_a_real_server_nobody_plays(visitor: Visitor) -> None:
    assert "BẢN DÙNG THỬ" not in (await visitor.client.get("/")).text
    assert (await visitor.calls("/api/demo/part", {"part": "lanh-dao"})).status_code == 404
    assert (await visitor.calls("/api/demo/clock", {"by": "1d"})).status_code == 404
