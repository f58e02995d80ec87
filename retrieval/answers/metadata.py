"""Questions on the document itself: number, day, signer, bases, recipients and what it leaves."""

import re
from collections.abc import Callable
from datetime import date

from domain.answers import AnswerStatus
from domain.register import CitedDocument, path_of
from domain.vietnamese import fold
from retrieval.answers.passages import rank
from retrieval.asks import Ask, Element
from retrieval.draft import Draft, Evidence, evidence_at, sentence, shown
from retrieval.facts import Facts
from retrieval.frame import Frame

_THIS = r"(?:ke hoach|van ban|kh)(?: nay| tren)?"
_NUMBER = re.compile(
    r"\bso (?:hieu|ky hieu|van ban|cua ke hoach|cua van ban)\b|\bky hieu\b|\bke hoach so\b"
    r"|\b(?:ke hoach|van ban)(?: \w+){0,2} so (?:may|bao nhieu|nao)\b(?! de)"
)
_DAY = re.compile(
    r"\b(?:ban hanh|ky|ra doi|phat hanh)\b.*\b(?:ngay|khi|luc|bao gio|nam|thang)\b|\b(?:ngay"
    r"|thoi diem) (?:ban hanh|ky|phat hanh|ra)\b|\b(?:ngay|thang) (?:nao"
    r"|may)\b.*\b(?:ban hanh|ky|phat hanh)\b"
)
_ISSUED = re.compile(r"\b(?:ban hanh|ra doi|phat hanh)\b")
_SIGNER = re.compile(
    r"\bai (?:la nguoi )?(?:ky|da ky|dung ten ky|phe duyet)\b|\bnguoi (?:ky|ban hanh)\b"
    r"|\bky (?:ten|boi|ban hanh)\b.*\b(?:ai|nao)\b|\bdo ai ky\b|\bchu tich(?: ubnd"
    r"| uy ban)?(?: xa| tinh| phuong)? (?:nao|ten (?:la )?gi|la ai|ten)\b"
    r"|\bchuc vu\b.*\bky\b"
)
_SIGNED_BY = re.compile(r"\b(?:do|boi|la|co phai)\b.*\bky\b(?! luat| cuong| ket| so)")
_ISSUER = re.compile(
    r"\b(?:ai|co quan nao|don vi nao|cap nao|noi nao) (?:da )?ban hanh\b|\bban hanh (?:boi"
    r"|cua) (?:ai|co quan nao)\b|\bdo (?:ai|co quan nao|don vi nao) ban hanh\b"
)
_TITLE = re.compile(
    _THIS
    + (
        r"\b.*\b(?:trien khai|thuc hien|cu the hoa|noi ve|ve|ten|nham|de lam) (?:la )?(?:chi thi"
        r"|van ban|cai|viec|day du|gi|nao|dieu)\b|\bten (?:day du|goi|cua)\b|\btieu de\b"
        r"|\btrich yeu\b|\btrien khai (?:chi thi|van ban|nghi quyet) (?:nao|gi|so may)\b"
        r"|\bchi thi (?:nao|gi|so may)\b|\btheo chi thi\b.*\bnao\b"
    )
)
_SUM = re.compile(
    r"\btong (?:kinh phi|von|muc|so tien|du toan)\b|\bkinh phi (?:la |du kien |thuc hien "
    r"|het |can |khoang |cap )*(?:bao nhieu|may)\b|\bbao nhieu tien\b|\bmay (?:ty|trieu"
    r"|dong)\b|\bbao nhieu (?:ty|trieu|dong)\b|\bso tien\b|\bmuc chi\b"
    r"|\bngan sach (?:la )?bao nhieu\b|\bcap bao nhieu\b|\bhet bao nhieu\b|\bton bao nhieu\b"
)
_REPORT = re.compile(r"\bbao cao\b")
_REPORT_TIME = re.compile(
    r"\bmay lan\b|\bbao lau\b|\bthang nao\b|\bhang thang\b|\bhang quy\b|\bngay (?:nao|may"
    r"|bao nhieu)\b|\bkhi nao\b|\bbao gio\b|\bhan\b|\bdinh ky (?:la |thi )?(?:may|bao|nhu"
    r"|the nao|nao|ra sao)|\btan suat\b|\bky han\b|\bmoi (?:thang|quy|nam)\b|\btruoc ngay\b"
    r"|\bchu ky\b|\btheo (?:thang|quy|nam)\b|\bthang hay quy\b|\bmay thang\b"
    r"|\bngay bao nhieu\b|\bthoi han\b"
)
_ISSUING = {"ban", "hanh", "ban hanh", "ke", "hoach", "ke hoach"}
_REPORT_TO = re.compile(
    r"\bbao cao\b(?: \w+){0,5} (?:cho ai|ve dau|ve ai|len (?:bo|co quan|dau|cap|ai)"
    r"|gui (?:ai|dau|cho)|cho (?:co quan|don vi|so|bo) nao|co quan nao|ve (?:co quan|don vi"
    r"|so) nao|o dau|dau)\b"
)
_HOTLINE = re.compile(
    r"\b(?:so )?dien thoai\b|\bduong day nong\b|\bemail\b|\bwebsite\b|\btrang web\b"
    r"|\bzalo\b|\bfax\b|\bdia chi\b|\bgoi so\b|\blien he so\b"
    r"|\bso (?:nao|may)(?: \w+){0,2} (?:phan anh|goi|lien he)\b"
)
_END = re.compile(
    r"(?<!lap )\b(?:ke hoach|van ban)(?: nay)?(?: \w+){0,4} (?:ket thuc|het hieu luc|het han"
    r"|het thoi han|cham dut|keo dai den|dung lai)\b|\bhieu luc (?:den|toi|bao lau"
    r"|may nam)\b|\bngay ket thuc\b|\bhieu luc (?:den|toi)\b|\bco hieu luc\b"
    r"|\bhieu luc (?:tu|khi|thi hanh)\b"
)
_PHONE = re.compile(
    r"\b0\d{2,3}(?:[.\s-]?\d{2,4}){1,3}\b|\b1[89]00[.\s-]?\d{3,6}\b|[\w.]+@[\w.]+\w"
)
_MONEY = re.compile(
    r"\d[\d.,]*\s*(?:triệu|tỷ|tỉ|nghìn|ngàn)?\s*đồng|\d[\d.,]*\s*(?:triệu|tỷ|tỉ)\b", re.IGNORECASE
)
_CODE = re.compile(r"\b(\d{1,4})(?:/\d{4})?[/\-]([a-zđ0-9]+(?:-[a-zđ0-9]+)*)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(chi thi|quyet dinh|nghi quyet|thong bao|nghi dinh|thong tu|luat)(?: so)? (\d{1,4})\b"
)
_Composer = Callable[[Frame, Facts], Draft | None]


