"""What editors do, as use cases: once, together, undone by newer wordings, on both databases."""

import threading
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from db.database import Database
from domain.answers import Answer, AnswerStatus
from domain.editing import Dismissal, Synonym
from domain.errors import FileGone, QuestionSettled, SynonymFault, UnusableLink, UnusableSynonym
from domain.roles import Role
from handlers.render.question_report import question_picture, question_workbook
from services.handed_questions import REMINDED, REPLY
from services.question_deeds import HANDED
from services.registry import Services
from services.rights import OPERATOR
from services.watches import CORRECTION
from tests.bot.chatting import PLANS
from tests.conftest import NOW
from tests.services.staff_office import Office
from tests.services.test_rights import statements

SLUG = "ke-hoach-ct18-dak-lak"
QUESTION = "phụ cấp công chức xã bây giờ bao nhiêu"
PLAN = (PLANS / "ke-hoach-tan-phuoc.txt").read_text(encoding="utf-8")


def editor(services: Services) -> int:
    """Return somebody who holds the role, given past all rules."""
    person = services.people.arrive("telegram", "7", NOW, "arrive").id
    with services.database.open_uow() as uow:
        uow.roles.grant(person, Role.EDITOR, None, NOW.date(), None)
        uow.commit()
    return person


def asked(services: Services, question: str, key: str, address: str = "77") -> tuple[int, int]:
    """Return who asked and the number of their answer."""
    person = services.people.arrive("telegram", address, NOW, f"arrive {address}").id
    return person, services.answers.ask(person, question, NOW, key).answer_id


def test_a_link_is_made_once_however_often_its_press_arrives(services: Services) -> None:
    actor = editor(services)
    _, answer = asked(services, QUESTION, "u1")
    document = services.documents.document_id(SLUG)
    for _ in range(2):
        seen = services.deeds.link(actor, answer, document, "III.7.b", NOW, "press")
        assert seen.questions == 1
    assert len(services.wordings.added(actor, NOW).links) == 1
    with pytest.raises(QuestionSettled):
        services.deeds.link(actor, answer, document, "III.7.b", NOW, "another press")


def test_every_question_of_a_group_is_linked_where_that_is_wished(services: Services) -> None:
    actor = editor(services)
    _, answer = asked(services, QUESTION, "u1")
    asked(services, "phụ cấp công chức phường xã bây giờ bao nhiêu", "u2")
    document = services.documents.document_id(SLUG)
    seen = services.deeds.link(actor, answer, document, "III.7.b", NOW, "press", whole_group=True)
    assert seen.questions == 2
    assert len(services.wordings.added(actor, NOW).links) == 2
    assert services.queue.waiting(actor, NOW, "look") == ()


def test_a_link_keeps_nobodys_name_and_still_answers_whoever_gave_theirs(
    services: Services,
) -> None:
    actor = editor(services)
    named = "trường mầm non nghỉ tết mấy ngày, tôi là Nguyễn Văn Tèo 0905123456"
    person, answer = asked(services, named, "u1")
    services.watches.watch(person, answer, NOW, "u2")
    document = services.documents.document_id(SLUG)
    services.deeds.link(actor, answer, document, "III.7.b", NOW, "press")
    (link,) = services.wordings.added(actor, NOW).links
    assert link.question == "trường mầm non nghỉ tết mấy ngày"
    assert services.watches.send_news(NOW) == 1
    near = services.answers.answer("trường mầm non nghỉ hè và tết mấy ngày", (), NOW.date())
    assert "Tèo" not in near.text


def test_a_role_that_ends_takes_the_files_that_were_sent_along(services: Services) -> None:
    actor = editor(services)
    services.submissions.receive(actor, "a.txt", PLAN.encode(), NOW, "send")
    (held,) = services.staff.me(actor, NOW).roles
    services.staff.end_role(OPERATOR, held.id, NOW, "end")
    assert "document_drafts" not in services.privacy.export(actor)


def test_a_link_rests_while_its_place_says_something_else(services: Services) -> None:
    actor = editor(services)
    services.documents.ingest(PLAN, "a.txt", NOW, "load")
    slug = next(d.info.slug for d in services.answers.documents() if "tan-phuoc" in d.info.slug)
    place = next(
        p for p in services.documents.document(slug).provisions if p.paragraphs and "." in p.path
    )
    question = "bãi giữ xe buýt đêm ở đâu thì được"
    _, answer = asked(services, question, "u1")
    number = services.documents.document_id(slug)
    services.deeds.link(actor, answer, number, place.path, NOW, "press")
    told = services.answers.answer(question, (), NOW.date())
    assert [c.path for c in told.citations][:1] == [place.path]
    old = place.paragraphs[0].text
    assert old in PLAN
    services.documents.ingest(
        PLAN.replace(old, f"{old.rstrip('.;')} trong đêm."), "b.txt", NOW, "again", replace=True
    )
    (link,) = services.wordings.added(actor, NOW).links
    assert not link.stands
    later = services.answers.answer(question, (), NOW.date())
    assert "Theo Kế hoạch" not in later.text or place.path not in later.text.split("\n")[0]


