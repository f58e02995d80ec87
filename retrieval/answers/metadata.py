"""Questions on the document itself, and the order in which their kinds are tried."""

from collections.abc import Callable
from dataclasses import dataclass

from retrieval.answers import cited, identity, recipients, reports, unsaid
from retrieval.draft import Draft
from retrieval.facts import Facts
from retrieval.frame import Frame


@dataclass(frozen=True, slots=True)
class _Part:
    """A kind of question on the document: how it is known, and what answers it.

    When `settles` is set, a question of this kind is no other kind's, even without an answer.
    """

    asks: Callable[[Frame], bool]
    answer: Callable[[Frame, Facts], Draft | None]
    settles: bool = False


_PARTS = (
    _Part(cited.claims_basis, cited.basis_claim),
    _Part(cited.asks_inside_cited, cited.inside_cited_answer),
    _Part(cited.asks_parent, cited.parent_answer),
    _Part(cited.asks_of_cited, cited.cited_answer),
    _Part(cited.asks_all_cited, cited.all_cited_answer),
    _Part(cited.asks_dated_basis, cited.dated_basis_answer, settles=True),
    _Part(reports.asks_report_to, reports.report_to_answer),
    _Part(identity.asks_identity, identity.identity_answer),
    _Part(reports.asks_report_time, reports.report_time_answer, settles=True),
    _Part(identity.asks_signer, identity.signer_answer),
    _Part(identity.asks_issuer, identity.issuer_answer),
    _Part(unsaid.asks_sum, unsaid.sum_answer),
    _Part(unsaid.asks_contact, unsaid.contact_answer),
    _Part(identity.asks_end, identity.end_answer),
    _Part(identity.asks_title, identity.title_answer),
    _Part(cited.asks_bases, cited.bases_answer, settles=True),
    _Part(recipients.asks_recipients, recipients.recipients_answer),
)


def metadata_answer(frame: Frame, facts: Facts) -> Draft | None:
    """Answer on the document's own data, or on what it leaves blank or unsaid, or pass."""
    for part in _PARTS:
        if part.asks(frame):
            draft = part.answer(frame, facts)
            if draft is not None or part.settles:
                return draft
    return None
