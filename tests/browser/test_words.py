"""The words of the pages: each is used, none is missing, and scripts and templates hold none."""

import re
from pathlib import Path

from bot.channels.browser import texts, words
from bot.channels.browser.assets import FOLDER

TEMPLATES = FOLDER.parent / "templates"
_VIETNAMESE = re.compile(r"[À-ỹ]")


def sources(folder: Path, ending: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.glob(f"*{ending}"))


def test_scripts_use_every_word_that_they_are_given_and_no_other() -> None:
    scripts = sources(FOLDER, ".js")
    assert set(re.findall(r"\bwords\.(\w+)", scripts)) == set(texts.SCRIPT)
    assert not _VIETNAMESE.search(scripts)


def test_templates_use_every_word_of_the_pages_and_no_other() -> None:
    templates = sources(TEMPLATES, ".html")
    told = {name for name in vars(words) if not name.startswith("_")} - {"TextState"}
    assert set(re.findall(r"\bwords\.(\w+)", templates)) == told
    assert not _VIETNAMESE.search(templates)
