"""Why a file is refused, within the process that cleans it."""

from domain.attachments import FileFault


class Refused(Exception):
    """A file that is not taken."""

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault.value)
        self.fault = fault
