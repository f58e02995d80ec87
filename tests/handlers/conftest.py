"""What the tests of this folder share."""

from bot.channels.terminal.session import Said
from tests.bot.fixtures import chat, no_network, prepared, var_dir

__all__ = ["chat", "labels", "no_network", "prepared", "var_dir"]


def labels(said: Said) -> list[str]:
    """Return what the buttons of a message say, row by row."""
    return [label for row in said.buttons for label in row]
