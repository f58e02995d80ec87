"""The other side: officials who are asked to explain themselves, and those who are praised."""

from datetime import datetime

from db.cases import StoredCase
from db.uow import UnitOfWork
from domain.cases import Actor, LineKind, Move
from domain.errors import MoveNotPossible, NobodyToExplain, NotAllowed
from domain.roles import Role
from services.case_moves import Hand, key_of, read_text
from services.case_office import CaseOffice
from services.case_views import read_content
from services.cases import AskedToExplain, DeskLine, Praise
from services.once import run_once

_SHOWN = 20


class CaseHearing(CaseOffice):
    """What reaches the official concerned, and nothing else of the case."""

    def request_explanation(
        self, actor: int, number: str, summary: str, now: datetime, update_key: str
    ) -> DeskLine:
        """Propose a summary for the official concerned; the sender must agree to it first.

        Raises:
            NobodyToExplain: the subject is not known here as a person.
        """
        said = read_text(summary)

        def request(uow: UnitOfWork, case: StoredCase, hand: Hand) -> StoredCase:
            if case.subject_hash is None:
                raise NobodyToExplain
            moved = self._moves.make(uow, case, Move.REQUEST_EXPLANATION, hand, now)
            key = key_of(uow, moved)
            uow.case_explanations.add(moved.id, key, case.subject_hash, said, now)
            self._moves.tell_sender(uow, moved, Move.REQUEST_EXPLANATION, now)
            return moved

        return self._act(actor, number, now, update_key, "desk.request_explanation", request)

    def asked_to_explain(self, person_id: int) -> tuple[AskedToExplain, ...]:
        """Return what a person is asked to explain, newest first: summaries alone."""
        with self._database.open_uow(read_only=True) as uow:
            asked = uow.case_explanations.asked(uow.case_marks.official(person_id))
            found = (_asked(uow, case_id, one) for one, case_id in asked[:_SHOWN])
            return tuple(one for one in found if one is not None)

    def explain(
        self, person_id: int, explanation_id: int, text: str, now: datetime, update_key: str
    ) -> AskedToExplain:
        """Explain oneself to whoever handles the case.

        Raises:
            NotAllowed: this person is not asked for it.
            MoveNotPossible: it was explained before, or the case is over.
        """
        said = read_text(text)

        def explain(uow: UnitOfWork) -> int:
            asked = dict(uow.case_explanations.asked(uow.case_marks.official(person_id)))
            if explanation_id not in asked:
                raise NotAllowed("explain")
            case = uow.cases.get(asked[explanation_id])
            hand = Hand(Actor.SUBJECT, person_id)
            moved = self._moves.make(uow, case, Move.EXPLAIN, hand, now, has_news=True)
            key = key_of(uow, moved)
            if not uow.case_explanations.explain(explanation_id, key, said, now):
                raise MoveNotPossible(Move.EXPLAIN, case.state)
            self._moves.say(uow, moved, LineKind.EXPLANATION, hand, now, {"text": said})
            handler = moved.handler_id
            people = (handler,) if handler else self._sight.resolvers(uow, moved, now)
            self._moves.tell_office(uow, people, "explained", now)
            return moved.id

        case_id = run_once(self._database, update_key, "desk.explain", explain)
        with self._database.open_uow(read_only=True) as uow:
            found = _asked(uow, int(case_id), explanation_id)
        if found is None:
            raise NotAllowed("explain")
        return found

    def praises(self, person_id: int, now: datetime) -> tuple[Praise, ...]:
        """Return the praise that reached a person or a unit that they head, newest first."""
        with self._database.open_uow(read_only=True) as uow:
            held = self._rights.holdings(uow, person_id, now)
            headed = [one.unit for one in held if one.role is Role.MANAGER and one.unit]
            mark = uow.case_marks.official(person_id)
            found = uow.case_lists.praises(mark, headed, _SHOWN)
            keys = uow.case_keys.find_all([case.id for case in found])
            return tuple(
                Praise(
                    case.number,
                    read_content(case, keys[case.id]).what,
                    case.unit_name,
                    case.received_at,
                )
                for case in found
                if case.id in keys
            )


def _asked(uow: UnitOfWork, case_id: int, explanation_id: int) -> AskedToExplain | None:
    key = uow.case_keys.find(case_id)
    if key is None:
        return None
    found = {one.id: one for one in uow.case_explanations.of(case_id, key)}[explanation_id]
    return AskedToExplain(found.id, found.summary, found.asked_at, found.text)
