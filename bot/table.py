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

from handlers import (
    deadlines,
    documents,
    gate,
    other,
    passage,
    privacy,
    question,
    rating,
    start,
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

Handler = BaseHandler[Update, Context, None]

GATE, DRAFTS, CONVERSATIONS = -1, 0, 1

COMMANDS = {
    "start": (start.greet, "Giới thiệu và các nút chính"),
    "help": (start.explain, "Tôi giúp được gì"),
    "nhiemvu": (tasks.open_tasks, "Các nhiệm vụ: ai làm, khi nào"),
    "chitieu": (targets.open_targets, "Các chỉ tiêu"),
    "han": (deadlines.open_deadlines, "Việc quá hạn, sắp đến hạn, thường xuyên"),
    "vanban": (documents.open_shelf, "Văn bản đang có và còn thiếu"),
    "rieng_tu": (privacy.tell_what_is_kept, "Giữ gì về tôi; tải về, xoá"),
    "xoa": (privacy.ask_to_forget, "Xoá cuộc trò chuyện của tôi"),
}

SCREENS = {
    "hoi": start.invite,
    "han": deadlines.open_deadlines,
    "nhiemvu": tasks.open_tasks,
    "chitieu": targets.open_targets,
    "vanban": documents.open_shelf,
    "giu": privacy.tell_what_is_kept,
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
    OwnData: privacy.do_with_own_data,
}

_TEXT = filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND
_ANY_COMMAND = filters.UpdateType.MESSAGE & filters.COMMAND


def handlers() -> dict[int, list[Handler]]:
    """Return the handlers by group; within a group the first that fits takes the update."""
    return {
        GATE: [TypeHandler(Update, gate.admit)],
        DRAFTS: [
            MessageHandler(_TEXT, rating.take_reason),
            MessageHandler(_ANY_COMMAND, rating.drop_reason),
        ],
        CONVERSATIONS: [*_commands(), *_buttons(), *_messages()],
    }


def _commands() -> list[Handler]:
    only_new = filters.UpdateType.MESSAGE
    return [
        CommandHandler(name, callback, filters=only_new) for name, (callback, _) in COMMANDS.items()
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
