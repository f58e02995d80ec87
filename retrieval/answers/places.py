"""A place asked for by number or heading: shown, quoted, or said not to exist."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.answers import AnswerStatus
from domain.citations import Reference
from domain.register import Provision
from domain.vietnamese import canonical, syllables
from retrieval.answers.cited import asks_inside_cited, inside_cited_answer
from retrieval.answers.evidence import joined
from retrieval.answers.passages import told
from retrieval.answers.ranking import rank
from retrieval.asks import Ask
from retrieval.draft import Draft, Evidence, evidence_at, quoted, shown
from retrieval.facts import Facts
from retrieval.frame import Frame

_MOST_SHOWN = 1_400
_FEWEST_MARKED, _MOST_HELD = 3, 3
_IN_MARKS = re.compile('[“"«]([^“”"«»]{6,200}?)(?:…|\\.\\.\\.)?[”"»]')
_HOW_TO_LOAD = (
    "Đây là bản tóm lược. Muốn trích nguyên văn, người quản trị nạp toàn văn bằng lệnh "
    "congvu ingest."
)


def missing_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Say that a place named by number does not exist, with what does, or pass."""
    if not frame.missing or frame.paths:
        return None
    reference = frame.missing[0]
    if reference.appendix is not None and not any(p.startswith("phụ lục") for p in facts.paths):
        front = facts.document.by_path.get("đầu văn bản")
        line = f"{facts.name} không có phụ lục."
        keys = [p.key for p in front.paragraphs[-1:]] if front else []
        shown_there = tuple(evidence_at(facts, key) for key in keys)
        return Draft((line,), shown_there, AnswerStatus.CORRECTED)
    parent, children, noun = _nearest(reference, facts)
    if parent is None:
        return None
    said = _said(reference)
    numbered = [child.label for child in children if child.label]
    labels = ", ".join(numbered)
    count = f"{len(numbered)} {noun}" if numbered else "không có mục con"
    where = f"Phần {parent.path}" if "." not in parent.path else f"Mục {parent.path}"
    where = f"{where} ({parent.heading})" if parent.heading else facts.name
    line = f"Không có {said} trong {facts.name.lower()}. {where} chỉ có {count}"
    line += f": {labels}." if children else "."
    places = [parent] if parent.heading else list(children)
    evidence = tuple(Evidence(facts, p.path, p.heading) for p in places)
    return Draft((line,), evidence, AnswerStatus.CORRECTED)


def _nearest(
    reference: Reference, facts: Facts
) -> tuple[Provision | None, tuple[Provision, ...], str]:
    """Return the innermost place above the missing one, its children and what to call them."""
    document = facts.document
    path: str | None = None
    if (
        reference.part
        and reference.number
        and f"{reference.part}.{reference.number}" in facts.paths
    ):
        path = f"{reference.part}.{reference.number}"
    elif reference.part in facts.paths and (reference.number or reference.letters):
        path = reference.part
    elif reference.article and reference.article in facts.paths:
        path = reference.article
    elif reference.is_target or (reference.letters and not reference.number):
        path = facts.target_part
    elif reference.number and reference.number.rpartition(".")[0] in facts.paths:
        path = reference.number.rpartition(".")[0]
    elif reference.is_task and reference.number:
        path = facts.task_part
        held = [t for t in facts.tasks if t.path.endswith(f".{reference.number}")]
        path = held[0].path if held and reference.letters else path
    if path is None and reference.part:
        return _whole(facts)
    if path is None or path not in document.by_path:
        return None, (), ""
    children = document.children(path)
    noun = "nhóm nhiệm vụ" if path == facts.task_part else "mục" if "." not in path else "điểm"
    return document.by_path[path], children, noun


def _whole(facts: Facts) -> tuple[Provision | None, tuple[Provision, ...], str]:
    parts = tuple(p for p in facts.top() if re.fullmatch(r"[IVX]+|\d+", p.path))
    front = facts.document.by_path.get("đầu văn bản")
    return front, parts, "phần"


def _said(reference: Reference) -> str:
    if reference.article:
        return f"Điều {reference.article}"
    if reference.is_task and reference.number and not reference.letters:
        return f"nhóm nhiệm vụ số {reference.number}"
    pieces = [reference.part, reference.number, "/".join(reference.letters)]
    name = ".".join(piece for piece in pieces if piece)
    return f"phần {name}" if name == reference.part else f"mục, điểm {name}"


