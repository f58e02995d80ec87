"""What a provision says about its work: who leads, who takes part, when, what comes out."""

from dataclasses import dataclass, field

from domain.register import Paragraph, Provision, Unit
from knowledge.parser.appendices import Cells
from knowledge.parser.assignments import Roles, performers_of, read_roles
from knowledge.parser.fields import Field, FieldKind, is_only_fields, label_kind, read_labelled
from knowledge.parser.milestones import TimedParagraph
from knowledge.parser.points import leads_by_point
from knowledge.parser.timings import Timing, read_dues, read_timings
from knowledge.parser.tree import Tree
from knowledge.parser.works import work_of


@dataclass
class Findings:
    """What a provision says about its work while a task is put together."""

    leads: tuple[str, ...] = ()
    leads_key: str | None = None
    coordinators: tuple[str, ...] = ()
    coordinators_key: str | None = None
    objective_path: str | None = None
    content_path: str | None = None
    time_path: str | None = None
    output: str = ""
    timed: list[TimedParagraph] = field(default_factory=list)
    own: dict[str, Roles] = field(default_factory=dict)
    by_point: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_task(self) -> bool:
        """Tell whether somebody leads or some time is set."""
        return bool(self.leads or self.timed)


def read_findings(
    tree: Tree, provision: Provision, units: tuple[Unit, ...], cells: Cells
) -> Findings:
    """Return what `provision` and its labelled points say, or the cells of a table row."""
    findings = Findings()
    if provision.path in cells:
        for cell in cells[provision.path]:
            paragraph = provision.paragraphs[cell.ordinal - 1]
            _take_value(paragraph, Field(cell.kind, "", cell.text), units, findings)
        return findings
    for child in tree.children(provision.path):
        kind = label_kind(child.heading)
        if kind is not None:
            _take_point(tree, child, kind, units, findings)
    work = [p for p in provision.paragraphs if not is_only_fields(p.text)]
    for paragraph in provision.paragraphs:
        _take_paragraph(paragraph, units, findings, is_one_of_many=len(work) > 1)
    _give_points(tree, provision, findings)
    return findings


def take_performers(provision: Provision, units: tuple[Unit, ...], findings: Findings) -> None:
    """Let bodies with which a sentence begins lead work that nobody else is named to lead.

    "Hội A, Hội B mỗi hội nhận giúp 500 hội viên" is done by these, though no "chủ trì" is said.
    """
    for paragraph in provision.paragraphs:
        roles = Roles(performers_of(paragraph.text, units))
        if roles.leads:
            _take_roles(paragraph, roles, findings)
            findings.own[paragraph.key] = roles


def _give_points(tree: Tree, provision: Provision, findings: Findings) -> None:
    """Give the lettered points for which a lead is named to that lead alone."""
    for point in tree.children(provision.path):
        leads = findings.by_point.get(point.label)
        for below in tree.subtree(point.path) if leads else ():
            for paragraph in below.paragraphs:
                findings.own[paragraph.key] = Roles(leads or (), findings.coordinators)


def _take_point(
    tree: Tree, child: Provision, kind: FieldKind, units: tuple[Unit, ...], findings: Findings
) -> None:
    """Take a labelled point such as "c) Cơ quan thực hiện: …"."""
    if kind is FieldKind.OBJECTIVE:
        findings.objective_path = findings.objective_path or child.path
    elif kind is FieldKind.CONTENT:
        findings.content_path = findings.content_path or child.path
    elif kind is FieldKind.TIME:
        findings.time_path = findings.time_path or child.path
    for provision in tree.subtree(child.path):
        for paragraph in provision.paragraphs:
            value = _value_of(paragraph.text, kind)
            _take_value(paragraph, Field(kind, child.heading, value), units, findings)


def _value_of(text: str, kind: FieldKind) -> str:
    labelled = read_labelled(text)
    first = labelled[0] if labelled else None
    starts = first is not None and first.start == 0 and first.kind is kind
    return text.partition(":")[2].strip() if starts else text


def _take_value(
    paragraph: Paragraph, named: Field, units: tuple[Unit, ...], findings: Findings
) -> None:
    if named.kind in (FieldKind.LEAD, FieldKind.COORDINATE):
        _take_roles(paragraph, read_roles(named.value, units, otherwise=named.kind), findings)
        if named.kind is FieldKind.LEAD:
            findings.by_point.update(leads_by_point(named.value, units))
    elif named.kind is FieldKind.TIME:
        _take_times(paragraph, read_timings(named.value), findings)
    elif named.kind is FieldKind.OUTPUT:
        findings.output = findings.output or named.value.rstrip(" .;")


def _take_paragraph(
    paragraph: Paragraph, units: tuple[Unit, ...], findings: Findings, *, is_one_of_many: bool
) -> None:
    """Take what a paragraph says about its work, labelled or in a sentence.

    Among several paragraphs, one that names its own lead speaks for itself alone.
    """
    labelled = read_labelled(paragraph.text)
    kinds = {named.kind for named in labelled}
    speaks_alone = is_one_of_many and not is_only_fields(paragraph.text)
    for named in labelled:
        if named.kind is FieldKind.TIME and speaks_alone:
            work = work_of(paragraph.text, units)
            timings = (Timing(t.what or work, t.wording) for t in read_timings(named.value))
            _take_times(paragraph, tuple(timings), findings)
        else:
            _take_value(paragraph, named, units, findings)
    roles = read_roles(paragraph.text, units)
    if FieldKind.LEAD not in kinds and (roles.leads or roles.coordinators):
        _take_roles(paragraph, roles, findings)
    if speaks_alone:
        labelled_roles = _labelled_roles(labelled, units)
        findings.own[paragraph.key] = labelled_roles if labelled_roles.leads else roles
    if FieldKind.TIME not in kinds:
        dues = read_dues(paragraph.text, with_ongoing=True)
        whole = paragraph.text if is_one_of_many else ""
        dues = tuple(Timing(work_of(due.what or whole, units), due.wording) for due in dues)
        _take_times(paragraph, dues, findings)


def _labelled_roles(labelled: tuple[Field, ...], units: tuple[Unit, ...]) -> Roles:
    leads: list[str] = []
    coordinators: list[str] = []
    for named in labelled:
        if named.kind in (FieldKind.LEAD, FieldKind.COORDINATE):
            roles = read_roles(named.value, units, otherwise=named.kind)
            leads.extend(roles.leads)
            coordinators.extend(roles.coordinators)
    return Roles(tuple(leads), tuple(coordinators))


def _take_roles(paragraph: Paragraph, roles: Roles, findings: Findings) -> None:
    """Add who leads and coordinates; the first paragraph that names them is the evidence."""
    findings.leads = tuple(dict.fromkeys(findings.leads + roles.leads))
    findings.coordinators = tuple(dict.fromkeys(findings.coordinators + roles.coordinators))
    if roles.leads:
        findings.leads_key = findings.leads_key or paragraph.key
    if roles.coordinators:
        findings.coordinators_key = findings.coordinators_key or paragraph.key


def _take_times(paragraph: Paragraph, timings: tuple[Timing, ...], findings: Findings) -> None:
    if timings:
        findings.timed.append((paragraph, timings))
        findings.time_path = findings.time_path or paragraph.key.partition("#")[0]
