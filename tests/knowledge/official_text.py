"""The official text of the plan, which is not part of the project: where tests may find it."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SHIPPED = REPOSITORY / "knowledge" / "documents"
PLAN = "ke-hoach-ct18-dak-lak"


def official_plan() -> str:
    """Return the official text of the shipped plan, or skip the test where it is absent."""
    shared = Path(os.environ.get("CONGVU_SHARED") or REPOSITORY.parent / "shared")
    path = shared / "corpus" / f"{PLAN}.txt"
    if not path.is_file():
        pytest.skip("the official text is not at hand (set CONGVU_SHARED to its folder)")
    return path.read_text(encoding="utf-8")
