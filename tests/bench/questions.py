"""The project's questions on the shipped plan, as the bench asks them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[1] / "questions" / "plan.json"


def plan_questions() -> Sequence[Mapping[str, Any]]:
    """Return every question on the shipped plan."""
    questions: Sequence[Mapping[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return questions
