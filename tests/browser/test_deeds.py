"""Writing, pressing and sending files from the page, and what is too much."""

import asyncio
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import text

from bot.channels.browser.pace import Pace, place_of, usual_paces
from bot.channels.browser.uploads import MAX_FILE
from tests.browser.serving import Site, serving
from tests.browser.visiting import Visitor, visiting

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


async def test_nothing_is_kept_of_a_visitor_who_only_looks(site: Site, visitor: Visitor) -> None:
    assert visitor.state["chat"] is None
    await visitor.opens()
    assert not site.services.installation.has_people()
    await visitor.says("/start")
    await visitor.hears(1)
    assert visitor.state["chat"] is not None
    assert site.services.installation.has_people()


async def test_a_question_is_answered_with_links_to_the_quoted_words(visitor: Visitor) -> None:
    await visitor.says("nhiem vu 2 ai lam, han may")
    (answer,) = await visitor.hears(1)
    assert "Sở Nội vụ" in answer["text"]
    links = [b for row in answer["buttons"] for b in row if "href" in b]
    assert links
    address = urlsplit(links[0]["href"])
    quoted = parse_qs(address.query)["trich"][0]
    page = (await visitor.client.get(links[0]["href"])).text
    assert f'<mark id="trich">{quoted}</mark>' in page
    named = [e for e in answer["entities"] if e["type"] == "text_link"]
    assert named, "the places in the text lead there too"


async def test_a_message_that_is_sent_twice_is_one_message(visitor: Visitor) -> None:
    key = "a" * 32
    for _ in range(3):
        assert (await visitor.says("/start", key)).status_code == 200
    await visitor.says("/help")
    said = await visitor.hears(2)
    assert len([m for m in await visitor.messages() if m.get("mine")]) == 2
    assert len(said) == 2


async def test_a_file_that_is_sent_twice_is_kept_once(site: Site, visitor: Visitor) -> None:
    for _ in range(2):
        await visitor.sends(b"x", name="100%25 a.txt", key="f" * 32)
    (message,) = [m for m in await visitor.messages() if m.get("mine")]
    assert message["file"]["name"] == "100%25 a.txt"
    with site.services.database.open_uow(read_only=True) as uow:
        assert uow.session.scalar(text("SELECT count(*) FROM local_files")) == 1


async def test_one_key_sent_by_many_at_once_is_one_message(visitor: Visitor) -> None:
    await asyncio.gather(*(visitor.says("/start", "b" * 32) for _ in range(5)))
    await visitor.hears(1)
    assert len([m for m in await visitor.messages() if m.get("mine")]) == 1


async def test_a_key_edits_its_message_and_shows_a_notice(visitor: Visitor) -> None:
    await visitor.says("Nhiệm vụ 2 do ai thực hiện?")
    await visitor.hears(1)
    async with visitor.line(after=visitor.state["revision"]) as events:
        await visitor.presses("👍")
        seen: dict[str, object] = {}
        async with asyncio.timeout(30):
            async for kind, told in events:
                seen[kind] = told
                if {"notice", "changes"} <= seen.keys():
                    break
    assert any(
        b["label"] == "👍 ✓"
        for m in await visitor.messages()
        for r in m.get("buttons", [])
        for b in r
    )


async def test_only_keys_that_stand_below_a_message_can_be_pressed(visitor: Visitor) -> None:
    await visitor.says("/start")
    (greeting,) = await visitor.hears(1)
    forged = {"message": greeting["id"], "data": "f:yes"}
    assert (await visitor.calls("/api/press", forged)).status_code == 409


async def test_a_message_may_have_so_many_letters_and_no_more(visitor: Visitor) -> None:
    assert (await visitor.says("ạ" * 4096)).status_code == 200
    refused = await visitor.says("ạ" * 4097)
    assert refused.status_code == 413
    assert "4.096" in refused.json()["error"]
    assert (await visitor.says(" \n\0 ")).status_code == 400
    assert (await visitor.calls("/api/say", {"text": "\ud800", "key": "c" * 32})).status_code == 400


