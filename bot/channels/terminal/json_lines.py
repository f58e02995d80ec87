"""What the bot says as JSON, one value a line."""

import json
from typing import TextIO

from bot.channels.terminal.session import Said


class JsonLines:
    """One JSON value a line."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def show(self, said: Said) -> None:
        """Print one message."""
        value: dict[str, object] = {
            "to": said.to,
            "text": said.text,
            "buttons": [list(row) for row in said.buttons],
        }
        if said.file:
            value["file"] = said.file
        if said.is_edit:
            value["edited"] = True
        print(json.dumps(value, ensure_ascii=False), file=self._out, flush=True)
