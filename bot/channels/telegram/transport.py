"""The HTTP transport to the Bot API, by aiohttp: a fraction of the work that httpx makes of it."""

from io import BytesIO
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# Replies in hand, typing signs and messages of the outbox together stay below.
CONNECTIONS = 100
_TIMEOUT = 10.0
_UPLOAD_TIMEOUT = 60.0
_KEEP_ALIVE = 60.0


class AiohttpRequest(BaseRequest):
    """Give one to `request` and another to `get_updates_request` of a bot."""

    __slots__ = ("_connections", "_session")

    def __init__(self, connections: int = CONNECTIONS) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Return how long an answer may take."""
        return _TIMEOUT

    async def initialize(self) -> None:
        """Open the pool of connections; none of them is made yet."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=_KEEP_ALIVE, ttl_dns_cache=300
            )
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trust_env=True
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return the status and the body that the Bot API answers.

        Raises:
            TimedOut: it did not answer in time; it may have done what was asked all the same.
            NetworkError: it could not be reached.
        """
        if self._session is None:
            raise NetworkError("the transport is not open")
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=_or(pool_timeout, _TIMEOUT),
            sock_connect=_or(connect_timeout, _TIMEOUT),
            sock_read=_or(read_timeout, _read_timeout(request_data)),
        )
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError:
            # Never the library's own words: they may repeat the address, which holds the token.
            raise TimedOut("no answer in time") from None
        except (aiohttp.ClientError, OSError, ValueError) as failure:
            raise NetworkError(f"not reached: {type(failure).__name__}") from None


def _or(given: ODVInput[float], default: float) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _read_timeout(data: RequestData | None) -> float:
    return _UPLOAD_TIMEOUT if data is not None and data.contains_files else _TIMEOUT


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in _files(data).items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form


def _files(data: RequestData) -> dict[str, tuple[str, Any, str]]:
    """Return the files of a call; bytes are wrapped so that they are sent in pieces."""
    files = {}
    for name, (file_name, content, kind) in data.multipart_data.items():
        body = BytesIO(content) if isinstance(content, bytes) else content
        files[name] = (file_name, body, kind)
    return files
