"""The digest of the plan and the parsed official text hold the same facts, path by path."""

from dataclasses import replace

import pytest

from domain.register import Document
from knowledge.loader import load_document
from knowledge.parser import parse_document
from tests.knowledge.official_text import PLAN, SHIPPED, official_plan


@pytest.fixture(scope="module")
def digest() -> Document:
    return load_document(SHIPPED / PLAN)


@pytest.fixture(scope="module")
def official() -> Document:
    return parse_document(official_plan())


def test_both_have_the_same_places_with_as_many_paragraphs(
    digest: Document, official: Document
) -> None:
    def places(document: Document) -> list[tuple[str, str, str, str | None, int]]:
        return [
            (one.path, one.label, one.heading, one.parent, len(one.paragraphs))
            for one in document.provisions
        ]

    assert places(digest) == places(official)


def test_both_name_the_same_leads_and_coordinators_of_every_task(
    digest: Document, official: Document
) -> None:
    assert [replace(task, output="") for task in digest.tasks] == [
        replace(task, output="") for task in official.tasks
    ]


def test_both_give_every_milestone_the_same_wording_and_due_date(
    digest: Document, official: Document
) -> None:
    assert digest.milestones == official.milestones


def test_both_give_every_duty_to_the_same_units(digest: Document, official: Document) -> None:
    assert digest.duties == official.duties


def test_both_have_the_same_blocks_of_unit_duties(digest: Document, official: Document) -> None:
    assert digest.blocks == official.blocks


def test_both_measure_every_target_alike(digest: Document, official: Document) -> None:
    def measured(document: Document) -> list[object]:
        return [(target.path, target.label, target.measures) for target in document.targets]

    assert measured(digest) == measured(official)


def test_both_know_who_reports_to_whom(digest: Document, official: Document) -> None:
    def reported(document: Document) -> list[object]:
        return [(one.key, one.units, one.to, one.is_dated) for one in document.reports]

    assert reported(digest) == reported(official)


def test_both_cite_the_same_documents_at_the_same_places(
    digest: Document, official: Document
) -> None:
    def cited(document: Document) -> set[object]:
        return {(one.number, one.issued, one.keys) for one in document.cited}

    assert cited(digest) == cited(official)


def test_both_know_number_and_day_to_be_blank(digest: Document, official: Document) -> None:
    assert digest.info.blank == official.info.blank == ("number", "day")
    assert digest.info.number is official.info.number is None
    assert digest.info.issued is official.info.issued is None
    assert digest.info.issued_text == official.info.issued_text


def test_the_official_text_takes_the_place_of_the_digest(
    digest: Document, official: Document
) -> None:
    assert official.info.slug == digest.info.slug
    for field in ("kind", "issuer", "implements", "title", "number_text", "signer"):
        assert getattr(official.info, field) == getattr(digest.info, field)


def test_both_know_the_acting_units_by_the_same_names(digest: Document, official: Document) -> None:
    acting = {unit for duty in official.duties for unit in (*duty.leads, *duty.coordinators)}
    assert acting == {u for duty in digest.duties for u in (*duty.leads, *duty.coordinators)}
    for unit_id in acting:
        assert digest.unit_by_id[unit_id] == official.unit_by_id[unit_id]
