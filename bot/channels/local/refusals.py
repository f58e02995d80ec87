"""What the Bot API answers when it refuses a call."""


class ApiRefusal(Exception):
    """A refused call: the HTTP status and Telegram's description of what is wrong."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.description = description


def bad_request(what: str) -> ApiRefusal:
    """Return a 400 with Telegram's usual prefix."""
    return ApiRefusal(400, f"Bad Request: {what}")
