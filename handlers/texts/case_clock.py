"""Notices of the clock to officials: how much waits, never what."""

from services.case_clock import Alarm

_DUE = {
    Alarm.WARN: "hồ sơ phản ánh sắp đến hạn, cần xử lý trong ngày làm việc tới.",
    Alarm.LATE: (
        "hồ sơ phản ánh đã quá hạn. Trước khi trả lời cần lời xin lỗi, lý do, ngày hẹn mới và "
        "người ký."
    ),
    Alarm.ESCALATE: "hồ sơ phản ánh ở đơn vị cấp dưới đã quá hạn từ 2 ngày làm việc trở lên.",
}
ALREADY_EXTENDED = (
    "Hồ sơ này đã gia hạn một lần hoặc đã quá hạn, không gia hạn thêm được. Nếu chậm, cần xin lỗi "
    "và hẹn ngày mới."
)


def due(alarm: Alarm, count: int) -> str:
    """Return how many cases wait, and why."""
    return f"{count} {_DUE[alarm]}"
