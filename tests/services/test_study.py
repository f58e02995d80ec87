"""Five minutes of study: what is due, what an answer brings, and what does not count."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.errors import StudyFault
from domain.grading import right_picks
from domain.learning import Scope
from domain.study import Choice, ItemType, Skill
from services.registry import Services
from tests.conftest import NOW
from tests.services.learner import Learner, faulted, right_answer, wrong_answer

DAY = timedelta(days=1)
ANYTHING = Scope()


@pytest.fixture
def learner(services: Services) -> Learner:
    return Learner(services)


def test_somebody_new_is_offered_a_few_new_items_of_all_skills(learner: Learner) -> None:
    today = learner.services.study.today(learner.person, NOW)
    assert (today.due, today.new, today.streak, today.open_session) == (0, 5, 0, None)
    assert today.minutes == 3


def test_a_right_answer_is_told_with_its_explanation_and_when_it_returns(learner: Learner) -> None:
    asked = learner.starts()
    told = learner.answers(asked, right_answer(asked.item))
    assert told.is_right
    assert told.whys == ()
    assert told.item.explanation
    assert told.days == 2
    assert told.due_on == date(2026, 6, 12)


def test_a_wrong_answer_says_why_and_returns_tomorrow(learner: Learner) -> None:
    asked = learner.starts_with(ItemType.SINGLE)
    wrong = wrong_answer(asked.item)
    told = learner.answers(asked, wrong)
    assert not told.is_right
    assert told.whys == (asked.item.options[wrong.picks[0]].why,)
    assert told.days == 1


def test_a_right_answer_that_was_not_sure_returns_sooner_than_a_sure_one(learner: Learner) -> None:
    asked = learner.starts()
    unsure = learner.answers(asked, right_answer(asked.item), is_sure=False)
    following = learner.goes_on()
    sure = learner.answers(following, right_answer(following.item))
    assert unsure.is_right
    assert unsure.days < sure.days


def test_a_whole_session_ends_with_what_was_wrong_where(learner: Learner) -> None:
    asked = learner.starts()
    places = {(asked.item.document, asked.item.path)}
    learner.answers(asked, wrong_answer(asked.item))
    count = 1
    while (following := learner.goes_on_if_any()) is not None:
        learner.answers(following, right_answer(following.item))
        count += 1
    ended = learner.services.study.stop(learner.person, NOW, learner.key())
    assert ended is not None
    assert (ended.answered, ended.right) == (count, count - 1)
    assert {(place.document, place.path) for place in ended.often_wrong} == places
    assert ended.streak == 1
    assert learner.services.study.stop(learner.person, NOW, learner.key()) is None


def test_what_is_due_comes_back_the_most_forgotten_first(learner: Learner) -> None:
    codes: list[str] = []
    for asked in learner.studies(wrong={0}):
        codes.append(asked.item.code)
    # After four days all are due; the one that was wrong is the most forgotten.
    later = NOW + 6 * DAY
    today = learner.services.study.today(learner.person, later)
    assert today.due == len(codes)
    first = learner.starts(now=later)
    assert first.item.code == codes[0]
    assert not first.is_new


def test_an_item_that_is_known_stays_away_until_it_is_due(learner: Learner) -> None:
    seen = {asked.item.code for asked in learner.studies()}
    tomorrow = learner.services.study.today(learner.person, NOW + DAY)
    assert tomorrow.due == 0
    again = {asked.item.code for asked in learner.studies(now=NOW + DAY)}
    assert not seen & again


def test_one_studies_a_single_skill_or_document(learner: Learner) -> None:
    one = learner.studies(scope=Scope(skill=Skill.PLAN))
    assert {asked.item.skill for asked in one} == {Skill.PLAN}
    nothing = learner.services.study.start(
        learner.person, Scope(document="khong-co"), NOW, learner.key()
    )
    assert nothing is None


def test_a_session_goes_on_where_it_was_left_on_another_channel(learner: Learner) -> None:
    asked = learner.starts()
    learner.answers(asked, right_answer(asked.item), channel="telegram")
    shown = learner.goes_on()
    assert learner.starts() == shown
    told = learner.answers(shown, right_answer(shown.item), channel="local")
    assert told.is_right
    channels = [one.channel for one in learner.services.study_progress.log(learner.person)]
    assert channels == ["telegram", "local"]


def test_a_replayed_answer_is_told_again_and_logged_once(learner: Learner) -> None:
    asked = learner.starts()
    key = learner.key()
    first = learner.answers(asked, right_answer(asked.item), key=key)
    assert learner.answers(asked, right_answer(asked.item), key=key) == first
    assert len(learner.services.study_progress.log(learner.person)) == 1


def test_a_double_tap_counts_once(learner: Learner) -> None:
    asked = learner.starts()
    learner.answers(asked, right_answer(asked.item))
    with faulted(StudyFault.ANSWERED):
        learner.answers(asked, wrong_answer(asked.item))
    assert len(learner.services.study_progress.log(learner.person)) == 1


def test_a_double_tap_on_next_shows_the_same_item(learner: Learner) -> None:
    asked = learner.starts()
    learner.answers(asked, right_answer(asked.item))
    assert learner.goes_on() == learner.goes_on()


def test_an_old_button_counts_for_nothing(learner: Learner) -> None:
    asked = learner.starts()
    learner.answers(asked, right_answer(asked.item))
    shown = learner.goes_on()
    learner.answers(shown, right_answer(shown.item))
    for number, fault in ((1, StudyFault.ANSWERED), (2, StudyFault.ANSWERED)):
        with faulted(fault):
            learner.answers(replace(asked, number=number), right_answer(asked.item))
    with faulted(StudyFault.NOT_YOURS):
        learner.answers(replace(asked, number=7), right_answer(asked.item))


def test_nothing_is_answered_in_a_session_that_is_over(learner: Learner) -> None:
    asked = learner.starts()
    learner.services.study.stop(learner.person, NOW, learner.key())
    with faulted(StudyFault.ANSWERED):
        learner.answers(asked, right_answer(asked.item))
    with faulted(StudyFault.OVER):
        learner.goes_on()


def test_another_persons_item_cannot_be_answered(services: Services, learner: Learner) -> None:
    asked = learner.starts()
    stranger = Learner(services, "2")
    stranger.starts()
    with faulted(StudyFault.NOT_YOURS):
        stranger.answers(asked, right_answer(asked.item))
    unknown = Learner(services, "3")
    with faulted(StudyFault.NOT_YOURS):
        unknown.answers(asked, right_answer(asked.item))


def test_an_answer_that_no_button_offers_is_refused(learner: Learner) -> None:
    asked = learner.starts_with(ItemType.SINGLE)
    before = learner.services.study_progress.log(learner.person)
    for picks in ((9,), (), (0, 1), (-1,)):
        with faulted(StudyFault.NO_CHOICE):
            learner.answers(asked, Choice(picks))
    assert learner.services.study_progress.log(learner.person) == before


def test_an_item_withdrawn_while_somebody_answers_does_not_count_and_is_left_out(
    learner: Learner,
) -> None:
    asked = learner.starts()
    learner.retires(asked.item.code)
    with faulted(StudyFault.RETIRED):
        learner.answers(asked, right_answer(asked.item))
    following = learner.goes_on()
    assert following.item.code != asked.item.code
    assert learner.services.study_progress.log(learner.person) == ()


def test_an_item_reworded_while_somebody_answers_is_asked_anew_at_the_end(
    learner: Learner,
) -> None:
    asked = learner.starts_with(ItemType.SINGLE)
    learner.edits(asked.item)
    with faulted(StudyFault.RETIRED):
        learner.answers(asked, right_answer(asked.item))
    codes = []
    while (following := learner.goes_on_if_any()) is not None:
        codes.append((following.item.code, following.item.version))
        learner.answers(following, right_answer(following.item))
    assert codes[-1] == (asked.item.code, 2)


def test_a_clock_put_back_lets_no_answer_come_before_its_question(learner: Learner) -> None:
    asked = learner.starts()
    told = learner.answers(asked, right_answer(asked.item), now=NOW - 3 * DAY)
    assert told.due_on > NOW.date()
    logged = learner.services.study_progress.log(learner.person)[0]
    assert logged.answered_at >= logged.shown_at
    again = learner.goes_on(now=NOW - 3 * DAY)
    assert learner.answers(again, right_answer(again.item), now=NOW - 3 * DAY).is_right


@pytest.mark.parametrize("kind", list(ItemType))
def test_every_type_of_item_can_be_answered_right_and_wrong(
    learner: Learner, kind: ItemType
) -> None:
    asked = learner.starts_with(kind)
    told = learner.answers(asked, right_answer(asked.item))
    assert told.is_right
    other = Learner(learner.services, f"other {kind}")
    asked = other.starts_with(kind)
    assert not other.answers(asked, wrong_answer(asked.item)).is_right


def test_choices_are_shown_in_an_order_that_both_screens_share(learner: Learner) -> None:
    asked = learner.starts_with(ItemType.SINGLE)
    assert sorted(asked.order) == list(range(len(asked.item.options)))
    told = learner.answers(asked, Choice(right_picks(asked.item)))
    assert told.order == asked.order
