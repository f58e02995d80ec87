"""Attached files: what somebody sent, cleaned and scanned before it is kept anywhere."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from domain.attachments import MOST_BYTES, FileFault, FileKind
from domain.errors import FileRefused
from services.case_files import CleanFile
from services.virus_scan import VirusScanner

_ROOT = Path(__file__).resolve().parent.parent
_SECONDS = 60.0
# A large picture is held several times over while it is drawn anew.
_AT_ONCE = 2


_KINDS = {
    FileKind.PICTURE: "photo",
    FileKind.PDF: "document",
    FileKind.DOCX: "document",
    FileKind.SOUND: "voice",
    FileKind.VIDEO: "video",
}
_MEDIA = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ogg": "audio/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "weba": "audio/webm",
    "webm": "video/webm",
}


class Attachments:
    """Cleans files, each in a process of its own that holds no keys and may use little."""

    def __init__(self, scanner: VirusScanner | None = None) -> None:
        self._scanner = scanner
        self._places = threading.BoundedSemaphore(_AT_ONCE)

    def clean(self, content: bytes, *, keeps_original: bool = False) -> CleanFile:
        """Return the file without anything that could act or tell who made it, and where.

        The file as it came goes along only where its sender wishes so.

        Raises:
            FileRefused: it is not taken; it tells why.
        """
        if not content:
            raise FileRefused(FileFault.EMPTY)
        if len(content) > MOST_BYTES:
            raise FileRefused(FileFault.TOO_LARGE)
        if self._scanner is not None:
            self._scanner.check(content)
        with self._places:
            told = _in_a_process(content)
        return _read(told, content if keeps_original else None)


def _in_a_process(content: bytes) -> bytes:
    # No setting goes along: whatever a file makes of its reader, there is no key to be had there.
    environment = {"PYTHONPATH": str(_ROOT), "PATH": os.environ.get("PATH", "")}
    command = [sys.executable, "-s", "-B", "-m", "services.cleaning"]
    try:
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileRefused(FileFault.HEAVY) from None
    if done.returncode:
        raise FileRefused(FileFault.HEAVY if done.returncode < 0 else FileFault.BROKEN)
    return done.stdout


def _read(told: bytes, original: bytes | None) -> CleanFile:
    head, _, content = told.partition(b"\n")
    outcome = json.loads(head)
    if "fault" in outcome:
        raise FileRefused(FileFault(outcome["fault"]))
    kind, media_type = _KINDS[FileKind(outcome["kind"])], _MEDIA[outcome["ending"]]
    return CleanFile(kind, media_type, content, original)
