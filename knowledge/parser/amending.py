"""What a document orders to be changed in others, read from its articles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from domain.amendments import Deed, DocumentName, Instruction
from domain.register import Document, Provision, TextState
from knowledge.parser.fragments import read_fragment, unquoted
from knowledge.parser.markers import LETTERS
from knowledge.parser.named_documents import amended_by_title, mentions_in
from knowledge.parser.place_names import places_in

AMENDS = re.compile(r"^(?:Luật )?(?:sửa đổi|bổ sung|bãi bỏ|thay thế)\b", re.IGNORECASE)
_ORDER = re.compile(
    r"^(?:Sửa đổi|Bổ sung|Bãi bỏ|Hủy bỏ|Huỷ bỏ|Thay thế|Thay cụm từ|Thay từ|Bỏ cụm từ|Bỏ từ|Bỏ)\b"
)
_REPEAL = re.compile(r"^(?:Bãi bỏ|Hủy bỏ|Huỷ bỏ|Bỏ)\b")
_OPENING = re.compile(r"(?:như sau|sau đây|dưới đây)\s*:?\s*(?=[“\"«]|$)")
_AFTER = re.compile(r"\bvào\s+(?:ngay\s+)?(?P<side>sau|trước)\s+")
# Less than whole places, or more than new wording: told, never carried out.
_NOT_WHOLE = re.compile(
    r"(?<!\w)(?:cụm từ|từ ngữ|đoạn|tên|tiêu đề|câu|dòng|gạch đầu|phần mở đầu|lời dẫn|khổ|chuyển"
    r"|đánh số|số thứ tự|phụ lục|mẫu|biểu|danh mục)(?!\w)",
    re.IGNORECASE,
)
_FORMS = re.compile(r"(?<!\w)(?:Phụ lục|Mẫu|Biểu mẫu|biểu mẫu|mẫu|phụ lục)(?!\w)")
_PHRASE = re.compile(r"[“\"«][^”\"»]*[”\"»]")
_SECOND_ORDER = re.compile(r"(?<!\w)(?:bãi bỏ|hủy bỏ|huỷ bỏ|thay thế|bỏ)\s+(?=điểm|khoản|Điều)")
_LONGEST = 400

NO_WORDING = "không đọc được lời văn mới"
OTHER_PLACES = "lời văn mới không khớp với điều, khoản, điểm được nêu"
HOLED = "lời văn mới thiếu khoản hoặc điểm ở giữa"
NOT_WHOLE = "chỉ sửa một phần của điều, khoản hoặc điểm"
NO_PLACE = "không nêu rõ điều, khoản, điểm"


@dataclass(frozen=True, slots=True)
class _Context:
    """What the places above an order have said: of which document, in which place of it."""

    target: DocumentName | None
    within: str = ""


def read_amendments(document: Document) -> tuple[Instruction, ...]:
    """Return the orders to change other documents that the official text of one gives."""
    if not document.is_statute or document.state is not TextState.LOADED:
        return ()
    title = document.info.title
    whole = amended_by_title(title) if AMENDS.match(title) else None
    articles = (p for p in document.provisions if p.path[0].isdigit() and "." not in p.path)
    return tuple(
        order for article in articles for order in _read(document, article, _Context(whole))
    )


def _read(document: Document, place: Provision, above: _Context) -> Iterator[Instruction]:
    """Yield the orders of a place and of those below it."""
    context = above
    children = document.children(place.path)
    for at, (line, quoted) in enumerate(_orders(place)):
        said = _narrowed(line, above)
        if at == 0 and children:
            context = said
        elif said.target is not None and _ORDER.match(line):
            yield _instruction(line, quoted, above, said.target, place.path)
    below = [order for child in children for order in _read(document, child, context)]
    yield from below
    line = _orders(place)[0][0] if place.heading or place.paragraphs else ""
    if children and not below and context.target is not None and _ORDER.match(line):
        yield _instruction(line, (), above, context.target, place.path)


def _orders(place: Provision) -> list[tuple[str, list[str]]]:
    """Return each order of a place with the paragraphs that follow it, the first in any case."""
    texts = [paragraph.text for paragraph in place.paragraphs]
    if place.heading:
        texts.insert(0, place.heading)
    found: list[tuple[str, list[str]]] = []
    for text in texts:
        if found and not _ORDER.match(text):
            found[-1][1].append(text)
            continue
        opening = _OPENING.search(text)
        beside = text[opening.end() :].strip() if opening else ""
        found.append((text[: opening.end()] if opening else text, [beside] if beside else []))
    return found


def _narrowed(line: str, above: _Context) -> _Context:
    """Return the context below a line: the document it names, and the one place it speaks of."""
    target = next((m.name for m in mentions_in(_unspoken(line))), None) or above.target
    places = places_in(_said_of(line)[0], above.within)
    is_same = target == above.target
    within = places[0] if len(places) == 1 else above.within if is_same else ""
    return _Context(target, within)


def _said_of(line: str) -> tuple[str, str]:
    """Return the part of an order that names its places, and the part that says after which."""
    bare = _unspoken(line)
    first = next(mentions_in(bare), None)
    said = bare[: first.start] if first else bare
    where = _AFTER.search(said)
    if where is None:
        return said, ""
    return said[: where.start()], said[where.end() :] if where["side"] == "sau" else ""


def _unspoken(line: str) -> str:
    """Return a line with the phrases that it quotes blanked, each as long as before."""
    return _PHRASE.sub(lambda match: " " * len(match.group()), line)


def _instruction(
    line: str, quoted: Sequence[str], above: _Context, target: DocumentName, at: str
) -> Instruction:
    said, behind = _said_of(line)
    within = above.within if target == above.target else ""
    after = next(iter(places_in(behind, within)), "")
    if after and not within:
        within = after
    places = places_in(said, within)
    is_new = line.startswith("Bổ sung")
    order = Instruction(
        target=target,
        at=at,
        deed=Deed.REPEAL if _REPEAL.match(line) else Deed.PUT,
        places=places,
        wording=line.rstrip(": ")[:_LONGEST],
        after=after,
        is_new=is_new,
        is_change=not is_new and "bổ sung" not in line.lower(),
    )
    first = _ORDER.match(said)
    if _NOT_WHOLE.search(said) or _SECOND_ORDER.search(said, first.end() if first else 0):
        return _in_part(order, quoted, said)
    if not places:
        return replace(order, deed=Deed.OTHER, doubt=NO_PLACE)
    return order if order.deed is Deed.REPEAL else _with_wording(order, unquoted(quoted))


def _in_part(order: Instruction, quoted: Sequence[str], said: str) -> Instruction:
    """Return an order that changes less than whole places: words, a lead, a form."""
    wording = " ".join([order.wording, *quoted])[:_LONGEST]
    phrase = _PHRASE.search(order.wording) if "cụm từ" in said or "từ " in said else None
    places = order.places or (("phụ lục",) if _FORMS.search(said) else ())
    return replace(
        order,
        deed=Deed.OTHER,
        doubt=NOT_WHOLE,
        wording=wording,
        places=places,
        phrase=phrase.group().strip('“”"«»') if phrase else "",
    )


def _with_wording(order: Instruction, texts: Sequence[str]) -> Instruction:
    """Return an order with the places that its quotation gives, or with what is wrong with it."""
    above = {place.rpartition(".")[0] for place in order.places}
    new = read_fragment(texts, next(iter(above))) if len(above) == 1 else ()
    if not new:
        return replace(order, doubt=NO_WORDING)
    (within,) = above
    tops = [p.path for p in new if (p.parent or "") == within]
    if set(tops) != set(order.places):
        return replace(order, doubt=OTHER_PLACES)
    if _is_holed(new, within):
        return replace(order, doubt=HOLED)
    return replace(order, new=new)


def _is_holed(new: Sequence[Provision], within: str) -> bool:
    """Tell whether clauses or points are missing inside the new wording of a place."""
    below: dict[str, list[str]] = {}
    for place in new:
        if (place.parent or "") != within:
            below.setdefault(place.parent or "", []).append(place.label)
    return any(not _is_whole_list(labels) for labels in below.values())


def _is_whole_list(labels: Sequence[str]) -> bool:
    if labels[0][:1].isdigit():
        numbers = [int(re.match(r"\d+", label)[0]) for label in labels]  # type: ignore[index]
        return numbers[0] == 1 and all(0 <= b - a <= 1 for a, b in pairwise(numbers))
    return labels[0] == "a" and all(
        LETTERS.find(a[0]) <= LETTERS.find(b[0]) for a, b in pairwise(labels)
    )
