"""The documents: their files, schema, loader and checker, and the parser of official texts."""