def metadata_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer on the document's own data, or on what it leaves blank or unsaid, or pass."""
    plain = frame.plain
    rules: tuple[tuple[re.Pattern[str], _Composer], ...] = (
        (_SIGNED_BY, _signer),
        (_SIGNER, _signer),
        (_ISSUER, _issuer),
        (_SUM, _sums),
        (_HOTLINE, _hotline),
        (_END, _end),
        (_TITLE, _title),
    )
    cited = named_document(frame, facts)
    if cited is not None:
        return _cited(cited, frame, facts)
    if Element.DOCUMENT in frame.elements or re.search(r"\bvan ban\b", plain):
        draft = _all_cited(frame, facts)
        if draft is not None:
            return draft
    if Element.BASIS in frame.elements and frame.asks_any(Ask.MOST, Ask.LEAST):
        return _dated_basis(frame, facts)
    if _REPORT_TO.search(plain):
        draft = _report_to(frame, facts)
        if draft is not None:
            return draft
    if not frame.paths and _is_identity(plain, frame.reads("ký")):
        return _identity(frame, facts)
    if _REPORT.search(plain) and _REPORT_TIME.search(plain):
        return _report_time(frame, facts)
    for pattern, composer in rules:
        match = pattern.search(plain)
        if match and (
            composer is not _signer or "ky" not in match.group().split() or frame.reads("ký")
        ):
            draft = composer(frame, facts)
            if draft is not None:
                return draft
    named_only = {t.folded for t in frame.topic if " " not in t.folded} <= {
        "luat",
        "phap",
        "ly",
        "co",
        "vao",
        "can",
        "cu",
        "gom",
        "ke",
        "hoach",
        "nghi",
        "dinh",
    }
    if (
        Element.BASIS in frame.elements
        and named_only
        and frame.asks_any(Ask.LIST, Ask.COUNT, Ask.WHO)
    ):
        return _bases(facts)
    if Element.RECIPIENT in frame.elements:
        return _recipients(frame, facts)
    return None


