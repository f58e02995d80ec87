"""Cases read for people: what a sender sees, and what an office sees."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from db.case_files import StoredFile
from db.case_keys import CaseKey
from db.case_lines import StoredLine
from db.cases import StoredCase
from db.uow import UnitOfWork
from domain.cases import (
    INTERNAL,
    OPEN,
    Actor,
    Move,
    SubjectKind,
    possible,
)
from services.case_moves import key_of
from services.cases import (
    Content,
    DeskCase,
    DeskLine,
    Explanation,
    FileHead,
    Line,
    PastMove,
    SenderView,
    Subject,
    Summary,
    Timing,
)

_CONTENT = ("cases", "content_locked")
_NAME = ("cases", "name_locked")
# Moves that the clock makes or that no button offers.
_UNOFFERED = frozenset({Move.UNSEAL, Move.EXTEND, Move.APOLOGISE})


def lock_content(
    key: CaseKey, uid: str, what: str, place: str, when: str, subject: Subject
) -> bytes:
    """Return what a sender brought, locked for its case."""
    told = {"what": what, "place": place, "when": when, "subject": asdict(subject)}
    return key.lock(json.dumps(told, ensure_ascii=False), *_CONTENT, uid)


def lock_name(key: CaseKey, uid: str, name: str) -> bytes:
    """Return a named sender's name, locked for the case."""
    return key.lock(name, *_NAME, uid)


def read_content(case: StoredCase, key: CaseKey, files: Iterable[StoredFile] = ()) -> Content:
    """Return what a sender brought, in the open."""
    told: dict[str, Any] = {"what": "", "place": "", "when": "", "subject": {}}
    if case.content_locked is not None:
        told = json.loads(key.unlock(case.content_locked, *_CONTENT, case.uid))
    about = dict(told["subject"])
    kind = SubjectKind(about.pop("kind", SubjectKind.UNKNOWN))
    first = tuple(head(file) for file in files if file.line_id is None)
    return Content(told["what"], told["place"], told["when"], Subject(kind, **about), first)


def head(file: StoredFile) -> FileHead:
    """Return what a file is."""
    return FileHead(file.uid, file.kind, file.media_type, file.size, file.has_original)


def timing(case: StoredCase) -> Timing:
    """Return where the clock of a case stands."""
    return Timing(
        case.received_at,
        case.step,
        case.step_due_at,
        case.due_at,
        case.first_due_at,
        case.paused_since,
        case.late_since,
        case.extended_at,
        case.answered_at,
        case.closed_at,
    )


def sender_view(uow: UnitOfWork, case: StoredCase) -> SenderView:
    """Return a case as its sender sees it."""
    key = key_of(uow, case)
    files = uow.case_files.of(case.id)
    lines = [line for line in uow.case_lines.of(case.id, key) if line.kind not in INTERNAL]
    was_reopened = case.reopened_at is not None
    return SenderView(
        number=case.number,
        kind=case.kind,
        conduct=case.conduct,
        state=case.state,
        unit_name=case.unit_name,
        office_name=case.office_name,
        identity=case.identity,
        content=read_content(case, key, files),
        timing=timing(case),
        lines=tuple(_line(line, files) for line in lines),
        summary=_summary(uow, case, key),
        rating=case.rating,
        may=possible(case.state, Actor.SENDER, was_reopened=was_reopened),
        is_linked=uow.case_ties.is_linked(case.id),
        keeps_address=uow.case_ties.has_address(case.id),
    )


def desk_lines(uow: UnitOfWork, cases: Sequence[StoredCase], viewer: int) -> tuple[DeskLine, ...]:
    """Return cases as lines of a queue, handlers by name, with one query for all names."""
    names = uow.names.find_all({case.handler_id for case in cases if case.handler_id is not None})
    return tuple(_desk_line(case, names, viewer) for case in cases)


def desk_case(uow: UnitOfWork, case: StoredCase, viewer: int, actor: Actor) -> DeskCase:
    """Return a case on one screen."""
    key = key_of(uow, case)
    files = uow.case_files.of(case.id)
    lines = tuple(_line(line, files) for line in uow.case_lines.of(case.id, key))
    reasons = [line.text for line in lines if line.kind.value == "rating"]
    main = None if case.main_id is None else uow.cases.get(case.main_id).number
    return DeskCase(
        line=desk_lines(uow, [case], viewer)[0],
        content=read_content(case, key, files),
        identity=case.identity,
        name=None if case.name_locked is None else key.unlock(case.name_locked, *_NAME, case.uid),
        on_behalf=case.is_on_behalf,
        lines=lines,
        history=_history(uow, case, key),
        explanations=_explanations(uow, case, key),
        rating=case.rating,
        rating_reason=reasons[-1] if reasons else None,
        is_held=case.held_since is not None,
        merged_into=main,
        merged=tuple(other.number for other in uow.cases.merged_into(case.id)),
        may=_offered(case, actor, viewer),
    )


def _offered(case: StoredCase, actor: Actor, viewer: int) -> frozenset[Move]:
    moves = possible(case.state, actor, was_reopened=case.reopened_at is not None) - _UNOFFERED
    if not case.needs_review or case.answerer_id == viewer:
        moves -= {Move.REVIEW, Move.REOPEN}
    if case.subject_hash is None:
        moves -= {Move.REQUEST_EXPLANATION}
    return moves - {Move.RELEASE if case.held_since is None else Move.HOLD}


def _desk_line(case: StoredCase, names: Mapping[int, str], viewer: int) -> DeskLine:
    handler = case.handler_id
    return DeskLine(
        number=case.number,
        kind=case.kind,
        conduct=case.conduct,
        state=case.state,
        unit=case.unit_code,
        unit_name=case.unit_name,
        office=case.office_code,
        office_name=case.office_name,
        timing=timing(case),
        handler_id=handler,
        handler=None if handler is None else names.get(handler),
        is_mine=handler == viewer,
        needs_review=case.needs_review,
        has_news=case.has_news,
    )


def _line(line: StoredLine, files: Iterable[StoredFile]) -> Line:
    own = tuple(head(file) for file in files if file.line_id == line.id)
    parts = line.parts
    return Line(
        line.id,
        line.kind,
        line.author,
        line.at,
        parts.get("text", ""),
        parts.get("proof", ""),
        parts.get("next", ""),
        own,
    )


def _summary(uow: UnitOfWork, case: StoredCase, key: CaseKey) -> Summary | None:
    if case.state not in OPEN:
        return None
    found = [one for one in uow.case_explanations.of(case.id, key) if one.is_agreed is None]
    return Summary(found[-1].id, found[-1].summary) if found else None


def _history(uow: UnitOfWork, case: StoredCase, key: CaseKey) -> tuple[PastMove, ...]:
    names = {case.office_code: case.office_name, case.unit_code: case.unit_name}
    moves = uow.case_history.of(case.id, key)
    for code in {move.office_code for move in moves if move.office_code} - names.keys():
        unit = uow.units.find(code)
        names[code] = None if unit is None else unit.name
    return tuple(
        PastMove(
            move.at,
            move.move,
            move.actor,
            move.who,
            move.state,
            names.get(move.office_code),
            move.reason,
        )
        for move in moves
    )


def _explanations(uow: UnitOfWork, case: StoredCase, key: CaseKey) -> tuple[Explanation, ...]:
    return tuple(
        Explanation(one.id, one.summary, one.is_agreed, one.asked_at, one.text, one.explained_at)
        for one in uow.case_explanations.of(case.id, key)
    )
