"""Search over the articles of laws: words, clauses, vectors, and whether anything answers."""
