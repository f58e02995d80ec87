"""Wordings of time as plans use them, read to a kind and a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import days_left, find_times, is_overdue, read_deadline
from domain.register import MilestoneKind as Kind
from domain.vietnamese import fold
from tests.knowledge.plans import small_plan

WORDINGS: list[tuple[str, Kind, date | None]] = [
    ("trong tháng 5 năm 2026", Kind.BY_MONTH_END, date(2026, 5, 31)),
    ("tháng 6/2026", Kind.BY_MONTH_END, date(2026, 6, 30)),
    ("tháng 2 năm 2028", Kind.BY_MONTH_END, date(2028, 2, 29)),
    ("trong tháng 7, 8 năm 2026", Kind.BY_MONTH_END, date(2026, 8, 31)),
    ("Quý III/2026", Kind.BY_QUARTER_END, date(2026, 9, 30)),
    ("quý 3 năm 2026", Kind.BY_QUARTER_END, date(2026, 9, 30)),
    ("Quý II, III/2026", Kind.BY_QUARTER_END, date(2026, 9, 30)),
    ("Quý IV", Kind.BY_QUARTER_END, date(2026, 12, 31)),
    ("trước ngày 15/8", Kind.BY_DAY, date(2026, 8, 15)),
    ("trước 15/8/2026", Kind.BY_DAY, date(2026, 8, 15)),
    ("chậm nhất ngày 30/9/2026", Kind.BY_DAY, date(2026, 9, 30)),
    ("ngày 30 tháng 9 năm 2026", Kind.BY_DAY, date(2026, 9, 30)),
    ("từ ngày 01/6/2026 đến ngày 30/6/2026", Kind.BY_DAY, date(2026, 6, 30)),
    ("trước tháng 6/2026", Kind.BY_DAY, date(2026, 5, 31)),
    ("trước quý III/2026", Kind.BY_DAY, date(2026, 6, 30)),
    ("từ tháng 5 đến tháng 12 năm 2026", Kind.BY_MONTH_END, date(2026, 12, 31)),
    ("6 tháng đầu năm 2026", Kind.BY_HALF_YEAR_END, date(2026, 6, 30)),
    ("6 tháng cuối năm", Kind.BY_HALF_YEAR_END, date(2026, 12, 31)),
    ("năm 2026", Kind.BY_YEAR_END, date(2026, 12, 31)),
    ("hết năm 2026", Kind.BY_YEAR_END, date(2026, 12, 31)),
    ("cuối năm 2026", Kind.BY_YEAR_END, date(2026, 12, 31)),
    ("đến năm 2030", Kind.BY_YEAR_END, date(2030, 12, 31)),
    ("giai đoạn 2026 - 2030", Kind.PERIOD, None),
    ("từ năm 2026 đến năm 2030", Kind.PERIOD, None),
    ("hằng năm", Kind.PERIODIC, None),
    ("hàng quý", Kind.PERIODIC, None),
    ("hằng tháng", Kind.PERIODIC, None),
    ("định kỳ ngày 20 tháng cuối quý", Kind.PERIODIC, None),
    ("trước ngày 15 hằng tháng", Kind.PERIODIC, None),
    ("trước ngày 05 tháng 12 hằng năm", Kind.PERIODIC, None),
    ("02 lần/năm", Kind.PERIODIC, None),
    ("thường xuyên", Kind.ONGOING, None),
    ("Thực hiện thường xuyên theo kế hoạch hằng năm", Kind.ONGOING, None),
    ("thường xuyên từ năm 2026", Kind.ONGOING, None),
    ("trong năm 2026 và thường xuyên", Kind.BY_YEAR_END, date(2026, 12, 31)),
    ("Từ năm 2026 và các năm tiếp theo", Kind.FROM_YEAR, None),
    ("từ tháng 6/2026", Kind.FROM_YEAR, None),
    ("kể từ ngày 01/7/2026", Kind.FROM_YEAR, None),
    ("tháng 5-6/2026", Kind.BY_MONTH_END, date(2026, 6, 30)),
    ("tháng 3/2026 - 6/2026", Kind.BY_MONTH_END, date(2026, 6, 30)),
    ("cả năm", Kind.ONGOING, None),
    ("2027", Kind.BY_YEAR_END, date(2027, 12, 31)),
    ("theo yêu cầu của cấp có thẩm quyền", Kind.ON_REQUEST, None),
    ("sau khi có hướng dẫn", Kind.UNDATED, None),
    ("trong 30 ngày kể từ ngày ban hành", Kind.BY_DAY, None),
    ("ngày 31/2/2026", Kind.UNDATED, None),
    ("", Kind.UNDATED, None),
]


@pytest.mark.parametrize(("wording", "kind", "due"), WORDINGS)
def test_a_wording_of_time_is_read(wording: str, kind: Kind, due: date | None) -> None:
    assert read_deadline(wording, year=2026) == (kind, due)


@pytest.mark.parametrize(("wording", "kind", "due"), WORDINGS)
def test_it_reads_the_same_without_accents_and_in_capitals(
    wording: str, kind: Kind, due: date | None
) -> None:
    assert read_deadline(fold(wording), year=2026) == (kind, due)
    assert read_deadline(wording.upper(), year=2026) == (kind, due)


def test_without_any_year_the_day_stays_open() -> None:
    assert read_deadline("trước ngày 15/8", year=None) == (Kind.BY_DAY, None)
    assert read_deadline("Quý II", year=None) == (Kind.BY_QUARTER_END, None)


def test_the_time_is_found_inside_a_sentence() -> None:
    text = "Tập huấn cho cấp xã xong trước ngày 15/8/2026 gửi Sở Nội vụ"
    assert [text[start:end] for start, end in find_times(text)] == ["xong trước ngày 15/8/2026"]
    assert find_times("Rà soát đội ngũ cán bộ, công chức") == ()


def test_the_day_itself_is_still_in_time() -> None:
    due = date(2026, 6, 30)
    assert days_left(due, date(2026, 6, 15)) == 15
    assert days_left(due, date(2026, 7, 2)) == -2
    assert not is_overdue(due, due)
    assert is_overdue(due, date(2026, 7, 1))


@given(st.dates(date(2020, 1, 1), date(2039, 12, 31)))
def test_any_written_day_is_read_back(day: date) -> None:
    for wording in (f"{day.day}/{day.month}/{day.year}",
                    f"ngày {day.day:02} tháng {day.month:02} năm {day.year}"):  # fmt: skip
        assert read_deadline(f"trước {wording}", year=1999) == (Kind.BY_DAY, day)


@given(st.text(max_size=60))
def test_any_text_has_some_kind_of_time(text: str) -> None:
    kind, due = read_deadline(text, year=2026)
    assert due is None or kind.value.startswith("by_")
    assert all(0 <= start < end <= len(text) for start, end in find_times(text))


def test_a_day_before_the_issue_comes_back_every_year() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Kiểm tra", "a) Đơn vị chủ trì: Sở Y tế", "b) Thời gian: ",
        "- Báo cáo 6 tháng: Trước ngày 15/6.", "- Báo cáo năm: Trước ngày 05/12.",
        head="Số: 9/KH-UBND\nHòa Lâm, ngày 20 tháng 8 năm 2026",
    )  # fmt: skip
    assert [(m.what, m.due) for m in plan.milestones] == [
        ("Báo cáo 6 tháng", None), ("Báo cáo năm", date(2026, 12, 5)),
    ]  # fmt: skip
