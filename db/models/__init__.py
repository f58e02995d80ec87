"""The tables. Import this package to know them all; each module holds one family."""

from db.models import conversations, documents, local, people, privacy, queues
from db.models.base import Base

__all__ = ["Base", "conversations", "documents", "local", "people", "privacy", "queues"]
