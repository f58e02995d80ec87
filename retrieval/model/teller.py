"""Quoted passages told again by the office's language model, or left as they are."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from time import monotonic

from retrieval.draft import Draft
from retrieval.model.access import ModelAccess
from retrieval.model.breaker import Breaker
from retrieval.model.core import keeps_core
from retrieval.model.failures import ModelFailed, ModelFault
from retrieval.model.redaction import redacted
from retrieval.model.sources import MOST, Search, holds_list, question_for_model, sources_of
from retrieval.model.telling import Telling

OnText = Callable[[str], None]

NOTE = "(Mô hình ngôn ngữ diễn đạt; từng câu đã được đối chiếu với các mục dẫn.)"

log = logging.getLogger("retrieval.model")


class Teller:
    """Asks a model to say what an answer quotes; keeps only what the passages carry."""

    def __init__(self, access: ModelAccess, clock: Callable[[], float] = monotonic) -> None:
        self._access = access
        self._breaker = Breaker(clock)

    def retell(
        self,
        draft: Draft,
        question: str,
        search: Search,
        on_text: OnText = lambda text: None,
        *,
        keep_lists: bool = False,
    ) -> Draft:
        """Return `draft` with the passages that it quotes told in sentences of the model.

        Where the model is away, slow, or says what the passages do not carry, `draft` comes back
        as it is. `on_text` hears the text so far, checked sentences only. With `keep_lists`, what
        lists things is quoted, since a model would leave some out.
        """
        quoted = sources_of(evidence for _, evidence in draft.passages)
        if not 0 < len(quoted) < MOST or (keep_lists and any(map(holds_list, quoted))):
            return draft
        with self._breaker.turn() as may_ask:
            if not may_ask:
                log.info("model_left_alone")
                return draft
            try:
                telling = asyncio.run(self._tell(draft, redacted(question), search, on_text))
            except ModelFailed as failure:
                self._breaker.failed()
                log.warning("model_failed", extra={"fault": failure.fault.value})
                return draft
            self._breaker.worked()
        is_kept = self._is_kept(telling, draft, question)
        told = {"kept": len(telling.kept), "dropped": telling.dropped, "used": is_kept}
        log.info("model_answered", extra=told)
        return _retold(draft, telling) if is_kept else draft

    def warm(self) -> None:
        """Import what the first call needs, which takes seconds."""
        import_module("retrieval.model.chain")
        import_module("retrieval.model.retriever")

    def probe(self) -> ModelFault | None:
        """Return why the model does not answer, or nothing when it does."""
        try:
            asyncio.run(self._greet())
        except ModelFailed as failure:
            return failure.fault
        return None

    async def _tell(self, draft: Draft, question: str, search: Search, on_text: OnText) -> Telling:
        # Imported when it is used first: it takes seconds and tens of megabytes.
        from retrieval.model.chain import answering
        from retrieval.model.retriever import PassageRetriever, source_of

        chosen = tuple(evidence for _, evidence in draft.passages)
        found = PassageRetriever(chosen=chosen, search=search).invoke(question)
        sources = tuple(map(source_of, found))
        telling = Telling(
            question,
            sources,
            len(sources_of(chosen)),
            lambda lines: on_text("\n".join(_around(draft, lines))),
        )
        passages = "\n\n".join(document.page_content for document in found)
        asked = answering(self._access, passages, question_for_model(question))
        async with asked as pieces:
            async for piece in pieces:
                telling.feed(piece)
                if telling.is_over:
                    break
        telling.close()
        return telling

    async def _greet(self) -> None:
        from retrieval.model.chain import answering

        async with answering(self._access, "", question_for_model("Xin chào")) as pieces:
            async for piece in pieces:
                if piece:
                    return
        raise ModelFailed(ModelFault.FAULTY)

    def _is_kept(self, telling: Telling, draft: Draft, question: str) -> bool:
        if telling.is_lost or not telling.kept:
            return False
        quoted = [evidence.quote for _, evidence in draft.passages]
        return keeps_core(question, quoted, (text for text, _ in telling.kept))


def _retold(draft: Draft, telling: Telling) -> Draft:
    """Return the draft with its quotes told by the model, cited places in place of theirs."""
    quoted = {evidence for _, evidence in draft.passages}
    others = [entry for entry in draft.evidence if entry not in quoted]
    cited = [source.evidence for source in telling.cited]
    lines = (*_around(draft, telling.lines), NOTE)
    return replace(draft, lines=lines, evidence=(*cited, *others), names_places=True)


def _around(draft: Draft, told: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of a draft with `told` in place of those that quote."""
    quotes = {line for line, _ in draft.passages}
    first = next((n for n, line in enumerate(draft.lines) if line in quotes), 0)
    rest = [line for line in draft.lines[first:] if line not in quotes]
    return (*draft.lines[:first], *told, *rest)
