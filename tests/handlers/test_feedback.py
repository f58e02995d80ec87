"""Writing feedback in the chat, from the first word to the receipt."""

from datetime import timedelta

import pytest

from bot.channels.terminal.lines import SendsLocation
from domain.roles import Role
from tests.bot.chatting import MONDAY, Chat, chatting
from tests.handlers.conftest import labels
from tests.handlers.feedback_desk import STORY, code_in, number_in, office, sends, unit_of


async def test_a_complaint_in_plain_words_is_offered_to_be_sent(chat: Chat) -> None:
    (offer,) = await chat.says(STORY)
    assert "gây phiền hà" in offer.text
    assert labels(offer) == ["Gửi phản ánh", "Chỉ hỏi quy định"]
    (where,) = await chat.presses("Gửi phản ánh")
    assert "xã, phường hay cơ quan nào" in where.text
    await chat.says("ea kar")
    await chat.presses("Không biết ai")
    (files,) = await chat.presses("Hôm nay")
    assert "ghi âm" in files.text
    await chat.presses("Không có tệp")
    await chat.presses("Ẩn danh")
    (review,) = await chat.presses("Chỉ dùng mã, không gắn tài khoản")
    for told in ("Xã Ea Kar", STORY, "23/11/2026", "Ẩn danh", "sách nhiễu", "mã hoá"):
        assert told in review.text
    (receipt,) = await chat.presses("Gửi đi")
    assert number_in(receipt) == "PA-2026-00001"
    assert code_in(receipt)
    assert "tạm thời" in receipt.text
    assert labels(receipt) == ["Lưu mã bằng ảnh", "Bổ sung", "Theo dõi"]


async def test_whoever_only_asks_gets_an_answer_to_what_they_wrote(chat: Chat) -> None:
    await chat.says(STORY)
    answer = (await chat.presses("Chỉ hỏi quy định"))[-1]
    assert "👍" in labels(answer)
    (gone,) = await chat.presses("Gửi phản ánh")
    assert "Ông/bà muốn gửi gì" in gone.text or "đã bỏ" in gone.text


async def test_a_question_is_answered_and_offers_the_way_to_feedback(chat: Chat) -> None:
    answer = (await chat.says("nhiệm vụ 2 ai làm"))[-1]
    assert "Gửi phản ánh" in labels(answer)
    (kind,) = await chat.presses("Gửi phản ánh")
    assert labels(kind)[:3] == ["Phản ánh", "Kiến nghị", "Khen ngợi"]


async def test_one_goes_back_and_changes_any_answer_before_sending(chat: Chat) -> None:
    await chat.says("/phananh")
    await chat.presses("Phản ánh")
    (first,) = await chat.presses("◀ Quay lại")
    assert "Ông/bà muốn gửi gì" in first.text
    await chat.presses("Kiến nghị")
    await chat.says("phuong Tuy Hoa")
    await chat.presses("Cả đơn vị")
    await chat.says("Xin có ghế ngồi chờ ở bộ phận một cửa.")
    await chat.presses("Không có tệp")
    await chat.presses("Ẩn danh")
    await chat.presses("Báo tin cho tôi tại đây")
    await chat.presses("Sửa")
    (what,) = await chat.presses("Sự việc")
    assert "ghế ngồi" in what.text
    (review,) = await chat.says("Xin có nước uống ở bộ phận một cửa.")
    assert "nước uống" in review.text
    assert "ghế ngồi" not in review.text
    assert "Gửi đi" in labels(review)


async def test_a_draft_outlives_a_command_a_restart_and_days(chat: Chat, var_dir: object) -> None:
    await chat.says("/phananh")
    await chat.presses("Phản ánh")
    await chat.says("/nhiemvu")
    answer = (await chat.says("nhiệm vụ 2 ai làm"))[-1]
    assert "Sở Nội vụ" in answer.text
    later = MONDAY + timedelta(days=3)
    async with chatting(var_dir, now=later) as again:  # type: ignore[arg-type]
        (waiting,) = await again.says("/phananh")
        assert labels(waiting) == ["Viết tiếp", "Bỏ, viết mới"]
        (where,) = await again.presses("Viết tiếp")
        assert "xã, phường" in where.text
        (whom,) = await again.says("xã Ea Kar")
        assert "liên quan đến ai" in whom.text


