"""What can go wrong, by meaning. `handlers/errors.py` chooses the words that people see.

CongvuError
├── UnreadableDocument
│   └── UnstructuredText
├── BrokenKnowledge
├── UnusableCorpus
├── UnusableModel
├── UnusableVectors
├── UnknownDocument
│   └── UnknownProvision
├── UnknownAnswer
├── UnknownPerson
├── ReplacementNeedsConsent
├── AppendixNeedsDocument
├── AnotherDocumentHeld
├── DocumentUnnamed
├── UnknownUnit
├── DuplicateUnit
├── UnitNeeded
├── NotDemo
├── NotAllowed
│   └── UnknownCase
├── NotAName
├── CodeUnusable
├── TooManyGuesses
├── AlreadyDecided
├── NoWorkingDay
├── RoleGone
├── FileRefused
├── CaseMovedAway
├── MoveNotPossible
├── AlreadyRated
├── AlreadyReopened
├── AnswerIncomplete
├── ApologyNeeded
├── NotLate
├── AlreadyExtended
├── DayNotPossible
├── EmptyText
├── TextTooLong
├── SenderNameNeeded
├── CustodianMissing
├── SameTextAgain
├── TooManyCases
├── UnknownReceipt
├── TooManyTries
├── NobodyToExplain
├── NoNameKept
├── SamePerson
├── UnknownFile
├── TooManyFiles
├── UnsourcedContact
├── UnusableRoster
├── StudyRefused
├── UnknownItem
├── ItemUnusable
├── ItemFileUnusable
├── ExamUnusable
├── ExamRefused
├── UnusableSynonym
├── UnusableLink
├── QuestionSettled
├── FileGone
├── StorageUnavailable
├── ConcurrentChange
├── LeaseLost
├── WorkAbandoned
├── EngineFailed
├── UnsealingFailed
├── DataKeysMissing
└── UnusableCopy
"""

from datetime import date, datetime
from enum import StrEnum

from domain.attachments import FileFault


class CongvuError(Exception):
    """The root of every error that the application raises on purpose."""


class UnreadableDocument(CongvuError):
    """A text in which no structure of an official document can be found; `reason` tells why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnstructuredText(UnreadableDocument):
    """A text without numbered places; it can be held as plain passages if that is wished."""


class BrokenKnowledge(CongvuError):
    """Knowledge files that cannot be used; `faults` names file, place and fault of each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class UnusableCorpus(CongvuError):
    """A corpus file whose `line` is no article (0: it holds none)."""

    def __init__(self, line: int) -> None:
        super().__init__(str(line))
        self.line = line


class UnusableModel(CongvuError):
    """An embedding model that cannot be used; `reason` is a word that tells why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class UnusableVectors(CongvuError):
    """Vectors of search that cannot be made, kept or asked; `fault` is a word that tells why."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class UnknownDocument(CongvuError):
    """A document that is not held, named by slug or number."""

    def __init__(self, document: str) -> None:
        super().__init__(document)
        self.document = document


class UnknownProvision(UnknownDocument):
    """A place that a document does not have."""

    def __init__(self, document: str, path: str) -> None:
        super().__init__(document)
        self.path = path


class UnknownAnswer(CongvuError):
    """An answer, or a related question of it, that does not exist."""

    def __init__(self, answer_id: int) -> None:
        super().__init__(str(answer_id))
        self.answer_id = answer_id


class UnknownPerson(CongvuError):
    """A person who is not known (any more)."""

    def __init__(self, person_id: int) -> None:
        super().__init__(str(person_id))
        self.person_id = person_id


class ReplacementNeedsConsent(CongvuError):
    """An official text is already held under this slug; replacing it must be asked for."""

    def __init__(self, document: str) -> None:
        super().__init__(document)
        self.document = document


class AppendixNeedsDocument(CongvuError):
    """A text that is only an appendix, of a document whose own official text is not loaded."""

    def __init__(self, document: str) -> None:
        super().__init__(document)
        self.document = document


class AnotherDocumentHeld(CongvuError):
    """The slug that was asked for belongs to a digest of another kind or issuer."""

    def __init__(self, document: str) -> None:
        super().__init__(document)
        self.document = document


