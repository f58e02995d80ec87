"""News of a later answer in words."""

from collections.abc import Sequence

from handlers.render.markup import bold, escape
from handlers.screens import shortened

_QUESTION = 300
_SHOWN = 3


def head(question: str, documents: Sequence[str]) -> str:
    """Return why this message comes: what was asked, and which document answers it now."""
    asked = escape(shortened(" ".join(question.split()), _QUESTION))
    source = f", theo {escape('; '.join(documents[:_SHOWN]))}" if documents else ""
    return (
        f"{bold('Tin ông/bà chờ')}\n"
        f"Ông/bà đã nhờ báo khi trả lời được câu: “{asked}”\n"
        f"Nay đã trả lời được{source}:"
    )


def corrected(question: str, documents: Sequence[str]) -> str:
    """Return why this message comes: an answer that was given is no longer right."""
    asked = escape(shortened(" ".join(question.split()), _QUESTION))
    source = f", theo {escape('; '.join(documents[:_SHOWN]))}" if documents else ""
    return (
        f"{bold('Câu trả lời đã được sửa')}\n"
        f"Ông/bà đã hỏi: “{asked}” và nhờ báo nếu câu trả lời được sửa.\n"
        f"Xin dùng câu trả lời sau thay cho câu cũ{source}:"
    )
