"""Settings from the environment and `.env`, checked all at once; faults are told in words."""

import base64
import binascii
import re
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from db.sealing import read_keys
from domain.errors import CongvuError

ROOT = Path(__file__).resolve().parent.parent
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


class WrongSettings(CongvuError):
    """Settings that cannot be used; `faults` tells each by name, never its value if secret."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _token(value: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError(
            "không đúng dạng mã của bot (số, dấu hai chấm, chuỗi chữ và số). "
            "Lấy lại mã bằng lệnh /token ở @BotFather."
        )
    return value


def _keys(value: SecretStr) -> SecretStr:
    try:
        read_keys(value.get_secret_value())
    except ValueError as error:
        raise ValueError(
            f"khoá thứ {error} không phải 32 byte viết bằng base64. "
            'Tạo khoá: python -c "import secrets,base64; '
            'print(base64.b64encode(secrets.token_bytes(32)).decode())". '
            "Nhiều khoá thì cách nhau bằng dấu phẩy, khoá đầu dùng để niêm phong."
        ) from None
    return value


def _public_key(value: SecretStr) -> SecretStr:
    try:
        key = base64.b64decode(value.get_secret_value(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise ValueError("không phải khoá công khai 32 byte viết bằng base64.")
    return value


def _database(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(_DATABASES):
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


def _secret(value: SecretStr) -> SecretStr:
    if not _SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("chỉ gồm 1–256 chữ không dấu, số, dấu gạch ngang và gạch dưới.")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("không có múi giờ này. Ví dụ đúng: Asia/Ho_Chi_Minh.") from None
    return value


def _data_folder(value: Path) -> Path:
    if value.exists() and not value.is_dir():
        raise ValueError("là một tệp; cần một thư mục (chưa có thì sẽ được tạo).")
    return value


def _knowledge_folder(value: Path) -> Path:
    if not value.is_dir():
        raise ValueError("không có thư mục này. Bỏ trống thì dùng tri thức kèm theo chương trình.")
    return value


WebAddress = Annotated[str, AfterValidator(_web)]


class Settings(BaseSettings):
    """Every setting; `.env.example` explains each."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    telegram_api_url: WebAddress | None = None
    database_url: Annotated[SecretStr, AfterValidator(_database)] | None = None
    var_dir: Annotated[Path, AfterValidator(_data_folder)] = Path("var")
    knowledge_dir: Annotated[Path, AfterValidator(_knowledge_folder)] = (
        ROOT / "knowledge" / "documents"
    )
    chroma_url: WebAddress | None = None
    embedding_model: str | None = None
    chat_model: str | None = None
    chat_model_url: WebAddress | None = None
    data_keys: Annotated[SecretStr, AfterValidator(_keys)] | None = None
    custodian_key: Annotated[SecretStr, AfterValidator(_public_key)] | None = None
    webhook_url: Annotated[str, AfterValidator(_secure_web)] | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Ho_Chi_Minh"

    def database(self) -> str:
        """Return the address of the database: SQLite under `var_dir` unless another is set."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.var_dir.absolute() / 'congvu.db'}"


def load_settings(**overrides: Any) -> Settings:
    """Return the settings of this process.

    Raises:
        WrongSettings: with every fault at once.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise WrongSettings(tuple(_fault(dict(detail)) for detail in error.errors())) from None
    except UnicodeDecodeError:
        raise WrongSettings((".env: tệp không phải UTF-8; hãy lưu lại bằng UTF-8.",)) from None


def _fault(detail: dict[str, Any]) -> str:
    name = str(detail["loc"][0]).upper() if detail["loc"] else "?"
    cause = detail.get("ctx", {}).get("error")
    return f"{name}: {cause if cause is not None else 'giá trị không dùng được.'}"