class DocumentUnnamed(CongvuError):
    """A law or decree whose text does not tell its number, loaded without a slug of its own."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class UnknownUnit(CongvuError):
    """A unit of the administration whose code is not known."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class DuplicateUnit(CongvuError):
    """A unit whose code is taken already."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class UnitNeeded(CongvuError):
    """A role that belongs to a unit, granted without one."""

    def __init__(self, role: str) -> None:
        super().__init__(role)
        self.role = role


class NotDemo(CongvuError):
    """What only a demo database allows, asked of one that serves real people."""


class NotAllowed(CongvuError):
    """An action that none of the actor's roles allows there."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


class NotAName(CongvuError):
    """A text that is given as a person's name and is none."""


class CodeFault(StrEnum):
    """Why a code opens nothing."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    OWN = "own"
    STAFF = "staff"


class CodeUnusable(CongvuError):
    """A code that opens nothing for whoever brings it; `fault` tells why, never the code."""

    def __init__(self, fault: CodeFault) -> None:
        super().__init__(fault)
        self.fault = fault


class TooManyGuesses(CongvuError):
    """Too many wrong codes from one account; no code is tried until some time has passed."""


class NoWorkingDay(CongvuError):
    """A calendar in which nobody works for months, so nothing can be due."""


class AlreadyDecided(CongvuError):
    """A request that somebody else decided first."""


class RoleGone(CongvuError):
    """A role that has ended meanwhile."""


class FileRefused(CongvuError):
    """An attached file that is not taken; `fault` tells why, never what is in it."""

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault)
        self.fault = fault


class UnknownCase(NotAllowed):
    """A case that is not there, or that the actor may not see: neither tells more."""

    def __init__(self, number: str) -> None:
        super().__init__("see cases")
        self.number = number


class CaseMovedAway(CongvuError):
    """A case that another office has now; `unit_name` tells which, None for the province."""

    def __init__(self, number: str, unit_name: str | None) -> None:
        super().__init__(number)
        self.number = number
        self.unit_name = unit_name


class MoveNotPossible(CongvuError):
    """A move that the state of a case does not allow, perhaps since somebody else was first."""

    def __init__(self, move: str, state: str) -> None:
        super().__init__(f"{move} while {state}")
        self.move = move
        self.state = state


class AlreadyRated(CongvuError):
    """A case that its sender has rated."""


class AlreadyReopened(CongvuError):
    """A case that was opened again once, which is as often as it may be."""


class AnswerIncomplete(CongvuError):
    """An answer without all that it must tell; `missing` names the parts: text, proof, next."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class ApologyNeeded(CongvuError):
    """An answer to a case that is late, before anybody has apologised."""


class NotLate(CongvuError):
    """A case for whose lateness nobody need apologise, or has done so."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class AlreadyExtended(CongvuError):
    """A case that was given more time once, or is late already: it gets no more."""


class DayNotPossible(CongvuError):
    """A promised day that is no working day from `earliest` to `latest`."""

    def __init__(self, earliest: date, latest: date) -> None:
        super().__init__(f"{earliest} - {latest}")
        self.earliest = earliest
        self.latest = latest


class EmptyText(CongvuError):
    """A text that must say something and says nothing."""


class TextTooLong(CongvuError):
    """A text that is longer than `at_most` letters."""

    def __init__(self, at_most: int) -> None:
        super().__init__(str(at_most))
        self.at_most = at_most


class SenderNameNeeded(CongvuError):
    """A sender who wishes to be known by a name and gives none."""


class CustodianMissing(CongvuError):
    """A name for the custodian alone, where no custodian's key is set."""


class SameTextAgain(CongvuError):
    """The same feedback of the same account once more; the one before is being dealt with."""


class TooManyCases(CongvuError):
    """More feedback than is taken in a day; `scope` is person, unit or all."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.scope = scope


class UnknownReceipt(CongvuError):
    """A code that opens no case; `left` is how many tries remain before a pause."""

    def __init__(self, left: int) -> None:
        super().__init__(str(left))
        self.left = left


class TooManyTries(CongvuError):
    """Too many wrong codes; none is tried before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class NobodyToExplain(CongvuError):
    """A case whose subject is not known here as a person, so that nobody can be heard."""


class NoNameKept(CongvuError):
    """A case of which no name was kept for the custodian."""


class SamePerson(CongvuError):
    """A deed that wants a second person, tried by the first."""


class UnknownFile(CongvuError):
    """A file that is not there, or is somebody else's: neither tells more."""


class TooManyFiles(CongvuError):
    """More files, or larger ones, than a case takes; `at_most` counts files."""

    def __init__(self, at_most: int) -> None:
        super().__init__(str(at_most))
        self.at_most = at_most


