"""A model's answer read while it comes: sentences, each with the passages that it names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.vietnamese import CAPITALS

_IDS = r"\[\s*\d+(?:\s*[,;]\s*\d+)*\s*\]"
# What names passages, once it is clear that nothing more of it comes.
_ENDED = re.compile(rf"(?P<text>[^\n]*?)(?P<ids>(?:\s*{_IDS})+)[.;]?(?:[ \t]*\n|(?=\s*[^\s\[.;]))")
_AT_END = re.compile(rf"(?P<text>.*?)(?P<ids>(?:\s*{_IDS})+)[.;]?\s*")
_BULLET = re.compile(r"^\s*(?:[-•*–+]\s+|\d{1,2}[.)]\s+)")
_SENTENCES = re.compile(rf"(?<=[.!?])\s+(?=[{CAPITALS}“])")
# Some models think aloud first; that is no part of the answer.
_THINKING, _THOUGHT = "<think>", "</think>"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the model wrote it; `ids` are the passages that it names."""

    text: str
    ids: tuple[int, ...] = ()


class SentenceReader:
    """Takes an answer in pieces of any length and gives its sentences as soon as they are whole."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> list[Sentence]:
        """Return the sentences that end with this piece."""
        self._held += piece
        if self._is_thinking():
            return []
        found: list[Sentence] = []
        while (cut := self._first_whole()) is not None:
            found.extend(_sentences(self._held[:cut]))
            self._held = self._held[cut:]
        return found

    def close(self) -> list[Sentence]:
        """Return what is left at the end of the answer."""
        held, self._held = self._held, ""
        return [] if held.lstrip().startswith(_THINKING) else list(_sentences(held))

    def _is_thinking(self) -> bool:
        start = self._held.lstrip()
        if _THINKING.startswith(start[: len(_THINKING)]) and len(start) < len(_THINKING):
            return True
        if not start.startswith(_THINKING):
            return False
        _, mark, self._held = start.partition(_THOUGHT)
        if not mark:
            self._held = start
        return not mark

    def _first_whole(self) -> int | None:
        line = self._held.find("\n")
        match = _ENDED.match(self._held)
        if match is not None:
            return match.end()
        return line + 1 if line >= 0 else None


def _sentences(text: str) -> Iterator[Sentence]:
    match = _AT_END.fullmatch(text.strip())
    said, named = (match.group("text"), match.group("ids")) if match else (text, "")
    ids = tuple(dict.fromkeys(int(number) for number in re.findall(r"\d+", named)))
    for part in _SENTENCES.split(_BULLET.sub("", said.replace("**", "")).strip()):
        if part.strip():
            yield Sentence(part.strip(), ids)
