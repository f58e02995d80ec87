"""The document's own data: number, day, signer, issuer, title and how long it holds."""

import re
from datetime import date

from domain.answers import AnswerStatus
from domain.vietnamese import fold
from retrieval.answers.evidence import evidence_of, verdict
from retrieval.asks import Ask
from retrieval.draft import Draft, Evidence, evidence_at, sentence
from retrieval.facts import Facts
from retrieval.frame import Frame

_ITSELF = re.compile(r"\b(?:ke hoach|kh|van ban nay)\b")
_THIS_DOCUMENT = r"(?:ke hoach|van ban|kh)(?: nay| tren)?"
_NUMBER = re.compile(
    r"\bso ke hoach\b|^so (?:may|bao nhieu)\b|\bso (?:hieu|ky hieu|van ban|cua ke hoach"
    r"|cua van ban)\b|\bky hieu\b|\bke hoach so\b"
    r"|\b(?:ke hoach|van ban)(?: \w+){0,2} so (?:may|bao nhieu|nao)\b(?! de)"
)
_OWN = re.compile(r"\bso (?:hieu|ky hieu|cua (?:ke hoach|van ban))\b|\b(?:la )?so may\b")
_DAY = re.compile(
    r"\b(?:ban hanh|ky|ra doi|phat hanh)\b.*\b(?:ngay|khi|luc|bao gio|nam|thang)\b|\b(?:ngay"
    r"|thoi diem) (?:ban hanh|ky|phat hanh|ra)\b|\b(?:ngay|thang) (?:nao"
    r"|may)\b.*\b(?:ban hanh|ky|phat hanh)\b"
)
_PERSON = re.compile(r"\b(?:là|tên|do|ông|bà)\s+(?:[A-ZĐÂĂÔƠƯÊ]\w+\s+){1,3}[A-ZĐÂĂÔƠƯÊ]\w+")
_ISSUED = re.compile(r"\b(?:ban hanh|ra doi|phat hanh)\b")
_OTHER_THAN_ITSELF = re.compile(
    r"\b(?:luat|to trinh|chi thi|quyet dinh|nghi quyet|thong bao|bao cao|dien thoai|lien he"
    r"|hotline|dung han|du toan)\b"
)
# Documents of any kind, as rules on records call them; not the one that answers.
_ANY_DOCUMENT = re.compile(
    r"\b(?:dang ky|van ban (?:den|di|giay|mat|hanh chinh|dien tu|chuyen nganh))\b"
)
_SIGNER = re.compile(
    r"\bai (?:la nguoi )?(?:ky|da ky|dung ten ky|phe duyet)\b|\bnguoi (?:ky|ban hanh)\b"
    r"|\bky (?:ten|boi|ban hanh)\b.*\b(?:ai|nao)\b|\bdo ai ky\b|\bchu tich(?: ubnd"
    r"| uy ban)?(?: xa| tinh| phuong)? (?:nao|ten (?:la )?gi|la ai|ten)\b"
    r"|\bchuc vu\b.*\bky\b"
)
_SIGNED_BY = re.compile(
    r"\b(?:do|boi|la|co phai|giam doc|chu tich|bi thu|bo truong|thu tuong|chanh van phong)\b"
    r".*\bky\b(?! luat| cuong| ket| so)"
)
_SIGNING = re.compile(
    r"\b(?:do|ai|nguoi|boi)\b.*(?<!dinh )(?<!giua )(?<!nhiem )(?<!thoi )(?<!chu )(?<!moi )\bky\b"
    r"(?! luat| cuong| ket| nang| so|\w)"
)
_DEPUTY = re.compile(r"\bpho chu tich\b")
_ISSUER = re.compile(
    r"\b(?:ai|co quan nao|don vi nao|cap nao|noi nao) (?:da )?ban hanh\b|\bban hanh (?:boi"
    r"|cua) (?:ai|co quan nao)\b|\bdo (?:ai|co quan nao|don vi nao) ban hanh\b"
)
_ISSUING_WORDS = {"ban", "hanh", "ban hanh", "ke", "hoach", "ke hoach"}
_TITLE = re.compile(
    _THIS_DOCUMENT
    + (
        r"\b.*\b(?:trien khai|thuc hien|cu the hoa|noi ve|ve|ten|nham|de lam) (?:la )?(?:chi thi"
        r"|van ban|cai|viec|day du|gi|nao|dieu)\b|\btieu de\b"
        r"|\bten (?:day du|goi|cua|ke hoach|van ban)\b"
        r"|\btrich yeu\b|\btrien khai (?:chi thi|van ban|nghi quyet) (?:nao|gi|so may)\b"
        r"|\bchi thi (?:nao|gi|so may)\b|\btheo chi thi\b.*\bnao\b"
    )
)
_END = re.compile(
    r"(?<!lap )\b(?:ke hoach|van ban)(?: nay)?(?: \w+){0,4} (?:ket thuc|het hieu luc|het han"
    r"|het thoi han|cham dut|keo dai den|dung lai)\b|\bhieu luc (?:den|toi|bao lau"
    r"|may nam)\b|\bngay ket thuc\b|\bhieu luc (?:den|toi)\b|\bco hieu luc\b"
    r"|\bhieu luc (?:tu|khi|thi hanh)\b"
)
_MONTH_KNOWN = re.compile(r"tháng (\d{1,2}) năm (20\d\d)")
_YEAR = re.compile(r"\b20\d\d\b")


