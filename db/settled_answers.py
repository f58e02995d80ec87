"""Repository of answers that left something open, and of what editors did about them."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, insert, or_, select
from sqlalchemy.orm import Session

from db.answers import opened_answer
from db.models.conversations import AnswerRow, RatingRow, WatchRow
from db.models.editing import SettledAnswerRow
from db.sealing import KeyRing
from domain.answers import Answer, AnswerStatus

_REASON = ("ratings", "reason_sealed")
_LEFT_OPEN = (AnswerStatus.REFUSED.value, AnswerStatus.PARTIAL.value)
DOWN = "down"
_Query = Select[AnswerRow, str, bytes | None]


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """An answer that left something open, or that somebody did not find good; without a person.

    `reason` is why it was not good.
    """

    id: int
    asked_on: date
    answer: Answer
    is_down: bool
    reason: str | None


class SettledAnswerRepository:
    """Answers that wait for an editor, and those that were seen to."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def waiting(self, at_most: int) -> tuple[OpenAnswer, ...]:
        """Return the newest answers that wait for an editor, the oldest of them first."""
        query = _open_answers().where(SettledAnswerRow.answer_id.is_(None))
        newest = query.order_by(AnswerRow.asked_on.desc(), AnswerRow.id.desc()).limit(at_most)
        found = [one for one in self._opened(newest) if _asks_for_more(one)]
        return tuple(sorted(found, key=lambda one: (one.asked_on, one.id)))

    def good(self, at_most: int) -> tuple[OpenAnswer, ...]:
        """Return the newest answers that left nothing open and that nobody found bad."""
        query = (
            select(AnswerRow, RatingRow.verdict, RatingRow.reason_sealed)
            .outerjoin(RatingRow, RatingRow.answer_id == AnswerRow.id)
            .where(AnswerRow.status.not_in(_LEFT_OPEN), RatingRow.verdict.is_distinct_from(DOWN))
        )
        newest = query.order_by(AnswerRow.asked_on.desc(), AnswerRow.id.desc()).limit(at_most)
        return tuple(self._opened(newest))

    def between(self, first: date, last: date) -> Iterator[OpenAnswer]:
        """Yield every answer of these days that left something open or was not found good."""
        query = _open_answers().where(AnswerRow.asked_on.between(first, last))
        for one in self._opened(query.order_by(AnswerRow.asked_on, AnswerRow.id)):
            if _asks_for_more(one):
                yield one

    def counts(self, first: date, last: date) -> tuple[Counter[str], Counter[str]]:
        """Return how many answers of these days were of each status, and of each verdict."""
        days = AnswerRow.asked_on.between(first, last)
        statuses = Counter[str](self._session.scalars(select(AnswerRow.status).where(days)))
        verdicts = Counter[str](
            self._session.scalars(
                select(RatingRow.verdict)
                .join(AnswerRow, AnswerRow.id == RatingRow.answer_id)
                .where(days)
            )
        )
        return statuses, verdicts

    def by_day(self, first: date, last: date) -> dict[date, Counter[str]]:
        """Return how many answers there were on each of these days, by status."""
        query = select(AnswerRow.asked_on, AnswerRow.status)
        found: dict[date, Counter[str]] = {}
        for day, status in self._session.execute(
            query.where(AnswerRow.asked_on.between(first, last)).order_by(AnswerRow.asked_on)
        ):
            found.setdefault(day, Counter())[status] += 1
        return found

    def deeds(self, answer_ids: Collection[int]) -> dict[int, str]:
        """Return what was done about these answers, by answer."""
        query = select(SettledAnswerRow.answer_id, SettledAnswerRow.deed)
        own = query.where(SettledAnswerRow.answer_id.in_(answer_ids))
        return {int(answer_id): str(deed) for answer_id, deed in self._session.execute(own)}

    def settle(
        self,
        answer_ids: Sequence[int],
        deed: str,
        now: datetime,
        note: str = "",
        handed_id: int | None = None,
    ) -> int:
        """Keep what was done about answers and return how many nobody had seen to before."""
        known = set(self.deeds(answer_ids))
        rows = [
            {
                "answer_id": number,
                "deed": deed,
                "note": note,
                "handed_id": handed_id,
                "settled_at": now,
            }
            for number in answer_ids
            if number not in known
        ]
        if rows:
            self._session.execute(insert(SettledAnswerRow), rows)
        return len(rows)

    def reopen(self, answer_ids: Collection[int]) -> None:
        """Let answers wait for an editor again."""
        for number in answer_ids:
            row = self._session.get(SettledAnswerRow, number)
            if row is not None:
                self._session.delete(row)
        self._session.flush()

    def wishes(self, answer_ids: Collection[int]) -> int:
        """Return how many wish to hear of a better answer than one of these."""
        own = select(WatchRow.id).where(WatchRow.answer_id.in_(answer_ids))
        return len(self._session.scalars(own).all())

    def _opened(self, query: _Query) -> Iterator[OpenAnswer]:
        for row, verdict, reason in self._session.execute(query):
            body = opened_answer(row, self._ring)
            text = None if reason is None else self._ring.open(reason, *_REASON, str(row.id))
            yield OpenAnswer(row.id, row.asked_on, body, verdict == DOWN, text)


def _open_answers() -> _Query:
    return (
        select(AnswerRow, RatingRow.verdict, RatingRow.reason_sealed)
        .outerjoin(RatingRow, RatingRow.answer_id == AnswerRow.id)
        .outerjoin(SettledAnswerRow, SettledAnswerRow.answer_id == AnswerRow.id)
        .where(or_(AnswerRow.status.in_(_LEFT_OPEN), RatingRow.verdict == DOWN))
    )


def _asks_for_more(one: OpenAnswer) -> bool:
    """Tell whether a document could answer better; what was refused on purpose stays refused."""
    return one.is_down or one.answer.is_missing or one.answer.status is AnswerStatus.PARTIAL