async def test_after_an_hour_a_message_is_asked_what_it_is(chat: Chat, var_dir: object) -> None:
    await chat.says(STORY)
    await chat.presses("Gửi phản ánh")
    async with chatting(var_dir, now=MONDAY + timedelta(hours=5)) as later:  # type: ignore[arg-type]
        (asked,) = await later.says("nhiệm vụ 2 ai làm")
        assert labels(asked) == ["Ghi vào phản ánh", "Đây là câu hỏi"]
        answer = (await later.presses("Đây là câu hỏi"))[-1]
        assert "Sở Nội vụ" in answer.text


async def test_stopping_keeps_the_draft_and_discarding_erases_it(chat: Chat) -> None:
    await chat.says(STORY)
    await chat.presses("Gửi phản ánh")
    (paused,) = await chat.presses("Dừng, giữ bản nháp")
    assert "/phananh" in paused.text
    await chat.says("/phananh")
    await chat.presses("Bỏ, viết mới")
    (where,) = await chat.presses("Khen ngợi")
    assert "xã, phường" in where.text


async def test_an_unknown_place_can_be_typed_again_or_kept_as_typed(chat: Chat) -> None:
    await chat.says("/phananh")
    await chat.presses("Phản ánh")
    (unknown,) = await chat.says("xã Không Có Thật")
    assert "chưa tìm thấy" in unknown.text
    (whom,) = await chat.presses("Giữ “xã Không Có Thật”, gửi về tỉnh")
    assert "liên quan đến ai" in whom.text


async def test_a_place_on_the_map_is_told_to_be_typed(chat: Chat) -> None:
    await chat.says("/phananh")
    await chat.presses("Phản ánh")
    (abroad,) = await chat.does(SendsLocation(48.85, 2.35))
    assert "ngoài Việt Nam" in abroad.text
    (here,) = await chat.does(SendsLocation(12.66, 108.05))
    assert "gõ tên xã" in here.text


async def test_a_poster_leads_to_feedback_about_its_unit(chat: Chat) -> None:
    code = unit_of(chat, "Ea Kar")
    (kind,) = await chat.says(f"/start pa-{code}")
    assert "Ông/bà muốn gửi gì" in kind.text
    (whom,) = await chat.presses("Khen ngợi")
    assert "muốn khen ai" in whom.text
    (lost, again) = await chat.says("/start pa-khongco")
    assert "không còn dùng" in lost.text
    assert labels(again) == ["Viết tiếp", "Bỏ, viết mới"]


async def test_a_name_is_asked_for_and_never_taken_from_the_account(chat: Chat) -> None:
    await chat.says(STORY)
    await chat.presses("Gửi phản ánh")
    await chat.says("ea kar")
    await chat.presses("Không biết ai")
    await chat.presses("Không nhớ rõ")
    await chat.presses("Không có tệp")
    (name,) = await chat.presses("Nêu tên")
    assert "không lấy tên tài khoản" in name.text
    (wrong,) = await chat.says("12345")
    assert "chưa đọc được họ tên" in wrong.text
    await chat.says("H'Thử Niê")
    (review,) = await chat.presses("Không báo, tôi tự mở /theodoi")
    assert "H'Thử Niê" in review.text
    assert "Người xử lý hồ sơ đọc được tên" in review.text


async def test_without_a_custodian_a_sealed_name_is_not_offered_and_that_is_told(
    chat: Chat,
) -> None:
    await chat.says(STORY)
    await chat.presses("Gửi phản ánh")
    await chat.says("ea kar")
    await chat.presses("Không biết ai")
    await chat.presses("Không nhớ rõ")
    (known,) = await chat.presses("Không có tệp")
    assert "chưa lập khoá" in known.text
    assert "Chỉ người giữ bí mật biết tên" not in labels(known)


async def test_an_official_is_found_by_name_but_no_list_of_people_is_shown(chat: Chat) -> None:
    code = unit_of(chat, "Ea Kar")
    await office(chat, code, "canbo", Role.OFFICIAL)
    citizen = chat.goes_on_as("nguoidan")
    await citizen.says(STORY)
    await citizen.presses("Gửi phản ánh")
    await citizen.says("ea kar")
    (asked,) = await citizen.presses("Một cán bộ, công chức")
    assert "Y Thử Niê" not in f"{asked.text} {labels(asked)}"
    (offered,) = await citizen.says("anh nie o mot cua")
    assert labels(offered)[0] == "Y Thử Niê"
    (when,) = await citizen.presses("Y Thử Niê")
    assert "khi nào" in when.text