def _is_identity(plain: str, signs: bool) -> bool:
    if re.search(
        r"\b(?:luat|chi thi|quyet dinh|nghi quyet|thong bao|bao cao|dien thoai|lien he"
        r"|hotline|dung han|du toan)\b",
        plain,
    ):
        return False
    if _NUMBER.search(plain):
        return True
    return bool(_DAY.search(plain)) and (bool(_ISSUED.search(plain)) or signs)


def _identity(frame: Frame, facts: Facts) -> Draft:
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
    return Draft(tuple(lines), _front(facts), status)


def _front(facts: Facts) -> tuple[Evidence, ...]:
    provision = facts.document.by_path.get("đầu văn bản")
    if provision is None or not provision.paragraphs:
        return ()
    return tuple(evidence_at(facts, p.key) for p in provision.paragraphs[:2])


def _title(frame: Frame, facts: Facts) -> Draft | None:
    info = facts.document.info
    if frame.topic and facts.cover(frame.topic, info.title).question < 0.5:
        return None
    front = facts.document.by_path.get("đầu văn bản")
    line = f"{facts.name} của {info.issuer}: {sentence(info.title)}"
    key = front.paragraphs[-1].key if front and front.paragraphs else "đầu văn bản"
    bases = facts.document.by_path.get("căn cứ")
    repeats = [
        evidence_at(facts, p.key)
        for p in (bases.paragraphs if bases else ())
        if info.implements and info.implements in p.text
    ]
    return Draft((line,), (evidence_at(facts, key), *repeats))


def _signer(frame: Frame, facts: Facts) -> Draft | None:
    info = facts.document.info
    if not info.signer or "ký" not in facts.paths:
        return None
    title = (
        f" ({info.signer_title[:1].upper()}{info.signer_title[1:].lower()} {info.issuer})"
        if info.signer_title
        else ""
    )
    line = f"Người ký: {info.signer}{title}."
    if not frame.asks_any(Ask.CLAIM, Ask.YES_NO) or _SIGNER.search(frame.plain):
        return Draft((line,), (evidence_at(facts, "ký"),))
    right = fold(info.signer) in frame.plain or (
        fold(info.signer_title) in frame.plain and not re.search(r"\bpho chu tich\b", frame.plain)
    )
    status = AnswerStatus.ANSWERED if right else AnswerStatus.CORRECTED
    return Draft(
        (f"{'Đúng.' if right else 'Không đúng.'} {line}",), (evidence_at(facts, "ký"),), status
    )


def _issuer(frame: Frame, facts: Facts) -> Draft | None:
    if any(facts.index.knows(t.folded) for t in frame.topic if t.folded not in _ISSUING):
        return None
    info = facts.document.info
    place = "căn cứ" if "căn cứ" in facts.paths else "đầu văn bản"
    provision = facts.document.by_path[place]
    return Draft(
        (f"{facts.name} do {info.issuer} ban hành.",),
        (evidence_at(facts, provision.paragraphs[-1].key),) if provision.paragraphs else (),
    )


def _sums(frame: Frame, facts: Facts) -> Draft | None:
    if frame.topic and not re.search(r"\b(?:kinh phi|ngan sach|du toan|von)\b", frame.plain):
        return None
    found = _paragraphs_with(_MONEY, facts)
    if found:
        best = _closest(found, frame, facts)
        return _of_year(_quoted(best, facts), frame, facts)
    where = _budget(facts)
    if where is None:
        return None
    line = f"{facts.name} không nêu số tiền cụ thể. Về nguồn kinh phí:"
    text = facts.document.by_path[where].paragraphs[0]
    return Draft(
        (line, f"“{shown(text.text)}”"), (evidence_at(facts, text.key),), AnswerStatus.PARTIAL
    )


