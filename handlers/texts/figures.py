"""Figures of citizen feedback in words: on a screen, on a picture, in a report."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.case_figures import Figures, InnerFigures, Shown
from domain.periods import Quarter
from handlers.render.markup import bold, escape, italic
from handlers.texts.case_names import CONDUCTS
from handlers.texts.names import day
from services.case_figures import CaseReport, PublicFigures

TITLE = "Phản ánh của người dân"
ALL_OFFICES = "Toàn tỉnh"
PROVINCE = "Cấp tỉnh"
BY_OFFICE = "Chọn đơn vị"
EARLIER = "◀ Quý trước"
LATER = "Quý sau ▶"
PICTURE = "Xem bằng hình"
INSIDE = "Số liệu nội bộ"
BACK = "◀ Số liệu"
WHICH_OFFICE = "Số liệu của đơn vị nào? Đơn vị là nơi phải trả lời hồ sơ."
NO_OFFICES = "Quý này chưa đơn vị nào có hồ sơ."
HIDDEN = "ẩn (có số dưới 5)"
HIDDEN_CELL = "ẩn"
NONE_YET = "chưa có"
TOTAL = "Tổng"
INSIDE_NOTE = (
    "Chỉ gồm các hồ sơ mà ông/bà được xem. Gia hạn không tính là đúng hạn; còn treo quá hạn "
    "tính là quá hạn."
)
ONLY_VISIBLE = "Báo cáo chỉ gồm các hồ sơ mà người lập được xem."
SMALL_HIDDEN = "Số dưới 5, và số suy ra được nó, ghi là “ẩn”."
XLSX, DOCX = "Tải XLSX", "Tải DOCX"
FILE_NAME = "so-lieu-phan-anh"
OWN_FIGURES = (
    "Đây là số liệu của riêng kênh này, không phải chỉ tiêu II.2.i và II.2.k của kế hoạch "
    "(về thủ tục hành chính)."
)
_OFFICES_SHOWN = 8
_ROMAN = ("I", "II", "III", "IV")

RECEIVED = "Đã tiếp nhận"
ON_TIME = "Trả lời đúng hạn"
EXTENDED = "Trả lời sau gia hạn"
LATE = "Quá hạn"
WAITING = "Chưa đến hạn"
RESPONSE = "Tỷ lệ trả lời"
REFUSED = "Từ chối có lý do"
SATISFIED = "Hài lòng"
PRAISED = "Khen ngợi"

# The columns of exported tables, with what fills each.
COLUMNS = (
    "Đơn vị trả lời",
    RECEIVED,
    "Đúng hạn",
    "Sau gia hạn",
    "Trả lời muộn",
    "Còn treo quá hạn",
    WAITING,
    "Từ chối",
    "Đã đánh giá",
    SATISFIED,
    "Mở lại",
    PRAISED,
)


def quarter_name(quarter: Quarter) -> str:
    """Return a quarter as papers write it: Quý IV/2026."""
    return f"Quý {_ROMAN[quarter.number - 1]}/{quarter.year}"


def office_name(found: PublicFigures) -> str:
    """Return whose figures they are."""
    if found.office is None:
        return ALL_OFFICES
    return found.office_name or PROVINCE


def public(found: PublicFigures) -> str:
    """Return public figures as short lines, hidden ones said to be hidden."""
    head = bold(f"{TITLE} · {quarter_name(found.quarter)} · {office_name(found)}")
    lines = [f"• {name}: {escape(words)}" for name, words in rows(found.shown)]
    closed = f"Chốt đến hết ngày {day(found.closed_on)}. {OWN_FIGURES}"
    return "\n".join([head, *lines, italic(closed)])


def rows(shown: Shown) -> list[tuple[str, str]]:
    """Return each figure's name and words."""
    figures = shown.figures
    timing, refused = shown.has_timing, shown.has_refused
    return [
        (RECEIVED, _shown(shown.has_received, str(figures.received))),
        (ON_TIME, _shown(timing, _with_rate(figures.on_time, figures.on_time_rate))),
        (EXTENDED, _shown(timing, f"{figures.extended} (không tính là đúng hạn)")),
        (LATE, _shown(timing, _late(figures))),
        (WAITING, _shown(timing, str(figures.waiting))),
        (RESPONSE, _shown(timing, rate(figures.response_rate))),
        (REFUSED, _shown(refused, str(figures.refused))),
        (f"{SATISFIED} (4–5/5)", _shown(shown.has_satisfaction, _satisfied(figures))),
        (PRAISED, _shown(shown.has_praised, str(figures.praised))),
    ]


def picture_title(found: PublicFigures) -> str:
    """Return the title of the picture."""
    return f"{TITLE}: {office_name(found)}, {quarter_name(found.quarter)}"


def picture_footer(found: PublicFigures) -> str:
    """Return the words below the picture."""
    return f"Chốt đến hết ngày {day(found.closed_on)}. {OWN_FIGURES}"


