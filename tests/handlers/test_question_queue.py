"""/hangdoi in the chat: linking, wordings, units, leaving, taking back, and who is told."""

from datetime import timedelta

from bot.channels.terminal.lines import Presses, Sleeps
from domain.roles import Role
from tests.bot.chatting import Chat
from tests.handlers.conftest import labels
from tests.handlers.test_staff import joins

QUESTION = "phụ cấp công chức xã bây giờ bao nhiêu"
AGAIN = "phu cap cho cong chuc xa la bao nhieu vay"
OUTSIDE = "trường mầm non nghỉ tết mấy ngày"


async def editor(chat: Chat) -> Chat:
    """Return the chat of somebody who is an editor."""
    tends = chat.goes_on_as("bien")
    await joins(tends, Role.EDITOR, None, "Bà Biên")
    return tends


async def of_unit(chat: Chat, name: str = "canbo", role: Role = Role.OFFICIAL) -> Chat:
    """Return the chat of somebody who works at Sở Nội vụ."""
    works = chat.goes_on_as(name)
    await joins(works, role, "SNV", "Y Thử Niê")
    return works


async def opens_first(tends: Chat) -> str:
    """Open the first group of the queue and return what stands there."""
    await tends.says("/hangdoi")
    return (await tends.presses("1"))[0].text


async def test_questions_that_are_alike_stand_in_one_group_without_who_asked(chat: Chat) -> None:
    await chat.says(QUESTION)
    lan = chat.goes_on_as("lan")
    await lan.says(AGAIN)
    await lan.presses("👎")
    await lan.presses("Sai thông tin")
    tends = await editor(chat)
    (queue,) = await tends.says("/hangdoi")
    assert "1 nhóm, 2 câu" in queue.text
    (group,) = await tends.presses("1")
    assert QUESTION in group.text
    assert AGAIN in group.text
    assert "Sai thông tin" in group.text
    assert not {"dan", "lan"} & set(group.text.split())


async def test_a_linked_passage_answers_whoever_asks_the_same_and_tells_who_waited(
    chat: Chat,
) -> None:
    await chat.says(QUESTION)
    await chat.presses("Báo khi có văn bản")
    tends = await editor(chat)
    assert "1 người chờ tin" in await opens_first(tends)
    (shown,) = await tends.does(Presses("III.7.b", is_part=True))
    assert "III.7.b" in shown.text
    linked, told = await tends.presses("Gắn cho câu này")
    assert "1 người chờ sẽ được báo" in linked.text
    assert told.to == "dan"
    assert "Tin ông/bà chờ" in told.text
    (answer,) = (await chat.goes_on_as("moi").says(AGAIN))[-1:]
    assert "Theo Kế hoạch" in answer.text
    assert "III.7.b" in answer.text
    (other,) = (await chat.goes_on_as("moi").says("khi nào có phụ cấp công chức xã"))[-1:]
    assert "Theo Kế hoạch của UBND tỉnh" not in other.text
    (empty,) = await tends.says("/hangdoi")
    assert "Không có câu hỏi nào" in empty.text


async def test_a_link_is_taken_back_and_the_question_is_answered_as_before(chat: Chat) -> None:
    before = (await chat.says(QUESTION))[0].text
    tends = await editor(chat)
    await opens_first(tends)
    await tends.does(Presses("III.7.b", is_part=True))
    await tends.presses("Gắn cho câu này")
    await tends.says("/hangdoi")
    (added,) = await tends.presses("Đã bổ sung")
    assert QUESTION in added.text
    await tends.presses("Bỏ 1")
    (again,) = await chat.says(QUESTION)
    assert again.text in before


async def test_a_passage_is_searched_for_and_nothing_found_is_said(chat: Chat) -> None:
    await chat.says(OUTSIDE)
    tends = await editor(chat)
    await opens_first(tends)
    await tends.presses("Gắn đoạn khác")
    (found,) = await tends.says("III.2.c")
    assert any("III.2.c" in label for label in labels(found))


