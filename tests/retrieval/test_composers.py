"""The order in which kinds of answers are tried is the one that the documentation tells."""

import re
from pathlib import Path

from retrieval.composers import COMPOSERS

PAGE = Path(__file__).parents[2] / "docs" / "answering.md"


def test_the_documentation_names_every_composer_in_its_turn() -> None:
    told = re.findall(r"^\| `(\w+_answer)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert told == [composer.__name__ for composer in COMPOSERS]


def test_the_documentation_names_only_modules_that_there_are() -> None:
    root = PAGE.parents[1]
    for name in re.findall(r"`((?:\w+/)*\w+\.py)`", PAGE.read_text(encoding="utf-8")):
        assert any((folder / name).exists() for folder in (root, root / "retrieval")), name
