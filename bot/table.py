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
from domain.roles import Action as Right
from handlers import (
    cases,
    cases_heard,
    cases_messages,
    cases_names,
    cases_writing,
    certificates,
    deadlines,
    documents,
    editing_messages,
    editor_files,
    feedback,
    feedback_messages,
    feedback_poster,
    feedback_sending,
    figures,
    following,
    following_messages,
    gate,
    handed,
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
    question_files,
    question_queue,
    rating,
    seeing_to,
    signing_in,
    staff,
    staff_messages,
    start,
    study_messages,
    targets,
    tasks,
    watch,
    week,
)
from handlers.callbacks import (
    Action,
    AskAnew,
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
    WatchCorrection,
)
from handlers.cases_callbacks import (
    AboutWhom,
    Assign,
    Draft,
    Explanation,
    Merge,
    Move,
    OpenFile,
    PassTo,
    PromiseDay,
    Redo,
    SealedName,
    ShowCase,
    ShowQueue,
    Template,
    Write,
)
from handlers.context import Context
from handlers.editing_callbacks import (
    AddWording,
    AnswerHanded,
    Dismiss,
    HandBy,
    HandTo,
    InviteList,
    LinkAll,
    LinkPlace,
    LinkThis,
    LoadFile,
    QueueFile,
    SeeTo,
    ShowAdded,
    ShowGroup,
    ShowHanded,
    ShowQuestions,
    TakeBack,
)
from handlers.feedback_callbacks import (
    AgreeToSummary,
    CaseFile,
    CutCase,
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
    FollowOther,
    OpenCase,
    Poster,
    RateCase,
    ReopenCase,
    SaveReceipt,
    WriteFeedback,
    WriteToCase,
)
from handlers.figures_callbacks import (
    ChooseOffice,
    DrawFigures,
    ExportFigures,
    ShowFigures,
    ShowInside,
)
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

GATE, MENUS, DRAFTS, STAFF_DRAFTS, DESK_DRAFTS, FEEDBACK_DRAFTS = -2, -1, 0, 1, 2, 3
ITEM_DRAFTS, STUDY_DRAFTS, EDITING_DRAFTS, FILES, CONVERSATIONS = 4, 6, 8, 10, 20

COMMANDS = {
    "start": (start.greet, "Giới thiệu và các nút chính"),
    "help": (start.explain, "Tôi giúp được gì"),
    "nhiemvu": (tasks.open_tasks, "Các nhiệm vụ: ai làm, khi nào"),
    "chitieu": (targets.open_targets, "Các chỉ tiêu"),
    "han": (deadlines.open_deadlines, "Việc quá hạn, sắp đến hạn, thường xuyên"),
    "vanban": (documents.open_shelf, "Văn bản đang có và còn thiếu"),
    **study_table.COMMANDS,
    "phananh": (feedback.open_feedback, "Gửi phản ánh, kiến nghị, khen ngợi"),
    "theodoi": (following.open_following, "Theo dõi phản ánh bằng mã"),
    "thongke": (figures.open_figures, "Số liệu phản ánh của người dân"),
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
    "hangdoi": question_queue.open_queue,
    "hoso": cases.open_desk,
    "tuan": week.open_week,
    "giaitrinh": cases_heard.open_asked,
    "loikhen": cases_heard.open_praise,
    "giu_ten": cases_names.open_names,
    "xacthuc": signing_in.set_up,
    "dangnhap": signing_in.open_sign_in,
}

# What the menu of commands says of them, and which rights each needs; none: any role.
STAFF_MENU: dict[str, tuple[str, tuple[Right, ...]]] = {
    "hoso": ("Bàn làm việc: phản ánh chờ giải quyết", (Right.SEE_CASES,)),
    "tuan": ("Việc của đơn vị trong tuần", (Right.SEE_WEEK,)),
    "giu_ten": ("Tên do người giữ khoá giữ", (Right.APPROVE_NAMES, Right.OPEN_NAMES)),
    "nguoi": ("Người của đơn vị, duyệt, mời", (Right.SEE_PEOPLE,)),
    "hoctap": ("Việc tự học của đơn vị", (Right.SEE_STUDY,)),
    "duyet": ("Duyệt câu hỏi học tập", (Right.EDIT_BANK,)),
    "hangdoi": (
        "Câu hỏi chờ biên tập, chờ đơn vị trả lời",
        (Right.TEND_QUESTIONS, Right.ANSWER_HANDED),
    ),
    "xacthuc": ("Cài ứng dụng xác thực", ()),
}

# What a link or a QR code puts behind /start: an invitation, a poster's unit, a receipt.
LINKS = {
    "moi-": joining.follow_link,
    "pa-": feedback.follow_link,
    "tra-": following.follow_link,
    "kt-": certificates.follow_link,
}

