"""The bank: shipped items from the first day, editors' decisions, and passages that changed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.changes import ChangeKind, PassageChange
from domain.errors import AlreadyDecided, ItemUnusable, UnknownItem
from domain.study import Item, ItemOrigin, ItemState, ItemType, Option, Skill
from services.bank_files import store
from services.registry import Services
from services.rights import OPERATOR
from tests.conftest import NOW
from tests.knowledge.official_text import PLAN
from tests.services.conftest import open_at
from tests.services.learner import Learner, an_item, right_answer

DAY = timedelta(days=1)


def states(services: Services) -> dict[str, ItemState]:
    """Return the state of each item by code."""
    return {one.item.code: one.state for one in services.bank.items(OPERATOR, NOW)}


def key(services: Services) -> str:
    """Return the key of another update."""
    return Learner(services).key()


def reworded(item: Item) -> Item:
    """Return an item that asks the same in other words."""
    return replace(item, stem=f"{item.stem.removesuffix('?')} nhỉ?")


def test_the_shipped_bank_can_be_used_from_the_first_day_and_is_marked(services: Services) -> None:
    items = services.bank.items(OPERATOR, NOW)
    assert len(items) > 50
    assert {(one.state, one.origin, one.is_vetted) for one in items} == {
        (ItemState.APPROVED, ItemOrigin.SHIPPED, False)
    }
    asked = Learner(services).starts()
    assert not asked.is_vetted
    counts = services.bank.counts(OPERATOR, NOW)
    assert sum(counts.values()) == len(items)
    assert counts[Skill.PLAN, ItemState.APPROVED] > 0


def test_another_start_changes_nothing(services: Services, var_dir: Path) -> None:
    before = services.bank.items(OPERATOR, NOW)
    open_at(var_dir).close()
    with services.database.open_uow() as uow:
        items = [one.item for one in before]
        assert store(uow, items, ItemOrigin.SHIPPED, NOW + DAY, is_all=True).changed == 0
        uow.commit()
    assert services.bank.items(OPERATOR, NOW) == before


def test_an_item_that_a_file_words_anew_gets_a_version_and_one_left_out_retires(
    services: Services,
) -> None:
    before = [one.item for one in services.bank.items(OPERATOR, NOW)]
    new = [reworded(before[0]), *before[2:]]
    with services.database.open_uow() as uow:
        stored = store(uow, new, ItemOrigin.SHIPPED, NOW + DAY, is_all=True)
        uow.commit()
    assert (stored.added, stored.changed, stored.retired) == (0, 1, 1)
    first = services.bank.item(OPERATOR, before[0].code, NOW)
    assert (first.item.version, first.item.stem) == (2, new[0].stem)
    assert states(services)[before[1].code] is ItemState.RETIRED


def test_an_editor_takes_an_item_over_and_answers_for_it(services: Services) -> None:
    code = services.bank.items(OPERATOR, NOW)[0].item.code
    taken = services.bank.approve(OPERATOR, code, 1, NOW, key(services))
    assert taken.is_vetted
    with pytest.raises(AlreadyDecided):
        services.bank.approve(OPERATOR, code, 1, NOW, key(services))
    unvetted = services.bank.items(OPERATOR, NOW, ItemState.APPROVED, vetted=False)
    assert code not in {one.item.code for one in unvetted}


def test_what_an_editor_worded_stays_when_the_file_changes(services: Services) -> None:
    item = an_item()
    services.bank.edit(OPERATOR, item.code, reworded(item), NOW, key(services))
    with services.database.open_uow() as uow:
        other = replace(item, explanation=f"{item.explanation} (mục {item.path})")
        store(uow, [other], ItemOrigin.SHIPPED, NOW)
        uow.commit()
    kept = services.bank.item(OPERATOR, item.code, NOW)
    assert (kept.item.stem, kept.item.version, kept.is_vetted) == (reworded(item).stem, 2, True)


def test_two_editors_do_not_overwrite_each_other(services: Services) -> None:
    item = an_item()
    services.bank.edit(OPERATOR, item.code, reworded(item), NOW, key(services))
    with pytest.raises(AlreadyDecided):
        services.bank.edit(OPERATOR, item.code, reworded(item), NOW, key(services))
    with pytest.raises(AlreadyDecided):
        services.bank.approve(OPERATOR, item.code, 1, NOW, key(services))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda item: replace(item, path="XX.9"),
        lambda item: replace(item, options=tuple(replace(o, is_right=True) for o in item.options)),
        lambda item: replace(
            item, options=(*item.options[:-1], Option(item.options[0].text, why="trùng"))
        ),
        lambda item: replace(item, explanation=""),
    ],
    ids=["missing source", "several keys", "equal options", "no explanation"],
)
def test_an_item_that_cannot_be_asked_is_refused_with_its_faults(
    services: Services, spoil: object
) -> None:
    assert callable(spoil)
    item = an_item()
    with pytest.raises(ItemUnusable) as caught:
        services.bank.edit(OPERATOR, item.code, spoil(item), NOW, key(services))
    assert caught.value.faults
    assert services.bank.item(OPERATOR, item.code, NOW).item == item


def test_a_draft_is_asked_only_once_an_editor_approved_it(services: Services) -> None:
    draft = replace(an_item(), code="may-001", difficulty=1)
    services.bank.propose([draft], NOW)
    assert services.bank.item(OPERATOR, "may-001", NOW).state is ItemState.DRAFT
    with services.database.open_uow(read_only=True) as uow:
        before = len(uow.items.outlines())
    services.bank.approve(OPERATOR, "may-001", 1, NOW, key(services))
    with services.database.open_uow(read_only=True) as uow:
        assert len(uow.items.outlines()) == before + 1


def test_a_rejected_draft_stays_away_until_the_register_says_otherwise(services: Services) -> None:
    draft = replace(an_item(), code="may-001")
    services.bank.propose([draft], NOW)
    rejected = services.bank.reject(OPERATOR, "may-001", "trùng câu", NOW, key(services))
    assert (rejected.state, rejected.note) == (ItemState.RETIRED, "trùng câu")
    services.bank.propose([draft], NOW)
    assert services.bank.item(OPERATOR, "may-001", NOW).state is ItemState.RETIRED
    services.bank.propose([reworded(draft)], NOW)
    assert services.bank.item(OPERATOR, "may-001", NOW).state is ItemState.DRAFT
    with pytest.raises(AlreadyDecided):
        services.bank.retire(OPERATOR, "may-001", "sai", NOW, key(services))
    services.bank.propose([], NOW)
    assert services.bank.item(OPERATOR, "may-001", NOW).state is ItemState.RETIRED


def test_an_item_that_there_is_not_is_told_so(services: Services) -> None:
    with pytest.raises(UnknownItem):
        services.bank.retire(OPERATOR, "khong-co", "sai", NOW, key(services))


def changed(services: Services, path: str, kind: ChangeKind, days: int = 0) -> None:
    """Note that a newer wording of the plan changes a place."""
    since = (NOW + days * DAY).date() if days else None
    change = PassageChange(PLAN, f"{path}#1" if path else "", kind, "1", "2", since=since)
    with services.database.open_uow() as uow:
        uow.documents.note_changes([change], NOW + timedelta(minutes=1))
        uow.commit()


def test_items_on_a_passage_that_changed_retire_and_others_stay(services: Services) -> None:
    items = {one.item.code: one.item for one in services.bank.items(OPERATOR, NOW)}
    path = next(one.path for one in items.values() if one.path.count(".") == 2)
    changed(services, path, ChangeKind.CHANGED)
    services.bank.retire_changed(NOW + timedelta(minutes=2))
    around = {path, path.rpartition(".")[0], path.partition(".")[0]}
    expected = {code for code, item in items.items() if item.path in around}
    retired = {code for code, state in states(services).items() if state is ItemState.RETIRED}
    assert retired == expected


def test_a_change_that_lies_ahead_retires_nothing_before_its_day(services: Services) -> None:
    item = an_item()
    changed(services, item.path, ChangeKind.CHANGED, days=3)
    services.bank.retire_changed(NOW + 2 * DAY)
    assert states(services)[item.code] is ItemState.APPROVED
    services.bank.retire_changed(NOW + 3 * DAY)
    assert states(services)[item.code] is ItemState.RETIRED


def test_an_editor_who_looked_at_a_changed_passage_brings_its_item_back(
    services: Services,
) -> None:
    item = an_item()
    changed(services, item.path, ChangeKind.CHANGED)
    services.bank.retire_changed(NOW + timedelta(minutes=2))
    services.bank.approve(OPERATOR, item.code, 1, NOW + timedelta(minutes=5), key(services))
    assert services.bank.retire_changed(NOW + timedelta(minutes=9)) == 0
    assert states(services)[item.code] is ItemState.APPROVED


def test_a_document_that_ends_takes_all_its_items_along(services: Services) -> None:
    changed(services, "", ChangeKind.ENDED)
    services.bank.retire_changed(NOW + timedelta(minutes=2))
    assert set(states(services).values()) == {ItemState.RETIRED}
    learner = Learner(services)
    assert learner.services.study.today(learner.person, NOW).count == 0


def test_loading_a_document_whose_passages_are_gone_retires_their_items(
    services: Services,
) -> None:
    text = (
        "KẾ HOẠCH\nTriển khai thực hiện Chỉ thị số 18/CT-TTg\nI. MỤC ĐÍCH\n1. Nội dung khác hẳn.\n"
    )
    before = set(states(services).values())
    services.documents.ingest(text, "moi.txt", NOW + DAY, key(services), slug=PLAN, replace=True)
    assert before == {ItemState.APPROVED}
    assert ItemState.RETIRED in set(states(services).values())


def test_a_whole_round_of_types_survives_the_database(services: Services) -> None:
    kinds = {one.item.type for one in services.bank.items(OPERATOR, NOW)}
    assert kinds == set(ItemType)
    learner = Learner(services)
    asked = learner.starts()
    assert learner.answers(asked, right_answer(asked.item)).item == asked.item


def test_an_article_that_ends_takes_the_items_inside_it_along(services: Services) -> None:
    items = {one.item.code: one.item for one in services.bank.items(OPERATOR, NOW)}
    top = next(one.path for one in items.values() if one.path.count(".") == 2).rpartition(".")[0]
    changed(services, top, ChangeKind.ENDED)
    services.bank.retire_changed(NOW + timedelta(minutes=2))
    around = {top, top.partition(".")[0]}
    expected = {
        code
        for code, item in items.items()
        if item.path in around or item.path.startswith(f"{top}.")
    }
    retired = {code for code, state in states(services).items() if state is ItemState.RETIRED}
    assert retired == expected
