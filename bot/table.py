"""The handler table: everything that people can send, and which conversation takes it."""

from collections.abc import Callable

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot import study_table
from handlers import (
    certificates,
    deadlines,
    documents,
    gate,
    inviting,
    item_messages,
    item_review,
    item_sending,
    joining,
    linking,
    other,
    passage,
    privacy,
    question,
    rating,
    signing_in,
    staff,
    staff_messages,
    start,
    study_messages,
    targets,
    tasks,
    watch,
)
from handlers.callbacks import (
    Action,
    AskRelated,
    ChooseUnit,
    Contents,
    Explain,
    Forget,
    ListDocuments,
    ListTargets,
    ListTasks,
    OpenPassage,
    OpenScreen,
    OwnData,
    Rate,
    ReadOn,
    ShowDeadlines,
    ShowReferences,
    ShowTask,
    TurnTo,
    Watch,
)
from handlers.context import Context
from handlers.item_callbacks import (
    ApproveItem,
    EditItem,
    EditPart,
    KeepItems,
    OpenBank,
    PutAway,
    ShowItem,
)
from handlers.item_callbacks import NextItem as NextBankItem
from handlers.staff_callbacks import (
    Decide,
    EndRole,
    InviteAs,
    Join,
    JoinAs,
    JoinUnit,
    LeaveRole,
    LinkDevice,
    Restore,
    ShowPeople,
    ShowPerson,
    Unlink,
)

Handler = BaseHandler[Update, Context, None]

GATE, DRAFTS, STAFF_DRAFTS, CONVERSATIONS = -1, 0, 1, 20
ITEM_DRAFTS, STUDY_DRAFTS = 4, 6

COMMANDS = {
    "start": (start.greet, "Giới thiệu và các nút chính"),
    "help": (start.explain, "Tôi giúp được gì"),
    "nhiemvu": (tasks.open_tasks, "Các nhiệm vụ: ai làm, khi nào"),
    "chitieu": (targets.open_targets, "Các chỉ tiêu"),
    "han": (deadlines.open_deadlines, "Việc quá hạn, sắp đến hạn, thường xuyên"),
    "vanban": (documents.open_shelf, "Văn bản đang có và còn thiếu"),
    **study_table.COMMANDS,
    "toi": (staff.show_me, "Vai trò và thiết bị của tôi"),
    "thamgia": (joining.open_joining, "Cán bộ, công chức vào đơn vị của mình"),
    "lienket": (linking.open_linking, "Nối Telegram với trình duyệt"),
    "rieng_tu": (privacy.tell_what_is_kept, "Giữ gì về tôi; tải về, xoá"),
    "xoa": (privacy.ask_to_forget, "Xoá cuộc trò chuyện của tôi"),
}

# Not offered to everybody; whoever may not is told so.
STAFF_COMMANDS = {
    "nguoi": staff.open_people,
    "duyet": item_review.open_bank,
    **study_table.STAFF_COMMANDS,
    "xacthuc": signing_in.set_up,
    "dangnhap": signing_in.open_sign_in,
}

INVITATION = filters.Regex(r"^/start(?:@\w+)?\s+moi-")

SCREENS = {
    "hoi": start.invite,
    "han": deadlines.open_deadlines,
    "nhiemvu": tasks.open_tasks,
    "chitieu": targets.open_targets,
    "vanban": documents.open_shelf,
    "giu": privacy.tell_what_is_kept,
    "toi": staff.show_me,
    "nguoi": staff.open_people,
    **study_table.SCREENS,
}

