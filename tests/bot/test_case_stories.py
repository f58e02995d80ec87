"""Whole stories of cases, sender and office, through `congvu chat --json`."""

import base64
import json
from pathlib import Path
from typing import Any

from nacl.public import PrivateKey

from domain.roles import Role
from services.custody import open_name
from tests.bot.chatting import MONDAY, copy_of, open_at
from tests.bot.test_chat_command import congvu

UNIT = "22015"
STORY = "Tôi nộp hồ sơ từ đầu tháng, hẹn 10 ngày, đi lại bốn lần vẫn chưa có kết quả."
ANSWER = "Chúng tôi đã xem sổ và thấy phản ánh đúng: hồ sơ bị để quên. Đã trả kết quả."
PROOF = "Biên bản số 12"
NEXT = "Mời ông/bà đến nhận tại Một cửa."
ANSWERS = f"[Trả lời]\n{ANSWER}\n{PROOF}\n{NEXT}\n[Gửi]\n"


def sends(
    name: str, *whom: str, story: str = STORY, known: tuple[str, ...] = ("[Ẩn danh]",)
) -> str:
    """Return the lines by which somebody sends feedback about the ward."""
    about, known_as = "\n".join(whom), "\n".join(known)
    return f"""@as {name}
/phananh
[Phản ánh]
Phường Tuy Hoà
{about}
[Chậm trễ]
{story}
[Hôm nay]
[Không có tệp]
{known_as}
[Báo tin cho tôi tại đây]
[Gửi đi]
"""


SEALED = ("[Chỉ người giữ bí mật biết tên]", "Nguyễn Thị Bí Mật")
CLERKS = ("[Bộ phận, chức danh]", "bộ phận địa chính")


def play(
    prepared: Path,
    folder: Path,
    script: str,
    *people: tuple[str, Role, str | None],
    **settings: str,
) -> Any:
    """Return who was told what, in turn, after these people were given their roles."""
    var_dir = copy_of(prepared, folder)
    services = open_at(var_dir)
    try:
        for name, role, unit in people:
            grant = services.administration.grant
            grant(name, role, MONDAY, f"test:{name}", unit_code=unit)
    finally:
        services.close()
    done = congvu(var_dir, "chat", "--json", typed=script, **settings)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def told(said: list[dict[str, Any]], name: str) -> list[str]:
    """Return all that somebody was told."""
    return [one["text"] for one in said if one["to"] == name]


HANDLER, HEAD = ("ha", Role.HANDLER, UNIT), ("me", Role.MANAGER, UNIT)
INSPECTOR = ("tt", Role.INSPECTOR, None)


def test_a_complaint_is_asked_about_answered_rated_and_looked_at_again(
    prepared: Path, tmp_path: Path
) -> None:
    script = f"""{sends("an", *CLERKS)}@as ha
[Mở bàn làm việc]
[~PA-2026]
[Nhận]
[Hỏi thêm người gửi]
Ông/bà nộp hồ sơ ngày nào?
[Gửi]
@as an
[Trả lời]
Ngày 2 tháng 11
@as ha
/hoso
[~PA-2026]
{ANSWERS}@as an
[2]
Chưa nói vì sao để quên.
@as me
[Mở bàn làm việc]
[~Cần xem lại]
[~PA-2026]
[Xem lại, mở lại]
Cần làm rõ trách nhiệm.
[Gửi]
@as an
/theodoi
"""
    said = play(prepared, tmp_path / "var", script, HANDLER, HEAD)
    sender, clerk = told(said, "an"), told(said, "ha")
    assert any("Ông/bà nộp hồ sơ ngày nào?" in text for text in sender)
    assert any("☑ có câu trả lời ☑ có minh chứng ☑ có bước tiếp theo" in text for text in clerk)
    answer = next(text for text in sender if "Đã có trả lời" in text)
    assert all(part in answer for part in (ANSWER, PROOF, NEXT))
    assert any("Có người gửi chưa hài lòng" in text for text in told(said, "me"))
    assert not any("chưa hài lòng" in text for text in clerk)
    assert "đã mở lại" in sender[-1]
    notices = [text for text in clerk if text.startswith(("Có hồ sơ", "Người gửi đã"))]
    assert notices
    assert not any(STORY in text or "PA-" in text for text in notices)


def test_a_complaint_about_a_head_goes_above_past_everybody_under_them(
    prepared: Path, tmp_path: Path
) -> None:
    script = f"""{sends("an", "[Người đứng đầu đơn vị]")}@as ha
/hoso
/hoso PA-2026-00001
@as me
/hoso
/hoso PA-2026-00001
/tuan
@as tt
[Mở bàn làm việc]
[~PA-2026]
[Nhận]
{ANSWERS}@sleep 30d
"""
    said = play(prepared, tmp_path / "var", script, HANDLER, HEAD, INSPECTOR)
    for name in ("ha", "me"):
        everything = "\n".join(told(said, name))
        assert "đang mở: 0" in everything
        assert "Không tìm thấy" in everything
        assert STORY not in everything
        assert "PA-2026" not in everything
    assert "Phản ánh chờ trả lời: 0" in "\n".join(told(said, "me"))
    assert any("Đã trả lời" in text for text in told(said, "tt"))
    assert any("Đã có trả lời" in text for text in told(said, "an"))


