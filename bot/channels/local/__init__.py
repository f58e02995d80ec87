"""A Bot API inside the process, as strict as Telegram's, for channels that run here."""
