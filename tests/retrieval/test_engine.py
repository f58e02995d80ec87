"""The engine as a whole: follow-ups, several questions at once, any text at all, honest numbers."""

import json
import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.answers import AnswerStatus
from domain.register import Document
from retrieval.engine import AnswerEngine
from tests.retrieval.asking import TODAY, Desk, places, shipped_documents
from tests.retrieval.question_files import TESTS

ASK = "Nhiệm vụ 2 ai chủ trì?"
SCRAPS = [
    "nhóm", "nhiệm vụ", "chỉ tiêu", "sở nội vụ", "xã", "ai chủ trì", "bao nhiêu", "phải không",
    "khi nào", "nào", "nhất", "II.2.k", "98%", "quý 3", "30/6", "điểm d", "phụ lục", "điều 12",
    "không", "thế còn", "trích", "?", ",", "\n",
]  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_COUNTED = re.compile(r"còn \d+ ngày|qua hạn \d+ ngày|\(\d+/\d+\)")


@pytest.mark.parametrize(
    ("question", "earlier", "cited"),
    [
        ("thế ai phối hợp", "nhiệm vụ 2 ai chủ trì", {"III.2.d"}),
        ("hạn khi nào", "nhóm 2 ai chủ trì", {"III.2.đ"}),
        ("còn nhóm 5", "nhiệm vụ 2 ai chủ trì", {"III.5.c"}),
        ("thế còn đúng hạn", "chỉ tiêu hài lòng bao nhiêu", {"II.2.k"}),
        ("the ai phoi hop", "nhiem vu 4 ai chu tri", {"III.4.d"}),
    ],
)
def test_a_follow_up_goes_on_with_the_topic(
    desk: Desk, question: str, earlier: str, cited: set[str]
) -> None:
    assert places(desk.ask(question, earlier)) == cited


def test_a_new_topic_does_not_carry_the_old_one(desk: Desk) -> None:
    assert places(desk.ask("mức độ hài lòng phải đạt bao nhiêu", ASK)) == {"II.2.i"}


def test_that_department_is_the_one_just_spoken_of(desk: Desk) -> None:
    assert "V.2" in places(desk.ask("sở đó còn làm gì nữa", "nhóm 6 ai chủ trì"))


def test_a_refused_question_gives_no_topic(desk: Desk) -> None:
    alone = desk.ask("hạn khi nào", "nhóm 2 ai chủ trì")
    between = desk.ask("hạn khi nào", "nhóm 2 ai chủ trì", "giá vàng hôm nay")
    assert between.citations == alone.citations


def test_the_questions_of_one_message_are_answered_in_turn(desk: Desk) -> None:
    answer = desk.ask("nhiệm vụ 2 ai chủ trì? mức độ hài lòng phải đạt bao nhiêu?")
    assert places(answer) == {"III.2.c", "II.2.i"}
    assert answer.text.index("Sở Nội vụ") < answer.text.index("98%")


def test_lines_are_questions_too(desk: Desk) -> None:
    answer = desk.ask("nhiệm vụ 2 ai chủ trì\nnhóm 6 ai chủ trì")
    assert places(answer) == {"III.2.c", "III.6.c"}


def test_the_part_that_has_no_answer_is_named(desk: Desk) -> None:
    answer = desk.ask("nhiệm vụ 2 ai chủ trì? thời tiết thế nào?")
    assert answer.status is AnswerStatus.PARTIAL
    assert "thời tiết" in answer.text
    assert places(answer) == {"III.2.c"}


def test_with_several_plans_the_named_one_answers(three_plans: Desk) -> None:
    answer = three_plans.ask("kế hoạch 87 của tỉnh Lam Giang ai ký")
    assert "Phan Quỳnh Hoa" in answer.text
    assert len({citation.document for citation in answer.citations}) == 1


def test_with_several_plans_the_answer_says_which_it_comes_from(three_plans: Desk) -> None:
    answer = three_plans.ask("nhiệm vụ 2 ai chủ trì")
    assert answer.text.startswith("Theo ")
    assert {c.document for c in answer.citations} == {three_plans.plan.info.slug}


def test_a_subject_that_only_one_plan_has_finds_that_plan(three_plans: Desk) -> None:
    answer = three_plans.ask("trồng mới bao nhiêu cây xanh dọc đường liên thôn")
    assert "3.200" in answer.text


def test_one_document_alone_can_be_asked(three_plans: Desk) -> None:
    slug = next(d.info.slug for d in three_plans.shelf.documents() if "tan-phuoc" in d.info.slug)
    answer = three_plans.ask("ai ký", document=slug)
    assert "Lương Bá Thiện" in answer.text
    assert {citation.document for citation in answer.citations} == {slug}


def test_a_document_that_is_not_there_answers_nothing(desk: Desk) -> None:
    answer = desk.ask(ASK, document="khong-co")
    assert (answer.status, answer.citations) == (AnswerStatus.REFUSED, ())


@pytest.mark.parametrize("typed", ["", "  ", "\n\n", "😀🎉", "???", "12345", "\u200b", "…"])
def test_a_message_without_words_is_asked_for_words(desk: Desk, typed: str) -> None:
    answer = desk.ask(typed)
    assert (answer.status, answer.citations) == (AnswerStatus.REFUSED, ())
    assert "gõ" in answer.text


