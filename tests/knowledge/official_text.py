"""The official text of the plan, which is not part of the project: where tests may find it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SHIPPED = REPOSITORY / "knowledge" / "documents"
PLAN = "ke-hoach-ct18-dak-lak"


def _without_laws() -> Path:
    """Return a folder with the shipped plan and communes alone, the plan's study items beside it.

    Most conversations need no laws, whose indexes take seconds to build.
    """
    root = Path(tempfile.mkdtemp(prefix="congvu-knowledge-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    folder = root / "documents"
    (root / "quizzes").mkdir()
    for quiz in (SHIPPED.parent / "quizzes").glob(f"{PLAN}*.yaml"):
        shutil.copy(quiz, root / "quizzes")
    for name in (PLAN, "don-vi-hanh-chinh-dak-lak"):
        shutil.copytree(SHIPPED / name, folder / name)
    return folder


WITHOUT_LAWS = _without_laws()


def official_plan() -> str:
    """Return the official text of the shipped plan, or skip the test where it is absent."""
    shared = Path(os.environ.get("CONGVU_SHARED") or REPOSITORY.parent / "shared")
    path = shared / "corpus" / f"{PLAN}.txt"
    if not path.is_file():
        pytest.skip("the official text is not at hand (set CONGVU_SHARED to its folder)")
    return path.read_text(encoding="utf-8")
