"""Use cases: each checks, owns its transaction and returns frozen dataclasses."""
