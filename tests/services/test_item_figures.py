"""Item analysis and recall over a real log of answers."""

from datetime import timedelta

import pytest

from db.study_log import NewAnswer
from domain.item_analysis import ItemFlag
from domain.study import Item, ItemState, ItemType
from services.item_figures import ItemReport, key_of, picks_of
from services.registry import Services
from services.rights import OPERATOR
from services.scheduling import review
from tests.conftest import NOW
from tests.services.item_files.test_round_trips import bank

PEOPLE = 40


def singles() -> list[Item]:
    return [i for i in bank() if i.type is ItemType.SINGLE and i.document.startswith("ke-hoach")]


@pytest.fixture
def versions(services: Services) -> dict[str, int]:
    """Return the wordings of the items that are asked, by code."""
    with services.database.open_uow(read_only=True) as uow:
        held = uow.items.all(ItemState.APPROVED)
    return {one.item.code: one.version_id for one in held}


def logged(services: Services, learner: int, version: int, item: Item, *, right: bool) -> None:
    """Log an answer of somebody who took half a minute."""
    wrong = next(at for at, option in enumerate(item.options) if not option.is_right)
    choice = key_of(item)[0] if right else str(wrong)
    shown = NOW - timedelta(seconds=30)
    with services.database.open_uow() as uow:
        uow.study_log.add(
            NewAnswer(
                *(learner, version, None, "telegram", shown, NOW, choice, True, right, None, None)
            )
        )
        uow.commit()


def answers(services: Services, versions: dict[str, int], people: int = PEOPLE) -> None:
    """Let half of the people be good: the third item is one that they get wrong."""
    good, fair, bad, *others = singles()[:6]
    for person in range(1, people + 1):
        able = person % 2 == 0
        for item in (good, *others):
            logged(services, person, versions[item.code], item, right=able)
        logged(services, person, versions[fair.code], fair, right=able or person % 4 == 1)
        logged(services, person, versions[bad.code], bad, right=not able)


def reports(services: Services) -> dict[str, ItemReport]:
    return {one.item.code: one for one in services.item_figures.of_items(OPERATOR, NOW)}


def test_an_item_that_tells_the_able_from_the_rest_has_no_flag(
    services: Services, versions: dict[str, int]
) -> None:
    answers(services, versions)
    good, _, bad = singles()[:3]
    found = reports(services)
    figures = found[good.code].figures
    assert figures is not None
    assert (figures.attempts, figures.facility, figures.seconds) == (PEOPLE, 0.5, 30.0)
    assert figures.flags == ()
    weak = found[bad.code].figures
    assert weak is not None
    assert ItemFlag.WEAK in weak.flags
    assert next(iter(found)) == bad.code


def test_only_the_first_answer_of_somebody_counts(
    services: Services, versions: dict[str, int]
) -> None:
    answers(services, versions)
    good = singles()[0]
    before = reports(services)[good.code]
    for person in range(1, PEOPLE + 1):
        logged(services, person, versions[good.code], good, right=True)
    assert reports(services)[good.code] == before


def test_before_thirty_answers_an_item_has_no_figures(
    services: Services, versions: dict[str, int]
) -> None:
    answers(services, versions, people=29)
    assert {(one.attempts, one.figures) for one in reports(services).values()} == {(29, None)}


def test_a_new_wording_is_reckoned_anew(services: Services, versions: dict[str, int]) -> None:
    answers(services, versions)
    code = singles()[0].code
    held = services.bank.item(OPERATOR, code, NOW).item
    services.bank.edit(OPERATOR, code, held, NOW, "edit")
    wordings = {(one.item.version, one.attempts) for one in reports(services).values()}
    assert (2, PEOPLE) not in wordings


def test_recall_is_compared_with_what_was_predicted(
    services: Services, versions: dict[str, int]
) -> None:
    assert services.item_figures.recall(OPERATOR, NOW) is None
    first = review(None, True, True, NOW.date() - timedelta(days=3))
    version = versions[singles()[0].code]
    with services.database.open_uow() as uow:
        for person in range(10):
            before = first.text
            told = (person + 1, version, None, "telegram", NOW, NOW, "0", True, person > 1)
            uow.study_log.add(NewAnswer(*told, before, before))
        uow.commit()
    found = services.item_figures.recall(OPERATOR, NOW)
    assert found is not None
    (only,) = found.bins
    assert (only.reviews, only.actual) == (10, 0.8)
    assert 0.7 < only.predicted < 0.95


def test_choices_of_every_type_are_named_as_the_log_has_them() -> None:
    first: dict[ItemType, Item] = {}
    for item in bank():
        first.setdefault(item.type, item)
    assert picks_of(ItemType.SEVERAL, "0,2") == ("0", "2")
    assert picks_of(ItemType.SITUATION, "1,3") == ("1",)
    assert picks_of(ItemType.ORDER, "2,0,1") == ("2,0,1",)
    assert picks_of(ItemType.NUMBER, "n95") == ("n95",)
    assert key_of(first[ItemType.TRUE_FALSE]) == (
        str(int(bool(first[ItemType.TRUE_FALSE].answer))),
    )
    assert key_of(first[ItemType.DATE]) == (f"d{first[ItemType.DATE].day}",)