async def test_a_file_of_25_mb_is_refused_in_words_and_one_of_20_is_taken(visitor: Visitor) -> None:
    refused = await visitor.sends(b"x" * (25 * 1024 * 1024))
    assert refused.status_code == 413
    assert "20 MB" in refused.json()["error"]
    assert (await visitor.sends(b"")).status_code == 400
    assert (await visitor.messages()) == []

    taken = await visitor.sends(b"x" * MAX_FILE, name="lớn.bin")
    assert taken.status_code == 200
    file = (await visitor.messages())[0]["file"]
    assert (file["name"], file["size"]) == ("lớn.bin", MAX_FILE)


async def test_what_people_send_is_never_run(visitor: Visitor) -> None:
    page = b"<script>alert(1)</script>"
    for name, mime in (("a.html", "text/html"), ("a.svg", "image/svg+xml"), ("a", "x\r\ny/z")):
        await visitor.sends(page, name=name, mime=mime)
    files = [m["file"] for m in await visitor.messages() if "file" in m]
    assert len(files) == 3
    for file in files:
        response = await visitor.client.get(file["href"])
        assert response.headers["content-type"] == "application/octet-stream"
        assert response.headers["content-disposition"].startswith("attachment")
        assert "sandbox" in response.headers["content-security-policy"]
        assert response.content == page


async def test_pictures_are_shown_and_voices_played_from_any_place(visitor: Visitor) -> None:
    await visitor.sends(PNG, name="../../anh.png", mime="image/png")
    await visitor.sends(b"0123456789", name="x", mime="audio/webm;codecs=opus", seconds="3")
    picture, voice = [m["file"] for m in await visitor.messages() if "file" in m]
    assert (picture["kind"], voice["kind"]) == ("picture", "voice")
    assert (await visitor.client.get(picture["href"])).headers["content-type"] == "image/png"
    part = await visitor.client.get(voice["href"], headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.content) == (206, b"234")
    assert part.headers["content-range"] == "bytes 2-4/10"


async def test_whoever_is_too_fast_hears_how_long_to_wait(var_dir: Path) -> None:
    paces = replace(usual_paces(), deeds=Pace(burst=3, rate=0.01))
    async with serving(var_dir, paces=paces) as site, visiting(site) as fast:
        answers = [await fast.says(f"câu {n}") for n in range(5)]
        assert [a.status_code for a in answers] == [200, 200, 200, 429, 429]
        assert int(answers[-1].headers["retry-after"]) > 0
        assert "đợi" in answers[-1].json()["error"]
        async with visiting(site) as other:
            assert (await other.says("/start")).status_code == 200, "others are not held up"


async def test_one_address_cannot_open_chats_without_end(var_dir: Path) -> None:
    paces = replace(usual_paces(), chats=Pace(burst=2, rate=0.001))
    async with serving(var_dir, paces=paces) as site:
        codes = []
        for _ in range(3):
            async with visiting(site) as somebody:
                codes.append((await somebody.says("/start")).status_code)
    assert codes == [200, 200, 429]


def test_a_pace_gives_back_with_time_and_forgets_who_was_quiet_longest() -> None:
    time = [0.0]
    pace = Pace(burst=2, rate=0.5, clock=lambda: time[0], most=2)
    assert [pace.take("a"), pace.take("a"), pace.take("a")] == [0, 0, 2]
    time[0] = 2.0
    assert [pace.take("a"), pace.take("a")] == [0, 2]
    for other in ("b", "c"):
        pace.take(other)
    assert pace.take("a") == 0, "nothing grows without end"


def test_an_address_counts_as_what_one_customer_has() -> None:
    assert place_of("203.0.113.7") == "203.0.113.7"
    assert place_of("::ffff:203.0.113.7") == "203.0.113.7"
    assert place_of("2001:db8:1:2::1") == place_of("2001:db8:1:2:ffff::9")
    assert place_of("2001:db8:1:2::1") != place_of("2001:db8:1:3::1")
