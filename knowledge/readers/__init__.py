"""The readers of files: the bytes of an official document in, its text out."""

from knowledge.readers.file_text import FileText
from knowledge.readers.reading import read_content

__all__ = ["FileText", "read_content"]