def _of_year(draft: Draft, frame: Frame, facts: Facts) -> Draft:
    """Say so when the sums told are not of the year that the question names."""
    years = set(re.findall(r"\b20\d\d\b", frame.plain))
    clauses = [c for e in draft.evidence for c in re.split(r"[;.]\s", e.quote)]
    told = any(
        _MONEY.search(c) and (not years or years & set(re.findall(r"20\d\d", c))) for c in clauses
    )
    dated = any(_MONEY.search(c) and re.search(r"20\d\d", c) for c in clauses)
    if told or not dated:
        return draft
    line = f"{facts.name} không nêu con số cho năm {', '.join(sorted(years))}."
    return Draft((line, *draft.lines), draft.evidence, AnswerStatus.PARTIAL)


def _budget(facts: Facts) -> str | None:
    for provision in facts.document.provisions:
        if "kinh phi" in fold(provision.heading) and provision.paragraphs:
            return provision.path
    return None


def _hotline(frame: Frame, facts: Facts) -> Draft | None:
    found = _paragraphs_with(_PHONE, facts)
    if found:
        return _quoted(_closest(found, frame, facts), facts)
    ranked = [r for r in rank(frame, facts) if r.coverage >= 0.4][:1]
    lines = [f"{facts.name} không nêu số điện thoại, địa chỉ hay kênh liên hệ cụ thể."]
    evidence: list[Evidence] = []
    for entry in ranked:
        lines.append(f"Phần liên quan ({entry.passage.path}): “{shown(entry.passage.text)}”")
        evidence.append(Evidence(facts, entry.passage.path, entry.passage.text))
    status = AnswerStatus.PARTIAL if evidence else AnswerStatus.REFUSED
    return Draft(tuple(lines), tuple(evidence), status)


def _end(frame: Frame, facts: Facts) -> Draft | None:
    if frame.paths or frame.units or not re.search(_THIS, frame.plain):
        return None
    lines = [f"{facts.name} không nêu ngày có hiệu lực, ngày kết thúc hay ngày hết hiệu lực."]
    evidence: list[Evidence] = []
    heading = facts.heading(facts.target_part) if facts.target_part else ""
    if facts.target_part and re.search(r"\b20\d\d\b", heading):
        lines.append(f"Mốc xa nhất là các mục tiêu ở {facts.target_part}: {heading}.")
        evidence.append(Evidence(facts, facts.target_part, heading))
    return Draft(tuple(lines), tuple(evidence), AnswerStatus.PARTIAL)


def _report_time(frame: Frame, facts: Facts) -> Draft | None:
    reports = facts.document.reports
    if frame.units:
        asked = set(frame.units)
        fits = [len(asked & {*r.units, *r.to}) + bool(asked & set(r.units)) for r in reports]
        reports = tuple(r for r, fit in zip(reports, fits, strict=True) if fit == max(fits) and fit)
    if not reports:
        return None
    dated = [r for r in reports if r.is_dated]
    regular = [r for r in reports if "dinh ky" in fold(r.wording)]
    reports = tuple(regular) or reports
    lines: list[str] = []
    for report in dated or reports:
        to = f" gửi {facts.names(report.to)}" if report.to else ""
        who = facts.names(report.units) if report.units else "Các đơn vị"
        lines.append(f"• {who}: báo cáo{to} – {report.wording} ({path_of(report.key)}).")
    evidence = tuple(evidence_at(facts, r.key) for r in (dated or reports))
    if dated:
        return Draft(tuple(lines), evidence)
    lines.insert(0, f"{facts.name} không nêu tần suất hay ngày báo cáo cụ thể, chỉ ghi:")
    return Draft(tuple(lines), evidence, AnswerStatus.PARTIAL)


def _report_to(frame: Frame, facts: Facts) -> Draft | None:
    """Tell to whom the units asked about, or just spoken of, report."""
    units = set(frame.units or (frame.focus.named if frame.is_follow_up else ()))
    chosen = [r for r in facts.document.reports if r.to and (not units or units & set(r.units))]
    if not chosen or len(chosen) > 4:
        return None
    lines = tuple(
        f"• {facts.names(r.units)} báo cáo {facts.names(r.to)} ({path_of(r.key)}): "
        f"“{shown(facts.document.by_key[r.key].text)}”"
        for r in chosen
    )
    return Draft(lines, tuple(evidence_at(facts, r.key) for r in chosen))


