"""The units of the administration, and how they are reached."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, TextTuple


class UnitRow(Base):
    """A unit of the administration under its official code."""

    __tablename__ = "units"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("units.code"))
    aliases: Mapped[tuple[str, ...]] = mapped_column(TextTuple, server_default="[]")


class ContactRow(Base):
    """One thing to know of a unit (telephone, address, hours, head): never without its source."""

    __tablename__ = "contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_code: Mapped[str] = mapped_column(ForeignKey("units.code"))
    kind: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    checked_on: Mapped[date]

    __table_args__ = (
        Index(None, "unit_code", "kind"),
        CheckConstraint("source <> ''", name="sourced"),
    )
