"""Five minutes of study in the chat, as people do it."""

import pytest
from sqlalchemy import text

from bot.channels.terminal.lines import Presses
from domain.learning import Scope
from domain.study import ItemType
from services.rights import OPERATOR
from tests.bot.chatting import MONDAY, Chat
from tests.handlers.study_chat import (
    answers,
    asked_item,
    bank,
    keys_of,
    labels,
    person_of,
    studies,
    typed,
)


def logged(chat: Chat) -> int:
    """Return how many answers the log holds."""
    with chat.services.database.open_uow(read_only=True) as uow:
        return int(uow.session.scalar(text("SELECT count(*) FROM study_answers")) or 0)


async def puts_on_screen(chat: Chat, code: str) -> None:
    """Let a session hold one item, so that a conversation meets the type it is about."""
    person = person_of(chat)
    asked = chat.services.study.start(person, Scope(), MONDAY, f"begin:{code}")
    assert asked is not None
    with chat.services.database.open_uow() as uow:
        item, version = uow.session.execute(
            text(
                "SELECT i.id, v.id FROM study_items i JOIN study_item_versions v "
                "ON v.item_id = i.id WHERE i.code = :code"
            ),
            {"code": code},
        ).one()
        uow.session.execute(
            text("UPDATE study_sessions SET queue = :queue, version_id = :version"),
            {"queue": f"[{item}]", "version": version},
        )
        uow.commit()


async def test_a_session_goes_from_the_first_screen_to_the_end(chat: Chat) -> None:
    await chat.says("/start")
    (today,) = await chat.presses("Học 5 phút")
    assert "câu mới" in today.text
    (first,) = await chat.presses("Bắt đầu")
    assert first.text.startswith("Câu 1/")
    assert "chưa có cơ quan thẩm định" in first.text
    ended = await studies(chat, first)
    assert "5/5 câu đúng" in ended.text
    assert "Xem tiến độ" in labels(ended)
    (again,) = await chat.says("/hoc")
    assert "Hôm nay đã trả lời 5 câu" in again.text


async def test_a_wrong_answer_says_why_where_and_when_it_returns(chat: Chat) -> None:
    await chat.says("/hoc")
    (first,) = await chat.presses("Bắt đầu")
    item = asked_item(chat, first)
    told = await answers(chat, first, right=False)
    assert "Chưa đúng." in told.text
    assert item.explanation[:40] in told.text
    assert f"Căn cứ: {item.path}" in told.text
    assert "trở lại ngày mai (24/11)" in told.text
    (place,) = await chat.presses(f"Xem {item.path}")
    assert item.path in place.text


async def test_whoever_is_not_sure_meets_the_item_sooner(chat: Chat) -> None:
    await chat.says("/hoc")
    (first,) = await chat.presses("Bắt đầu")
    item = asked_item(chat, first)
    noted, marked = await chat.presses("Chưa chắc")
    assert "sẽ trở lại sớm hơn" in noted.text
    assert "☑ Chưa chắc" in labels(marked)
    told = await answers(chat, marked)
    assert "dù ông/bà chưa chắc" in told.text
    (kept,) = chat.services.study_progress.log(person_of(chat))
    assert (kept.item, kept.is_right, kept.is_sure) == (item.code, True, False)


@pytest.mark.parametrize("kind", list(ItemType))
@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
async def test_every_type_is_answered_by_its_keys(chat: Chat, kind: ItemType, right: bool) -> None:
    item = next(one for one in bank(chat) if one.type is kind)
    await puts_on_screen(chat, item.code)
    await chat.says("/hoc")
    (shown,) = await chat.presses("Học tiếp")
    told = await answers(chat, shown, right=right)
    assert ("Đúng rồi" in told.text) is right
    assert ("Chưa đúng" in told.text) is not right
    assert logged(chat) == 1


async def test_what_was_chosen_is_undone_and_begun_anew(chat: Chat) -> None:
    item = next(one for one in bank(chat) if one.type is ItemType.ORDER)
    await puts_on_screen(chat, item.code)
    await chat.says("/hoc")
    (shown,) = await chat.presses("Học tiếp")
    (marked,) = await chat.presses("B")
    assert "Thứ tự: B" in marked.text
    assert "B" not in labels(marked)
    (anew,) = await chat.presses("Làm lại")
    assert anew.text == shown.text
    assert logged(chat) == 0


async def test_a_second_tap_of_the_same_key_counts_once(chat: Chat) -> None:
    item = next(one for one in bank(chat) if one.type is ItemType.SINGLE)
    await puts_on_screen(chat, item.code)
    await chat.says("/hoc")
    (shown,) = await chat.presses("Học tiếp")
    (key,) = keys_of(shown, item, right=True)
    (button,) = [
        one["callback_data"]
        for row in chat.bot_messages()[0].payload["reply_markup"]["inline_keyboard"]
        for one in row
        if one["text"] == key
    ]
    await chat.presses(key)
    (notice,) = await chat.forges(button)
    assert "đã trả lời rồi" in notice.text
    assert logged(chat) == 1


async def test_another_persons_keys_do_nothing(chat: Chat) -> None:
    await chat.says("/hoc")
    await chat.presses("Bắt đầu")
    session = chat.services.study.today(person_of(chat), MONDAY).open_session
    stranger = chat.goes_on_as("khac")
    await stranger.says("/hoc")
    for data in (f"ya:0:{session}:1:1:0", f"ym:0:{session}:1:1:0"):
        (told,) = await stranger.forges(data)
        assert "không phải của ông/bà" in told.text
    assert logged(chat) == 0


