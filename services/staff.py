"""The people who hold roles: oneself, the people of one's unit, and ending a role."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from db.database import Database
from db.roles import StoredRole
from db.uow import UnitOfWork
from domain.errors import NotAllowed, NotAName, RoleGone
from domain.roles import Action, Role, given_by, is_allowed
from domain.staff_names import read_name
from services.linking import Channel, channels_of
from services.notices import tell
from services.once import run_once
from services.rights import Rights

ENDED = "role.ended"


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that is held now, with its last day where it has one."""

    id: int
    role: Role
    unit: str | None
    unit_name: str | None
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Myself:
    """What we know of whoever asks: name, roles, channels, and the unit they wait for."""

    name: str | None
    roles: tuple[HeldRole, ...]
    channels: tuple[Channel, ...]
    waits_for: str | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who holds roles in units that the reader may see; `name` where it is known.

    `may_restore`: the reader may give them a new way in when their telephone is lost.
    """

    person_id: int
    name: str | None
    roles: tuple[HeldRole, ...]
    ends: frozenset[int] = frozenset()
    may_restore: bool = False


class Staff:
    """People with roles, as far as whoever asks may see them."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def me(self, person_id: int, now: datetime) -> Myself:
        """Return what is known of the person who asks."""
        with self._database.open_uow(read_only=True) as uow:
            waiting = uow.requests.open_of(person_id)
            return Myself(
                uow.names.find(person_id),
                _held(uow.roles.of_person(person_id, self._rights.day(now))),
                channels_of(uow, person_id),
                None if waiting is None else waiting.unit_name,
            )

    def gives(self, person_id: int, now: datetime) -> tuple[tuple[str | None, Role], ...]:
        """Return which roles the person may give, unit by unit in which they hold one."""
        with self._database.open_uow(read_only=True) as uow:
            held = self._rights.holdings(uow, person_id, now)
        units = dict.fromkeys(holding.unit for holding in held)
        return tuple((unit, role) for unit in units for role in given_by(held, unit))

    def rename(self, person_id: int, name: str, update_key: str) -> str:
        """Keep what a person is called and return it.

        Raises:
            NotAName: the text is no name.
        """
        read = read_name(name)
        if read is None:
            raise NotAName
        run_once(
            self._database,
            update_key,
            "staff.rename",
            lambda uow: uow.names.put(person_id, read),
        )
        return read

    def people(self, actor: int | None, now: datetime, update_key: str) -> tuple[Colleague, ...]:
        """Return the people of all units that the actor may see; the log keeps that they looked.

        Raises:
            NotAllowed: they may see nobody.
        """
        with self._database.open_uow() as uow:
            reach = self._rights.reach(uow, actor, Action.SEE_PEOPLE, now)
            found = uow.roles.of_units(reach.selected, self._rights.day(now))
        unit = next(iter(reach.codes)) if len(reach.codes) == 1 else None
        run_once(
            self._database,
            update_key,
            "staff.people",
            lambda uow: uow.audit.add(now, actor, "see people", "list", unit),
        )
        return _people(found)

    def person(self, actor: int, person_id: int, now: datetime, update_key: str) -> Colleague:
        """Return somebody with the roles that the actor may see, and what they may do about them.

        Raises:
            NotAllowed: they hold no role that the actor may see.
        """

        def look(uow: UnitOfWork) -> None:
            uow.audit.add(now, actor, "see person", f"person:{person_id}", None)

        with self._database.open_uow(read_only=True) as uow:
            reach = self._rights.reach(uow, actor, Action.SEE_PEOPLE, now)
            every = uow.roles.of_person(person_id, self._rights.day(now))
            seen = [one for one in every if reach.is_everywhere or one.unit in reach.codes]
            if not seen:
                raise NotAllowed(Action.SEE_PEOPLE)
            held = self._rights.holdings(uow, actor, now)
        run_once(self._database, update_key, "staff.person", look)
        ends = frozenset(
            one.id
            for one in seen
            if is_allowed(held, Action.END_ROLE, one.unit, over=Role(one.role))
        )
        may_restore = all(
            is_allowed(held, Action.RESTORE_ACCESS, one.unit, over=Role(one.role)) for one in every
        )
        return Colleague(person_id, every[0].name, _held(seen), ends, may_restore)

    def end_role(self, actor: int | None, role_id: int, now: datetime, update_key: str) -> HeldRole:
        """End somebody's role at once, close what was open to it, and tell them.

        Raises:
            RoleGone: it has ended meanwhile.
            NotAllowed: the actor may not end it.
        """

        def end(uow: UnitOfWork) -> list[str | int | None]:
            found = uow.roles.find(role_id, self._rights.day(now))
            if found is None:
                raise RoleGone
            role, unit = Role(found.role), found.unit
            self._rights.require(uow, actor, Action.END_ROLE, unit, now, over=role)
            self._end(uow, actor, found, now)
            return _told(found)

        return _read(run_once(self._database, update_key, "staff.end_role", end))

    def leave(self, person_id: int, role_id: int, now: datetime, update_key: str) -> HeldRole:
        """End a role of one's own.

        Raises:
            RoleGone: it has ended meanwhile, or is somebody else's.
        """

        def leave(uow: UnitOfWork) -> list[str | int | None]:
            found = uow.roles.find(role_id, self._rights.day(now))
            if found is None or found.person_id != person_id:
                raise RoleGone
            self._end(uow, person_id, found, now)
            return _told(found)

        return _read(run_once(self._database, update_key, "staff.leave", leave))

    def _end(self, uow: UnitOfWork, actor: int | None, found: StoredRole, now: datetime) -> None:
        person = found.person_id
        uow.roles.end(found.id, now)
        close_what_was_open(uow, person, now)
        uow.audit.add(now, actor, "end role", f"person:{person} {found.role}", found.unit)
        if not uow.roles.held(person, self._rights.day(now)):
            uow.names.forget_without_role(self._rights.day(now))
        if actor != person:
            payload = {"kind": ENDED, "role": found.role, "unit": found.unit_name}
            tell(uow, person, f"{ENDED}:{found.id}", payload, now)


