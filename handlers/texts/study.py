"""Self-study in words: today's session, how it ended, reminders, what is kept of it."""

from collections.abc import Sequence
from datetime import datetime

from handlers.render.markup import bold, escape
from handlers.texts.names import day
from handlers.texts.study_names import SKILLS
from handlers.texts.study_words import skill_name, streak_words
from services.study_views import Ended, Reminder, SkillProgress, Today

BEGIN, GO_ON, MORE = "Bắt đầu", "Học tiếp", "Học thêm"
BY_SKILL, BY_DOCUMENT = "Theo kỹ năng", "Theo văn bản"
PROGRESS, REMINDERS, EXAMS = "Xem tiến độ", "Nhắc học", "Bài thi"
NOTHING = "Hiện chưa có câu nào để học ở phần này."
WHICH_SKILL = "Ông/bà muốn học kỹ năng nào?"
WHICH_DOCUMENT = "Ông/bà muốn học văn bản nào?"
NO_DOCUMENT = "Chưa có văn bản nào có câu hỏi để học."
STOP = "Thôi"
STOPPED = "Vâng, không hỏi nữa."

REMINDER_HOURS = ("07:00", "07:30", "11:30", "13:00", "16:30", "20:00")
REMIND_OFF = "Tắt nhắc"
REMINDER_GONE = "Đã tắt nhắc học."
NO_REMINDER = "Hiện không có lời nhắc nào."
NO_SUCH_HOUR = "Tôi chưa đọc được giờ. Xin gõ như /nhac 7:30, hoặc bấm một giờ dưới đây."

LOG = "Tải nhật ký học"
LOG_NAME = "nhat-ky-tu-hoc.xlsx"
LOG_CAPTION = "Mọi câu ông/bà đã trả lời. Tệp này chỉ gửi cho ông/bà."
NO_LOG = "Ông/bà chưa trả lời câu nào."
FORGET, FORGET_YES, FORGET_NO = "Xoá dữ liệu học", "Xoá", "Giữ lại"
SURE_TO_FORGET = (
    "Xoá dữ liệu học của ông/bà? Mọi câu trả lời sẽ không còn gắn với ông/bà (chỉ còn số đếm "
    "chung), lịch ôn, chuỗi ngày, lời nhắc và danh sách thi đều mất; giấy chứng nhận đã cấp vẫn "
    "kiểm tra được bằng mã. Việc này không hoàn lại được."
)
FORGOTTEN = "Đã xoá. Không còn gì nối các câu trả lời cũ với ông/bà."
NEVER_STUDIED = "Không có dữ liệu học nào của ông/bà để xoá."
KEPT = "Vâng, mọi thứ giữ nguyên."
SHARE, HIDE = "Cho đơn vị thấy tên tôi", "Ẩn tên tôi với đơn vị"
SHARED = (
    "Từ nay lãnh đạo đơn vị thấy tên ông/bà cạnh số câu đã nhớ theo kỹ năng. Từng câu trả lời thì "
    "không ai thấy. Đổi ý lúc nào cũng được."
)
HIDDEN = "Từ nay đơn vị không thấy tên ông/bà; ông/bà chỉ còn trong số đếm chung."
CERTIFICATES = "Giấy chứng nhận"


def today(told: Today) -> str:
    """Return what today's session holds."""
    row = streak_words(told.streak)
    if told.open_session is not None and told.at < told.of:
        head = f"Đang học dở: đã trả lời {told.at}/{told.of} câu."
    elif not told.count:
        head = "Hôm nay không còn câu nào đến hạn ôn, và ông/bà đã gặp mọi câu trong ngân hàng."
    else:
        counts = [f"{told.due} câu ôn"] * bool(told.due) + [f"{told.new} câu mới"] * bool(told.new)
        lead = "Học thêm" if told.answered_today else "Hôm nay"
        head = f"{bold(lead + ':')} {', '.join(counts)} (khoảng {told.minutes} phút)."
    done = f"Hôm nay đã trả lời {told.answered_today} câu." if told.answered_today else ""
    if not (row or done):
        done = "Trả lời xong là biết ngay đúng sai, vì sao và ở điều nào."
    return "\n".join(part for part in (head, " ".join(filter(None, (row, done)))) if part)


def paused(told: Today) -> str:
    """Return that the session waits."""
    return (
        f"Đã dừng sau {told.at}/{told.of} câu. Ông/bà học tiếp lúc nào cũng được, trên Telegram "
        "hay trình duyệt: gõ /hoc."
    )


def ended(told: Ended, hard: Sequence[str]) -> str:
    """Return how a session ended; `hard` names what was wrong where."""
    if not told.answered:
        return "Buổi học kết thúc, chưa có câu trả lời nào."
    lines = [bold(f"{told.right}/{told.answered} câu đúng.")]
    if hard:
        lines.append(f"Hay nhầm: {escape('; '.join(hard))}.")
    elif told.right == told.answered:
        lines.append("Không nhầm câu nào.")
    if told.due_tomorrow:
        lines.append(f"Đến mai có {told.due_tomorrow} câu cần ôn.")
    if told.streak:
        lines.append(streak_words(told.streak))
    return "\n".join(lines)


def skill_label(one: SkillProgress) -> str:
    """Return the label of a skill's button: how many of its items were met."""
    return f"{skill_name(one.skill)} ({one.met}/{one.items})"


def gaps(skills: Sequence[SkillProgress]) -> str:
    """Return which skills have no items yet, since no loaded source carries them."""
    missing = [SKILLS[one.skill] for one in skills if not one.items]
    named = "; ".join(missing)
    return f"\nChưa có câu (thiếu nguồn trong văn bản đã nạp): {escape(named)}." if missing else ""


def about(place: str) -> str:
    """Return that a question on a place may be typed."""
    return f"Xin gõ điều ông/bà muốn hỏi về {bold(place)}."


def reminder(one: Reminder | None) -> str:
    """Return when somebody is reminded."""
    when = (
        f"Tôi đang nhắc lúc {bold(f'{one.hour}:{one.minute:02}')} các ngày làm việc chưa học."
        if one
        else NO_REMINDER
    )
    return f"{when}\nXin chọn giờ, hoặc gõ như /nhac 7:30. Ngày nghỉ và ngày đã học tôi không nhắc."


def reminder_kept(first: datetime) -> str:
    """Return when the first reminder comes; `first` is in the office's zone."""
    return (
        f"Đã đặt. Tôi nhắc lúc {bold(f'{first.hour}:{first.minute:02}')} các ngày làm việc mà "
        f"ông/bà chưa học, lần đầu {day(first.date())}. Gõ /nhac để đổi hoặc tắt."
    )


def reminded(due: int, new: int, minutes: int, streak: int) -> str:
    """Return the reminder itself."""
    counts = [f"{due} câu ôn"] * bool(due) + [f"{new} câu mới"] * bool(new)
    return " ".join(
        filter(
            None,
            (
                f"Đến giờ học: {', '.join(counts)}, khoảng {minutes} phút.",
                streak_words(streak),
            ),
        )
    )


def nudged(unit: str) -> str:
    """Return the word to everybody of a unit."""
    return (
        f"{bold(unit)} mời mọi người cùng dành 5 phút tự học trong tuần này. Lời mời gửi đến tất "
        "cả, không theo kết quả của ai; kết quả từng người chỉ người ấy xem."
    )
