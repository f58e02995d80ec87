"""What a reader hands over."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, one paragraph or table row a line, and what is doubtful about it."""

    text: str
    warnings: tuple[str, ...] = ()
