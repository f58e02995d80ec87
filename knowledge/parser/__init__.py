"""The parser of official texts: a plan or a law in, its register of facts out."""

from knowledge.parser.document import parse_document
from knowledge.parser.plain import parse_plain

__all__ = ["parse_document", "parse_plain"]
