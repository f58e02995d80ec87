"""What a document's caveat says to somebody who learns from it."""

import re

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zà-ỹđ])")
_CHANGED = re.compile(r"sửa đổi|thay đổi|thay thế", re.IGNORECASE)


def changes_told(caveat: str) -> str:
    """Return the sentences of a caveat that warn of later changes; empty where none does.

    That the text is a digest, and what the digest leaves out, is of no use below one clause.
    """
    sentences = _SENTENCE.split(" ".join(caveat.split()))
    return " ".join(sentence for sentence in sentences if _CHANGED.search(sentence))
