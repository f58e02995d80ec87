"""The commands of `congvu`: running one, and telling in words what went wrong."""

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from bot import console
from bot.chat import plain_options, start_chat
from bot.failures import BAD_INPUT, FAILURE, explain
from domain.errors import CongvuError

if TYPE_CHECKING:
    import typer

# Each command and the module of `bot.commands` that holds it, in the order of `--help`.
_COMMANDS = {
    "ask": "ask",
    "search": "search",
    "ingest": "ingest",
    "documents": "documents",
    "index": "documents",
    "model": "model",
    "evaluate": "evaluate",
    "chat": "chat",
    "serve": "serve",
    "web": "web",
    "admin": "admin",
    "report": "report",
    "backup": "backup",
    "restore": "backup",
    "doctor": "doctor",
}


def command_line(wanted: str = "") -> "typer.Typer":
    """Return the command line: with the `wanted` command, or with all where it is none of them."""
    import typer

    app = typer.Typer(
        name="congvu",
        invoke_without_command=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.callback()
    def welcome(context: typer.Context) -> None:
        """Trợ lý Công vụ: hỏi đáp có căn cứ về nhiệm vụ, thời hạn và quy định."""
        if context.invoked_subcommand is None:
            console.result(context.get_help())

    # Only what is asked for is imported.
    modules = (_COMMANDS[wanted],) if wanted in _COMMANDS else dict.fromkeys(_COMMANDS.values())
    for module in modules:
        import_module(f"bot.commands.{module}").register(app)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; an error is told in one line."""
    try:
        return _run(arguments)
    except CongvuError as error:
        lines, exit_status = explain(error)
        for line in lines:
            console.fault(line)
        return exit_status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        sys.stderr.close()
        return FAILURE


def _run(arguments: Sequence[str]) -> int:
    options = plain_options(arguments)
    if options is not None:
        start_chat(options.name, as_json=options.as_json)
        return 0
    gc.enable()
    import typer

    try:
        line = command_line(next(iter(arguments), ""))
        status = line(list(arguments), prog_name="congvu", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except typer.TyperException as error:
        from bot.usage import usage_fault

        console.fault(usage_fault(error))
        return BAD_INPUT
    except typer.Abort:
        return 130
