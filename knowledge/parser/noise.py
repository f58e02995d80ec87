"""Lines that printers, portals and signing programs add to a text."""

import re
from collections.abc import Sequence

_GAZETTE = re.compile(r"^\d*\s*CÔNG BÁO/Số [\d\s+&,]+/?\s*Ngày \d{1,2}-\d{1,2}-\d{4}\s*\d*$")
_WEB = re.compile(
    r"^(?:[#>•-]\s*)*(?:Danh sách điều khoản|Tham khảo thêm|Xem thêm|Tải về|Về đầu trang|"
    r"In trang này|Chia sẻ|Bản in|Văn bản liên quan)\s*:?$"
)
_STAMP = re.compile(r"^\W*(?:Người ký|Email|Cơ quan|Thời gian ký)\s*:")
_STAMP_SURE = re.compile(r"(?:Người ký|Thời gian ký)\s*:")
_STAMP_LINES = 6


def noise_in(texts: Sequence[str]) -> frozenset[int]:
    """Return which lines are no words of the document."""
    stamps = [place for place, text in enumerate(texts) if _STAMP_SURE.search(text)]
    # Two of the stamp's own lines: a law's table of facts has "Người ký" too.
    is_stamped = len(stamps) > 1 and stamps[1] - stamps[0] <= _STAMP_LINES
    near = range(stamps[0], stamps[1] + 1) if is_stamped else range(0)
    return frozenset(
        place
        for place, text in enumerate(texts)
        if _GAZETTE.match(text)
        or _WEB.match(text)
        or (place in near and (_STAMP.match(text) or _STAMP_SURE.search(text)))
    )
