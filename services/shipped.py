"""Loading the knowledge that ships with the bot: digests, the communes' units, study items."""

import hashlib
from datetime import datetime
from pathlib import Path

import knowledge
from db.database import Database
from db.units import Unit
from domain.errors import BrokenKnowledge
from domain.study import ItemOrigin
from services.bank_files import store

_MARK = "knowledge"
PROGRAM = Path(knowledge.__file__).parent


def is_loaded(database: Database, knowledge_dir: Path) -> bool:
    """Tell whether the files under `knowledge_dir` are loaded as they stand.

    Raises:
        BrokenKnowledge: the folder is missing or holds no document.
    """
    mark = fingerprint(knowledge_dir)
    with database.open_uow(read_only=True) as uow:
        return uow.marks.get(_MARK) == mark


def load_shipped(database: Database, knowledge_dir: Path, now: datetime) -> bool:
    """Load the files under `knowledge_dir` if they changed since; tell whether they had.

    Raises:
        BrokenKnowledge: a file cannot be used; what was loaded stays as it was.
    """
    if is_loaded(database, knowledge_dir):
        return False
    from knowledge.administration import load_units
    from knowledge.loader import load_documents
    from knowledge.quizzes import load_items, quiz_folder

    mark = fingerprint(knowledge_dir)
    documents, units = load_documents(knowledge_dir), load_units(knowledge_dir)
    slugs = {document.info.slug for document in documents}
    items = [item for item in load_items(quiz_folder(knowledge_dir)) if item.document in slugs]
    with database.open_uow() as uow:
        uow.documents.replace_shipped(documents, now)
        for unit in units:
            uow.units.put(Unit(unit.code, unit.name, unit.kind, unit.parent, unit.aliases))
        store(uow, items, ItemOrigin.SHIPPED, now, is_all=True)
        uow.marks.set(_MARK, mark)
        uow.commit()
    return True


def fingerprint(folder: Path) -> str:
    """Return a mark of the names and contents of all knowledge files under `folder`.

    Raises:
        BrokenKnowledge: the folder is missing or holds no document.
    """
    files = sorted(path for path in folder.rglob("*.yaml") if path.is_file())
    if not files:
        raise BrokenKnowledge((f"{folder}: không có tệp tri thức nào (document.yaml).",))
    quizzes = sorted((folder.parent / "quizzes").glob("*.yaml"))
    digest = hashlib.sha256()
    # The program that reads the files counts too: a newer one may read more out of them.
    for path in [*files, *quizzes, *sorted(PROGRAM.rglob("*.py")), *sorted(PROGRAM.glob("*.yaml"))]:
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()
