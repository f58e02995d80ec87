"""Blocks of duties: provisions that list what one unit, or units named together, must do."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.register import Duty, DutyRole, Milestone, Paragraph, Provision, Unit, UnitBlock
from domain.vietnamese import fold
from knowledge.parser.appendices import Cells
from knowledge.parser.assignments import Roles
from knowledge.parser.bodies import mentions_in
from knowledge.parser.milestones import make_milestones
from knowledge.parser.tasks import FoundTasks, content_of
from knowledge.parser.timings import Timing, read_dues
from knowledge.parser.tree import Tree, is_block_part
from knowledge.parser.works import work_of
from knowledge.units import UnitMention

_OPENING = re.compile(
    r"^(?:(?:ông|bà|đồng chí)\s[^,]{3,30},\s*)?"
    r"(?:giao(?: nhiệm vụ)?(?: cho)?|đề nghị|phân công|yêu cầu|trách nhiệm của|đối với|"
    r"(?:thủ trưởng|giám đốc|chủ tịch|người đứng đầu|lãnh đạo|chánh|trưởng)(?: các)?|các)?\s*"
    r"(?:(?:đồng chí|các)\s+)*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"^[\s,;–-]*(?:(?:và|cùng|cùng với|với|các|giám đốc|chủ tịch|thủ trưởng|chánh|"
    r"(?:chi cục |cục |vụ |viện |hiệu )?trưởng|người đứng đầu)[\s,]*)*$",
    re.IGNORECASE,
)
_HEADING_END = re.compile(
    r"^(?:\(.*\)|[-–] (?:[Pp]hó )?(?:[Tt]rưởng ban|[Tt]ổ trưởng|[Tt]hành viên|[Ủủ]y viên).*|"
    r"(?:là (?:cơ quan|đơn vị)[^.;:]{0,60}?,? )?(?:có|chịu) trách nhiệm|liên quan|"
    r"thực hiện|chủ trì|là (?:cơ quan|đơn vị)[^.;:]{0,60})$"
)
_ASKED = re.compile(r"(?:Đề nghị|Giao)\s")
_LEAD_WITHIN = 8
_COORDINATES = re.compile(r"^(?:và\s+)?phối hợp\b", re.IGNORECASE)
_WITH = re.compile(r"phối hợp(?:\s+(?:chặt chẽ))?(?:\s+(?:với|cùng))?\s*", re.IGNORECASE)


def find_blocks(tree: Tree, units: tuple[Unit, ...]) -> tuple[UnitBlock, ...]:
    """Return the blocks of units, outermost ones only."""
    found: list[UnitBlock] = []
    for provision in tree.provisions:
        inside = any(provision.path.startswith(f"{block.path}.") for block in found)
        if inside or not tree.is_numbered(provision.path):
            continue
        named = _units_of(tree, provision, units)
        if named and not _is_shared_out(tree, provision, units):
            found.append(UnitBlock(provision.path, provision.label, named))
        elif is_block_part(provision) and not tree.numbered_children(provision.path):
            found.extend(_paragraph_blocks(provision, units))
    return tuple(found)


def find_duties(
    tree: Tree,
    found: FoundTasks,
    blocks: Sequence[UnitBlock],
    units: tuple[Unit, ...],
    cells: Cells,
) -> tuple[Duty, ...]:
    """Return one duty for each paragraph of work, of tasks first and then of blocks."""
    duties: list[Duty] = []
    for task in found.tasks:
        shared = Roles(task.leads, task.coordinators)
        content = content_of(tree, task, cells)
        speaking = [p.key for p in content if found.own_roles.get(p.key, Roles()).leads]
        if speaking == [tree.by_path[task.path].paragraphs[-1].key if speaking else ""]:
            speaking = []  # the last paragraph of a task speaks for the whole of it
        for paragraph in content:
            own = found.own_roles.get(paragraph.key, shared) if speaking else shared
            duties.append(
                Duty(paragraph.key, DutyRole.LEAD, own.leads, own.coordinators, task=task.path)
            )
    for block in blocks:
        duties.extend(duty_of(p, block, units) for p in _paragraphs_of(tree, block, units))
    return tuple(duties)


def find_block_milestones(
    tree: Tree, blocks: Sequence[UnitBlock], units: tuple[Unit, ...], *, year: int | None
) -> tuple[Milestone, ...]:
    """Return the dated work of unit blocks; `task` of these milestones is the block's path."""
    found: list[Milestone] = []
    for block in blocks:
        timed = []
        for paragraph in _paragraphs_of(tree, block, units):
            dues = read_dues(paragraph.text)
            text = _without_own_name(paragraph.text, block, units)
            timings = tuple(Timing(work_of(d.what or text, units), d.wording) for d in dues)
            timed.append((paragraph, timings))
        found.extend(make_milestones(block.path, timed, year=year))
    return tuple(found)


def duty_of(paragraph: Paragraph, block: UnitBlock, units: tuple[Unit, ...]) -> Duty:
    """Return the duty that a paragraph of a unit's block is.

    It begins with "Phối hợp": COORDINATE, no lead; coordinators are the block's units, then the
    units named after "phối hợp với". "Chủ trì" begins within its first eight words: LEAD by the
    block's units with the units named right after "phối hợp với". Otherwise PERFORM by the
    block's units, with the units named right after a "phối hợp với" further on.
    """
    addressed = _each_leading(paragraph.text, units) or _addressed(paragraph.text, block, units)
    if addressed != block.units:
        block = replace(block, units=addressed)
    text = _without_own_name(paragraph.text, block, units)
    partners = tuple(unit for unit in _partners(text, units) if unit not in block.units)
    if _COORDINATES.match(text):
        together = block.units + partners
        return Duty(paragraph.key, DutyRole.COORDINATE, (), together, block=block.path)
    leads = "chu tri" in " ".join(fold(text).replace(",", " ").split()[:_LEAD_WITHIN])
    role = DutyRole.LEAD if leads else DutyRole.PERFORM
    return Duty(paragraph.key, role, block.units, partners, block=block.path)


