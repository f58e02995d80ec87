"""The Telegram channel, by long polling or by webhook."""

from bot.channels.telegram.serving import CHANNEL, listen, poll

__all__ = ["CHANNEL", "listen", "poll"]