def asks_identity(frame: Frame) -> bool:
    """Tell whether the number or the day of the document itself is asked for."""
    plain = frame.plain
    if frame.paths or _OTHER_THAN_ITSELF.search(plain):
        return False
    if _ANY_DOCUMENT.search(plain) and not _ITSELF.search(plain):
        return False
    if _NUMBER.search(plain) and not _names_department(frame):
        return True
    return bool(_DAY.search(plain)) and (bool(_ISSUED.search(plain)) or frame.reads("ký"))


def _names_department(frame: Frame) -> bool:
    """Tell whether "so" is typed as sở, or plain before the name of a field."""
    return any(
        w.reading == "sở" and (w.settled or not _OWN.search(frame.plain))
        for w in frame.reading.words
    )


def identity_answer(frame: Frame, facts: Facts) -> Draft:
    """Tell the document's number and day, or that the source leaves them blank."""
    info = facts.document.info
    lines: list[str] = []
    status = AnswerStatus.ANSWERED
    if "number" in info.blank:
        lines.append(f"Bản nguồn để trống số hiệu (chỉ ghi “Số: {info.number_text}”).")
        status = AnswerStatus.PARTIAL
    elif info.number:
        lines.append(f"Số hiệu: {info.number}.")
    if "day" in info.blank:
        lines.append(f"Ngày ban hành cũng để trống, chỉ biết {info.issued_text}.")
        status = AnswerStatus.PARTIAL
    elif info.issued:
        lines.append(f"Ngày ban hành: {info.issued:%d/%m/%Y}.")
    if status is AnswerStatus.PARTIAL:
        lines.append("Tôi không đoán; người quản trị có thể bổ sung khi có bản chính thức.")
    front = facts.document.by_path.get("đầu văn bản")
    keys = [p.key for p in front.paragraphs[:2]] if front else []
    wrong = _is_wrong_month(frame, facts)
    if wrong is not None:
        lines.insert(0, "Không đúng." if wrong else "Đúng về tháng và năm.")
        status = AnswerStatus.CORRECTED if wrong else status
    return Draft(tuple(lines), evidence_of(facts, keys), status)


def _is_wrong_month(frame: Frame, facts: Facts) -> bool | None:
    """Tell whether the month claimed for the issue differs from the one known; None: no claim."""
    info = facts.document.info
    if not frame.periods or not frame.asks_any(Ask.CLAIM, Ask.YES_NO):
        return None
    claimed = frame.periods[0]
    known = _MONTH_KNOWN.search(
        info.issued.strftime("tháng %m năm %Y") if info.issued else info.issued_text
    )
    if known is None:
        return None
    first = date(int(known.group(2)), int(known.group(1)), 1)
    return not claimed.start.replace(day=1) <= first <= claimed.end


