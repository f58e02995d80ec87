"""The machine's drafts: made once, remade when a document changes, asked by nobody before."""

from datetime import timedelta

from domain.study import ItemOrigin, ItemState
from knowledge.loader import load_documents
from services.bank import BankItem
from services.registry import Services
from services.rights import OPERATOR
from tests.conftest import NOW
from tests.knowledge.official_text import WITHOUT_LAWS

MADE = [ItemOrigin.GENERATED]


def made(services: Services, state: ItemState) -> tuple[BankItem, ...]:
    return services.bank.items(OPERATOR, NOW, state, MADE)


def test_drafts_wait_for_an_editor_and_are_not_asked(services: Services) -> None:
    stored = services.study_drafts.refresh(NOW)
    assert stored.added == len(made(services, ItemState.DRAFT)) > 0
    assert made(services, ItemState.APPROVED) == ()
    with services.database.open_uow(read_only=True) as uow:
        asked = {outline.id for outline in uow.items.outlines()}
        drafts = {one.id for one in uow.items.all(ItemState.DRAFT)}
    assert not asked & drafts


def test_nothing_is_made_twice_while_no_document_changes(services: Services) -> None:
    assert services.study_drafts.refresh(NOW).added > 0
    again = services.study_drafts.refresh(NOW + timedelta(days=1))
    assert (again.added, again.changed, again.retired) == (0, 0, 0)


def test_an_approved_draft_is_asked_and_a_rejected_one_stays_away(services: Services) -> None:
    services.study_drafts.refresh(NOW)
    good, bad, *_ = made(services, ItemState.DRAFT)
    services.bank.approve(OPERATOR, good.item.code, good.item.version, NOW, "approve")
    services.bank.reject(OPERATOR, bad.item.code, "trùng ý", NOW, "reject")
    _touch(services)
    services.study_drafts.refresh(NOW)
    assert [one.item.code for one in made(services, ItemState.APPROVED)] == [good.item.code]
    assert bad.item.code in [one.item.code for one in made(services, ItemState.RETIRED)]


def test_drafts_on_a_document_that_is_gone_are_put_away(services: Services) -> None:
    services.study_drafts.refresh(NOW)
    before = made(services, ItemState.DRAFT)
    lists = [d for d in load_documents(WITHOUT_LAWS) if not d.tasks]
    with services.database.open_uow() as uow:
        uow.documents.replace_shipped(lists, NOW)
        uow.commit()
    stored = services.study_drafts.refresh(NOW)
    assert stored.retired == len(before)
    assert made(services, ItemState.DRAFT) == ()


def _touch(services: Services) -> None:
    """Load the same documents anew, as a newer program does."""
    with services.database.open_uow() as uow:
        uow.documents.replace_shipped(load_documents(WITHOUT_LAWS), NOW)
        uow.commit()
