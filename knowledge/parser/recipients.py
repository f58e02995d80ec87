"""Recipients that a file sets on one line, the signature beside them."""

import re

from knowledge.parser.rows import Line

_RUN = re.compile(
    r"^(?P<heading>Nơi nhận\s*:?\s*)?(?P<bodies>[-–]\s.+?;\s*[-–]\s.+?[-–]\s*Lưu\b.*)$"
)
_BETWEEN = re.compile(r"(?:^|;)\s*[-–]\s*")


def read_recipients(line: Line) -> tuple[list[str], list[str]] | None:
    """Return the recipients of such a line and the pieces of signature; None for any other."""
    columns = line.columns or (line.text,)
    match = _RUN.match(columns[0])
    if match is None:
        return None
    bodies = [body.strip(" .") for body in _BETWEEN.split(match["bodies"])]
    return [body for body in bodies if body], list(columns[1:])
