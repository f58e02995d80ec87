"""The screens of feedback that is being written: one question each, with back and stop."""

from collections.abc import Sequence

from domain.cases import CaseKind, Conduct, Identity, SubjectKind
from domain.feedback_draft import Ask, FeedbackDraft, Follow
from handlers.context import Context
from handlers.feedback_callbacks import (
    HEAD,
    EditFeedback,
    FeedbackConduct,
    FeedbackFiles,
    FeedbackFollow,
    FeedbackIdentity,
    FeedbackKind,
    FeedbackOfficial,
    FeedbackPlace,
    FeedbackWhen,
    FeedbackWhom,
    WriteFeedback,
)
from handlers.screens import Button, Row, Screen, in_rows, shortened
from handlers.staff_callbacks import LinkDevice
from handlers.texts import feedback as texts
from handlers.texts.case_names import CONDUCTS, IDENTITIES, KINDS
from handlers.texts.case_names import HEAD as HEAD_LABEL
from services.case_intake import RosterName
from services.directory import Unit

_STOP = Button(texts.STOP, WriteFeedback("stop"))
_BACK = Button(texts.BACK, WriteFeedback("back"))


async def screen_of(context: Context, draft: FeedbackDraft) -> Screen:
    """Return the question that a draft is at, or all of it before it is sent."""
    if draft.at is Ask.REVIEW:
        return review(draft, is_telegram=context.office.erase_history is None)
    offered = await context.run(context.services.intake.offered)
    html = texts.question(draft, offered.has_custodian)
    rows = _choices(draft, is_staff=bool(context.person.roles), sealed=offered.has_custodian)
    return Screen(html, (*rows, below(draft)))


def below(draft: FeedbackDraft) -> Row:
    """Return the way back and the way out."""
    return (_STOP,) if draft.at is draft.questions[0] else (_BACK, _STOP)


def _choices(draft: FeedbackDraft, *, is_staff: bool, sealed: bool) -> tuple[Row, ...]:
    if draft.at is Ask.KIND:
        return _kinds(draft, is_staff)
    if draft.at is Ask.WHERE:
        return ((Button(texts.NOT_SURE_WHERE, FeedbackPlace("")),),)
    if draft.at is Ask.WHOM:
        return _whom(draft)
    if draft.at is Ask.CONDUCT:
        return in_rows((Button(CONDUCTS[one], FeedbackConduct(one)) for one in Conduct), 1)
    if draft.at is Ask.WHAT:
        button = Button(texts.IN_FILE, WriteFeedback("in_file"))
        return ((button,),) if draft.files and not draft.what else ()
    if draft.at is Ask.WHEN:
        labels = {"today": texts.TODAY, "yesterday": texts.YESTERDAY, "unsure": texts.UNSURE}
        return in_rows((Button(label, FeedbackWhen(when)) for when, label in labels.items()), 3)
    if draft.at is Ask.FILES:
        return _files(draft)
    if draft.at is Ask.KNOWN:
        ways = [one for one in Identity if sealed or one is not Identity.SEALED]
        return in_rows((Button(IDENTITIES[one], FeedbackIdentity(one)) for one in ways), 1)
    if draft.at is Ask.FOLLOW:
        return in_rows((Button(texts.FOLLOWS[one], FeedbackFollow(one)) for one in Follow), 1)
    return ()


def _kinds(draft: FeedbackDraft, is_staff: bool) -> tuple[Row, ...]:
    kinds = tuple(Button(KINDS[one], FeedbackKind(one)) for one in CaseKind)
    if not is_staff:
        return (kinds,)
    label = texts.FOR_MYSELF if draft.on_behalf else texts.FOR_CITIZEN
    return (kinds, (Button(label, WriteFeedback("behalf")),))


def _whom(draft: FeedbackDraft) -> tuple[Row, ...]:
    head = Button(HEAD_LABEL, FeedbackWhom(HEAD))
    others = [Button(texts.WHOM[one], FeedbackWhom(one)) for one in texts.WHOM]
    is_praise = draft.kind is CaseKind.PRAISE
    kept = [one for one in others if not (is_praise and _is_unknown(one))]
    return in_rows([*kept[:1], head, *kept[1:]], 1)


