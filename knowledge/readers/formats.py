"""What a file is by its content, whatever its name says."""

import re
import zipfile
from enum import Enum, auto
from io import BytesIO

from domain.errors import UnreadableDocument


class Format(Enum):
    """The kinds of files that can be read."""

    DOCX = auto()
    PDF = auto()
    HTML = auto()
    TEXT = auto()


_SAVE_AS_DOCX = "hãy mở bằng Word hoặc LibreOffice rồi lưu thành DOCX."
_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|div|article|main|section|table|p|h[1-6]|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MANY_TAGS = 20
_TAG = re.compile(r"</(?:p|div|td|span|li|h[1-6]|b|strong|em|i)\s*>", re.IGNORECASE)


def format_of(content: bytes) -> Format:
    """Return the format of a file that is no text or may be one.

    Raises:
        UnreadableDocument: it is of a kind that holds no text for us; the reason tells what to do.
    """
    if b"%PDF-" in content[:_HEAD]:
        return Format.PDF
    if content.startswith(_ZIP):
        return _packed(content)
    if content.startswith(_OLE):
        raise UnreadableDocument(_old_office(content))
    if content.startswith(b"{\\rtf"):
        raise UnreadableDocument(f"là tệp RTF; {_SAVE_AS_DOCX}")
    if content.startswith(_IMAGES) or content[8:12] == b"WEBP":
        raise UnreadableDocument("là tệp ảnh, không có chữ để đọc; hãy tìm bản Word hoặc PDF chữ.")
    return Format.TEXT


def is_html(text: str) -> bool:
    """Tell whether a text is a web page."""
    return _HTML.match(text) is not None or len(_TAG.findall(text)) >= _MANY_TAGS


def is_web_archive(text: str) -> bool:
    """Tell whether a text is a web page saved as one file with its pictures (MHTML)."""
    head = text[: _HEAD * 4].lower()
    return "mime-version:" in head and "multipart/related" in head


def _packed(content: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnreadableDocument("tệp DOCX (hoặc tệp nén) đã hỏng.") from None
    if "word/document.xml" in names or ("[Content_Types].xml" in names and _is_word(names)):
        return Format.DOCX
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise UnreadableDocument("là tệp bảng tính hoặc trình chiếu; cần văn bản DOCX, PDF, TXT.")
    if "content.xml" in names:
        raise UnreadableDocument(f"là tệp ODT; {_SAVE_AS_DOCX}")
    raise UnreadableDocument("là tệp nén, không phải DOCX; hãy giải nén rồi nạp từng tệp.")


def _is_word(names: set[str]) -> bool:
    return any(name.startswith("word/") for name in names)


def _old_office(content: bytes) -> str:
    """Tell a DOCX with a password from a file of Word 97–2003: both are OLE containers."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "tệp Word có mật khẩu; hãy gỡ mật khẩu rồi lưu lại."
    return f"là tệp Word đời cũ (.doc); {_SAVE_AS_DOCX}"
