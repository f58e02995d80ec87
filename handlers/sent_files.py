"""A file as a message to somebody who did not just write."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SentFile:
    """Content and name of a file, with the marked-up words below it."""

    content: bytes = field(repr=False)
    name: str
    caption: str
