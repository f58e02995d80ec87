"""The shelf of documents: what is held and missing, places with neighbours, ingesting."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import (
    BrokenKnowledge,
    DataKeysMissing,
    ReplacementNeedsConsent,
    UnknownDocument,
    UnknownProvision,
    UnreadableDocument,
)
from domain.register import DocumentInfo, TextState
from services.documents import IngestText
from services.ingestion import place
from services.registry import Services, Step, open_services
from services.shelf import shelve
from tests.bot.chatting import PLANS
from tests.conftest import KEY, NOW
from tests.knowledge.official_text import PLAN, SHIPPED, WITHOUT_LAWS, official_plan
from tests.registers import plan
from tests.services.conftest import open_at

OTHER_PLAN = PLANS / "ke-hoach-lam-giang.txt"


def ingest_other(
    services: Services, key: str = "u1", *, again: bool = False, more: str = ""
) -> str:
    text = OTHER_PLAN.read_text(encoding="utf-8").rstrip() + more
    report = services.documents.ingest(text, OTHER_PLAN.name, NOW, key, replace=again)
    return report.document


def test_the_shelf_shows_the_digest_and_what_it_cites_but_is_not_there(services: Services) -> None:
    shelf = services.documents.summaries()
    states = {summary.slug: summary.state for summary in shelf if summary.slug}
    assert states[PLAN] is TextState.DIGEST
    missing = {summary.number for summary in shelf if summary.state is TextState.MISSING}
    assert {"18/CT-TTg", "700/QĐ-TTg", "21-TB/VPTW"} <= missing
    assert all(PLAN in s.cited_by for s in shelf if s.number in ("18/CT-TTg", "700/QĐ-TTg"))


def test_a_cited_document_is_no_longer_missing_once_it_is_loaded() -> None:
    citing = plan()
    cited = replace(
        plan("chi-thi-5", TextState.LOADED),
        info=DocumentInfo("chi-thi-5", "chỉ thị", "về việc mẫu", number="5 /CT-TTg"),
        cited=(),
    )
    shelf = {summary.slug: summary for summary in shelve({1: citing, 2: cited})}
    assert shelf["chi-thi-5"].cited_by == ("ke-hoach-mau",)
    assert [s.title for s in shelve({1: citing, 2: cited}) if s.id is None] == ["Mẫu"]


def test_a_place_is_shown_with_what_stands_around_it(services: Services) -> None:
    number = services.documents.document_id(PLAN)
    view = services.documents.provision(number, "III.2.đ")
    assert view.heading == "Thời gian thực hiện"
    assert [path for path, _ in view.trail] == ["III", "III.2"]
    around = (view.parent, view.previous, view.next)
    assert [one and one.path for one in around] == ["III.2", "III.2.d", "III.3"]
    assert view.blocks
    group = services.documents.provision(number, "III.2")
    assert [child.label for child in group.children] == ["a", "b", "c", "d", "đ"]


def test_the_first_place_has_nothing_before_it_and_the_last_nothing_after(
    services: Services,
) -> None:
    document = services.documents.document(PLAN)
    number = services.documents.document_id(PLAN)
    first, last = document.provisions[0].path, document.provisions[-1].path
    assert services.documents.provision(number, first).previous is None
    assert services.documents.provision(number, last).next is None


def test_the_top_of_a_document_lists_its_parts(services: Services) -> None:
    contents = services.documents.contents(services.documents.document_id(PLAN))
    assert {"I", "II", "III", "IV", "V"} <= {child.path for child in contents}


def test_what_is_not_there_is_not_found(services: Services) -> None:
    number = services.documents.document_id(PLAN)
    with pytest.raises(UnknownProvision):
        services.documents.provision(number, "IX.9")
    for name in ("khong-co", 999):
        with pytest.raises(UnknownDocument):
            services.documents.document(name)


def test_the_official_text_replaces_the_digest_unasked(services: Services) -> None:
    text = official_plan()
    before = services.documents.document_id(PLAN)
    understood = services.documents.understand(IngestText(text, "ke-hoach.txt"))
    (preview,) = services.documents.preview([understood]).reports
    assert (preview.document, preview.replaces) == (PLAN, TextState.DIGEST)
    assert not preview.needs_consent
    report = services.documents.ingest(text, "ke-hoach.txt", NOW, "u1")
    assert (report.document, report.document_id) == (PLAN, before)
    assert services.documents.document(PLAN).state is TextState.LOADED
    assert (report.tasks, report.targets, report.milestones) == (8, 16, 13)
    assert (report.number, report.issued) == (None, None)


def test_the_official_text_replaces_the_digest_whatever_slug_its_words_give() -> None:
    digest, official = plan(), plan("ke-hoach-12-2026-ubnd-tinh", TextState.LOADED)
    placed = place(official, {7: digest}, is_named=False)
    assert (placed.document.info.slug, placed.document_id) == (digest.info.slug, 7)
    named = place(official, {7: digest}, is_named=True)
    assert (named.document.info.slug, named.document_id) == (official.info.slug, None)


def test_another_official_text_is_replaced_only_when_it_is_asked_for(services: Services) -> None:
    slug = ingest_other(services)
    with pytest.raises(ReplacementNeedsConsent):
        ingest_other(services, "u2", more=" Sửa.")
    assert ingest_other(services, "u3", again=True, more=" Sửa.") == slug


def test_the_same_text_again_changes_nothing(services: Services) -> None:
    text = OTHER_PLAN.read_text(encoding="utf-8")
    first = services.documents.ingest(text, "a.txt", NOW, "u1")
    version = services.documents.document(first.document)
    again = services.documents.ingest(text, "b.txt", NOW, "u2")
    assert (again.is_unchanged, again.document_id) == (True, first.document_id)
    assert services.documents.document(first.document) is version


def test_a_replayed_ingestion_reports_the_same_and_loads_once(services: Services) -> None:
    text = OTHER_PLAN.read_text(encoding="utf-8")
    first = services.documents.ingest(text, OTHER_PLAN.name, NOW, "u1")
    assert services.documents.ingest(text, OTHER_PLAN.name, NOW, "u1") == first


def test_answers_come_from_a_document_as_soon_as_it_is_loaded(services: Services) -> None:
    question = "Kế hoạch Lâm Giang có bao nhiêu nhiệm vụ?"
    services.answers.answer(question, (), NOW.date())
    slug = ingest_other(services)
    assert slug in {document.info.slug for document in services.answers.documents()}
    found = services.answers.search("Lâm Giang", 50)
    assert slug in {hit.document for hit in found}


def test_a_text_that_is_no_document_is_refused_and_changes_nothing(services: Services) -> None:
    before = services.documents.summaries()
    with pytest.raises(UnreadableDocument):
        services.documents.ingest("Chào buổi sáng. Hôm nay trời đẹp.", "a.txt", NOW, "u1")
    assert services.documents.summaries() == before


def test_a_second_start_finds_everything_loaded(var_dir: Path) -> None:
    steps: list[Step] = []
    address = f"sqlite:///{var_dir / 'congvu.db'}"
    open_services(address, [KEY], WITHOUT_LAWS, var_dir, on_step=steps.append).close()
    assert steps == []


def test_changed_knowledge_files_are_loaded_at_the_next_start(
    var_dir: Path, tmp_path: Path
) -> None:
    changed = _copied_knowledge(tmp_path)
    file = changed / PLAN / "document.yaml"
    lines = file.read_text(encoding="utf-8").replace("Đỗ Hữu Huy", "Nguyễn Văn Mẫu")
    file.write_text(lines, encoding="utf-8")
    services = open_at(var_dir, changed)
    assert services.documents.document(PLAN).info.signer == "Nguyễn Văn Mẫu"
    services.close()


def test_changed_knowledge_files_leave_an_ingested_text_alone(
    var_dir: Path, tmp_path: Path
) -> None:
    services = open_at(var_dir)
    services.documents.ingest(official_plan(), "ke-hoach.txt", NOW, "u1")
    services.close()
    changed = _copied_knowledge(tmp_path)
    file = changed / PLAN / "document.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n# đổi\n", encoding="utf-8")
    services = open_at(var_dir, changed)
    assert services.documents.document(PLAN).state is TextState.LOADED
    services.close()


def test_broken_knowledge_files_are_named_and_what_is_loaded_stays(
    var_dir: Path, tmp_path: Path
) -> None:
    broken = _copied_knowledge(tmp_path)
    (broken / PLAN / "provisions.yaml").write_text("- path: [", encoding="utf-8")
    with pytest.raises(BrokenKnowledge) as caught:
        open_at(var_dir, broken)
    assert any("provisions.yaml" in fault for fault in caught.value.faults)
    services = open_at(var_dir)
    assert services.documents.document(PLAN).state is TextState.DIGEST
    services.close()


@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_without_knowledge_is_told(tmp_path: Path, is_there: bool) -> None:
    folder = tmp_path / "empty"
    if is_there:
        folder.mkdir()
    with pytest.raises(BrokenKnowledge):
        open_at(tmp_path, folder)


def test_other_keys_than_those_of_the_database_are_refused_at_the_start(var_dir: Path) -> None:
    with pytest.raises(DataKeysMissing):
        open_at(var_dir, key=b"x" * 32)


def _copied_knowledge(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "knowledge"))
