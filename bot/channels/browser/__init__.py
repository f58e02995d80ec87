"""The browser channel: the chat and the reader's pages, over the in-process Bot API."""
