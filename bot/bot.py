"""The PTB bot, able to fetch updates as Telegram wrote them."""

from typing import Any

from telegram.error import NetworkError
from telegram.ext import ExtBot


class Bot(ExtBot[None]):
    """A bot whose updates can be stored before anybody tries to understand them."""

    __slots__ = ()

    async def fetch_updates(
        self, offset: int | None, timeout: int, wanted: list[str], patience: float = 10.0
    ) -> list[dict[str, Any]]:
        """Return the updates from `offset` on, after up to `timeout` seconds of waiting.

        What has no number is left out: it could be neither stored nor confirmed.

        Raises:
            telegram.error.TelegramError: Telegram did not answer with updates.
        """
        call = {"offset": offset, "timeout": timeout, "allowed_updates": wanted}
        found = await self._post("getUpdates", call, read_timeout=timeout + patience)
        if not isinstance(found, list):
            raise NetworkError("no list of updates")
        updates = [one for one in found if isinstance(one, dict) and _is_numbered(one)]
        if found and not updates:
            raise NetworkError("no updates in the list")
        return updates


def _is_numbered(update: dict[str, Any]) -> bool:
    number = update.get("update_id")
    return type(number) is int and 0 <= number < 2**63
