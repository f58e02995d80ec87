"""Markup and layout of what people read."""
