"""Signing in with an authenticator app, for officials who cannot be reached on Telegram."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from db.authenticators import StoredAuthenticator
from db.database import Database
from db.uow import UnitOfWork
from domain.errors import CodeFault, NotAllowed
from services.guessing import (
    count_for_number,
    is_number_over,
    is_over,
    raise_refusal,
    refuse,
    refuse_all,
)
from services.linking import tie
from services.once import run_once
from services.rights import Rights

_ISSUER = "Trợ lý Công vụ"
_NUMBER_DIGITS = 8
# A telephone's clock may be half a minute off.
_STEPS = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Setup:
    """What an authenticator app is set up with, shown this once; `uri` is for its QR picture."""

    number: str
    secret: str
    uri: str


class SigningIn:
    """Setting an app up, and coming in by its codes; each code opens once."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def begin(self, person_id: int, now: datetime, update_key: str) -> Setup:
        """Return what the app is set up with, in place of an earlier one; `confirm` follows.

        Raises:
            NotAllowed: the person holds no role.
        """

        def begin(uow: UnitOfWork) -> list[str]:
            import pyotp

            if not self._rights.holdings(uow, person_id, now):
                raise NotAllowed("sign in")
            number = "".join(str(secrets.randbelow(10)) for _ in range(_NUMBER_DIGITS))
            secret = pyotp.random_base32()
            uow.authenticators.put(person_id, number, secret)
            uri = pyotp.TOTP(secret).provisioning_uri(name=number, issuer_name=_ISSUER)
            return [number, secret, uri]

        return Setup(*run_once(self._database, update_key, "signing_in.begin", begin))

    def confirm(
        self, person_id: int, account_id: int, code: str, now: datetime, update_key: str
    ) -> None:
        """Let the app count from now on, since it shows the right code.

        Raises:
            CodeUnusable: the code is wrong, or there is no app.
            TooManyGuesses: too many wrong codes came from this account.
        """

        def confirm(uow: UnitOfWork) -> dict[str, str]:
            if is_over(uow, account_id, now):
                return refuse_all()
            found = uow.authenticators.find(person_id)
            if found is None or not _use(uow, found, code, now):
                return refuse(uow, account_id, CodeFault.UNKNOWN, now)
            uow.audit.add(now, person_id, "set up sign-in", f"person:{person_id}", None)
            return {}

        raise_refusal({**run_once(self._database, update_key, "signing_in.confirm", confirm)})

    def enter(
        self,
        person_id: int,
        account_id: int,
        number: str,
        code: str,
        now: datetime,
        update_key: str,
    ) -> None:
        """Let the account be the official's whose sign-in number and code are brought.

        Raises:
            CodeUnusable: they do not fit, or the account is an official's already.
            TooManyGuesses: too many wrong ones came from this account or for this number.
        """

        def enter(uow: UnitOfWork) -> dict[str, str]:
            if is_over(uow, account_id, now) or is_number_over(uow, number, now):
                return refuse_all()
            found = uow.authenticators.find_number(number)
            is_known = found is not None and found.is_confirmed
            if found is None or not is_known or not _use(uow, found, code, now):
                count_for_number(uow, number, now)
                return refuse(uow, account_id, CodeFault.UNKNOWN, now)
            fault = tie(uow, self._rights, person_id, account_id, found.person_id, now)
            return {} if fault is None else refuse(uow, account_id, fault, now)

        raise_refusal({**run_once(self._database, update_key, "signing_in.enter", enter)})

    def remove(self, person_id: int, update_key: str) -> bool:
        """Erase the person's own app; False when there was none."""
        gone = run_once(
            self._database,
            update_key,
            "signing_in.remove",
            lambda uow: uow.authenticators.erase(person_id),
        )
        return bool(gone)


def _use(uow: UnitOfWork, found: StoredAuthenticator, code: str, now: datetime) -> bool:
    """Tell whether a code is right and was not used before, and use it up."""
    import pyotp

    clock = pyotp.TOTP(found.secret)
    typed = "".join(code.split()).encode()
    for offset in _STEPS:
        step = clock.timecode(now) + offset
        if compare_digest(clock.generate_otp(step).encode(), typed):
            return uow.authenticators.use(found.person_id, step, now)
    return False
