"""Somebody who studies in tests, and the answers that they give."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest

from domain.errors import StudyFault, StudyRefused
from domain.grading import is_right, right_picks
from domain.learning import Scope
from domain.study import Choice, Item, ItemType, Skill
from knowledge.quizzes import load_items, quiz_folder
from services.registry import Services
from services.rights import OPERATOR
from services.study_views import Answered, Asked
from tests.conftest import NOW
from tests.knowledge.official_text import WITHOUT_LAWS

_NUMBERS = count()
_MOST_SESSIONS = 200


def right_answer(item: Item) -> Choice:
    """Return the right answer to an item."""
    if item.type is ItemType.NUMBER:
        return Choice(number=item.number)
    if item.type is ItemType.DATE:
        return Choice(day=item.day)
    return Choice(right_picks(item))


def wrong_answer(item: Item) -> Choice:
    """Return a possible answer to an item that is wrong."""
    right = right_picks(item)
    match item.type:
        case ItemType.NUMBER:
            return Choice(number=(item.number or Decimal(0)) + 1)
        case ItemType.DATE:
            assert item.day is not None
            return Choice(day=item.day + timedelta(days=1))
        case ItemType.TRUE_FALSE:
            return Choice((1 - right[0],))
        case ItemType.SINGLE:
            return Choice((next(at for at in range(len(item.options)) if at not in right),))
        case ItemType.SEVERAL:
            return Choice(right[1:] or tuple(range(len(item.options))))
        case _:
            return Choice(tuple(reversed(right)))


def an_item() -> Item:
    """Return a single-choice item of the shipped bank."""
    items = load_items(quiz_folder(WITHOUT_LAWS))
    return next(one for one in items if one.type is ItemType.SINGLE and one.skill is Skill.PLAN)


@contextmanager
def faulted(fault: StudyFault) -> Iterator[None]:
    """Expect that what is done inside is refused for this fault."""
    with pytest.raises(StudyRefused) as caught:
        yield
    assert caught.value.fault is fault


class Learner:
    """Somebody who studies."""

    def __init__(self, services: Services, address: str = "1") -> None:
        self.services = services
        self.account = services.people.arrive("telegram", address, NOW, self.key())
        self.person = self.account.id

    def key(self) -> str:
        """Return the key of another update."""
        return f"learner {next(_NUMBERS)}"

    def starts(self, scope: Scope | None = None, now: datetime = NOW) -> Asked:
        """Return the first item of a session."""
        asked = self.services.study.start(self.person, scope or Scope(), now, self.key())
        assert asked is not None
        return asked

    def starts_with(self, kind: ItemType, now: datetime = NOW) -> Asked:
        """Return an item of a type, all that come before it answered right."""
        for _ in range(_MOST_SESSIONS):
            asked = self.services.study.start(self.person, Scope(), now, self.key())
            while asked is not None:
                if asked.item.type is kind:
                    return asked
                self.answers(asked, right_answer(asked.item), now=now)
                asked = self.goes_on_if_any(now)
            self.services.study.stop(self.person, now, self.key())
        raise AssertionError(f"no {kind} in the bank")

    def goes_on(self, now: datetime = NOW) -> Asked:
        """Return the next item."""
        asked = self.goes_on_if_any(now)
        assert asked is not None
        return asked

    def goes_on_if_any(self, now: datetime = NOW) -> Asked | None:
        """Return the next item, None at the end."""
        return self.services.study.next(self.person, now, self.key())

    def answers(
        self,
        asked: Asked,
        choice: Choice,
        *,
        is_sure: bool = True,
        channel: str = "telegram",
        now: datetime = NOW,
        key: str | None = None,
    ) -> Answered:
        """Return what comes of an answer."""
        return self.services.study.answer(
            self.person,
            asked.session,
            asked.number,
            choice,
            is_sure,
            channel,
            now,
            key or self.key(),
        )

    def studies(
        self,
        wrong: Collection[int] = (),
        scope: Scope | None = None,
        now: datetime = NOW,
    ) -> list[Asked]:
        """Answer a whole session, those at these positions wrong, and return what was asked."""
        asked: Asked | None = self.starts(scope, now)
        seen: list[Asked] = []
        while asked is not None:
            give = wrong_answer if len(seen) in wrong else right_answer
            seen.append(asked)
            choice = give(asked.item)
            assert is_right(asked.item, choice) is (give is right_answer)
            self.answers(asked, choice, now=now)
            asked = self.goes_on_if_any(now)
        self.services.study.stop(self.person, now, self.key())
        return seen

    def retires(self, code: str) -> None:
        """Let an editor withdraw an item."""
        self.services.bank.retire(OPERATOR, code, "sai nguồn", NOW, self.key())

    def edits(self, item: Item) -> None:
        """Let an editor reword an item."""
        new = replace(item, stem=f"{item.stem.removesuffix('?')} nhỉ?")
        self.services.bank.edit(OPERATOR, item.code, new, NOW, self.key())
