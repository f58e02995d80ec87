"""Who leads which lettered points: "Phòng A chủ trì các điểm a, b và đ; Trạm B chủ trì điểm d"."""

import re
from collections.abc import Mapping

from domain.register import Unit
from knowledge.parser.bodies import mentions_in

_LETTER = r"[a-zđêôơư](?![\w])"
_POINTS = re.compile(
    r"(?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm|tham mưu)\s+(?:thực hiện\s+)?(?:các\s+)?"
    rf"(?:nội dung\s+)?(?:tại\s+)?(?:các\s+)?(?:điểm|ý|mục)\s+(?P<letters>{_LETTER}"
    rf"(?:(?:\s*,\s*(?:và\s+)?|\s+và\s+)(?:điểm\s+)?{_LETTER})*)",
    re.IGNORECASE,
)


def leads_by_point(text: str, units: tuple[Unit, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the leads that `text` names for single lettered points, by letter."""
    found: dict[str, tuple[str, ...]] = {}
    place = 0
    for match in _POINTS.finditer(text):
        named = mentions_in(text[place : match.start()], units)
        leads = tuple(dict.fromkeys(mention.unit_id for mention in named))
        for letter in re.findall(_LETTER, match["letters"].replace("điểm", "")):
            found[letter] = found.get(letter, ()) + leads
        place = match.end()
    return {letter: leads for letter, leads in found.items() if leads}