async def test_a_wording_is_tried_first_and_counts_once_it_is_added(chat: Chat) -> None:
    question = "con dấu điện thoại số hoá cho cán bộ đạt bao nhiêu phần trăm"
    await chat.says(question)
    await chat.presses("👎")
    tends = await editor(chat)
    await opens_first(tends)
    await tends.presses("Thêm cách nói")
    (faulty,) = await tends.says("con dấu điện thoại")
    assert "theo mẫu" in faulty.text
    (strange,) = await tends.says("con dấu điện thoại = blockchain")
    assert "không thấy trong văn bản" in strange.text
    (tried,) = await tends.says("con dấu điện thoại số hoá = chữ ký số")
    assert "chữ ký số" in tried.text
    (added, *_) = await tends.presses("Thêm cách nói này")
    assert "Đã thêm cách nói" in added.text
    await tends.says("/hangdoi")
    (shown,) = await tends.presses("Đã bổ sung")
    assert "“con dấu điện thoại số hóa” → “chữ ký số”" in shown.text


async def test_a_unit_replies_to_a_question_without_names_and_who_waited_hears_it(
    chat: Chat,
) -> None:
    asked = f"{OUTSIDE}, tôi là Nguyễn Văn Tèo 0905123456"
    await chat.says(asked)
    await chat.presses("Báo khi có văn bản")
    works = await of_unit(chat)
    tends = await editor(chat)
    assert "Tèo" in await opens_first(tends)
    await tends.presses("Chuyển đơn vị")
    await tends.says("sở nội vụ")
    await tends.presses("Sở Nội vụ")
    handed, told = await tends.does(Presses("Thứ", is_part=True))
    assert "Đã chuyển Sở Nội vụ" in handed.text
    assert (told.to, "Tèo" in told.text, "0905" in told.text) == ("canbo", False, False)
    await works.presses("Trả lời")
    await works.says("Trẻ nghỉ theo lịch năm học của Sở Giáo dục và Đào tạo.")
    sent, *heard = await works.presses("Gửi trả lời")
    assert "1 người đã nhờ báo" in sent.text
    assert {one.to for one in heard} == {"dan", "bien"}
    asker = next(one for one in heard if one.to == "dan")
    assert "Sở Nội vụ trả lời" in asker.text
    assert "không phải trích từ văn bản" in asker.text
    (late,) = await works.does(Presses("Trả lời"))
    assert "đã có người xử lý" in late.text


async def test_a_question_that_is_given_back_waits_for_an_editor_again(chat: Chat) -> None:
    await chat.says(OUTSIDE)
    works = await of_unit(chat)
    tends = await editor(chat)
    await opens_first(tends)
    await tends.presses("Chuyển đơn vị")
    await tends.says("Sở Nội vụ")
    await tends.presses("Sở Nội vụ")
    await tends.does(Presses("Thứ", is_part=True))
    (mine,) = await works.says("/hangdoi")
    assert OUTSIDE in mine.text
    await works.presses("1")
    await works.presses("Trả lại biên tập viên")
    back, told = await works.presses("Đúng, trả lại")
    assert "Đã trả câu hỏi lại" in back.text
    assert (told.to, "Sở Nội vụ trả lại" in told.text) == ("bien", True)
    (queue,) = await tends.says("/hangdoi")
    assert "1 nhóm, 1 câu" in queue.text


async def test_units_are_reminded_the_day_before_and_editors_hear_of_what_is_late(
    chat: Chat,
) -> None:
    await chat.says(OUTSIDE)
    await of_unit(chat)
    tends = await editor(chat)
    await opens_first(tends)
    await tends.presses("Chuyển đơn vị")
    await tends.says("Sở Nội vụ")
    await tends.presses("Sở Nội vụ")
    await tends.does(Presses("Thứ Năm 26/11/2026"))
    early = await tends.does(Sleeps(timedelta(days=1)))
    assert [one for one in early if "đến hạn" in one.text] == []
    soon = await tends.does(Sleeps(timedelta(days=1)))
    assert [one.to for one in soon if "Sắp đến hạn" in one.text] == ["canbo"]
    late = await tends.does(Sleeps(timedelta(days=2)))
    assert {one.to for one in late if "quá hạn" in one.text.lower()} == {"canbo", "bien"}