@pytest.mark.parametrize(
    "data",
    ["ya:0:999999:1:1:0", "ya:0:1:1:1:x", "ya:1:999999:1:1:0", "ys:skill:none", "yn:999999",
     "yq:999999:III.2", "zb:999999", "zf:999999:yes", "zc:999999:ask", "yu:SNV", "zl:999999",
     "yg:5:SNV:plan:x", "zk:77", "zo:make"],
)  # fmt: skip
async def test_forged_buttons_get_words_and_do_nothing(chat: Chat, data: str) -> None:
    await chat.says("/start")
    told = await chat.forges(data)
    assert told
    assert all("mã" not in message.text or "Xin lỗi" not in message.text for message in told)
    assert logged(chat) == 0


async def test_an_item_that_an_editor_withdraws_meanwhile_does_not_count(chat: Chat) -> None:
    await chat.says("/hoc")
    (first,) = await chat.presses("Bắt đầu")
    item = asked_item(chat, first)
    chat.services.bank.retire(OPERATOR, item.code, "thử", MONDAY, "editor")
    told = await answers(chat, first)
    assert "vừa được biên tập viên rút" in told.text
    assert logged(chat) == 0
    (following,) = await chat.presses("Câu tiếp")
    assert item.stem not in following.text
    assert "Câu" in following.text


async def test_somebody_stops_and_goes_on_with_the_same_item(chat: Chat) -> None:
    await chat.says("/hoc")
    (first,) = await chat.presses("Bắt đầu")
    (paused,) = await chat.presses("Dừng")
    assert "Đã dừng sau 0/5 câu" in paused.text
    (today,) = await chat.says("/hoc")
    assert "Đang học dở" in today.text
    (again,) = await chat.presses("Học tiếp")
    assert again.text == first.text


async def test_a_typed_answer_waits_while_a_question_is_answered(chat: Chat) -> None:
    item = next(one for one in bank(chat) if one.type is ItemType.NUMBER)
    await puts_on_screen(chat, item.code)
    await chat.says("/hoc")
    await chat.presses("Học tiếp")
    answer = (await chat.says("nhiệm vụ 2 ai làm"))[-1]
    assert "Sở Nội vụ" in answer.text
    (unread,) = await chat.says("nhiều lắm")
    assert "chưa đọc được con số" in unread.text
    (told,) = await chat.says(typed(item, right=True))
    assert "Đúng rồi" in told.text
    after = (await chat.says("98"))[-1]
    assert "chưa đọc được con số" not in after.text


async def test_more_is_asked_about_the_place_of_an_item(chat: Chat) -> None:
    await chat.says("/hoc")
    (first,) = await chat.presses("Bắt đầu")
    item = asked_item(chat, first)
    await answers(chat, first)
    (waits,) = await chat.presses("Hỏi thêm")
    assert item.path in waits.text
    answer = (await chat.says("nói rõ hơn"))[-1]
    assert item.path in answer.text
    plain = (await chat.says("nhiệm vụ 2 ai làm"))[-1]
    assert "III.2" in plain.text


async def test_one_studies_a_skill_or_a_document(chat: Chat) -> None:
    await chat.says("/hoc")
    (skills,) = await chat.presses("Theo kỹ năng")
    assert any(label.startswith("Kỹ năng số (0/") for label in labels(skills))
    (first,) = await chat.does(Presses("Kỹ năng số", is_part=True))
    assert "Kỹ năng số" in first.text
    await chat.says("/hoc")
    (documents,) = await chat.presses("Theo văn bản")
    assert labels(documents)
    (other,) = await chat.presses(labels(documents)[0])
    assert other.text.startswith("Câu 1/")


async def test_a_reminder_is_chosen_changed_and_taken_back(chat: Chat) -> None:
    (kept,) = await chat.says("/nhac 7h30")
    assert "7:30" in kept.text
    assert "24/11/2026" in kept.text
    (wrong,) = await chat.says("/nhac 25:00")
    assert "chưa đọc được giờ" in wrong.text
    (shown,) = await chat.says("/nhac")
    assert "7:30" in shown.text
    (gone,) = await chat.presses("Tắt nhắc")
    assert "Đã tắt" in gone.text
    (again,) = await chat.says("/nhac tắt")
    assert "không có lời nhắc" in again.text


async def test_progress_is_a_picture_and_the_log_a_file(chat: Chat) -> None:
    (nothing,) = await chat.says("/tiendo")
    assert "chưa học câu nào" in nothing.text
    (first,) = await chat.presses("Bắt đầu")
    await studies(chat, first, right=False)
    (picture,) = await chat.says("/tiendo")
    assert picture.file is not None
    assert "Tiến độ tự học" in picture.text
    (log,) = await chat.presses("Tải nhật ký học")
    assert log.file is not None


async def test_the_log_is_cut_off_from_its_person_on_demand(chat: Chat) -> None:
    await chat.says("/hoc")
    (first,) = await chat.presses("Bắt đầu")
    await studies(chat, first)
    (ask,) = await chat.says("/xoahoc")
    assert "không hoàn lại được" in ask.text
    (kept,) = await chat.presses("Giữ lại")
    assert "giữ nguyên" in kept.text
    await chat.says("/xoahoc")
    (gone,) = await chat.presses("Xoá")
    assert "Đã xoá" in gone.text
    assert logged(chat) == 5
    assert chat.services.study_progress.log(person_of(chat)) == ()
    (again,) = await chat.says("/tiendo")
    assert "chưa học câu nào" in again.text
