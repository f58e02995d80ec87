"""What loading texts changes on the shelf, told to whoever loads them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot import console

if TYPE_CHECKING:
    from services.changes import ShelfChange
    from services.documents import IngestReport


def show_changes(changes: Iterable["ShelfChange"]) -> None:
    """Print what becomes of the documents that are held."""
    from handlers.texts.changes import change_lines

    for change in changes:
        console.result(f"Thay đổi đối với {change.name} (mã {change.document}):")
        for line in change_lines(change):
            console.result(f"  - {line}")


def warnings_of(report: "IngestReport", changes: Iterable["ShelfChange"]) -> list[str]:
    """Return what a document that was loaded orders and what was not carried out."""
    from handlers.texts.changes import open_note

    number = report.number or report.title
    return [
        f"{change.name}: {open_note(note)}"
        for change in changes
        for note in change.pending
        if number in note.by
    ]
