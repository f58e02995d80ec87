"""The machine's drafts: made from the registers anew whenever a document changed."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from db.database import Database
from domain.register import Document
from domain.study import ItemOrigin, ItemState
from services.bank_files import Stored, store
from services.fencing import check_lease
from services.source import LoadedDocuments

_MARK = "study drafts"


class StudyDrafts:
    """Items that registers give and nobody asks yet, waiting for an editor."""

    def __init__(self, database: Database, source: LoadedDocuments) -> None:
        self._database = database
        self._source = source

    def refresh(self, now: datetime) -> Stored:
        """Make the drafts of all loaded documents anew if any of these changed since.

        A draft whose facts changed gets its new words; one whose facts are gone is put away.
        """
        documents = self._source.documents()
        mark = _mark_of(documents, self._source.version())
        with self._database.open_uow(read_only=True) as uow:
            if uow.marks.get(_MARK) == mark:
                return Stored()
            held = uow.items.all()
        from services.generated_items import make_items, still_open

        asked = [
            one.item
            for one in held
            if one.origin is not ItemOrigin.GENERATED and one.state is not ItemState.RETIRED
        ]
        made = [item for document in documents for item in make_items(document)]
        with self._database.open_uow() as uow:
            check_lease(uow)
            stored = store(uow, still_open(made, asked), ItemOrigin.GENERATED, now, is_all=True)
            uow.marks.set(_MARK, mark)
            uow.commit()
        return stored


def _mark_of(documents: Sequence[Document], version: str) -> str:
    """Return a mark of the wordings that hold today; a law may change on a day that comes."""
    wordings = ",".join(document.wording for document in documents)
    return f"{version}:{blake2b(wordings.encode(), digest_size=8).hexdigest()}"
