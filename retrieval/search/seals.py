"""Whether files are still what was written: some libraries crash on what is not."""

import hashlib
import json
from pathlib import Path

_NAME = "seal.json"
# Chroma itself changes these when it opens a folder, and bears it when they are broken.
_CHANGING = ("chroma.sqlite3", "length.bin")
_VOUCHER = "index_metadata.pickle"
_PASSING = "chroma.sqlite3-"


def seal(folder: Path) -> None:
    """Note what `folder` holds."""
    (folder / _NAME).write_text(json.dumps(_held(folder)), encoding="utf-8")


def is_sealed(folder: Path) -> bool:
    """Tell whether `folder` holds what it held when it was sealed."""
    try:
        noted = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        return bool(noted == _held(folder))
    except (OSError, ValueError):
        return False


def _held(folder: Path) -> dict[str, str]:
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != _NAME)
    return {
        str(file.relative_to(folder)): _digest(file) if _is_lasting(file) else ""
        for file in files
        if not file.name.startswith(_PASSING)
    }


def _is_lasting(file: Path) -> bool:
    """Tell whether a file stays as it is; a small collection lives in Chroma's log alone."""
    return file.name not in _CHANGING and (file.parent / _VOUCHER).exists()


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
