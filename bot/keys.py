"""The data keys of this process: from the settings, or a development key under VAR_DIR."""

import base64
import os
import secrets
from pathlib import Path

from bot.settings import Settings, WrongSettings
from db.faults import make_folder
from db.sealing import KEY_BYTES, read_keys
from domain.errors import StorageFault, StorageUnavailable

FILE = "development.key"


def data_keys(settings: Settings, *, development: bool) -> tuple[bytes, ...]:
    """Return the data keys; without any set, the development key where that is allowed.

    Raises:
        WrongSettings: no keys are set and a development key is not allowed here.
    """
    if settings.data_keys is not None:
        return read_keys(settings.data_keys)
    if not development:
        raise WrongSettings(
            (
                "DATA_KEYS: chưa đặt. Phục vụ người thật cần khoá riêng; cách tạo có trong "
                ".env.example.",
            )
        )
    return (development_key(settings.var_dir),)


def development_key(var_dir: Path) -> bytes:
    """Return the key kept under `var_dir`, made on first use and readable by its owner only.

    Raises:
        StorageUnavailable: the folder cannot be written.
        WrongSettings: the file is there but holds no key.
    """
    make_folder(var_dir)
    path = var_dir / FILE
    try:
        _make(path)
        return read_keys(path.read_text(encoding="ascii"))[0]
    except ValueError:
        raise WrongSettings((f"{path}: không phải một khoá; hãy phục hồi tệp này.",)) from None
    except OSError as error:
        raise StorageUnavailable(StorageFault.READ_ONLY, str(path)) from error


def _make(path: Path) -> None:
    """Write a new key unless there is one; two processes starting at once agree on the first."""
    if path.exists():
        return
    draft = path.with_name(f"{FILE}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode())
    try:
        # A link, unlike a rename, never replaces a key that is already there.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
