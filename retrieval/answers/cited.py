"""Other documents that the document names: its legal bases and what it says of each."""

import re
from datetime import date

from domain.answers import AnswerStatus
from domain.register import CitedDocument, path_of
from domain.vietnamese import fold
from retrieval.answers.evidence import evidence_of, verdict
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, quoted, shown
from retrieval.facts import Facts
from retrieval.frame import Frame

_ASKED_OF_ONE = re.compile(
    r"\b(?:ngay|ve|gi|so may|so hieu|ai ban hanh|cua ai|o dau|cho nao|muc nao|nam nao"
    r"|khi nao|la)\b"
)
_REFERRING = re.compile(r"\b(?:nhac|neu|vien dan|trich dan|dan chieu|can cu|dua)\b")
_ANY_DOCUMENT = re.compile(r"\bvan ban\b")
_CLAIMED_ISSUER = re.compile(r"\b(?:do|cua) ((?:\w+ ){1,4}?)(?:duyet|ban hanh|phe duyet|ky|ra)\b")
_CLAIMED_LAW = re.compile(
    r"\b(?:luat|bo luat) ((?:\w+ ){0,3}?\w+?)(?= (?:dung|phai|co phai|khong|khong|chu|ha)\b|$)"
)
# What a document itself says stands in its own text, which is not loaded.
_ASKED_INSIDE = re.compile(
    r"\b(?:gom (?:may|nhung|cac|bao nhieu)|yeu cau|giao|noi dung|quy dinh|co (?:may|bao nhieu)"
    r"|noi (?:gi|ve gi|sao)"
    r"|tung dieu|may (?:dieu|nhiem vu|muc))\b"
)
_INSIDE = re.compile(
    r"^(?:trong |theo )?(?:chi thi|quyet dinh|nghi quyet|luat|thong bao|nghi dinh)\b"
    r"|\b(?:trong|o)"
    r" (?:chi thi|quyet dinh|nghi quyet|luat|thong bao|nghi dinh)\b"
)
_UNDER = re.compile(
    r"^(?!.*\bluat\b).*"
    r"\b(?:theo|can cu|trien khai|thuc hien|dua (?:vao|tren)|cu the hoa)\b (?:\w+ ){0,2}?"
    r"(ke hoach|chi thi|quyet dinh|nghi quyet|chuong trinh|cong van)(?: \w+){0,2}?"
    r" (?:so )?(?:may|nao|gi|bao nhieu)\b"
    r"|\b(ke hoach|chi thi|quyet dinh|nghi quyet|chuong trinh|cong van) (?:cua )?"
    r"(?:tinh|bo|huyen|trung uong|cap tren|ubnd tinh)(?: la| mang)? so (?:may|nao|bao nhieu|gi)\b"
)
_EARLIEST = re.compile(r"\b(?:som|cu) nhat\b|\bdau tien\b")
_TELLING_ISSUER = 3
_NAMING_WORDS = {"so", "ban", "hanh", "ky", "ten", "chi", "thi", "quyet", "dinh", "ra", "bao"}
_BASIS_WORDS = {
    *("luat", "phap", "ly", "co", "vao", "can", "cu", "gom", "dua", "tren", "quyet"),
    *("ke", "hoach", "nghi", "dinh"),
}


def asks_of_cited(frame: Frame) -> bool:
    """Tell whether the question has the form of one about a single document."""
    return bool(_ASKED_OF_ONE.search(frame.plain))


