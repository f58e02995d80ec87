"""Files of feedback: photos, albums, voices and papers are kept clean, and bad ones told."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.channels.local.people import LocalPeople
from bot.channels.terminal.lines import SendsFile
from bot.channels.terminal.session import Said
from tests.bot.chatting import Chat
from tests.handlers.conftest import labels
from tests.handlers.feedback_desk import STORY, sends
from tests.services.made_files import AUTHOR, PLACE, paper, pdf, picture, video, voice


async def at_files(chat: Chat) -> None:
    """Write feedback up to the question for files."""
    await chat.says(STORY)
    await chat.presses("Gửi phản ánh")
    await chat.says("ea kar")
    await chat.presses("Không biết ai")
    await chat.presses("Hôm qua")


async def sends_photo(chat: Chat, content: bytes, **more: object) -> list[Said]:
    """Send a picture as the channel does, perhaps with words below it or in an album."""
    people = LocalPeople(chat.channel.api)
    update = people.sends_picture(chat.session.person, "anh.jpg", "image/jpeg", content)
    update["message"].update(more)
    return await chat.sends(update)


async def sends_file(chat: Chat, folder: Path, name: str, content: bytes) -> list[Said]:
    path = folder / name
    path.write_bytes(content)
    return await chat.does(SendsFile(str(path)))


async def test_photos_papers_voices_and_films_are_counted_and_sent_back_clean(
    chat: Chat, tmp_path: Path
) -> None:
    await at_files(chat)
    (one,) = await sends_photo(chat, picture())
    assert "Đã nhận: 1 ảnh." in one.text
    people = LocalPeople(chat.channel.api)
    await chat.sends(people.sends_voice(chat.session.person, 3, "audio/ogg", voice()))
    await sends_file(chat, tmp_path, "don.docx", paper())
    await sends_file(chat, tmp_path, "phim.mp4", video())
    (four,) = await sends_file(chat, tmp_path, "giay.pdf", pdf())
    assert "1 ảnh, 2 tài liệu, 1 ghi âm, 1 video" in four.text
    await chat.presses("Xong phần tệp")
    await chat.presses("Ẩn danh")
    await chat.presses("Báo tin cho tôi tại đây")
    await chat.presses("Gửi đi")
    (case,) = await chat.presses("Theo dõi")
    assert "1 ảnh, 2 tài liệu, 1 ghi âm, 1 video" in case.text
    for number, kind in enumerate(("Ảnh", "Ghi âm", "Tài liệu", "Video", "Tài liệu"), 1):
        (file,) = await chat.presses(f"{kind} {number}")
        assert file.file is not None
        content = Path(file.file).read_bytes()
        assert AUTHOR.encode() not in content
        assert PLACE not in content


async def test_a_picture_with_words_below_it_tells_the_story(chat: Chat) -> None:
    await chat.says("/phananh")
    await chat.presses("Phản ánh")
    await chat.says("ea kar")
    await chat.presses("Không biết ai")
    await chat.presses("Chậm trễ")
    (when,) = await sends_photo(chat, picture(), caption="Giấy hẹn đã quá hai tuần.")
    assert "khi nào" in when.text
    await chat.presses("Hôm nay")
    await chat.presses("Xong phần tệp")
    await chat.presses("Ẩn danh")
    (review,) = await chat.presses("Báo tin cho tôi tại đây")
    assert "Giấy hẹn đã quá hai tuần." in review.text
    assert "1 ảnh" in review.text


async def test_a_voice_alone_is_enough(chat: Chat) -> None:
    await chat.says("/phananh")
    await chat.presses("Phản ánh")
    await chat.says("ea kar")
    await chat.presses("Không biết ai")
    await chat.presses("Chậm trễ")
    people = LocalPeople(chat.channel.api)
    (what,) = await chat.sends(people.sends_voice(chat.session.person, 3, "audio/ogg", voice()))
    assert "Nội dung nằm trong tệp" in labels(what)
    (when,) = await chat.presses("Nội dung nằm trong tệp")
    assert "khi nào" in when.text


async def test_an_album_is_taken_with_one_word_and_counted_whole(chat: Chat) -> None:
    await at_files(chat)
    told = []
    for _ in range(4):
        told += await sends_photo(chat, picture(), media_group_id="777")
    assert len(told) == 1
    (known,) = await chat.presses("Xong phần tệp")
    assert "biết đến" in known.text
    await chat.presses("Ẩn danh")
    (review,) = await chat.presses("Chỉ dùng mã, không gắn tài khoản")
    assert "4 ảnh" in review.text


async def test_twenty_photos_are_told_how_many_are_taken(chat: Chat) -> None:
    await at_files(chat)
    told = [(await sends_photo(chat, picture()))[0].text for _ in range(20)]
    assert "Đã nhận: 10 ảnh." in told[9]
    assert all("tối đa 10 tệp" in text for text in told[10:])
    (known,) = await chat.presses("Xong phần tệp")
    assert "biết đến" in known.text


async def test_a_film_of_25_megabytes_is_told_before_it_is_fetched(chat: Chat) -> None:
    await at_files(chat)
    film = {"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1, "duration": 9}
    (told,) = await chat.sends_content({"video": {**film, "file_size": 25 * 1024 * 1024}})
    assert "lớn quá 20 MB" in told.text


def html() -> bytes:
    return b"<html><script>alert(1)</script></html>"


def polyglot() -> bytes:
    return picture() + paper()


def corrupt() -> bytes:
    return picture(size=(300, 300))[:900]


def huge() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    return out.getvalue()


def locked() -> bytes:
    return pdf(password="mat khau")


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (html, "phần chạy được"),
        (polyglot, "vừa là loại này"),
        (corrupt, "hỏng"),
        (huge, "quá lớn"),
        (locked, "mật khẩu"),
        (lambda: b"GIF89a....", "chỉ nhận ảnh"),
    ],
)
async def test_a_bad_file_is_told_and_the_draft_goes_on(
    chat: Chat, tmp_path: Path, make: Callable[[], bytes], word: str
) -> None:
    await at_files(chat)
    (told,) = await sends_file(chat, tmp_path, "anh.jpg", make())
    assert word in told.text
    (known,) = await chat.presses("Không có tệp")
    assert "biết đến" in known.text


async def test_the_original_goes_along_only_when_it_is_wished(chat: Chat) -> None:
    await at_files(chat)
    (kept,) = await chat.presses("Giữ cả bản gốc: không")
    assert "✓ Giữ cả bản gốc" in labels(kept)
    await sends_photo(chat, picture())
    (known,) = await chat.presses("Xong phần tệp")
    assert "biết đến" in known.text
    with chat.services.database.open_uow(read_only=True) as uow:
        person = chat.services.people.arrive(
            "local", str(chat.session.person.chat_id), chat.channel.clock.now(), "test:who"
        )
        (file,) = uow.case_files.waiting(uow.case_marks.owner(person.id))
    assert file.has_original


async def test_files_are_dropped_again(chat: Chat) -> None:
    await at_files(chat)
    await sends_photo(chat, picture())
    (none,) = await chat.presses("Bỏ các tệp đã gửi")
    assert "Không có tệp" in labels(none)


async def test_a_file_is_added_to_a_case_alone_or_with_words(chat: Chat) -> None:
    await sends(chat)
    await chat.presses("Bổ sung")
    (asked,) = await sends_photo(chat, picture())
    assert "Gửi tệp này" in labels(asked)
    (added,) = await chat.presses("Gửi tệp này")
    assert "Đã ghi vào hồ sơ" in added.text
    (case,) = await chat.presses("Xem hồ sơ")
    assert "Tệp: 1 ảnh" in case.text
    await chat.presses("Bổ sung")
    (with_words,) = await sends_photo(chat, picture(), caption="Giấy hẹn thứ hai")
    assert "Đã ghi vào hồ sơ" in with_words.text
    (case,) = await chat.presses("Xem hồ sơ")
    assert "Giấy hẹn thứ hai" in case.text


async def test_an_album_with_words_is_added_whole(chat: Chat) -> None:
    await sends(chat)
    await chat.presses("Bổ sung")
    told = await sends_photo(chat, picture(), media_group_id="9", caption="Ba tờ giấy hẹn")
    for _ in range(2):
        told += await sends_photo(chat, picture(), media_group_id="9")
    assert len(told) == 1
    (added,) = await chat.presses("Gửi tệp này")
    assert "Đã ghi vào hồ sơ" in added.text
    (case,) = await chat.presses("Xem hồ sơ")
    assert "Ba tờ giấy hẹn" in case.text
    assert "Tệp: 3 ảnh" in case.text


async def test_a_photo_out_of_nowhere_is_offered_to_go_with_feedback(chat: Chat) -> None:
    (told,) = await sends_photo(chat, picture())
    assert "Gửi phản ánh kèm tệp" in labels(told)


async def test_a_sticker_at_the_files_is_told_what_is_taken(chat: Chat) -> None:
    await at_files(chat)
    sticker = {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "type": "regular"}
    flags = {"is_animated": False, "is_video": False}
    (told,) = await chat.sends_content({"sticker": {**sticker, **flags}})
    assert "chỉ nhận ảnh" in told.text
