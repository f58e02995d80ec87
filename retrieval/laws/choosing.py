"""Whether a question is answered from a plan, from a law, or from both."""

from dataclasses import replace

from domain.answers import AnswerStatus
from retrieval.answers.ranking import rank
from retrieval.draft import Draft
from retrieval.facts import Facts
from retrieval.frame import Frame
from retrieval.laws.answers import found_answer
from retrieval.laws.questions import LawQuestion
from retrieval.laws.shelf import LawShelf

_BY_WORDS = {"passage_answer"}
_FAR_BETTER = 0.15


def goes_to_law(asked: LawQuestion, *, has_plans: bool) -> bool:
    """Tell whether a question is put to the laws at once: it names one, or there is no plan."""
    return not has_plans or (asked.is_on_law and not asked.is_on_plan)


def better_by_law(
    asked: LawQuestion,
    shelf: LawShelf,
    found: tuple[str, Draft] | None,
    frame: Frame,
    facts: Facts,
) -> Draft | None:
    """Return the answer of the laws where the plan has none, or one that says far less."""
    if asked.is_on_plan or (found is not None and found[0] not in _BY_WORDS):
        return None
    articles = shelf.find(asked.terms)
    draft = found_answer(asked, articles)
    if found is None or draft is None:
        return draft
    ranked = rank(frame, facts, 1)
    held = ranked[0].coverage if ranked else 0.0
    is_better = articles[0].coverage >= held + _FAR_BETTER
    return draft if is_better and draft.status is not AnswerStatus.PARTIAL else None


def on_laws(frame: Frame, asked: LawQuestion) -> Frame:
    """Return the frame as the next question is to lean on it: its subject is that of the laws."""
    return replace(frame, terms=asked.terms, topic=asked.terms)
