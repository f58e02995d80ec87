"""The first screen: what the bot is, what it knows and what it does not."""

from tests.bot.chatting import Chat


async def test_a_newcomer_reads_what_is_loaded_and_what_is_missing(chat: Chat) -> None:
    (hello,) = await chat.says("/start")

    assert "Trợ lý Công vụ" in hello.text
    assert "bản tóm lược" in hello.text
    assert "Chỉ thị 18/CT-TTg" in hello.text.partition("Chưa có toàn văn:")[2]


async def test_every_button_of_the_first_screen_leads_somewhere(chat: Chat) -> None:
    (hello,) = await chat.says("/start")
    labels = [label for row in hello.buttons for label in row]

    assert labels == [
        "Hỏi một câu",
        "Việc và thời hạn",
        "Nhiệm vụ",
        "Chỉ tiêu",
        "Gửi phản ánh",
        "Theo dõi phản ánh",
        "Văn bản",
        "Tôi giữ thông tin gì",
        "Tôi là cán bộ, công chức",
    ]
    for label in labels:
        (reply,) = await chat.presses(label)
        assert len(reply.text) > 40, label
        assert not reply.is_edit, "the first screen stays where it is"


async def test_help_names_every_command(chat: Chat) -> None:
    (told,) = await chat.says("/help")

    for command in ("/start", "/nhiemvu", "/chitieu", "/han", "/phananh", "/theodoi", "/xoa"):
        assert command in told.text