async def test_an_official_writes_for_a_citizen_and_it_is_marked(chat: Chat) -> None:
    await office(chat, unit_of(chat, "Ea Kar"), "canbo", Role.OFFICIAL)
    clerk = chat.goes_on_as("canbo")
    await clerk.says("/phananh")
    (marked,) = await clerk.presses("Ghi thay người dân")
    assert "ghi thay một người dân" in marked.text
    await clerk.presses("Phản ánh")
    await clerk.says("ea kar")
    await clerk.presses("Không biết ai")
    await clerk.presses("Chậm trễ")
    await clerk.says("Bà con chờ giấy khai sinh hai tháng.")
    await clerk.presses("Không nhớ rõ")
    await clerk.presses("Không có tệp")
    (review,) = await clerk.presses("Ẩn danh")
    assert "ghi thay người dân" in review.text
    receipt = (await clerk.presses("Gửi đi"))[0]
    assert code_in(receipt)
    (mine,) = await clerk.says("/theodoi")
    assert "chưa gắn với hồ sơ nào" in mine.text


async def test_what_the_law_calls_otherwise_is_shown_its_way_and_can_still_be_sent(
    chat: Chat,
) -> None:
    await chat.says("/phananh")
    await chat.presses("Phản ánh")
    await chat.says("ea kar")
    await chat.presses("Người đứng đầu đơn vị")
    await chat.presses("Vi phạm đạo đức công vụ")
    (told,) = await chat.says("Tôi tố cáo chủ tịch xã nhận hối lộ.")
    assert "tố cáo" in told.text
    assert "chưa được nạp" in told.text
    (when,) = await chat.presses("Vẫn gửi dạng phản ánh")
    assert "khi nào" in when.text


async def test_in_danger_no_number_is_made_up(chat: Chat) -> None:
    danger, offer = await chat.says("Cán bộ xã đánh người, tôi đang bị đánh ở trụ sở, họ quát nạt")
    assert "nguy hiểm" in danger.text
    assert "không nêu số nào" in danger.text
    assert "Gửi phản ánh" in labels(offer)


async def test_the_same_words_sent_again_make_no_second_case(chat: Chat) -> None:
    first = await sends(chat)
    assert number_in(first) == "PA-2026-00001"
    for _ in range(3):
        again = await sends(chat)
        assert "đã gửi đúng nội dung này" in again.text
        await chat.says("/phananh")
        await chat.presses("Bỏ, viết mới")


async def test_sending_twice_is_told_and_makes_no_second_case(chat: Chat) -> None:
    await sends(chat)
    (again,) = await chat.forges("wb:send")
    assert "đã được gửi hoặc đã bỏ" in again.text


@pytest.mark.parametrize(
    "text", ["<b>đậm</b> & <script>alert(1)</script>", "=1+1|cmd'!A0", "\u202e"]
)
async def test_markup_and_formulas_in_a_story_stay_words(chat: Chat, text: str) -> None:
    await chat.says(STORY)
    await chat.presses("Gửi phản ánh")
    await chat.says("ea kar")
    await chat.presses("Một cán bộ, công chức")
    (shown,) = await chat.says(f"ông {text}")
    assert "khi nào" in shown.text
    await chat.presses("Không nhớ rõ")
    await chat.presses("Không có tệp")
    await chat.presses("Ẩn danh")
    (review,) = await chat.presses("Báo tin cho tôi tại đây")
    assert text in review.text


@pytest.mark.parametrize(
    "data",
    ["wb:send", "wb:back", "wb:edit", "wk:report", "wp:999", "ww:head", "wo:1", "wf:drop",
     "we:review", "wl:told", "wi:named", "wt:today", "wc:delay", "wb:ask", "wb:in_draft"],
)  # fmt: skip
async def test_an_old_or_forged_button_without_a_draft_says_so(chat: Chat, data: str) -> None:
    await chat.says("/start")
    told = await chat.forges(data)
    assert told
    assert all("Đã tiếp nhận" not in one.text for one in told)


async def test_an_unread_text_at_a_button_step_repeats_the_question(chat: Chat) -> None:
    await chat.says("/phananh")
    (again,) = await chat.says("gì cơ")
    assert "bấm một nút" in again.text
    assert "Phản ánh" in labels(again)
