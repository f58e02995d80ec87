"""The data keys of a database: which ones it was sealed with, and replacing one by another.

The database remembers the marks of its keys. A process whose keys are others looks whether
anything is still sealed under a key that it lacks, and does not start if so.
"""

import json
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from db.database import Database
from db.resealing import ResealingRepository, SealedColumn, sealed_columns
from db.sealing import KEY_BYTES, mark_of
from db.secrets import SecretRepository
from db.uow import UnitOfWork
from domain.errors import DataKeysMissing

_BROWSER = "browser"
_KEYS = "data_keys"
# What earlier versions kept to tell their keys by.
_PROOF = "key_proof"

# So few that the bot beside waits for milliseconds; files are as large as a document may be.
_AT_ONCE = 100
_FILES_AT_ONCE = 2
_FILES = {"local_files.content_sealed", "case_files.key_sealed"}


@dataclass(frozen=True, slots=True)
class KeyUse:
    """How many values are sealed under a key of the settings, named by its mark."""

    mark: str
    values: int
    seals: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """What one step of a rotation did: values under the first key now, and those nobody opens."""

    values: int
    unreadable: int


class DataKeys:
    """The keys that this process was given, beside those that the database knows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check(self) -> None:
        """Make sure that nothing is sealed under a key that is not here, and remember the keys.

        Raises:
            DataKeysMissing: something is; it tells under which key and how much.
        """
        marks = set(self._database.ring.marks)
        with self._database.open_uow(read_only=True) as uow:
            if uow.marks.get(_KEYS) == _listed(marks):
                return
        with self._database.open_uow() as uow:
            _refuse_missing(uow, marks)
            if SecretRepository(uow.session, uow.ring).find(_BROWSER) is None:
                _make_secret(uow)
            uow.marks.set(_KEYS, _listed(marks))
            uow.marks.erase(_PROOF)
            uow.commit()

    def browser_secret(self) -> bytes:
        """Return the secret by which browsers are known; it outlives every data key."""
        secret = self._find_secret()
        if secret is None:
            self.check()
            secret = self._find_secret()
        assert secret is not None, "made when the keys were checked"
        return secret

    def _find_secret(self) -> bytes | None:
        with self._database.open_uow(read_only=True) as uow:
            return SecretRepository(uow.session, uow.ring).find(_BROWSER)

    def uses(self) -> tuple[KeyUse, ...]:
        """Return how many values each key of the settings still seals, the sealing key first."""
        with self._database.open_uow(read_only=True) as uow:
            counts = _counts(uow)
        marks = self._database.ring.marks
        return tuple(KeyUse(mark, counts[mark], mark == marks[0]) for mark in marks)

    def left(self) -> int:
        """Return how many values are not under the first key."""
        with self._database.open_uow(read_only=True) as uow:
            counts = _counts(uow)
        return counts.total() - counts[self._database.ring.marks[0]]

    def rotate(self) -> Iterator[Moved]:
        """Seal everything under the first key, a little at a time, and yield what each step did.

        Each step is a commit of its own: stopped anywhere, the next run does what is left.
        """
        for column in sealed_columns():
            yield from self._rotate(column)
        self._database.forget_old_pages()

    def _rotate(self, column: SealedColumn) -> Iterator[Moved]:
        at_most = _FILES_AT_ONCE if column.name in _FILES else _AT_ONCE
        last: tuple[object, ...] | None = None
        while True:
            with self._database.open_uow() as uow:
                batch = ResealingRepository(uow.session, uow.ring).move(column, last, at_most)
                uow.commit()
            if batch.last is None:
                return
            last = batch.last
            yield Moved(batch.moved, batch.unreadable)


def _listed(marks: set[str]) -> str:
    return json.dumps(sorted(marks))


def _remembered(uow: UnitOfWork) -> set[str]:
    """Return the marks of the keys that the database was sealed with; none while it is new."""
    kept, proof = uow.marks.get(_KEYS), uow.marks.get(_PROOF)
    if kept is not None:
        return set(json.loads(kept))
    return set() if proof is None else {mark_of(bytes.fromhex(proof))}


def _refuse_missing(uow: UnitOfWork, marks: set[str]) -> None:
    remembered = _remembered(uow)
    if remembered <= marks:
        return
    counts = _counts(uow)
    proof = uow.marks.get(_PROOF)
    if proof is not None:
        counts[mark_of(bytes.fromhex(proof))] += 1
    missing = {mark: counts[mark] for mark in sorted(counts) if mark not in marks}
    if missing:
        raise DataKeysMissing(missing, is_rotating=bool(remembered & marks))


def _counts(uow: UnitOfWork) -> Counter[str]:
    resealing = ResealingRepository(uow.session, uow.ring)
    counts: Counter[str] = Counter()
    for column in sealed_columns():
        counts.update(resealing.count(column))
    return counts


def _make_secret(uow: UnitOfWork) -> None:
    value = secrets.token_bytes(KEY_BYTES)
    SecretRepository(uow.session, uow.ring).add(_BROWSER, value)
