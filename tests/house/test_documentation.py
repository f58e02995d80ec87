"""The documentation tells the truth: every setting, command and everyday command is there."""

import re
from pathlib import Path

import pytest
import typer

from bot.command_line import command_line
from bot.settings import NAMES

ROOT = Path(__file__).parents[2]
READMES = [ROOT / "README.md", ROOT / "README.vi.md"]
SETTINGS = list(NAMES)


def commands() -> list[str]:
    """Return every command as it is typed, such as `admin unit add`."""
    return sorted(_walk(typer.main.get_command(command_line()), []))


def _walk(command: object, words: list[str]) -> list[str]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [" ".join(words)]
    return [found for name, child in inner.items() for found in _walk(child, [*words, name])]


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_in_the_example_and_both_readmes(setting: str) -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.search(rf"^{setting}=", example, re.MULTILINE)
    for readme in READMES:
        assert f"`{setting}`" in readme.read_text(encoding="utf-8")


def test_the_example_names_no_setting_that_there_is_not() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.findall(r"^([A-Z_]+)=", example, re.MULTILINE) == [
        name for name in re.findall(r"^([A-Z_]+)=", example, re.MULTILINE) if name in SETTINGS
    ]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_is_in_the_readme(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    missing = [command for command in commands() if f"congvu {command}" not in text]
    assert missing == []


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readme_names_no_command_that_there_is_not(readme: Path) -> None:
    named = re.findall(r"`congvu ([a-z]+(?:[ -][a-z]+)*)", readme.read_text(encoding="utf-8"))
    known = commands()
    assert all(any(f"{name} ".startswith(f"{one} ") for one in known) for name in named), named


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_everyday_command_is_in_the_readme(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    for name in ("demo", "test", "setup", "check", "bench", "drill", "serve"):
        assert f"./run {name}" in text


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_of_the_bot_is_in_the_readme(readme: Path) -> None:
    from bot.table import COMMANDS

    text = readme.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`/{name}`" not in text] == []


def test_every_link_in_the_documentation_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    for page in pages:
        for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), f"{page.name}: {link}"
