"""How a wording of a document stands: since when it holds, what it takes in, what it lacks."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.citations import is_within


class NoteKind(StrEnum):
    """What a note says of a place.

    `AMENDED` and `REPEALED` are taken into the wording; `PENDING` is an amendment that is not.
    `NEWER` tells that a text loaded for later days words the place otherwise.
    """

    STARTS = "starts"
    ENDS = "ends"
    AMENDED = "amended"
    REPEALED = "repealed"
    PENDING = "pending"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class PlaceNote:
    """What is known of a place beside its words, from `day` on (None: the day is not known).

    Of a place that ends, `day` is the first day without it.

    `path` is empty where the whole document is meant. `by` names the document that says so and
    `at` the place there; both are empty where the document says it of itself. `what` is the
    amendment in the words of an instruction, `new` the wording that it gives.
    """

    path: str
    kind: NoteKind
    day: date | None = None
    by: str = ""
    at: str = ""
    what: str = ""
    new: str = ""

    def bears_on(self, path: str) -> bool:
        """Tell whether the note is of `path`, of a place above it or of one below it."""
        return not self.path or is_within(path, self.path) or is_within(self.path, path)


@dataclass(frozen=True, slots=True)
class Ending:
    """A document, or `places` of it, that another one puts out of force, but for `kept`.

    `is_partly` tells that only some of it ends, `what` in which words. `day` is the first day
    without it. `is_successor` tells that the other document takes its place.
    """

    kind: str
    number: str
    title: str
    by: str
    at: str
    day: date | None = None
    places: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    is_partly: bool = False
    what: str = ""
    is_successor: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A wording among those of its document.

    `label` knows it: the number of the text that was loaded, and the numbers of the documents
    whose amendments it takes in. It holds from `since` (None: as long as the document is in
    force) through `until`. `ends` are the documents that this one puts out of force; `kept` are
    its places that outlive it; `checked` are the documents that amend it and are loaded, so that
    what they change is known place by place.
    """

    label: str = "1"
    since: date | None = None
    until: date | None = None
    merged: tuple[str, ...] = ()
    notes: tuple[PlaceNote, ...] = ()
    ends: tuple[Ending, ...] = ()
    ended_by: str = ""
    kept: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()

    def notes_on(self, path: str) -> tuple[PlaceNote, ...]:
        """Return the notes that bear on a place."""
        return tuple(note for note in self.notes if note.bears_on(path))


def day_before(day: date) -> date:
    """Return the day before `day`."""
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """Return the day after `day`."""
    return day + timedelta(days=1)
