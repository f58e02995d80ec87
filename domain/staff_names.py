"""Names of people as they write them."""

import re
import unicodedata

_NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
_SHORTEST, _LONGEST = 2, 60


def read_name(text: str) -> str | None:
    """Return a person's name with its spaces in order; None where the text is no name."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not _SHORTEST <= len(name) <= _LONGEST or not _NAME.fullmatch(name):
        return None
    return name
