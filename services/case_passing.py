"""Passing a case on: to another office or subject, into another case, or away from oneself."""

from dataclasses import replace
from datetime import datetime

from db.cases import StoredCase
from db.uow import UnitOfWork
from domain.cases import LineKind, Move, Step
from domain.errors import MoveNotPossible, UnknownUnit
from domain.roles import Action
from services.case_moves import Hand, key_of, read_text
from services.case_office import CaseOffice
from services.case_routing import WITHDREW
from services.case_views import lock_content, read_content
from services.cases import DeskLine, Subject


class CasePassing(CaseOffice):
    """Moves after which somebody else may have the case."""

    def transfer(
        self,
        actor: int,
        number: str,
        unit: str | None,
        reason: str,
        now: datetime,
        update_key: str,
    ) -> str | None:
        """Hand a case to another office (None: the province) and return the name of who has it.

        It goes on to the next office above where everybody there would be in conflict.

        Raises:
            UnknownUnit: there is no such unit.
        """
        said = read_text(reason)

        def transfer(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            if unit is not None and not uow.units.has(unit):
                raise UnknownUnit(unit)
            office = self._routing.place(uow, case, unit, now)
            if office == case.office_code:
                raise MoveNotPossible(Move.TRANSFER, case.state)
            step = self._moves.next_step(
                uow, replace(case, office_code=office), Step.ACKNOWLEDGE, now
            )
            moved = self._moves.make(
                uow, case, Move.TRANSFER, hand, now, said, office_code=office, handler_id=None,
                **step,
            )  # fmt: skip
            line = self._moves.say(uow, moved, LineKind.TRANSFER, hand, now, {"text": said})
            self._moves.tell_sender(uow, moved, Move.TRANSFER, now, line)
            self._announce(uow, moved, "transferred", now)
            return moved

        return self._route(actor, number, now, update_key, "desk.transfer", transfer)

    def withdraw(
        self, actor: int, number: str, reason: str, now: datetime, update_key: str
    ) -> str | None:
        """Step back from a case that concerns oneself; it is not shown to this person again.

        Return the name of the office that has it then.
        """
        said = read_text(reason)

        def withdraw(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            mine = case.handler_id == actor
            handler = None if mine else case.handler_id
            moved = self._moves.make(uow, case, Move.WITHDRAW, hand, now, said, handler_id=handler)
            uow.case_ties.deny(case.id, uow.case_marks.official(actor), WITHDREW)
            moved = self._routing.settle(uow, moved, now)
            if moved.handler_id is None:
                self._announce(uow, moved, "withdrawn", now)
            return moved

        return self._route(actor, number, now, update_key, "desk.withdraw", withdraw)

    def classify(
        self,
        actor: int,
        number: str,
        unit: str | None,
        subject: Subject,
        now: datetime,
        update_key: str,
    ) -> str | None:
        """Say whom a case is about, and return the name of the office that it goes to now.

        Raises:
            UnknownUnit: there is no such unit.
        """

        def classify(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            if unit is not None and not uow.units.has(unit):
                raise UnknownUnit(unit)
            key = key_of(uow, case)
            known = self._routing.know(uow, case.kind, unit, subject, now)
            old = read_content(case, key)
            content = lock_content(key, case.uid, old.what, old.place, old.when, known.subject)
            moved = self._moves.make(
                uow, case, Move.CLASSIFY, hand, now, content_locked=content, **known.columns
            )
            moved = self._routing.learn(uow, moved, f"{old.what}\n{old.place}", now)
            office = self._routing.place(uow, moved, known.route.start, now)
            if office != moved.office_code:
                moved = self._routing.hand_over(uow, moved, office, now)
            elif moved.handler_id is not None:
                moved = self._routing.settle(uow, moved, now)
            if moved.office_code != case.office_code:
                self._announce(uow, moved, "transferred", now)
            return moved

        return self._route(actor, number, now, update_key, "desk.classify", classify)

    def merge(self, actor: int, number: str, into: str, now: datetime, update_key: str) -> DeskLine:
        """Merge a case into another one; its sender gets the answer of that one.

        Raises:
            MoveNotPossible: the other one is over, or is merged itself.
        """

        def merge(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            main = self._load(uow, actor, into, now, Action.WORK_ON_CASES)
            if main.id == case.id or not main.is_open or main.kind is not case.kind:
                raise MoveNotPossible(Move.MERGE, main.state)
            for other in uow.cases.merged_into(case.id):
                uow.cases.change(other, main_id=main.id)
            moved = self._moves.make(uow, case, Move.MERGE, hand, now, main.number, main_id=main.id)
            self._moves.tell_sender(uow, moved, Move.MERGE, now)
            self._routing.settle(uow, main, now)
            return moved

        return self._act(actor, number, now, update_key, "desk.merge", merge)