class UnsourcedContact(CongvuError):
    """A contact without where it was read, of an unknown kind, or of a day to come."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class UnusableRoster(CongvuError):
    """A list of people to invite that cannot be used; `faults` tells each with its row."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(str(len(faults)))
        self.faults = faults


class StudyFault(StrEnum):
    """Why an answer does not count."""

    NOT_YOURS = "not_yours"
    OVER = "over"
    ANSWERED = "answered"
    RETIRED = "retired"
    NO_CHOICE = "no_choice"


class StudyRefused(CongvuError):
    """An answer that does not count, and nothing of it is kept; `fault` tells why.

    NOT_YOURS: a session or attempt of somebody else, or none at all. OVER: it has ended. ANSWERED:
    the item was answered before. RETIRED: an editor withdrew it meanwhile. NO_CHOICE: it offers no
    such answer, or what was typed says none.
    """

    def __init__(self, fault: StudyFault) -> None:
        super().__init__(fault)
        self.fault = fault


class UnknownItem(CongvuError):
    """A study item that the bank does not hold."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ItemUnusable(CongvuError):
    """A study item that cannot be asked as it stands; `faults` says why in words."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class ItemFileUnusable(CongvuError):
    """A file of study items that cannot be read at all; `fault` is a word that tells why."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class ExamUnusable(CongvuError):
    """An exam that cannot be made as described; `fault` is a word that tells why."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class ExamRefused(CongvuError):
    """An exam that one cannot begin now: not listed, not open, or no attempt is left."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class SynonymFault(StrEnum):
    """Why two wordings cannot stand for each other."""

    UNREADABLE = "unreadable"
    NO_WORDS = "no_words"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    SAME = "same"
    KNOWN = "known"
    STRANGE = "strange"
    BREAKING = "breaking"


class UnusableSynonym(CongvuError):
    """A synonym that would not help or would do harm; `fault` tells why.

    `broken` is how many good answers it would change.
    """

    def __init__(self, fault: SynonymFault, broken: int = 0) -> None:
        super().__init__(fault)
        self.fault = fault
        self.broken = broken


class UnusableLink(CongvuError):
    """A question too short to be known again, so no passage can be linked to it."""


class QuestionSettled(CongvuError):
    """A question that somebody else saw to first, or that is no longer kept."""


class FileGone(CongvuError):
    """A file that was sent and is no longer kept: it was loaded, dropped or forgotten."""


class StorageFault(StrEnum):
    """The way in which a database cannot be used."""

    LOCKED = "locked"
    READ_ONLY = "read_only"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    NOT_A_FOLDER = "not_a_folder"
    NOT_A_DATABASE = "not_a_database"
    FULL = "full"
    NEWER = "newer"
    BAD_ADDRESS = "bad_address"
    FAILED = "failed"


class StorageUnavailable(CongvuError):
    """The database cannot be used; `place` names it without any password."""

    def __init__(self, fault: StorageFault, place: str) -> None:
        super().__init__(f"{fault}: {place}")
        self.fault = fault
        self.place = place


class ConcurrentChange(CongvuError):
    """Somebody else wrote the same row first; trying again reads what they wrote."""


class LeaseLost(CongvuError):
    """Somebody else took this work over meanwhile, so nothing more may be done in its name."""


class WorkAbandoned(CongvuError):
    """Work that was begun several times and each time took its process with it."""


class EngineFailed(CongvuError):
    """The process that answers ended or failed; `kind` and `place` say how, in no one's words."""

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(f"{kind} at {place}")
        self.kind = kind
        self.place = place


class UnsealingFailed(CongvuError):
    """A sealed value that none of the data keys opens; `place` is its table and column."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class DataKeysMissing(CongvuError):
    """Values are sealed under keys that are not there; `missing` counts them by a key's mark.

    `is_rotating` tells that other keys of this database are there: one was taken out too early.
    """

    def __init__(self, missing: dict[str, int], *, is_rotating: bool) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing
        self.is_rotating = is_rotating


class CopyFault(StrEnum):
    """Why a copy cannot be made or put back."""

    NOT_OURS = "not_ours"
    BROKEN = "broken"
    NEWER = "newer"
    OTHER_KIND = "other_kind"
    IN_USE = "in_use"
    NO_PROGRAM = "no_program"
    UNWRITABLE = "unwritable"


class UnusableCopy(CongvuError):
    """A copy of the database that cannot be made or put back; nothing was changed."""

    def __init__(self, fault: CopyFault, place: str) -> None:
        super().__init__(f"{fault}: {place}")
        self.fault = fault
        self.place = place