def close_what_was_open(uow: UnitOfWork, person_id: int, now: datetime) -> None:
    """Close what a role had opened: half-done work, and invitations that were not used yet.

    What somebody wrote as a citizen is theirs. What they wrote on a case stays sealed until their
    next message, which is told that it cannot be sent and gets the words back.
    """
    uow.drafts.erase_all(person_id, but=("feedback.", "cases."))
    uow.document_drafts.erase_of(person_id)
    uow.invitations.withdraw_of(person_id, now)


def _people(found: Sequence[StoredRole]) -> tuple[Colleague, ...]:
    by_person = sorted(found, key=attrgetter("person_id"))
    people = [
        (person_id, tuple(roles))
        for person_id, roles in groupby(by_person, attrgetter("person_id"))
    ]
    met = [Colleague(person_id, roles[0].name, _held(roles)) for person_id, roles in people]
    return tuple(sorted(met, key=lambda one: (one.roles[0].unit or "", one.name or "")))


def _held(found: Sequence[StoredRole]) -> tuple[HeldRole, ...]:
    return tuple(
        HeldRole(one.id, Role(one.role), one.unit, one.unit_name, one.valid_from, one.valid_until)
        for one in found
    )


def _told(found: StoredRole) -> list[str | int | None]:
    until = None if found.valid_until is None else found.valid_until.isoformat()
    since = found.valid_from.isoformat()
    return [found.id, found.role, found.unit, found.unit_name, since, until]


def _read(stored: list[str]) -> HeldRole:
    number, role, unit, unit_name, since, until = stored
    return HeldRole(
        int(number),
        Role(role),
        unit,
        unit_name,
        date.fromisoformat(since),
        date.fromisoformat(until) if until else None,
    )
