"""What the tests of this folder share."""

from tests.bot.fixtures import chat, no_network, prepared, var_dir

__all__ = ["chat", "no_network", "prepared", "var_dir"]
