"""What may be attached to a case, how much of it, and why a file is refused."""

from enum import StrEnum

MOST_FILES = 20
# What Telegram lets a bot fetch.
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000


class FileKind(StrEnum):
    """The kinds of files that are taken, by their content."""

    PICTURE = "picture"
    PDF = "pdf"
    DOCX = "docx"
    SOUND = "sound"
    VIDEO = "video"


class FileFault(StrEnum):
    """Why a file is not taken.

    ACTIVE: it could do something when opened. MIXED: it is two kinds of file at once. HEAVY:
    unpacking it takes more than a file of its kind should. UNSCANNED: the virus scanner that the
    office set up does not answer.
    """

    EMPTY = "empty"
    TOO_LARGE = "too large"
    TOO_MANY = "too many"
    UNKNOWN_KIND = "unknown kind"
    ACTIVE = "active"
    MIXED = "mixed"
    BROKEN = "broken"
    LOCKED = "locked"
    HEAVY = "heavy"
    INFECTED = "infected"
    UNSCANNED = "unscanned"
