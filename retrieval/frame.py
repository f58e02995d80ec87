"""A question understood against one document: places, units, periods, figures and its subject."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.citations import Reference, paths_meant, read_references
from domain.vietnamese import canonical, fold
from knowledge.units import fields, find_units
from retrieval.analyzer import Analyzer, Reading
from retrieval.asks import Ask, Element, asking_spans, asks_of, elements_of
from retrieval.facts import Facts
from retrieval.figures import Figure, read_figures, read_spelled
from retrieval.periods import Period, read_periods
from retrieval.stopwords import compound_positions
from retrieval.terms import Term, terms_of

_STRUCTURE = re.compile(
    r"(?<!\w)(?:chủ trì|phối hợp|đầu việc|sản phẩm|đầu ra|gạch đầu dòng|gạch|chia|lớn|la mã"
    r"|(?<!lập )(?<!xây dựng )(?<!ban hành )(?<!ra )kế hoạch|cơ quan|đơn vị|thực hiện|nhiệm vụ"
    r"|giải pháp|nhóm|chỉ tiêu|mục tiêu|thời hạn|thời gian|hạn chót|hạn cuối|hạn|mốc|khi nào"
    r"|bao giờ|hoàn thành|xong|giao|đầu mối|phụ trách|đạt|đến năm|cụ thể|số lượng|tổng số|việc"
    r"|công việc|làm|nội dung|tổ chức thực hiện|văn bản|quá|trễ|sắp|tới|ngày|tháng|quý|năm|tuần"
    r"|nhiều|ít|nhất|so sánh|khác|giống|trách nhiệm|vai trò|nguyên văn|trích|dẫn|chép|liệt kê"
    r"|danh sách|tên|deadline|bắt đầu|kết thúc|chậm nhất|trước|sau|đến|từ|cần|được|đúng|phải"
    r"|tính|hiện|nay|riêng|chung|đều|nêu|nhắc|quy định|phần|mục|điểm|khoản|chính|rõ|cuối cùng"
    r"|đầu tiên|hơn|cùng|còn lại|sở|đứng tên|đứng|nằm|chuyện|dính|liên quan|kể|hết)(?!\w)"
)
_FOLLOWS = re.compile(
    r"^(?:the|vay|con|roi|a|the con|vay con|u|uh|ok|da)\b|\b(?:cai |viec |nhom |diem |muc "
    r"|co quan |don vi |so |chi tieu |nhiem vu |han |ong |thang |moc |phan |cho |doan "
    r"|cau )?(?:do|ay|kia|tren|vua roi|vua neu|vua noi)\b"
    r"|\b(?:viec|nhom|diem|muc|co quan|don vi|so|chi tieu|nhiem vu|cai|han|moc|linh vuc|phan"
    r"|no) nay\b|\bno\b|\btrong so\b|\bho\b(?! ngheo| so| tro| gia)|\bthi sao\b"
    r"|\bthe nao nua\b|\bnua\b"
)
_OWN_COMMUNE = re.compile(
    r"\b(?:ubnd |cac |cap |chinh quyen |o |ben )?(?:xa|phuong|dia phuong)(?: (?:minh|toi|em"
    r"|ta|chung toi|chung ta|ben em|nha))\b"
    r"|(?:^"
    r"|(?<!cap )(?<!chuc )(?<!bo )(?<!ngu )(?<!vien )(?<!ban )(?<!dan )(?<!o )(?<!tai )"
    r"(?<!ve )(?<!vung sau vung )\b)(?:xa|phuong|cap xa|dia phuong)(?= (?:phai|can|duoc|co"
    r"|lam|lap|thi|chu tri|nop|bao|gui|lo|tu|cung|se|phoi|chung|nen|ra)\b|$)"
    r"|\b(?:cac xa|xa phuong|uy ban xa|cap xa phai|ubnd cap xa|ubnd xa)\b"
)
_THAT_UNIT = re.compile(
    r"\b(?:no|co quan (?:do|nay|ay)|don vi (?:do|nay|ay)|so (?:do|nay|ay)|ben (?:do|ay)|ho)\b"
)
_OWN_ASKS = {Ask.LEADS, Ask.COORDINATES, Ask.WHEN, Ask.DAYS_LEFT, Ask.QUOTE, Ask.WHERE, Ask.OVERDUE}
_ALREADY_NAMED = re.compile(r"\b(?:can bo|cong chuc|doi ngu|vien chuc)(?: \w+)? $")
_SOCIAL = re.compile(r"\bxa hoi\b")


@dataclass(frozen=True, slots=True)
class Focus:
    """What the conversation was about: places cited, units and asks of the last question."""

    paths: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    asks: frozenset[Ask] = frozenset()
    elements: frozenset[Element] = frozenset()
    terms: tuple[Term, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that was understood of one question."""

    reading: Reading
    today: date
    asks: frozenset[Ask]
    elements: frozenset[Element]
    periods: tuple[Period, ...] = ()
    references: tuple[Reference, ...] = ()
    paths: tuple[str, ...] = ()
    missing: tuple[Reference, ...] = ()
    units: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    terms: tuple[Term, ...] = ()
    topic: tuple[Term, ...] = ()
    focus: Focus = field(default_factory=Focus)
    is_follow_up: bool = False
    is_bare: bool = False

    def asks_any(self, *asks: Ask) -> bool:
        """Tell whether the question asks for any of these."""
        return bool(self.asks.intersection(asks))

    def reads(self, word: str) -> bool:
        """Tell whether `word` is read in the question with just these accents (ký, not kỷ)."""
        return any(w.reading == word for w in self.reading.words)

    @property
    def plain(self) -> str:
        """Return the folded text of the question."""
        return self.reading.plain


