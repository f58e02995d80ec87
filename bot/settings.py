"""Settings from the environment and `.env`, checked all at once; faults are told in words."""

import base64
import binascii
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from db.sealing import RepeatedKey, read_keys
from domain.errors import CongvuError
from domain.working_days import read_hours

ROOT = Path(__file__).resolve().parent.parent
ENV_FILE = Path(".env")
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_REMOTE = {"allowed": True, "forbidden": False}
_DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


class WrongSettings(CongvuError):
    """Settings that cannot be used; `faults` tells each by name, never its value if secret."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _token(value: str) -> str:
    if not _TOKEN.fullmatch(value):
        raise ValueError(
            "không đúng dạng mã của bot (số, dấu hai chấm, chuỗi chữ và số). "
            "Lấy lại mã bằng lệnh /token ở @BotFather."
        )
    return value


def _keys(value: str) -> str:
    try:
        read_keys(value)
    except RepeatedKey as error:
        raise ValueError(f"khoá thứ {error} đã có ở phía trước; bỏ bớt một.") from None
    except ValueError as error:
        raise ValueError(
            f"khoá thứ {error} không phải 32 byte viết bằng base64. "
            'Tạo khoá: python -c "import secrets,base64; '
            'print(base64.b64encode(secrets.token_bytes(32)).decode())". '
            "Nhiều khoá thì cách nhau bằng dấu phẩy, khoá đầu dùng để niêm phong."
        ) from None
    return value


def _public_key(value: str) -> str:
    try:
        key = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise ValueError("không phải khoá công khai 32 byte viết bằng base64.")
    return value


def _database(value: str) -> str:
    if not value.startswith(_DATABASES):
        raise ValueError(
            "phải bắt đầu bằng postgresql:// hoặc sqlite:///. "
            "Bỏ trống thì dùng SQLite trong VAR_DIR."
        )
    return value


def _web(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", value):
        raise ValueError("phải là địa chỉ bắt đầu bằng http:// hoặc https://.")
    return value


def _secure_web(value: str) -> str:
    if not re.fullmatch(r"https://[^\s/]+\S*", value):
        raise ValueError("phải là địa chỉ https:// mà Telegram gọi tới được.")
    return value


def _secret(value: str) -> str:
    if not _SECRET.fullmatch(value):
        raise ValueError("chỉ gồm 1–256 chữ không dấu, số, dấu gạch ngang và gạch dưới.")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("không có múi giờ này. Ví dụ đúng: Asia/Ho_Chi_Minh.") from None
    return value


def _seconds(value: str) -> float:
    if not re.fullmatch(r"\d{1,2}", value) or not 1 <= int(value) <= 60:
        raise ValueError("là số giây nguyên từ 1 đến 60.")
    return float(value)


def _days(value: str) -> int:
    if not re.fullmatch(r"\d{1,4}", value) or not 1 <= int(value) <= 3650:
        raise ValueError("là số ngày nguyên từ 1 đến 3650.")
    return int(value)


def _a_day(value: str) -> int:
    if not re.fullmatch(r"\d{1,6}", value) or int(value) < 1:
        raise ValueError("là số phản ánh mỗi ngày, nguyên từ 1 đến 999999.")
    return int(value)


def _remote(value: str) -> bool:
    if value.lower() not in _REMOTE:
        raise ValueError("chỉ nhận allowed (cho gọi mô hình ở ngoài mạng cơ quan) hoặc forbidden.")
    return _REMOTE[value.lower()]


def _data_folder(value: str) -> Path:
    folder = Path(value)
    if folder.exists() and not folder.is_dir():
        raise ValueError("là một tệp; cần một thư mục (chưa có thì sẽ được tạo).")
    return folder


def _knowledge_folder(value: str) -> Path:
    folder = Path(value)
    if not folder.is_dir():
        raise ValueError("không có thư mục này. Bỏ trống thì dùng tri thức kèm theo chương trình.")
    return folder


def _scanner(value: str) -> str:
    if not re.fullmatch(r"unix:/\S+|[^\s/:]+:\d{1,5}", value):
        raise ValueError("viết máy:cổng, ví dụ 127.0.0.1:3310, hoặc unix:/đường/dẫn/clamd.sock.")
    return value


def _file(value: str) -> Path:
    file = Path(value)
    if not file.is_file():
        raise ValueError("không có tệp này.")
    return file


def _hours(value: str) -> str:
    if read_hours(value) is None:
        raise ValueError("viết các buổi làm việc theo thứ tự, ví dụ 07:30-11:30, 13:30-17:00.")
    return value


def _by(read: Callable[[str], Any]) -> dict[str, Any]:
    """Return what a setting is read by: it checks what is written and raises ValueError."""
    return {"read": read}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting; `.env.example` explains each. Secrets are not shown by `repr`."""

    telegram_bot_token: str | None = field(default=None, repr=False, metadata=_by(_token))
    telegram_api_url: str | None = field(default=None, metadata=_by(_web))
    database_url: str | None = field(default=None, repr=False, metadata=_by(_database))
    var_dir: Path = field(default=Path("var"), metadata=_by(_data_folder))
    knowledge_dir: Path = field(
        default=ROOT / "knowledge" / "documents", metadata=_by(_knowledge_folder)
    )
    chroma_url: str | None = field(default=None, metadata=_by(_web))
    embedding_model: str | None = field(default=None, metadata=_by(str))
    chat_model: str | None = field(default=None, metadata=_by(str))
    chat_model_url: str | None = field(default=None, metadata=_by(_web))
    chat_model_key: str | None = field(default=None, repr=False, metadata=_by(str))
    chat_model_seconds: float = field(default=20.0, metadata=_by(_seconds))
    chat_model_remote: bool = field(default=False, metadata=_by(_remote))
    data_keys: str | None = field(default=None, repr=False, metadata=_by(_keys))
    custodian_key: str | None = field(default=None, repr=False, metadata=_by(_public_key))
    clamav_address: str | None = field(default=None, metadata=_by(_scanner))
    keep_answers_days: int = field(default=730, metadata=_by(_days))
    keep_drafts_days: int = field(default=90, metadata=_by(_days))
    keep_failed_days: int = field(default=14, metadata=_by(_days))
    keep_browsers_days: int = field(default=180, metadata=_by(_days))
    keep_erasures_days: int = field(default=400, metadata=_by(_days))
    keep_cases_days: int = field(default=1825, metadata=_by(_days))
    close_cases_days: int = field(default=30, metadata=_by(_days))
    keep_decided: str | None = field(default=None, metadata=_by(str))
    webhook_url: str | None = field(default=None, metadata=_by(_secure_web))
    webhook_secret: str | None = field(default=None, repr=False, metadata=_by(_secret))
    working_hours: str | None = field(default=None, metadata=_by(_hours))
    working_days_file: Path | None = field(default=None, metadata=_by(_file))
    cases_per_person: int = field(default=10, metadata=_by(_a_day))
    cases_per_unit: int = field(default=300, metadata=_by(_a_day))
    cases_in_all: int = field(default=5000, metadata=_by(_a_day))
    case_limits_file: Path | None = field(default=None, metadata=_by(_file))
    timezone: str = field(default="Asia/Ho_Chi_Minh", metadata=_by(_zone))

    def database(self) -> str:
        """Return the address of the database: SQLite under `var_dir` unless another is set."""
        if self.database_url is not None:
            return self.database_url
        return f"sqlite:///{self.var_dir.absolute() / 'congvu.db'}"


