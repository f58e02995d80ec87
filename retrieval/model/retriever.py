"""Our passages as a langchain retriever: those of the answer first, then others that fit."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from retrieval.draft import Evidence
from retrieval.model.sources import Search, Source, sources_of


class PassageRetriever(BaseRetriever):
    """Retrieves the passages that an answer quotes and those that search finds beside them."""

    chosen: tuple[Evidence, ...]
    search: Search

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        sources = sources_of((*self.chosen, *self.search(query)))
        return [_document(source, number) for number, source in enumerate(sources, 1)]


def source_of(document: Document) -> Source:
    """Return the source that a retrieved document was made of."""
    source = document.metadata["source"]
    assert isinstance(source, Source)
    return source


def _document(source: Source, number: int) -> Document:
    metadata = {
        "source": source,
        "document": source.evidence.facts.slug,
        "path": source.evidence.path,
    }
    return Document(page_content=source.for_model(number), id=str(number), metadata=metadata)