def test_a_late_case_is_answered_after_an_apology_only(prepared: Path, tmp_path: Path) -> None:
    script = f"""{sends("an", *CLERKS)}@sleep 20d
@as ha
/hoso
[~Quá hạn]
[~PA-2026]
[Trả lời]
[Soạn lời xin lỗi]
[Dùng lời này]
Bộ phận thiếu người, chúng tôi không báo kịp.
[~/12/2026]
Nguyễn Văn Bình
Phó Chủ tịch
[Gửi]
/hoso
[~PA-2026]
{ANSWERS}[Mở hồ sơ]
[~Trao đổi]
[Thư xin lỗi (DOCX)]
"""
    said = play(prepared, tmp_path / "var", script, HANDLER, HEAD)
    clerk = told(said, "ha")
    needed = next(n for n, text in enumerate(clerk) if "Trước khi trả lời cần: lời xin lỗi" in text)
    done = next(n for n, text in enumerate(clerk) if "Đã gửi lời xin lỗi" in text)
    answered = next(n for n, text in enumerate(clerk) if text.startswith("Đã trả lời"))
    assert needed < done < answered
    sender = told(said, "an")
    apology = next(n for n, text in enumerate(sender) if "xin lỗi ông/bà" in text)
    assert apology < next(n for n, text in enumerate(sender) if "Đã có trả lời" in text)
    letters = [Path(one["file"]) for one in said if one.get("file")]
    assert {letter.suffix for letter in letters} == {".docx"}
    assert len(letters) == 2
    assert all(letter.read_bytes().startswith(b"PK") for letter in letters)


def test_two_senders_of_one_matter_get_one_answer(prepared: Path, tmp_path: Path) -> None:
    other = f"{STORY} Xin xem lại giúp tôi."
    script = f"""{sends("an", *CLERKS)}{sends("lan", *CLERKS, story=other)}@as ha
/hoso PA-2026-00002
[PA-2026-00002]
[Việc khác]
[Hồ sơ tương tự]
[Gộp vào PA-2026-00001]
[Đồng ý]
[Mở hồ sơ]
{ANSWERS}"""
    said = play(prepared, tmp_path / "var", script, HANDLER)
    for name in ("an", "lan"):
        assert any(ANSWER in text for text in told(said, name))
    assert not any(other in text for text in told(said, "an"))


def test_two_handlers_at_once_answer_once_and_lose_no_word(prepared: Path, tmp_path: Path) -> None:
    second = "Câu trả lời của người thứ hai."
    script = f"""{sends("an", *CLERKS)}@as hb
/hoso
[~PA-2026]
[Trả lời]
{second}
{PROOF}
{NEXT}
@as ha
/hoso
[~PA-2026]
{ANSWERS}@as hb
[Gửi]
"""
    said = play(prepared, tmp_path / "var", script, HANDLER, ("hb", Role.HANDLER, UNIT))
    last = told(said, "hb")[-1]
    assert "đã trả lời" in last
    assert second in last
    answers = [text for text in told(said, "an") if "Đã có trả lời" in text]
    assert len(answers) == 1
    assert second not in answers[0]


def test_a_sealed_name_is_opened_by_three_people_and_by_paper_alone(
    prepared: Path, tmp_path: Path
) -> None:
    key = PrivateKey.generate()
    public = base64.b64encode(bytes(key.public_key)).decode()
    script = f"""{sends("an", *CLERKS, known=SEALED)}@as ha
/hoso
[~PA-2026]
[Việc khác]
[Xin mở tên người gửi]
Cần xác minh giấy tờ do người gửi cung cấp.
[Gửi]
/giu_ten
@as tt
[Xem yêu cầu]
[Đồng ý mở]
@as kh
[Xem yêu cầu]
[Nhận phong bì]
"""
    people = (HANDLER, INSPECTOR, ("kh", Role.CUSTODIAN, None))
    said = play(prepared, tmp_path / "var", script, *people, CUSTODIAN_KEY=public)
    assert any("không làm được việc này" in text for text in told(said, "ha"))
    envelope = next(text for text in told(said, "kh") if "Phong bì tên" in text)
    boxed = max(envelope.split(), key=len)
    assert open_name(boxed, bytes(key)) == SEALED[1]
    for name in ("ha", "tt", "kh"):
        assert not any(SEALED[1] in text for text in told(said, name))
    assert any("đã được xem xét" in text for text in told(said, "ha"))
