"""Joining, inviting, deciding, leaving and tying devices, as people do it in the chat."""

import re
from datetime import timedelta

import pyotp
import pytest

from bot.channels.terminal.lines import Presses
from bot.channels.terminal.session import Said
from domain.roles import Role
from services.invitations import Wanted
from services.rights import OPERATOR
from tests.bot.chatting import MONDAY, Chat

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4})+")


def labels(message: Said) -> list[str]:
    return [label for row in message.buttons for label in row]


def invited(chat: Chat, role: Role, unit: str | None, name: str | None = None) -> str:
    """Return the code of an invitation made at the command line."""
    key = f"test:{role}:{unit}:{name}"
    return chat.services.invitations.invite(OPERATOR, Wanted(role, unit, name), MONDAY, key).code


async def joins(chat: Chat, role: Role, unit: str | None, name: str) -> None:
    """Let the person of this chat hold a role."""
    await chat.says(f"/thamgia {invited(chat, role, unit, name)}")


async def test_a_citizen_is_offered_how_to_join_and_no_list_of_people(chat: Chat) -> None:
    (hello,) = await chat.says("/start")
    assert "Tôi là cán bộ, công chức" in labels(hello)
    assert "Người của đơn vị" not in labels(hello)
    (refused,) = await chat.says("/nguoi")
    assert "không làm được việc này" in refused.text
    (told,) = await chat.says("/help")
    assert "/nguoi" not in told.text


async def test_a_link_opens_the_role_and_asks_for_a_name(chat: Chat) -> None:
    code = invited(chat, Role.OFFICIAL, "SNV")
    joined, asks = await chat.says(f"/start moi-{code}")
    assert "Cán bộ, công chức – Sở Nội vụ" in joined.text
    assert "họ và tên" in asks.text
    (wrong,) = await chat.says("12345")
    assert "chưa đọc được" in wrong.text
    (kept,) = await chat.says("Lò Thị Thử")
    assert "Lò Thị Thử" in kept.text
    (me,) = await chat.says("/toi")
    assert "Lò Thị Thử" in me.text
    assert "Sở Nội vụ" in me.text
    (answer,) = (await chat.says("nhiệm vụ 2 ai làm"))[-1:]
    assert "III.2" in answer.text


async def test_a_code_is_typed_after_the_button_and_a_wrong_one_may_be_tried_again(
    chat: Chat,
) -> None:
    code = invited(chat, Role.OFFICIAL, "SNV", "Lò Thị Thử")
    await chat.says("/thamgia")
    await chat.presses("Tôi có mã mời")
    (wrong,) = await chat.says("0000-0000-0000-0000")
    assert "không đúng" in wrong.text
    (joined,) = await chat.says(code.lower())
    assert "Đã xác nhận" in joined.text
    (used,) = await chat.goes_on_as("khac").says(f"/thamgia {code}")
    assert "đã được dùng" in used.text


async def test_a_question_instead_of_a_code_is_answered(chat: Chat) -> None:
    await chat.says("/thamgia")
    await chat.presses("Tôi có mã mời")
    answer = (await chat.says("nhiệm vụ 2 ai làm"))[-1]
    assert "Sở Nội vụ" in answer.text


async def test_guesses_come_to_an_end(chat: Chat) -> None:
    for number in range(5):
        await chat.says(f"/thamgia {number:016d}")
    (refused,) = await chat.says(f"/thamgia {invited(chat, Role.OFFICIAL, 'SNV')}")
    assert "quá nhiều mã sai" in refused.text


async def test_somebody_asks_to_join_and_the_manager_approves_in_the_chat(chat: Chat) -> None:
    await joins(chat, Role.MANAGER, "SNV", "Bà Trưởng")
    clerk = chat.goes_on_as("canbo")
    await clerk.says("/thamgia")
    await clerk.presses("Xin tham gia đơn vị")
    (units,) = await clerk.says("so noi vu")
    assert "Sở Nội vụ" in labels(units)
    await clerk.presses("Sở Nội vụ")
    await clerk.presses("Cán bộ, công chức")
    sent, told = await clerk.says("Y Thử Niê")
    assert "đã được báo" in sent.text
    assert (told.to, labels(told)) == ("dan", ["Duyệt", "Từ chối"])
    request, people = await chat.says("/nguoi")
    assert "Y Thử Niê" in request.text
    assert "Đang chờ duyệt: 1" in people.text
    approved, heard = await chat.does(Presses("Duyệt", message_id=told.message_id))
    assert "Đã duyệt" in approved.text
    assert (heard.to, "đã được duyệt" in heard.text) == ("canbo", True)
    (me,) = await clerk.says("/toi")
    assert "Cán bộ, công chức – Sở Nội vụ" in me.text
    (late,) = await chat.does(Presses("Từ chối", message_id=request.message_id))
    assert "đã có người xử lý" in late.text


