"""What people can send to study, sit exams and check certificates; part of the handler table."""

from handlers import (
    certificates,
    exam_composing,
    exam_desk,
    exams,
    progress,
    study,
    study_answers,
    unit_study,
)
from handlers.exam_callbacks import (
    BeginExam,
    CancelExam,
    Certify,
    ComposeExam,
    ExamDays,
    ExamItems,
    ExamPeople,
    ExamRoster,
    ExamRule,
    ExamUnit,
    FinishExam,
    Practise,
    ResultsFile,
    ShowCertificate,
    ShowExam,
    ShowResults,
)
from handlers.study_callbacks import (
    AskAbout,
    ChooseScope,
    CompareUnits,
    GiveAnswer,
    MarkChoice,
    NextItem,
    NudgeUnit,
    OwnStudy,
    PauseStudy,
    Remind,
    SetGoal,
    ShowUnitStudy,
    StartStudy,
    UnitStudyFile,
)

COMMANDS = {
    "hoc": (study.open_study, "Học 5 phút hôm nay"),
    "thi": (exams.open_exams, "Bài thi của đơn vị, thi thử"),
    "tiendo": (progress.open_progress, "Tiến độ tự học của tôi"),
    "nhac": (progress.open_reminders, "Nhắc học vào giờ tôi chọn"),
    "kiemtra": (certificates.check, "Kiểm tra mã giấy chứng nhận"),
    "xoahoc": (progress.ask_to_forget, "Tải hoặc xoá dữ liệu học của tôi"),
}

# Not offered to everybody; whoever may not is told so.
STAFF_COMMANDS = {"hoctap": unit_study.open_unit_study}

SCREENS = {
    "hoc": study.open_study,
    "thi": exams.open_exams,
    "tiendo": progress.open_progress,
    "nhac": progress.open_reminders,
    "hoctap": unit_study.open_unit_study,
}

BUTTONS = {
    StartStudy: study.start,
    ChooseScope: study.choose_scope,
    MarkChoice: study_answers.mark,
    GiveAnswer: study_answers.give,
    NextItem: study.go_on,
    PauseStudy: study.pause,
    AskAbout: study.ask_about,
    Remind: progress.remind,
    OwnStudy: progress.do_with_own,
    ShowUnitStudy: unit_study.show_unit,
    UnitStudyFile: unit_study.send_file,
    CompareUnits: unit_study.compare,
    SetGoal: unit_study.set_goal,
    NudgeUnit: unit_study.nudge,
    ShowExam: exams.show_rules,
    BeginExam: exams.begin,
    FinishExam: exams.finish,
    Practise: exams.practise,
    Certify: certificates.certify,
    ShowCertificate: certificates.show_own,
    ComposeExam: exam_composing.compose,
    ExamUnit: exam_composing.choose_unit,
    ExamItems: exam_composing.choose_items,
    ExamRule: exam_composing.choose_rule,
    ExamDays: exam_composing.choose_days,
    ExamPeople: exam_composing.choose_people,
    ExamRoster: exam_composing.turn_people,
    ShowResults: exam_desk.show_results,
    ResultsFile: exam_desk.send_file,
    CancelExam: exam_desk.cancel,
}
