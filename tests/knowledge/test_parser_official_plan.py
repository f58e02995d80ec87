"""The official text of the shipped plan, read by the parser. Skipped where it is absent."""

import re
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from domain.register import Document, DutyRole, MilestoneKind, TextState, paragraphs_of
from knowledge.parser import parse_document
from tests.knowledge.official_text import official_plan


@pytest.fixture(scope="module")
def text() -> str:
    return official_plan()


@pytest.fixture(scope="module")
def plan(text: str) -> Document:
    return parse_document(text, source="bản gốc")


def test_the_plan_is_loaded_under_the_slug_of_its_digest(plan: Document) -> None:
    assert plan.state is TextState.LOADED
    assert plan.info.slug == "ke-hoach-ct18-dak-lak"
    assert plan.info.source == "bản gốc"


def test_a_blank_number_and_day_stay_blank_and_are_known(plan: Document) -> None:
    info = plan.info
    assert (info.number, info.number_text) == (None, "/KH-UBND")
    assert (info.issued, info.issued_text) == (None, "tháng 5 năm 2026")
    assert info.blank == ("number", "day")
    assert plan.warnings == ("Số văn bản để trống.", "Ngày ban hành để trống.")


def test_the_head_names_kind_issuer_and_what_is_implemented(plan: Document) -> None:
    info = plan.info
    assert (info.kind, info.issuer, info.implements) == (
        "kế hoạch", "UBND tỉnh Đắk Lắk", "18/CT-TTg",
    )  # fmt: skip
    assert info.signer_title == "CHỦ TỊCH"


def test_every_place_of_the_plan_has_its_path(plan: Document) -> None:
    count = Counter(p.path.split(".")[0] for p in plan.provisions)
    assert count == {
        "đầu văn bản": 1, "căn cứ": 1, "I": 3, "II": 19, "III": 1 + 8 + 39, "IV": 1, "V": 11,
        "nơi nhận": 1, "ký": 1,
    }  # fmt: skip
    assert [p.path for p in plan.provisions][-3:] == ["V.cuối", "nơi nhận", "ký"]


def test_parents_exist_and_keys_count_from_one(plan: Document) -> None:
    for provision in plan.provisions:
        assert provision.parent is None or provision.parent in plan.by_path
        keys = [f"{provision.path}#{n + 1}" for n in range(len(provision.paragraphs))]
        assert [p.key for p in provision.paragraphs] == keys


def test_every_paragraph_is_a_piece_of_the_source(plan: Document, text: str) -> None:
    source = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    assert all(p.text in source for p in paragraphs_of(plan.provisions))


@pytest.mark.parametrize(
    ("path", "count"),
    [("III.1.b", 5), ("III.3.b", 7), ("III.6.b", 7), ("III.7.a", 1), ("III.7.b", 8), ("V.1", 8),
     ("V.9", 9)],
)  # fmt: skip
def test_sentences_cut_by_a_page_break_are_whole_again(
    plan: Document, path: str, count: int
) -> None:
    assert len(plan.by_path[path].paragraphs) == count


def test_a_labelled_line_is_heading_and_whole_paragraph(plan: Document) -> None:
    lead = plan.by_path["III.2.c"]
    assert lead.heading == "Cơ quan thực hiện"
    assert lead.text == "Cơ quan thực hiện: Sở Nội vụ."
    assert plan.by_path["III.2.đ"].heading == "Thời gian thực hiện"
    assert plan.by_path["III.2.a"].heading == "Mục tiêu"


def test_sixteen_targets_one_of_them_without_a_figure(plan: Document) -> None:
    assert [t.label for t in plan.targets] == list("abcdđeghiklmnoôơ")
    assert [t.label for t in plan.targets if not t.measures] == ["l"]
    figures = {t.label: [(m.operator, m.value, m.unit, m.per_year) for m in t.measures]
               for t in plan.targets}  # fmt: skip
    assert figures["i"] == [(">=", Decimal(98), "%", False)]
    assert figures["k"] == [(">=", Decimal(98), "%", False), ("=", Decimal(100), "%", False)]
    assert figures["n"] == [("~", Decimal(30), "%", False)]
    assert figures["o"] == [(">=", Decimal(2), "%", True)]
    assert figures["ơ"] == [(">", Decimal(56000), "lao động", True)]


def test_a_share_names_whom_it_is_a_share_of(plan: Document) -> None:
    population = {t.label: t.measures[-1].population for t in plan.targets if t.measures}
    assert population["b"] == "địa phương cấp xã"
    assert population["k"] == "hồ sơ trễ hạn"
    assert population["i"] == ""


def test_eight_task_groups_with_leads_and_partners(plan: Document) -> None:
    assert [t.path for t in plan.tasks] == [f"III.{n}" for n in range(1, 9)]
    named = [t.number for t in plan.tasks if "so-noi-vu" in t.leads]
    assert named == ["2", "3", "4", "5", "7", "8"]
    assert plan.task_by_path["III.5"].leads == ("so-noi-vu", "thanh-tra-tinh")
    assert [t.path for t in plan.tasks if not t.coordinators] == ["III.1"]


def test_thirteen_milestones_with_their_days(plan: Document) -> None:
    assert len(plan.milestones) == 13
    due = [(m.key, m.due) for m in plan.milestones if m.due]
    assert due == [
        ("III.1.d#1", date(2026, 5, 31)),
        ("III.2.đ#1", date(2026, 5, 31)),
        ("III.2.đ#2", date(2026, 6, 30)),
        ("III.2.đ#3", date(2026, 9, 30)),
    ]
    last = [(m.what, m.kind) for m in plan.milestones if m.task == "III.8"]
    assert last == [
        ("", MilestoneKind.ONGOING),
        ("sơ kết, tổng kết", MilestoneKind.ON_REQUEST),
    ]


def test_nine_unit_blocks_and_the_roles_in_them(plan: Document) -> None:
    assert [b.number for b in plan.blocks] == [str(n) for n in range(1, 10)]
    duties = {d.key: d for d in plan.duties}
    assert duties["V.1#1"].role is DutyRole.LEAD
    assert duties["V.1#6"].role is DutyRole.PERFORM
    assert duties["V.1#7"].coordinators == (
        "so-noi-vu", "so-xay-dung", "so-nong-nghiep-va-moi-truong", "so-tai-chinh",
    )  # fmt: skip
    assert duties["V.8#2"].coordinators == ("so-noi-vu",)


def test_reports_go_to_whom_the_plan_says(plan: Document) -> None:
    reports = {r.key: (r.units, r.to, r.is_dated) for r in plan.reports}
    assert reports["V.8#5"] == (("cac-so-ban-nganh",), ("so-noi-vu",), False)
    assert reports["V.1#8"] == (("so-noi-vu",), ("bo-noi-vu",), False)


def test_cited_documents_are_merged_by_number(plan: Document) -> None:
    numbers = {c.number: c for c in plan.cited if c.number}
    assert set(numbers) == {"18/CT-TTg", "700/QĐ-TTg", "21-TB/VPTW"}
    assert numbers["700/QĐ-TTg"].issued == date(2026, 4, 20)
    assert numbers["700/QĐ-TTg"].keys == ("căn cứ#1", "III.4.b#6")
    assert [c.title for c in plan.cited if not c.number] == [
        "Tổ chức chính quyền địa phương", "Cán bộ, công chức",
    ]  # fmt: skip
