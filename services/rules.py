"""Every use case and who may call it; one that is missing here fails a test."""

from collections.abc import Mapping
from enum import StrEnum

from domain.roles import Action


class Access(StrEnum):
    """Who may call a use case that no role is needed for.

    ONESELF: it takes the person who writes and touches nothing of anybody else's.
    PROCESS: the program itself and its command line; no conversation calls it.
    """

    ANYBODY = "anybody"
    ONESELF = "oneself"
    PROCESS = "process"


Rule = Action | Access

_ANYBODY = (
    *("answers.search", "answers.recall", "answers.documents", "answers.version", "answers.day"),
    *("articles.find", "ratings.rate", "ratings.explain"),
    *("documents.summaries", "documents.numbers", "documents.document", "documents.document_id"),
    *("documents.contents", "documents.provision", "documents.beside", "documents.references"),
    *("plan.plans", "plan.tasks", "plan.task", "plan.targets", "plan.units", "plan.deadlines"),
    *("installation.is_demo", "installation.now", "installation.bot_name"),
    *("directory.units", "directory.find", "directory.unit", "directory.contacts"),
    *("directory.asked", "study_figures.goals", "certificates.check"),
    *("directory.asked", "intake.offered", "intake.roster", "case_figures.public"),
    "desk_times.left",
    *("case_figures.public_report", "case_times.limit", "case_times.covers"),
)
_ONESELF = (
    *("people.arrive", "people.mark_unreachable", "answers.ask", "answers.ask_again"),
    *("answers.ask_anew",),
    *("watches.watch", "watches.cancel", "watches.is_watching"),
    *("conversations.kept", "conversations.forget", "conversations.opens_album"),
    *("privacy.choices", "privacy.choose_memory", "privacy.erase", "privacy.export"),
    *("privacy.note_shown", "privacy.owes_notice"),
    *("drafts.put", "drafts.take", "drafts.peek"),
    *("invitations.accept", "joining.ask", "joining.withdraw"),
    *("staff.me", "staff.rename", "staff.leave", "staff.gives"),
    *("linking.make_code", "linking.redeem", "linking.unlink"),
    *("study.today", "study.start", "study.next", "study.answer", "study.stop"),
    "study.waiting",
    *("study_progress.of", "study_progress.log", "study_progress.share_name"),
    *("study_progress.forget", "study_reminders.of", "study_reminders.choose"),
    *("study_reminders.stop", "certificates.issue", "certificates.own"),
    *("exams.listed", "exams.card", "exams.practise", "exams.begin", "exams.next"),
    *("exams.answer", "exams.finish", "exams.result", "exams.waiting"),
    *("intake.submit", "following.open", "following.own", "following.add", "following.answer"),
    *("following.agree", "following.rate", "following.reopen", "following.unlink"),
    *("following.file", "attachments.clean"),
    *("case_files.keep", "case_files.waiting", "case_files.drop"),
    *("desk.asked_to_explain", "desk.explain", "desk.praises"),
    *("signing_in.begin", "signing_in.confirm", "signing_in.enter", "signing_in.remove"),
)
_PROCESS = (
    *("answers.answer", "answers.engine", "answers.warm_up", "answers.rebuild", "answers.close"),
    *("articles.rebuild", "articles.fetch_model", "watches.news", "watches.send_news"),
    *("articles.close", "articles.vectors", "data_keys.browser_secret", "data_keys.check"),
    *("data_keys.left", "data_keys.rotate", "data_keys.uses"),
    *("documents.understand", "documents.preview", "documents.ingest", "documents.load"),
    *("documents.needs_knowledge", "documents.load_knowledge"),
    *("installation.has_people", "installation.mark_demo"),
    *("installation.clock_offset", "installation.move_clock"),
    *("installation.keep_bot_name", "administration.units", "administration.grant"),
    *("administration.revoke", "inbox.turn", "inbox.count", "outbox.take", "outbox.accepted"),
    *("outbox.refused", "outbox.put_off", "outbox.count", "leases.take", "leases.give_back"),
    *("leases.holders", "leases.free", "retention.sweep", "audit.check"),
    *("bank.propose", "bank.retire_changed", "study_progress.recompute"),
    *("study_reminders.send", "exams.finish_due", "study_drafts.refresh"),
    *("handed.remind", "people.note_menu", "people.at"),
    *("case_times.due", "case_times.resumed", "case_times.end_of", "case_times.calendar"),
    *("case_times.days_left", "case_times.hours", "case_clock.look", "weeks.send"),
    "following.told",
)

# Beside these rights each asks whether the case concerns whoever acts, or their superior.
_SEE_CASES = ("desk.queue", "desk.counts", "desk.search", "desk.case", "desk.file", "desk.similar")
_WORK_ON_CASES = (
    *("desk.acknowledge", "desk.take", "desk.colleagues", "desk.assign", "desk.ask", "desk.note"),
    *("desk.answer", "desk.refuse", "desk.transfer", "desk.withdraw", "desk.classify"),
    *("desk.merge", "desk.request_explanation", "desk.review", "desk.hold", "custody.request"),
)