NAMES = tuple(setting.name.upper() for setting in fields(Settings))


def load_settings(env_file: Path | None = None, **overrides: Any) -> Settings:
    """Return the settings of this process; the environment goes before the file.

    Raises:
        WrongSettings: with every fault at once.
    """
    written = {**_of_file(env_file or ENV_FILE), **_named(os.environ)}
    faults: list[str] = []
    values = dict(_values(written, faults))
    faults.extend(_remote_fault(values))
    if faults:
        raise WrongSettings(tuple(faults))
    return Settings(**{**values, **overrides})


def _values(written: Mapping[str, str], faults: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield every setting that is written, and add what is wrong to `faults`."""
    for setting in fields(Settings):
        text = written.get(setting.name.upper())
        if not text:
            continue
        try:
            yield setting.name, setting.metadata["read"](text)
        except ValueError as error:
            faults.append(f"{setting.name.upper()}: {error}")


def _remote_fault(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fault of a language model outside the office that is not allowed in words."""
    if "chat_model" not in values or values.get("chat_model_remote"):
        return
    from retrieval.model.access import is_surely_remote

    if is_surely_remote(values.get("chat_model_url")):
        yield (
            "CHAT_MODEL_URL: mô hình này ở ngoài mạng của cơ quan, câu hỏi sẽ ra khỏi mạng. Hãy "
            "đặt địa chỉ máy chủ trong mạng, hoặc CHAT_MODEL_REMOTE=allowed nếu được phép."
        )


def _of_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    # Most starts have no such file, so its reader is imported only here.
    from dotenv import dotenv_values

    try:
        return _named(dotenv_values(path, encoding="utf-8"))
    except UnicodeDecodeError:
        raise WrongSettings((f"{path}: tệp không phải UTF-8; hãy lưu lại bằng UTF-8.",)) from None
    except OSError:
        raise WrongSettings((f"{path}: không đọc được tệp này.",)) from None


def _named(variables: Mapping[str, str | None]) -> dict[str, str]:
    """Return the variables that are settings, whatever the case of their names."""
    capital = {name.upper(): value for name, value in variables.items()}
    return {name: capital[name] or "" for name in NAMES if name in capital}
