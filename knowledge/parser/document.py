"""A whole official text, from its lines to its register of facts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.errors import UnreadableDocument, UnstructuredText
from domain.register import Document, Paragraph, Provision, TextState, paragraphs_of
from knowledge.parser.amending import AMENDS
from knowledge.parser.appendices import Cells, expand_tables, read_appendices
from knowledge.parser.blocks import find_block_milestones, find_blocks, find_duties
from knowledge.parser.cited import find_cited
from knowledge.parser.closing import take_closing
from knowledge.parser.discovery import discover_units
from knowledge.parser.effect import last_day_from
from knowledge.parser.front import LAWS, read_info, year_of
from knowledge.parser.letterhead import is_letterhead_name, is_state_name
from knowledge.parser.lines import read_lines
from knowledge.parser.markers import read_bullet
from knowledge.parser.milestones import seen_from_issue
from knowledge.parser.outline import Node, Outline, settle_headings
from knowledge.parser.reports import find_reports
from knowledge.parser.rows import Line
from knowledge.parser.sections import Sections, read_kind, split_attached, split_sections
from knowledge.parser.statute_warnings import find_statute_warnings
from knowledge.parser.statutes import is_statute, read_statute
from knowledge.parser.stray_letterhead import to_the_front
from knowledge.parser.targets import find_targets
from knowledge.parser.tasks import find_loose_milestones, find_tasks
from knowledge.parser.tree import DECISION, UNNUMBERED, Tree
from knowledge.parser.unit_lists import unit_lists
from knowledge.parser.warnings import find_warnings


@dataclass(frozen=True, slots=True)
class _Skeleton:
    sections: Sections
    provisions: tuple[Provision, ...]
    cells: Cells
    is_statute: bool


_FEWEST_PLACES = 2
_HEAD_LINES = 8


def parse_document(text: str, *, slug: str | None = None, source: str = "") -> Document:
    """Return the register of an official text, LOADED, with warnings in Vietnamese.

    Raises:
        UnreadableDocument: the text is empty.
        UnstructuredText: it has no structure of an official document.
    """
    skeleton = _skeleton(text)
    if skeleton.is_statute or _is_part_of_law(skeleton):
        return _law(skeleton, slug=slug, source=source)
    return _plan(skeleton, slug=slug, source=source)


def _law(skeleton: _Skeleton, *, slug: str | None, source: str) -> Document:
    """Return a law: its provisions and the documents it names; it assigns no tasks."""
    provisions = skeleton.provisions
    body = [p.text for p in paragraphs_of(p for p in provisions if not is_appended(p))]
    info = read_info(skeleton.sections, body, slug=slug, source=source)
    # An amendment quotes the days of effect of others.
    merged = None if AMENDS.match(info.title) else last_day_from(body, info.kind, info.issued)
    articles = [p.label for p in provisions if p.path == p.label and p.label.isdigit()]
    is_whole = bool(skeleton.sections.body)
    return Document(
        info=replace(info, since=merged, articles=len(articles) if is_whole else None),
        state=TextState.LOADED,
        provisions=provisions,
        cited=find_cited(paragraphs_of(provisions)),
        warnings=find_statute_warnings(info, provisions) if is_whole else (),
    )


def _is_part_of_law(skeleton: _Skeleton) -> bool:
    """Tell whether a text is only an appendix, of a law or decree: it assigns no tasks."""
    sections = skeleton.sections
    if sections.head or sections.body or not sections.appendices:
        return False
    return read_info(sections, [], slug=None, source="").kind in LAWS


def is_appended(provision: Provision) -> bool:
    """Tell whether a provision stands in an appendix."""
    return provision.path.split(".")[0].split(" ")[:2] == ["phụ", "lục"]


def _plan(skeleton: _Skeleton, *, slug: str | None, source: str) -> Document:
    """Return a plan with its tasks, duties, milestones, targets and units."""
    tree = Tree(skeleton.provisions)
    body = [p.text for p in paragraphs_of(skeleton.provisions)]
    info = read_info(skeleton.sections, body, slug=slug, source=source)
    units = discover_units(
        headings=_headings(skeleton.provisions),
        paragraphs=_named_texts(skeleton.provisions),
        lists=unit_lists(tree, skeleton.cells),
        issuer=info.issuer,
    )
    blocks = find_blocks(tree, units)
    year = year_of(info, body)
    cells = skeleton.cells
    block_paths = frozenset(block.path for block in blocks)
    found = find_tasks(tree, units, block_paths, cells, year=year)
    tasks = found.tasks
    duties = find_duties(tree, found, blocks, units, cells)
    paragraphs = {p.key: p for p in paragraphs_of(skeleton.provisions)}
    milestones = (
        *found.milestones,
        *find_block_milestones(tree, blocks, units, year=year),
        *find_loose_milestones(tree, tasks, block_paths, units, year=year),
    )
    document = Document(
        info=info,
        state=TextState.LOADED,
        provisions=skeleton.provisions,
        tasks=tasks,
        blocks=blocks,
        duties=duties,
        milestones=seen_from_issue(milestones, info),
        targets=find_targets(skeleton.provisions, frozenset(task.path for task in tasks)),
        reports=find_reports(duties, paragraphs, units),
        units=units,
        cited=find_cited(paragraphs.values()),
    )
    return replace(document, warnings=find_warnings(document))


def _skeleton(text: str) -> _Skeleton:
    lines = to_the_front(read_lines(text))
    if not lines:
        raise UnreadableDocument("văn bản trống.")
    start = split_attached(lines)
    if start is not None:
        return _attached_skeleton(lines, start)
    sections = split_sections(lines)
    return _assemble(sections, [])


def _assemble(sections: Sections, articles: Sequence[Node]) -> _Skeleton:
    statute = is_statute(sections.body)
    nodes, cells, closing = _read_body(sections, statute=statute)
    appended, more_cells = read_appendices(sections.appendices)
    if len(nodes) + len(appended) < _FEWEST_PLACES:
        raise UnstructuredText("không tìm thấy phần, mục hay điều nào được đánh số.")
    provisions = [
        *_place("đầu văn bản", "", [line.text for line in sections.head]),
        *_place("căn cứ", "", _plain(sections.basis)),
        *(node.freeze() for node in articles),
        *(node.freeze() for node in nodes),
        *closing,
        *_place("nơi nhận", sections.recipients_heading, sections.recipients),
        *_place("ký", "", sections.signature),
        *(node.freeze() for node in appended),
    ]
    return _Skeleton(sections, tuple(provisions), {**cells, **more_cells}, statute)


def _attached_skeleton(lines: tuple[Line, ...], start: int) -> _Skeleton:
    """Return a plan together with the decision that issues it, the decision's articles first.

    The head and the signature are the decision's; its articles stand under `quyết định.1`.
    """
    decision = split_sections(_before_letterhead(lines[:start]))
    plan = split_sections(lines[start:])
    articles, _ = read_statute(decision.body)
    for node in articles:
        node.path = f"{DECISION}{node.path}"
        if node.heading and not node.paragraphs and not node.children:
            node.add(node.heading)
            node.heading = ""
    sections = replace(
        plan,
        head=[*_letterhead(decision.head), *plan.head],
        basis=[*decision.basis, *plan.basis],
        recipients=decision.recipients or plan.recipients,
        recipients_heading=decision.recipients_heading or plan.recipients_heading,
        signature=decision.signature or plan.signature,
        appendices=[*decision.appendices, *plan.appendices],
    )
    return _assemble(sections, articles)


def _before_letterhead(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a decision without the second letterhead that its plan may have."""
    second = [n for n, line in enumerate(lines) if n > _HEAD_LINES and is_state_name(line.text)]
    if not second:
        return lines
    start = second[0]
    while start and is_letterhead_name(lines[start - 1].text):
        start -= 1
    return lines[:start]


