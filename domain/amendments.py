"""What one document orders to be changed in another, instruction by instruction."""

from dataclasses import dataclass
from enum import StrEnum

from domain.register import Provision


class Deed(StrEnum):
    """What an instruction does to its places.

    `PUT` gives places a wording, whether they are there already or not; `OTHER` is anything that
    is told but not carried out: words replaced, a lead, a title, a form.
    """

    PUT = "put"
    REPEAL = "repeal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A document as another one names it; what is not written is empty."""

    kind: str
    number: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """An order to change `places` of `target`, given at the place `at` of the amending document.

    `wording` is the order itself. `new` are the places that its quotation gives, in reading
    order; they follow the place `after`, where the order names one. `is_new` tells that the order
    only adds, `is_change` that it only changes what is there. `doubt` tells why it cannot be
    carried out, in Vietnamese. `phrase` are the words that are to be replaced or dropped.
    """

    target: DocumentName
    at: str
    deed: Deed
    places: tuple[str, ...]
    wording: str
    new: tuple[Provision, ...] = ()
    after: str = ""
    is_new: bool = False
    is_change: bool = False
    doubt: str = ""
    phrase: str = ""
