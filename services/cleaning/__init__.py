"""Cleaning of attached files, in a process of its own: what comes in is never opened elsewhere."""
