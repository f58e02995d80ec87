"""Which folders and collections make up the index now: one small file, replaced whole."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

_NAME = "manifest.json"
_FORMAT = 2
_PART = re.compile(r"(main|delta)-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of an index; documents are told by slug with a mark of their text.

    `delta` holds the documents that came or changed since `main` was built; those that changed or
    went since are `gone` from main. `collection` and `delta_collection` are empty where there are
    no vectors; `fault` tells why, where they could not be made.
    """

    main: str
    documents: Mapping[str, str]
    delta: str = ""
    delta_documents: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    model: str = ""
    collection: str = ""
    delta_collection: str = ""
    fault: str = ""
    form: int = _FORMAT

    def held(self) -> dict[str, str]:
        """Return the mark of every document that can be found."""
        kept = {slug: mark for slug, mark in self.documents.items() if slug not in self.gone}
        return {**kept, **self.delta_documents}


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest in `folder`, None where there is none that this version can use."""
    try:
        values = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        manifest = Manifest(**{**values, "gone": tuple(values["gone"])})
        return manifest if _is_sound(manifest) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put `manifest` in the place of the one before, wholly or, after a crash, not at all."""
    beside = folder / f"{_NAME}.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / _NAME)


def mark_of(folder: Path) -> tuple[int, int]:
    """Return what changes whenever the manifest is replaced; zeros where there is none."""
    try:
        told = (folder / _NAME).stat()
    except OSError:
        return 0, 0
    # Two that follow one another within a tick of the file system's clock differ as files.
    return told.st_mtime_ns, told.st_ino


def _is_sound(manifest: Manifest) -> bool:
    """Tell whether every value is of its kind, and folders are named as this program does."""
    names = (manifest.model, manifest.collection, manifest.delta_collection, manifest.fault)
    documents = (manifest.documents, manifest.delta_documents)
    return (
        manifest.form == _FORMAT
        and all(isinstance(name, str) and "/" not in name for name in names)
        and all(isinstance(value, str) for marks in documents for value in dict(marks).values())
        and _PART.fullmatch(manifest.main) is not None
        and (not manifest.delta or _PART.fullmatch(manifest.delta) is not None)
    )