SCREENS = {
    "hoi": start.invite,
    "han": deadlines.open_deadlines,
    "nhiemvu": tasks.open_tasks,
    "chitieu": targets.open_targets,
    "vanban": documents.open_shelf,
    "giu": privacy.tell_what_is_kept,
    "phananh": feedback.open_feedback,
    "theodoi": following.open_following,
    "thongke": figures.open_figures,
    "hoso": cases.open_desk,
    "tuan": week.open_week,
    "giaitrinh": cases_heard.open_asked,
    "loikhen": cases_heard.open_praise,
    "giu_ten": cases_names.open_names,
    "toi": staff.show_me,
    "nguoi": staff.open_people,
    **study_table.SCREENS,
    "hangdoi": question_queue.open_queue,
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
    WatchCorrection: watch.toggle,
    AskAnew: question.ask_anew,
    ShowQuestions: question_queue.turn_queue,
    ShowGroup: question_queue.show_group,
    ShowAdded: question_queue.show_added,
    ShowHanded: question_queue.show_in_hands,
    TakeBack: question_queue.take_back,
    SeeTo: seeing_to.choose_way,
    LinkPlace: seeing_to.show_place,
    LinkThis: seeing_to.link,
    LinkAll: seeing_to.link,
    AddWording: seeing_to.add_wording,
    HandTo: seeing_to.choose_due,
    HandBy: seeing_to.hand,
    Dismiss: seeing_to.dismiss,
    AnswerHanded: handed.do,
    QueueFile: question_files.send,
    LoadFile: editor_files.do_with_file,
    InviteList: editor_files.invite_list,
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
    WriteFeedback: feedback.do_with_draft,
    FeedbackKind: feedback.choose_kind,
    FeedbackPlace: feedback.choose_place,
    FeedbackWhom: feedback.choose_whom,
    FeedbackOfficial: feedback.choose_official,
    FeedbackConduct: feedback.choose_conduct,
    FeedbackWhen: feedback.choose_when,
    FeedbackFiles: feedback.choose_files,
    FeedbackIdentity: feedback.choose_identity,
    FeedbackFollow: feedback.choose_follow,
    EditFeedback: feedback.edit,
    SaveReceipt: feedback_sending.save_receipt,
    OpenCase: following.show_case,
    WriteToCase: following.write,
    AgreeToSummary: following.agree,
    RateCase: following.rate,
    ReopenCase: following.reopen,
    CutCase: following.cut,
    CaseFile: following.send_case_file,
    FollowOther: following_messages.do_other,
    ShowQueue: cases.show_queue,
    ShowCase: cases.show_case,
    OpenFile: cases.open_file,
    Move: cases.move,
    Assign: cases.assign,
    Merge: cases.merge,
    Write: cases_writing.begin,
    Draft: cases_writing.press,
    Redo: cases_writing.redo,
    Template: cases_writing.use_template,
    PromiseDay: cases_writing.promise_day,
    PassTo: cases_writing.pass_to,
    AboutWhom: cases_writing.about_whom,
    Explanation: cases_heard.explain,
    SealedName: cases_names.do_with_name,
    Poster: feedback_poster.send_poster,
    ShowFigures: figures.show_figures,
    DrawFigures: figures.draw_figures,
    ChooseOffice: figures.choose_office,
    ShowInside: figures.show_inside,
    ExportFigures: figures.export_figures,
}

_TEXT = filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND
_FILE = filters.UpdateType.MESSAGE & filters.Document.ALL
_ANY_MESSAGE = filters.UpdateType.MESSAGE & ~filters.COMMAND
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
        EDITING_DRAFTS: [
            MessageHandler(_TEXT, editing_messages.take),
            MessageHandler(_ANY_COMMAND, editing_messages.drop),
        ],
        FILES: [MessageHandler(_FILE, editor_files.take)],
        DESK_DRAFTS: [
            MessageHandler(_ANY_MESSAGE, cases_messages.take),
            MessageHandler(_ANY_COMMAND, cases_messages.sleep),
        ],
        FEEDBACK_DRAFTS: [
            MessageHandler(_ANY_MESSAGE, feedback_messages.take),
            MessageHandler(_ANY_COMMAND, feedback_messages.pause),
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
        *(
            CommandHandler("start", callback, filters=only_new & _begins(link))
            for link, callback in LINKS.items()
        ),
        *(CommandHandler(name, callback, filters=only_new) for name, callback in named.items()),
    ]


def _begins(link: str) -> filters.BaseFilter:
    return filters.Regex(rf"^/start(?:@\w+)?\s+{link}")


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
