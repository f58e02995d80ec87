"""A `chroma run` server, never waited for longer than a question can bear."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from retrieval.search.vectors import VectorFault, VectorsUnavailable

if TYPE_CHECKING:
    import httpx
    from chromadb.api import ClientAPI

_PROBE_SECONDS = 2.0
_ASK_SECONDS = 3.0


def probe(url: str) -> None:
    """Make sure that a Chroma server answers at `url`.

    Raises:
        VectorsUnavailable: none does.
    """
    import httpx

    try:
        told = httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_PROBE_SECONDS)
        alive = told.is_success and "nanosecond heartbeat" in told.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError) as error:
        raise VectorsUnavailable(VectorFault.SERVER) from error
    if not alive:
        raise VectorsUnavailable(VectorFault.SERVER)


def open_server(url: str, patience: float = _ASK_SECONDS) -> "ClientAPI":
    """Return a client of the server at `url` that waits `patience` seconds for each answer.

    Raises:
        VectorsUnavailable: no Chroma server answers there.
    """
    # The client itself would wait for ever, from its first breath on.
    probe(url)
    import chromadb
    from chromadb.config import Settings

    address = urlsplit(url)
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 80)
    client = chromadb.HttpClient(
        address.hostname or "localhost",
        port,
        ssl=secure,
        settings=Settings(anonymized_telemetry=False),
    )
    for session in _sessions_of(client):
        # No setting bounds its patience, only the session does.
        session.timeout = patience
    return client


def close_client(client: "ClientAPI") -> None:
    """Close a client with its connections, which it would leave open by itself."""
    from chromadb.api.client import Client

    sessions = _sessions_of(client)
    if isinstance(client, Client):
        client.close()
    for session in sessions:
        session.close()


def _sessions_of(client: "ClientAPI") -> "list[httpx.Client]":
    """Return the sessions of a client and of the administration that it opens beside; none here."""
    clients = [client, getattr(client, "_admin_client", None)]
    servers = [getattr(one, "_server", None) for one in clients]
    sessions = [getattr(server, "_session", None) for server in servers]
    return [session for session in sessions if session is not None]
