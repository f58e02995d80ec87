"""Targets: what is measured and the figures that a text sets for it."""

import re
from collections.abc import Sequence
from decimal import Decimal

from domain.register import Measure, Provision, Target
from domain.vietnamese import fold

_HEADING = re.compile(r"muc tieu cu the|chi tieu|muc tieu chu yeu|muc tieu den|cac muc tieu")
_GENERAL = re.compile(r"tong quat|muc tieu chung|muc dich")
_GOALS = re.compile(r"^(?:(?:quan diem|muc dich|yeu cau)[, va]*)*muc tieu\b")
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_BEFORE = (
    r"(?P<before>(?:đạt |còn |xuống còn )?(?:t[ốô]i thiểu|ít nhất|không dưới|"
    r"không thấp hơn|từ|trên|hơn|vượt|khoảng|xấp xỉ|gần|không quá|không vượt quá|tối đa|dưới|"
    r"thấp hơn|đạt|còn|xuống còn|bằng)\s+)?"
)
_FIGURE = re.compile(
    _BEFORE + rf"(?<![\w/.,-])(?P<value>{_NUMBER})(?:\s*(?P<unit>%|‰))?"
    r"(?P<per>\s*/\s*(?:năm|quý|tháng))?(?![\d/]|\s*[-–]\s*20\d\d)",
    re.IGNORECASE,
)
_OPERATORS = (
    (">=", ("toi thieu", "it nhat", "khong duoi", "khong thap hon", "tu")),
    (">", ("tren", "hon", "vuot")),
    ("~", ("khoang", "xap xi", "gan")),
    ("<=", ("khong qua", "khong vuot qua", "toi da")),
    ("<", ("duoi", "thap hon")),
)
_VERBS = (
    "được|xây dựng|sử dụng|thực hiện|phải|có|đạt|hoàn thành|chấp nhận|tham gia|áp dụng|triển khai|"
    "đáp ứng|"
    "bảo đảm|đảm bảo|kết nối|cập nhật|ban hành|tổ chức|nắm|biết|giải quyết|tiếp nhận|ứng dụng|"
    "công khai|duy trì|bố trí|không|là|số hóa|nộp|thanh toán|khai thác|vận hành|chấp hành|trả|ký|"
    "cam kết|cài đặt|tham dự|đăng ký|giảm|tăng|hài lòng|cung cấp|trang bị|lắp đặt|phân loại|"
    "thu gom|xử lý|tiếp cận|đảm nhận|niêm yết|hiểu|thành thạo|tự|chuyển|kê khai|hưởng ứng|trở thành"
)
_STRONG_VERBS = "được|phải|có|đạt"
_POPULATION = re.compile(rf"^\s*(?P<who>[^;:.]+?)\s+(?:đều\s+)?(?:{_VERBS})(?=\s|$)")
_QUALIFIED = re.compile(
    rf"^\s*(?P<who>[^;:.,]+?(?:,[^;:.,]+?)?)\s+(?:đều\s+)?(?:{_STRONG_VERBS})(?=\s|$)"
)
_NOUN = re.compile(
    r"^\s+(?P<noun>(?:(?:tỷ|triệu|nghìn)\s+)?(?:(?!(?:được|trở|để|cho|trong|tại|theo|mỗi|/|và|của|"
    r"đạt|về|có|phải|trên|với|do|là|đến|tới|hoặc)\b)(?:k?m[23²³]|[^\W\d_]+)\s?){1,2})",
)
_CLASSIFIER_LIST = """
    đợt lớp lần phút giờ ngày tuần người hộ xã phường thôn buôn cây điểm buổi cuộc bộ chiếc máy
    km m m2 m3 m² m³ km2 ha tấn sào con suất em trẻ cháu vụ tin bài lượt tổ đội nhà căn ca
"""
_CLASSIFIERS = frozenset(_CLASSIFIER_LIST.split())
_NO_MEASURE_BEFORE = re.compile(
    r"(?:năm|tháng|ngày|số|quý|khoản|điều|mức|mức độ|(?<!nâng )(?<!cung )(?<!trợ )cấp|nhóm|"
    r"đoạn|thứ|khóa|nhiệm kỳ|điểm|phụ lục|mục|lần|giờ|đề án|chỉ thị|nghị quyết|tuổi|"
    r"đợt|hạng|loại|lớp|\d,|-|–|trong(?: vòng)?)\s*$",
    re.IGNORECASE,
)
_NO_MEASURE_AFTER = re.compile(
    r"^\s*(?:cấp|(?:(?:đến|tới|-|–)\s*(?:dưới\s*)?\d+\s*)?tuổi|tháng (?:đầu|cuối)|"
    r"năm (?:đầu|cuối|tới|tiếp))\b"
)
_OPENERS = re.compile(
    r"^(?:(?:phấn đấu|phân đầu|đạt|bảo đảm|đảm bảo|duy trì|có|"
    r"đến (?:hết |cuối )?(?:năm \d{4}|(?:ngày )?[\d/]{8,10})|hằng năm|"
    r"hàng năm|mỗi năm)[,:]?\s*)+$",
    re.IGNORECASE,
)

_EDGES = re.compile(
    r"^(?:(?:mỗi|hằng|hàng) năm|phấn đấu),? |(?: cho| là| được| đạt| có|,)+$", re.IGNORECASE
)


def find_targets(provisions: Sequence[Provision], tasks: frozenset[str]) -> tuple[Target, ...]:
    """Return the targets under the headings that announce them, tasks left out."""
    roots = _roots(provisions, tasks)
    found: list[Target] = []
    for provision in provisions:
        if any(provision.path == r or provision.path.startswith(f"{r}.") for r in roots):
            found.extend(_targets_of(provision, provision.path in roots))
    return tuple(found)