BUTTONS = {
    OpenPassage: passage.open_below,
    TurnTo: passage.turn,
    ShowReferences: passage.references,
    Contents: passage.contents,
    ReadOn: question.read_on,
    AskRelated: question.ask_related,
    Rate: rating.rate,
    Explain: rating.explain,
    Watch: watch.toggle,
    ListTasks: tasks.list_tasks,
    ShowTask: tasks.show_task,
    ListTargets: targets.list_targets,
    ShowDeadlines: deadlines.show_deadlines,
    ChooseUnit: deadlines.choose_unit,
    ListDocuments: documents.show_shelf,
    Join: joining.choose_way,
    JoinUnit: joining.choose_unit,
    JoinAs: joining.choose_role,
    Decide: joining.decide,
    ShowPeople: staff.turn_people,
    ShowPerson: staff.show_person,
    EndRole: staff.end_role,
    LeaveRole: staff.leave_role,
    Restore: staff.restore,
    InviteAs: inviting.invite,
    LinkDevice: linking.press_linking,
    Unlink: linking.unlink,
    OwnData: privacy.do_with_own_data,
    OpenBank: item_sending.do_with_bank,
    NextBankItem: item_review.show_next,
    ShowItem: item_review.show_item,
    ApproveItem: item_review.approve,
    EditItem: item_review.choose_part,
    EditPart: item_review.ask_words,
    PutAway: item_review.ask_reason,
    KeepItems: item_sending.keep,
    **study_table.BUTTONS,
}

_TEXT = filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND
_FILE = filters.UpdateType.MESSAGE & filters.Document.ALL
_ANY_COMMAND = filters.UpdateType.MESSAGE & filters.COMMAND


def handlers() -> dict[int, list[Handler]]:
    """Return the handlers by group; within a group the first that fits takes the update."""
    return {
        GATE: [TypeHandler(Update, gate.admit)],
        DRAFTS: [
            MessageHandler(_TEXT, rating.take_reason),
            MessageHandler(_ANY_COMMAND, rating.drop_reason),
            # A file that was asked for comes before whatever else files may mean.
            MessageHandler(_FILE, item_sending.take),
        ],
        STAFF_DRAFTS: [
            MessageHandler(_TEXT, staff_messages.take),
            MessageHandler(_ANY_COMMAND, staff_messages.drop),
        ],
        ITEM_DRAFTS: [
            MessageHandler(_TEXT, item_messages.take),
            MessageHandler(_ANY_COMMAND, item_messages.drop),
        ],
        STUDY_DRAFTS: [
            MessageHandler(_TEXT, study_messages.take),
            MessageHandler(_ANY_COMMAND, study_messages.drop),
        ],
        CONVERSATIONS: [*_commands(), *_buttons(), *_messages()],
    }


def _commands() -> list[Handler]:
    only_new = filters.UpdateType.MESSAGE
    named = {name: callback for name, (callback, _) in COMMANDS.items()} | STAFF_COMMANDS
    return [
        CommandHandler("start", joining.follow_link, filters=only_new & INVITATION),
        CommandHandler(
            "start", certificates.follow_link, filters=only_new & study_table.CERTIFICATE
        ),
        *(CommandHandler(name, callback, filters=only_new) for name, callback in named.items()),
    ]


def _buttons() -> list[Handler]:
    screens = [
        CallbackQueryHandler(callback, pattern=_is(OpenScreen(name)))
        for name, callback in SCREENS.items()
    ]
    kinds = [
        CallbackQueryHandler(callback, pattern=_is_a(kind)) for kind, callback in BUTTONS.items()
    ]
    return [
        *screens,
        CallbackQueryHandler(privacy.ask_to_forget, pattern=_is(Forget("ask"))),
        CallbackQueryHandler(privacy.forget, pattern=_is_a(Forget)),
        *kinds,
        CallbackQueryHandler(other.stale_button),
    ]


def _messages() -> list[Handler]:
    return [
        MessageHandler(_ANY_COMMAND, other.unknown_command),
        MessageHandler(_TEXT, question.answer),
        MessageHandler(filters.UpdateType.EDITED_MESSAGE, other.edited),
        MessageHandler(filters.UpdateType.MESSAGE, other.no_text),
    ]


def _is(action: Action) -> Callable[[object], bool]:
    return lambda data: type(action).read(data) == action


def _is_a(kind: type[Action]) -> Callable[[object], bool]:
    return lambda data: kind.read(data) is not None
