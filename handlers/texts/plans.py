"""Tasks, targets and deadlines of a plan in words."""

from datetime import date

from handlers.render.markup import bold, escape
from handlers.screens import shortened
from handlers.texts.names import day, listed

NO_PLAN = "Chưa có kế hoạch nào được nạp nên chưa có mục này. Xem /vanban."
WHICH_PLAN = "Đang có nhiều kế hoạch. Xin chọn một:"
OBJECTIVE = "Mục tiêu"
CONTENT = "Nội dung"
LEADS = "Thực hiện"
COORDINATES = "Phối hợp"
TIME = "Thời gian"
OUTPUT = "Sản phẩm"
TASKS = "Các nhiệm vụ"
TARGETS = "Các chỉ tiêu"
NO_TASKS = "Kế hoạch này không chia nhiệm vụ."
NO_TARGETS = "Kế hoạch này không đặt chỉ tiêu riêng."
NO_DEADLINES = "Không có mốc thời gian nào."
DONE_UNKNOWN = "Tôi chưa có báo cáo thực hiện nên không biết việc nào đã xong."
BY_UNIT = "Lọc theo đơn vị"
ALL_UNITS = "Mọi đơn vị"
WHICH_UNIT = "Xin chọn đơn vị:"
ALL_TASKS = "Danh sách nhiệm vụ"
SECTIONS = ("Quá hạn", "Sắp đến hạn", "Thường xuyên", "Thời gian khác")


def task_line(path: str, title: str) -> str:
    """Return one line of the list of tasks."""
    return f"{bold(path)} {escape(title)}"


def fact(name: str, value: str, path: str | None) -> str:
    """Return one fact of a task with the place where it stands."""
    where = f" ({escape(path)})" if path else ""
    return f"• {bold(name + ':')} {escape(value)}{where}"


def milestone(what: str, wording: str, due: date | None) -> str:
    """Return a time as written, with its date where there is one."""
    told = shortened(f"{what} – {wording}" if what else wording, 200)
    return f"{told} → {day(due)}" if due else told


def deadline_row(
    task_path: str, name: str, wording: str, due: date | None, days: int | None
) -> str:
    """Return the first line of one thing that is due."""
    when = f"{day(due)}, {left(days)}" if due and days is not None else ""
    told = f"{wording} ({when})" if when else wording
    return f"• {bold(task_path)} {escape(shortened(name, 120))} – {escape(shortened(told, 240))}"


def left(days: int) -> str:
    """Return how far off a day is, in words."""
    if days < 0:
        return f"quá {-days} ngày"
    return "hôm nay" if days == 0 else f"còn {days} ngày"


def who(leads: tuple[str, ...], coordinators: tuple[str, ...]) -> str:
    """Return who does a thing and with whom, empty when the plan does not say."""
    told = [f"Thực hiện: {listed(leads)}"] if leads else []
    told += [f"Phối hợp: {listed(coordinators, 3)}"] if coordinators else []
    return escape(shortened(". ".join(told), 400))


def board_head(title: str, today: date, unit: str | None) -> str:
    """Return the head of the deadlines."""
    narrowed = f"\nĐơn vị: {bold(unit)}" if unit else ""
    return (
        f"{bold('Việc và thời hạn')} – tính đến {day(today)}\n"
        f"{escape(shortened(title, 120))}{narrowed}"
    )


def section_head(name: str, count: int) -> str:
    """Return the head of one section of the deadlines."""
    return f"\n{bold(f'{name}: {count}')}"


def more_times(count: int) -> str:
    """Return how many times of a task are not shown."""
    return f"• … và {count} mốc thời gian nữa, xem nút “{TIME}”"


def content_count(count: int, path: str | None) -> str:
    """Return how many items the content of a task has."""
    return fact(CONTENT, f"{count} việc", path)


def whole(path: str) -> str:
    """Return the label of the button that opens a task where it stands."""
    return f"Xem {path}"
