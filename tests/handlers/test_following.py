"""Following a case: by its code from anywhere, by the account, to the answer and its rating."""

import secrets
from datetime import timedelta
from pathlib import Path

import pytest

from domain.receipts import new_receipt
from tests.bot.chatting import MONDAY, Chat, chatting
from tests.handlers.conftest import labels
from tests.handlers.feedback_desk import code_in, number_in, office, sends, unit_of


async def test_an_anonymous_sender_follows_a_case_from_its_receipt_to_its_rating(
    chat: Chat,
) -> None:
    desk = await office(chat, unit_of(chat, "Ea Kar"))
    receipt = await sends(chat)
    number = number_in(receipt)
    assert "Xã Ea Kar phải trả lời trước" in receipt.text
    desk.take(number)
    desk.ask(number, "Ông/bà nộp hồ sơ gì, ngày nào?")
    told = [one for one in await chat.says("/theodoi") if one.to == "dan"]
    asked = next(one for one in told if "cần hỏi thêm" in one.text)
    assert "nộp hồ sơ gì" in asked.text
    await chat.presses("Trả lời")
    (kept,) = [one for one in await chat.says("Giấy khai sinh, ngày 10/11") if one.to == "dan"]
    assert "Đã ghi vào hồ sơ" in kept.text
    desk.answer(number, "Đã cấp giấy khai sinh và nhắc nhở cán bộ.")
    answered = next(one for one in await chat.says("/start") if "Đã có trả lời" in one.text)
    for part in ("Đã cấp giấy khai sinh", "biên bản họp", "mời ông/bà đến nhận"):
        assert part in answered.text
    assert {"1", "2", "3", "4", "5"} <= set(labels(answered))
    (why,) = await chat.presses("5")
    assert "5/5" in why.text
    (thanks,) = [one for one in await chat.says("Giải quyết nhanh") if one.to == "dan"]
    assert "Cảm ơn" in thanks.text
    (case,) = await chat.presses("Xem hồ sơ")
    assert "Ông/bà chấm: 5/5" in case.text
    (twice,) = await chat.forges(f"cr:3:1:{number}")
    assert "đã đánh giá rồi" in twice.text


async def test_the_code_opens_the_case_from_another_account_and_the_number_does_not(
    chat: Chat,
) -> None:
    receipt = await sends(chat, follow="Chỉ dùng mã, không gắn tài khoản")
    number, code = number_in(receipt), code_in(receipt)
    other = chat.goes_on_as("maykhac")
    (refused,) = await other.says(f"/theodoi {number}")
    assert "không gắn với tài khoản" in refused.text
    (case,) = await other.says(f"Tôi xem hồ sơ này: {code.lower()}")
    assert number in case.text
    (same,) = await other.says(f"/start tra-{code.replace('-', '')}")
    assert number in same.text
    (mine,) = await chat.says("/theodoi")
    assert "chưa gắn với hồ sơ nào" in mine.text
    (opened,) = await chat.says(code.replace("-", " "))
    assert number in opened.text


async def test_the_receipt_is_a_picture_with_its_code(chat: Chat) -> None:
    await sends(chat)
    (picture,) = await chat.presses("Lưu mã bằng ảnh")
    assert "giữ kín" in picture.text
    assert picture.file is not None
    assert Path(picture.file).read_bytes().startswith(b"\x89PNG")


async def test_a_mistyped_code_is_told_before_any_is_counted(chat: Chat) -> None:
    code = code_in(await sends(chat))
    wrong = ("8" if code[0] != "8" else "9") + code[1:]
    await chat.says("/theodoi")
    for _ in range(8):
        (told,) = await chat.says(wrong)
        assert "gõ sai một chữ" in told.text
    (short,) = await chat.says(code[:-4])
    assert "17 chữ và số" in short.text
    (opened,) = await chat.says(code)
    assert "PA-2026-00001" in opened.text


