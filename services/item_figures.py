"""How items do: item analysis over the log of answers, and predicted against actual recall."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from db.database import Database
from db.study_items import StoredVersion
from db.study_log import FirstAnswer, Review
from domain.grading import right_picks
from domain.item_analysis import Attempt, ItemFigures, analyse, rest_share
from domain.recall import Calibration, calibrate
from domain.roles import Action
from domain.study import Item, ItemType
from services.rights import Rights
from services.scheduling import read_state, recall

_NOWHERE = None


@dataclass(frozen=True, slots=True)
class ItemReport:
    """One wording of an item with its first answers; `figures` is None before 30 of them.

    `key` are the right choices as `figures.picked` names them.
    """

    item: Item
    is_asked: bool
    is_vetted: bool
    attempts: int
    key: tuple[str, ...]
    figures: ItemFigures | None


class ItemFigureDesk:
    """Figures of items for editors; they name nobody."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def of_items(
        self, actor: int | None, now: datetime, since: timedelta = timedelta(days=365)
    ) -> tuple[ItemReport, ...]:
        """Return every wording that was answered in the span up to now, those in doubt first.

        Raises:
            NotAllowed: the actor is no editor.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.EDIT_BANK, _NOWHERE, now)
            answers = tuple(uow.study_log.first_answers(now - since))
            versions = uow.items.versions({one.version_id for one in answers})
        reports = (
            _report(versions[version], own) for version, own in _attempts(answers, versions).items()
        )
        return tuple(sorted(reports, key=_doubt))

    def recall(
        self, actor: int | None, now: datetime, since: timedelta = timedelta(days=365)
    ) -> Calibration | None:
        """Return how recall was predicted and how it was; None before anything was repeated.

        Raises:
            NotAllowed: the actor is no editor.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.EDIT_BANK, _NOWHERE, now)
            reviews = [
                pair
                for review in uow.study_log.reviews(now - since)
                if (pair := self._predicted(review)) is not None
            ]
        return calibrate(reviews)

    def _predicted(self, review: Review) -> tuple[float, bool] | None:
        """Return what was predicted and what came; nothing for a second answer on one day."""
        state, day = read_state(review.before), self._rights.day(review.answered_at)
        if day <= state.last_on:
            return None
        return recall(state, day), review.is_right


def _attempts(
    answers: Sequence[FirstAnswer], versions: Mapping[int, StoredVersion]
) -> Mapping[int, list[Attempt]]:
    """Return the attempts at each wording, with how their people did on everything else."""
    right: dict[int, int] = defaultdict(int)
    count: dict[int, int] = defaultdict(int)
    for one in answers:
        count[one.learner_id] += 1
        right[one.learner_id] += one.is_right
    found: dict[int, list[Attempt]] = defaultdict(list)
    keys = {number: key_of(version.item) for number, version in versions.items()}
    for one in answers:
        kind, key = versions[one.version_id].item.type, keys[one.version_id]
        found[one.version_id].append(
            Attempt(
                key if one.is_right else picks_of(kind, one.choice),
                one.is_right,
                rest_share(right[one.learner_id], count[one.learner_id], one.is_right),
                one.seconds,
            )
        )
    return found


def key_of(item: Item) -> tuple[str, ...]:
    """Return the right choices of an item, as the log names them one by one."""
    if item.type is ItemType.NUMBER:
        return (f"n{item.number}",)
    if item.type is ItemType.DATE:
        return (f"d{item.day}",)
    return picks_of(item.type, ",".join(map(str, right_picks(item))))


# A million answers to an item hold a handful of choices.
@lru_cache(maxsize=10_000)
def picks_of(kind: ItemType, choice: str) -> tuple[str, ...]:
    """Return what somebody chose: options one by one, of a situation the best, else the whole."""
    picks = tuple(choice.split(","))
    if kind in (ItemType.SINGLE, ItemType.SEVERAL, ItemType.TRUE_FALSE):
        return picks
    return picks[:1] if kind is ItemType.SITUATION else (choice,)


def _report(version: StoredVersion, attempts: Sequence[Attempt]) -> ItemReport:
    key = key_of(version.item)
    return ItemReport(
        version.item,
        version.is_asked,
        version.is_vetted,
        len(attempts),
        key,
        analyse(attempts, key),
    )


def _doubt(report: ItemReport) -> tuple[bool, bool, float, str]:
    """Order what an editor should look at first: flagged, then the least discriminating."""
    figures = report.figures
    if figures is None:
        return True, True, 0.0, report.item.code
    weight = figures.discrimination if figures.discrimination is not None else 1.0
    return False, not figures.flags, weight, report.item.code
