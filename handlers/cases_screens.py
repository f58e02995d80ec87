"""The screens of the desk: the queue, one case and its sides, with the buttons that fit."""

from collections.abc import Mapping, Sequence

from domain.cases import OPEN, CaseKind, Identity, LineKind, Move
from domain.desk_drafts import Deed, DeskDraft
from domain.roles import Action, may_anywhere
from handlers import cases_callbacks as calls
from handlers.cases_callbacks import Draft, OpenFile, ShowCase, ShowQueue, Write, place_of
from handlers.context import Context
from handlers.paging import turning
from handlers.screens import Button, Row, Screen, in_rows
from handlers.texts import case_card as card_texts
from handlers.texts import cases as texts
from handlers.texts import cases_writing as writing_texts
from handlers.texts.case_names import FILES
from services.case_reading import Part
from services.cases import DeskCase, DeskLine, FileHead, Similar
from services.desk_times import TimeLeft

PAGE = 10
_TALK, _PAST = 6, 20
# What stands under the case itself; the rest is behind "Việc khác".
_FIRST = (
    (Move.ASK, Deed.ASK),
    (Move.REQUEST_EXPLANATION, Deed.HEAR),
    (Move.ANSWER, Deed.ANSWER),
    (Move.WITHDRAW, Deed.WITHDRAW),
)
_MORE = (
    (Move.NOTE, Deed.NOTE),
    (Move.TRANSFER, Deed.TRANSFER),
    (Move.REFUSE, Deed.REFUSE),
    (Move.CLASSIFY, Deed.SUBJECT),
    (Move.HOLD, Deed.HOLD),
    (Move.RELEASE, Deed.RELEASE),
)


def queue_screen(
    context: Context,
    shown: ShowQueue,
    counts: Mapping[Part, int],
    lines: Sequence[DeskLine],
    times: Sequence[TimeLeft | None],
    begun: Sequence[DeskDraft],
) -> Screen:
    """Return a page of the queue; a further line tells that there is another page."""
    here, told = lines[:PAGE], times[:PAGE]
    named = {part.value: count for part, count in counts.items()}
    text = texts.queue(shown.part, named, here, told, context.office.timezone)
    cases = [Button(line.number, ShowCase.of(line.number)) for line in here]
    pages = shown.page + (2 if len(lines) > PAGE else 1)
    turns = turning(shown.page, pages, lambda page: ShowQueue(page, shown.part))
    parts = [
        Button(texts.part_label(part, named, shown.part), ShowQueue(0, part))
        for part in texts.PARTS
        if part in ("open", "mine", "done") or named.get(part)
    ]
    rows = (*resume_rows(begun), *in_rows(cases, 2), *turns, *in_rows(parts, 3))
    return Screen(text, rows)


def resume_rows(begun: Sequence[DeskDraft]) -> tuple[Row, ...]:
    """Return the buttons that go on with what was begun."""
    return tuple(
        (Button(writing_texts.resume_label(draft), Draft(f"{draft.deed}.resume")),)
        for draft in begun[:3]
    )


def found_screen(
    context: Context, lines: Sequence[DeskLine], times: Sequence[TimeLeft | None]
) -> Screen:
    """Return what a search found."""
    text = texts.found(lines[:PAGE], times[:PAGE], context.office.timezone)
    cases = [Button(line.number, ShowCase.of(line.number)) for line in lines[:PAGE]]
    return Screen(text, (*in_rows(cases, 2), desk_row()))


def case_screen(context: Context, shown: DeskCase, left: TimeLeft | None) -> Screen:
    """Return a case on one screen with what may be done with it."""
    return Screen(
        card_texts.case(shown, left, context.office.timezone),
        (*_deeds(context, shown, left), *_sides(context, shown), desk_row()),
    )


def more_screen(context: Context, shown: DeskCase, left: TimeLeft | None) -> Screen:
    """Return a case with what is done less often."""
    number = shown.line.number
    buttons = [_write(number, deed) for move, deed in _MORE if move in shown.may]
    may_ask_name = shown.identity is Identity.SEALED and Move.NOTE in shown.may
    buttons += [_write(number, Deed.NAME)] if may_ask_name else []
    if _may_extend(shown, left):
        buttons.append(_write(number, Deed.EXTEND))
    if Move.ASSIGN in shown.may:
        buttons.insert(0, Button(texts.PEOPLE, ShowCase.of(number, "people")))
    alike = Button(texts.ALIKE, ShowCase.of(number, "alike"))
    text = card_texts.case(shown, left, context.office.timezone)
    return Screen(text, (*in_rows([*buttons, alike], 2), case_row(number)))


def talk_screen(context: Context, shown: DeskCase) -> Screen:
    """Return the latest of the dialogue; what is older is in the history and files."""
    lines = shown.lines[-_TALK:]
    text = card_texts.talk(shown, lines, context.office.timezone)
    has_letter = any(line.kind is LineKind.APOLOGY for line in shown.lines)
    letter = Button(writing_texts.LETTER, ShowCase.of(shown.line.number, "letter"))
    rows: tuple[Row, ...] = ((letter,),) if has_letter else ()
    return Screen(text, (*rows, case_row(shown.line.number)))