def _is_unknown(button: Button) -> bool:
    return button.action == FeedbackWhom(SubjectKind.UNKNOWN)


def _files(draft: FeedbackDraft) -> tuple[Row, ...]:
    done = Button(texts.ENOUGH_FILES if draft.files else texts.NO_FILES, FeedbackFiles("enough"))
    label = texts.KEEPS_ORIGINAL if draft.keeps_original else texts.KEEP_ORIGINAL
    original = Button(label, FeedbackFiles("original"))
    drop = (Button(texts.DROP_FILES, FeedbackFiles("drop")),)
    return ((done,), (original,), *((drop,) if draft.files else ()))


def review(draft: FeedbackDraft, *, is_telegram: bool) -> Screen:
    """Return all that would be sent."""
    send = (Button(texts.SEND, WriteFeedback("send")), Button(texts.EDIT, WriteFeedback("edit")))
    browser = (Button(texts.IN_BROWSER, LinkDevice("show")),)
    away = (_STOP, Button(texts.DISCARD, WriteFeedback("discard")))
    rows = (send, *((browser,) if is_telegram else ()), away)
    return Screen(texts.review(draft, is_telegram=is_telegram), rows)


def edits(draft: FeedbackDraft) -> Screen:
    """Return the answers that can be given anew."""
    asked = [one for one in texts.EDITS if draft.asks(one)]
    buttons = [Button(texts.EDITS[one], EditFeedback(one)) for one in asked]
    back = (Button(texts.BACK, EditFeedback(Ask.REVIEW)),)
    return Screen(texts.CHOOSE_EDIT, (*in_rows(buttons, 2), back))


def places(units: Sequence[Unit], draft: FeedbackDraft) -> Screen:
    """Return places of like names to choose from."""
    buttons = [Button(unit.name, FeedbackPlace(unit.code)) for unit in units]
    unsure = Button(texts.NOT_SURE_WHERE, FeedbackPlace(""))
    rows = in_rows([*buttons, unsure], 1)
    return Screen(texts.which_place(len(units)), (*rows, below(draft)))


def no_place(text: str, draft: FeedbackDraft) -> Screen:
    """Return that a place is not known here; it can be kept as typed."""
    keep = (Button(texts.send_as_typed(text), FeedbackPlace("")),)
    return Screen(texts.no_place(text), (keep, below(draft)))


def officials(names: Sequence[RosterName], draft: FeedbackDraft) -> Screen:
    """Return officials of like names to choose from."""
    buttons = [Button(shortened(one.name, 60), FeedbackOfficial(one.person_id)) for one in names]
    none = Button(texts.NOBODY_OF_THESE, FeedbackOfficial(0))
    return Screen(texts.which_person(), (*in_rows([*buttons, none], 1), below(draft)))


def offer(kind: CaseKind, conduct: Conduct) -> Screen:
    """Return the offer to send what somebody wrote."""
    send = Button(texts.SEND_FEEDBACK, WriteFeedback("offer"))
    ask = Button(texts.ONLY_ASK, WriteFeedback("ask"))
    return Screen(texts.offer(kind, conduct), ((send, ask),))


def unfinished(draft: FeedbackDraft) -> Screen:
    """Return that a draft waits."""
    resume = Button(texts.RESUME, WriteFeedback("resume"))
    anew = Button(texts.ANEW, WriteFeedback("new"))
    return Screen(texts.unfinished(draft), ((resume, anew),))


def meant_as(draft: FeedbackDraft) -> Screen:
    """Return the question whether a message belongs to the draft."""
    here = Button(texts.TO_FEEDBACK, WriteFeedback("in_draft"))
    question = Button(texts.TO_QUESTION, WriteFeedback("question"))
    return Screen(texts.meant_as(draft), ((here, question),))


def formal(html: str) -> Screen:
    """Return how the law calls what was told, with the way to send it all the same."""
    still = Button(texts.STILL_FEEDBACK, WriteFeedback("still"))
    return Screen(html, ((still,), (_BACK, _STOP)))
