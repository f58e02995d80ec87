"""Whom the document is sent to: the lines of "Nơi nhận"."""

import re
from collections.abc import Sequence

from domain.register import Paragraph
from domain.vietnamese import fold
from retrieval.answers.evidence import evidence_of
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence, quoted
from retrieval.facts import Facts
from retrieval.frame import Frame

_PLACE = "nơi nhận"
_ASKING_WORDS = re.compile(
    r"\b(?:noi nhan|ban ke hoach|ke hoach|ban nay|van ban|danh sach|co quan|don vi|co|khong"
    r"|nhi|duoc|gui|nay|do|cho|trong|den|phai|la|vay|a|ha|the|thi|ai|nao|cung|ghi|ten|nhan|toi|hay"
    r"|hong|cap|cac|nhung|gom)\b"
)
_SHORT_FORMS = {
    "uy ban nhan dan": "ubnd",
    "hoi dong nhan dan": "hdnd",
    "vpubnd": "van phong ubnd",
    "pcvp": "pho chanh van phong",
    "cvp": "chanh van phong",
    "pct": "pho chu tich",
    "ct": "chu tich",
    "tt": "thuong truc",
}
_TO_REPORT = re.compile(r"\bde (?:bao cao|b/c|bc)\b")
_GROUPS = ("so", "nganh", "xa", "phuong")
_NEAR = 0.6


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
    if Ask.YES_NO in frame.asks and (frame.units or _asked_words(frame)):
        return _whether_named(frame, facts, paragraphs, first)
    if _TO_REPORT.search(frame.plain):
        paragraphs = tuple(p for p in paragraphs if "(b/c)" in p.text or "báo cáo" in p.text)
        if not paragraphs:
            return None
        first = Evidence(facts, _PLACE, paragraphs[0].text)
        places = tuple(Evidence(facts, _PLACE, p.text) for p in paragraphs)
        lines = [f"Gửi để báo cáo: {len(paragraphs)} nơi."]
        lines.extend(f"• {p.text.rstrip(';.')}" for p in paragraphs)
        return Draft(tuple(lines), places)
    lines = [f"Nơi nhận ({len(paragraphs)} dòng):"]
    lines.extend(f"• {p.text.rstrip(';.')}" for p in paragraphs)
    return Draft(tuple(lines), (first,))


def _whether_named(
    frame: Frame, facts: Facts, paragraphs: tuple[Paragraph, ...], first: Evidence
) -> Draft:
    """Tell whether a line names the body asked about, or the group to which it belongs."""
    asked = _asked_words(frame)
    names = [_spelled(fold(facts.unit_name(unit))).split() for unit in frame.units]
    found = [(_share(words, p), p) for words in (asked, *names) for p in paragraphs if words]
    # A line that holds every word names the body; among several, the one that says least besides.
    full = [p for share, p in found if share == 1 and set(asked) & set(_words(p))]
    if full:
        line = min(full, key=lambda p: (1 - _share(asked, p), len(_words(p))))
        if _share(asked, line) >= _NEAR:
            return _told(f"Có. Nơi nhận ghi: {quoted(line.text, facts)}", line, facts)
    for group in _GROUPS:
        lines = [p for p in paragraphs if {"cac", group} <= set(_words(p))]
        if lines and group in asked:
            together = f"nhưng nơi nhận ghi chung: {quoted(lines[0].text, facts)}"
            return _told(f"Không ghi riêng cơ quan này, {together}", lines[0], facts)
    share, line = max(((_share(asked, p), p) for p in paragraphs), key=lambda entry: entry[0])
    if len(asked) > 1 and share >= _NEAR:
        told = f"Không thấy nơi nhận ghi đúng tên này; gần nhất là {quoted(line.text, facts)}"
        return _told(told, line, facts)
    return Draft(("Không. Nơi nhận không ghi cơ quan này.",), (first,))


def _asked_words(frame: Frame) -> list[str]:
    """Return the words of the question that name a body, folded."""
    return _ASKING_WORDS.sub(" ", _spelled(frame.plain)).split()


def _told(text: str, line: Paragraph, facts: Facts) -> Draft:
    return Draft((text,), evidence_of(facts, [line.key]))


def _share(words: Sequence[str], line: Paragraph) -> float:
    """Return which part of `words` stands in the line, 0 to 1."""
    there = set(_words(line))
    return sum(word in there for word in words) / len(words) if words else 0.0


def _words(line: Paragraph) -> list[str]:
    return re.findall(r"\w+", _spelled(fold(line.text)))


def _spelled(folded: str) -> str:
    """Return folded text with the short forms of lists of recipients in one spelling."""
    for form, one in _SHORT_FORMS.items():
        folded = re.sub(rf"\b{form}\b", one, folded)
    return folded
