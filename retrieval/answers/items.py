"""How many points, requirements, contents or parts stand somewhere, and which."""

import re

from domain.register import Provision
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence, shown
from retrieval.facts import Facts
from retrieval.frame import Frame

_LONGEST_ITEM = 220
_COUNTS = re.compile(
    r"\b(?:may|bao nhieu) (?:diem|khoan|muc|y|noi dung|gach|gach dau dong|cai|hoat dong"
    r"|chuong trinh|du an|hang muc|buoc|lop|khoan|giai phap|doan|viec"
    r"|dau viec|nhiem vu|yeu cau|muc dich|phan|chi tieu|muc tieu|nhom|dong)\b"
)


def item_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Count (and list) what stands directly in a place named by number or heading, or pass."""
    if not frame.asks_any(Ask.COUNT) or frame.asks_any(Ask.WHEN, Ask.LEADS, Ask.COORDINATES):
        return None
    if Element.PART in frame.elements and not frame.paths:
        return _parts(facts)
    if not _COUNTS.search(frame.plain):
        return None
    paths = frame.paths
    if len(paths) != 1 or frame.units:
        return None
    provision = _content(_named_child(facts.document.by_path[paths[0]], frame, facts), frame, facts)
    children = facts.document.children(provision.path)
    items = [c.heading or c.text for c in children] or [p.text for p in provision.paragraphs]
    if not items:
        return None
    noun = "mục" if children else "nội dung"
    labels = f" ({', '.join(c.label for c in children)})" if children else ""
    name = f"{provision.path}{f' ({provision.heading})' if provision.heading else ''}"
    lines = [f"{name} có {len(items)} {noun}{labels}."]
    if Ask.LIST in frame.asks:
        lines.extend(f"• {shown(_cut(item))}" for item in items)
    quote = provision.heading or provision.text
    evidence = [Evidence(facts, provision.path, quote)]
    return Draft(tuple(lines), tuple(evidence))


def _named_child(provision: Provision, frame: Frame, facts: Facts) -> Provision:
    """Return the place right below whose heading the question says: "phần I có mấy yêu cầu"."""
    said = [
        child
        for child in facts.document.children(provision.path)
        if child.heading and frame.reading.says(child.heading.lower())
    ]
    return said[0] if len(said) == 1 else provision


def _content(provision: Provision, frame: Frame, facts: Facts) -> Provision:
    """For a task group asked about its contents, step down to the point that holds them."""
    task = facts.document.task_by_path.get(provision.path)
    if (
        task is not None
        and task.content_path
        and re.search(r"\bnoi dung\b|\by\b|\bviec\b|\bdau viec\b", frame.plain)
    ):
        return facts.document.by_path[task.content_path]
    return provision


def _parts(facts: Facts) -> Draft | None:
    parts = [p for p in facts.top() if re.fullmatch(r"[IVX]+|\d+", p.path)]
    if not parts:
        return None
    lines = [f"{facts.name} có {len(parts)} phần:"]
    lines.extend(f"• {p.path}. {p.heading}" for p in parts)
    return Draft(tuple(lines), tuple(Evidence(facts, p.path, p.heading) for p in parts))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_ITEM else f"{text[: _LONGEST_ITEM - 1].rsplit(' ', 1)[0]}…"
