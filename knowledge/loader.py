"""Loading digests: the knowledge files of a folder become documents with their register."""

from pathlib import Path

from domain.errors import BrokenKnowledge
from domain.register import Amendment, Document, DocumentInfo, TextState
from knowledge.facts import Facts
from knowledge.files import document_folders, read_info, read_provisions, read_wordings
from knowledge.references import broken_references
from knowledge.schema import DocumentFile
from knowledge.wordings import misplaced_wordings

_NOT_INFO = {"state", "units", "cited", "lists_communes", "amended_by"}


def load_documents(root: Path) -> tuple[Document, ...]:
    """Return every digest under `root`, by folder name.

    Raises:
        BrokenKnowledge: with every fault of every folder.
    """
    documents: list[Document] = []
    faults: list[str] = []
    folders = document_folders(root)
    if not folders:
        faults.append(f"{root}: không có thư mục văn bản nào")
    for folder in folders:
        try:
            documents.append(load_document(folder))
        except BrokenKnowledge as error:
            faults.extend(error.faults)
    if faults:
        raise BrokenKnowledge(tuple(faults))
    return tuple(documents)


def load_document(folder: Path) -> Document:
    """Return the digest in `folder`, whose name is the document's slug.

    Raises:
        BrokenKnowledge: with every fault of the folder, named by file and place.
    """
    faults: list[str] = []
    info = read_info(folder, faults)
    entries = read_provisions(folder, faults)
    phrases = read_wordings(folder, faults)
    if info is not None and not faults:
        place = f"{folder.name}/provisions.yaml"
        faults.extend(f"{place}: {at}: {words}" for at, words in broken_references(info, entries))
        place = f"{folder.name}/wordings.yaml"
        faults.extend(
            f"{place}: {at}: {words}" for at, words in misplaced_wordings(phrases, entries)
        )
    if info is None or faults:
        raise BrokenKnowledge(tuple(faults))
    facts = Facts(info, entries)
    return Document(
        info=_info(folder.name, info),
        state=TextState.DIGEST,
        provisions=facts.provisions(),
        tasks=facts.tasks(),
        blocks=facts.blocks(),
        duties=facts.duties(),
        milestones=facts.milestones(),
        targets=facts.targets(),
        reports=facts.reports(),
        units=facts.units(),
        cited=facts.cited(),
    )


def _info(slug: str, file: DocumentFile) -> DocumentInfo:
    amended_by = tuple(Amendment(one.number, one.since) for one in file.amended_by)
    return DocumentInfo(slug=slug, amended_by=amended_by, **file.model_dump(exclude=_NOT_INFO))
