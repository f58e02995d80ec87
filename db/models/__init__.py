"""The tables. Import this package to know them all; each module holds one family."""

from db.models import (
    audit,
    case_clock,
    cases,
    conversations,
    documents,
    editing,
    exams,
    joining,
    local,
    people,
    privacy,
    queues,
    study,
    units,
)
from db.models.base import Base

__all__ = [
    "Base",
    "audit",
    "case_clock",
    "cases",
    "conversations",
    "documents",
    "editing",
    "exams",
    "joining",
    "local",
    "people",
    "privacy",
    "queues",
    "study",
    "units",
]