def asks_signer(frame: Frame) -> bool:
    """Tell whether the question asks, or claims, who signed; "kỳ" and "kỷ" are other words."""
    signs = frame.reads("ký") or _signs_plainly(frame)
    found = (pattern.search(frame.plain) for pattern in (_SIGNED_BY, _SIGNER))
    return any(match and (signs or "ky" not in match.group().split()) for match in found)


def _signs_plainly(frame: Frame) -> bool:
    """Tell whether "ky" is typed without accents where only signing makes sense."""
    bare = any(word.folded == "ky" and word.settled is None for word in frame.reading.words)
    return bare and _SIGNING.search(frame.plain) is not None


def signer_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell who signed and in what office, against what is claimed if something is, or pass."""
    info = facts.document.info
    if not info.signer or "ký" not in facts.paths:
        return None
    title = (
        f" ({info.signer_title[:1].upper()}{info.signer_title[1:].lower()} {info.issuer})"
        if info.signer_title
        else ""
    )
    line = f"Người ký: {info.signer}{title}."
    evidence = evidence_of(facts, ["ký"])
    named = _PERSON.search(frame.reading.raw)
    if named and frame.asks_any(Ask.CLAIM, Ask.YES_NO):
        return verdict(fold(info.signer) in frame.plain, line, evidence)
    if not frame.asks_any(Ask.CLAIM, Ask.YES_NO) or _SIGNER.search(frame.plain):
        return Draft((line,), evidence)
    right = fold(info.signer) in frame.plain or (
        fold(info.signer_title) in frame.plain and not _DEPUTY.search(frame.plain)
    )
    return verdict(right, line, evidence)


def asks_issuer(frame: Frame) -> bool:
    """Tell whether the question asks which body issued something."""
    return bool(_ISSUER.search(frame.plain))


def issuer_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell who issued the document, or pass when something else in it is asked about."""
    if any(facts.index.knows(t.folded) for t in frame.topic if t.folded not in _ISSUING_WORDS):
        return None
    place = "căn cứ" if "căn cứ" in facts.paths else "đầu văn bản"
    keys = [p.key for p in facts.document.by_path[place].paragraphs[-1:]]
    line = f"{facts.name} do {facts.document.info.issuer} ban hành."
    return Draft((line,), evidence_of(facts, keys))


def asks_title(frame: Frame) -> bool:
    """Tell whether the question asks what the document is called, about or carries out."""
    return bool(_TITLE.search(frame.plain))


def title_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Tell the document's title with the directive that it carries out, or pass."""
    info = facts.document.info
    if frame.topic and facts.cover(frame.topic, info.title).question < 0.5:
        return None
    front = facts.document.by_path.get("đầu văn bản")
    line = f"{facts.name} của {info.issuer}: {sentence(info.title)}"
    key = front.paragraphs[-1].key if front and front.paragraphs else "đầu văn bản"
    bases = facts.document.by_path.get("căn cứ")
    repeats = [
        p.key
        for p in (bases.paragraphs if bases else ())
        if info.implements and info.implements in p.text
    ]
    return Draft((line,), (evidence_at(facts, key), *evidence_of(facts, repeats)))


def asks_end(frame: Frame) -> bool:
    """Tell whether the question asks from when or until when the document itself holds."""
    if frame.paths or frame.units:
        return False
    return bool(_END.search(frame.plain) and re.search(_THIS_DOCUMENT, frame.plain))


def end_answer(frame: Frame, facts: Facts) -> Draft:
    """Say that no such day is given, with the year of the targets as the farthest one."""
    lines = [f"{facts.name} không nêu ngày có hiệu lực, ngày kết thúc hay ngày hết hiệu lực."]
    evidence: list[Evidence] = []
    heading = facts.heading(facts.target_part) if facts.target_part else ""
    if facts.target_part and _YEAR.search(heading):
        lines.append(f"Mốc xa nhất là các mục tiêu ở {facts.target_part}: {heading}.")
        evidence.append(Evidence(facts, facts.target_part, heading))
    return Draft(tuple(lines), tuple(evidence), AnswerStatus.PARTIAL)
