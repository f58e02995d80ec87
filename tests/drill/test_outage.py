"""The short form of `./run drill outage`: it gates on counts only."""

from pathlib import Path

from tests import postgresql
from tests.drill.outage import Outcome, outage


def is_good(outcome: Outcome) -> bool:
    return outcome.is_good and not any(trial.unanswered for trial in outcome.trials)


def test_everything_is_said_in_the_end_whatever_was_away(var_dir: Path) -> None:
    outcome = outage(var_dir, f"sqlite:///{var_dir / 'congvu.db'}", people=3, share=0.2)
    assert len(outcome.trials) == 9
    assert is_good(outcome), outcome


def test_a_database_server_may_stop_and_come_back(tmp_path: Path, postgresql_folder: Path) -> None:
    outcome = outage(
        tmp_path,
        postgresql.new_database(postgresql_folder),
        people=3,
        share=0.2,
        cluster=postgresql_folder,
        only=("database away",),
    )
    assert [trial.name for trial in outcome.trials] == ["database away"]
    assert is_good(outcome), outcome