def _letterhead(head: Sequence[Line]) -> list[Line]:
    """Return the head of a decision down to its kind, which gives way to that of the plan."""
    end = next((i for i, line in enumerate(head) if read_kind(line.text)), len(head))
    return list(head[:end])


def _read_body(sections: Sections, *, statute: bool) -> tuple[list[Node], Cells, list[Provision]]:
    if statute:
        nodes, closing = read_statute(sections.body)
        return nodes, {}, _place("cuối", "", closing)
    nodes = Outline().read(sections.body)
    last = take_closing(nodes)
    settle_headings(nodes)
    nodes, cells = expand_tables(nodes)
    return nodes, cells, [last.freeze()] if last else []


def _place(path: str, heading: str, texts: Sequence[str]) -> list[Provision]:
    """Return an unnumbered place with its paragraphs, nothing when it is empty."""
    if not texts:
        return []
    paragraphs = tuple(Paragraph(f"{path}#{n}", text) for n, text in enumerate(texts, start=1))
    return [Provision(path, "", heading, None, paragraphs)]


def _plain(lines: Sequence[Line]) -> list[str]:
    return [read_bullet(line.text) or line.text for line in lines]


def _named_texts(provisions: Sequence[Provision]) -> list[str]:
    """Return the paragraphs that may name bodies; recipients are abbreviations, not names."""
    frame = set(UNNUMBERED) - {"căn cứ"}
    return [
        p.text
        for provision in provisions
        if provision.path not in frame
        for p in provision.paragraphs
    ]


def _headings(provisions: Sequence[Provision]) -> list[str]:
    return [p.heading for p in provisions if p.heading]