def _dated_basis(frame: Frame, facts: Facts) -> Draft | None:
    """Tell the earliest or the latest of the documents that this one stands on."""
    bases = [
        c for c in facts.document.cited if c.issued and any(path_of(k) == "căn cứ" for k in c.keys)
    ]
    if not bases:
        return None
    early = bool(re.search(r"\b(?:som|cu) nhat\b|\bdau tien\b", frame.plain))
    order = sorted(bases, key=lambda c: c.issued or date.min)
    chosen = order[0] if early else order[-1]
    keys = [k for k in chosen.keys if path_of(k) == "căn cứ"]
    line = f"{'Sớm nhất' if early else 'Muộn nhất'} trong các căn cứ: {name_of(chosen)}."
    return Draft((line,), tuple(evidence_at(facts, key) for key in keys))


def _bases(facts: Facts) -> Draft | None:
    bases = [c for c in facts.document.cited if any(path_of(k) == "căn cứ" for k in c.keys)]
    if not bases:
        return None
    lines = ["Căn cứ được nêu:", *(f"• {name_of(cited)}" for cited in bases)]
    keys = [p.key for p in facts.document.by_path["căn cứ"].paragraphs]
    return Draft(tuple(lines), tuple(evidence_at(facts, key) for key in keys))


def _all_cited(frame: Frame, facts: Facts) -> Draft | None:
    """List the documents that this one names, or pass when one of them is not the question."""
    if not re.search(r"\b(?:nhac|neu|vien dan|trich dan|dan chieu|can cu|dua)\b", frame.plain):
        return None
    if not frame.asks_any(Ask.LIST, Ask.COUNT) or "can cu" in frame.plain:
        return None
    cited = [c for c in facts.document.cited if c.number or "so hieu" not in frame.plain]
    if not cited:
        return None
    lines = [f"{facts.name} nhắc đến {len(cited)} văn bản:", *(f"• {name_of(c)}" for c in cited)]
    keys = [key for c in cited for key in c.keys]
    return Draft(tuple(lines), tuple(evidence_at(facts, key) for key in dict.fromkeys(keys)))


def _recipients(frame: Frame, facts: Facts) -> Draft | None:
    provision = facts.document.by_path.get("nơi nhận")
    if provision is None:
        return None
    if Ask.YES_NO in frame.asks:
        return _is_recipient(frame, facts)
    lines = [f"Nơi nhận ({len(provision.paragraphs)} dòng):"]
    lines.extend(f"• {p.text.rstrip(';.')}" for p in provision.paragraphs)
    quote = provision.paragraphs[0].text if provision.paragraphs else provision.heading
    return Draft(tuple(lines), (Evidence(facts, "nơi nhận", quote),))


def _is_recipient(frame: Frame, facts: Facts) -> Draft | None:
    """Tell whether the body that the question names stands among the recipients."""
    named = [
        t
        for t in frame.topic
        if " " not in t.folded and t.folded not in {"noi", "nhan", "gui", "ban"}
    ]
    names = [facts.unit_name(unit) for unit in frame.units]
    lines = facts.document.by_path["nơi nhận"].paragraphs
    covers = [(facts.cover(tuple(named), p.text), p) for p in lines] if named else []
    said = [(1.0, 1.0, p) for p in lines if any(fold(name) in fold(p.text) for name in names)]
    said.extend((c.question, c.text, p) for c, p in covers if c.question >= 0.7)
    if said:
        best = max(said, key=lambda entry: entry[:2])[2]
        return Draft((f"Có. Nơi nhận ghi: “{best.text}”",), (evidence_at(facts, best.key),))
    quote = lines[0].text if lines else facts.heading("nơi nhận")
    return Draft(("Không. Nơi nhận không ghi cơ quan này.",), (Evidence(facts, "nơi nhận", quote),))


def named_document(frame: Frame, facts: Facts) -> CitedDocument | None:
    """Return the cited document that the question asks about as such, or None."""
    if not re.search(
        r"\b(?:ngay|ve|gi|so may|so hieu|ai ban hanh|cua ai|o dau|cho nao|muc nao|nam nao"
        r"|khi nao|la)\b",
        frame.plain,
    ):
        return None
    for cited in facts.document.cited:
        if _names(frame, cited) and not _asks_content(frame, cited, facts):
            return cited
    return None


