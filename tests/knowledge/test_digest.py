"""The shipped digest of the plan: complete in its facts, and told in our own words."""

import re
from collections import Counter
from datetime import date

import pytest

from domain.register import Document, MilestoneKind, TextState, path_of
from domain.vietnamese import canonical
from knowledge.loader import load_document
from tests.knowledge.official_text import PLAN, SHIPPED, official_plan

LONGEST_SHARED_RUN = 12
# Names that hold whole sentences together: titles of schemes and resolutions that the plan cites.
CITED_TITLES = (
    "Nghị quyết Ban Chấp hành Đảng bộ tỉnh về nâng cao chất lượng đội ngũ cán bộ cơ sở "
    "tỉnh Đắk Lắk giai đoạn 2026 - 2030, định hướng đến năm 2035",
    "Đề án tăng cường bồi dưỡng đội ngũ cán bộ, công chức ở xã, phường, đặc khu đáp ứng yêu cầu "
    "vận hành chính quyền địa phương 02 cấp giai đoạn 2026 - 2031",
)
# Places that hold nothing but names: number, title, units, times, recipients, signature.
NAMES_ONLY = {"đầu văn bản", "nơi nhận", "ký"}
NAMES_ONLY_HEADINGS = {"Cơ quan thực hiện", "Cơ quan phối hợp", "Thời gian thực hiện"}


@pytest.fixture(scope="module")
def plan() -> Document:
    return load_document(SHIPPED / PLAN)


def test_the_digest_says_that_it_is_one(plan: Document) -> None:
    assert plan.state is TextState.DIGEST
    assert "tóm lược" in plan.info.caveat
    assert plan.info.source
    assert plan.info.checked_on


def test_the_digest_has_every_place_of_the_plan(plan: Document) -> None:
    assert [one.path for one in plan.children(None)] == [
        "đầu văn bản", "căn cứ", "I", "II", "III", "IV", "V", "nơi nhận", "ký",
    ]  # fmt: skip
    assert [one.label for one in plan.children("II.2")] == list("abcdđeghiklmnoôơ")
    assert [one.label for one in plan.children("III")] == list("12345678")
    assert [one.path for one in plan.children("V")] == [f"V.{n}" for n in range(1, 10)] + ["V.cuối"]


def test_only_the_first_task_has_no_coordinating_units(plan: Document) -> None:
    assert [task.number for task in plan.tasks if not task.coordinators] == ["1"]


def test_so_noi_vu_leads_six_of_the_eight_tasks(plan: Document) -> None:
    led = Counter(unit for task in plan.tasks for unit in task.leads)
    assert led["so-noi-vu"] == 6
    assert led["so-khoa-hoc-va-cong-nghe"] == led["thanh-tra-tinh"] == 1


def test_four_milestones_have_a_day_and_the_others_none(plan: Document) -> None:
    dated = [(one.key, one.due) for one in plan.milestones if one.due]
    assert dated == [
        ("III.1.d#1", date(2026, 5, 31)),
        ("III.2.đ#1", date(2026, 5, 31)),
        ("III.2.đ#2", date(2026, 6, 30)),
        ("III.2.đ#3", date(2026, 9, 30)),
    ]
    kinds = Counter(one.kind for one in plan.milestones if not one.due)
    assert kinds == {
        MilestoneKind.ONGOING: 7,
        MilestoneKind.FROM_YEAR: 1,
        MilestoneKind.ON_REQUEST: 1,
    }


def test_fifteen_of_the_sixteen_targets_have_a_figure(plan: Document) -> None:
    assert [target.label for target in plan.targets if not target.measures] == ["l"]
    by_label = {target.label: target.measures for target in plan.targets}
    assert [measure.value for measure in by_label["k"]] == [98, 100]
    assert [measure.per_year for measure in by_label["ơ"]] == [True]


def test_every_paragraph_of_a_task_and_of_a_block_is_a_duty(plan: Document) -> None:
    places = [task.content_path for task in plan.tasks] + [block.path for block in plan.blocks]
    expected = [p.key for path in places if path for p in plan.by_path[path].paragraphs]
    assert sorted(duty.key for duty in plan.duties) == sorted(expected)
    assert len(plan.duties) == 97


def test_every_duty_has_somebody_who_answers_for_it(plan: Document) -> None:
    assert all(duty.leads or duty.coordinators for duty in plan.duties)


def test_cited_documents_are_named_where_they_are_said_to_be(plan: Document) -> None:
    for one in plan.cited:
        name = one.number or one.title
        assert all(name in plan.by_key[key].text for key in one.keys)


def test_the_digest_is_told_in_our_own_words(plan: Document) -> None:
    names = _names(plan)
    official = f" {' '.join(_syllables(official_plan(), names))} "
    copied = {
        key: run
        for key, paragraph in plan.by_key.items()
        if not _holds_names_only(plan, key)
        for run in _shared_runs(_syllables(paragraph.text, names), official)
    }
    assert copied == {}


def _holds_names_only(plan: Document, key: str) -> bool:
    path = path_of(key)
    return path in NAMES_ONLY or plan.by_path[path].heading in NAMES_ONLY_HEADINGS


def _names(plan: Document) -> list[str]:
    """Return what may be written as it stands: headings, titles, units and milestone wording."""
    long_names = {
        *CITED_TITLES,
        plan.info.title,
        *(one.heading for one in plan.provisions),
        *(one.title for one in plan.cited),
        *(one.wording for one in plan.milestones),
    }
    names = {canonical(name) for name in long_names if len(name.split()) >= 5}
    names |= {canonical(unit.name) for unit in plan.units}
    return sorted(names, key=len, reverse=True)


def _syllables(text: str, names: list[str]) -> list[str]:
    """Return the syllables of `text`; a bar stands for each name, commas do not part anything."""
    flat = canonical(" ".join(text.split()))
    for name in names:
        flat = flat.replace(name, " | ")
    return re.findall(r"\w+(?:[/.]\w+)*%?|[|]", flat)


def _shared_runs(syllables: list[str], official: str) -> list[str]:
    """Return the runs longer than allowed that stand in the official text too."""
    size = LONGEST_SHARED_RUN + 1
    windows = (syllables[at : at + size] for at in range(len(syllables) - size + 1))
    runs = (" ".join(window) for window in windows if "|" not in window)
    return [run for run in runs if f" {run} " in official]