async def test_a_manager_invites_with_a_picture_and_ends_the_role_again(chat: Chat) -> None:
    await joins(chat, Role.MANAGER, "SNV", "Bà Trưởng")
    await chat.says("/nguoi")
    (choice,) = await chat.presses("Mời người")
    assert labels(choice) == [
        "Cán bộ, công chức – Sở Nội vụ",
        "Bộ phận tiếp nhận, giải quyết – Sở Nội vụ",
        "Tệp mẫu",
    ]
    (picture,) = await chat.presses("Cán bộ, công chức – Sở Nội vụ")
    code = CODE.search(picture.text)
    assert code is not None
    clerk = chat.goes_on_as("canbo")
    await clerk.says(f"/thamgia {code.group()}")
    await clerk.says("Y Thử Niê")
    await chat.says("/nguoi")
    (person,) = await chat.presses("Y Thử Niê")
    assert "Mất điện thoại" in labels(person)
    await chat.presses(next(one for one in labels(person) if one.startswith("Kết thúc")))
    ended, heard = await chat.presses("Đồng ý")
    assert "Đã kết thúc" in ended.text
    assert (heard.to, "đã kết thúc" in heard.text) == ("canbo", True)
    (me,) = await clerk.says("/toi")
    assert "người dân" in me.text


async def test_a_role_that_ends_in_mid_conversation_stops_the_conversation(chat: Chat) -> None:
    await joins(chat, Role.MANAGER, "SNV", "Bà Trưởng")
    await chat.says("/nguoi")
    await chat.presses("Mời người")
    person = chat.services.people.arrive(
        "local", str(chat.session.person.chat_id), MONDAY, "test:who"
    )
    (held,) = chat.services.staff.me(person.id, MONDAY).roles
    chat.services.staff.end_role(OPERATOR, held.id, MONDAY, "test:end")
    refused, heard = await chat.presses("Cán bộ, công chức – Sở Nội vụ")
    assert "không làm được việc này" in refused.text
    assert "đã kết thúc" in heard.text
    (hello,) = await chat.says("/start")
    assert "Người của đơn vị" not in labels(hello)


@pytest.mark.parametrize(
    "data", ["jd:999999:yes", "pe:999999:yes", "pr:999999:yes", "pi:administrator:", "pp:1", "pl:0"]
)
async def test_a_forged_button_does_nothing_for_a_citizen(chat: Chat, data: str) -> None:
    await chat.says("/start")
    told = await chat.forges(data)
    assert told
    assert all("Đã" not in message.text for message in told)


async def test_a_device_is_tied_by_a_code_and_cut_off_again(chat: Chat) -> None:
    await joins(chat, Role.OFFICIAL, "SNV", "Lò Thị Thử")
    (shown,) = await chat.says("/lienket")
    code = CODE.search(shown.text)
    assert code is not None
    other = chat.goes_on_as("maykhac")
    await other.says("/toi")
    await other.presses("Nhập mã nối")
    linked, warned = await other.says(code.group())
    assert "Đã nối" in linked.text
    assert (warned.to, labels(warned)) == ("dan", ["Không phải tôi – ngắt ngay"])
    (me,) = await other.says("/toi")
    assert "Lò Thị Thử" in me.text
    (mine,) = await chat.says("/toi")
    cut = next(label for label in labels(mine) if label.startswith("Ngắt"))
    await chat.presses(cut)
    (done,) = await chat.presses("Đồng ý")
    assert "Đã ngắt" in done.text
    (stranger,) = await other.says("/toi")
    assert "người dân" in stranger.text


async def test_people_leave_by_themselves(chat: Chat) -> None:
    await joins(chat, Role.OFFICIAL, "SNV", "Lò Thị Thử")
    (me,) = await chat.says("/toi")
    await chat.presses(next(label for label in labels(me) if label.startswith("Thôi vai trò")))
    (left,) = await chat.presses("Đồng ý")
    assert "Đã kết thúc" in left.text


async def test_a_contact_is_asked_for_in_the_chat(chat: Chat) -> None:
    (answer,) = (await chat.says("số điện thoại UBND phường Tuy Hoà"))[-1:]
    assert "chưa có số điện thoại" in answer.text


async def test_an_official_signs_in_with_an_app_in_another_browser(chat: Chat) -> None:
    await joins(chat, Role.OFFICIAL, "SNV", "Lò Thị Thử")
    (setup,) = await chat.says("/xacthuc")
    number = re.search(r"\b\d{8}\b", setup.text)
    secret = re.search(r"\b[A-Z2-7]{32}\b", setup.text)
    assert number is not None
    assert secret is not None
    app = pyotp.TOTP(secret.group())
    (confirmed,) = await chat.says(app.at(MONDAY - timedelta(seconds=30)))
    assert "Đã cài xong" in confirmed.text
    other = chat.goes_on_as("maykhac")
    await other.says("/dangnhap")
    (wrong,) = await other.says(f"{number.group()} 000000")
    assert "không đúng" in wrong.text
    linked, *_ = await other.says(f"{number.group()} {app.at(MONDAY)}")
    assert "Đã nối" in linked.text


async def test_a_citizen_sets_no_app_up(chat: Chat) -> None:
    (refused,) = await chat.says("/xacthuc")
    assert "không làm được việc này" in refused.text
