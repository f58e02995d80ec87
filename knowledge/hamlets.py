"""The heads of thôn, buôn and tổ dân phố, who are named in any order."""

import re

_HAMLET = r"(?:thôn|buôn|bản|làng|ấp|tổ dân phố|khu phố|khối phố|tiểu khu)"
_HAMLET_HEADS = re.compile(rf"(?:(?:các|trưởng|và|{_HAMLET})[\s,]*)+")


def heads_of_hamlets(name: str) -> list[str]:
    """Return the orders in which heads of hamlets are named: "trưởng thôn, trưởng buôn"…"""
    low = name.lower()
    if "trưởng" not in low or not _HAMLET_HEADS.fullmatch(low):
        return []
    places = list(dict.fromkeys(re.findall(_HAMLET, low)))
    joined = ", ".join(places)
    before, after = [f"trưởng {p}" for p in places], [f"{p} trưởng" for p in places]
    together = [", ".join(before), ", ".join(after), f"trưởng {joined}", f"{joined} trưởng"]
    return list(dict.fromkeys([*together, f"trưởng các {joined}", *before, *after]))
