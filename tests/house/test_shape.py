"""The shape of the house: layers hold, functions are short, migrations are in one line."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "handlers", "services", "retrieval", "db", "knowledge", "domain")
LONGEST_FUNCTION = 60


def modules() -> list[Path]:
    """Return every module of ours, tests left out."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def test_imports_go_down_only() -> None:
    checker = Path(sys.executable).with_name("lint-imports")
    if not checker.exists():
        pytest.skip("import-linter is not installed here")
    told = subprocess.run(
        [checker, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_is_longer_than_one_screen(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1})"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def test_the_migrations_stand_in_one_line() -> None:
    files = sorted((ROOT / "db" / "migrations" / "versions").glob("[0-9]*.py"))
    numbers = [file.name.partition("_")[0] for file in files]
    assert numbers == [f"{number:04d}" for number in range(1, len(files) + 1)]
    for number, before, file in zip(numbers, ["None", *numbers], files, strict=False):
        text = file.read_text(encoding="utf-8")
        assert f'revision = "{number}"' in text
        assert f'down_revision = "{before}"'.replace('"None"', "None") in text


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    heavy = (
        *("alembic", "bm25s", "docx", "numpy", "yaml", "chromadb", "sentence_transformers"),
        *("typer", "pydantic", "structlog", "dotenv", "aiohttp", "starlette", "uvicorn"),
        *("jinja2", "lxml", "pypdfium2", "matplotlib", "holidays", "openpyxl"),
        *("langchain", "langchain_core", "langchain_openai", "openai"),
    )
    code = (
        "import sys, bot.command_line, bot.channels.terminal.run, services.registry;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
