"""Ratings of answers: a thumb, and for a thumb down a reason. Nobody's name is kept with them."""

from typing import Literal, get_args

from db.database import Database
from db.uow import UnitOfWork
from domain.errors import UnknownAnswer
from services.once import run_once

Verdict = Literal["up", "down"]


class Ratings:
    """What people thought of answers; an answer keeps one rating, the latest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rate(self, answer_id: int, verdict: Verdict, update_key: str) -> None:
        """Keep a verdict on an answer.

        Raises:
            UnknownAnswer: there is no such answer.
        """
        if verdict not in get_args(Verdict):
            raise ValueError(verdict)

        def rate(uow: UnitOfWork) -> None:
            if not uow.answers.exists(answer_id):
                raise UnknownAnswer(answer_id)
            uow.ratings.set_verdict(answer_id, verdict)

        run_once(self._database, update_key, "ratings.rate", rate)

    def explain(self, answer_id: int, reason: str, update_key: str) -> None:
        """Keep why an answer did not help; it counts as a thumb down.

        Raises:
            UnknownAnswer: there is no such answer.
        """

        def explain(uow: UnitOfWork) -> None:
            if not uow.answers.exists(answer_id):
                raise UnknownAnswer(answer_id)
            uow.ratings.set_reason(answer_id, reason)

        run_once(self._database, update_key, "ratings.explain", explain)
