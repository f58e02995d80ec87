"""The data-protection record tells every table and column, and no other."""

import re
from pathlib import Path

from db.models import Base

RECORD = Path(__file__).parents[2] / "docs" / "data-protection.md"
# What the end of a column's name tells of its protection.
_ENDINGS = {"_sealed": "sealed", "_hash": "hash", "_locked": "case key", "_boxed": "custodian"}
_PROTECTED = {*_ENDINGS.values(), "number", "–"}


def rows() -> dict[str, list[str]]:
    """Return what the record says of each column."""
    lines = RECORD.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].strip("`"): row[1:] for row in cells if re.fullmatch(r"`\w+\.\w+`", row[0])}


def impersonal() -> set[str]:
    """Return the tables of which the record says that they tell nothing about anybody."""
    text = RECORD.read_text(encoding="utf-8")
    section = text.partition("## Tables that say nothing")[2].partition("\n## ")[0]
    return set(re.findall(r"`(\w+)`", section))


def test_every_column_about_a_person_is_told_and_no_other() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        if table.name not in impersonal()
        for column in table.columns
    }
    assert set(rows()) == columns


def test_the_tables_that_say_nothing_are_there_and_hold_no_person() -> None:
    tables = Base.metadata.tables
    assert impersonal() <= set(tables)
    named = [
        f"{table}.{column.name}"
        for table in impersonal()
        for column in tables[table].columns
        if column.name == "person_id" or column.name.endswith("_hash")
    ]
    assert named == []


def test_each_column_has_a_purpose_readers_an_end_and_a_protection() -> None:
    for column, told in rows().items():
        assert len(told) == 5, column
        assert all(told), column
        assert told[-1] in _PROTECTED, column


def test_the_protection_that_is_told_is_the_one_that_the_columns_have() -> None:
    for column, told in rows().items():
        for ending, protection in _ENDINGS.items():
            assert (told[-1] == protection) == column.endswith(ending), column
