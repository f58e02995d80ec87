"""The command line: `congvu`, or `python -m bot`."""

import sys
from collections.abc import Sequence

import typer

from bot import console
from bot.commands import admin, ask, chat, doctor, documents, evaluate, ingest, search, serve
from bot.failures import BAD_INPUT, FAILURE, explain
from bot.usage import usage_fault
from domain.errors import CongvuError

_COMMANDS = (ask, search, ingest, documents, evaluate, chat, serve, admin, doctor)


def command_line() -> typer.Typer:
    """Return the command line with every command."""
    app = typer.Typer(
        name="congvu",
        invoke_without_command=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_welcome)
    for module in _COMMANDS:
        module.register(app)
    return app


def _welcome(context: typer.Context) -> None:
    """Trợ lý Công vụ: hỏi đáp có căn cứ về nhiệm vụ, thời hạn và quy định."""
    if context.invoked_subcommand is None:
        console.result(context.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; an error is told in one line."""
    try:
        status = command_line()(list(arguments), prog_name="congvu", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except typer.TyperException as error:
        console.fault(usage_fault(error))
        return BAD_INPUT
    except CongvuError as error:
        lines, exit_status = explain(error)
        for line in lines:
            console.fault(line)
        return exit_status
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        sys.stderr.close()
        return FAILURE


def main() -> None:
    """Run the command that the process was started with."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
