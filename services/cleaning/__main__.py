"""The process that cleans one file: the file comes in, one line and the clean file go out.

It may use a bounded share of memory and processor and opens nothing but its libraries, so a file
that is made to break a reader breaks this process alone.
"""

import json
import resource
import sys

from domain.attachments import FileFault, FileKind
from services.cleaning.boxes import clean_boxes
from services.cleaning.docx import clean_docx
from services.cleaning.kinds import kind_of
from services.cleaning.pdf import clean_pdf
from services.cleaning.pictures import clean_picture
from services.cleaning.refusal import Refused
from services.cleaning.sound import clean_mp3, clean_ogg
from services.cleaning.webm import clean_webm

_MEMORY = 1024 * 1024 * 1024
_SECONDS = 25


def clean(content: bytes) -> tuple[FileKind, str, bytes]:
    """Return the kind of a file, the ending for its name, and the clean file.

    Raises:
        Refused: it is not taken.
    """
    kind = kind_of(content)
    if kind is FileKind.PICTURE:
        picture, ending = clean_picture(content)
        return kind, ending, picture
    if kind is FileKind.PDF:
        return kind, "pdf", clean_pdf(content)
    if kind is FileKind.DOCX:
        return kind, "docx", clean_docx(content)
    if content.startswith(b"OggS"):
        return kind, "ogg", clean_ogg(content)
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        return kind, "weba" if kind is FileKind.SOUND else "webm", clean_webm(content)
    if content[4:8] == b"ftyp":
        return kind, "m4a" if kind is FileKind.SOUND else "mp4", clean_boxes(content)
    return kind, "mp3", clean_mp3(content)


def main() -> None:
    """Clean what comes in and write out what became of it."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        kind, ending, content = clean(sys.stdin.buffer.read())
        told = {"kind": kind.value, "ending": ending}
    except Refused as refusal:
        told, content = {"fault": refusal.fault.value}, b""
    except (MemoryError, RecursionError):
        told, content = {"fault": FileFault.HEAVY.value}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