def cited_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell what is said of the one cited document that the question is about as such, or pass."""
    cited = _asked_about(frame, facts)
    if cited is None:
        return None
    places = ", ".join(dict.fromkeys(path_of(key) for key in cited.keys))
    evidence = evidence_of(facts, cited.keys)
    right = _is_right_on(cited, frame)
    if right is not None:
        return verdict(right, f"{name_of(cited)}, nêu ở: {places}.", evidence)
    lines = [
        f"{facts.name} nhắc đến {name_of(cited)}, ở: {places}.",
        "Toàn văn văn bản này chưa được nạp nên tôi không trích nội dung của nó.",
    ]
    told = [shown(e.quote) for e in evidence if e.path not in {"căn cứ", "đầu văn bản"}]
    status = AnswerStatus.PARTIAL if _ASKED_INSIDE.search(frame.plain) else AnswerStatus.ANSWERED
    return Draft((*lines, *(quoted(quote, facts) for quote in told[:2])), evidence, status)


def _asked_about(frame: Frame, facts: Facts) -> CitedDocument | None:
    named = (c for c in facts.document.cited if _names(frame, c) and not _only_mentions(frame, c))
    return next(named, None)


def _names(frame: Frame, cited: CitedDocument) -> bool:
    """Tell whether the question says the document's number or how its title begins."""
    plain = frame.plain
    if cited.number:
        number = cited.number.split("/")[0].split("-")[0]
        said = re.search(rf"\b{fold(cited.kind)}(?: so)? {number}\b", plain)
        if fold(cited.number) in fold(frame.reading.raw):
            return True
        return said is not None or _is_called_by_issuer(frame, cited)
    title = fold(cited.title).replace(",", "").split()
    start = " ".join([fold(cited.kind), *title[:2]])
    return bool(title) and bool(re.search(rf"\b{start}\b", plain))


def _is_called_by_issuer(frame: Frame, cited: CitedDocument) -> bool:
    """Tell whether the question says "thông báo của Văn phòng Trung ương Đảng", kind and issuer."""
    issuer = fold(cited.issuer)
    called = rf"\b{re.escape(fold(cited.kind))}\b(?: \w+){{0,2}} cua {re.escape(issuer)}\b"
    return len(issuer.split()) >= _TELLING_ISSUER and bool(re.search(called, frame.plain))


def _only_mentions(frame: Frame, cited: CitedDocument) -> bool:
    """Tell whether the question is about something else and only mentions the document."""
    named = fold(f"{cited.kind} {cited.number} {cited.title} {cited.issuer}")
    rest = [
        t
        for t in frame.topic
        if " " not in t.folded and t.folded not in named and t.folded not in _NAMING_WORDS
    ]
    return len(rest) >= 2


def _is_right_on(cited: CitedDocument, frame: Frame) -> bool | None:
    """Tell whether a day or an issuer claimed of a cited document is right; None: not claimed."""
    if not frame.asks_any(Ask.CLAIM, Ask.YES_NO):
        return None
    if frame.periods and cited.issued:
        period = frame.periods[0]
        return period.start <= cited.issued <= period.end
    claimed = _CLAIMED_ISSUER.search(frame.plain)
    if claimed and cited.issuer:
        return claimed.group(1).strip() in fold(cited.issuer)
    return None


def asks_parent(frame: Frame) -> bool:
    """Tell whether the question asks by which plan or directive of those above this one is made."""
    return bool(_UNDER.search(frame.plain))


def parent_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Name the bases of the kind that the question says, those carried out first, or pass."""
    match = _UNDER.search(frame.plain)
    kind = match and (match.group(1) or match.group(2))
    chosen = [c for c in _bases(facts) if c.number and fold(c.kind) == kind]
    if not chosen:
        return None
    lines = [f"{facts.name} được ban hành theo:", *(f"• {name_of(c)}" for c in chosen)]
    keys = dict.fromkeys(key for c in chosen for key in c.keys if _is_basis(key))
    return Draft(tuple(lines), evidence_of(facts, keys))


def asks_inside_cited(frame: Frame) -> bool:
    """Tell whether what another document itself says is asked for: "trong Chỉ thị 18 có mấy…"."""
    return bool(_INSIDE.search(frame.plain) and _ASKED_INSIDE.search(frame.plain))


def inside_cited_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Say that the text of the cited document is not loaded, or pass when none is named."""
    named = [c for c in facts.document.cited if _names(frame, c)]
    if not named or named[0].number == facts.document.info.number:
        return None
    places = ", ".join(dict.fromkeys(path_of(key) for key in named[0].keys))
    line = f"{facts.name} chỉ nhắc đến {name_of(named[0])}, ở: {places}. "
    line += "Toàn văn văn bản này chưa được nạp nên tôi không trả lời về nội dung của nó."
    return Draft((line,), evidence_of(facts, named[0].keys[:1]), AnswerStatus.PARTIAL)


