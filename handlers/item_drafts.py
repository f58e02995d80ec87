"""What an editor's next message means: new words of an item, a reason, or a file of items."""

from functools import partial

from handlers import awaiting

WORDS, REASON, FILE, SENT = "item.words", "item.reason", "item.file", "item.sent"
KINDS = (WORDS, REASON, FILE)

wait_for = partial(awaiting.wait_for, among=KINDS)
