"""Repository of certificates by the hash of their code."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models.exams import CertificateRow
from db.sealing import KeyRing

_TABLE = "certificates"
_LOOKUP = "certificate"


@dataclass(frozen=True, slots=True)
class StoredCertificate:
    """What is printed on a certificate."""

    code: str
    name: str
    unit_name: str
    exam: str
    passed_on: date
    right: int
    counted: int


class CertificateRepository:
    """Certificates of exams that were passed."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def add(
        self, person_id: int, attempt_id: int, printed: StoredCertificate, now: datetime
    ) -> None:
        """Keep a certificate."""
        uid = uuid4().hex
        row = CertificateRow(
            uid=uid,
            person_id=person_id,
            attempt_id=attempt_id,
            code_hash=self._ring.lookup(_LOOKUP, printed.code),
            code_sealed=self._ring.seal(printed.code, _TABLE, "code_sealed", uid),
            name_sealed=self._ring.seal(printed.name, _TABLE, "name_sealed", uid),
            exam_sealed=self._ring.seal(printed.exam, _TABLE, "exam_sealed", uid),
            unit_name=printed.unit_name,
            passed_on=printed.passed_on,
            right=printed.right,
            counted=printed.counted,
            issued_at=now,
        )
        self._session.add(row)
        self._session.flush()

    def find(self, code: str) -> StoredCertificate | None:
        """Return the certificate with this code."""
        hashes = self._ring.lookups(_LOOKUP, code)
        row = self._session.scalar(
            select(CertificateRow).where(CertificateRow.code_hash.in_(hashes))
        )
        return None if row is None else self._opened(row)

    def of_attempt(self, attempt_id: int) -> StoredCertificate | None:
        """Return the certificate that was issued for an attempt."""
        row = self._session.scalar(
            select(CertificateRow).where(CertificateRow.attempt_id == attempt_id)
        )
        return None if row is None else self._opened(row)

    def of_person(self, person_id: int) -> tuple[StoredCertificate, ...]:
        """Return a person's certificates, the newest first."""
        own = select(CertificateRow).where(CertificateRow.person_id == person_id)
        rows = self._session.scalars(own.order_by(CertificateRow.id.desc()))
        return tuple(map(self._opened, rows))

    def cut_off(self, person_id: int) -> None:
        """Let a person's certificates lead to no attempt any more."""
        own = update(CertificateRow).where(CertificateRow.person_id == person_id)
        affected(self._session, own.values(attempt_id=None))

    def _opened(self, row: CertificateRow) -> StoredCertificate:
        def opened(column: str) -> str:
            return self._ring.open(getattr(row, column), _TABLE, column, row.uid)

        return StoredCertificate(
            opened("code_sealed"),
            opened("name_sealed"),
            row.unit_name,
            opened("exam_sealed"),
            row.passed_on,
            row.right,
            row.counted,
        )
