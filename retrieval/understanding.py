"""A question understood against one document: places, units, periods, figures and its subject."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.citations import Reference, paths_meant, read_references
from domain.vietnamese import fold
from retrieval.analyzer import Analyzer, abbreviations
from retrieval.asks import Ask, Element, asking_spans, asks_of, elements_of
from retrieval.facts import Facts
from retrieval.figures import Figure, read_figures, read_spelled
from retrieval.frame import Focus, Frame
from retrieval.naming import read_names
from retrieval.periods import read_periods
from retrieval.reading import Reading
from retrieval.stopwords import compound_positions
from retrieval.terms import Term, terms_of

_STRUCTURE = re.compile(
    r"(?<!\w)(?:chủ trì|phối hợp|đầu việc|sản phẩm|đầu ra|gạch đầu dòng|gạch|chia|lớn|la mã"
    r"|(?<!lập )(?<!xây dựng )(?<!ban hành )(?<!ra )kế hoạch|cơ quan|đơn vị|thực hiện|nhiệm vụ"
    r"|giải pháp|nhóm|chỉ tiêu|mục tiêu|thời hạn|thời gian|hạn chót|hạn cuối|hạn|mốc|khi nào"
    r"|bao giờ|hoàn thành|xong|giao|đầu mối|phụ trách|đạt|đến năm|cụ thể|số lượng|tổng số|việc"
    r"|công việc|làm|nội dung|tổ chức thực hiện|văn bản|quá|trễ|sắp|tới|ngày|tháng|quý|năm|tuần"
    r"|nhiều|ít|nhất|so sánh|khác|giống|trách nhiệm|vai trò|vai|nguyên văn|trích|dẫn|chép|liệt kê"
    r"|danh sách|tên|deadline|bắt đầu|kết thúc|chậm nhất|trước|sau|đến|từ|cần|được|đúng|phải"
    r"|tính|hiện|hôm nay|nay|lố|lỡ|riêng|chung|đều|nêu|nhắc|quy định|phần|mục|điểm|khoản"
    r"|chính|rõ|cuối cùng|cuối(?= năm| quý| tháng| kỳ)|muộn|sớm"
    r"|đầu tiên|hơn|cùng|còn lại|sở|đứng tên|đứng|nằm|tỷ lệ|tỉ lệ|mức độ|mức|chuyện|dính"
    r"|liên quan|kể|hết thảy|cả thảy|tất thảy|tất tần tật|(?:đặt|đề|đưa) ra"
    r"|đặt(?= (?:mục|chỉ) tiêu)"
    r"|hết|gồm|(?<!công )(?<!nhiệm )(?<!phục )(?<!nghiệp )(?<!dịch )(?<!chức )(?<!thời )"
    r"(?<!mùa )vụ)(?!\w)"
)
# Words of form that are read as others where they are typed without accents.
_TYPED_FORM = re.compile(
    r"\btinh (?:den|toi)(?: nay| gio| hom nay)?\b|\bke (?:ten|het)(?: ra)?(?: xem)?\b"
    r"|\b(?:thang|quy|tuan|nam) (?:sau|nay|toi|truoc)\b"
    r"|\btham gia (?:vao |trong |o )?(?=(?:viec|nhom|nhiem vu|nhung|cac|may|bao nhieu|gi|nao)\b)"
    r"|\b(?:hai|ba|ca hai|2|3) (?=(?:so|co quan|don vi|ben|nganh) (?:nay|do|kia|ay|tren)\b)"
    r"|\b(?:viec|cai|moc|han) (?:do|ay|nay)\b(?=$| (?:khi|thi|la|co|con|ai|cua|phai))"
)
# "Anh trưởng phòng bảo …", "nghe sếp nói là …": who said it is no subject.
_TOLD_BY = re.compile(
    r"^(?:(?:dạ|thưa|alo|ad ơi|nghe|thấy) )*(?:anh|chị|ông|bà|sếp|chú|bác|cô|thằng|có người"
    r"|bạn|họ|người ta|lãnh đạo|đồng nghiệp)(?: \w+){0,4}? (?:bảo|nói|kêu|đồn|khẳng định)"
    r"(?: (?:là|rằng))?(?!\w)"
)
_AS_OF = re.compile(
    r"\btinh (?:den|toi)(?: (?:het|ngay|thang|quy|nam))* (?=\d|[ivx]+ |hom nay)"
    r"|\b(?:hom |bua |gio )?nay(?: da)?(?: la)?(?: ngay)? (?=\d{1,2}[/\-]\d|\d{1,2} thang \d)"
    r"|^(?:vay )?(?:den|toi)(?: ngay)? (?=\d+[/\-]\d+.*\bcon (?:may|bao nhieu) (?:ngay|thang"
    r"|tuan)\b)"
)
_ORDINAL = re.compile(
    r"^(?:cho biet |noi dung |xem )?(nhom nhiem vu|nhiem vu|nhom|chi tieu"
    r"|muc tieu) (dau tien|dau|cuoi cung|cuoi)"
    r"(?: (?:la|noi|gom|o|ve|cua|trong)\b.*)?$"
)
_PLACE_WORDS = re.compile(
    r"\b(?:trong |theo |o )?phu luc(?: so)?(?: [ivx]+| \d+)?\b|"
    r"\b(?:phan|muc|nhom|nhiem vu|nv|diem|khoan|dieu|chi tieu)(?: so| thu)? (?:[ivx]+|\d+|[a-z])\b"
    r"|\b(?:nhom|nhiem vu)(?: so| thu)? (?:mot|nhat|hai|ba|bon|tu|nam|sau|bay|tam)\b"
    r"|\b[ivx]+\.\d+(?:\.[a-z])?\b|\b[ivx]+ \d+ [a-z]\b"
)
_MAKING = frozenset({"nham", "lap", "lam", "ban", "hanh", "ra", "nay", "dua"})
_FOLLOWS = re.compile(
    r"^(?:the|vay|con|roi|a|the con|vay con|u|uh|ok|da)\b|\b(?:cai |viec |nhom |diem |muc "
    r"|co quan |don vi |so |chi tieu |nhiem vu |han |ong |thang |moc |phan |cho |doan "
    r"|cau )?(?:do|ay|kia|tren|vua roi|vua neu|vua noi)\b"
    r"|\b(?:viec|nhom|diem|muc|co quan|don vi|so|chi tieu|nhiem vu|cai|han|moc|linh vuc|phan"
    r"|no) nay\b|\bno\b|\btrong so\b|\bho\b(?! ngheo| so| tro| gia)|\bthi sao\b"
    r"|\bthe nao nua\b|\bnua\b|\bchua xong\b|\b(?:thi|da) tre\b"
)
_THAT_UNIT = re.compile(
    r"\b(?:no|co quan (?:do|nay|ay)|don vi (?:do|nay|ay)|so (?:do|nay|ay)|ben (?:do|ay)|ho)\b"
)
_OWN_ASKS = {Ask.LEADS, Ask.COORDINATES, Ask.WHEN, Ask.DAYS_LEFT, Ask.QUOTE, Ask.WHERE, Ask.OVERDUE}


def understand(
    question: str, facts: Facts, analyzer: Analyzer, today: date, focus: Focus | None = None
) -> Frame:
    """Return the frame of `question` as asked of one document on `today`."""
    named = read_names(question, facts, analyzer)
    reading = named.reading
    references = read_references(question) or read_references(reading.accented)
    paths, missing = _resolve(references, facts)
    paths = paths or _ordinal(reading.plain, facts)
    headings = () if paths or missing else _headings_said(reading, facts)
    if not (paths or missing or headings):
        headings = _lone_heading(reading, named.positions, facts)
    paths = paths or tuple(path for path, _ in headings)
    skip = named.positions | {index for _, span in headings for index in span}
    skip |= _home_positions(reading, facts) | reading.matching_accents(_TOLD_BY)
    if references:
        skip |= reading.matching(_PLACE_WORDS)
    periods = read_periods(reading.plain, today)
    reckoned = _AS_OF.search(reading.plain)
    if reckoned and periods:
        today, periods = periods[-1].end, periods[:-1]
    frame = Frame(
        reading=reading,
        today=today,
        asks=asks_of(reading),
        elements=elements_of(reading),
        periods=periods,
        references=references,
        paths=paths,
        missing=missing,
        units=named.units,
        strangers=named.strangers,
        figures=_figures(question, reading),
        terms=terms_of(reading, skip),
        topic=_topic(reading, skip),
    )
    return frame if focus is None else _going_on(frame, focus)


def _home_positions(reading: Reading, facts: Facts) -> frozenset[int]:
    """Return where the question names the place whose document this is: that is no subject."""
    start = reading.find(facts.home) if facts.home else None
    if start is None:
        return frozenset()
    return frozenset(range(start, start + len(facts.home.split())))


def _going_on(frame: Frame, focus: Focus) -> Frame:
    """Return the frame of a question asked after others: what it leaves out is carried on."""
    frame = replace(frame, focus=focus)
    stands_alone = bool(frame.topic or frame.paths or frame.units) or _counts_all(frame)
    if stands_alone and not _FOLLOWS.search(frame.plain):
        return frame
    is_bare = not (frame.topic or frame.paths or frame.units)
    if not frame.units and _THAT_UNIT.search(frame.plain):
        frame = replace(frame, units=focus.named or focus.units)
    if not (frame.topic or frame.paths):
        frame = _filled(frame, focus)
    return replace(frame, is_follow_up=True, is_bare=is_bare)


def _counts_all(frame: Frame) -> bool:
    """Tell whether a whole set is asked for ("có mấy nhóm nhiệm vụ"), which needs no subject."""
    sets = {Element.TASK, Element.TARGET, Element.PART, Element.COMMUNE}
    return Ask.COUNT in frame.asks and bool(frame.elements & sets)


def _filled(frame: Frame, focus: Focus) -> Frame:
    """Give a question without a subject the one before; "kể ra" takes over what was counted."""
    asks, elements, units = frame.asks, frame.elements, frame.units
    names_nothing = not (units or elements)
    says_nothing = not (units or elements or frame.periods)
    if says_nothing and asks & {Ask.LIST, Ask.COUNT} and not asks & _OWN_ASKS:
        elements, units = focus.elements, focus.named
    if names_nothing and not asks - {Ask.LIST, Ask.YES_NO, Ask.OUTCOME}:
        asks = asks | focus.asks
    topic = () if focus.asked else focus.terms
    return replace(frame, asks=asks, elements=elements, units=units, paths=focus.asked, topic=topic)


def _figures(question: str, reading: Reading) -> tuple[Figure, ...]:
    every = (*read_figures(question), *read_spelled(reading.plain))
    return tuple(_spelled_out(figure) for figure in every if not _is_date(figure, question))


def _spelled_out(figure: Figure) -> Figure:
    """Return a figure with a shortened unit written out: "65.000 lđ" counts "lao động"."""
    words = figure.unit.split()
    meanings = abbreviations().get(words[0].lower()) if words else None
    return replace(figure, unit=meanings[0]) if meanings else figure


def _topic(reading: Reading, skip: frozenset[int]) -> tuple[Term, ...]:
    """Return the terms of the subject: without places, names and words that only ask."""
    form = reading.matching_accents(_STRUCTURE) | reading.at(asking_spans(reading.plain))
    form |= reading.matching(_TYPED_FORM)
    form -= compound_positions(reading.words)
    topic = terms_of(reading, skip | form)
    return tuple(term for term in topic if _is_subject(term, topic))


def _is_subject(term: Term, topic: Sequence[Term]) -> bool:
    """Keep words, and short numbers that follow one ("đợt 2"); amounts and years are no subject."""
    if any(ch.isalpha() for ch in term.folded):
        return True
    before = term.concept - 1
    follows = any(t.concept == before and t.folded.isalpha() and t.weight == 1.0 for t in topic)
    return follows and term.folded.isdigit() and len(term.folded) <= 2


def _headings_said(reading: Reading, facts: Facts) -> tuple[tuple[str, range], ...]:
    """Return the one place whose unique heading the question says, and the words that say it."""
    best: tuple[str, range] | None = None
    for path, words in facts.spoken_headings:
        start = reading.find_words(words)
        if start is None or (len(words) == 2 and not _is_place_word(reading, start, 2)):
            continue
        if best is None or len(words) > len(best[1]):
            best = (path, range(start, start + len(words)))
    return (best,) if best else ()


def _lone_heading(
    reading: Reading, skip: frozenset[int], facts: Facts
) -> tuple[tuple[str, range], ...]:
    """Return the place of a short heading that is all a question speaks of, if there is one."""
    for path, words in facts.spoken_headings:
        start = reading.find_words(words) if len(words) == 2 else None
        if start is None:
            continue
        span = range(start, start + len(words))
        others = {t.folded for t in _topic(reading, skip | frozenset(span)) if " " not in t.folded}
        if others <= _MAKING:
            return ((path, span),)
    return ()


def _is_place_word(reading: Reading, start: int, length: int) -> bool:
    """Tell whether a short heading is meant as a place: "phần yêu cầu", "mục đích của kế hoạch"."""
    words = [word.folded for word in reading.words]
    before = words[start - 1] if start else ""
    after = " ".join(words[start + length : start + length + 3])
    return (
        before in {"phan", "muc", "doan"}
        or after == ""
        or after.startswith(
            ("chinh", "la gi", "cua ke hoach", "cua van ban", "gom", "co may", "cua kh", "ke hoach")
        )
    )


def _ordinal(plain: str, facts: Facts) -> tuple[str, ...]:
    """Return the first or last task or target, where the question says just that."""
    match = _ORDINAL.search(plain)
    if match is None:
        return ()
    if match.group(1) in {"chi tieu", "muc tieu"}:
        places = [target.path for target in facts.document.targets]
    else:
        places = [task.path for task in facts.tasks]
    if not places:
        return ()
    return (places[0],) if match.group(2).startswith("dau") else (places[-1],)


def _resolve(
    references: Sequence[Reference], facts: Facts
) -> tuple[tuple[str, ...], tuple[Reference, ...]]:
    tasks = [*(task.path for task in facts.tasks), *(group.path for group in facts.groups)]
    targets = [target.path for target in facts.document.targets]
    found: list[str] = []
    missing: list[Reference] = []
    for reference in references:
        meant = paths_meant(reference, facts.paths, tasks, targets)
        found.extend(meant)
        if not meant:
            missing.append(reference)
    return tuple(dict.fromkeys(found)), tuple(missing)


def _is_date(figure: Figure, text: str) -> bool:
    """Leave out years, days of dates and numbers that name places."""
    before = fold(text[max(0, figure.start - 14) : figure.start])
    if re.search(
        r"(?:nam|thang|ngay|quy|den|truoc|so|nhom|muc|nhiem vu|nv|dieu|khoan|phan)\s*$", before
    ):
        return figure.unit != "%" and not re.search(r"(?:la|co|gom|den|bang)\s*$", before)
    return figure.unit != "%" and 2000 <= figure.value <= 2100