def asks_all_cited(frame: Frame) -> bool:
    """Tell whether the question asks which, or how many, documents are named; not which bases."""
    plain = frame.plain
    if Element.DOCUMENT not in frame.elements and not _ANY_DOCUMENT.search(plain):
        return False
    if not _REFERRING.search(plain) or Element.BASIS in frame.elements:
        return False
    return frame.asks_any(Ask.LIST, Ask.COUNT)


def claims_basis(frame: Frame) -> bool:
    """Tell whether the question takes a law for a legal basis."""
    claimed = frame.asks_any(Ask.CLAIM, Ask.YES_NO) and "can cu" in frame.plain
    return claimed and _CLAIMED_LAW.search(frame.plain) is not None


def basis_claim(frame: Frame, facts: Facts) -> Draft | None:
    """Confirm or correct the law that the question takes for a legal basis."""
    law = _CLAIMED_LAW.search(frame.plain)
    if law is None:
        return None
    bases = _bases(facts)
    if not bases:
        return None
    said = law.group(1)
    titles = [fold(f"{c.title} {c.number}").replace(",", "") for c in bases]
    right = any(title.startswith(said) or said in title for title in titles)
    keys = dict.fromkeys(k for c in bases for k in c.keys if path_of(k) == "căn cứ")
    line = f"Căn cứ được nêu: {'; '.join(name_of(c) for c in bases)}."
    return verdict(right, line, evidence_of(facts, keys))


def all_cited_answer(frame: Frame, facts: Facts) -> Draft | None:
    """List the documents that this one names, only those with a number if numbers are asked."""
    cited = [c for c in facts.document.cited if c.number or "so hieu" not in frame.plain]
    if not cited:
        return None
    lines = [f"{facts.name} nhắc đến {len(cited)} văn bản:", *(f"• {name_of(c)}" for c in cited)]
    keys = dict.fromkeys(key for c in cited for key in c.keys)
    return Draft(tuple(lines), evidence_of(facts, keys))


def asks_dated_basis(frame: Frame) -> bool:
    """Tell whether the question asks for the earliest or the latest legal basis."""
    return Element.BASIS in frame.elements and frame.asks_any(Ask.MOST, Ask.LEAST)


def dated_basis_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell the earliest or the latest of the documents that this one stands on."""
    bases = [c for c in _bases(facts) if c.issued]
    if not bases:
        return None
    early = bool(_EARLIEST.search(frame.plain))
    order = sorted(bases, key=lambda c: c.issued or date.min)
    chosen = order[0] if early else order[-1]
    line = f"{'Sớm nhất' if early else 'Muộn nhất'} trong các căn cứ: {name_of(chosen)}."
    return Draft((line,), evidence_of(facts, (key for key in chosen.keys if _is_basis(key))))


def asks_bases(frame: Frame) -> bool:
    """Tell whether the question asks for all the legal bases and nothing beside."""
    words = {t.folded for t in frame.topic if " " not in t.folded}
    if Element.BASIS not in frame.elements or words - _BASIS_WORDS:
        return False
    return frame.asks_any(Ask.LIST, Ask.COUNT, Ask.WHO)


def bases_answer(frame: Frame, facts: Facts) -> Draft | None:
    """List the documents that this one stands on, or pass when it names none."""
    bases = _bases(facts)
    if not bases:
        return None
    lines = ["Căn cứ được nêu:", *(f"• {name_of(cited)}" for cited in bases)]
    keys = [p.key for p in facts.document.by_path["căn cứ"].paragraphs]
    return Draft(tuple(lines), evidence_of(facts, keys))


def _bases(facts: Facts) -> list[CitedDocument]:
    return [c for c in facts.document.cited if any(_is_basis(key) for key in c.keys)]


def _is_basis(key: str) -> bool:
    return path_of(key) == "căn cứ"


def name_of(cited: CitedDocument) -> str:
    """Return a document's kind, number, day, issuer and title in one line."""
    head = cited.kind[:1].upper() + cited.kind[1:]
    number = f" số {cited.number}" if cited.number else ""
    title = f" {cited.title}" if cited.title and not cited.number else ""
    day = f" ngày {cited.issued:%d/%m/%Y}" if cited.issued else ""
    issuer = f" của {cited.issuer}" if cited.issuer else ""
    about = f" ({cited.title})" if cited.title and cited.number else ""
    return f"{head}{number}{title}{day}{issuer}{about}"
