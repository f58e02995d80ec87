"""The ways in which people reach the bot: Telegram, the terminal, later the browser."""