def measures_in(text: str) -> tuple[Measure, ...]:
    """Return the figures that `text` sets, in order."""
    found: list[Measure] = []
    for match in _FIGURE.finditer(text):
        measure = _measure(text, match)
        if measure is not None:
            found.append(measure)
    return tuple(found)


def subject_of(text: str) -> str:
    """Return what `text` measures: its first clause without the figure."""
    sentence = text.strip(" .;/")
    figures = [m for m in _FIGURE.finditer(sentence) if _measure(sentence, m) is not None]
    if not figures:
        return sentence
    first = figures[0]
    before = sentence[: first.start()].strip(" ,:")
    if before and not _OPENERS.match(before + " "):
        after = _after_figure(sentence, first)
        before = _EDGES.sub("", before)
        return before if len(before.split()) >= 3 else f"{before} {after}".strip()
    return _after_figure(sentence, first)


def _after_figure(sentence: str, figure: re.Match[str]) -> str:
    rest = sentence[figure.end() :]
    return re.sub(r"^\s*trở (?:lên|xuống)", "", rest).split(";")[0].strip(" ,.")


def _roots(provisions: Sequence[Provision], tasks: frozenset[str]) -> tuple[str, ...]:
    """Return the paths whose content are targets: "mục tiêu cụ thể", else "mục tiêu"."""
    outside = [
        p
        for p in provisions
        if not any(p.path == task or p.path.startswith(f"{task}.") for task in tasks)
    ]
    named = [
        p.path
        for p in outside
        if _HEADING.search(fold(p.heading)) and not _GENERAL.search(fold(p.heading))
    ]
    if not named:
        named = [p.path for p in outside if p.parent is None and _GOALS.match(fold(p.heading))]
    return tuple(p for p in named if not any(p.startswith(f"{other}.") for other in named))


def _targets_of(provision: Provision, is_root: bool) -> list[Target]:
    if _GENERAL.search(fold(provision.heading)):
        return []
    texts = [paragraph.text for paragraph in provision.paragraphs]
    if not is_root and len(texts) == 1:
        return [_target(provision.path, provision.label, texts[0])]
    numbered = enumerate(texts, start=1)
    return [_target(provision.path, str(n), text) for n, text in numbered if measures_in(text)]


def _target(path: str, label: str, text: str) -> Target:
    return Target(path, label, subject_of(text), measures_in(text))


def _measure(text: str, match: re.Match[str]) -> Measure | None:
    before, after = text[: match.start()], text[match.end() :]
    number_start = match.start("value")
    if not match["unit"] and (
        _NO_MEASURE_BEFORE.search(text[:number_start]) or _NO_MEASURE_AFTER.match(after)
    ):
        return None
    unit = match["unit"] or _noun(after)
    if not unit or _is_base(text[: match.start("value")], after):
        return None
    value = Decimal(match["value"].replace(".", "").replace(",", "."))
    clause = re.split(r"[;.]\s", before)[-1]
    per_year = "năm" in (match["per"] or "") or _is_yearly(clause, after)
    population = _population(clause, match, after)
    return Measure(_operator(match, after), value, unit, per_year, population)


def _is_base(before: str, after: str) -> bool:
    """Tell what a figure is measured from or by: "từ 44 ca xuống 35 ca trên 100.000 trẻ"."""
    is_start = re.search(r"\btừ\s*$", before) and re.match(
        r"\s*(?:%|(?!trở)[^\W\d_]+\s)?\s*(?:xuống|lên)\b", after
    )
    is_scale = re.search(r"\d\s+[^\W\d_]+\s+trên\s*$", before)
    return bool(is_start or is_scale)


def _operator(match: re.Match[str], after: str) -> str:
    words = fold(match["before"] or "")
    if re.match(r"\s*(?:\S+\s){0,2}?trở lên", after):
        return ">="
    if re.match(r"\s*(?:\S+\s){0,2}?trở xuống", after):
        return "<="
    for operator, spellings in reversed(_OPERATORS):
        if any(re.search(rf"\b{spelling}\b", words) for spelling in spellings):
            return operator
    return "="


def _noun(after: str) -> str:
    match = _NOUN.match(after)
    if match is None:
        return ""
    noun = match["noun"].strip()
    return noun.split()[0] if noun.split()[0].lower() in _CLASSIFIERS else noun


def _is_yearly(clause: str, after: str) -> bool:
    # "giảm 2% mỗi năm, đến 2030 còn 3%": the year is said of the figure before it.
    said = re.search(r"\b(?:mỗi|hằng|hàng) năm\b", clause, re.IGNORECASE)
    return bool(
        (said and not re.search(r"\d", clause[: said.start()]))
        or re.match(r"[^;.]{0,40}?(?:/\s*năm|\bmỗi năm\b|\bhằng năm\b|\bhàng năm\b)", after)
    )


def _population(clause: str, match: re.Match[str], after: str) -> str:
    """Return who the figure is a share of: the words between "N%" and their verb."""
    lead = clause.strip()
    if match["unit"] != "%" or (lead and not _OPENERS.match(lead + " ")):
        return ""
    rest = re.sub(r"^\s*trở (?:lên|xuống)", "", after)
    found = _POPULATION.match(rest)
    if found is None:
        return ""
    # "hồ sơ tiếp nhận tại cấp xã được …": a verb that only describes stands before the real one.
    qualified = _QUALIFIED.match(rest)
    described = rest[found.end("who") : qualified.end("who")] if qualified else ""
    is_verb = re.fullmatch(_VERBS, described.strip()) is not None
    if qualified and not is_verb and len(described.split()) <= 7 and "," not in described:
        found = qualified
    return found["who"].strip(" ,")