async def test_a_group_is_left_for_a_reason(chat: Chat) -> None:
    await chat.says(OUTSIDE)
    tends = await editor(chat)
    await opens_first(tends)
    await tends.presses("Bỏ qua")
    (left,) = await tends.presses("Ngoài phạm vi")
    assert "Đã bỏ qua 1 câu" in left.text
    await chat.says(OUTSIDE)
    (again,) = await tends.says("/hangdoi")
    assert "1 nhóm, 1 câu" in again.text


async def test_two_editors_see_to_the_same_question_once(chat: Chat) -> None:
    await chat.says(OUTSIDE)
    tends = await editor(chat)
    other = chat.goes_on_as("bien2")
    await joins(other, Role.EDITOR, None, "Ông Tập")
    for one in (tends, other):
        await opens_first(one)
        await one.presses("Bỏ qua")
    await tends.presses("Nghịch, thử")
    (late,) = await other.presses("Nghịch, thử")
    assert "đã có người xử lý" in late.text


async def test_a_question_too_short_to_be_known_again_is_not_linked(chat: Chat) -> None:
    await chat.says("nghỉ")
    tends = await editor(chat)
    assert "nghỉ" in await opens_first(tends)
    await tends.presses("Gắn đoạn khác")
    await tends.says("III.2.c")
    await tends.does(Presses("III.2.c", is_part=True))
    (refused,) = await tends.presses("Gắn cho câu này")
    assert "quá ngắn" in refused.text


async def test_an_answer_that_is_put_right_reaches_who_wished_to_hear(chat: Chat) -> None:
    await chat.says("nhiệm vụ 2 ai làm")
    await chat.presses("Báo nếu sửa")
    await chat.presses("👎")
    tends = await editor(chat)
    await opens_first(tends)
    await tends.presses("Gắn đoạn khác")
    await tends.says("III.2.c")
    await tends.does(Presses("III.2.c", is_part=True))
    _, told = await tends.presses("Gắn cho câu này")
    assert told.to == "dan"
    assert "Câu trả lời đã được sửa" in told.text
    assert "III.2.c" in told.text


async def test_an_answer_that_is_no_longer_right_says_so_when_it_is_opened_again(
    chat: Chat,
) -> None:
    (first, *_) = await chat.says("sở nội vụ phải làm những gì")
    on = next(one for one in labels(first) if one.startswith("Xem tiếp"))
    with chat.services.database.open_uow() as uow:
        numbers = [one.id for one in uow.settled.good(10)]
        uow.answers.outdate_these(numbers, chat.channel.clock.now().date())
        uow.commit()
    (page,) = await chat.presses(on)
    assert "câu trả lời này đã cũ" in page.text
    (again, *_) = await chat.presses("Hỏi lại câu này")
    assert "đã cũ" not in again.text


async def test_strangers_and_citizens_see_no_queue_and_forged_buttons_do_nothing(
    chat: Chat,
) -> None:
    (refused,) = await chat.says("/hangdoi")
    assert "không làm được việc này" in refused.text
    await chat.says(OUTSIDE)
    for data in ("ql:0", "qg:1", "qs:1:drop", "qa:0", "qh:0", "qt:1:link", "qr:1:open", "qp:week"):
        replies = await chat.forges(data)
        assert OUTSIDE not in " ".join(one.text for one in replies)


async def test_the_report_comes_as_a_picture_and_a_workbook(chat: Chat) -> None:
    await chat.says(QUESTION)
    tends = await editor(chat)
    await tends.says("/hangdoi")
    picture, workbook, _ = await tends.presses("Báo cáo (XLSX, ảnh)")
    assert picture.file is not None
    assert workbook.file is not None
    assert workbook.file.endswith(".xlsx")
