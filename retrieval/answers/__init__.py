"""Composers: each answers one kind of question from a document's facts, or passes."""
