"""When the work of a task is due: several times in a line, and what each of them is for."""

import pytest

from tests.knowledge.plans import small_plan

Due = tuple[str, str, str | None]


def dues(*lines: str) -> list[Due]:
    """Return what is due, of which kind and on which day for the tasks of a small plan."""
    plan = small_plan("I. NHIỆM VỤ", *lines)
    return [(m.what, m.kind.value, m.due.isoformat() if m.due else None) for m in plan.milestones]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("đợt 1 cho 35 trạm trong quý IV/2026, đợt 2 cho 43 trạm trong năm 2027",
         [("đợt 1 cho 35 trạm", "by_quarter_end", "2026-12-31"),
          ("đợt 2 cho 43 trạm", "by_year_end", "2027-12-31")]),
        ("thường xuyên, riêng việc lập danh sách ban đầu xong trước ngày 31/7/2026",
         [("", "ongoing", None), ("lập danh sách ban đầu", "by_day", "2026-07-31")]),
        ("hằng năm, riêng danh sách đợt đầu lập xong chậm nhất ngày 31/5/2026",
         [("", "periodic", None), ("danh sách đợt đầu lập", "by_day", "2026-05-31")]),
        ("chậm nhất ngày 15/12/2026, các năm sau thực hiện thường xuyên",
         [("", "by_day", "2026-12-15"), ("", "ongoing", None)]),
        ("thực hiện hằng năm, hoàn thành trước ngày 30 tháng 11", [("", "periodic", None)]),
        ("hai đợt mỗi năm, vào tháng 5 và tháng 10", [("", "periodic", None)]),
        ("rà soát từ ngày 01/9/2026 đến ngày 14/12/2026", [("rà soát", "by_day", "2026-12-14")]),
        ("Ký cam kết trước ngày 25/3/2026; lắp camera xong trước ngày 30/6/2026",
         [("Ký cam kết", "by_day", "2026-03-25"), ("lắp camera", "by_day", "2026-06-30")]),
        ("dự trữ lương thực, vật tư xong trước ngày 31/7/2026",
         [("dự trữ lương thực, vật tư", "by_day", "2026-07-31")]),
        ("công tác phát thanh thường xuyên trong năm", [("công tác phát thanh", "ongoing", None)]),
        ("giám sát suốt quá trình thi công", [("giám sát", "ongoing", None)]),
    ],
)  # fmt: skip
def test_the_times_of_a_time_line(value: str, found: list[Due]) -> None:
    assert dues("1. Mở lớp.", "- Chủ trì: Sở Y tế.", f"- Thời gian: {value}.") == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("kiện toàn đội trước ngày 15/5/2026; diễn tập ít nhất 01 lần mỗi năm, trước mùa bão.",
         [("Kiện toàn đội", "by_day", "2026-05-15"), ("Diễn tập", "periodic", None)]),
        ("đưa 12 điểm vào hoạt động trước ngày 30/9/2026, 18 điểm còn lại trong năm 2027.",
         [("Đưa 12 điểm vào hoạt động", "by_day", "2026-09-30"),
          ("18 điểm còn lại", "by_year_end", "2027-12-31")]),
        ("tổ chức thực hiện từ tháng 5/2026.", [("", "from_year", None)]),
    ],
)  # fmt: skip
def test_the_times_of_a_sentence_of_work(sentence: str, found: list[Due]) -> None:
    line = f"1. Mở lớp. Giao Sở Y tế chủ trì, phối hợp với các hợp tác xã; {sentence}"
    assert dues(line) == found


def test_the_partners_of_a_task_are_no_work() -> None:
    line = "1. Lập hồ sơ. Sở Y tế chủ trì, phối hợp với Hội ABC, hoàn thành trước ngày 31/12/2026."
    assert dues(line) == [("", "by_day", "2026-12-31")]


def test_work_may_stand_after_its_time() -> None:
    plan = small_plan(
        "I. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế",
        "Theo dõi. Đến hết ngày 30/9/2026 phải giải ngân ít nhất 70% và đến hết năm đạt từ 98%.",
    )  # fmt: skip
    assert [(m.what, m.wording) for m in plan.milestones] == [
        ("Phải giải ngân ít nhất 70%", "Đến hết ngày 30/9/2026"), ("Đạt từ 98%", "đến hết năm"),
    ]  # fmt: skip


def test_a_condition_sets_no_time() -> None:
    plan = small_plan(
        "I. NHIỆM VỤ", "1. Giao Sở Y tế chủ trì mở lớp.", "II. BÁO CÁO",
        "1. Cơ quan nào chậm báo cáo từ 02 lần trở lên trong năm thì không được xét khen thưởng.",
    )  # fmt: skip
    assert plan.milestones == ()
