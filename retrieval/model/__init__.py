"""A language model that may say retrieved passages in its own order; every sentence is checked."""
