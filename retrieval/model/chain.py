"""The langchain side: `prompt | model | parser` over an OpenAI-compatible server, streamed."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from retrieval.model.access import ModelAccess, all_near, host_of
from retrieval.model.failures import ModelFailed, ModelFault
from retrieval.model.prompt import HUMAN, SYSTEM

# Before langchain is imported: it would send what people ask to a service that records it.
os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"

import openai
from langchain.chat_models import init_chat_model
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable

Chain = Runnable[dict[str, str], str]
Pieces = asyncio.Queue[str | None]

_MOST_TOKENS = 1_200
_NO_KEY = "none"
_HTTPS_PORT = 443

# Its lines of DEBUG hold what is asked.
logging.getLogger("openai").setLevel(logging.WARNING)


@asynccontextmanager
async def answering(
    access: ModelAccess, passages: str, question: str
) -> AsyncIterator[AsyncIterator[str]]:
    """Yield a model's answer piece by piece, within the time that the model is given.

    Whoever has enough just leaves. Iterating raises:
        ModelFailed: it did not answer, or not in time, or it may not be asked.
    """
    pieces: Pieces = asyncio.Queue()
    # A proxy of the environment or a redirection would lead a near address outside.
    client = openai.DefaultAsyncHttpxClient(
        trust_env=access.may_be_remote, follow_redirects=False, timeout=access.seconds
    )
    asked = {"passages": passages, "question": question}
    writing = asyncio.create_task(_write(access, _chain(access, client), asked, pieces))
    try:
        yield _read(pieces, writing)
    finally:
        # The line is cut, and everything above it ends in order. A stream that is left or a task
        # that is cancelled would be closed in pieces, of which the libraries complain.
        await client.aclose()
        await asyncio.gather(writing, return_exceptions=True)


async def _read(pieces: Pieces, writing: asyncio.Task[None]) -> AsyncIterator[str]:
    while (piece := await pieces.get()) is not None:
        yield piece
    await writing


async def _write(access: ModelAccess, chain: Chain, asked: dict[str, str], pieces: Pieces) -> None:
    """Put the answer into `pieces`, and None at its end, however it ends."""
    try:
        async with asyncio.timeout(access.seconds):
            if not access.may_be_remote:
                await _check_near(access.url)
            await _stream(chain, asked, pieces)
    except Exception as failure:
        raise ModelFailed(_fault(failure)) from None
    finally:
        pieces.put_nowait(None)


async def _stream(chain: Chain, asked: dict[str, str], pieces: Pieces) -> None:
    has_spoken = False
    try:
        async for piece in chain.astream(asked):
            has_spoken = has_spoken or bool(piece)
            pieces.put_nowait(piece)
    except ValueError:
        # A server that cannot stream sends its answer whole, which reads as no stream at all.
        if has_spoken:
            raise
        pieces.put_nowait(await chain.ainvoke(asked))


def _chain(access: ModelAccess, client: openai.DefaultAsyncHttpxClient) -> Chain:
    model = init_chat_model(
        f"openai:{access.name}",
        base_url=access.url or "https://api.openai.com/v1",
        api_key=access.key or _NO_KEY,
        temperature=0,
        max_tokens=_MOST_TOKENS,
        timeout=access.seconds,
        max_retries=0,
        use_responses_api=False,
        http_async_client=client,
    )
    prompt = ChatPromptTemplate.from_messages([("system", SYSTEM), ("human", HUMAN)])
    return prompt | model | StrOutputParser()


async def _check_near(url: str | None) -> None:
    """Let nothing out of the office's own network."""
    if url is None:
        raise ModelFailed(ModelFault.REMOTE)
    found = await asyncio.get_running_loop().getaddrinfo(host_of(url), _HTTPS_PORT)
    if not all_near(str(address[0]) for *_, address in found):
        raise ModelFailed(ModelFault.REMOTE)


def _fault(failure: Exception) -> ModelFault:
    match failure:
        case ModelFailed():
            return failure.fault
        case TimeoutError() | openai.APITimeoutError():
            return ModelFault.SLOW
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return ModelFault.REFUSED
        case openai.APIConnectionError() | OSError():
            return ModelFault.UNREACHABLE
        case _:
            return ModelFault.FAULTY