async def test_guessed_codes_come_to_a_pause_that_grows(chat: Chat, var_dir: Path) -> None:
    receipt = await sends(chat, follow="Chỉ dùng mã, không gắn tài khoản")
    guesses = iter(new_receipt(secrets.randbelow) for _ in range(30))
    guesser = chat.goes_on_as("kedoan")
    left = [(await guesser.says(f"/theodoi {next(guesses)}"))[0].text for _ in range(5)]
    assert "Còn 4 lần thử" in left[0]
    (paused,) = await guesser.says(f"/theodoi {code_in(receipt)}")
    assert "Đã thử quá nhiều mã sai" in paused.text
    (opened,) = await chat.says(code_in(receipt))
    assert "PA-2026-00001" in opened.text
    async with chatting(var_dir, "kedoan", now=MONDAY + timedelta(minutes=2)) as later:
        (again,) = await later.says(f"/theodoi {next(guesses)}")
        assert "chờ một lúc" in again.text
        (paused,) = await later.says(f"/theodoi {next(guesses)}")
        assert "Đã thử quá nhiều mã sai" in paused.text


async def test_a_question_while_a_code_is_waited_for_is_answered(chat: Chat) -> None:
    await chat.says("/theodoi")
    answer = (await chat.says("nhiệm vụ 2 ai làm"))[-1]
    assert "Sở Nội vụ" in answer.text


async def test_something_is_added_in_words_and_a_dissatisfied_sender_reopens_once(
    chat: Chat,
) -> None:
    desk = await office(chat, unit_of(chat, "Ea Kar"))
    number = number_in(await sends(chat))
    await chat.presses("Bổ sung")
    (added, *_) = await chat.says("Hôm nay họ lại bảo tôi về.")
    assert "Đã ghi vào hồ sơ" in added.text
    desk.take(number)
    desk.answer(number, "Đã kiểm tra.")
    await chat.says("/theodoi")
    await chat.presses(number)
    await chat.presses("1")
    (noted,) = [one for one in await chat.presses("Gửi, không kèm lý do") if one.to == "dan"]
    assert "người khác" in noted.text
    await chat.presses("Chưa giải quyết, mở lại")
    (again,) = [one for one in await chat.says("Vẫn chưa có giấy.") if one.to == "dan"]
    assert "Đã mở lại" in again.text
    desk.take(number)
    desk.answer(number, "Đã cấp giấy.")
    (case,) = [one for one in await chat.says(f"/theodoi {number}") if "Nội dung" in one.text]
    assert "Chưa giải quyết, mở lại" not in labels(case)
    (refused,) = await chat.forges(f"cn:{number}")
    assert "mở lại một lần" in refused.text


async def test_a_case_is_cut_off_from_the_account_and_only_its_code_opens_it(chat: Chat) -> None:
    receipt = await sends(chat)
    await chat.presses("Theo dõi")
    (sure,) = await chat.presses("Không gắn hồ sơ với tài khoản này")
    assert "chỉ còn mã tra cứu" in sure.text
    await chat.presses("Đồng ý bỏ gắn")
    (mine,) = await chat.says("/theodoi")
    assert "chưa gắn với hồ sơ nào" in mine.text
    (opened,) = await chat.says(code_in(receipt))
    assert number_in(receipt) in opened.text
    assert "Không gắn hồ sơ" not in str(labels(opened))


async def test_the_sender_is_told_nothing_who_wished_so(chat: Chat) -> None:
    desk = await office(chat, unit_of(chat, "Ea Kar"))
    number = number_in(await sends(chat, follow="Không báo, tôi tự mở /theodoi"))
    desk.take(number)
    desk.answer(number, "Đã giải quyết.")
    told = await chat.says("/start")
    assert [one for one in told if number in one.text] == []
    (mine,) = await chat.says("/theodoi")
    assert "đã có trả lời" in mine.text


@pytest.mark.parametrize(
    "data",
    ["co:PA-2026-00009", "ct:1:PA-2026-00009", "cr:5:1:PA-2026-00009", "cn:PA-2026-00009",
     "cg:1:1:PA-2026-00009", "cu:1:PA-2026-00009", "cf:0:PA-2026-00009", "wr:K7QM2XHD9RTA4WNF5"],
)  # fmt: skip
async def test_a_forged_button_opens_nobody_elses_case(chat: Chat, data: str) -> None:
    await sends(chat)
    stranger = chat.goes_on_as("nguoila")
    await stranger.says("/start")
    own = data.replace("PA-2026-00009", "PA-2026-00001")
    for forged in (data, own):
        told = await stranger.forges(forged)
        if forged.startswith("ct"):
            told = await stranger.says("thử ghi vào")
        assert told
        assert all("Nội dung" not in one.text and "Đã ghi" not in one.text for one in told)
