"""The screens of a case for its sender."""

from collections.abc import Sequence
from datetime import datetime

from domain.cases import BEST, WORST, Move
from handlers.context import Office
from handlers.feedback_callbacks import (
    AgreeToSummary,
    CaseFile,
    CutCase,
    FollowOther,
    OpenCase,
    RateCase,
    ReopenCase,
    WriteToCase,
)
from handlers.screens import Button, Row, Screen, in_rows
from handlers.texts import following as texts
from handlers.texts.case_names import moment
from services.cases import FileHead, Line, OwnCase, SenderView

_MOST_FILES = 9
STOP: Row = (Button(texts.STOP, FollowOther("stop")),)


def case_screen(office: Office, view: SenderView, ref: str) -> Screen:
    """Return a case with what its sender may do; `ref` is the code or number that opens it."""
    rows = (*_files(view, ref), *deeds(view, ref), *_cut(view, ref))
    html = texts.case(view, lambda at: _moment(office, at))
    return Screen(f"{html}\n{texts.summary(view.summary)}" if view.summary else html, rows)


def step_screen(office: Office, move: Move, view: SenderView, line: Line | None) -> Screen:
    """Return what a sender is told of a step of their case."""
    html = texts.step(move, view, line, lambda at: _moment(office, at))
    see = (Button(texts.SEE_CASE, OpenCase(view.number)),)
    return Screen(html, (*deeds(view, view.number), see))


def own_screen(office: Office, cases: Sequence[OwnCase]) -> Screen:
    """Return the cases of an account, with the way to another one."""
    by_code = (Button(texts.BY_CODE, FollowOther("code")),)
    if not cases:
        return Screen(f"{texts.NO_OWN_CASES} {texts.HOW_TO_FOLLOW}", (STOP,))
    buttons = [Button(one.number, OpenCase(one.number)) for one in cases]
    html = texts.own(cases, lambda at: _moment(office, at))
    return Screen(html, (*in_rows(buttons, 2), by_code))


def deeds(view: SenderView, ref: str) -> tuple[Row, ...]:
    """Return what a sender may do with a case just now."""
    rows: list[Row] = []
    if view.summary is not None and Move.AGREE in view.may:
        yes = Button(texts.AGREE, AgreeToSummary(view.summary.id, 1, ref))
        no = Button(texts.DECLINE, AgreeToSummary(view.summary.id, 0, ref))
        rows.append((yes, no))
    if Move.REPLY in view.may:
        rows.append((Button(texts.REPLY, WriteToCase(1, ref)),))
    elif Move.ADD in view.may:
        rows.append((Button(texts.ADD, WriteToCase(0, ref)),))
    if Move.RATE in view.may:
        stars = range(WORST, BEST + 1)
        rows.append(tuple(Button(str(rating), RateCase(rating, 0, ref)) for rating in stars))
    if Move.REOPEN in view.may:
        rows.append((Button(texts.REOPEN, ReopenCase(ref)),))
    return tuple(rows)


def files_of(view: SenderView) -> tuple[FileHead, ...]:
    """Return all files of a case that its sender may see, in the order in which they came."""
    said = (file for line in view.lines for file in line.files)
    return (*view.content.files, *said)


def _files(view: SenderView, ref: str) -> tuple[Row, ...]:
    """Return a button for each of the latest files."""
    numbered = list(enumerate(files_of(view)))[-_MOST_FILES:]
    buttons = [
        Button(texts.file_label(file.kind, index + 1), CaseFile(index, ref))
        for index, file in numbered
    ]
    return in_rows(buttons, 3)


def _cut(view: SenderView, ref: str) -> tuple[Row, ...]:
    if not view.is_linked and not view.keeps_address:
        return ()
    return ((Button(texts.CUT, CutCase(0, ref)),),)


def _moment(office: Office, at: datetime) -> str:
    return moment(at.astimezone(office.timezone))
