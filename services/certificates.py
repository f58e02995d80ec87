"""Certificates of exams that were passed: issued once, checked by anybody who has the code."""

import secrets
from datetime import datetime

from db.certificates import StoredCertificate
from db.database import Database
from db.uow import UnitOfWork
from domain.codes import make_code, read_code, shown
from domain.errors import CodeFault, NotAName, StudyFault, StudyRefused
from domain.staff_names import read_name
from services.guessing import is_over, raise_refusal, refuse, refuse_all
from services.once import run_once
from services.rights import Rights
from services.study_views import Certificate

CERTIFICATE_LETTERS = 16


class Certificates:
    """Certificates by their code."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def issue(
        self, person_id: int, attempt_id: int, name: str, now: datetime, update_key: str
    ) -> Certificate:
        """Return the certificate of an attempt; the first time it is made, with this name.

        Raises:
            NotAName: the text is no name.
            StudyRefused: the attempt is somebody else's, or was not passed in an organised exam.
        """
        read = read_name(name)
        if read is None:
            raise NotAName

        def issue(uow: UnitOfWork) -> str:
            made = uow.certificates.of_attempt(attempt_id)
            printed = self._printed(uow, person_id, attempt_id, read)
            if made is None:
                uow.certificates.add(person_id, attempt_id, printed, now)
            return (made or printed).code

        code = run_once(self._database, update_key, "certificates.issue", issue)
        with self._database.open_uow(read_only=True) as uow:
            found = uow.certificates.find(code)
        if found is None:
            raise StudyRefused(StudyFault.OVER)
        return _shown(found)

    def own(self, person_id: int) -> tuple[Certificate, ...]:
        """Return a person's certificates, the newest first."""
        with self._database.open_uow(read_only=True) as uow:
            return tuple(map(_shown, uow.certificates.of_person(person_id)))

    def check(self, account_id: int, typed: str, now: datetime, update_key: str) -> Certificate:
        """Return what is printed on the certificate with this code, and nothing else.

        Raises:
            CodeUnusable: there is none.
            TooManyGuesses: too many wrong codes came from this account.
        """
        code = read_code(typed, CERTIFICATE_LETTERS)

        def check(uow: UnitOfWork) -> dict[str, str]:
            if is_over(uow, account_id, now):
                return refuse_all()
            found = None if code is None else uow.certificates.find(code)
            return refuse(uow, account_id, CodeFault.UNKNOWN, now) if found is None else {}

        raise_refusal({**run_once(self._database, update_key, "certificates.check", check)})
        with self._database.open_uow(read_only=True) as uow:
            found = uow.certificates.find(code or "")
        if found is None:
            raise_refusal({"refused": CodeFault.UNKNOWN})
        assert found is not None
        return _shown(found)

    def _printed(
        self, uow: UnitOfWork, person_id: int, attempt_id: int, name: str
    ) -> StoredCertificate:
        attempt = uow.exams.attempt(attempt_id)
        if attempt is None or attempt.learner_id != uow.learners.find(person_id):
            raise StudyRefused(StudyFault.NOT_YOURS)
        exam = uow.exams.find(attempt.exam_id)
        is_organised = exam is not None and exam.unit_name is not None and not exam.is_cancelled
        if attempt.score is None or not attempt.score.has_passed or not is_organised:
            raise StudyRefused(StudyFault.OVER)
        assert exam is not None
        assert exam.unit_name is not None
        assert attempt.finished_at is not None
        return StoredCertificate(
            make_code(CERTIFICATE_LETTERS, secrets.randbelow),
            name,
            exam.unit_name,
            exam.title,
            self._rights.day(attempt.finished_at),
            attempt.score.right,
            attempt.score.counted,
        )


def _shown(found: StoredCertificate) -> Certificate:
    return Certificate(
        shown(found.code),
        found.name,
        found.unit_name,
        found.exam,
        found.passed_on,
        found.right,
        found.counted,
    )
