"""Who signed: name and office out of the lines of a signature, also where they run together."""

import re
from collections.abc import Iterator, Sequence

from knowledge.parser.letters import LOWER, UPPER

_NAME = re.compile(rf"^[{UPPER}](?:[’']?[^\W\d_])*(?:\s+[{UPPER}](?:[’']?[^\W\d_])*){{1,5}}$")
_OFFICE = re.compile(
    r"^(?!TM|T/M)(?:(?:KT|TL|TUQ|Q)\.|K/T|.*(?:TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC|THỦ TƯỚNG|BÍ THƯ|CHÁNH|"
    r"CHỈ HUY|ỦY VIÊN|CHÍNH ỦY))"
)
_SIGNED = re.compile(r"\s*\[?\s*\(\s*[Đđ]ã ký\s*\)\s*")
# "TM. CHÍNH PHỦKT. THỦ TƯỚNGPHÓ THỦ TƯỚNG": files lose the line ends of a signature.
_JOINTS = re.compile(
    rf"(?<=[{LOWER}{UPPER}])\s*(?=KT\.|TL\.|TUQ\.)"
    r"|(?<=CHÍNH PHỦ)\s+(?=THỦ TƯỚNG)|(?<=[^\s.])(?=PHÓ |QUYỀN )|(?<=THỦ TƯỚNG)\s+(?=PHÓ )"
)


def read_signer(signature: Sequence[str]) -> tuple[str, str]:
    """Return name and office of who signed, empty where they are not printed."""
    lines = list(_lines(signature))
    names = [text for text in lines if _NAME.match(text) and not text.isupper()]
    offices = [text for text in lines if _OFFICE.search(text) and text.isupper()]
    titled = [text for text in offices if not text.startswith(("KT.", "TL.", "TUQ."))] or offices
    return (names[-1] if names else ""), (titled[-1] if titled else "")


def _lines(signature: Sequence[str]) -> Iterator[str]:
    for text in signature:
        for piece in _SIGNED.split(text):
            yield from (part.strip() for part in _JOINTS.split(piece) if part.strip())
