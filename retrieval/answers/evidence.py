"""Places gathered as evidence, and a claim confirmed or corrected on them."""

from collections.abc import Iterable

from domain.answers import AnswerStatus
from retrieval.draft import Draft, Evidence, evidence_at
from retrieval.facts import Facts


def evidence_of(facts: Facts, keys: Iterable[str | None]) -> tuple[Evidence, ...]:
    """Return the paragraphs at `keys` as evidence, in order; a key that is not known is left out.

    A key may also be a path, which stands for its first paragraph.
    """
    return tuple(evidence_at(facts, key) for key in keys if key)


def verdict(right: bool, line: str, evidence: tuple[Evidence, ...]) -> Draft:
    """Return `line` as the fact that confirms or corrects what the question claims."""
    head = "Đúng." if right else "Không đúng."
    status = AnswerStatus.ANSWERED if right else AnswerStatus.CORRECTED
    return Draft((f"{head} {line}",), evidence, status)


def joined(first: Draft, *others: Draft) -> Draft:
    """Return lines, evidence and quoted passages of all drafts in one, status of the first."""
    lines = [line for draft in (first, *others) for line in draft.lines]
    evidence = [entry for draft in (first, *others) for entry in draft.evidence]
    passages = tuple(entry for draft in (first, *others) for entry in draft.passages)
    return Draft(tuple(lines), tuple(evidence), first.status, passages=passages)
