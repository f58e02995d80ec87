"""From a typed question to an answer that stands on loaded documents."""