def inside(found: CaseReport, quarter: Quarter) -> str:
    """Return full figures for those who may see the cases."""
    head = bold(f"Số liệu nội bộ · {quarter_name(quarter)}")
    lines = [f"• {name}: {escape(words)}" for name, words in rows(found.total)]
    lines += [f"• {name}: {escape(words)}" for name, words in inside_rows(found)]
    offices = [
        f"• {_office(one.name)}: {_in_short(one.shown.figures)}" for one in found.offices[:8]
    ]
    more = len(found.offices) - len(offices)
    if more > 0:
        offices.append(f"… và {more} đơn vị khác (xem tệp).")
    note = italic(INSIDE_NOTE)
    return "\n".join([head, *lines, *offices, note])


def inside_rows(found: CaseReport) -> list[tuple[str, str]]:
    """Return what managers see beside the numbers."""
    inner = found.inside
    if inner is None:
        return []
    causes = [(CONDUCTS[conduct], number) for conduct, number in inner.causes.items()]
    named = "; ".join(f"{name} {number}" for name, number in sorted(causes, key=lambda c: -c[1]))
    return [
        ("Thời gian đến trả lời đầu tiên", times(inner)),
        ("Tỷ lệ mở lại", rate(found.total.figures.reopen_rate)),
        ("Nguyên nhân", named or NONE_YET),
    ]


def times(inner: InnerFigures) -> str:
    """Return median and 90th percentile in days."""
    if inner.median_time is None or inner.ninetieth_time is None:
        return NONE_YET
    return f"trung vị {_days(inner.median_time)}, 90% trong {_days(inner.ninetieth_time)}"


def rate(value: float | None) -> str:
    """Return a rate as a whole percentage."""
    return NONE_YET if value is None else f"{100 * value:.0f}%"


def table(found: CaseReport) -> tuple[tuple[str, ...], ...]:
    """Return the rows of an exported table, the total last."""
    offices = [(_office(one.name), one.shown) for one in found.offices]
    total = TOTAL if found.inside else ALL_OFFICES
    return tuple((name, *_numbers(shown)) for name, shown in (*offices, (total, found.total)))


def report_about(found: CaseReport) -> str:
    """Return what a report is about."""
    return f"Tiếp nhận, trả lời phản ánh của người dân từ {day(found.since)} đến {day(found.until)}"


def report_paragraphs(found: CaseReport) -> Sequence[str]:
    """Return the paragraphs of a report."""
    figures = "; ".join(f"{name.lower()} {words}" for name, words in rows(found.total))
    return (
        f"Số liệu chung: {figures}.",
        *(f"{name}: {words}." for name, words in inside_rows(found)),
        report_note(found),
    )


def report_note(found: CaseReport) -> str:
    """Return what the figures are, and what is left out of them."""
    return f"{OWN_FIGURES} {ONLY_VISIBLE if found.inside else SMALL_HIDDEN}"


def file_caption(found: CaseReport) -> str:
    """Return the words below an exported file."""
    return f"Số liệu phản ánh từ {day(found.since)} đến {day(found.until)}."


def quarter_days(quarter: Quarter) -> tuple[date, date]:
    """Return the first and the last day of a quarter."""
    return quarter.start, quarter.end - timedelta(days=1)


def _office(name: str | None) -> str:
    return name or PROVINCE


def _numbers(shown: Shown) -> tuple[str, ...]:
    f, timing = shown.figures, shown.has_timing
    cells = (
        (shown.has_received, f.received),
        *((timing, number) for number in (f.on_time, f.extended, f.late_reply, f.overdue)),
        (timing, f.waiting),
        (shown.has_refused, f.refused),
        *((shown.has_satisfaction, number) for number in (f.rated, f.satisfied)),
        # Part of what is told of replies, so shown where these are.
        (shown.has_reopened, f.reopened),
        (shown.has_praised, f.praised),
    )
    return tuple(str(number) if is_shown else HIDDEN_CELL for is_shown, number in cells)


def _shown(is_shown: bool, words: str) -> str:
    return words if is_shown else HIDDEN


def _with_rate(number: int, value: float | None) -> str:
    return str(number) if value is None else f"{number} ({rate(value)})"


def _late(figures: Figures) -> str:
    words = _with_rate(figures.late, figures.late_rate)
    return f"{words}, gồm {figures.overdue} còn treo" if figures.late else words


def _satisfied(figures: Figures) -> str:
    if not figures.rated:
        return NONE_YET
    return f"{figures.satisfied}/{figures.rated} lượt ({rate(figures.satisfaction)})"


def _in_short(figures: Figures) -> str:
    return f"nhận {figures.received}, quá hạn {figures.late}, chưa đến hạn {figures.waiting}"


def _days(length: timedelta) -> str:
    return f"{length / timedelta(days=1):.1f} ngày".replace(".", ",")
