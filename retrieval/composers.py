"""The order in which the kinds of answers are tried: structure first, then passages."""

from collections.abc import Callable

from retrieval.answers.aspects import aspect_answer
from retrieval.answers.claims import claim_answer
from retrieval.answers.comparisons import comparison_answer
from retrieval.answers.deadlines import deadline_answer
from retrieval.answers.enumerations import enumeration_answer
from retrieval.answers.grievances import grievance_answer
from retrieval.answers.items import item_answer
from retrieval.answers.metadata import metadata_answer
from retrieval.answers.passages import continued_answer, locate_answer, passage_answer
from retrieval.answers.permissions import permission_answer
from retrieval.answers.places import missing_answer, place_answer, quote_answer
from retrieval.answers.progress import progress_answer
from retrieval.answers.summary import summary_answer
from retrieval.answers.superlatives import superlative_answer
from retrieval.answers.targets import outcome_answer, target_answer, target_set_answer
from retrieval.answers.task_sets import task_set_answer
from retrieval.answers.tasks import task_answer, timed_answer
from retrieval.answers.unit_sets import unit_set_answer
from retrieval.answers.units import unit_answer
from retrieval.asks import Ask
from retrieval.draft import Draft
from retrieval.facts import Facts
from retrieval.frame import Frame

Composer = Callable[[Frame, Facts], Draft | None]

COMPOSERS: tuple[Composer, ...] = (
    missing_answer,
    summary_answer,
    grievance_answer,
    progress_answer,
    locate_answer,
    quote_answer,
    claim_answer,
    permission_answer,
    metadata_answer,
    comparison_answer,
    timed_answer,
    continued_answer,
    deadline_answer,
    outcome_answer,
    target_set_answer,
    superlative_answer,
    enumeration_answer,
    unit_set_answer,
    task_set_answer,
    item_answer,
    aspect_answer,
    unit_answer,
    task_answer,
    place_answer,
    target_answer,
    passage_answer,
)
_WELL_COVERED, _FAR_BETTER = 0.75, 2.0


def compose(frame: Frame, facts: Facts) -> tuple[str, Draft] | None:
    """Return the first answer that a composer gives, with the composer's name."""
    for composer in COMPOSERS:
        draft = composer(frame, facts)
        if draft is None:
            continue
        if _goes_by_form(composer, frame) and _misses_subject(draft, frame, facts):
            continue
        return composer.__name__, draft
    return None


def _goes_by_form(composer: Composer, frame: Frame) -> bool:
    """Tell whether a composer may answer by a unit or a form of words past the subject."""
    if composer is task_set_answer:
        return bool(frame.units) and not frame.asks_any(Ask.LEADS, Ask.COORDINATES, Ask.INVOLVES)
    return composer in (unit_answer, comparison_answer)


def _misses_subject(draft: Draft, frame: Frame, facts: Facts) -> bool:
    """Tell whether a passage that `draft` does not hold says far more of the question's subject."""
    if not frame.topic or frame.paths:
        return False
    ranked = facts.index.rank(frame.topic, 1)
    if not ranked or ranked[0].coverage < _WELL_COVERED:
        return False
    if any(entry.path == ranked[0].passage.path for entry in draft.evidence):
        return False
    said = facts.cover(frame.topic, "\n".join(draft.lines)).question
    return _FAR_BETTER * said < ranked[0].coverage
