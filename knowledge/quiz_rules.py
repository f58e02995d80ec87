"""What is wrong with one study item: its key, options, place, facts and lengths.

Files, imports and edits in the chat go through the same rules. What a draft may lack (why a wrong
option is wrong, an explanation) is told apart: it must be there before anybody is asked.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from domain.register import Document, Provision
from domain.study import Item, ItemType, OptionRole
from domain.vietnamese import clean, fold
from knowledge.quiz_facts import broken_facts
from knowledge.quiz_figures import dates_in, figures_in, numbers_in

# A card of an item and the words after an answer are one chat message each.
_STEM, _OPTION, _CARD, _AFTER = 300, 160, 1200, 1500
_COUNTS: Mapping[ItemType, tuple[int, int]] = {
    ItemType.SINGLE: (3, 5),
    ItemType.SEVERAL: (4, 6),
    ItemType.SITUATION: (3, 5),
    ItemType.MATCH: (3, 5),
    ItemType.ORDER: (3, 6),
}
_LEANING = ("tat ca cac", "ca a va", "ca b va", "ca hai phuong an", "khong co phuong an nao")
_PLACE_WORDS = ("muc", "dieu", "khoan", "diem", "phan", "phu luc", "ke hoach", "luat", "nghi dinh")
_LOOSE = {"ngày", "tháng", "năm", "hết", "trong", "quý", "i", "ii", "iii", "iv", "đến", "trước"}

Rule = Callable[[Item, Document], Iterator[str]]


def item_faults(item: Item, document: Document) -> tuple[str, ...]:
    """Return why an item whose source is `document` may not be asked, nothing if it may."""
    return (*draft_faults(item, document), *lacks(item))


def draft_faults(item: Item, document: Document) -> tuple[str, ...]:
    """Return why an item may not even be kept as a draft."""
    if item.path not in document.by_path:
        return (f"nguồn: {document.info.slug} không có “{item.path}”",)
    return tuple(words for rule in _RULES for words in rule(item, document))


def lacks(item: Item) -> tuple[str, ...]:
    """Return what an item must be given before it is asked."""
    return tuple(_lacks(item))


def _lacks(item: Item) -> Iterator[str]:
    for number, option in enumerate(item.options, start=1):
        if not option.is_right and not option.why:
            yield f"phương án {number}: thiếu lý do vì sao sai"
    if item.type is ItemType.TRUE_FALSE and not item.why:
        yield "câu đúng/sai: thiếu lý do vì sao chọn ngược lại là sai"
    folded = fold(item.explanation)
    if item.path not in item.explanation and not any(word in folded for word in _PLACE_WORDS):
        yield "lời giải: chưa nêu mục, điều, khoản"


def _count_faults(item: Item, document: Document) -> Iterator[str]:
    found = len(item.options or item.pairs or item.sequence)
    least, most = _COUNTS.get(item.type, (0, 0))
    if not least <= found <= most:
        yield f"loại {item.type} cần {least}–{most} phương án, đang có {found}"


def _key_count_faults(item: Item, document: Document) -> Iterator[str]:
    rights = sum(option.is_right for option in item.options)
    match item.type:
        case ItemType.SITUATION:
            yield from _role_faults(item)
        case ItemType.SINGLE if rights != 1:
            yield f"phải đúng một phương án đúng, đang có {rights}"
        case ItemType.SEVERAL if rights < 2:
            yield f"phải ít nhất hai phương án đúng, đang có {rights}"
        case ItemType.SEVERAL if rights == len(item.options):
            yield "phải có phương án sai"
        case ItemType.TRUE_FALSE if item.answer is None:
            yield "thiếu đáp án đúng hay sai"
        case ItemType.NUMBER if item.number is None:
            yield "thiếu đáp số"
        case ItemType.DATE if item.day is None:
            yield "thiếu ngày"
        case _:
            pass
    if item.type is not ItemType.SITUATION and any(option.role for option in item.options):
        yield "tốt nhất, tệ nhất chỉ dùng cho câu tình huống"


def _role_faults(item: Item) -> Iterator[str]:
    roles = [option.role for option in item.options]
    for role, words in ((OptionRole.BEST, "tốt nhất"), (OptionRole.WORST, "tệ nhất")):
        if roles.count(role) != 1:
            yield f"phải đúng một phương án {words}, đang có {roles.count(role)}"
    if None in roles:
        yield "phương án nào của câu tình huống cũng phải có role"
    if any(option.is_right for option in item.options):
        yield "câu tình huống có tốt nhất và tệ nhất, không có đúng sai"


def _twin_faults(item: Item, document: Document) -> Iterator[str]:
    for texts in choices(item):
        for (one, first), (two, second) in combinations(enumerate(texts, start=1), 2):
            if is_same_choice(first, second):
                yield f"phương án {two}: trùng với phương án {one} (“{first}”)"


def choices(item: Item) -> tuple[tuple[str, ...], ...]:
    """Return the texts to choose from, group by group: both sides of a matching item are one."""
    groups = (
        tuple(option.text for option in item.options),
        tuple(pair.left for pair in item.pairs),
        tuple(pair.right for pair in item.pairs),
        item.sequence,
    )
    return tuple(group for group in groups if group)


def is_same_choice(one: str, other: str) -> bool:
    """Tell whether two choices say the same: equal words, or nothing but the same figure or day."""
    first, second = plain(one), plain(other)
    if first == second:
        return True
    if _words(first) != _words(second):
        return False
    days = dates_in(one), dates_in(other)
    if days[0] or days[1]:
        return days[0] == days[1]
    return numbers_in(one) == numbers_in(other) != ()


def plain(text: str) -> str:
    """Return a text in lower case without marks that make no difference; tones do."""
    kept = "".join(ch if ch.isalnum() or ch in "%/" else " " for ch in clean(text).lower())
    return " ".join(kept.split()).replace(" %", "%")


def _words(text: str) -> tuple[str, ...]:
    kept = (word for word in text.split() if word not in _LOOSE)
    return tuple(word for word in kept if not any(ch.isdigit() for ch in word))


def _leaning_faults(item: Item, document: Document) -> Iterator[str]:
    for number, option in enumerate(item.options, start=1):
        if fold(option.text).startswith(_LEANING):
            yield f"phương án {number}: dựa vào phương án khác, mà thứ tự được xáo khi hỏi"


def _figure_faults(item: Item, document: Document) -> Iterator[str]:
    """Yield keys whose figures the place does not give."""
    text = text_under(document, item.path)
    if item.number is not None and item.number not in figures_in(text):
        yield f"đáp án: số {item.number} không có ở {item.path}"
    if item.day is not None:
        if item.day not in dates_in(text, _year_of(document)):
            yield f"đáp án: ngày {item.day} không có ở {item.path}"
        if item.wording and item.day not in dates_in(item.wording):
            yield f"đáp án: “{item.wording}” không phải {item.day}"
    known = figures_in(f"{text} {_name(document)} {item.stem}")
    for number, option in enumerate(item.options, start=1):
        strange = [str(one) for one in numbers_in(option.text) if one not in known]
        if option.is_right and strange:
            yield f"phương án {number}: số {', '.join(strange)} không có ở {item.path}"


def text_under(document: Document, path: str) -> str:
    """Return the text at a path and under it, with what stands in the places above."""
    above = document.ancestors(path)
    return "\n".join(map(_whole, (*above, *document.subtree(path))))


def _whole(provision: Provision) -> str:
    return f"{provision.heading}\n{provision.text}"


def _name(document: Document) -> str:
    info = document.info
    return f"{info.title} {info.number} {info.issued_text} {info.issued}"


def _year_of(document: Document) -> int | None:
    info = document.info
    if info.issued:
        return info.issued.year
    years = (int(figure) for figure in numbers_in(info.issued_text))
    return next((year for year in years if 1900 < year < 2200), None)


def _length_faults(item: Item, document: Document) -> Iterator[str]:
    texts = [text for group in choices(item) for text in group]
    whys = [option.why for option in item.options]
    yield from _too_long("câu hỏi", item.stem, _STEM)
    for text in texts:
        yield from _too_long("phương án", text, _OPTION)
    yield from _too_long("cả câu", "".join([item.stem, *texts]), _CARD)
    yield from _too_long("lời giải", "".join([item.explanation, item.why, *whys]), _AFTER)


def _too_long(what: str, text: str, most: int) -> Iterator[str]:
    if len(text) > most:
        yield f"{what}: dài {len(text)} ký tự, nhiều nhất {most}"


def _letter_faults(item: Item, document: Document) -> Iterator[str]:
    if not item.stem:
        yield "câu hỏi: để trống"
    for group in choices(item):
        yield from (f"phương án {at}: để trống" for at, one in enumerate(group, 1) if not one)
    for text in every_text(item):
        if text != clean(text) or not text.isprintable():
            yield f"“{text[:40]}”: chữ chưa ở dạng NFC, có ký tự ẩn hoặc thừa khoảng trắng"


def every_text(item: Item) -> tuple[str, ...]:
    """Return every text of an item that people read."""
    told = [text for group in choices(item) for text in group]
    whys = [option.why for option in item.options]
    return tuple(text for text in (item.stem, *told, *whys, item.why, item.explanation) if text)


_RULES: tuple[Rule, ...] = (
    _count_faults,
    _key_count_faults,
    _twin_faults,
    _leaning_faults,
    _figure_faults,
    broken_facts,
    _length_faults,
    _letter_faults,
)
