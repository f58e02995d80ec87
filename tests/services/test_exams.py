"""Exams: the roster and the hours, no word before the end, an honest clock, and the organiser."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.errors import (
    AlreadyDecided,
    CodeFault,
    CodeUnusable,
    ExamRefused,
    ExamUnusable,
    NotAllowed,
    NotAName,
    StudyFault,
    TooManyGuesses,
)
from domain.exams import Blueprint, ExamFault
from domain.roles import Role
from domain.study import ItemState, Skill
from services.exam_desk import CANCELLED, INVITED
from services.exam_results import FINISHED
from services.registry import Services
from services.rights import OPERATOR
from services.study_views import Asked, Recorded, Result
from tests.conftest import NOW
from tests.services.conftest import open_at
from tests.services.learner import Learner, faulted, right_answer, wrong_answer

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PAPER = Blueprint({Skill.PLAN: 5}, minutes=10, attempts=2, pass_mark=60)
UNIT = "SNV"


class Candidate(Learner):
    """Somebody who sits exams."""

    def begins(self, exam: int, now: datetime = NOW) -> Asked:
        """Return the first item of an attempt."""
        asked = self.services.exams.begin(self.person, exam, now, self.key())
        assert asked is not None
        return asked

    def gives(
        self,
        asked: Asked,
        is_right: bool = True,
        now: datetime = NOW,
        channel: str = "telegram",
        key: str | None = None,
    ) -> Recorded:
        """Answer an item of an attempt."""
        choice = (right_answer if is_right else wrong_answer)(asked.item)
        return self.services.exams.answer(
            *(self.person, asked.session, asked.number, choice, channel, now),
            key or self.key(),
        )

    def next_one(self, asked: Asked, now: datetime = NOW) -> Asked | None:
        """Return the next item of an attempt."""
        return self.services.exams.next(self.person, asked.session, now, self.key())

    def sits(self, exam: int, right: int = 99, now: datetime = NOW) -> Result:
        """Answer a whole exam, so many items right, and return the result."""
        first = self.begins(exam, now)
        asked: Asked | None = first
        while asked is not None:
            self.gives(asked, asked.number <= right, now)
            asked = self.next_one(asked, now)
        return self.services.exams.finish(self.person, first.session, now, self.key())


@pytest.fixture
def candidates(services: Services) -> list[Candidate]:
    """Return three officials of a unit; the first manages it."""
    people = [Candidate(services, f"candidate {number}") for number in range(3)]
    with services.database.open_uow() as uow:
        for at, one in enumerate(people):
            role = Role.OFFICIAL if at else Role.MANAGER
            uow.roles.grant(one.person, role, UNIT, NOW.date(), None)
            uow.names.put(one.person, f"Người {at}")
        uow.commit()
    return people


@pytest.fixture
def manager(candidates: list[Candidate]) -> Candidate:
    return candidates[0]


@pytest.fixture
def exam(services: Services, manager: Candidate) -> int:
    made = services.exam_desk.create(
        *(manager.person, UNIT, "Kiểm tra quý III", PAPER, NOW, NOW + 2 * HOUR, NOW),
        manager.key(),
    )
    return made.exam


def kinds(services: Services, channel: str = "telegram") -> list[str]:
    """Return the kinds of what people are told."""
    told = services.outbox.take(channel, NOW + HOUR, 50)
    for one in told:
        services.outbox.accepted(one)
    return [one.kind for one in told]


def test_everybody_of_the_unit_is_on_the_roster_and_is_told(
    services: Services, candidates: list[Candidate], exam: int
) -> None:
    assert kinds(services) == [INVITED] * 3
    card = services.exams.card(candidates[1].person, exam, NOW)
    assert (card.title, card.items, card.minutes) == ("Kiểm tra quý III", 5, 10)
    assert (card.attempts_left, card.is_open, card.attempt, card.best) == (2, True, None, None)
    assert services.exams.listed(candidates[1].person, NOW) == (card,)


def test_whoever_is_not_on_the_roster_finds_no_exam(services: Services, exam: int) -> None:
    stranger = Candidate(services, "stranger")
    assert services.exams.listed(stranger.person, NOW) == ()
    for attempt in (
        lambda: services.exams.card(stranger.person, exam, NOW),
        lambda: stranger.begins(exam),
    ):
        with pytest.raises(ExamRefused) as caught:
            attempt()
        assert caught.value.fault == ExamFault.ROSTER


def test_only_people_of_the_unit_get_on_the_roster(
    services: Services, manager: Candidate, candidates: list[Candidate]
) -> None:
    stranger = Candidate(services, "stranger")
    made = services.exam_desk.create(
        *(manager.person, UNIT, "Nhỏ", PAPER, NOW, NOW + HOUR, NOW, manager.key()),
        [candidates[1].person, stranger.person],
    )
    assert made.roster == 1
    with pytest.raises(ExamUnusable) as caught:
        services.exam_desk.create(
            *(manager.person, UNIT, "Nhỏ", PAPER, NOW, NOW + HOUR, NOW, manager.key()),
            [stranger.person],
        )
    assert caught.value.fault == ExamFault.ROSTER


@pytest.mark.parametrize(
    ("paper", "fault"),
    [
        (Blueprint({Skill.PLAN: 0}, minutes=10), ExamFault.COUNT),
        (Blueprint({Skill.PLAN: 5}, minutes=0), ExamFault.MINUTES),
        (Blueprint({Skill.PLAN: 5}, minutes=10, attempts=0), ExamFault.ATTEMPTS),
        (Blueprint({Skill.PLAN: 5}, minutes=10, pass_mark=101), ExamFault.PASS_MARK),
        (Blueprint({Skill.SITUATIONS: 99}, minutes=10), ExamFault.POOL),
    ],
)
def test_an_exam_that_cannot_be_is_refused(
    services: Services, manager: Candidate, paper: Blueprint, fault: ExamFault
) -> None:
    with pytest.raises(ExamUnusable) as caught:
        services.exam_desk.create(
            *(manager.person, UNIT, "Thử", paper, NOW, NOW + HOUR, NOW, manager.key())
        )
    assert caught.value.fault == fault


def test_an_exam_needs_a_title_and_hours_that_lie_ahead(
    services: Services, manager: Candidate
) -> None:
    for title, opens, closes in (
        (" ", NOW, NOW + HOUR),
        ("Thử", NOW, NOW),
        ("Thử", NOW - HOUR, NOW - MINUTE),
    ):
        with pytest.raises(ExamUnusable):
            services.exam_desk.create(
                *(manager.person, UNIT, title, PAPER, opens, closes, NOW, manager.key())
            )


def test_nothing_of_an_answers_worth_is_told_before_the_end(
    services: Services, candidates: list[Candidate], exam: int
) -> None:
    one = candidates[1]
    asked = one.begins(exam)
    recorded = one.gives(asked)
    assert (recorded.number, recorded.of, recorded.is_last) == (1, 5, False)
    assert services.study_progress.log(one.person) == ()
    assert services.study_progress.of(one.person, NOW).answered == 0
    assert "study_answers" not in services.privacy.export(one.person)
    with faulted(StudyFault.OVER):
        services.exams.result(one.person, asked.session)
    services.exams.finish(one.person, asked.session, NOW, one.key())
    assert len(services.study_progress.log(one.person)) == 1


def test_the_result_counts_what_was_right_and_names_the_places_of_the_rest(
    services: Services, candidates: list[Candidate], exam: int
) -> None:
    result = candidates[1].sits(exam, right=3)
    assert (result.score.right, result.score.counted, result.score.percent) == (3, 5, 60)
    assert result.score.has_passed
    assert sum(place.wrong for place in result.wrong) == 2
    assert (result.answered, result.of, result.attempts_left) == (5, 5, 1)
    assert result.may_certify


def test_an_attempt_that_fails_may_be_tried_again_as_often_as_allowed(
    services: Services, candidates: list[Candidate], exam: int
) -> None:
    one = candidates[1]
    assert not one.sits(exam, right=2).score.has_passed
    assert one.sits(exam).score.has_passed
    with pytest.raises(ExamRefused) as caught:
        one.begins(exam)
    assert caught.value.fault == ExamFault.ATTEMPTS
    card = services.exams.card(one.person, exam, NOW)
    assert card.best is not None
    assert (card.attempts_left, card.best.percent) == (0, 100)


def test_two_people_get_other_items_or_another_order(
    candidates: list[Candidate], exam: int
) -> None:
    drawn = []
    for one in candidates:
        asked: Asked | None = one.begins(exam)
        codes = []
        while asked is not None:
            codes.append(asked.item.code)
            one.gives(asked)
            asked = one.next_one(asked)
        drawn.append(codes)
        assert len(set(codes)) == 5
    assert drawn[0] != drawn[1] != drawn[2]


def test_an_exam_opens_and_closes_at_its_hours(
    candidates: list[Candidate], exam: int, services: Services, manager: Candidate
) -> None:
    for moment in (NOW - MINUTE, NOW + 2 * HOUR):
        with pytest.raises(ExamRefused) as caught:
            candidates[1].begins(exam, moment)
        assert caught.value.fault == ExamFault.HOURS
    late = candidates[1].begins(exam, NOW + 2 * HOUR - MINUTE)
    assert late.ends_at == NOW + 2 * HOUR


def test_the_minutes_go_on_through_a_restart_and_on_another_channel(
    services: Services, candidates: list[Candidate], exam: int, var_dir: Path
) -> None:
    one = candidates[1]
    asked = one.begins(exam)
    one.gives(asked, channel="telegram")
    reopened = open_at(var_dir)
    try:
        back = Candidate(reopened, "candidate 1")
        again = back.begins(exam, NOW + 4 * MINUTE)
        assert (again.session, again.number) == (asked.session, 2)
        assert again.ends_at == asked.ends_at == NOW + 10 * MINUTE
        back.gives(again, now=NOW + 5 * MINUTE, channel="local")
    finally:
        reopened.close()


def test_time_runs_out_and_what_was_answered_counts(
    services: Services, candidates: list[Candidate], exam: int
) -> None:
    one = candidates[1]
    asked = one.begins(exam)
    one.gives(asked)
    shown = one.next_one(asked)
    assert shown is not None
    one.gives(shown, now=NOW + 10 * MINUTE + timedelta(seconds=5))
    late = NOW + 11 * MINUTE
    with faulted(StudyFault.OVER):
        one.next_one(asked, late)
    kinds(services)
    assert services.exams.finish_due(late) == 1
    assert services.exams.finish_due(late) == 0
    assert kinds(services) == [FINISHED]
    result = services.exams.result(one.person, asked.session)
    assert (result.score.right, result.answered, result.is_late) == (2, 2, True)
    assert result.finished_at == NOW + 10 * MINUTE


def test_an_answer_after_the_end_is_refused_even_if_the_clock_was_put_back(
    candidates: list[Candidate], exam: int
) -> None:
    one = candidates[1]
    asked = one.begins(exam)
    one.gives(asked, now=NOW + 9 * MINUTE)
    shown = one.next_one(asked, NOW + 9 * MINUTE)
    assert shown is not None
    one.gives(shown, now=NOW - HOUR)
    # The clock that was put back gave no minute again.
    third = one.next_one(shown, NOW - HOUR)
    assert third is not None
    with faulted(StudyFault.OVER):
        one.gives(third, now=NOW + 11 * MINUTE)


def test_a_double_tap_or_an_old_button_changes_no_answer(
    services: Services, candidates: list[Candidate], exam: int
) -> None:
    one = candidates[1]
    asked = one.begins(exam)
    key = one.key()
    assert one.gives(asked, key=key) == one.gives(asked, key=key)
    with faulted(StudyFault.ANSWERED):
        one.gives(asked, is_right=False)
    with faulted(StudyFault.NOT_YOURS):
        one.gives(replace(asked, number=4))
    with faulted(StudyFault.NOT_YOURS):
        candidates[2].gives(asked)


def test_beginning_twice_goes_on_with_the_same_attempt(
    candidates: list[Candidate], exam: int
) -> None:
    one = candidates[1]
    assert one.begins(exam) == one.begins(exam)


def test_an_item_withdrawn_during_the_exam_counts_neither_for_nor_against(
    services: Services, candidates: list[Candidate], exam: int
) -> None:
    one = candidates[1]
    first = one.begins(exam)
    one.gives(first, is_right=False)
    second = one.next_one(first)
    assert second is not None
    for asked in (first, second):
        one.retires(asked.item.code)
    third = one.next_one(first)
    assert third is not None
    assert third.number == 3
    asked_now: Asked | None = third
    while asked_now is not None:
        one.gives(asked_now)
        asked_now = one.next_one(asked_now)
    result = services.exams.finish(one.person, first.session, NOW, one.key())
    assert (result.score.right, result.score.counted) == (3, 3)


def test_the_organiser_sees_results_by_name_and_nobody_else_does(
    services: Services, candidates: list[Candidate], manager: Candidate, exam: int
) -> None:
    candidates[1].sits(exam, right=2)
    candidates[2].begins(exam)
    results = services.exam_desk.results(manager.person, exam, NOW, manager.key())
    assert (results.roster, results.began, results.finished, results.passed) == (3, 2, 1, 0)
    told = {one.name: (one.attempts, one.is_running) for one in results.candidates}
    assert told == {"Người 0": (0, False), "Người 1": (1, False), "Người 2": (1, True)}
    with services.database.open_uow() as uow:
        for role in (Role.MANAGER, Role.ADMINISTRATOR):
            uow.roles.grant(candidates[2].person, role, UNIT, NOW.date(), None)
        uow.commit()
    for other in candidates[1:]:
        with pytest.raises(NotAllowed):
            services.exam_desk.results(other.person, exam, NOW, other.key())


def test_an_organiser_without_the_right_sees_no_results_any_more(
    services: Services, manager: Candidate, exam: int
) -> None:
    held = services.staff.me(manager.person, NOW).roles[0]
    services.staff.end_role(OPERATOR, held.id, NOW, manager.key())
    with pytest.raises(NotAllowed):
        services.exam_desk.results(manager.person, exam, NOW, manager.key())


def test_a_cancelled_exam_cannot_be_begun_and_its_roster_is_told(
    services: Services, candidates: list[Candidate], manager: Candidate, exam: int
) -> None:
    kinds(services)
    services.exam_desk.cancel(manager.person, exam, NOW, manager.key())
    assert kinds(services) == [CANCELLED] * 3
    assert services.exams.listed(candidates[1].person, NOW) == ()
    with pytest.raises(ExamRefused):
        candidates[1].begins(exam)
    with pytest.raises(AlreadyDecided):
        services.exam_desk.cancel(manager.person, exam, NOW, manager.key())


def test_the_same_wrong_answers_are_a_question_to_the_organiser(
    services: Services, candidates: list[Candidate], manager: Candidate
) -> None:
    kept = 12
    with services.database.open_uow() as uow:
        for outline in uow.items.outlines((Skill.PLAN,))[kept:]:
            uow.items.set_state(outline.id, ItemState.RETIRED, NOW)
        uow.commit()
    paper = Blueprint({Skill.PLAN: kept}, minutes=60)
    made = services.exam_desk.create(
        *(manager.person, UNIT, "Tất cả", paper, NOW, NOW + HOUR, NOW, manager.key())
    )
    for one in candidates[1:]:
        one.sits(made.exam, right=0)
    results = services.exam_desk.results(manager.person, made.exam, NOW, manager.key())
    same = [one for one in results.questions if one.kind == "same"]
    assert [(sorted(one.names), one.seen, one.of) for one in same] == [
        (["Người 1", "Người 2"], kept, kept)
    ]
    assert results.hardest


def test_one_practises_alone_and_gets_no_certificate(services: Services) -> None:
    one = Candidate(services)
    asked = services.exams.practise(one.person, "Thi thử", PAPER, NOW, one.key())
    assert asked.number == 1
    result = services.exams.finish(one.person, asked.session, NOW, one.key())
    assert (result.score.right, result.may_certify) == (0, False)
    assert services.exams.listed(one.person, NOW) == ()


def test_a_certificate_is_issued_once_and_tells_only_what_is_printed(
    services: Services, candidates: list[Candidate], exam: int
) -> None:
    one = candidates[1]
    result = one.sits(exam, right=4)
    made = services.certificates.issue(one.person, result.attempt, "Nguyễn Văn A", NOW, one.key())
    again = services.certificates.issue(one.person, result.attempt, "Tên khác", NOW, one.key())
    assert again == made
    anybody = services.people.arrive("telegram", "anybody", NOW, one.key())
    for typed in (made.code, made.code.replace("-", " ").lower()):
        found = services.certificates.check(anybody.account_id, typed, NOW, one.key())
        assert found == made
    assert (made.name, made.unit_name, made.exam) == (
        "Nguyễn Văn A",
        "Sở Nội vụ",
        "Kiểm tra quý III",
    )
    assert (made.passed_on, made.right, made.counted) == (NOW.date(), 4, 5)
    assert services.certificates.own(one.person) == (made,)


def test_no_certificate_for_what_was_not_passed_or_is_somebody_elses(
    services: Services, candidates: list[Candidate], exam: int
) -> None:
    failed = candidates[1].sits(exam, right=0)
    with faulted(StudyFault.OVER):
        services.certificates.issue(
            candidates[1].person, failed.attempt, "Nguyễn Văn A", NOW, candidates[1].key()
        )
    passed = candidates[2].sits(exam)
    with faulted(StudyFault.NOT_YOURS):
        services.certificates.issue(
            candidates[1].person, passed.attempt, "Nguyễn Văn A", NOW, candidates[1].key()
        )
    with pytest.raises(NotAName):
        services.certificates.issue(
            candidates[2].person, passed.attempt, "12345", NOW, candidates[2].key()
        )


def test_guessing_certificates_ends_after_a_few_tries(services: Services) -> None:
    one = Candidate(services)
    for _ in range(5):
        with pytest.raises(CodeUnusable) as caught:
            services.certificates.check(
                one.account.account_id, "AAAA-AAAA-AAAA-AAAA", NOW, one.key()
            )
        assert caught.value.fault is CodeFault.UNKNOWN
    with pytest.raises(TooManyGuesses):
        services.certificates.check(one.account.account_id, "AAAA-AAAA-AAAA-AAAA", NOW, one.key())


def test_titles_names_and_reasons_are_nowhere_to_be_read(
    services: Services, candidates: list[Candidate], manager: Candidate, var_dir: Path
) -> None:
    title, name, reason = "Kiểm-tra-zuyênthầm", "Hoàng Quyzơ", "sai-zuyênlạ"
    made = services.exam_desk.create(
        *(manager.person, UNIT, title, PAPER, NOW, NOW + HOUR, NOW, manager.key())
    )
    result = candidates[1].sits(made.exam)
    services.certificates.issue(candidates[1].person, result.attempt, name, NOW, manager.key())
    code = next(iter(services.bank.items(OPERATOR, NOW))).item.code
    services.bank.retire(OPERATOR, code, reason, NOW, manager.key())
    content = b"".join(path.read_bytes() for path in var_dir.rglob("*") if path.is_file())
    assert "Sở Nội vụ".encode() in content
    assert [word for word in (title, name, reason) if word.encode() in content] == []
