"""One call of the Bot API as it arrives: every parameter a string, files beside them."""

import json
from dataclasses import dataclass, field
from typing import Any

from bot.channels.local.refusals import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a call."""

    name: str
    content: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters and the files of one call; fields that nobody reads are ignored."""

    method: str
    parameters: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """Return a string parameter, None where it is absent."""
        return self.parameters.get(name)

    def number(self, name: str) -> int | None:
        """Return a whole number, None where it is absent."""
        raw = self.parameters.get(name)
        if raw is None:
            return None
        try:
            return int(raw)
        except ValueError:
            raise bad_request(f'Field "{name}" must be a valid Number') from None

    def flag(self, name: str) -> bool:
        """Tell whether a boolean parameter is set."""
        return self.parameters.get(name, "").lower() in {"true", "1"}

    def data(self, name: str) -> Any:
        """Return a JSON parameter, None where it is absent."""
        raw = self.parameters.get(name)
        if raw is None:
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """Return the file given for `name`, attached under its own or another name."""
        raw = self.parameters.get(name, "")
        return self.uploads.get(raw.removeprefix("attach://") if raw else name)
