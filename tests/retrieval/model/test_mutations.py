"""Sentences of whole plans, changed in one place each: not one of the changed ones stands."""

import random
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import pytest

from retrieval.model.verification import Passage, is_supported
from tests.knowledge.plans import COMMUNE, PROVINCE, plan_text

Change = Callable[[str], str | None]
_ENDS = re.compile(r"(?<=[.;])\s+")


@lru_cache(maxsize=1)
def sentences() -> tuple[tuple[str, Passage], ...]:
    """Return the longer sentences of two invented plans, each with its paragraph."""
    found = []
    for name in (PROVINCE, COMMUNE):
        for paragraph in plan_text(name).split("\n"):
            passage = Passage("1", ("Kế hoạch",), paragraph.strip())
            found += [(s, passage) for s in _ENDS.split(passage.text) if len(s.split()) > 6]
    return tuple(found)


def another_figure(said: str) -> str | None:
    match = re.search(r"\d+", said)
    return match and f"{said[: match.start()]}{int(match.group()) + 1}{said[match.end() :]}"


def denied(said: str) -> str | None:
    match = re.search(r"\b(?:được|phải|thực hiện|xây dựng|tổ chức) ", said)
    return match and f"{said[: match.start()]}không {said[match.start() :]}"


def no_longer_denied(said: str) -> str | None:
    return said.replace(" không ", " ", 1) if " không " in said else None


def another_body(said: str) -> str | None:
    match = re.search(r"(?<=\w )(?:Sở|Ủy ban|UBND|Phòng|Công an) ?\w+", said)
    return match and f"{said[: match.start()]}Kiểm toán{said[match.end() :]}"


def other_roles(said: str) -> str | None:
    swapped = {"chủ trì": "phối hợp", "phối hợp": "chủ trì"}
    changed = re.sub("chủ trì|phối hợp", lambda m: swapped[m.group()], said)
    return changed if changed != said else None


def another_unit_of_time(said: str) -> str | None:
    changed = re.sub(r"(\d+) (ngày làm việc|ngày|tháng)\b(?! \d)", r"\1 năm", said)
    return changed if changed != said else None


@pytest.mark.parametrize(
    "change",
    [another_figure, denied, no_longer_denied, another_body, other_roles, another_unit_of_time],
)
def test_a_sentence_changed_in_one_place_never_stands(change: Change) -> None:
    changed = [(new, passage) for said, passage in sentences() if (new := change(said))]
    assert changed
    assert [said for said, passage in changed if is_supported(said, [passage])] == []


def test_a_sentence_of_another_place_never_stands() -> None:
    pick = random.Random(7)
    strangers = [(pick.choice(sentences())[0], passage) for _, passage in sentences()]
    strangers = [(said, passage) for said, passage in strangers if said not in passage.text]
    assert len(strangers) > 50
    assert [said for said, passage in strangers if is_supported(said, [passage])] == []


def test_nearly_every_sentence_stands_as_it_is() -> None:
    standing = [is_supported(said, [passage]) for said, passage in sentences()]
    assert sum(standing) >= 0.98 * len(standing)


def shortened() -> Iterator[tuple[str, Passage]]:
    """Yield sentences without what comes after their last comma."""
    for said, passage in sentences():
        head, comma, tail = said.rpartition(", ")
        if comma and len(head.split()) > 5 and not re.search("trừ|nếu|trường hợp", tail):
            yield f"{head}.", passage


def test_nearly_every_sentence_stands_without_its_end() -> None:
    standing = [is_supported(said, [passage]) for said, passage in shortened()]
    assert len(standing) > 20
    assert sum(standing) >= 0.9 * len(standing)
