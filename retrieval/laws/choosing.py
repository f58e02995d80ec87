"""Whether a question is answered from a plan, from a law, or from both."""

from dataclasses import replace

from domain.answers import AnswerStatus
from retrieval.answers.ranking import rank
from retrieval.draft import Draft, place_list
from retrieval.facts import Facts
from retrieval.frame import Frame
from retrieval.laws.answers import found_answer, not_loaded, see_also
from retrieval.laws.questions import LawQuestion
from retrieval.laws.shelf import Found, LawShelf

_BY_WORDS = {"passage_answer", "grievance_answer"}
# Fitted on our own questions on the plan and on laws; see docs/answering.md.
_WEIGHTS = {"plan": -7.0, "plan_words": -3.9, "clause": 3.7, "article": 4.3, "title": 3.2}
_BIAS = 1.2
# An article of which the headings hold that share of a question is on the same subject.
_SAME_SUBJECT = 0.35
_GRAVEST = (
    AnswerStatus.CORRECTED,
    AnswerStatus.PARTIAL,
    AnswerStatus.ANSWERED,
    AnswerStatus.REFUSED,
)
# Leads of the law: to tell what may bear on a question, to answer it, to be pointed at beside it.
_SURELY, ENOUGH_FOR_LAW, _ALSO = 1.5, 0.5, -0.5


def goes_to_law(asked: LawQuestion, *, has_plans: bool) -> bool:
    """Tell whether a question is put to the laws at once: it names one, or there is no plan."""
    return not has_plans or (asked.is_on_law and not asked.names_plan)


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
    if asked.missing:
        return not_loaded(asked.missing[0]) if found is None else None
    articles = shelf.find(asked.subject, asked.terms)
    draft = found_answer(asked, articles, shelf)
    if found is None or draft is None:
        return draft
    # How to complain is a matter of law wherever a law on it is loaded.
    is_grievance = found[0] == "grievance_answer"
    lead = _lead_of_law(articles[0], frame, facts)
    if lead > ENOUGH_FOR_LAW or is_grievance:
        # On law, though no article says it plainly: what bears on it, told as such.
        return draft if is_grievance or lead > _SURELY or _is_whole(draft) else None
    is_same_subject = articles[0].in_title >= _SAME_SUBJECT
    if lead > _ALSO and is_same_subject and _is_whole(draft) and _is_whole(found[1]):
        return told_apart(found[1], draft, facts)
    if lead > _ALSO:
        return replace(found[1], lines=(*found[1].lines, see_also(articles[0])))
    return None


def told_apart(plan: Draft, law: Draft, facts: Facts) -> Draft:
    """Return what a plan and a law say to one question, each under its name."""
    said = "\n".join(plan.lines)
    unsaid = place_list(one for one in plan.evidence if one.path not in said)
    places = (unsaid,) if unsaid and not plan.names_places else ()
    lines = (f"Theo {facts.name.lower()}:", *plan.lines, *places, "Theo luật:", *law.lines)
    both = {plan.status, law.status}
    return replace(
        plan,
        lines=lines,
        evidence=(*plan.evidence, *law.evidence),
        status=next(status for status in _GRAVEST if status in both),
        passages=(*plan.passages, *law.passages),
        names_places=True,
    )


def _is_whole(draft: Draft) -> bool:
    return draft.status is not AnswerStatus.PARTIAL


def _lead_of_law(found: Found, frame: Frame, facts: Facts) -> float:
    ranked = rank(frame, facts, 1)
    own = facts.index.rank(frame.terms, 1, by_own_words=True)
    return lead_of_law(
        found, ranked[0].coverage if ranked else 0.0, own[0].coverage if own else 0.0
    )


def lead_of_law(found: Found, in_plan: float, in_own_words: float) -> float:
    """Return by how much (log odds) a question is one on law rather than on the plan.

    `in_plan` is how much of it stands in the plan's best passage, with the everyday wordings of
    that passage, and `in_own_words` without them.
    """
    values = {
        "plan": in_plan,
        "plan_words": in_own_words,
        "clause": found.in_clause,
        "article": found.coverage,
        "title": found.in_title,
    }
    return _BIAS + sum(_WEIGHTS[name] * value for name, value in values.items())


def on_laws(frame: Frame, asked: LawQuestion) -> Frame:
    """Return the frame as the next question is to lean on it: its subject is that of the laws."""
    return replace(frame, terms=asked.terms, topic=asked.terms)
