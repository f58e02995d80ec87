"""Sums of money and ways of contact: quoted where they stand, else said to be left out."""

import re
from decimal import Decimal

from domain.answers import AnswerStatus
from domain.register import Paragraph, path_of
from domain.vietnamese import fold
from retrieval.answers.evidence import evidence_of
from retrieval.answers.ranking import rank
from retrieval.asks import Ask
from retrieval.draft import Draft, Evidence, quoted
from retrieval.facts import Facts
from retrieval.figures import SUM_IN_DONG, read_figures
from retrieval.frame import Frame

_RELATED = 0.5
_NEARLY = 0.85
_MOST_QUOTED = 3
_SMALLEST_SUM = Decimal(100_000)
_SUM = re.compile(
    r"\btong (?:kinh phi|von|tien|muc|so tien|du toan)\b|\bkinh phi (?:la |du kien |thuc hien "
    r"|het |can |khoang |cap )*(?:bao nhieu|may|\d)|\bbao nhieu tien\b|\bmay (?:ty|trieu"
    r"|dong)\b|\bbao nhieu (?:ty|trieu|dong)\b|\bso tien\b|\bmuc chi\b"
    r"|\bngan sach (?:la )?bao nhieu\b|\bcap bao nhieu\b|\bhet bao nhieu\b|\bton bao nhieu\b"
)
_TOTAL_ASKED = re.compile(r"\btong (?:kinh phi|von|tien|muc|so tien|du toan|nhu cau|cong)\b")
_TOTAL = re.compile(r"\b[Tt]ổng (?:\w+ ){0,3}?(?:kinh phí|vốn|nhu cầu|dự toán|mức|số tiền)")
_FUNDS = re.compile(r"\b(?:tong (?:tien|cong|so)|kinh phi|ngan sach|du toan|von)\b")
_CONTACT = re.compile(
    r"\b(?:so )?dien thoai\b|\bduong day nong\b|\bemail\b|\bwebsite\b|\btrang web\b"
    r"|\bzalo\b|\bfax\b|\bdia chi\b|\bgoi so\b|\blien he so\b"
    r"|\bso (?:nao|may)(?: \w+){0,2} (?:phan anh|goi|lien he)\b"
)
_CALLS, _EMERGENCY = re.compile(r"\bgoi\b"), re.compile(r"\b[Gg]ọi (?:\w+ )?1\d\d\b")
_CHANNEL = re.compile(
    r"\b(?:[Ss]ố điện thoại|[Đđ]ường dây|[Đđ]ịa chỉ|[Hh]ộp thư|[Tt]rụ sở|[Kk]ênh|[Zz]alo"
    r"|[Tt]iếp nhận(?: phản ánh)?|[Tt]rang thông tin)\b"
)
_TELEPHONE_OR_MAIL = re.compile(
    r"(?<![\d.,])0\d{2,3}(?:[.\s-]?\d{2,4}){1,3}\b"
    r"|\b1[89]00[.\s-]?\d{3,6}\b|[\w.]+@[\w.]+\w"
)
_MONEY = re.compile(rf"{SUM_IN_DONG}|\d[\d.,]*\s*(?:triệu|tỷ|tỉ)\b", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d")
_YEAR_WORD = re.compile(r"\b20\d\d\b")
_CLAUSE_END = re.compile(r"[;.]\s")


def asks_sum(frame: Frame) -> bool:
    """Tell whether the question asks how much money, of the whole or of a subject's funds."""
    if Ask.COMPARE in frame.asks or (frame.topic and not _FUNDS.search(frame.plain)):
        return False
    return bool(_SUM.search(frame.plain))


def sum_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Quote the sums nearest to the question, else where the money comes from, or pass."""
    found = _paragraphs_with(_MONEY, facts)
    if found and frame.asks_any(Ask.CLAIM, Ask.YES_NO):
        claim = _sum_claim(_closest(found, frame, facts), frame, facts)
        if claim is not None:
            return claim
    if found:
        return _of_year(_quoted(_closest(found, frame, facts), facts), frame, facts)
    source = _funding(facts)
    if source is None:
        return None
    line = f"{facts.name} không nêu số tiền cụ thể. Về nguồn kinh phí:"
    evidence = evidence_of(facts, [source.key])
    return Draft((line, quoted(source.text, facts)), evidence, AnswerStatus.PARTIAL)


def _sum_claim(found: list[Paragraph], frame: Frame, facts: Facts) -> Draft | None:
    """Confirm or correct a sum of money against the paragraphs nearest to the question."""
    claimed = [f for f in read_figures(frame.reading.raw) if f.value >= _SMALLEST_SUM]
    if not claimed:
        return None
    stated = {f.value for p in found for f in read_figures(p.text)}
    told = _quoted(found, facts)
    right = claimed[0].value in stated
    status = AnswerStatus.ANSWERED if right else AnswerStatus.CORRECTED
    return Draft(("Đúng." if right else "Không đúng.", *told.lines), told.evidence, status)


def _of_year(draft: Draft, frame: Frame, facts: Facts) -> Draft:
    """Say so when the sums told are not of the year that the question names."""
    years = set(_YEAR_WORD.findall(frame.plain))
    clauses = [c for e in draft.evidence for c in _CLAUSE_END.split(e.quote)]
    priced = [c for c in clauses if _MONEY.search(c)]
    told = any(not years or years & set(_YEAR.findall(c)) for c in priced)
    if told or not any(_YEAR.search(c) for c in priced):
        return draft
    line = f"{facts.name} không nêu con số cho năm {', '.join(sorted(years))}."
    return Draft((line, *draft.lines), draft.evidence, AnswerStatus.PARTIAL)


def _funding(facts: Facts) -> Paragraph | None:
    """Return the first paragraph of the place that is headed as the funds."""
    for provision in facts.document.provisions:
        if "kinh phi" in fold(provision.heading) and provision.paragraphs:
            return provision.paragraphs[0]
    return None


def asks_contact(frame: Frame) -> bool:
    """Tell whether the question asks for a telephone number, an address or a channel."""
    return bool(_CONTACT.search(frame.plain))


def contact_answer(frame: Frame, facts: Facts) -> Draft:
    """Quote the contact nearest to the question, else what bears on it and that none is given."""
    found = _paragraphs_with(_TELEPHONE_OR_MAIL, facts)
    if _CALLS.search(frame.plain):
        found.extend(p for p in _paragraphs_with(_EMERGENCY, facts) if p not in found)
    if found:
        return _quoted(_closest(found, frame, facts), facts)
    unsaid = f"{facts.name} không nêu số điện thoại, địa chỉ hay kênh liên hệ cụ thể."
    ranked = [r.passage for r in rank(frame, facts) if r.coverage >= _RELATED]
    related = [passage for passage in ranked if _CHANNEL.search(passage.text)][:1]
    if not related:
        return Draft((unsaid,), (), AnswerStatus.REFUSED)
    passage = related[0]
    line = f"Phần liên quan ({passage.path}): {quoted(passage.text, facts)}"
    evidence = (Evidence(facts, passage.path, passage.text),)
    return Draft((unsaid, line), evidence, AnswerStatus.PARTIAL)


def _paragraphs_with(pattern: re.Pattern[str], facts: Facts) -> list[Paragraph]:
    """Return the paragraphs, and headings with points below them, in which `pattern` is found."""
    every = (
        p
        for provision in facts.document.provisions
        for p in (Paragraph(f"{provision.path}#0", provision.heading), *provision.paragraphs)
    )
    return [p for p in every if pattern.search(p.text)]


def _closest(found: list[Paragraph], frame: Frame, facts: Facts) -> list[Paragraph]:
    if _TOTAL_ASKED.search(frame.plain):
        found = [p for p in found if _TOTAL.search(p.text)] or found
    scored = [(facts.cover(frame.terms, p.text).question, p) for p in found]
    best = max(score for score, _ in scored)
    return [p for score, p in scored if score >= _NEARLY * best][:_MOST_QUOTED]


def _quoted(paragraphs: list[Paragraph], facts: Facts) -> Draft:
    lines = tuple(f"{path_of(p.key)}: {quoted(p.text, facts)}" for p in paragraphs)
    return Draft(lines, tuple(Evidence(facts, path_of(p.key), p.text) for p in paragraphs))