RULES: Mapping[str, Rule] = {
    **dict.fromkeys(_ANYBODY, Access.ANYBODY),
    **dict.fromkeys(_ONESELF, Access.ONESELF),
    **dict.fromkeys(_PROCESS, Access.PROCESS),
    "administration.add_unit": Action.ADD_UNIT,
    "directory.add_contact": Action.WRITE_CONTACT,
    "directory.erase_contact": Action.WRITE_CONTACT,
    "invitations.invite": Action.INVITE,
    "invitations.invite_many": Action.INVITE,
    "joining.waiting": Action.DECIDE_JOINING,
    "joining.asked": Action.DECIDE_JOINING,
    "joining.decide": Action.DECIDE_JOINING,
    "staff.people": Action.SEE_PEOPLE,
    "staff.person": Action.SEE_PEOPLE,
    "staff.end_role": Action.END_ROLE,
    "linking.restore": Action.RESTORE_ACCESS,
    "audit.latest": Action.READ_AUDIT,
    "bank.counts": Action.EDIT_BANK,
    "bank.items": Action.EDIT_BANK,
    "bank.item": Action.EDIT_BANK,
    "bank.approve": Action.EDIT_BANK,
    "bank.edit": Action.EDIT_BANK,
    "bank.reject": Action.EDIT_BANK,
    "bank.retire": Action.EDIT_BANK,
    "bank.add": Action.EDIT_BANK,
    "item_review.desk": Action.EDIT_BANK,
    "item_review.next": Action.EDIT_BANK,
    "item_review.card": Action.EDIT_BANK,
    "item_exchange.read": Action.EDIT_BANK,
    "item_exchange.write": Action.EDIT_BANK,
    "item_exchange.coverage": Action.EDIT_BANK,
    "item_figures.of_items": Action.EDIT_BANK,
    "item_figures.recall": Action.EDIT_BANK,
    "exam_desk.create": Action.HOLD_EXAM,
    "exam_desk.organised": Action.HOLD_EXAM,
    "exam_desk.results": Action.HOLD_EXAM,
    "exam_desk.cancel": Action.HOLD_EXAM,
    "study_figures.unit": Action.SEE_STUDY,
    "study_figures.compare": Action.SEE_STUDY,
    "study_figures.set_goal": Action.SET_STUDY_GOAL,
    "study_nudges.send": Action.SET_STUDY_GOAL,
    "submissions.allow": Action.LOAD_DOCUMENT,
    "submissions.receive": Action.LOAD_DOCUMENT,
    "submissions.preview": Action.LOAD_DOCUMENT,
    "submissions.make_plain": Action.LOAD_DOCUMENT,
    "submissions.call": Action.LOAD_DOCUMENT,
    "submissions.load": Action.LOAD_DOCUMENT,
    "submissions.drop": Action.LOAD_DOCUMENT,
    "queue.waiting": Action.TEND_QUESTIONS,
    "queue.group": Action.TEND_QUESTIONS,
    "queue.members": Action.TEND_QUESTIONS,
    "deeds.link": Action.TEND_QUESTIONS,
    "deeds.dismiss": Action.TEND_QUESTIONS,
    "deeds.hand": Action.TEND_QUESTIONS,
    "wordings.attempt": Action.TEND_QUESTIONS,
    "wordings.add": Action.TEND_QUESTIONS,
    "wordings.added": Action.TEND_QUESTIONS,
    "wordings.take_back_link": Action.TEND_QUESTIONS,
    "wordings.take_back_synonym": Action.TEND_QUESTIONS,
    "reports.make": Action.TEND_QUESTIONS,
    "handed.everywhere": Action.TEND_QUESTIONS,
    "handed.mine": Action.ANSWER_HANDED,
    "handed.open": Action.ANSWER_HANDED,
    "handed.reply": Action.ANSWER_HANDED,
    "handed.give_back": Action.ANSWER_HANDED,
    "case_clock.extend": Action.WORK_ON_CASES,
    "apologies.look": Action.WORK_ON_CASES,
    "apologies.apologise": Action.WORK_ON_CASES,
    "apologies.latest": Action.WORK_ON_CASES,
    "case_figures.inner": Action.SEE_CASES,
    **dict.fromkeys(_SEE_CASES, Action.SEE_CASES),
    **dict.fromkeys(_WORK_ON_CASES, Action.WORK_ON_CASES),
    "weeks.of": Action.SEE_WEEK,
    "custody.to_approve": Action.APPROVE_NAMES,
    "custody.approve": Action.APPROVE_NAMES,
    "custody.to_open": Action.OPEN_NAMES,
    "custody.open": Action.OPEN_NAMES,
}
