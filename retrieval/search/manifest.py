"""Which folders and collections make up the index now: one small file, replaced whole."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

_NAME = "manifest.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of an index; documents are told by slug with a mark of their text.

    `delta` holds the documents that came or changed since `main` was built; those that changed or
    went since are `gone` from main. `collection` and `delta_collection` are empty where there are
    no vectors.
    """

    main: str
    documents: Mapping[str, str]
    delta: str = ""
    delta_documents: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    model: str = ""
    collection: str = ""
    delta_collection: str = ""
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
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return manifest if manifest.form == _FORMAT else None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put `manifest` in the place of the one before, wholly or, after a crash, not at all."""
    beside = folder / f"{_NAME}.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / _NAME)


def mark_of(folder: Path) -> int:
    """Return what changes whenever the manifest is replaced; 0 where there is none."""
    try:
        return (folder / _NAME).stat().st_mtime_ns
    except OSError:
        return 0
