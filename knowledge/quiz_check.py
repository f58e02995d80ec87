"""Faults of the bank against itself and the documents: keys, options, places, facts and lengths."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from domain.register import Document, Provision
from domain.vietnamese import clean, fold
from knowledge.quiz_facts import broken_facts
from knowledge.quiz_figures import dates_in, figures_in, numbers_in
from knowledge.quiz_schema import (
    DateEntry,
    ItemEntry,
    MatchEntry,
    NumberEntry,
    OptionEntry,
    OrderEntry,
    SeveralEntry,
    SingleEntry,
    SituationEntry,
    TrueFalseEntry,
    options_of,
)
from knowledge.quizzes import QuizFile, quiz_folder, read_quizzes

# A card of an item and the words after an answer are one chat message each.
_STEM, _OPTION, _CARD, _AFTER = 300, 160, 1200, 1500
_ALIKE = 95
_LEANING = ("tat ca cac", "ca a va", "ca b va", "ca hai phuong an", "khong co phuong an nao")
_PLACE_WORDS = ("muc", "dieu", "khoan", "diem", "phan", "phu luc", "ke hoach", "luat", "nghi dinh")

Rule = Callable[[ItemEntry, Document], Iterator[str]]


def find_quiz_faults(root: Path, documents: Sequence[Document]) -> tuple[str, ...]:
    """Return every fault of the bank beside the folder of documents `root`."""
    faults: list[str] = []
    files = read_quizzes(quiz_folder(root), faults)
    held = {document.info.slug: document for document in documents}
    for file in files:
        faults.extend(f"quizzes/{file.name}: {words}" for words in _file_faults(file, held))
    faults.extend(_alike(files))
    return tuple(faults)


def _file_faults(file: QuizFile, held: Mapping[str, Document]) -> Iterator[str]:
    document = held.get(file.document)
    if document is None:
        yield f"document: không có văn bản “{file.document}”"
        return
    for item in file.items:
        for words in item_faults(item, document):
            yield f"{item.id}: {words}"


def item_faults(item: ItemEntry, document: Document) -> Iterator[str]:
    """Yield what is wrong with one item whose source is `document`."""
    if item.path not in document.by_path:
        yield f"path: {document.info.slug} không có “{item.path}”"
        return
    for rule in _RULES:
        yield from rule(item, document)


def _option_faults(item: ItemEntry, document: Document) -> Iterator[str]:
    options = options_of(item)
    rights = sum(option.right for option in options)
    match item:
        case SituationEntry():
            yield from _role_faults(options)
        case SingleEntry() if rights != 1:
            yield f"options: phải đúng một phương án đúng, đang có {rights}"
        case SeveralEntry() if rights < 2:
            yield f"options: phải ít nhất hai phương án đúng, đang có {rights}"
        case SeveralEntry() if rights == len(options):
            yield "options: phải có phương án sai"
        case _:
            pass
    for number, option in enumerate(options, start=1):
        if not option.right and not option.why:
            yield f"options.{number}: thiếu why (vì sao sai)"
        if option.role is not None and not isinstance(item, SituationEntry):
            yield f"options.{number}: role chỉ dùng cho câu tình huống"


def _role_faults(options: Sequence[OptionEntry]) -> Iterator[str]:
    roles = [option.role for option in options]
    for role in ("best", "worst"):
        if roles.count(role) != 1:
            yield f"options: phải đúng một phương án {role}, đang có {roles.count(role)}"
    if None in roles:
        yield "options: phương án nào của câu tình huống cũng phải có role"
    if any(option.right for option in options):
        yield "options: câu tình huống dùng role, không dùng right"


def _twin_faults(item: ItemEntry, document: Document) -> Iterator[str]:
    for place, texts in _choices(item):
        for (one, first), (two, second) in combinations(enumerate(texts, start=1), 2):
            if is_same_choice(first, second):
                yield f"{place}.{two}: trùng với {place}.{one} (“{first}”)"


def _choices(item: ItemEntry) -> Iterator[tuple[str, tuple[str, ...]]]:
    match item:
        case MatchEntry():
            yield "pairs", tuple(pair.left for pair in item.pairs)
            yield "pairs", tuple(pair.right for pair in item.pairs)
        case OrderEntry():
            yield "sequence", item.sequence
        case _:
            yield "options", tuple(option.text for option in options_of(item))


def is_same_choice(one: str, other: str) -> bool:
    """Tell whether two choices say the same: equal words, or nothing but the same figure or day."""
    first, second = _plain(one), _plain(other)
    if first == second:
        return True
    days = dates_in(one), dates_in(other)
    if days[0] and days[0] == days[1] and _words(first) == _words(second):
        return True
    return numbers_in(one) == numbers_in(other) != () and _words(first) == _words(second)


def _plain(text: str) -> str:
    """Return a text without marks that make no difference; tones do."""
    kept = "".join(ch if ch.isalnum() or ch in "%/" else " " for ch in clean(text).lower())
    return " ".join(kept.split()).replace(" %", "%")


def _words(plain: str) -> tuple[str, ...]:
    small = {"ngày", "tháng", "năm", "hết", "trong", "quý", "i", "ii", "iii", "iv", "đến", "trước"}
    words = (word for word in plain.split() if word not in small)
    return tuple(word for word in words if not any(ch.isdigit() for ch in word))


def _leaning_faults(item: ItemEntry, document: Document) -> Iterator[str]:
    for number, option in enumerate(options_of(item), start=1):
        if fold(option.text).startswith(_LEANING):
            yield f"options.{number}: dựa vào phương án khác, mà thứ tự được xáo khi hỏi"


def _key_faults(item: ItemEntry, document: Document) -> Iterator[str]:
    """Yield keys whose figures the place does not give."""
    text = text_under(document, item.path)
    match item:
        case NumberEntry() if item.answer not in figures_in(text):
            yield f"answer: số {item.answer} không có ở {item.path}"
        case DateEntry() if item.answer not in dates_in(text, _year_of(document)):
            yield f"answer: ngày {item.answer} không có ở {item.path}"
        case DateEntry() if item.wording and item.answer not in dates_in(item.wording):
            yield f"wording: “{item.wording}” không phải {item.answer}"
        case SingleEntry() | SeveralEntry():
            known = figures_in(text) | figures_in(_name(document)) | figures_in(item.stem)
            for number, option in enumerate(item.options, start=1):
                for figure in numbers_in(option.text):
                    if option.right and figure not in known:
                        yield f"options.{number}: số {figure} không có ở {item.path}"
        case _:
            pass


def _name(document: Document) -> str:
    info = document.info
    return f"{info.title} {info.number} {info.issued_text} {info.issued}"


def _place_faults(item: ItemEntry, document: Document) -> Iterator[str]:
    folded = fold(item.explanation)
    if item.path not in item.explanation and not any(word in folded for word in _PLACE_WORDS):
        yield "explanation: chưa nêu mục, điều, khoản"


def _length_faults(item: ItemEntry, document: Document) -> Iterator[str]:
    options = options_of(item)
    texts = [text for _, group in _choices(item) for text in group]
    whys = [option.why for option in options]
    if isinstance(item, TrueFalseEntry):
        whys.append(item.why)
    yield from _too_long("stem", item.stem, _STEM)
    for text in texts:
        yield from _too_long("phương án", text, _OPTION)
    yield from _too_long("cả câu", "".join([item.stem, *texts]), _CARD)
    yield from _too_long("lời giải", "".join([item.explanation, *whys]), _AFTER)


def _too_long(what: str, text: str, most: int) -> Iterator[str]:
    if len(text) > most:
        yield f"{what}: dài {len(text)} ký tự, nhiều nhất {most}"


def _letter_faults(item: ItemEntry, document: Document) -> Iterator[str]:
    for text in every_text(item):
        if text != clean(text):
            yield f"“{text[:40]}”: chữ chưa ở dạng NFC, có ký tự ẩn hoặc thừa khoảng trắng"


def every_text(item: ItemEntry) -> tuple[str, ...]:
    """Return every text of an item that people read."""
    options = options_of(item)
    whys = [option.why for option in options if option.why]
    if isinstance(item, TrueFalseEntry):
        whys.append(item.why)
    choices = [text for _, group in _choices(item) for text in group]
    return (item.stem, *choices, *whys, item.explanation)


def text_under(document: Document, path: str) -> str:
    """Return the text at a path and under it, with the headings of what stands above."""
    above = document.ancestors(path)
    return "\n".join(map(_whole, (*above, *document.subtree(path))))


def _whole(provision: Provision) -> str:
    return f"{provision.heading}\n{provision.text}"


def _year_of(document: Document) -> int | None:
    info = document.info
    return info.issued.year if info.issued else next(iter(_years(info.issued_text)), None)


def _years(text: str) -> Iterator[int]:
    return (int(figure) for figure in numbers_in(text) if 1900 < figure < 2200)


def _alike(files: Sequence[QuizFile]) -> Iterator[str]:
    """Yield items that ask the same in nearly the same words."""
    stems = [
        (file.name, item.id, _plain(item.stem), _numbered(item.stem), asked(item))
        for file in files
        for item in file.items
    ]
    for one, other in combinations(stems, 2):
        if one[3:] != other[3:]:
            continue
        if fuzz.token_sort_ratio(one[2], other[2]) >= _ALIKE:
            yield f"quizzes/{other[0]}: {other[1]}: hỏi gần như {one[1]}"


def _numbered(stem: str) -> tuple[str, ...]:
    """Return the words of a stem by which two of the same form ask of different things."""
    return tuple(sorted(w for w in stem.split() if any(ch.isdigit() or ch.isupper() for ch in w)))


def asked(item: ItemEntry) -> tuple[str, ...]:
    """Return what tells items with one stem apart ("xếp các bước sau"): their place and type."""
    kind = type(item).__name__
    return (kind, item.path) if isinstance(item, MatchEntry | OrderEntry) else ()


def _fact_faults(item: ItemEntry, document: Document) -> Iterator[str]:
    return broken_facts(item, document)


_RULES: tuple[Rule, ...] = (
    _option_faults,
    _twin_faults,
    _leaning_faults,
    _key_faults,
    _fact_faults,
    _place_faults,
    _length_faults,
    _letter_faults,
)
