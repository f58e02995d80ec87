"""What is printed on a certificate."""

from handlers.texts.names import day
from services.study_views import Certificate

ISSUER = "Trợ lý Công vụ · tự học cho cán bộ, công chức cấp xã"
TITLE = "GIẤY CHỨNG NHẬN TỰ HỌC"
GIVEN_TO = "Chứng nhận"
PASSED = "đã đạt bài thi do đơn vị tổ chức"
CODE = "Mã kiểm tra"
NOT_OFFICIAL = (
    "Ghi nhận kết quả tự học; không thay chứng chỉ bồi dưỡng, không tính vào tỷ lệ được bồi dưỡng."
)


def result(told: Certificate) -> str:
    """Return the line with result and day."""
    percent = told.right * 100 // told.counted
    passed = day(told.passed_on)
    return f"Kết quả {told.right}/{told.counted} câu đúng ({percent} %) · ngày {passed}"


def how_to_check(code: str) -> str:
    """Return how anybody checks the sheet."""
    return f"Ai cũng kiểm tra được: gửi cho Trợ lý Công vụ tin /kiemtra {code}"
