"""Why a language model gave no answer."""

from enum import StrEnum


class ModelFault(StrEnum):
    """What went wrong with a model, without anything that was said."""

    REMOTE = "remote"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    FAULTY = "faulty"


class ModelFailed(Exception):
    """A model that did not answer; the extractive answer is given instead."""

    def __init__(self, fault: ModelFault) -> None:
        super().__init__(fault.value)
        self.fault = fault
