"""What the bank holds and lacks, in words and as values."""

from collections.abc import Iterator
from typing import Any

from domain.study import ItemState, Skill
from handlers.texts.study_names import SKILLS, STATES
from services.item_exchange import ENOUGH, Coverage


def gap_lines(found: Coverage) -> Iterator[str]:
    """Yield what there is by skill and document, and what is missing."""
    for skill in Skill:
        counts = {state: found.skills.get((skill, state), 0) for state in ItemState}
        told = ", ".join(f"{number} {STATES[state]}" for state, number in counts.items())
        short = "" if counts[ItemState.APPROVED] >= ENOUGH else f"  ← ít hơn {ENOUGH} câu"
        yield f"{SKILLS[skill]}: {told}{short}"
    for document, number in found.documents.items():
        yield f"{document}: {number} câu đang hỏi"
    for document, places in found.places_left.items():
        yield f"{document}: chưa có câu nào về {', '.join(places)}"


def gap_values(found: Coverage) -> dict[str, Any]:
    """Return the same as values."""
    return {
        "skills": {
            skill: {state: found.skills.get((skill, state), 0) for state in ItemState}
            for skill in Skill
        },
        "thin": [s for s in Skill if found.skills.get((s, ItemState.APPROVED), 0) < ENOUGH],
        "documents": dict(found.documents),
        "places_without_items": {name: list(paths) for name, paths in found.places_left.items()},
    }
