"""The wordings of each document through time, from the texts and the amendments that are held."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.amendments import DocumentName, Instruction
from domain.changes import changes_between
from domain.citations import is_within
from domain.consolidation import carry_out, only_noted
from domain.register import Document, TextState, path_of
from domain.standing import Ending, NoteKind, PlaceNote, Standing, day_before
from domain.vietnamese import fold
from knowledge.parser.amending import AMENDS, read_amendments
from knowledge.parser.cited import find_cited
from knowledge.parser.force import endings, own_days
from services.document_names import full_name, resolve, same_number, short_name


@dataclass(frozen=True, slots=True)
class Act:
    """A held document with what it says of force: its orders by day, its days, what it ends."""

    number: int
    document: Document
    orders: tuple[tuple[Instruction, date | None], ...]
    days: tuple[PlaceNote, ...]
    ends: tuple[Ending, ...]

    @property
    def name(self) -> str:
        """Return what the document is known by: its number, or its title."""
        return self.document.info.number or self.document.info.title


@dataclass(frozen=True, slots=True)
class History:
    """The wordings of one document, the oldest first; each tells its span in its `standing`.

    `superseded` are texts that a later copy of the same wording took the place of.
    """

    number: int
    editions: tuple[Document, ...]
    superseded: tuple[Document, ...] = ()

    def on(self, day: date) -> Document:
        """Return the wording that holds on a day; before the first one, the first."""
        begun = [e for e in self.editions if e.standing.since is None or e.standing.since <= day]
        return begun[-1] if begun else self.editions[0]


def histories(texts: Mapping[int, Sequence[Document]]) -> dict[int, History]:
    """Return the history of each document from its texts, in any order, the last loaded last."""
    newest = {number: held[-1] for number, held in texts.items()}
    acts = {number: _act(number, document) for number, document in newest.items()}
    return {number: _history(acts[number], held, acts, newest) for number, held in texts.items()}


def _act(number: int, document: Document) -> Act:
    orders = read_amendments(document)
    days = own_days(document, orders)

    def starts(order: Instruction) -> date | None:
        own = (n.day for n in days if n.kind is NoteKind.STARTS and is_within(order.at, n.path))
        return next(own, document.info.in_force_from)

    dated = tuple((order, starts(order)) for order in orders)
    return Act(number, document, dated, days, endings(document, orders))


def _history(
    own: Act, held: Sequence[Document], acts: Mapping[int, Act], newest: Mapping[int, Document]
) -> History:
    changes = _changes(own.number, acts, newest)
    checked = tuple(dict.fromkeys(act.name for act, _, _ in changes))
    ended = _ended(own.number, acts, newest)
    lasting, superseded = lasting_of(held)
    editions: list[Document] = []
    for text, later in zip(lasting, [*lasting[1:], None], strict=True):
        until = later.info.starts if later is not None else None
        days = own.days if text is own.document else own_days(text)
        editions.extend(_folded(text, days, until, changes))
    finished = [
        _finished(edition, after, ended, checked, own.ends)
        for edition, after in zip(editions, [*editions[1:], None], strict=True)
    ]
    return History(own.number, tuple(finished), superseded)


def lasting_of(held: Sequence[Document]) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """Part texts by age into those that hold for a time and those that a later copy replaced."""
    order = sorted(held, key=lambda d: (d.info.starts or date.min, d.info.version))
    last = {text.info.starts: text for text in order}
    lasting = tuple(text for text in order if last[text.info.starts] is text)
    return lasting, tuple(text for text in order if last[text.info.starts] is not text)


Change = tuple[Act, tuple[Instruction, ...], date | None]


def _changes(number: int, acts: Mapping[int, Act], newest: Mapping[int, Document]) -> list[Change]:
    """Return what each other document orders to be changed in this one, by day."""
    found: list[Change] = []
    for act in acts.values():
        by_day: dict[date | None, list[Instruction]] = {}
        for order, day in act.orders:
            if resolve(order.target, act.number, newest) == number:
                by_day.setdefault(day, []).append(order)
        found.extend((act, tuple(orders), day) for day, orders in by_day.items())
    return sorted(found, key=lambda change: (change[2] or date.max, _issued(change[0].document)))


def _folded(
    text: Document, days: Sequence[PlaceNote], until: date | None, changes: Sequence[Change]
) -> Iterator[Document]:
    """Yield a text as it was loaded, then as each amendment before `until` leaves it."""
    notes, document, merged = list(days), text, list[str]()
    editions = [(document, text.info.since, tuple(merged))]
    for act, orders, day in changes:
        by = short_name(act.document.info)
        if not _falls(day, text.info.since, until):
            continue
        if text.state is not TextState.LOADED or day is None:
            notes.extend(only_noted(document, orders, by, day))
            continue
        done = carry_out(document, orders, by, day)
        notes.extend(done.notes)
        if done.document.provisions == document.provisions:
            continue
        document = replace(
            done.document,
            cited=find_cited(p for place in done.document.provisions for p in place.paragraphs),
        )
        merged.append(act.name)
        if editions[-1][1] == day:
            editions.pop()
        editions.append((document, day, tuple(merged)))
    for wording, since, taken in editions:
        label = "+".join([str(text.info.version), *taken])
        standing = Standing(label, since, merged=taken, notes=tuple(notes))
        yield replace(wording, standing=standing)


def _falls(day: date | None, since: date | None, until: date | None) -> bool:
    """Tell whether an amendment from `day` on is one to a wording of this span."""
    if day is None:
        return True
    return (since is None or day > since) and (until is None or day < until)


def _finished(
    edition: Document,
    after: Document | None,
    ended: Sequence[Ending],
    checked: tuple[str, ...],
    ends: tuple[Ending, ...],
) -> Document:
    """Return an edition with its last day, what others end of it, and what it ends itself."""
    next_day = (after.standing.since or after.info.starts) if after is not None else None
    own_notes = (*edition.standing.notes, *_notes_on_ends(ended))
    notes = (*_spread(edition, own_notes), *_notes_on_newer(edition, after, next_day))
    is_open = any(n.kind is NoteKind.PENDING and not n.path for n in notes)
    info = edition.info
    whole = next((e for e in ended if not e.is_partly), None)
    if whole is not None:
        info = replace(
            info,
            in_force_to=day_before(whole.day) if whole.day else info.in_force_to,
            replaced_by=info.replaced_by or (whole.by if whole.is_successor else ""),
        )
    info = replace(
        info,
        amended_by=tuple(a for a in info.amended_by if is_open or not _names(a.number, checked)),
    )
    standing = replace(
        edition.standing,
        until=day_before(next_day) if next_day else None,
        notes=notes,
        ends=ends,
        ended_by=whole.by if whole is not None else "",
        kept=whole.kept if whole is not None else (),
        checked=checked,
    )
    return replace(edition, info=info, standing=standing)


def _ended(
    number: int, acts: Mapping[int, Act], newest: Mapping[int, Document]
) -> tuple[Ending, ...]:
    """Return what ends a document, named for people, the earliest first."""
    found = [
        replace(
            ending, by=full_name(act.document.info), is_successor=_succeeds(act.document, ending)
        )
        for act in acts.values()
        for ending in act.ends
        if resolve(_name_of(ending), act.number, newest) == number
    ]
    return tuple(sorted(found, key=lambda ending: ending.day or date.max))


def _succeeds(act: Document, ending: Ending) -> bool:
    """Tell whether a document is one that takes the place of another, not one that amends."""
    return fold(act.info.kind) == fold(ending.kind) and not AMENDS.match(act.info.title)


def _notes_on_ends(ended: Iterable[Ending]) -> Iterator[PlaceNote]:
    for ending in ended:
        if ending.is_partly:
            for path in ending.places or ("",):
                yield PlaceNote(path, NoteKind.ENDS, ending.day, ending.by, ending.at, ending.what)


def _nearest(document: Document, path: str) -> str:
    """Return the place itself or the innermost one above it that the wording has, if any."""
    place = path
    while "." in place and place not in document.by_path:
        place = place.rpartition(".")[0]
    return place if place in document.by_path else path


def _notes_on_newer(
    edition: Document, after: Document | None, day: date | None
) -> Iterator[PlaceNote]:
    """Yield the places that the next text, loaded for later days, words otherwise."""
    if after is None or after.info.version == edition.info.version:
        return
    changed = (path_of(c.key) for c in changes_between(edition, after))
    for path in dict.fromkeys(changed):
        if path in edition.by_path:
            yield PlaceNote(path, NoteKind.NEWER, day)


def _spread(document: Document, notes: Iterable[PlaceNote]) -> tuple[PlaceNote, ...]:
    """Return notes on chapters and appendices as notes on each article or place in them."""
    found: list[PlaceNote] = []
    for note in notes:
        inside: tuple[str, ...] = ()
        if note.path.startswith(("chương", "phần")) and note.path in document.by_path:
            below = document.subtree(note.path)
            inside = tuple(p.path for p in below if p.path.isdigit() or p.path[:1].isdigit())
            inside = tuple(path for path in inside if "." not in path)
        elif note.path == "phụ lục":
            tops = document.children(None)
            inside = tuple(p.path for p in tops if p.path.startswith("phụ lục"))
        elif note.kind is NoteKind.PENDING:
            inside = (_nearest(document, note.path),)
        found.extend(replace(note, path=path) for path in inside or (note.path,))
    return tuple(dict.fromkeys(found))


def _names(number: str, checked: Sequence[str]) -> bool:
    return any(same_number(number, one) for one in checked)


def _name_of(ending: Ending) -> DocumentName:
    return DocumentName(ending.kind, ending.number, ending.title)


def _issued(document: Document) -> date:
    return document.info.issued or date.min
