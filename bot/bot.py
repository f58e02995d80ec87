"""The PTB bot, able to fetch updates as Telegram wrote them."""

from typing import Any

from telegram.ext import ExtBot


class Bot(ExtBot[None]):
    """A bot whose updates can be stored before anybody tries to understand them."""

    __slots__ = ()

    async def fetch_updates(
        self, offset: int | None, timeout: int, wanted: list[str], patience: float = 10.0
    ) -> list[dict[str, Any]]:
        """Return the updates from `offset` on, after up to `timeout` seconds of waiting.

        Raises:
            telegram.error.TelegramError: Telegram did not answer with updates.
        """
        call = {"offset": offset, "timeout": timeout, "allowed_updates": wanted}
        found = await self._post("getUpdates", call, read_timeout=timeout + patience)
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