def _names(frame: Frame, cited: CitedDocument) -> bool:
    plain = frame.plain
    if cited.number:
        number = cited.number.split("/")[0].split("-")[0]
        return bool(re.search(rf"\b{fold(cited.kind)}(?: so)? {number}\b", plain)) or fold(
            cited.number
        ) in fold(frame.reading.raw)
    title = fold(cited.title).replace(",", "").split()
    start = " ".join([fold(cited.kind), *title[:2]])
    return bool(title) and bool(re.search(rf"\b{start}\b", plain))


def _asks_content(frame: Frame, cited: CitedDocument, facts: Facts) -> bool:
    """Tell whether the question is about something else that only mentions the document."""
    named = fold(f"{cited.kind} {cited.number} {cited.title} {cited.issuer}")
    rest = [
        t
        for t in frame.topic
        if " " not in t.folded
        and t.folded not in named
        and t.folded
        not in {"so", "ban", "hanh", "ky", "ten", "chi", "thi", "quyet", "dinh", "ra", "bao"}
    ]
    return len(rest) >= 2


def _cited(cited: CitedDocument, frame: Frame, facts: Facts) -> Draft:
    places = list(dict.fromkeys(path_of(key) for key in cited.keys))
    evidence = tuple(evidence_at(facts, key) for key in cited.keys)
    verdict = _cited_claim(cited, frame)
    if verdict is not None:
        head = "Đúng." if verdict else "Không đúng."
        status = AnswerStatus.ANSWERED if verdict else AnswerStatus.CORRECTED
        return Draft((f"{head} {name_of(cited)}, nêu ở: {', '.join(places)}.",), evidence, status)
    line = f"{facts.name} nhắc đến {name_of(cited)}, ở: {', '.join(places)}."
    lines = (line, "Toàn văn văn bản này chưa được nạp nên tôi không trích nội dung của nó.")
    told = [shown(e.quote) for e in evidence if e.path not in {"căn cứ", "đầu văn bản"}]
    return Draft((*lines, *(f"“{quote}”" for quote in told[:2])), evidence)


def _cited_claim(cited: CitedDocument, frame: Frame) -> bool | None:
    """Tell whether a day or an issuer claimed of a cited document is right; None: not claimed."""
    if not frame.asks_any(Ask.CLAIM, Ask.YES_NO):
        return None
    if frame.periods and cited.issued:
        period = frame.periods[0]
        return period.start <= cited.issued <= period.end
    match = re.search(
        r"\b(?:do|cua) ((?:\w+ ){1,4}?)(?:duyet|ban hanh|phe duyet|ky|ra)\b", frame.plain
    )
    if match and cited.issuer:
        return match.group(1).strip() in fold(cited.issuer)
    return None


def name_of(cited: CitedDocument) -> str:
    """Return a document's kind, number, day, issuer and title in one line."""
    head = cited.kind[:1].upper() + cited.kind[1:]
    number = f" số {cited.number}" if cited.number else ""
    title = f" {cited.title}" if cited.title and not cited.number else ""
    day = f" ngày {cited.issued:%d/%m/%Y}" if cited.issued else ""
    issuer = f" của {cited.issuer}" if cited.issuer else ""
    about = f" ({cited.title})" if cited.title and cited.number else ""
    return f"{head}{number}{title}{day}{issuer}{about}"


def _paragraphs_with(pattern: re.Pattern[str], facts: Facts) -> list[str]:
    return [
        p.key
        for prov in facts.document.provisions
        for p in prov.paragraphs
        if pattern.search(p.text)
    ]


def _closest(keys: list[str], frame: Frame, facts: Facts) -> list[str]:
    scored = [(facts.cover(frame.terms, facts.document.by_key[k].text).question, k) for k in keys]
    best = max(score for score, _ in scored)
    return [key for score, key in scored if score >= 0.85 * best][:3]


def _quoted(keys: list[str], facts: Facts) -> Draft:
    lines = tuple(f"{path_of(k)}: “{shown(facts.document.by_key[k].text)}”" for k in keys)
    return Draft(lines, tuple(evidence_at(facts, key) for key in keys))
