"""From a file to the text of a document, or a refusal in words."""

import codecs
import re
from pathlib import Path

from bot.failures import BadInput

ACCEPTED = (".txt", ".md", ".docx")
LARGEST = 20 * 1024 * 1024
_LOOKS_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+", re.MULTILINE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_RULE = re.compile(r"^\s*(?:\|?(?:\s*:?-{3,}:?\s*\|?)+|\*{3,}|_{3,})\s*$\n?", re.MULTILINE)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_official_text(path: Path) -> str:
    """Return the text that a file holds.

    Raises:
        BadInput: the file cannot be read or holds no text; the message tells what to do.
    """
    suffix = path.suffix.lower()
    if suffix not in ACCEPTED:
        raise BadInput(f"{path}: chưa đọc được loại tệp này; nhận {', '.join(ACCEPTED)}.")
    content = _bytes(path)
    if suffix == ".docx":
        from bot.files.docx import read_docx

        text = read_docx(content, path)
    else:
        text = _decode(content, path)
        text = _without_markdown(text) if suffix == ".md" else text
    if not text.strip():
        raise BadInput(f"{path}: tệp không có chữ nào.")
    return text


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadInput(f"{path}: là thư mục, cần một tệp.")
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path}: lớn hơn {LARGEST // 1024**2} MB; hãy chia nhỏ tệp.")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"{path}: không có tệp này.") from None
    except OSError as error:
        raise BadInput(f"{path}: không đọc được ({error.strerror}).") from None


def _decode(content: bytes, path: Path) -> str:
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if b"\x00" in content:
            raise BadInput(f"{path}: là tệp nhị phân, không phải văn bản chữ.") from None
        raise BadInput(f"{path}: không phải UTF-8; hãy lưu lại tệp bằng mã UTF-8.") from None
    if _LOOKS_BINARY.search(text):
        raise BadInput(f"{path}: là tệp nhị phân, không phải văn bản chữ.")
    return text


def _without_markdown(text: str) -> str:
    """Return the words of a Markdown text; `*…*` stays, since plans quote with it."""
    return _BOLD.sub(r"\2", _HEADING.sub("", _RULE.sub("", text)))
