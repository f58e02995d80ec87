"""What the short drills share."""

from tests.bot.fixtures import prepared, var_dir

__all__ = ["prepared", "var_dir"]
