"""`congvu report`: figures of this installation as files."""

import typer

from bot.commands import question_report, study_reports
from bot.commands.case_report import cases


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Báo cáo ra tệp.")
    study_reports.register(group)
    question_report.register(group)
    group.command("cases")(cases)
    app.add_typer(group, name="report")
