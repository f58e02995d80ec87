"""Texts of the fonts before Unicode: their letters are Latin ones that stand for others."""

import re

# TCVN3 (ABC, fonts .VnTime): đ is ®, ư is a soft hyphen, à is µ.
_TCVN3 = re.compile(r"[®§\u00ad¸µ¶·¹¨»¾¼½©ÊÇÈÉËÎ×ÝØÜÞ«Ñ¬¦¡¢£¤¥]")
# VNI (fonts VNI-Times): a plain vowel and a second letter for its mark; đ is ñ, ư is ö.
_VNI = re.compile(r"[ñÑöÖ]|[aeouyAEOUYôÔ][ùøûõïåäüëÙØÛÕÏÅÄÜË](?![a-z]{3})")
_MODERN = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_WORD = re.compile(r"\S*[^\W\d_]\S*")
_SHARE = 0.15
_FEWEST = 3


def legacy_encoding(text: str) -> str | None:
    """Return the name of the old encoding that most of `text` is written in, None for Unicode."""
    words = _WORD.findall(text)
    if not words:
        return None
    modern = sum(1 for word in words if _MODERN.search(word))
    for name, letters in (("VNI", _VNI), ("TCVN3 (ABC)", _TCVN3)):
        old = sum(1 for word in words if letters.search(word))
        if old >= max(_FEWEST, _SHARE * len(words)) and old > modern:
            return name
    return None
