"""Wordings through time: what is kept, what amendments do, and what is told of a day."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from db.database import Database
from domain.answers import Answer, AnswerStatus, Citation
from domain.changes import ChangeKind
from domain.errors import ReplacementNeedsConsent
from domain.register import Document, DocumentInfo, TextState
from domain.standing import NoteKind
from knowledge.parser import parse_document
from services.documents import IngestText
from services.editions import histories
from services.registry import Services
from tests.conftest import NOW
from tests.services.conftest import loaded, open_at, var_dir
from tests.versions.texts import ACT_SLUG, DECREE, DECREE_SLUG, LAW, MERGED, SLUG, SUCCESSOR, act

__all__ = ["loaded", "var_dir"]
BEFORE, BETWEEN, AFTER = date(2040, 1, 1), date(2041, 3, 1), date(2041, 8, 1)


@pytest.fixture
def services(var_dir: Path) -> Iterator[Services]:
    opened = open_at(var_dir)
    yield opened
    opened.close()


def load(services: Services, *texts: str, since: date | None = None) -> None:
    for text in texts:
        read = services.documents.understand(IngestText(text, "a.txt", since=since))
        reading = services.documents.preview([read])
        services.documents.load(reading, NOW, f"u{hash((text, since))}", replace=True)


def ask(services: Services, question: str, day: date) -> Answer:
    return services.answers.answer(question, (), day, document=SLUG)


def stored(database: Database) -> dict[str, int]:
    with database.open_uow(read_only=True) as uow:
        return {texts[-1].info.slug: len(texts) for texts in uow.documents.texts().values()}


@pytest.mark.parametrize("order", ["law first", "amendment first"])
def test_an_amendment_is_taken_in_from_its_day_whichever_came_first(
    services: Services, order: str
) -> None:
    load(services, *((LAW, act()) if order == "law first" else (act(), LAW)))
    assert "12 ngày" in ask(services, "khoản 1 Điều 2", BEFORE).text
    newer = ask(services, "khoản 1 Điều 2", BETWEEN)
    assert "05 ngày" in newer.text
    assert "khoản 1 Điều 1 Luật số 77/2040/QH22" in newer.text
    (citation,) = newer.citations
    assert citation.verbatim
    assert citation.quote in newer.text
    assert "Gắn biển báo" in ask(services, "Điều 4", BETWEEN).text


def test_a_repealed_clause_is_told_as_repealed_and_from_when(services: Services) -> None:
    load(services, LAW, act())
    assert "áo phao" in ask(services, "khoản 3 Điều 3", BEFORE).text
    gone = ask(services, "khoản 3 Điều 3", BETWEEN)
    assert gone.status is AnswerStatus.CORRECTED
    assert "bãi bỏ từ 01/01/2041" in gone.text


def test_an_article_of_the_amendment_may_take_effect_later(services: Services) -> None:
    load(services, LAW, act())
    assert "chưa có vào ngày hỏi" in ask(services, "Điều 4a", BETWEEN).text
    assert "90 ngày" in ask(services, "Điều 4a", AFTER).text


def test_what_cannot_be_taken_in_is_told_at_its_place_and_nowhere_else(services: Services) -> None:
    load(services, LAW, act())
    assert "chưa hợp nhất" in ask(services, "điểm c khoản 1 Điều 4", BETWEEN).text
    assert "chưa hợp nhất" not in ask(services, "điểm a khoản 1 Điều 4", BETWEEN).text


def test_a_place_is_told_before_and_after_it_takes_effect(services: Services) -> None:
    load(services, LAW)
    assert "chưa áp dụng" in ask(services, "khoản 2 Điều 3", date(2033, 6, 30)).text
    assert "chưa áp dụng" not in ask(services, "khoản 2 Điều 3", date(2033, 7, 1)).text
    assert "chưa áp dụng" in ask(services, "khoản 1 Điều 3", date(2031, 7, 1)).text


def test_the_same_amendment_twice_changes_nothing_more(services: Services) -> None:
    load(services, LAW, act(), act())
    assert stored(services.database)[ACT_SLUG] == 1
    again = services.documents.preview([services.documents.understand(IngestText(act(), "b"))])
    assert [r.is_unchanged for r in again.reports] == [True]
    assert again.changes == ()


def test_an_order_on_a_clause_that_is_not_there_changes_nothing_and_is_told(
    services: Services,
) -> None:
    wrong = act("1. Sửa đổi khoản 9 Điều 2 như sau:\n“9. Mới.”.\n2. Bãi bỏ Điều 40.\n")
    load(services, LAW, wrong)
    assert "12 ngày" in ask(services, "khoản 1 Điều 2", BETWEEN).text
    assert "bản đang có không có chỗ này" in ask(services, "Điều 2", BETWEEN).text


def test_an_amendment_whose_day_is_not_known_is_told_but_not_taken_in(services: Services) -> None:
    load(services, LAW, act(force="Chính phủ quy định chi tiết Luật này.\n"))
    told = ask(services, "khoản 1 Điều 2", AFTER).text
    assert "12 ngày" in told
    assert "chưa rõ từ ngày nào" in told


def test_a_copy_of_the_same_days_answers_and_the_earlier_one_is_kept(services: Services) -> None:
    load(services, LAW, LAW.replace("24 tháng", "36 tháng"))
    assert stored(services.database)[SLUG] == 2
    assert "36 tháng" in ask(services, "điểm c khoản 1 Điều 4", BEFORE).text
    (shelf,) = (s for s in services.documents.summaries() if s.slug == SLUG)
    assert [w.is_superseded for w in shelf.wordings] == [True, False]


def test_a_text_of_later_days_leaves_the_earlier_one_to_its_own(services: Services) -> None:
    later = LAW.replace("24 tháng", "36 tháng")
    load(services, LAW)
    load(services, later, since=date(2036, 1, 1))
    before = ask(services, "điểm c khoản 1 Điều 4", date(2035, 12, 31)).text
    assert "24 tháng" in before
    assert "nội dung khác trong bản áp dụng từ 01/01/2036" in before
    assert "36 tháng" in ask(services, "điểm c khoản 1 Điều 4", date(2036, 1, 1)).text
    load(services, LAW)
    assert stored(services.database)[SLUG] == 2


def test_an_older_text_that_comes_later_gets_its_own_days(services: Services) -> None:
    load(services, LAW.replace("24 tháng", "36 tháng"), since=date(2036, 1, 1))
    early = ask(services, "điểm c khoản 1 Điều 4", date(2035, 1, 1)).text
    assert "chưa có bản áp dụng vào ngày hỏi" in early
    load(services, LAW)
    assert "24 tháng" in ask(services, "điểm c khoản 1 Điều 4", date(2035, 1, 1)).text
    assert "36 tháng" in ask(services, "điểm c khoản 1 Điều 4", date(2037, 1, 1)).text


def test_a_merged_text_is_a_wording_of_the_law_that_it_names(services: Services) -> None:
    load(services, LAW, MERGED)
    assert stored(services.database)[SLUG] == 2
    assert "12 ngày" in ask(services, "khoản 1 Điều 2", BEFORE).text
    merged = ask(services, "khoản 1 Điều 2", BETWEEN)
    assert "05 ngày" in merged.text
    assert services.documents.document(SLUG).info.number == "11/2031/QH20"
    load(services, act())
    assert "chưa hợp nhất" not in ask(services, "khoản 1 Điều 2", BETWEEN).text


def test_an_official_text_is_not_replaced_unasked(services: Services) -> None:
    load(services, LAW)
    with pytest.raises(ReplacementNeedsConsent):
        services.documents.ingest(LAW.replace("24", "36"), "b.txt", NOW, "u9")
    assert stored(services.database)[SLUG] == 1


def test_a_replaced_decree_is_named_with_its_successor_but_for_what_outlives_it(
    services: Services,
) -> None:
    load(services, DECREE, SUCCESSOR)

    def asked(question: str, day: date) -> str:
        return services.answers.answer(question, (), day, document=DECREE_SLUG).text

    assert "hết hiệu lực từ 01/05/2040" in asked("khoản 1 Điều 1", date(2039, 1, 1))
    gone = asked("khoản 1 Điều 1", date(2041, 1, 1))
    assert "đã hết hiệu lực từ 01/05/2040, được thay bằng Nghị định số 9/2040/NĐ-CP" in gone
    assert "hết hiệu lực" not in asked("khoản 2 Điều 1", date(2041, 1, 1))


def test_an_earlier_law_of_the_same_name_is_told_as_ended(services: Services) -> None:
    load(services, LAW)
    old = services.answers.answer("Luật Bến đò, đò ngang 2020 cấm gì", (), date(2034, 1, 1))
    assert old.status is AnswerStatus.CORRECTED
    assert "05/2020/QH14 đã hết hiệu lực từ 01/01/2032" in old.text
    own = services.answers.answer("Luật Bến đò, đò ngang 2031 cấm gì", (), date(2034, 1, 1))
    assert "đã hết hiệu lực" not in own.text


def test_a_digest_is_not_reworded_but_tells_what_the_amendment_says() -> None:
    digest = replace(parse_document(LAW), state=TextState.DIGEST)
    through_time = histories({1: (digest,), 2: (parse_document(act()),)})
    (only,) = through_time[1].editions
    assert only.provisions == digest.provisions
    pending = [n for n in only.standing.notes if n.kind is NoteKind.PENDING]
    assert {n.path for n in pending} == {"2.1", "4.1", "4a", "3.3", "4.1.c"}
    assert "05 ngày" in next(n for n in pending if n.path == "2.1").new


def test_changed_passages_are_kept_with_their_versions_and_days(services: Services) -> None:
    load(services, LAW, act())
    with services.database.open_uow(read_only=True) as uow:
        kept = {(c.key, c.kind): c for c in uow.documents.changes(SLUG)}
        decree = uow.documents.changes(DECREE_SLUG)
    assert kept["2.1#1", ChangeKind.CHANGED].since == date(2041, 1, 1)
    assert kept["2.1#1", ChangeKind.CHANGED].from_version == "1"
    assert kept["4a.1#1", ChangeKind.ADDED].since == date(2041, 7, 1)
    assert ("3.3#1", ChangeKind.REMOVED) in kept
    assert ("4.1.c#1", ChangeKind.PENDING) in kept
    assert ("4.1.a#1", ChangeKind.CHANGED) not in kept
    assert decree == ()


def test_answers_that_cite_a_changed_place_are_marked(services: Services) -> None:
    load(services, LAW)
    with services.database.open_uow() as uow:
        touched = uow.answers.add(_answer("2.1"), NOW.date())
        other = uow.answers.add(_answer("2.2"), NOW.date())
        uow.commit()
    load(services, LAW.replace("12 ngày", "10 ngày"))
    with services.database.open_uow(read_only=True) as uow:
        assert uow.answers.outdated_on(touched) == date(2032, 1, 1)
        assert uow.answers.outdated_on(other) is None


def _answer(path: str) -> Answer:
    return Answer("Hỏi", AnswerStatus.ANSWERED, "Đáp", (Citation(SLUG, path, "", True),))


def test_a_new_version_that_fails_in_the_middle_leaves_all_as_it_was(services: Services) -> None:
    load(services, LAW)
    engine = services.database.engine

    def fail(_: object, __: object, statement: str, *rest: object) -> None:
        if "INSERT INTO changed_passages" in statement:
            raise RuntimeError("the disk is gone")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError):
        load(services, LAW.replace("24 tháng", "36 tháng"))
    event.remove(engine, "before_cursor_execute", fail)
    assert stored(services.database)[SLUG] == 1
    assert "24 tháng" in ask(services, "điểm c khoản 1 Điều 4", BEFORE).text


def test_two_who_load_the_same_version_at_once_keep_it_once(var_dir: Path) -> None:
    both = [open_at(var_dir), open_at(var_dir)]
    load(both[0], LAW)
    newer = LAW.replace("24 tháng", "36 tháng")

    def one(at: int) -> None:
        both[at].documents.ingest(newer, f"{at}.txt", NOW, f"both{at}", replace=True)

    threads = [threading.Thread(target=one, args=(at,)) for at in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stored(both[0].database)[SLUG] == 2
    for services in both:
        services.close()


def test_texts_of_a_document_come_back_in_order_on_both_databases(database: Database) -> None:
    def text(title: str) -> Document:
        return Document(DocumentInfo("luat-1", "luật", title), TextState.LOADED)

    with database.open_uow() as uow:
        number = uow.documents.put(text("Một"), is_shipped=False, now=NOW)
        assert uow.documents.put_version(text("Hai"), NOW) == number
        assert uow.documents.put_version(text("Ba"), NOW) == number
        uow.commit()
    with database.open_uow(read_only=True) as uow:
        texts = uow.documents.texts()[number]
        assert [(t.info.title, t.info.version) for t in texts] == [
            ("Một", 1),
            ("Hai", 2),
            ("Ba", 3),
        ]
        assert {t.info.slug for t in texts} == {"luat-1"}
        assert uow.documents.all()[number].info.title == "Ba"
