"""Copies of the database to keep apart, and putting one back.

A copy holds the sealed columns as they are and no keys. What was erased since it was taken is
erased in it before anybody can read it again.
"""

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from db import copies
from db.database import Database
from db.privacy import Erasure, PrivacyRepository
from db.sealing import KeyRing
from domain.errors import CongvuError, CopyFault, DataKeysMissing, UnusableCopy
from services.data_keys import DataKeys
from services.privacy import replay

_FORMAT = "congvu-backup-1"
_MANIFEST, _CONTENT = "manifest.json", "database"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy is: how it was made, and how to tell that it is whole."""

    format: str
    kind: str
    revision: str
    made_at: str
    keys: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: when the copy was taken, and how many people were erased in it again.

    `knew_erasures` tells whether the list of the database before could be read.
    """

    made_at: datetime
    erased_again: int
    knew_erasures: bool


def back_up(database: Database, file: Path, now: datetime) -> Manifest:
    """Write a copy of the database into `file`, whole or not at all.

    Raises:
        UnusableCopy: it cannot be made or written.
    """
    try:
        with _workplace(file.absolute().parent) as folder:
            content = folder / _CONTENT
            copies.copy_to(database, content)
            manifest = Manifest(
                format=_FORMAT,
                kind=copies.kind_of(database),
                revision=database.revision() or "",
                made_at=now.isoformat(),
                keys=database.ring.marks,
                sha256=_sum(content),
            )
            packed = folder / "packed"
            _pack(packed, manifest, content)
            packed.replace(file)
    except OSError:
        raise UnusableCopy(CopyFault.UNWRITABLE, str(file)) from None
    return manifest


def restore(database_url: str, ring: KeyRing, file: Path) -> Restored:
    """Put a copy in the place of the database, with what was erased since erased again.

    Everything is tried on a second file first: what cannot be put back changes nothing.

    Raises:
        UnusableCopy: the file is no copy, broken, of another program or kind, or the database is
            in use.
        DataKeysMissing: the copy needs keys that are not here.
    """
    database = Database(database_url, ring)
    with _workplace(_folder(database)) as folder, database:
        content = folder / _CONTENT
        manifest = _unpack(file, content)
        if manifest.kind != copies.kind_of(database):
            raise UnusableCopy(CopyFault.OTHER_KIND, str(file))
        erasures = _erasures(database)
        if manifest.kind == "sqlite":
            erased = _restore_sqlite(database, ring, file, content, erasures or ())
        else:
            _refuse_without_keys(manifest, ring)
            erased = _restore_dump(database, content, erasures or ())
    made_at = datetime.fromisoformat(manifest.made_at)
    return Restored(made_at, erased, erasures is not None)


def _restore_sqlite(
    database: Database, ring: KeyRing, file: Path, content: Path, erasures: Sequence[Erasure]
) -> int:
    if not copies.is_whole(content):
        raise UnusableCopy(CopyFault.BROKEN, str(file))
    with Database(f"sqlite:///{content}", ring) as copy:
        erased = _made_ready(copy, erasures)
    copies.release(content)
    place = Path(database.place)
    database.close()
    if place.exists():
        copies.release(place)
    copies.replace_file(content, place)
    return erased


def _restore_dump(database: Database, content: Path, erasures: Sequence[Erasure]) -> int:
    copies.load_dump(database, content)
    return _made_ready(database, erasures)


def _refuse_without_keys(manifest: Manifest, ring: KeyRing) -> None:
    """A dump cannot be tried on a second place, so all keys of its day must be here."""
    missing = {mark: 0 for mark in manifest.keys if mark not in ring.marks}
    if missing:
        raise DataKeysMissing(missing, is_rotating=len(missing) < len(manifest.keys))


def _made_ready(copy: Database, erasures: Sequence[Erasure]) -> int:
    """Bring a copy up to date, make sure that its keys are here, and erase in it what is due."""
    if copy.needs_migration():
        copy.migrate()
    DataKeys(copy).check()
    with copy.open_uow() as uow:
        erased = replay(uow, erasures)
        uow.commit()
    copy.forget_old_pages()
    return erased


def _erasures(database: Database) -> tuple[Erasure, ...] | None:
    """Return the list of the database that is there now; None where it cannot be read."""
    if copies.kind_of(database) == "sqlite" and not Path(database.place).exists():
        return None
    try:
        with database.open_uow(read_only=True) as uow:
            return PrivacyRepository(uow.session, uow.ring).erasures()
    except CongvuError:
        return None


def _pack(packed: Path, manifest: Manifest, content: Path) -> None:
    descriptor = os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        with tarfile.open(fileobj=target, mode="w:gz", compresslevel=6) as archive:
            head = json.dumps(asdict(manifest)).encode()
            entry = tarfile.TarInfo(_MANIFEST)
            entry.size = len(head)
            archive.addfile(entry, BytesIO(head))
            archive.add(content, _CONTENT, filter=_nameless)
        target.flush()
        os.fsync(target.fileno())


def _nameless(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out whose machine it was."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _unpack(file: Path, content: Path) -> Manifest:
    try:
        with tarfile.open(file, "r:gz") as archive:
            manifest = _manifest(json.loads(_member(archive, _MANIFEST).read(_CHUNK)))
            with content.open("wb") as target, _member(archive, _CONTENT) as source:
                while chunk := source.read(_CHUNK):
                    target.write(chunk)
    except (tarfile.ReadError, KeyError, TypeError, ValueError, IsADirectoryError):
        raise UnusableCopy(CopyFault.NOT_OURS, str(file)) from None
    except (OSError, EOFError):
        raise UnusableCopy(CopyFault.BROKEN, str(file)) from None
    if _sum(content) != manifest.sha256:
        raise UnusableCopy(CopyFault.BROKEN, str(file))
    if manifest.revision not in _revisions():
        raise UnusableCopy(CopyFault.NEWER, str(file))
    return manifest


def _member(archive: tarfile.TarFile, name: str) -> Any:
    found = archive.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found


def _manifest(value: dict[str, Any]) -> Manifest:
    if value["format"] != _FORMAT:
        raise ValueError(value["format"])
    datetime.fromisoformat(value["made_at"])
    return Manifest(**{**value, "keys": tuple(value["keys"])})


def _revisions() -> tuple[str, ...]:
    from db.migrations.steps import revisions

    return revisions()


def _sum(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _folder(database: Database) -> Path:
    """Return where a file can be put in the database's place by renaming it."""
    is_file = copies.kind_of(database) == "sqlite"
    return Path(database.place).absolute().parent if is_file else Path(tempfile.gettempdir())


@contextmanager
def _workplace(parent: Path) -> Iterator[Path]:
    """Yield a folder that only its owner reads, gone afterwards."""
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".congvu-copy-", dir=parent) as folder:
        yield Path(folder)
