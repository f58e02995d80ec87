"""Reading the official texts that people hand over as files."""

from bot.files.reading import ACCEPTED, read_official_text

__all__ = ["ACCEPTED", "read_official_text"]
