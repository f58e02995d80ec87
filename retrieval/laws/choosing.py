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
_WEIGHTS = {
    "plan": -5.3,
    "plan_words": -2.3,
    "clause": 2.3,
    "titles": 2.1,
    "law": 0.7,
    "pairs": 1.0,
    "wording": 1.8,
    "worth": 0.19,
    "structure": -2.4,
}
_BIAS = -1.1
_GRAVEST = (
    AnswerStatus.CORRECTED,
    AnswerStatus.PARTIAL,
    AnswerStatus.ANSWERED,
    AnswerStatus.REFUSED,
)
_NO_PAIRS = 0.5
# Leads of the law: to answer alone, to be told beside the plan, to be pointed at.
ENOUGH_FOR_LAW, _BOTH, _ALSO = 0.7, 0.0, -1.0
# What is read off the plan's facts though its passages hold less of the question than this may
# have gone by a form of words.
_LITTLE = 0.5


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
    """Return the answer of the laws, or of both, where the plan has none or says far less."""
    if asked.is_on_plan:
        return None
    if asked.missing:
        return not_loaded(asked.missing[0]) if found is None else None
    is_structural = found is not None and found[0] not in _BY_WORDS
    ranked = rank(frame, facts, 1)
    held = ranked[0].coverage if ranked else 0.0
    if is_structural and (frame.paths or held > _LITTLE):
        return None
    articles = shelf.find(asked.subject, asked.terms, wants_figure=asked.wants_figure)
    draft = found_answer(asked, articles, shelf)
    if found is None or draft is None:
        return draft
    # How to complain is a matter of law wherever a law on it is loaded.
    if found[0] == "grievance_answer":
        return draft
    lead = _lead_of_law(articles[0], held, is_structural, frame, facts)
    if lead > ENOUGH_FOR_LAW or (is_structural and lead > 0):
        return draft
    if is_structural or lead <= _ALSO:
        return None
    if lead > _BOTH and draft.status is not AnswerStatus.PARTIAL:
        return told_apart(found[1], draft, facts)
    return replace(found[1], lines=(*found[1].lines, see_also(articles[0])))


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


def _lead_of_law(
    found: Found, held: float, is_structural: bool, frame: Frame, facts: Facts
) -> float:
    own = facts.index.rank(frame.terms, 1, by_own_words=True)
    lead = lead_of_law(found, held, own[0].coverage if own else 0.0)
    return lead + (_WEIGHTS["structure"] if is_structural else 0.0)


def lead_of_law(found: Found, in_plan: float, in_own_words: float) -> float:
    """Return by how much (log odds) a question is one on law rather than on the plan.

    `in_plan` is how much of it stands in the plan's best passage, with the everyday wordings of
    that passage, and `in_own_words` without them.
    """
    signals = found.signals
    values = {
        "plan": in_plan,
        "plan_words": in_own_words,
        "clause": signals.in_clause,
        "titles": signals.in_titles,
        "law": signals.of_law,
        "pairs": _NO_PAIRS if signals.pairs is None else signals.pairs,
        "wording": signals.like_article,
        "worth": found.score,
    }
    return _BIAS + sum(_WEIGHTS[name] * value for name, value in values.items())


def on_laws(frame: Frame, asked: LawQuestion) -> Frame:
    """Return the frame as the next question is to lean on it: its subject is that of the laws."""
    return replace(frame, terms=asked.terms, topic=asked.terms)
