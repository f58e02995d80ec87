"""A stand-in for Telegram's servers as one bot meets them: strict, forgetful of nothing."""

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.channels.local.api import LocalBotApi
from bot.channels.local.calls import Call
from bot.channels.local.people import LocalPeople
from bot.channels.local.refusals import ApiRefusal, bad_request
from tests.standin.chats import RememberedChats
from tests.standin.faults import Faults
from tests.standin.limits import FloodLimits
from tests.standin.updates import UpdateQueue
from tests.standin.webhook import Webhook

TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"
_WEBHOOK_STANDS = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
    "the webhook first"
)
_COUNTED = ("send", "editMessage")


def real_time() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class Telegram:
    """Chats, updates and the Bot API of one bot. People act through `people` and `deliver`.

    `doors` are where webhooks lead: the public address must be https, as with Telegram, and
    stands for a proxy that passes on to these in turn.
    """

    def __init__(
        self,
        now: Callable[[], datetime] = real_time,
        limits: FloodLimits | None = None,
        faults: Faults | None = None,
        doors: Sequence[str] = (),
        token: str = TOKEN,
    ) -> None:
        self.token = token
        self.doors = list(doors)
        self.limits = limits
        self.faults = faults or Faults()
        self.chats = RememberedChats()
        self.api = LocalBotApi(self.chats, now)
        self.api.me["id"] = int(token.partition(":")[0])
        self.people = LocalPeople(self.api)
        self.queue = UpdateQueue()
        self.webhook: Webhook | None = None
        self.calls: Counter[str] = Counter()
        self.answered_presses: set[str] = set()

    @property
    def confirmed(self) -> set[int]:
        """Return the updates that the bot took: by a higher offset, or with a 2xx."""
        return self.queue.confirmed

    @property
    def waiting(self) -> int:
        """Return how many updates the bot has not taken yet."""
        return len(self.queue) + (len(self.webhook.waiting()) if self.webhook else 0)

    async def deliver(self, *updates: dict[str, Any]) -> None:
        """Bring updates to the bot in the way that it asked for."""
        if self.webhook is None:
            await self.queue.put(*updates)
        else:
            self.webhook.put(*updates)

    async def answer(self, token: str, call: Call) -> tuple[int, bytes]:
        """Return the status and the body with which Telegram answers a call."""
        self.calls[call.method] += 1
        try:
            if token != self.token:
                raise ApiRefusal(401, "Unauthorized")
            result = await self._result(call)
        except ApiRefusal as refusal:
            return refused(refusal.status, refusal.description)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    async def close(self) -> None:
        """Deliver nothing more."""
        if self.webhook is not None:
            await self.webhook.close()

    async def _result(self, call: Call) -> Any:
        match call.method:
            case "getUpdates":
                if self.webhook is not None:
                    raise ApiRefusal(409, _WEBHOOK_STANDS)
                numbers = (call.number(name) for name in ("offset", "limit", "timeout"))
                return await self.queue.take(*numbers)
            case "setWebhook":
                return await self._set_webhook(call.text("url") or "", call)
            case "deleteWebhook":
                return await self._set_webhook("", call)
            case "getWebhookInfo":
                return {
                    "url": self.webhook.url if self.webhook else "",
                    "has_custom_certificate": False,
                    "pending_update_count": self.waiting,
                }
            case _:
                self._count(call)
                result = self.api.call(call)
                if call.method == "answerCallbackQuery":
                    self.answered_presses.add(call.text("callback_query_id") or "")
                return result

    async def _set_webhook(self, url: str, call: Call) -> bool:
        if url and not url.startswith("https://"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        waiting = await self.queue.drain()
        if self.webhook is not None:
            waiting += self.webhook.waiting()
            await self.webhook.close()
            self.webhook = None
        if url:
            secret = call.text("secret_token") or ""
            self.webhook = Webhook(url, secret, self.doors, self.confirmed.add)
        await self.deliver(*waiting)
        return True

    def _count(self, call: Call) -> None:
        """Keep to the flood limits, which count what people get to see."""
        chat_id = call.number("chat_id")
        if self.limits is None or chat_id is None or not call.method.startswith(_COUNTED):
            return
        wait = self.limits.refuse(chat_id)
        if wait is not None:
            raise TooMany(wait)


class TooMany(ApiRefusal):
    """429: a call that came too early, and the seconds to wait."""

    def __init__(self, wait: int) -> None:
        super().__init__(429, f"Too Many Requests: retry after {wait}")
        self.wait = wait


def telegram_limits() -> FloodLimits:
    """Return the limits as Telegram has them, by this machine's clock."""
    return FloodLimits(time.monotonic)


def refused(status: int, description: str) -> tuple[int, bytes]:
    """Return the status and body of a refusal; one that tells how long to wait says it twice."""
    told: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if status == 429:
        told["parameters"] = {"retry_after": int(description.rsplit(" ", 1)[-1])}
    return status, json.dumps(told).encode()