def _addressed(text: str, block: UnitBlock, units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return which of a block's units a paragraph is for: those before its colon, else all."""
    name, colon, _ = text.partition(":")
    named = _units_heading(name, units) if colon else ()
    return named if named and set(named) < set(block.units) else block.units


def _each_leading(text: str, units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return the units that begin the clauses where each begins with its own: "A làm; B làm"."""
    leading = [_units_leading(clause.strip(), units) for clause in text.split(";")]
    if len(leading) < 2 or not all(leading):
        return ()
    return tuple(dict.fromkeys(unit for named in leading for unit in named))


def _partners(text: str, units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return the units named directly after the first "phối hợp (với)"."""
    match = _WITH.search(text)
    if match is None:
        return ()
    found: list[str] = []
    place = match.end()
    for mention in mentions_in(text, units):
        if mention.start < match.end():
            continue
        if not _BETWEEN.match(text[place : mention.start]):
            break
        found.append(mention.unit_id)
        place = mention.end
    return tuple(dict.fromkeys(found))


def _units_of(tree: Tree, provision: Provision, units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return the units of a block: its heading is their name, or its sentence starts with them."""
    if provision.heading:
        return _units_heading(provision.heading, units)
    above = tree.ancestors(provision.path)
    if not any(is_block_part(p) for p in above) or not provision.paragraphs:
        return ()
    return _units_leading(provision.paragraphs[0].text, units)


def _is_shared_out(tree: Tree, provision: Provision, units: tuple[Unit, ...]) -> bool:
    """Tell whether the points of a block are the blocks of single units themselves."""
    points = tree.numbered_children(provision.path)
    return len(points) > 1 and all(_units_of(tree, point, units) for point in points)


def _units_heading(heading: str, units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return the units when `heading` holds nothing but their names."""
    mentions = mentions_in(heading, units)
    if not mentions or not _OPENING.match(heading[: mentions[0].start]):
        return ()
    run = _leading_run(heading, mentions)
    rest = heading[run[-1].end :].strip(" :.,")
    if rest and not _HEADING_END.match(rest):
        return ()
    return tuple(dict.fromkeys(mention.unit_id for mention in run))


def _units_leading(text: str, units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return the units that a sentence starts with: "Giao Sở A, Sở B chủ trì …"."""
    mentions = mentions_in(text, units)
    if not mentions or not _OPENING.match(text[: mentions[0].start]):
        return ()
    return tuple(dict.fromkeys(mention.unit_id for mention in _leading_run(text, mentions)))


def _leading_run(text: str, mentions: tuple[UnitMention, ...]) -> list[UnitMention]:
    run = [mentions[0]]
    for mention in mentions[1:]:
        if not _BETWEEN.match(text[run[-1].end : mention.start]):
            break
        run.append(mention)
    return run


def _paragraph_blocks(provision: Provision, units: tuple[Unit, ...]) -> list[UnitBlock]:
    """Return a block for each paragraph of a part that starts with a unit's name.

    Where lines hold nothing but names ("Sở Tài chính:"), the lines below them are their duties.
    """
    found: list[UnitBlock] = []
    has_headings = any(_heads_lines(p, units) for p in provision.paragraphs)
    for ordinal, paragraph in enumerate(provision.paragraphs, start=1):
        named = _units_leading(paragraph.text, units)
        opens = not has_headings or _heads_lines(paragraph, units) or _ASKED.match(paragraph.text)
        if named and opens:
            found.append(UnitBlock(provision.path, str(ordinal), named))
    return found


def _paragraphs_of(tree: Tree, block: UnitBlock, units: tuple[Unit, ...]) -> tuple[Paragraph, ...]:
    provision = tree.by_path[block.path]
    if is_block_part(provision) and not _units_of(tree, provision, units):
        return _lines_of(provision, int(block.number), units)
    return tuple(p for provision in tree.subtree(block.path) for p in provision.paragraphs)


def _heads_lines(paragraph: Paragraph, units: tuple[Unit, ...]) -> bool:
    """Tell whether a paragraph is "Sở Tài chính:", a heading for the lines below it."""
    return paragraph.text.endswith(":") and bool(_units_heading(paragraph.text, units))


def _lines_of(provision: Provision, ordinal: int, units: tuple[Unit, ...]) -> tuple[Paragraph, ...]:
    """Return the paragraph of a block, or the lines under it where it is only a heading."""
    first, *below = provision.paragraphs[ordinal - 1 :]
    if not _heads_lines(first, units):
        return (first,)
    ends = (n for n, p in enumerate(below) if _heads_lines(p, units) or _ASKED.match(p.text))
    return tuple(below[: next(ends, len(below))])


def _without_own_name(text: str, block: UnitBlock, units: tuple[Unit, ...]) -> str:
    """Return the sentence after the block's own name, so that its verb comes first."""
    mentions = mentions_in(text, units)
    if not mentions or not _OPENING.match(text[: mentions[0].start]):
        return text
    run = _leading_run(text, mentions)
    if {mention.unit_id for mention in run} != set(block.units):
        return text
    rest = text[run[-1].end :].lstrip(" :,–-")
    return re.sub(r"^(?:có trách nhiệm|chịu trách nhiệm)\s*:?\s*", "", rest)
