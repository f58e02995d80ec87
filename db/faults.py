"""From what a database driver says to what it means."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError

from domain.errors import ConcurrentChange, StorageFault, StorageUnavailable

# Checked in this order; the drivers tell most of these by wording alone.
_SIGNS = (
    ("database is locked", StorageFault.LOCKED),
    ("lock timeout", StorageFault.LOCKED),
    ("readonly", StorageFault.READ_ONLY),
    ("read-only", StorageFault.READ_ONLY),
    ("not a database", StorageFault.NOT_A_DATABASE),
    ("malformed", StorageFault.NOT_A_DATABASE),
    ("unable to open", StorageFault.UNREACHABLE),
    ("is full", StorageFault.FULL),
    ("no space left", StorageFault.FULL),
    ("authentication failed", StorageFault.REFUSED),
    ("no password supplied", StorageFault.REFUSED),
    ("does not exist", StorageFault.REFUSED),
    ("permission denied", StorageFault.REFUSED),
    ("connection", StorageFault.UNREACHABLE),
    ("could not translate host", StorageFault.UNREACHABLE),
    ("name or service", StorageFault.UNREACHABLE),
)


@contextmanager
def meaning(place: str) -> Iterator[None]:
    """Raise what a driver's error means instead of the error itself.

    Raises:
        ConcurrentChange: a row that must be unique was written by somebody else.
        StorageUnavailable: the database cannot be used.
    """
    try:
        yield
    except IntegrityError as error:
        raise ConcurrentChange(place) from error
    except DBAPIError as error:
        raise StorageUnavailable(_fault(str(error.orig)), place) from error


def make_folder(folder: Path) -> None:
    """Make a folder for data, with those above it.

    Raises:
        StorageUnavailable: it cannot be made or is no folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise StorageUnavailable(StorageFault.NOT_A_FOLDER, str(folder)) from None
    except OSError as error:
        raise StorageUnavailable(StorageFault.READ_ONLY, str(folder)) from error


def _fault(message: str) -> StorageFault:
    lowered = message.lower()
    return next((fault for sign, fault in _SIGNS if sign in lowered), StorageFault.FAILED)
