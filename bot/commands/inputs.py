"""What a command reads: days and files of questions, refused in words when they are wrong."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.failures import BadInput


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the earlier ones of its conversation and the day on which it is asked."""

    id: Any
    question: str
    history: tuple[str, ...] = ()
    as_of: date | None = None

    def on(self, day: date | None) -> "Question":
        """Return the question asked on `day`, unless it names its own."""
        return self if self.as_of is not None else replace(self, as_of=day)


def read_day(text: str | None, name: str) -> date | None:
    """Return the day that `text` writes as YYYY-MM-DD."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{name}: “{text}” không phải ngày dạng YYYY-MM-DD.") from None


def read_bytes(path: Path, largest: int) -> bytes:
    """Return what a file holds, which may be at most `largest` bytes; more is never read."""
    try:
        if path.is_dir():
            raise BadInput(f"{path}: là thư mục, cần một tệp.")
        if path.exists() and not path.is_file():
            raise BadInput(f"{path}: không phải tệp thường.")
        if path.stat().st_size > largest:
            raise BadInput(f"{path}: lớn hơn {largest // 1024**2} MB; hãy chia nhỏ tệp.")
        with path.open("rb") as file:
            return file.read(largest)
    except FileNotFoundError:
        raise BadInput(f"{path}: không có tệp này.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "tên tệp không hợp lệ"
        raise BadInput(f"{path}: không đọc được ({reason}).") from None


def read_json(path: Path) -> Any:
    """Return the JSON value that a file holds."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BadInput(f"{path}: không có tệp này.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path}: không phải tệp UTF-8.") from None
    except json.JSONDecodeError as error:
        raise BadInput(f"{path}: không phải JSON (dòng {error.lineno}).") from None
    except OSError as error:
        raise BadInput(f"{path}: không đọc được ({error.strerror}).") from None


def read_questions(path: Path) -> list[Question]:
    """Return the questions that a file lists: `{id, question, history?, as_of?}`."""
    entries = read_json(path)
    if not isinstance(entries, list):
        raise BadInput(f"{path}: cần một danh sách câu hỏi.")
    return [_question(entry, f"{path}: câu thứ {at}") for at, entry in enumerate(entries, 1)]


def _question(entry: Any, place: str) -> Question:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("question"), str):
        raise BadInput(f"{place}: cần mục “question” là chữ.")
    history = entry.get("history") or []
    if not isinstance(history, list) or not all(isinstance(line, str) for line in history):
        raise BadInput(f"{place}: “history” phải là danh sách câu chữ.")
    as_of = entry.get("as_of")
    if as_of is not None and not isinstance(as_of, str):
        raise BadInput(f"{place}: “as_of” phải là ngày dạng YYYY-MM-DD.")
    day = read_day(as_of or None, f"{place}: as_of")
    return Question(entry.get("id"), entry["question"], tuple(history), day)