def test_whoever_wished_to_hear_of_a_correction_hears_when_the_document_changes(
    services: Services,
) -> None:
    services.documents.ingest(PLAN, "a.txt", NOW, "load")
    document = next(d for d in services.answers.documents() if "tan-phuoc" in d.info.slug)
    target = next(t for t in document.provisions if t.paragraphs and "%" in t.text)
    person, answer = asked(services, f"mục {target.path} kế hoạch xã Tân Phước nói gì", "u1")
    given = services.answers.recall(answer)
    assert given.answer.citations, given.answer.text
    assert services.watches.watch(person, answer, NOW, "u2")
    assert services.watches.send_news(NOW) == 0
    services.documents.ingest(PLAN.replace("%", ",5%"), "b.txt", NOW, "again", replace=True)
    assert services.answers.recall(answer).outdated_on is not None
    assert services.watches.send_news(NOW) == 1
    (message,) = services.outbox.take("telegram", NOW, 10)
    assert (message.kind, message.address) == (CORRECTION, "77")
    assert services.watches.send_news(NOW) == 0


def test_a_wording_that_would_change_a_good_answer_is_refused(services: Services) -> None:
    actor = editor(services)
    asked(services, "hỗ trợ nhà ở", "u1")
    _, answer = asked(services, QUESTION, "u2")
    typed = "hỗ trợ nhà ở = chữ ký số dùng chung"
    with pytest.raises(UnusableSynonym) as caught:
        services.wordings.attempt(actor, answer, typed, NOW)
    assert (caught.value.fault, caught.value.broken) == (SynonymFault.BREAKING, 1)
    with pytest.raises(UnusableSynonym):
        services.wordings.add(actor, answer, typed, NOW, "press")
    assert services.wordings.added(actor, NOW).synonyms == ()


def test_a_wording_counts_at_once_and_is_taken_back(services: Services) -> None:
    actor = editor(services)
    _, answer = asked(services, QUESTION, "u1")
    services.wordings.add(actor, answer, "máy bấm giờ = chữ ký số", NOW, "press")
    services.wordings.add(actor, answer, "máy bấm giờ = chữ ký số", NOW, "press")
    found = services.answers.search("máy bấm giờ", 3)
    assert any("chữ ký số" in hit.text for hit in found)
    ((number, synonym),) = services.wordings.added(actor, NOW).synonyms
    assert synonym == Synonym("máy bấm giờ", "chữ ký số")
    assert services.wordings.take_back_synonym(actor, number, NOW, "back")
    assert services.wordings.added(actor, NOW).synonyms == ()


def test_what_says_too_little_is_not_linked(services: Services) -> None:
    actor = editor(services)
    answer = _left_open(services.database, "nghỉ")
    document = services.documents.document_id(SLUG)
    with pytest.raises(UnusableLink):
        services.deeds.link(actor, answer, document, "III.7.b", NOW, "press")


def test_two_presses_at_once_load_a_file_once(services: Services) -> None:
    actor = editor(services)
    number = services.submissions.receive(actor, "a.txt", PLAN.encode(), NOW, "send").number
    ends: list[object] = []

    def load(key: str) -> None:
        try:
            ends.append(services.submissions.load(actor, number, NOW, key))
        except FileGone as error:
            ends.append(error)

    threads = [threading.Thread(target=load, args=(key,)) for key in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(end, FileGone) for end in ends) == [False, True]
    loaded = [d for d in services.answers.documents() if "tan-phuoc" in d.info.slug]
    assert len(loaded) == 1


def test_a_replayed_press_tells_of_the_file_that_it_loaded(services: Services) -> None:
    actor = editor(services)
    number = services.submissions.receive(actor, "a.txt", PLAN.encode(), NOW, "send").number
    first = services.submissions.load(actor, number, NOW, "press")
    assert services.submissions.load(actor, number, NOW, "press") == first


def test_a_file_is_its_senders_alone(services: Services) -> None:
    actor = editor(services)
    number = services.submissions.receive(actor, "a.txt", PLAN.encode(), NOW, "send").number
    other = services.people.arrive("telegram", "8", NOW, "arrive 8").id
    with services.database.open_uow() as uow:
        uow.roles.grant(other, Role.EDITOR, None, NOW.date(), None)
        uow.commit()
    with pytest.raises(FileGone):
        services.submissions.preview(other, number, NOW)
    assert not services.submissions.drop(other, number, NOW, "drop")
    assert services.submissions.drop(actor, number, NOW, "drop mine")


