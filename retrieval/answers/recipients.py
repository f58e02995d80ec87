"""Whom the document is sent to: the lines of "Nơi nhận"."""

from domain.register import Paragraph
from domain.vietnamese import fold
from retrieval.answers.evidence import evidence_of
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence, quoted
from retrieval.facts import Facts
from retrieval.frame import Frame

_PLACE = "nơi nhận"
_SENDING_WORDS = {"noi", "nhan", "gui", "ban"}
_NEARLY_ALL = 0.7


def asks_recipients(frame: Frame) -> bool:
    """Tell whether the question speaks of who receives the document."""
    return Element.RECIPIENT in frame.elements


def recipients_answer(frame: Frame, facts: Facts) -> Draft | None:
    """List who receives the document, or tell whether one body does, or pass."""
    provision = facts.document.by_path.get(_PLACE)
    if provision is None:
        return None
    paragraphs = provision.paragraphs
    first = Evidence(facts, _PLACE, paragraphs[0].text if paragraphs else provision.heading)
    if Ask.YES_NO in frame.asks:
        line = _line_naming(frame, facts, paragraphs)
        if line is None:
            return Draft(("Không. Nơi nhận không ghi cơ quan này.",), (first,))
        return Draft(
            (f"Có. Nơi nhận ghi: {quoted(line.text, facts)}",), evidence_of(facts, [line.key])
        )
    lines = [f"Nơi nhận ({len(paragraphs)} dòng):"]
    lines.extend(f"• {p.text.rstrip(';.')}" for p in paragraphs)
    return Draft(tuple(lines), (first,))


def _line_naming(frame: Frame, facts: Facts, paragraphs: tuple[Paragraph, ...]) -> Paragraph | None:
    """Return the line with a body that the question names, by its name or nearly all its words."""
    named = tuple(t for t in frame.topic if " " not in t.folded and t.folded not in _SENDING_WORDS)
    names = [fold(facts.unit_name(unit)) for unit in frame.units]
    said = [(1.0, 1.0, p) for p in paragraphs if any(name in fold(p.text) for name in names)]
    if named:
        covers = [(facts.cover(named, p.text), p) for p in paragraphs]
        said.extend((c.question, c.text, p) for c, p in covers if c.question >= _NEARLY_ALL)
    return max(said, key=lambda entry: entry[:2])[2] if said else None
