"""What an office reads: the queue by urgency, counts, one case, its files, search, likenesses."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from db.case_lists import Part as Part
from db.case_sight import visible_to
from db.cases import StoredCase
from db.uow import UnitOfWork
from domain.case_subjects import folded_text, likeness
from domain.errors import UnknownFile
from domain.receipts import read_number
from domain.roles import Action
from services.case_moves import key_of
from services.case_office import CaseOffice
from services.case_views import desk_case, desk_lines, head, read_content
from services.cases import DeskCase, DeskLine, OpenedFile, Similar
from services.once import run_once

PAGE = 10
# What is written is locked, so that words are looked for in so many cases at most.
_SEARCHED, _FOUND = 400, 20
_COMPARED, _ALIKE = 200, 5
_NEAR = timedelta(days=180)
_LEAST_ALIKE = 0.15


class CaseReading(CaseOffice):
    """Lists, counts, search and single cases, each within one condition on what may be seen."""

    def queue(
        self, actor: int, now: datetime, part: Part = Part.OPEN, page: int = 0
    ) -> tuple[DeskLine, ...]:
        """Return up to eleven lines of ten a page, the most urgent first; an eleventh: more follow.

        Raises:
            NotAllowed: they may see cases nowhere.
        """
        with self._database.open_uow(read_only=True) as uow:
            seen = visible_to(self._sight.of(uow, actor, now))
            found = uow.case_lists.queue(
                seen, part, actor, now, at_most=PAGE + 1, skip=max(page, 0) * PAGE
            )
            return desk_lines(uow, found, actor)

    def counts(self, actor: int, now: datetime) -> Mapping[Part, int]:
        """Return how many cases each part of the queue has; what is done with is not counted."""
        with self._database.open_uow(read_only=True) as uow:
            seen = visible_to(self._sight.of(uow, actor, now))
            return {
                part: uow.case_lists.count(seen, part, actor, now)
                for part in Part
                if part is not Part.DONE
            }

    def search(self, actor: int, text: str, now: datetime) -> tuple[DeskLine, ...]:
        """Return visible cases by number or by words in them, the newest first."""
        number, words = read_number(text), folded_text(text).split()
        with self._database.open_uow(read_only=True) as uow:
            seen = visible_to(self._sight.of(uow, actor, now))
            if number is not None:
                case = uow.cases.find_number(number, seen)
                return desk_lines(uow, [] if case is None else [case], actor)
            cases = uow.case_lists.newest(seen, _SEARCHED) if words else ()
            texts = _texts(uow, cases)
            found = [case for case in cases if _holds(texts.get(case.id, ""), words)]
            return desk_lines(uow, found[:_FOUND], actor)

    def similar(self, actor: int, number: str, now: datetime) -> tuple[Similar, ...]:
        """Return visible cases on the same unit that resemble this one, the most alike first."""
        with self._database.open_uow(read_only=True) as uow:
            case = self._load(uow, actor, number, now, Action.SEE_CASES)
            seen = visible_to(self._sight.of(uow, actor, now))
            others = uow.case_lists.near(seen, case, now - _NEAR, _COMPARED)
            texts = _texts(uow, (case, *others))
            own = texts.get(case.id, "")
            rated = sorted(
                ((likeness(own, texts.get(one.id, "")), one) for one in others),
                key=lambda pair: -pair[0],
            )
            best = [(like, one) for like, one in rated if like >= _LEAST_ALIKE][:_ALIKE]
            lines = desk_lines(uow, [one for _, one in best], actor)
        return tuple(Similar(line, like) for line, (like, _) in zip(lines, best, strict=True))

    def case(self, actor: int, number: str, now: datetime, update_key: str) -> DeskCase:
        """Return one case; the log keeps that they looked."""

        def look(uow: UnitOfWork) -> None:
            case = self._load(uow, actor, number, now, Action.SEE_CASES)
            uow.audit.add(now, actor, "see case", f"case:{number}", case.office_code)
            if case.has_news and case.handler_id == actor:
                uow.cases.change(case, has_news=False)

        run_once(self._database, update_key, "desk.case", look)
        with self._database.open_uow(read_only=True) as uow:
            case = self._load(uow, actor, number, now, Action.SEE_CASES)
            hand = self._moves.hand_of(uow, actor, case, now)
            return desk_case(uow, case, actor, hand.actor)

    def file(
        self,
        actor: int,
        number: str,
        uid: str,
        now: datetime,
        update_key: str,
        *,
        original: bool = False,
    ) -> OpenedFile:
        """Return one file of a case as it was cleaned, or its original; the log keeps who looked.

        Raises:
            UnknownFile: the case has no such file.
        """

        def look(uow: UnitOfWork) -> None:
            case = self._load(uow, actor, number, now, Action.SEE_CASES)
            uow.audit.add(now, actor, "see file", f"case:{number}", case.office_code)

        run_once(self._database, update_key, "desk.file", look)
        with self._database.open_uow(read_only=True) as uow:
            case = self._load(uow, actor, number, now, Action.SEE_CASES)
            files = {file.uid: file for file in uow.case_files.of(case.id)}
            content = uow.case_files.open(case.id, uid, key_of(uow, case), original=original)
        if uid not in files or content is None:
            raise UnknownFile
        return OpenedFile(head(files[uid]), content)


def _texts(uow: UnitOfWork, cases: Sequence[StoredCase]) -> dict[int, str]:
    keys = uow.case_keys.find_all([case.id for case in cases])
    return {case.id: read_content(case, keys[case.id]).what for case in cases if case.id in keys}


def _holds(text: str, words: Iterable[str]) -> bool:
    told = f" {folded_text(text)} "
    return all(f" {word} " in told for word in words)
