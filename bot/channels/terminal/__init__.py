"""The terminal as a channel: one line of input is one turn of a conversation."""
