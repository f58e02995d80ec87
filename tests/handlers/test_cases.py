"""The desk in the chat: the queue, one case, and what a handler does with it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.local.people import LocalPeople
from bot.channels.terminal.lines import SendsFile, Sleeps
from domain.cases import CaseKind, SubjectKind
from domain.desk_drafts import Deed
from domain.roles import Role
from handlers.cases_callbacks import Draft, ShowCase, ShowQueue, Write
from services.cases import Subject
from tests.bot.chatting import Chat
from tests.handlers.case_desk import (
    UNIT,
    UNIT_NAME,
    WHAT,
    appoint,
    asks,
    brings,
    opens,
    person_of,
    sends,
    writes,
)
from tests.handlers.conftest import labels
from tests.services.made_files import picture

ANSWER = "Chúng tôi đã xem sổ và thấy phản ánh đúng: hồ sơ bị để quên. Đã trả kết quả."
PROOF = "Biên bản số 12 ngày 28/11"
NEXT = "Mời ông/bà đến nhận trước 17 giờ ngày mai."


async def test_a_new_case_is_told_without_content_and_stands_in_the_queue(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    sent = brings(chat)
    (told, *_) = await chat.does(Sleeps(timedelta(seconds=1)))
    assert (told.to, told.text) == ("ha", "Có hồ sơ mới chờ tiếp nhận.")
    assert labels(told) == ["Mở bàn làm việc"]
    (queue,) = await handler.presses("Mở bàn làm việc")
    assert sent.number in queue.text
    assert "đang mở: 1" in queue.text
    assert "còn 2 ngày 5 giờ để báo tiếp nhận" in queue.text
    (shown,) = await handler.presses(sent.number)
    for told_there in (WHAT, UNIT_NAME, "bộ phận địa chính", "ẩn danh", "tạm thời"):
        assert told_there in shown.text


async def test_the_queue_is_narrowed_and_searched(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    first = brings(chat)
    second = brings(chat, "Tôi xin có thêm ghế ngồi chờ.", kind=CaseKind.PROPOSAL)
    await opens(handler, first.number)
    await handler.presses("Nhận")
    await handler.says("/hoso")
    (mine,) = await handler.presses("Của tôi (1)")
    assert first.number in mine.text
    assert second.number not in mine.text
    (new,) = await handler.presses("Mới (1)")
    assert second.number in new.text
    assert first.number not in new.text
    found = await asks(handler, "/hoso ghế ngồi")
    assert second.number in found.text
    assert first.number not in found.text
    nothing = await asks(handler, "/hoso máy bay")
    assert "Không tìm thấy" in nothing.text


async def test_more_than_ten_cases_are_turned_by_pages(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    for number in range(12):
        brings(chat.goes_on_as(f"dan{number}"), f"{WHAT} Lần {number} tôi mất nửa ngày.")
    first = await asks(handler, "/hoso")
    assert sum(label.startswith("PA-") for label in labels(first)) == 10
    (second,) = await handler.presses("Trang sau ▶")
    assert sum(label.startswith("PA-") for label in labels(second)) == 2
    assert "◀ Trang trước" in labels(second)


async def test_a_case_goes_from_question_to_rating_between_two_people(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    sent = brings(chat)
    await opens(handler, sent.number)
    (taken, told) = await handler.presses("Nhận")
    assert "Ông/bà đã nhận" in taken.text
    assert told.to == "dan"
    preview = await writes(handler, "Hỏi thêm người gửi", "Ông/bà nộp hồ sơ ngày nào?")
    assert "Xem lại trước khi gửi" in preview.text
    (asked, heard) = await handler.presses("Gửi")
    assert "Đồng hồ dừng" in asked.text
    assert "Ông/bà nộp hồ sơ ngày nào?" in heard.text
    await chat.presses("Trả lời")
    (_, news) = await chat.says("Ngày 2 tháng 11")
    assert (news.to, news.text) == ("ha", "Người gửi đã trả lời câu hỏi của ông/bà.")
    shown = await opens(handler, sent.number)
    assert "Ngày 2 tháng 11" in shown.text
    begun = await writes(handler, "Trả lời")
    assert "☐ có câu trả lời ☐ có minh chứng ☐ có bước tiếp theo" in begun.text
    half = await writes(handler, "Trả lời", ANSWER, PROOF)
    assert "☑ có câu trả lời ☑ có minh chứng ☐ có bước tiếp theo" in half.text
    await handler.says(NEXT)
    (done, answer) = await handler.presses("Gửi")
    assert "Đã trả lời" in done.text
    for part in (ANSWER, PROOF, NEXT):
        assert part in answer.text
    await chat.presses("5")
    await chat.presses("Gửi, không kèm lý do")
    shown = await opens(handler, sent.number)
    assert "Đánh giá: 5/5" in shown.text


async def test_a_wording_with_blanks_left_is_not_taken(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    sent = brings(chat)
    await opens(handler, sent.number)
    await handler.presses("Trả lời")
    (wording,) = await handler.presses("Đúng, đã khắc phục")
    assert "[việc gì, ngày nào]" in wording.text
    refused = await asks(handler, "Chúng tôi đã kiểm tra [việc gì, ngày nào] rồi.")
    assert "chỗ trống" in refused.text
    asked = await asks(handler, ANSWER)
    assert "Minh chứng là gì" in asked.text


async def test_a_file_proves_an_answer_and_reaches_the_sender(chat: Chat, tmp_path: Path) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    sent = brings(chat)
    await opens(handler, sent.number)
    await writes(handler, "Trả lời", ANSWER)
    photo = tmp_path / "bien-ban.jpg"
    photo.write_bytes(picture())
    (kept,) = await handler.does(SendsFile(str(photo)))
    assert "làm minh chứng" in kept.text
    preview = (await handler.says(NEXT))[-1]
    assert "1 tệp" in preview.text
    assert "Đã trả lời" in (await sends(handler)).text
    shown = await opens(handler, sent.number)
    assert "Tệp (1)" in labels(shown)
    await handler.presses("Tệp (1)")
    (file,) = await handler.presses("1. ảnh")
    assert file.file is not None
    assert Path(file.file).name == f"{sent.number}-1.jpg"


async def test_a_part_is_written_anew_before_it_is_sent(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    sent = brings(chat)
    await opens(handler, sent.number)
    await writes(handler, "Trả lời", ANSWER, PROOF, NEXT)
    (again,) = await handler.presses("Sửa minh chứng")
    assert PROOF in again.text
    preview = await asks(handler, "Ảnh chụp sổ giao nhận")
    assert "Ảnh chụp sổ giao nhận" in preview.text
    assert ANSWER in preview.text
    assert PROOF not in preview.text


async def test_what_is_half_written_is_kept_while_something_else_is_asked(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    sent = brings(chat)
    await opens(handler, sent.number)
    await writes(handler, "Trả lời", ANSWER)
    await handler.says("/help")
    answer = (await handler.says("nhiệm vụ 2 ai làm"))[-1]
    assert "Sở Nội vụ" in answer.text
    queue = await asks(handler, "/hoso")
    resume = next(label for label in labels(queue) if label.startswith("Viết tiếp"))
    (asked,) = await handler.presses(resume)
    assert "☑ có câu trả lời ☐ có minh chứng" in asked.text


async def test_what_is_begun_on_another_case_is_asked_about_first(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    first = brings(chat)
    second = brings(chat.goes_on_as("lan"), "Không ai tiếp tôi cả buổi sáng thứ Hai.")
    await opens(handler, first.number)
    await writes(handler, "Trả lời", ANSWER)
    await opens(handler, second.number)
    (question,) = await handler.presses("Trả lời")
    assert first.number in question.text
    (asked,) = await handler.presses("Viết tiếp")
    assert first.number in asked.text


async def test_two_handlers_at_once_get_words_and_their_text_back(chat: Chat) -> None:
    one = appoint(chat, "ha", Role.HANDLER)
    other = appoint(chat, "hb", Role.HANDLER)
    sent = brings(chat)
    await opens(one, sent.number)
    await opens(other, sent.number)
    await writes(one, "Trả lời", ANSWER, PROOF, NEXT)
    await writes(other, "Trả lời", "Câu trả lời của người thứ hai.", PROOF, NEXT)
    await sends(one)
    (late,) = await other.presses("Gửi")
    assert "đã trả lời" in late.text
    assert "Câu trả lời của người thứ hai." in late.text
    (gone,) = await other.forges(Draft("answer.send").pack())
    assert "đã gửi hoặc đã bỏ" in gone.text


async def test_a_case_that_moved_away_tells_where_it_is_and_gives_the_text_back(
    chat: Chat,
) -> None:
    one = appoint(chat, "ha", Role.HANDLER)
    other = appoint(chat, "hb", Role.HANDLER)
    appoint(chat, "snv", Role.HANDLER, "SNV")
    sent = brings(chat)
    await opens(other, sent.number)
    await writes(other, "Trả lời", ANSWER, PROOF, NEXT)
    await opens(one, sent.number)
    await one.presses("Việc khác")
    await one.presses("Chuyển nơi khác")
    await one.says("sở nội vụ")
    await one.presses("Sở Nội vụ")
    await one.says("Thuộc thẩm quyền của Sở.")
    (moved, *told) = await one.presses("Gửi")
    assert "Đã chuyển" in moved.text
    assert {message.to for message in told} == {"dan", "snv"}
    (gone,) = await other.presses("Gửi")
    assert "vừa được chuyển tới Sở Nội vụ" in gone.text
    assert ANSWER in gone.text


async def test_a_role_that_ends_in_mid_sentence_ends_the_writing_and_loses_no_word(
    chat: Chat,
) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    sent = brings(chat)
    await opens(handler, sent.number)
    await writes(handler, "Trả lời", ANSWER)
    chat.services.administration.revoke("ha", Role.HANDLER, chat.channel.clock.now(), "test:end")
    said = await handler.says(PROOF)
    refused = next(one for one in said if "không làm được" in one.text)
    assert ANSWER in refused.text
    answer = (await handler.says("nhiệm vụ 2 ai làm"))[-1]
    assert "Sở Nội vụ" in answer.text


async def test_whoever_steps_back_sees_the_case_no_more(chat: Chat) -> None:
    one = appoint(chat, "ha", Role.HANDLER)
    other = appoint(chat, "hb", Role.HANDLER)
    sent = brings(chat)
    await opens(one, sent.number)
    await one.presses("Nhận")
    await writes(one, "Tôi có liên quan – rút", "Người nộp là họ hàng của tôi.")
    (left, news) = await one.presses("Gửi")
    assert "đã rút" in left.text
    assert (news.to, news.text) == ("hb", "Có hồ sơ cần người giải quyết khác.")
    queue = await asks(one, "/hoso")
    assert "đang mở: 0" in queue.text
    (refused,) = await one.forges(ShowCase.of(sent.number).pack())
    assert WHAT not in refused.text
    assert sent.number in (await asks(other, "/hoso")).text


async def test_a_dissatisfied_rating_is_looked_at_by_somebody_else(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    head = appoint(chat, "me", Role.MANAGER)
    sent = brings(chat)
    await opens(handler, sent.number)
    await writes(handler, "Trả lời", ANSWER, PROOF, NEXT)
    await handler.presses("Gửi")
    await chat.presses("1")
    (_, *told) = await chat.says("Chưa nói vì sao để quên.")
    assert "me" in {message.to for message in told}
    assert "ha" not in {message.to for message in told}
    queue = await asks(handler, "/hoso")
    assert "Cần xem lại (1)" not in labels(queue)
    await head.says("/hoso")
    (review,) = await head.presses("Cần xem lại (1)")
    assert sent.number in review.text
    (shown,) = await head.presses(sent.number)
    assert "Chưa nói vì sao để quên." in shown.text
    await writes(head, "Xem lại, mở lại", "Cần làm rõ trách nhiệm.")
    (opened, heard) = await head.presses("Gửi")
    assert "Đã mở lại" in opened.text
    assert heard.to == "dan"


async def test_alike_cases_are_merged_after_a_question(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    first = brings(chat)
    second = brings(chat.goes_on_as("lan"), f"{WHAT} Xin xem lại giúp tôi.")
    await opens(handler, second.number)
    await handler.presses("Việc khác")
    (alike,) = await handler.presses("Hồ sơ tương tự")
    assert first.number in alike.text
    (question,) = await handler.presses(f"Gộp vào {first.number}")
    assert "không gỡ ra được" in question.text
    (merged, heard) = await handler.presses("Đồng ý")
    assert "Đã gộp" in merged.text
    assert heard.to == "lan"
    shown = await opens(handler, first.number)
    assert f"Gộp cả: {second.number}" in shown.text


async def test_the_official_concerned_explains_and_sees_the_summary_alone(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    official = appoint(chat, "Lò Văn Thử", Role.OFFICIAL)
    about = Subject(SubjectKind.OFFICIAL, person_id=person_of(official))
    sent = brings(chat, subject=about)
    await opens(handler, sent.number)
    summary = "Có phản ánh về việc hẹn người dân nhiều lần. Xin nêu cách làm."
    await writes(handler, "Xin giải trình", summary)
    (proposed, asked) = await handler.presses("Gửi")
    assert "để người gửi đồng ý" in proposed.text
    assert asked.to == "dan"
    assert official.bot_messages() == []
    agree = next(label for label in labels(asked) if label.startswith("Đồng ý"))
    told = {message.to: message for message in await chat.presses(agree)}
    assert told["Lò Văn Thử"].text == "Có việc cần ông/bà giải trình."
    (shown,) = await official.presses("Xem nội dung")
    assert summary in shown.text
    assert WHAT not in shown.text
    assert sent.number not in shown.text
    await writes(official, "Giải trình", "Tôi thiếu biểu mẫu nên phải hẹn lại.")
    (thanks, news) = await official.presses("Gửi")
    assert "Đã gửi giải trình" in thanks.text
    assert news.to == "ha"
    await opens(handler, sent.number)
    (talk,) = await handler.presses(
        next(one for one in labels(await opens(handler, sent.number)) if one.startswith("Trao đổi"))
    )
    assert "Tôi thiếu biểu mẫu nên phải hẹn lại." in talk.text


async def test_praise_reaches_whom_it_praises(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    official = appoint(chat, "Lò Văn Thử", Role.OFFICIAL)
    about = Subject(SubjectKind.OFFICIAL, person_id=person_of(official))
    sent = brings(chat, "Cô hướng dẫn rất tận tình.", kind=CaseKind.PRAISE, subject=about)
    await opens(handler, sent.number)
    (done, *told) = await handler.presses("Báo đã tiếp nhận")
    assert "Đã chuyển lời khen" in done.text
    assert "Lò Văn Thử" in {message.to for message in told}
    (read,) = await official.presses("Đọc lời khen")
    assert "Cô hướng dẫn rất tận tình." in read.text


@pytest.mark.parametrize("role", [Role.HANDLER, Role.MANAGER])
async def test_the_subject_of_a_case_sees_neither_it_nor_its_count_nor_a_button(
    chat: Chat, role: Role
) -> None:
    subject = appoint(chat, "Lò Văn Thử", role)
    handler = appoint(chat, "ha", Role.HANDLER)
    inspector = appoint(chat, "tt", Role.INSPECTOR, None)
    about = Subject(SubjectKind.OFFICIAL, person_id=person_of(subject))
    sent = brings(chat, subject=about)
    told = await chat.does(Sleeps(timedelta(seconds=1)))
    assert [one for one in told if one.to == "Lò Văn Thử" and "Tuần này" not in one.text] == []
    queue = await asks(subject, "/hoso")
    assert "đang mở: 0" in queue.text
    assert sent.number not in "".join(labels(queue))
    searched = await asks(subject, f"/hoso {sent.number}")
    assert "Không tìm thấy" in searched.text
    for data in (ShowCase.of(sent.number), Write.of(sent.number, Deed.ANSWER), ShowQueue(0, "new")):
        for said in await subject.forges(data.pack()):
            assert WHAT not in said.text
            assert "chậm trễ" not in said.text
    # A head's case is out of sight of everybody under the head, and goes above.
    seers = inspector if role is Role.MANAGER else handler
    blind = handler if role is Role.MANAGER else None
    assert sent.number in (await asks(seers, "/hoso")).text
    if blind is not None:
        assert "đang mở: 0" in (await asks(blind, "/hoso")).text
    if role is Role.MANAGER:
        week = await asks(subject, "/tuan")
        assert "Phản ánh chờ trả lời: 0" in week.text


async def test_a_citizen_and_an_official_without_a_desk_are_told_so(chat: Chat) -> None:
    sent = brings(chat)
    official = appoint(chat, "cb", Role.OFFICIAL)
    other_unit = appoint(chat, "hx", Role.HANDLER, "22045")
    for stranger in (chat, official):
        refused = await asks(stranger, "/hoso")
        assert "không làm được việc này" in refused.text
        hello = await asks(stranger, "/start")
        assert "Bàn làm việc" not in labels(hello)
    for stranger in (chat, official, other_unit):
        await stranger.says("/start")
        for said in await stranger.forges(ShowCase.of(sent.number).pack()):
            assert WHAT not in said.text


async def test_notes_and_holds_are_written_and_stand_in_the_history(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    sent = brings(chat)
    await opens(handler, sent.number)
    await handler.presses("Việc khác")
    await writes(handler, "Ghi chú nội bộ", "Đã gọi cho bộ phận địa chính.")
    said = await handler.presses("Gửi")
    assert {message.to for message in said} == {"ha"}
    await opens(handler, sent.number)
    await handler.presses("Việc khác")
    await writes(handler, "Giữ lại, chưa xoá", "Thanh tra yêu cầu.")
    await sends(handler)
    shown = await opens(handler, sent.number)
    assert "Giữ lại theo yêu cầu" in shown.text
    (past,) = await handler.presses("Lịch sử")
    assert "ghi chú nội bộ" in past.text
    assert "giữ lại theo yêu cầu: Thanh tra yêu cầu." in past.text


async def test_learning_whom_a_case_is_about_takes_it_out_of_their_sight(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    appoint(chat, "hb", Role.HANDLER)
    head = appoint(chat, "Lò Thị Thử", Role.MANAGER)
    appoint(chat, "tt", Role.INSPECTOR, None)
    sent = brings(chat)
    assert sent.number in (await asks(head, "/hoso")).text
    await opens(handler, sent.number)
    await handler.presses("Việc khác")
    await handler.presses("Ghi lại người liên quan")
    await handler.presses("Một cán bộ, công chức")
    await handler.says("Lò Thị Thử")
    (done, *_) = await handler.presses("Gửi")
    assert "cấp tỉnh" in done.text
    assert "đang mở: 0" in (await asks(head, "/hoso")).text
    assert "đang mở: 0" in (await asks(handler, "/hoso")).text


async def test_a_manager_gives_a_case_to_somebody(chat: Chat) -> None:
    head = appoint(chat, "Lò Thị Thử", Role.MANAGER)
    appoint(chat, "Y Thử Niê", Role.HANDLER)
    sent = brings(chat)
    await opens(head, sent.number)
    await head.presses("Việc khác")
    await head.presses("Giao người khác")
    (given, *told) = await head.presses("Y Thử Niê")
    assert "Đã giao" in given.text
    assert "Có hồ sơ được giao cho ông/bà." in {one.text for one in told if one.to == "Y Thử Niê"}


@pytest.mark.parametrize(
    "data",
    [
        "dq:0:all",
        "dc:2026:1:secret",
        "dw:2026:1:explain",
        "dd:answer.steal",
        "dn:1:maybe",
        "df:x:1:0",
    ],
)
async def test_forged_buttons_of_the_desk_mean_nothing(chat: Chat, data: str) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    await handler.says("/hoso")
    before = handler.bot_messages()
    await handler.forges(data)
    assert handler.bot_messages() == before


def test_the_buttons_of_a_case_fit_whatever_its_number() -> None:
    number = "PA-2026-9999999"
    for deed in sorted(Write.choices):
        button = Write.of(number, Deed(deed))
        assert button.fits
        assert button.number == number
    assert UNIT


async def test_a_worker_killed_after_the_answer_was_kept_answers_once_and_says_so(
    chat: Chat,
) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    sent = brings(chat)
    await opens(handler, sent.number)
    await writes(handler, "Trả lời", ANSWER, PROOF, NEXT)
    newest = handler.bot_messages()[0]
    people = LocalPeople(handler.channel.api)
    update = people.forges(handler.session.person, newest, Draft("answer.send").pack())
    # The first worker got as far as this, and died before it let go of the draft or replied.
    key = f"local:{handler.channel.application.bot.id}:{update['update_id']}"
    now = handler.channel.clock.now()
    told = (ANSWER, PROOF, NEXT)
    chat.services.desk.answer(person_of(handler), sent.number, *told, now, key)
    (done,) = await handler.sends(update)
    assert "Đã trả lời" in done.text
    # Once more it finds its reply standing there.
    assert await handler.sends(update) == []
    assert "Đã trả lời" in handler.bot_messages()[0].payload["text"]
    heard = [one for one in await chat.does(Sleeps(timedelta(seconds=1))) if one.to == "dan"]
    assert [ANSWER in one.text for one in heard if "Đã có trả lời" in one.text] == [True]
    await opens(handler, sent.number)
    (past,) = await handler.presses("Lịch sử")
    assert past.text.count("trả lời") == 1
    assert (await asks(handler, "/hoso")).text.count("đang mở: 0") == 1


async def test_a_worker_killed_while_text_is_taken_takes_it_once(chat: Chat) -> None:
    handler = appoint(chat, "ha", Role.HANDLER)
    sent = brings(chat)
    await opens(handler, sent.number)
    await handler.presses("Trả lời")
    people = LocalPeople(handler.channel.api)
    update = people.writes(handler.session.person, ANSWER)
    for _ in range(2):
        (asked,) = await handler.sends(update)
        assert "☑ có câu trả lời ☐ có minh chứng" in asked.text
