"""The letter of apology for a late case, as a DOCX file in the layout of official papers."""

from datetime import tzinfo

from handlers.render.official_paper import Heading, Signature, paper
from handlers.texts import apologies as texts
from services.apologies import Apology


def apology_letter(apology: Apology, zone: tzinfo) -> bytes:
    """Return the letter: who apologises to whom for what, why, and by when they will answer."""
    heading = Heading(
        issuer=texts.issuer(apology.office_name),
        over=texts.over(apology.office_name),
        place=texts.place(apology.office_name),
        day=apology.made_at.astimezone(zone).date(),
        about=texts.about(apology),
    )
    signature = Signature(apology.position, apology.signer, (texts.TO_YOU, texts.FILE_COPY))
    return paper(heading, texts.to(apology), texts.paragraphs(apology, zone), signature)
