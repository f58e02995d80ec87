"""Communes and wards of the province: how many, which, with what code."""

import re

from domain.register import Document
from knowledge.communes import Commune, find_communes
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence
from retrieval.facts import Facts
from retrieval.frame import Frame

_CODE = re.compile(r"\bma (?:so|don vi|hanh chinh|xa|phuong|gi|la gi|bao nhieu)\b")
_EXISTS = re.compile(
    r"\bco (?:xa|phuong)\b|\bla (?:xa|phuong)\b|\bxa hay phuong\b|\bthuoc (?:tinh|dak lak)\b"
    r"|\bo dak lak\b|\bco thuoc\b"
)


def commune_answer(frame: Frame, facts: Facts, communes: tuple[Commune, ...]) -> Draft | None:
    """Answer how many communes and wards there are, or what one is and its code, or pass."""
    if not communes:
        return None
    counts = frame.asks_any(Ask.COUNT, Ask.AMOUNT) or (Ask.LIST in frame.asks and not frame.units)
    if Element.COMMUNE in frame.elements and counts:
        return _counted(frame, facts, communes)
    mentions = find_communes(frame.reading.raw, communes)
    if mentions and (_CODE.search(frame.plain) or _EXISTS.search(frame.plain)):
        return _named([m.commune for m in mentions], facts)
    return None


def _counted(frame: Frame, facts: Facts, communes: tuple[Commune, ...]) -> Draft | None:
    if frame.topic and not _only_place(frame):
        return None
    wards = [c for c in communes if c.kind == "phường"]
    rural = [c for c in communes if c.kind == "xã"]
    lines = [
        f"Đắk Lắk có {len(communes)} đơn vị hành chính cấp xã: "
        f"{len(rural)} xã và {len(wards)} phường."
    ]
    if Ask.LIST in frame.asks and re.search(r"\b(?:liet ke|ke ten|danh sach|nhung)\b", frame.plain):
        chosen = wards if "phuong" in frame.plain and "xa" not in frame.plain.split() else communes
        lines.append(", ".join(c.full_name for c in chosen) + ".")
    first = facts.document.provisions[0]
    return Draft(tuple(lines), (Evidence(facts, first.path, first.text or first.heading),))


def _only_place(frame: Frame) -> bool:
    allowed = {
        "dak",
        "lak",
        "tinh",
        "hanh",
        "chinh",
        "don",
        "vi",
        "cap",
        "xa",
        "phuong",
        "gio",
        "sap",
        "nhap",
        "dac",
        "lac",
        "tat",
        "ca",
    }
    return all(set(term.folded.split()) <= allowed for term in frame.topic)


def _named(chosen: list[Commune], facts: Facts) -> Draft:
    lines = tuple(f"{c.full_name}, tỉnh Đắk Lắk – mã đơn vị hành chính {c.code}." for c in chosen)
    evidence = tuple(_evidence(c, facts.document, facts) for c in chosen)
    return Draft(lines, evidence)


def _evidence(commune: Commune, document: Document, facts: Facts) -> Evidence:
    for provision in document.provisions:
        for paragraph in provision.paragraphs:
            if commune.code in paragraph.text:
                return Evidence(facts, provision.path, paragraph.text)
    first = document.provisions[0]
    return Evidence(facts, first.path, first.text)
