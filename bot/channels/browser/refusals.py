"""What a page or a script is told when something cannot be done."""


class Refusal(Exception):
    """A request that is refused: the HTTP status and words for the person."""

    def __init__(self, status: int, words: str, *, retry_after: int = 0) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.retry_after = retry_after