def past_screen(context: Context, shown: DeskCase) -> Screen:
    """Return the latest of the history."""
    text = card_texts.past(shown, shown.history[-_PAST:], context.office.timezone)
    return Screen(text, (case_row(shown.line.number),))


def story_screen(shown: DeskCase) -> Screen:
    """Return the whole story."""
    return Screen(card_texts.story(shown), (case_row(shown.line.number),))


def files_screen(shown: DeskCase) -> Screen:
    """Return the files, each sent on demand."""
    number = shown.line.number
    files = files_of(shown)
    buttons = [
        Button(
            f"{index + 1}. {FILES.get(file.kind, file.kind)}", OpenFile(*place_of(number), index)
        )
        for index, file in enumerate(files)
    ]
    text = card_texts.files(shown, len(files))
    return Screen(text, (*in_rows(buttons, 3), case_row(number)))


def files_of(shown: DeskCase) -> tuple[FileHead, ...]:
    """Return all files of a case in the order in which they came."""
    return (*shown.content.files, *(file for line in shown.lines for file in line.files))


def alike_screen(context: Context, shown: DeskCase, similar: Sequence[Similar]) -> Screen:
    """Return cases that resemble this one, each to be opened, or merged into."""
    number = shown.line.number
    rows: list[Row] = []
    for one in similar:
        other = one.line.number
        row = [Button(other, ShowCase.of(other))]
        if Move.MERGE in shown.may and one.line.state in OPEN:
            merge = calls.Merge(*place_of(number), *place_of(other), "ask")
            row.append(Button(f"{texts.MERGE} {other}", merge))
        rows.append(tuple(row))
    text = card_texts.alike(shown, similar, context.office.timezone)
    return Screen(text, (*rows, case_row(number)))


def people_screen(shown: DeskCase, people: Sequence[tuple[int, str]]) -> Screen:
    """Return to whom a case may be given."""
    number = shown.line.number
    if not people:
        return Screen(texts.NO_COLLEAGUE, (case_row(number),))
    buttons = [
        Button(name or texts.nameless(person), calls.Assign(*place_of(number), person))
        for person, name in people
    ]
    return Screen(texts.choose_colleague(number), (*in_rows(buttons[:20], 1), case_row(number)))


def case_row(number: str) -> Row:
    """Return the row that leads back to a case."""
    return (Button(texts.BACK_TO_CASE, ShowCase.of(number)), *desk_row())


def desk_row() -> Row:
    """Return the row that leads back to the queue."""
    return (Button(texts.BACK_TO_DESK, ShowQueue(0, Part.OPEN.value)),)


def after_row(number: str) -> Row:
    """Return the row under what was done with a case."""
    return (Button(texts.OPEN_CASE, ShowCase.of(number)), *desk_row())


def _deeds(context: Context, shown: DeskCase, left: TimeLeft | None) -> tuple[Row, ...]:
    number, may = shown.line.number, shown.may
    if not may_anywhere(context.person.roles, Action.WORK_ON_CASES):
        return ()
    buttons = []
    if Move.ACKNOWLEDGE in may:
        buttons.append(Button(texts.ACKNOWLEDGE, calls.Move.of(number, "acknowledge")))
    if Move.TAKE in may and not shown.line.is_mine and shown.line.kind is not CaseKind.PRAISE:
        buttons.append(Button(texts.TAKE, calls.Move.of(number, "take")))
    buttons += [_write(number, deed) for move, deed in _FIRST if move in may]
    if left is not None and left.days_late is not None and not left.is_promised:
        buttons.append(_write(number, Deed.APOLOGY))
    if Move.REVIEW in may:
        buttons.append(_write(number, Deed.REVIEW))
    if Move.REOPEN in may and shown.line.needs_review:
        buttons.append(_write(number, Deed.REOPEN))
    return in_rows(buttons, 2)


def _sides(context: Context, shown: DeskCase) -> tuple[Row, ...]:
    number, files = shown.line.number, len(files_of(shown))
    buttons = []
    if card_texts.is_cut(shown.content):
        buttons.append(Button(texts.STORY, ShowCase.of(number, "story")))
    if shown.lines:
        label = f"{texts.TALK} ({len(shown.lines)})"
        buttons.append(Button(label, ShowCase.of(number, "talk")))
    if files:
        buttons.append(Button(f"{texts.FILES} ({files})", ShowCase.of(number, "files")))
    buttons.append(Button(texts.PAST, ShowCase.of(number, "past")))
    if may_anywhere(context.person.roles, Action.WORK_ON_CASES):
        buttons.append(Button(texts.MORE, ShowCase.of(number, "more")))
    return in_rows(buttons, 3)


def _may_extend(shown: DeskCase, left: TimeLeft | None) -> bool:
    is_open = left is not None and left.due_at is not None and left.days_late is None
    return is_open and shown.line.timing.extended_at is None and Move.NOTE in shown.may


def _write(number: str, deed: Deed) -> Button:
    return Button(writing_texts.LABELS[deed], Write.of(number, deed))