def understand(
    question: str, facts: Facts, analyzer: Analyzer, today: date, focus: Focus | None = None
) -> Frame:
    """Return the frame of `question` as asked of one document on `today`."""
    spoken, units, wordings = _name_units(question, facts)
    reading = analyzer.read(spoken)
    units = tuple(dict.fromkeys([*units, *_units_in(reading.accented, facts)]))
    units = tuple(dict.fromkeys([*units, *_own_commune(reading.plain, facts)]))
    references = read_references(question)
    if not references:
        references = read_references(reading.accented)
    paths, missing = _resolve(references, facts)
    plain = reading.plain
    said = () if paths or missing else _headings_said(reading, facts)
    paths = paths or tuple(path for path, _ in said)
    periods = read_periods(plain, today)
    figures = tuple(
        f for f in (*read_figures(question), *read_spelled(plain)) if not _is_date(f, question)
    )
    strangers = _strangers(reading, units, facts)
    skip = _skipped(reading, facts, units, references, question)
    skip |= {i for name in strangers for i in _stranger_positions(reading, name)}
    skip |= {index for wording in wordings for index in _positions(reading, wording)}
    skip |= {index for _, span in said for index in span}
    terms = terms_of(reading, skip)
    structure = _accented_in(reading, _STRUCTURE) | _words_at(reading, asking_spans(plain))
    structure -= compound_positions(reading.words)
    topic = terms_of(reading, skip | structure)
    topic = tuple(t for t in topic if _is_subject(t, topic))
    asks, elements = asks_of(reading), elements_of(reading)
    follows = focus is not None and bool(_FOLLOWS.search(plain) or not (topic or paths))
    is_bare = False
    if focus is not None and follows:
        is_bare = not (topic or paths or units)
        if not units and _THAT_UNIT.search(plain):
            units = focus.named or focus.units
        if not (topic or paths):
            bare = not (units or elements or periods)
            paths, topic = focus.asked, focus.terms if not focus.asked else ()
            if bare and asks & {Ask.LIST, Ask.COUNT} and not asks & _OWN_ASKS:
                elements, units = focus.elements, focus.named
            if bare and not asks - {Ask.LIST, Ask.YES_NO, Ask.OUTCOME}:
                asks = asks | focus.asks
    return Frame(
        reading=reading,
        today=today,
        asks=asks,
        elements=elements,
        periods=periods,
        references=references,
        paths=paths,
        missing=missing,
        units=units,
        strangers=strangers,
        figures=figures,
        terms=terms,
        topic=topic,
        focus=focus or Focus(),
        is_follow_up=follows,
        is_bare=is_bare,
    )


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


def _is_place_word(reading: Reading, start: int, length: int) -> bool:
    """Tell whether a short heading is meant as a place: "phần yêu cầu", "mục đích của kế hoạch"."""
    words = [word.folded for word in reading.words]
    before = words[start - 1] if start else ""
    after = " ".join(words[start + length : start + length + 3])
    return before in {"phan", "muc", "doan"} or after.startswith(
        ("cua ke hoach", "cua van ban", "gom", "co may", "cua kh", "ke hoach")
    )


def _positions(reading: Reading, wording: str) -> range:
    """Return where the words of `wording` stand in the question."""
    words = canonical(wording).replace(",", " ").split()
    start = reading.find_words(words)
    return range(0) if start is None else range(start, start + len(words))


def _stranger_positions(reading: Reading, name: str) -> set[int]:
    """Return where a body that the document does not name stands, by its name or short form."""
    shorts = {fold(s) for b in fields() if name.endswith(f" {b.name}") for s in b.short}
    shorts.add(fold(name.partition(" ")[2]))
    found = set(_positions(reading, name))
    for index, word in enumerate(reading.words[1:], start=1):
        if reading.words[index - 1].folded in {"so", "bo"} and word.folded in shorts:
            found |= {index - 1, index}
    return found


