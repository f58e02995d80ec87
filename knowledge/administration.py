"""The units of the administration: the province, its bodies, and every commune and ward."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.errors import BrokenKnowledge
from knowledge.communes import load_communes
from knowledge.tables import read_table

FILE = Path(__file__).parent / "administration.yaml"


@dataclass(frozen=True, slots=True)
class AdministrativeUnit:
    """A unit with the code that people type; `kind` is a word such as "sở", "xã", "phường".

    `aliases` are other names of it that people use.
    """

    code: str
    name: str
    kind: str
    parent: str | None
    aliases: tuple[str, ...] = ()


def load_units(documents_root: Path) -> tuple[AdministrativeUnit, ...]:
    """Return every unit, parents before the units under them.

    Raises:
        BrokenKnowledge: with the faults of the files read.
    """
    content = read_table(FILE)
    try:
        bodies = [_unit(entry) for entry in content["units"]]
        over = str(content["communes_of"])
    except (KeyError, TypeError) as error:
        raise BrokenKnowledge((f"{FILE.name}: thiếu hoặc sai mục {error}",)) from error
    communes = [
        AdministrativeUnit(commune.code, commune.full_name, commune.kind, over, commune.aliases)
        for commune in load_communes(documents_root)
    ]
    return (*bodies, *communes)


def _unit(entry: dict[str, Any]) -> AdministrativeUnit:
    parent = entry.get("parent")
    aliases = tuple(entry.get("aliases", ()))
    return AdministrativeUnit(str(entry["code"]), entry["name"], entry["kind"], parent, aliases)
