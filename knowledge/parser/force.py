"""What a document says of force beyond its own first day: of its places, and of other documents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from domain.amendments import Deed, Instruction
from domain.register import Document, Provision
from domain.standing import Ending, NoteKind, PlaceNote, day_after
from knowledge.parser.letterhead import make_date
from knowledge.parser.named_documents import Mention, is_subject, mentions_in
from knowledge.parser.place_names import places_in

_DAY = (
    r"(?:ngày\s+)?(?P<day>\d{1,2})(?:\s+tháng\s+|/|-)(?P<month>\d{1,2})(?:\s+năm\s+|/|-)"
    r"(?P<year>\d{4})"
)
_STARTS = re.compile(
    r"(?:có hiệu lực(?: thi hành)?|được (?:thực hiện|áp dụng)|thực hiện|áp dụng),? (?:kể )?từ "
    rf"{_DAY}"
)
_ENDS = re.compile(
    r"(?P<verb>hết hiệu lực(?: thi hành)?,? (?:kể )?từ|"
    rf"(?:có hiệu lực|được (?:thực hiện|áp dụng)|thực hiện|áp dụng) (?:đến|cho đến)(?: hết)?) "
    rf"{_DAY}"
)
_ITSELF = re.compile(
    r"^(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định) này\b"
)
_FOREIGN = re.compile(r"(?:Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Pháp lệnh) (?!này\b)")
_TAIL = re.compile(r",?\s*trừ (?:trường hợp )?(?:các )?(?:quy định tại )?(?:các )?")
_OUT = re.compile(r"hết hiệu lực(?: thi hành)?|bị bãi bỏ|được thay thế")
_REPLACES = re.compile(r"(?:này|(?<=\w) và) (?:bãi bỏ và )?thay thế (?:cho )?(?=các |[A-ZĐ])")
_REPEALS = re.compile(r"^(?:Bãi bỏ|Hủy bỏ)(?: toàn bộ)?(?: các)?\s+")
_LISTS = re.compile(
    r"(?:sau đây|sau)\b.*(?:hết hiệu lực|bãi bỏ).*|(?:hết hiệu lực|bãi bỏ).*sau(?: đây)?\s*:"
)
_SAYS = re.compile(r"hết hiệu lực|bị bãi bỏ|thay thế|^(?:Bãi bỏ|Hủy bỏ)|\. Bãi bỏ")
_FROM_DAY = re.compile(rf"từ {_DAY}")
_BESIDE_RULES = re.compile(r"(?:quy định|nội dung)\b.{0,160}$", re.IGNORECASE | re.DOTALL)
_SENTENCE = re.compile(r"(?<=\w{2}[.;])\s+(?=[A-ZĐ])")
_LONGEST = 400
_JOINED = re.compile(r"^[\s,]*(?:và)?\s*$")


def own_days(document: Document, orders: Sequence[Instruction] = ()) -> tuple[PlaceNote, ...]:
    """Return the places that a document says take effect later than it, or end at a day.

    `orders` are its orders to change others: the wording that they give is not its own.
    """
    found: list[PlaceNote] = []
    for path, text in _own_texts(document, orders):
        if "từ" in text or "đến" in text:
            for sentence in _SENTENCE.split(text):
                found.extend(_days_of(sentence, path))
    return tuple(note for note in dict.fromkeys(found) if note.path in document.by_path)


def endings(document: Document, orders: Sequence[Instruction] = ()) -> tuple[Ending, ...]:
    """Return the other documents that a document puts out of force, whole or in part.

    What is repealed by an order among `orders` is left to that order.
    """
    found: dict[tuple[str, str, tuple[str, ...]], Ending] = {}
    repealing = {order.at for order in orders if order.deed is Deed.REPEAL}
    for path, text in _own_texts(document, orders):
        if path in repealing:
            continue
        if _SAYS.search(text) or _list_above(document, document.by_path[path]):
            for ending in _endings_in(text, document.by_path[path], document):
                found.setdefault((ending.number, ending.title, ending.places), ending)
    return tuple(found.values())


def _days_of(sentence: str, at: str) -> Iterator[PlaceNote]:
    """Yield the days that a sentence gives to places of its own document."""
    pieces = _TAIL.split(sentence, maxsplit=1)
    for piece in pieces:
        if _ITSELF.match(piece):
            continue
        for rule, kind in ((_STARTS, NoteKind.STARTS), (_ENDS, NoteKind.ENDS)):
            match = rule.search(piece)
            said = piece[: match.start()] if match else ""
            if match is None or _FOREIGN.search(said) or "hết hiệu lực" in said:
                continue
            day = _date(match)
            if kind is NoteKind.ENDS and day and not match["verb"].startswith("hết"):
                day = day_after(day)
            for path in places_in(said):
                if day is not None and path != at:
                    yield PlaceNote(path, kind, day, at=at)


def _endings_in(text: str, place: Provision, document: Document) -> Iterator[Ending]:
    listed = _list_above(document, place)
    for sentence in _SENTENCE.split(text):
        if _REPEALS.match(sentence):
            said, day = sentence, _own_day(document, sentence)
        elif (match := _REPLACES.search(sentence)) is not None:
            said, day = sentence[match.end() :], _own_day(document, sentence)
        elif (match := _OUT.search(sentence)) is not None:
            said, day = sentence[: match.start()], _own_day(document, sentence[match.end() :])
        elif listed:
            said, day = sentence, _own_day(document, listed)
        else:
            continue
        kept = _TAIL.split(sentence, maxsplit=1)
        kept_places = places_in(kept[1]) if len(kept) > 1 else ()
        said = _TAIL.split(said, maxsplit=1)[0]
        for ending in _named_endings(said, document, place.path):
            what = sentence[:_LONGEST] if ending.is_partly else ""
            yield replace(ending, day=day, kept=kept_places, what=what)


def _named_endings(said: str, document: Document, at: str) -> Iterator[Ending]:
    """Yield an ending for each document that `said` speaks of for itself, its day not known yet."""
    before, was_spoken_of = 0, True
    for mention in mentions_in(said):
        lead = said[before : mention.start]
        before = mention.end
        # "… theo Luật số 1 và Luật số 2": what holds of the first holds of the second.
        is_joined = bool(lead) and _JOINED.match(lead) is not None
        spoken = _is_spoken_of(said, mention, lead) and (was_spoken_of or not is_joined)
        was_spoken_of = spoken
        if mention.name.number == document.info.number or not spoken:
            continue
        places = places_in(lead)
        partly = bool(places) or _BESIDE_RULES.search(said[: mention.start]) is not None
        name = mention.name
        yield Ending(
            name.kind,
            name.number,
            name.title,
            document.info.slug,
            at,
            places=places,
            is_partly=partly,
        )


def _is_spoken_of(said: str, mention: Mention, lead: str) -> bool:
    if re.search(r"(?:tại|của)\s+(?:\S+\s+){0,14}$", lead) and (
        places_in(lead) or _BESIDE_RULES.search(lead)
    ):
        return not re.search(r"(?:theo|bởi|một số điều của)\s+$", lead)
    return is_subject(said, mention)


def _list_above(document: Document, place: Provision) -> str:
    """Return the sentence above a point that says that what is listed ends, if it does."""
    if place.parent is None or place.parent not in document.by_path:
        return ""
    above = document.by_path[place.parent]
    text = above.text or above.heading
    return text if _LISTS.search(text) and text.rstrip().endswith(":") else ""


def _own_day(document: Document, said: str) -> date | None:
    """Return the day that is named, or else the first day of the document itself."""
    match = _FROM_DAY.search(said)
    return (_date(match) if match else None) or document.info.in_force_from


def _own_texts(document: Document, orders: Sequence[Instruction]) -> Iterator[tuple[str, str]]:
    """Yield what a law says for itself, by path."""
    if not document.is_statute:
        return
    giving = {order.at for order in orders}
    for place in document.provisions:
        if not place.path[:1].isdigit():
            continue
        texts = [paragraph.text for paragraph in place.paragraphs]
        if place.heading:
            yield place.path, place.heading
        yield from ((place.path, text) for text in (texts[:1] if place.path in giving else texts))


def _date(match: re.Match[str]) -> date | None:
    return make_date(int(match["year"]), match["month"], match["day"])
