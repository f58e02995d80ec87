"""A document with every kind of fact, made up for tests, for storing and browsing."""

from datetime import date
from decimal import Decimal

from domain.register import (
    CitedDocument,
    Document,
    DocumentInfo,
    Duty,
    DutyRole,
    Measure,
    Milestone,
    MilestoneKind,
    Paragraph,
    Provision,
    ReportDuty,
    Target,
    Task,
    TextState,
    Unit,
    UnitBlock,
)


def plan(slug: str = "ke-hoach-mau", state: TextState = TextState.DIGEST) -> Document:
    """Return a small plan: two tasks, two targets, one block, one report."""
    return Document(
        info=DocumentInfo(
            slug=slug,
            kind="kế hoạch",
            title="Kế hoạch mẫu về chuyển đổi số",
            issuer="UBND tỉnh",
            number="12/KH-UBND",
            issued=date(2026, 3, 2),
            in_force_from=date(2026, 3, 2),
            implements="5/CT-TTg",
            articles=None,
            blank=("signer",),
            aliases=("kế hoạch mẫu", "KH mẫu"),
        ),
        state=state,
        provisions=_provisions(),
        tasks=_tasks(),
        blocks=(UnitBlock("III.1", "1", ("so-mot",)),),
        duties=(
            Duty("II.1#1", DutyRole.LEAD, ("so-mot",), ("so-hai",), task="II.1"),
            Duty("III.1#1", DutyRole.PERFORM, ("so-mot",), (), block="III.1"),
            Duty("III.1#1", DutyRole.COORDINATE, (), ("so-hai",), block="III.1"),
        ),
        milestones=_milestones(),
        targets=_targets(),
        reports=(ReportDuty("III.1#2", ("so-mot",), ("ubnd",), "định kỳ hằng quý", True),),
        units=(
            Unit("so-mot", "Sở Một", ("SM", "Sở 1")),
            Unit("so-hai", "Sở Hai"),
            Unit("cac-so", "Các sở", is_group=True),
        ),
        cited=(
            CitedDocument("chỉ thị", "5/CT-TTg", date(2026, 1, 5), "về việc mẫu", keys=("I#1",)),
            CitedDocument("luật", title="Mẫu", keys=("I#1",)),
        ),
        warnings=("số để trống",),
    )


def _provisions() -> tuple[Provision, ...]:
    return (
        Provision("I", "I", "MỤC TIÊU", None, (Paragraph("I#1", "Làm mẫu."),)),
        Provision("I.đ", "đ", "", "I", (Paragraph("I.đ#1", "Đạt 98,5%."),)),
        Provision("II", "II", "NHIỆM VỤ", None),
        Provision("II.1", "1", "Việc thứ nhất", "II", (Paragraph("II.1#1", "Làm một."),)),
        Provision("II.2", "2", "Việc thứ hai", "II", (Paragraph("II.2#1", "Làm hai."),)),
        Provision("III", "III", "TỔ CHỨC", None),
        Provision(
            "III.1",
            "1",
            "Sở Một",
            "III",
            (Paragraph("III.1#1", "Lo việc."), Paragraph("III.1#2", "Báo cáo.")),
        ),
    )


def _tasks() -> tuple[Task, ...]:
    return (
        Task(
            "II.1",
            "1",
            "Việc thứ nhất",
            content_path="II.1",
            leads=("so-mot",),
            leads_key="II.1#1",
            coordinators=("so-hai",),
            coordinators_key="II.1#1",
            time_path="II.1",
            output="Báo cáo",
        ),
        Task("II.2", "2", "Việc thứ hai", leads=("so-hai",)),
    )


def _milestones() -> tuple[Milestone, ...]:
    june, august = date(2026, 6, 30), date(2026, 5, 31)
    return (
        Milestone("II.1#1", 1, "II.1", "Bước một", "tháng 5", MilestoneKind.BY_MONTH_END, august),
        Milestone("II.1#1", 2, "II.1", "Bước hai", "tháng 6", MilestoneKind.BY_MONTH_END, june),
        Milestone("II.2#1", 1, "II.2", "", "thường xuyên", MilestoneKind.ONGOING),
        Milestone("II.2#1", 2, "II.2", "Tổng kết", "theo yêu cầu", MilestoneKind.ON_REQUEST),
    )


def _targets() -> tuple[Target, ...]:
    return (
        Target(
            "I.đ",
            "đ",
            "hồ sơ",
            (
                Measure(">=", Decimal("98.5"), "%", per_year=True, population="hồ sơ"),
                Measure("=", Decimal("56000"), "lao động"),
            ),
        ),
        Target("I", "I", "không có số"),
    )
