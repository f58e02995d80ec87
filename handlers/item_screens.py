"""Items of sessions and exams as screens: the keys of each type, and what comes after an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.citations import article_of
from domain.study import TYPED, ItemType
from handlers.callbacks import OpenPassage
from handlers.screens import Button, Row, Screen, in_rows
from handlers.study_callbacks import AskAbout, GiveAnswer, MarkChoice, NextItem, PauseStudy
from handlers.study_places import Source
from handlers.texts import study_items as texts
from handlers.texts.answers import read_passage
from services.study_views import Answered, Asked

_KEYS_IN_A_ROW = 6
_AT_ONCE = (ItemType.SINGLE, ItemType.TRUE_FALSE)


@dataclass(frozen=True, slots=True)
class Marked:
    """What is chosen so far on an item, and whether whoever chose is sure."""

    picks: tuple[int, ...] = ()
    is_sure: bool = True


def item_screen(asked: Asked, marked: Marked | None = None, now: datetime | None = None) -> Screen:
    """Return an item with the keys that answer it; `now`, in the office's zone, in an exam."""
    chosen = marked or Marked()
    keys = _Keys(asked, chosen, is_exam=now is not None)
    rows = (*keys.choices(), *keys.below())
    return Screen(texts.asked(asked, chosen.picks, now), rows, is_protected=now is not None)


def answered_screen(told: Answered, source: Source) -> Screen:
    """Return an item when it was answered, with the ways on."""
    text = texts.answered(told, source.place, source.document, source.caution)
    ways = []
    if source.number is not None:
        path = article_of(told.item.path)
        ways.append(Button(read_passage(path), OpenPassage(source.number, 0, path)))
        ways.append(Button(texts.ASK_MORE, AskAbout(source.number, told.item.path)))
    on = texts.RESULT if told.number == told.of else texts.NEXT
    pause = [Button(texts.STOP, PauseStudy(told.session))] if told.number < told.of else []
    return Screen(text, (*in_rows(ways, 2), (Button(on, NextItem(told.session)), *pause)))


def read_picks(text: str) -> tuple[int, ...] | None:
    """Return the positions that a button carries, None where it carries something else."""
    parts = text.split(",") if text else []
    if not all(part.isascii() and part.isdigit() and len(part) <= 2 for part in parts):
        return None
    return tuple(map(int, parts))


class _Keys:
    """The keys below one item."""

    def __init__(self, asked: Asked, marked: Marked, *, is_exam: bool) -> None:
        self._asked = asked
        self._marked = marked
        self._is_exam = is_exam

    def choices(self) -> tuple[Row, ...]:
        """Return the keys to choose with, and those that end choosing."""
        asked, picks = self._asked, self._marked.picks
        kind = asked.item.type
        if kind in TYPED:
            return ()
        if kind is ItemType.TRUE_FALSE:
            words = {1: texts.YES, 0: texts.NO}
            return (tuple(self._answer(words[pick], (pick,)) for pick in asked.order),)
        offered = [self._key(pick) for pick in asked.order if self._is_open(pick)]
        keys = in_rows(offered, _KEYS_IN_A_ROW)
        done = self._answer(texts.DONE, picks)
        anew = self._mark(texts.ANEW, ())
        if kind is ItemType.SEVERAL:
            return (*keys, (done,)) if picks else keys
        if kind in _AT_ONCE or not picks:
            return keys
        return ((done, anew),) if self._is_full() else (*keys, (anew,))

    def below(self) -> tuple[Row, ...]:
        """Return the keys for whoever is not sure and for whoever stops; an exam has neither."""
        if self._is_exam:
            return ()
        marked = self._marked
        label = texts.UNSURE if marked.is_sure else texts.UNSURE_MARKED
        turned = MarkChoice(*self._place(), int(not marked.is_sure), _packed(marked.picks))
        return ((Button(label, turned), Button(texts.STOP, PauseStudy(self._asked.session))),)

    def _key(self, pick: int) -> Button:
        kind, picks = self._asked.item.type, self._marked.picks
        name = texts.letter(self._asked.order, pick)
        if kind in _AT_ONCE:
            return self._answer(name, (pick,))
        if kind is ItemType.SEVERAL:
            is_chosen = pick in picks
            others = set(picks) - {pick} if is_chosen else {*picks, pick}
            return self._mark(f"☑ {name}" if is_chosen else name, tuple(sorted(others)))
        return self._mark(name, self._filled((*picks, pick)))

    def _filled(self, picks: tuple[int, ...]) -> tuple[int, ...]:
        """Return the choice with the last piece put in its place where only one is left."""
        order = self._asked.order
        if self._asked.item.type is ItemType.SITUATION or len(picks) != len(order) - 1:
            return picks
        return (*picks, *(pick for pick in order if pick not in picks))

    def _is_open(self, pick: int) -> bool:
        is_toggle = self._asked.item.type is ItemType.SEVERAL
        return is_toggle or pick not in self._marked.picks

    def _is_full(self) -> bool:
        wanted = 2 if self._asked.item.type is ItemType.SITUATION else len(self._asked.order)
        return len(self._marked.picks) >= wanted

    def _place(self) -> tuple[int, int, int]:
        return int(self._is_exam), self._asked.session, self._asked.number

    def _mark(self, label: str, picks: Sequence[int]) -> Button:
        sure = int(self._marked.is_sure)
        return Button(label, MarkChoice(*self._place(), sure, _packed(picks)))

    def _answer(self, label: str, picks: Sequence[int]) -> Button:
        sure = int(self._marked.is_sure)
        return Button(label, GiveAnswer(*self._place(), sure, _packed(picks)))


def _packed(picks: Sequence[int]) -> str:
    return ",".join(map(str, picks))