@pytest.mark.parametrize(
    "typed",
    [
        unicodedata.normalize("NFD", ASK),
        "Nhi\u200bệm v\u200bụ 2 ai ch\ufeffủ trì?",
        "<b>Nhiệm vụ 2</b> ai chủ trì?<script>alert(1)</script>",
        "**Nhiệm vụ 2** _ai_ `chủ trì`?",
        "Nhiệm vụ 2 ai chủ trì'; DROP TABLE documents; --",
        "Nhiệm vụ 2 负责 ai chủ trì",
        "NHIỆM VỤ 2 AI CHỦ TRÌ???",
        "nhiêm vu 2 ai chu tri",
        "Nhiệm vụ 2 ai chủ trì? 😀",
        f"{ASK} " * 4000,
    ],
    ids=["nfd", "zero-width", "html", "markdown", "sql", "mixed-scripts", "capitals",
         "half-accented", "emoji", "100-kB"],
)  # fmt: skip
def test_dressing_does_not_change_the_answer(desk: Desk, typed: str) -> None:
    honest, answer = desk.ask(ASK), desk.ask(typed)
    assert (answer.status, answer.citations) == (honest.status, honest.citations)
    assert answer.text == honest.text


@pytest.mark.parametrize("typed", ["'; DROP TABLE documents; --", "x" * 100_000, "<a href='x'>"])
def test_text_that_asks_nothing_is_refused(desk: Desk, typed: str) -> None:
    answer = desk.ask(typed)
    assert (answer.status, answer.citations) == (AnswerStatus.REFUSED, ())
    assert "DROP" not in answer.text


@given(st.text(max_size=120) | st.lists(st.sampled_from(SCRAPS), max_size=12).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_any_text_is_answered_without_fail_and_a_refusal_cites_nothing(
    desk: Desk, typed: str
) -> None:
    answer = desk.ask(typed)
    assert isinstance(answer.status, AnswerStatus)
    assert answer.text.strip()
    assert len(answer.text) <= 6000
    assert all(c.path in _by_slug(desk)[c.document].by_path for c in answer.citations)
    assert answer.status is not AnswerStatus.REFUSED or not answer.citations


def test_no_number_is_invented(desk: Desk) -> None:
    """Every number stands in the documents or the question, or counts what is there."""
    written = {n for d in desk.shelf.documents() for n in _numbers(_text_of(d))}
    counts = {str(count) for count in range(len(desk.plan.targets) + 1)}
    for question in json.loads((TESTS / "questions" / "plan.json").read_text(encoding="utf-8")):
        day = date.fromisoformat(question["as_of"])
        answer = desk.ask(question["question"], *question["history"], on=day)
        asked = _numbers(" ".join([question["question"], *question["history"]]))
        told = _numbers(_COUNTED.sub(" ", answer.text))
        strange = told - written - counts - asked - _of_days(desk, day)
        assert not strange, f"{question['id']}: {strange} in {answer.text}"


@pytest.mark.parametrize(
    ("on", "left"), [(date(2026, 6, 1), "29"), (date(2026, 6, 30), "hôm nay"), (TODAY, "20")]
)
def test_days_left_are_the_difference_of_two_days(desk: Desk, on: date, left: str) -> None:
    answer = desk.ask("rà soát, đánh giá tổng thể đội ngũ còn mấy ngày", on=on)
    assert left in answer.text


def test_the_same_question_has_the_same_answer_twice(desk: Desk) -> None:
    assert desk.ask(ASK) == desk.ask(ASK)


def test_related_questions_are_answered_too(desk: Desk) -> None:
    for question in desk.ask(ASK).related:
        assert desk.ask(question).status is not AnswerStatus.REFUSED


def test_the_engine_follows_its_documents(province: Desk) -> None:
    shelf = _ChangingShelf(shipped_documents())
    engine = AnswerEngine(shelf)
    assert "Đỗ Hữu Huy" in engine.answer("ai ký", as_of=TODAY).text
    shelf.held = (province.plan,)
    assert "Phan Quỳnh Hoa" in engine.answer("ai ký", as_of=TODAY).text


class _ChangingShelf:
    """Documents that are exchanged while the engine runs."""

    def __init__(self, held: tuple[Document, ...]) -> None:
        self.held = held

    def version(self) -> str:
        return ",".join(document.info.slug for document in self.held)

    def documents(self, as_of: date | None = None) -> tuple[Document, ...]:
        return tuple(sorted(self.held, key=lambda document: not document.tasks))


def _by_slug(desk: Desk) -> dict[str, Document]:
    return {document.info.slug: document for document in desk.shelf.documents()}


def _numbers(text: str) -> set[str]:
    return {number.lstrip("0") or "0" for number in _NUMBER.findall(text)}


def _text_of(document: Document) -> str:
    paragraphs = [paragraph.text for paragraph in document.by_key.values()]
    names = [f"{p.path} {p.heading}" for p in document.provisions]
    cited = [f"{c.number} {c.issued:%d/%m/%Y}" for c in document.cited if c.issued]
    return " ".join([*paragraphs, *names, *cited])


def _of_days(desk: Desk, day: date) -> set[str]:
    """Return the numbers in the days themselves: of the question, and of what is due."""
    days = [day, *(m.due for m in desk.plan.milestones if m.due)]
    return {number for each in days for number in _numbers(f"{each:%d %m %Y}")}
