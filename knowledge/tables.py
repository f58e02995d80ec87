"""Reading the program's own YAML tables, which ship with it and need no checking of their form."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

# libyaml, where the package was built with it, reads a table ten times faster.
SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_table(file: Path | Traversable) -> Any:
    """Return what a shipped YAML file holds."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=SAFE_LOADER)