def test_what_editors_leave_lying_is_forgotten_in_time(services: Services) -> None:
    actor = editor(services)
    number = services.submissions.receive(actor, "a.txt", PLAN.encode(), NOW, "send").number
    person, answer = asked(services, "nhiệm vụ 2 ai làm", "u1")
    services.watches.watch(person, answer, NOW, "u2")
    later = NOW + timedelta(days=services.retention.keep.answers + 1)
    services.retention.sweep(later)
    with pytest.raises(FileGone):
        services.submissions.preview(actor, number, NOW)
    assert not services.watches.is_watching(person, answer)


def test_the_report_counts_names_nobody_and_runs_no_formula(services: Services) -> None:
    actor = editor(services)
    asked(services, "nhiệm vụ 2 ai làm", "u1")
    _left_open(services.database, '=HYPERLINK("x") tôi là Nguyễn Văn Tèo 0905123456 hỏi nghỉ tết')
    day = NOW.date()
    report = services.reports.make(actor, day, day, NOW, "report")
    assert report.asked == 2
    assert report.statuses[AnswerStatus.ANSWERED] == 1
    book = load_workbook(BytesIO(question_workbook(report)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    written = " ".join(str(cell.value) for cell in cells)
    assert "HYPERLINK" in written
    assert "Tèo" not in written
    assert "0905" not in written
    assert question_picture(report).startswith(b"\x89PNG")
    with pytest.raises(ValueError, match="days"):
        services.reports.make(OPERATOR, day, day - timedelta(days=1), NOW, "wrong")


def test_the_queue_costs_no_statement_for_each_question(database: Database) -> None:
    office = Office(database)
    actor = office.holds("e", Role.EDITOR, None, "Bà Biên").id
    counted = []
    for size in (2, 20):
        for number in range(size):
            _left_open(database, f"câu hỏi thứ {number} về chỗ để xe đạp điện số {size}")
        office.queue.waiting(actor, NOW, office.key())
        with statements(office) as sent:
            office.queue.waiting(actor, NOW, office.key())
        counted.append(len(sent))
    assert counted[0] == counted[1]


def test_a_question_goes_to_a_unit_and_its_reply_comes_back(database: Database) -> None:
    office = Office(database)
    actor = office.holds("e", Role.EDITOR, None, "Bà Biên").id
    clerk = office.holds("c", Role.OFFICIAL, "A", "Y Thử").id
    other = office.holds("o", Role.OFFICIAL, "B", "Lò Thử").id
    answer = _left_open(database, "Trường mầm non nghỉ tết mấy ngày?")
    due = NOW.date() + timedelta(days=2)
    handed = office.deeds.hand(actor, answer, "A", due, NOW, office.key())
    assert (handed.unit_name, handed.told) == ("Sở Một", 1)
    assert [one.kind for one in office.told()] == [HANDED]
    (mine,) = office.handed.mine(clerk, NOW, office.key())
    assert office.handed.mine(other, NOW, office.key()) == ()
    assert office.handed.remind(NOW) == 0
    soon = NOW + timedelta(days=1)
    assert office.handed.remind(soon) == 1
    assert office.handed.remind(soon) == 0, "once a day"
    key = office.key()
    for _ in range(2):
        assert office.handed.reply(clerk, mine.number, "Bảy ngày.", soon, key).told == 0
    with pytest.raises(QuestionSettled):
        office.handed.give_back(clerk, mine.number, soon, office.key())
    kinds = {one.kind for one in office.outbox.take("telegram", soon, 20)}
    assert kinds <= {HANDED, REMINDED, REPLY}
    assert office.handed.everywhere(actor, soon) == ()


def test_the_log_names_editors_deeds_by_numbers_alone(database: Database) -> None:
    office = Office(database)
    actor = office.holds("e", Role.EDITOR, None, "Bà Biên").id
    answer = _left_open(database, "Trường mầm non của Tèo nghỉ tết mấy ngày?")
    office.queue.waiting(actor, NOW, office.key())
    office.deeds.dismiss(actor, answer, Dismissal.OUTSIDE, NOW, office.key())
    entries = office.audit.latest(OPERATOR, NOW)
    deeds = {entry.deed for entry in entries}
    assert {"see questions", "dismiss question"} <= deeds
    assert not any("Tèo" in entry.subject for entry in entries)
    assert office.audit.check().is_whole


def _left_open(database: Database, question: str) -> int:
    answer = Answer(question, AnswerStatus.REFUSED, "Không có.", is_missing=True)
    with database.open_uow() as uow:
        number = uow.answers.add(answer, NOW.date())
        uow.commit()
    return number