def place_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Show the places that the question names, or what in them bears on its subject."""
    if not frame.paths:
        return None
    if Ask.QUOTE in frame.asks:
        return quote_paths(frame.paths, facts)
    if frame.topic:
        inside = [
            r
            for r in rank(frame, facts, len(facts.index.passages))
            if _within(r.passage.path, frame.paths)
        ]
        if inside and inside[0].coverage >= 0.2:
            chosen = [r for r in inside if r.score >= 0.85 * inside[0].score][:3]
            said = [told(entry, frame, facts) for entry in chosen]
            return Draft(tuple(line for line, _ in said), tuple(place for _, place in said))
    return show_paths(frame.paths, facts)


def _within(path: str, ancestors: tuple[str, ...]) -> bool:
    return any(path == a or path.startswith(f"{a}.") for a in ancestors)


def show_paths(paths: tuple[str, ...], facts: Facts) -> Draft:
    """Return what stands at `paths`: text, or the headings inside when it is long."""
    lines: list[str] = []
    evidence: list[Evidence] = []
    for path in paths[:4]:
        provision = facts.document.by_path[path]
        task = facts.document.task_by_path.get(path) or facts.task_of(path)
        above = f" – {task.title}" if task and task.path != path else ""
        lines.append(f"{path}{f' – {provision.heading}' if provision.heading else ''}{above}:")
        if provision.paragraphs:
            _add_paragraphs(provision, facts, lines, evidence)
        else:
            evidence.append(Evidence(facts, path, provision.heading))
        for child in facts.document.children(path):
            first = child.heading or (child.paragraphs[0].text if child.paragraphs else "")
            lines.append(f"• {child.label}) {shown(_cut(first, 160))}")
    return Draft(tuple(lines), tuple(evidence))


def _add_paragraphs(
    provision: Provision, facts: Facts, lines: list[str], evidence: list[Evidence]
) -> None:
    room = _MOST_SHOWN
    for paragraph in provision.paragraphs:
        lines.append(f"• {quoted(_cut(paragraph.text, max(room, 80)), facts)}")
        room -= len(paragraph.text)
        evidence.append(evidence_at(facts, paragraph.key))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rsplit(' ', 1)[0]}…"


def quote_paths(paths: tuple[str, ...], facts: Facts) -> Draft:
    """Return places word for word; a digest is marked as one, with how to load the text."""
    lines: list[str] = []
    evidence: list[Evidence] = []
    for path in paths[:4]:
        for provision in facts.document.subtree(path):
            heading = f" – {provision.heading}" if provision.heading else ""
            lines.append(
                f"{provision.path}{heading}:"
                if provision.paragraphs
                else f"{provision.path}{heading}"
            )
            for paragraph in provision.paragraphs:
                lines.append(quoted(paragraph.text, facts))
                evidence.append(evidence_at(facts, paragraph.key))
    if not evidence:
        evidence = [Evidence(facts, path, facts.heading(path)) for path in paths[:4]]
    if facts.is_verbatim:
        return Draft(tuple(lines), tuple(evidence))
    return Draft((*lines, _HOW_TO_LOAD), tuple(evidence), AnswerStatus.PARTIAL)


def quote_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Quote the place whose heading, or the passage whose words, the question is about."""
    if Ask.QUOTE not in frame.asks or _is_of_other_text(frame, facts):
        return None
    repeated = _holding_words(frame, facts)
    if repeated:
        return joined(*repeated)
    paths = frame.paths or heading_paths(frame, facts) or _unnumbered(frame, facts)
    if frame.units and (not paths or facts.block_part in paths):
        paths = tuple(b.path for u in frame.units for b in facts.blocks_of(u)) or paths
    if not paths and frame.is_follow_up and not frame.topic:
        paths = frame.focus.paths
    if not paths:
        headed = _headed(frame, facts)
        if headed is not None:
            return quote_paths((headed,), facts)
        ranked = rank(replace(frame, terms=frame.topic), facts)
        if not ranked or ranked[0].coverage < 0.4:
            return None
        best = ranked[0].passage
        if facts.cover(frame.topic, facts.heading(best.path)).question >= 0.6:
            return quote_paths((best.path,), facts)
        return _quote_one(best.key, facts)
    return quote_paths(tuple(paths), facts)


def _is_of_other_text(frame: Frame, facts: Facts) -> bool:
    """Tell whether the words of a cited document are asked for, which is not loaded."""
    return asks_inside_cited(frame) and inside_cited_answer(frame, facts) is not None


def _holding_words(frame: Frame, facts: Facts) -> list[Draft]:
    """Quote the passages that hold the words which the question itself puts in quotation marks."""
    marked = _IN_MARKS.search(frame.reading.raw)
    wanted = syllables(canonical(marked.group(1))) if marked else []
    if len(wanted) < _FEWEST_MARKED:
        return []
    held = [p.key for p in facts.document.by_key.values() if _says(p.text, wanted)]
    return [d for key in held[:_MOST_HELD] if (d := _quote_one(key, facts)) is not None]


def _says(text: str, wanted: Sequence[str]) -> bool:
    words = syllables(canonical(text).replace("*", ""))
    size = len(wanted)
    return any(words[i : i + size] == list(wanted) for i in range(len(words) - size + 1))


def _unnumbered(frame: Frame, facts: Facts) -> tuple[str, ...]:
    """Return a place without a number that the question names: "căn cứ", "nơi nhận"."""
    names = ("căn cứ", "nơi nhận", "đầu văn bản")
    return tuple(n for n in names if n in facts.paths and frame.reading.says(n))[:1]


def _headed(frame: Frame, facts: Facts) -> str | None:
    """Return the place whose heading is most nearly the subject of the question."""
    covers = [
        (facts.cover(frame.topic, p.heading), p.path)
        for p in facts.document.provisions
        if p.heading
    ]
    close = [(cover.text, path) for cover, path in covers if cover.question >= 0.9]
    return max(close)[1] if close and max(close)[0] >= 0.45 else None


def _quote_one(key: str, facts: Facts) -> Draft | None:
    paragraph = facts.paragraph(key)
    if paragraph is None:
        return None
    line = f"{evidence_at(facts, key).path}: {quoted(paragraph.text, facts)}"
    if facts.is_verbatim:
        return Draft((line,), (evidence_at(facts, key),))
    return Draft((line, _HOW_TO_LOAD), (evidence_at(facts, key),), AnswerStatus.PARTIAL)


def heading_paths(frame: Frame, facts: Facts) -> tuple[str, ...]:
    """Return the places whose whole heading the question says, the longest heading first."""
    said = [
        provision
        for provision in facts.document.provisions
        if len(provision.heading.split()) >= 2
        and frame.reading.says(re.sub(r"[,;:–-]", " ", provision.heading.lower()))
    ]
    if not said:
        return ()
    longest = max(len(p.heading) for p in said)
    chosen = [p for p in said if len(p.heading) == longest]
    return tuple(p.path for p in chosen) if len(chosen) == 1 else ()
