"""Documents are stored as rows and come back equal in every field."""

from dataclasses import replace

import pytest

from db.database import Database
from domain.register import Document, TextState
from knowledge.loader import load_documents
from knowledge.parser import parse_document
from tests.conftest import NOW
from tests.knowledge.official_text import SHIPPED, official_plan
from tests.registers import plan


def put(database: Database, document: Document, *, is_shipped: bool = True) -> int:
    with database.open_uow() as uow:
        number = uow.documents.put(document, is_shipped=is_shipped, now=NOW)
        uow.commit()
    return number


def held(database: Database) -> dict[int, Document]:
    with database.open_uow(read_only=True) as uow:
        return uow.documents.all()


def test_a_document_comes_back_as_it_was_stored(database: Database) -> None:
    number = put(database, plan())
    assert held(database) == {number: plan()}
    assert held(database)[number].warnings == plan().warnings


def test_every_shipped_document_comes_back_as_it_was_stored(database: Database) -> None:
    shipped = load_documents(SHIPPED)
    numbers = [put(database, document) for document in shipped]
    assert [held(database)[number] for number in numbers] == list(shipped)


def test_the_official_plan_comes_back_as_the_parser_read_it(database: Database) -> None:
    document = parse_document(official_plan())
    number = put(database, document)
    assert held(database)[number] == document


def test_an_official_text_takes_the_place_and_number_of_its_digest(database: Database) -> None:
    digest = put(database, plan())
    other = put(database, plan("ke-hoach-khac"))
    official = replace(plan(state=TextState.LOADED), provisions=plan().provisions[:3])
    assert put(database, official, is_shipped=False) == digest
    assert held(database) == {digest: official, other: plan("ke-hoach-khac")}


def test_reloading_the_digests_leaves_an_ingested_text_alone(database: Database) -> None:
    official = plan(state=TextState.LOADED)
    put(database, official, is_shipped=False)
    put(database, plan("cu"))
    with database.open_uow() as uow:
        uow.documents.replace_shipped([plan(), plan("moi")], NOW)
        uow.commit()
    assert {d.info.slug: d.state for d in held(database).values()} == {
        "ke-hoach-mau": TextState.LOADED,
        "moi": TextState.DIGEST,
    }


def test_every_change_gives_the_documents_a_new_version(database: Database) -> None:
    versions = []
    for document in (plan(), plan(state=TextState.LOADED), plan("khac")):
        put(database, document)
        with database.open_uow(read_only=True) as uow:
            versions.append(uow.documents.version())
    assert len(set(versions)) == len(versions)


def test_a_document_that_is_stored_halfway_is_not_stored(database: Database) -> None:
    with pytest.raises(RuntimeError), database.open_uow() as uow:
        uow.documents.put(plan(), is_shipped=True, now=NOW)
        raise RuntimeError("power cut")
    assert held(database) == {}
