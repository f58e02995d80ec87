"""What stands before every page: hosts, origins, sizes, pace, headers, and faults under a code."""

import logging
import secrets
import traceback

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.browser import texts
from bot.channels.browser.front import Front
from bot.channels.browser.pages import refused
from bot.channels.browser.refusals import Refusal
from bot.channels.browser.visitors import address_of, keep_pace, token_of
from domain.errors import StorageFault, StorageUnavailable

PROOF = "x-congvu"
_READING = {"GET", "HEAD"}
_PASSING = {StorageFault.LOCKED, StorageFault.UNREACHABLE}
_OURSELVES = {"same-origin", "none"}

_CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=(), payment=()",
}
_ONLY_HTTPS = "max-age=31536000"

log = logging.getLogger("bot.browser")


class Guard:
    """Lets in what may come in, and sends nothing out without its headers."""

    def __init__(self, app: ASGIApp, front: Front) -> None:
        self._app = app
        self._front = front

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_begun = False

        async def guarded_send(message: Message) -> None:
            nonlocal is_begun
            if message["type"] == "http.response.start":
                is_begun = True
                self._add_headers(MutableHeaders(raw=message["headers"]))
            await send(message)

        request = Request(scope, receive)
        try:
            self._admit(request)
            await self._app(scope, receive, guarded_send)
        except Exception as error:
            refusal = _refusal(error)
            if is_begun:
                # Half an answer is out already; the browser sees that it broke off.
                raise
            await refused(request, self._front, refusal)(scope, receive, guarded_send)

    def _admit(self, request: Request) -> None:
        """Raise a refusal for what may not come in."""
        headers = request.headers
        if headers.get("host", "").lower() not in self._front.doors.hosts:
            raise Refusal(421, texts.WRONG_HOST)
        paces, address = self._front.paces, address_of(request)
        if request.method in _READING:
            # A page brings a dozen styles and scripts that cost nothing to send.
            if not request.url.path.startswith("/static/"):
                keep_pace(paces.reading, address)
            return
        keep_pace(paces.writing, address)
        if not self._is_ours(headers):
            raise Refusal(403, texts.STALE_PAGE)
        token = token_of(request, self._front)
        if token is None or not self._front.sessions.is_proof(token, headers.get(PROOF, "")):
            raise Refusal(403, texts.STALE_PAGE)

    def _is_ours(self, headers: Headers) -> bool:
        """Tell whether one of our own pages sends this, as far as the browser tells."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin is not None and origin.lower() not in self._front.doors.origins:
            return False
        return site is None or site in _OURSELVES

    def _add_headers(self, headers: MutableHeaders) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        headers.setdefault("Cache-Control", "no-store")
        if self._front.doors.is_secure:
            headers["Strict-Transport-Security"] = _ONLY_HTTPS


def _refusal(error: Exception) -> Refusal:
    """Return what to say about an error; the details go to the log, without anybody's words."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, ClientDisconnect):
        return Refusal(400, texts.UNREADABLE)
    if isinstance(error, TimeoutError):
        return Refusal(408, texts.TOO_SLOW)
    code = secrets.token_hex(3).upper()
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    told = {
        "code": code,
        "kind": type(error).__name__,
        "at": [f"{frame.filename}:{frame.lineno}:{frame.name}" for frame in frames],
    }
    log.error("request_failed", extra=told)
    if isinstance(error, StorageUnavailable) and error.fault in _PASSING:
        return Refusal(503, texts.STORAGE_BUSY, retry_after=5)
    return Refusal(500, texts.UNEXPECTED.format(code=code))
