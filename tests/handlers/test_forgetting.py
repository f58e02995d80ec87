"""What is kept about a person, and forgetting it."""

from bot.channels.terminal.lines import Presses
from tests.bot.chatting import Chat


async def test_the_notice_counts_what_is_kept_right_now(chat: Chat) -> None:
    await chat.says("nhiem vu 2 ai lam")
    await chat.says("/start")
    (notice,) = await chat.presses("Tôi giữ thông tin gì")

    assert "câu hỏi nối tiếp: 1." in notice.text
    assert notice.buttons == (
        ("Tải dữ liệu của tôi", "Đừng nhớ câu hỏi"),
        ("Xoá cuộc trò chuyện", "Xoá mọi thứ về tôi"),
    )


async def test_nothing_is_erased_without_a_yes(chat: Chat) -> None:
    await chat.says("nhiem vu 2 ai lam")
    (sure,) = await chat.says("/xoa")
    assert sure.buttons == (("Xoá", "Không xoá"),)

    (left,) = await chat.presses("Không xoá")
    assert left.is_edit
    assert chat.services.conversations.kept(1).questions == 1


async def test_a_yes_erases_questions_wishes_and_the_messages_kept_here(chat: Chat) -> None:
    await chat.says("phụ cấp công chức xã bây giờ bao nhiêu")
    await chat.presses("Báo khi có văn bản")
    await chat.says("/xoa")
    (done,) = await chat.presses("Xoá")

    assert done.text.startswith("Đã xoá 2 mục")
    kept = chat.services.conversations.kept(1)
    assert (kept.questions, kept.watches, kept.drafts) == (0, 0, 0)
    assert [message.payload["text"] for message in chat.bot_messages()] == [done.text]


async def test_a_forgotten_conversation_gives_no_topic_to_the_next_question(chat: Chat) -> None:
    lan = chat.goes_on_as("lan")
    (to_a_newcomer,) = await lan.says("thế ai phối hợp?")
    await chat.says("nhiệm vụ III.6 do ai thực hiện")
    (with_topic,) = await chat.says("thế ai phối hợp?")
    await chat.says("/xoa")
    await chat.presses("Xoá")
    (after,) = await chat.says("thế ai phối hợp?")

    assert with_topic.text != to_a_newcomer.text
    # A newcomer's first answer carries the privacy notice below.
    assert to_a_newcomer.text.startswith(after.text)


async def test_forgetting_twice_says_that_nothing_is_left(chat: Chat) -> None:
    await chat.says("/xoa")
    await chat.presses("Xoá")
    await chat.says("/xoa")
    (done,) = await chat.does(Presses("Xoá"))
    assert "Không còn gì để xoá" in done.text