def _name_units(question: str, facts: Facts) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Write units by their names before abbreviations are read: "Sở NV" is no "Sở nhiệm vụ"."""
    mentions = find_units(question, facts.document.units)
    spoken = question
    for mention in sorted(mentions, key=lambda m: -m.start):
        name = facts.unit_name(mention.unit_id)
        if not facts.is_group(mention.unit_id):
            spoken = f"{spoken[: mention.start]} {name} {spoken[mention.end :]}"
    groups = tuple(m.wording for m in mentions if facts.is_group(m.unit_id))
    return spoken, tuple(dict.fromkeys(m.unit_id for m in mentions)), groups


def _units_in(text: str, facts: Facts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.unit_id for m in find_units(text, facts.document.units)))


def _strangers(reading: Reading, units: Sequence[str], facts: Facts) -> tuple[str, ...]:
    """Return departments that the question names and the document does not."""
    known = {fold(facts.unit_name(unit)).replace(",", "") for unit in units}
    found: list[str] = []
    for branch in fields():
        for prefix in ("Sở", "Bộ"):
            name = f"{prefix} {branch.name}"
            plain = fold(name).replace(",", "")
            shorts = "|".join(re.escape(fold(short)) for short in (branch.name, *branch.short))
            spoken = re.search(rf"\b{fold(prefix)} (?:{shorts})\b", fold(reading.raw)) is not None
            if spoken and plain not in known and not any(plain in k or k in plain for k in known):
                found.append(name)
    for short in re.findall(r"\bso ([bcdđghklmnpqrstvx&]{2,6})\b", fold(reading.raw)):
        if not known and not found:
            found.append(f"Sở {short.upper()}")
    return tuple(found)


def _own_commune(plain: str, facts: Facts) -> tuple[str, ...]:
    """Take "xã mình", "các xã" for the communes' collective name when the document has one."""
    match = _OWN_COMMUNE.search(_SOCIAL.sub("", plain))
    if match is None or _ALREADY_NAMED.search(plain[: match.start()]):
        return ()
    for unit in facts.document.units:
        words = fold(unit.name).replace(",", " ").split()
        if unit.is_group and "ubnd" in words and {"xa", "phuong"} & set(words):
            return (unit.id,)
    return ()


def _resolve(
    references: Sequence[Reference], facts: Facts
) -> tuple[tuple[str, ...], tuple[Reference, ...]]:
    tasks = [task.path for task in facts.tasks]
    targets = [target.path for target in facts.document.targets]
    found: list[str] = []
    missing: list[Reference] = []
    for reference in references:
        meant = paths_meant(reference, facts.paths, tasks, targets)
        found.extend(meant)
        if not meant:
            missing.append(reference)
    return tuple(dict.fromkeys(found)), tuple(missing)


def _skipped(
    reading: Reading,
    facts: Facts,
    units: Sequence[str],
    references: Sequence[Reference],
    question: str,
) -> frozenset[int]:
    """Return the positions of words that named units and places: they are no subject."""
    skip: set[int] = set()
    folded_units = [fold(facts.unit_name(unit)).replace(",", "").split() for unit in units]
    plain = [word.folded for word in reading.words]
    for name in folded_units:
        for start in range(len(plain) - len(name) + 1):
            if plain[start : start + len(name)] == name:
                skip.update(range(start, start + len(name)))
    if references:
        skip |= _words_in(
            reading,
            re.compile(
                r"\b(?:phan|muc|nhom|nhiem vu|nv|diem|khoan|dieu|chi tieu)(?: so"
                r"| thu)? (?:[ivx]+|\d+|[a-z])\b"
                r"|\b[ivx]+\.\d+(?:\.[a-z])?\b|\b[ivx]+ \d+ [a-z]\b"
            ),
        )
    return frozenset(skip)


def _words_in(reading: Reading, pattern: re.Pattern[str]) -> frozenset[int]:
    """Return the positions of the words of `reading` that `pattern` matches."""
    return _words_at(reading, [match.span() for match in pattern.finditer(reading.plain)])


def _accented_in(reading: Reading, pattern: re.Pattern[str]) -> frozenset[int]:
    """Return the positions of the words whose accented reading `pattern` matches."""
    spans = [match.span() for match in pattern.finditer(reading.accented)]
    starts, position = [], 0
    for word in reading.words:
        starts.append(position)
        position += len(word.reading) + 1
    return frozenset(
        index
        for index, start in enumerate(starts)
        if any(begin <= start < end for begin, end in spans)
    )


def _words_at(reading: Reading, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the positions of the words that begin inside `spans` of the folded text."""
    starts: list[int] = []
    position = 0
    for word in reading.words:
        starts.append(position)
        position += len(word.folded) + 1
    found: set[int] = set()
    for begin, end in spans:
        found.update(index for index, start in enumerate(starts) if begin <= start < end)
    return frozenset(found)


def _is_date(figure: Figure, text: str) -> bool:
    """Leave out years, days of dates and numbers that name places."""
    before = fold(text[max(0, figure.start - 14) : figure.start])
    if re.search(
        r"(?:nam|thang|ngay|quy|den|truoc|so|nhom|muc|nhiem vu|nv|dieu|khoan|phan)\s*$", before
    ):
        return figure.unit != "%" and not re.search(r"(?:la|co|gom|den|bang)\s*$", before)
    return figure.unit != "%" and 2000 <= figure.value <= 2100
