"""The roles that a person may hold, and which of them belong to a unit."""

from enum import StrEnum


class Role(StrEnum):
    """What a person may do; a citizen holds none of these."""

    OFFICIAL = "official"
    MANAGER = "manager"
    HANDLER = "handler"
    INSPECTOR = "inspector"
    EDITOR = "editor"
    COORDINATOR = "coordinator"
    CUSTODIAN = "custodian"
    ADMINISTRATOR = "administrator"


OF_A_UNIT = frozenset({Role.OFFICIAL, Role.MANAGER, Role.HANDLER})
