"""The parser of official texts: a plan or a law in, its register of facts out."""

from knowledge.parser.document import parse_document

__all__ = ["parse_document"]
