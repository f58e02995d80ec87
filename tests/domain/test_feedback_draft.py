"""Writing feedback: every question once, back and forth without losing what was answered."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases import CaseKind, Conduct, Identity, SubjectKind
from domain.feedback_draft import Ask, FeedbackDraft, Follow, KeptFile
from domain.incident_times import is_ahead

ANSWERS: dict[Ask, st.SearchStrategy[dict[str, Any]]] = {
    Ask.KIND: st.fixed_dictionaries({"kind": st.sampled_from(CaseKind)}),
    Ask.WHERE: st.fixed_dictionaries({"place": st.text(max_size=20)}),
    Ask.WHOM: st.fixed_dictionaries(
        {"subject": st.sampled_from(SubjectKind), "is_head": st.booleans()}
    ),
    Ask.CONDUCT: st.fixed_dictionaries({"conduct": st.sampled_from(Conduct)}),
    Ask.KNOWN: st.fixed_dictionaries({"identity": st.sampled_from(Identity)}),
    Ask.FOLLOW: st.fixed_dictionaries({"follow": st.sampled_from(Follow)}),
    Ask.FILES: st.just({"files": (KeptFile("a" * 32, "photo"),)}),
}
NOTHING: st.SearchStrategy[dict[str, Any]] = st.just({})


@given(st.data())
def test_however_one_goes_back_and_forth_the_review_comes_once_all_is_answered(
    data: st.DataObject,
) -> None:
    draft = FeedbackDraft(on_behalf=data.draw(st.booleans()))
    for _ in range(data.draw(st.integers(0, 12))):
        step = data.draw(st.sampled_from(["answer", "back", "jump"]))
        if step == "back":
            draft = draft.back()
        elif step == "jump":
            draft = draft.at_question(data.draw(st.sampled_from(draft.questions[:-1])))
        elif draft.at is not Ask.REVIEW:
            draft = draft.answered(draft.at, **data.draw(ANSWERS.get(draft.at, NOTHING)))
        assert draft.at in draft.questions
        assert FeedbackDraft.read(draft.payload()) == draft
    for _ in range(len(Ask)):
        if draft.at is Ask.REVIEW:
            break
        draft = draft.answered(draft.at)
    # One may have gone back from the review to a question that was answered before.
    draft = draft.onward()
    assert draft.at is Ask.REVIEW
    assert set(draft.questions) - {Ask.REVIEW} <= set(draft.done)


def test_who_changes_one_answer_comes_back_to_the_review() -> None:
    draft = FeedbackDraft()
    while draft.at is not Ask.REVIEW:
        draft = draft.answered(draft.at)
    changed = draft.at_question(Ask.WHAT).told("thêm một câu").answered(Ask.WHAT)
    assert (changed.at, changed.what) == (Ask.REVIEW, "thêm một câu")


def test_praise_is_asked_for_no_misconduct() -> None:
    draft = FeedbackDraft().answered(Ask.KIND, kind=CaseKind.PRAISE)
    assert Ask.CONDUCT not in draft.questions


def test_an_official_who_writes_for_a_citizen_is_not_asked_where_to_be_told() -> None:
    assert Ask.FOLLOW not in FeedbackDraft(on_behalf=True).questions


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("sáng 20/11/2026", False),
        ("24/11/2026", True),
        ("ngày 5 tháng 1 năm 2027", True),
        ("24-11-26", True),
        ("hôm qua, lúc 8 giờ", False),
        ("ngày mai", True),
        ("sang mai 8h", True),
        ("khoảng 25/12", False),
        ("31/02/2027 hay gì đó", False),
        ("đầu năm 2026", False),
        ("năm 2027", True),
        ("không nhớ", False),
        ("", False),
    ],
)
def test_a_time_that_lies_ahead_is_noticed(text: str, ahead: bool) -> None:
    assert is_ahead(text, date(2026, 11, 23)) is ahead


@given(st.text(max_size=80))
def test_any_text_may_stand_for_a_time(text: str) -> None:
    is_ahead(text, date(2026, 11, 23))
