"""Study: the bank, learners, answers, cards, sessions, reminders, goals; exams and certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_LONG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_REFUSE = "the log of answers is only added to"
_TABLES = (
    *("study_items", "study_item_versions", "learners", "study_answers", "study_cards"),
    *("study_days", "study_sessions", "study_reminders", "study_goals", "exams", "exam_rosters"),
    *("exam_attempts", "exam_items", "certificates"),
)


def upgrade() -> None:
    """Walk one step up."""
    _create_study_items()
    _create_study_item_versions()
    _create_learners()
    _create_study_answers()
    _create_study_cards()
    _create_study_days()
    _create_study_sessions()
    _create_study_reminders()
    _create_study_goals()
    _create_exams()
    _create_exam_rosters()
    _create_exam_attempts()
    _create_exam_items()
    _create_certificates()
    _guard_answers()


def downgrade() -> None:
    """Walk one step down."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER study_answers_no_change ON study_answers")
        op.execute("DROP FUNCTION refuse_study_change()")
    else:
        for deed in ("update", "delete"):
            op.execute(f"DROP TRIGGER study_answers_no_{deed}")
    for table in reversed(_TABLES):
        op.drop_table(table)


def _guard_answers() -> None:
    if op.get_bind().dialect.name != "postgresql":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER study_answers_no_{deed.lower()} BEFORE {deed} ON study_answers "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_study_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSE}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER study_answers_no_change BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON study_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_study_change()"
    )


def _create_study_items() -> None:
    op.create_table(
        "study_items",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("skill", sa.String(40), nullable=False),
        sa.Column("difficulty", sa.Integer, nullable=False),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("file_mark", sa.String(64), nullable=False),
        sa.Column("vetted_at", sa.DateTime),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("note_sealed", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_study_items"),
        sa.UniqueConstraint("code", name="uq_study_items_code"),
    )
    op.create_index("ix_study_items_document_path", "study_items", ["document", "path"])
    op.create_index("ix_study_items_state_skill", "study_items", ["state", "skill"])


def _create_study_item_versions() -> None:
    op.create_table(
        "study_item_versions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_study_item_versions"),
        sa.ForeignKeyConstraint(
            ["item_id"], ["study_items.id"], name="fk_study_item_versions_item_id"
        ),
    )
    op.create_index(
        "ix_study_item_versions_item_id_number",
        "study_item_versions",
        ["item_id", "number"],
        unique=True,
    )


def _create_learners() -> None:
    op.create_table(
        "learners",
        sa.Column("person_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("learner_id", sa.BigInteger, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("active_on", sa.Date, nullable=False),
        sa.Column("shares_name", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_learners"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_learners_person_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("learner_id", name="uq_learners_learner_id"),
    )
    op.create_index("ix_learners_active_on", "learners", ["active_on"])


def _create_study_answers() -> None:
    op.create_table(
        "study_answers",
        sa.Column("id", _LONG_ID, nullable=False),
        sa.Column("learner_id", sa.BigInteger, nullable=False),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("attempt_id", sa.Integer),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("shown_at", sa.DateTime, nullable=False),
        sa.Column("answered_at", sa.DateTime, nullable=False),
        sa.Column("choice", sa.String(60), nullable=False),
        sa.Column("is_sure", sa.Boolean, nullable=False),
        sa.Column("is_right", sa.Boolean, nullable=False),
        sa.Column("before", sa.String(160)),
        sa.Column("after", sa.String(160)),
        sa.PrimaryKeyConstraint("id", name="pk_study_answers"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["study_item_versions.id"], name="fk_study_answers_version_id"
        ),
    )
    op.create_index("ix_study_answers_learner_id_id", "study_answers", ["learner_id", "id"])
    op.create_index("ix_study_answers_version_id_id", "study_answers", ["version_id", "id"])


def _create_study_cards() -> None:
    op.create_table(
        "study_cards",
        sa.Column("learner_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("item_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("stability", sa.Double, nullable=False),
        sa.Column("difficulty", sa.Double, nullable=False),
        sa.Column("last_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("reps", sa.Integer, nullable=False),
        sa.Column("lapses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "item_id", name="pk_study_cards"),
        sa.ForeignKeyConstraint(["item_id"], ["study_items.id"], name="fk_study_cards_item_id"),
    )
    op.create_index("ix_study_cards_learner_id_due_on", "study_cards", ["learner_id", "due_on"])


def _create_study_days() -> None:
    op.create_table(
        "study_days",
        sa.Column("learner_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("right", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "day", name="pk_study_days"),
    )


def _create_study_sessions() -> None:
    op.create_table(
        "study_sessions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner_id", sa.BigInteger, nullable=False),
        sa.Column("scope", sa.String(220), nullable=False),
        sa.Column("queue", sa.Text, nullable=False),
        sa.Column("missed", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("version_id", sa.Integer),
        sa.Column("shown_at", sa.DateTime),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("right", sa.Integer, nullable=False),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("ended_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_study_sessions"),
    )
    op.create_index(
        "ix_study_sessions_learner_id_ended_at", "study_sessions", ["learner_id", "ended_at"]
    )
    op.create_index("ix_study_sessions_started_at", "study_sessions", ["started_at"])


def _create_study_reminders() -> None:
    op.create_table(
        "study_reminders",
        sa.Column("person_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("due_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_study_reminders"),
        sa.CheckConstraint("hour between 0 and 23", name="ck_study_reminders_hour"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_study_reminders_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_study_reminders_due_at", "study_reminders", ["due_at"])


def _create_study_goals() -> None:
    op.create_table(
        "study_goals",
        sa.Column("unit_code", sa.String(40), nullable=False),
        sa.Column("skill", sa.String(40), nullable=False),
        sa.Column("known", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("unit_code", "skill", name="pk_study_goals"),
        sa.ForeignKeyConstraint(["unit_code"], ["units.code"], name="fk_study_goals_unit_code"),
    )


def _create_exams() -> None:
    op.create_table(
        "exams",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("title_sealed", sa.LargeBinary, nullable=False),
        sa.Column("unit_code", sa.String(40)),
        sa.Column("organiser_id", sa.Integer),
        sa.Column("blueprint", sa.Text, nullable=False),
        sa.Column("opens_at", sa.DateTime),
        sa.Column("closes_at", sa.DateTime),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("cancelled_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_exams"),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["people.id"], name="fk_exams_organiser_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["unit_code"], ["units.code"], name="fk_exams_unit_code"),
    )
    op.create_index("ix_exams_closes_at", "exams", ["closes_at"])
    op.create_index("ix_exams_made_at", "exams", ["made_at"])
    op.create_index("ix_exams_organiser_id", "exams", ["organiser_id"])
    op.create_index("ix_exams_unit_code", "exams", ["unit_code"])


def _create_exam_rosters() -> None:
    op.create_table(
        "exam_rosters",
        sa.Column("exam_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("person_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("attempts_used", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("exam_id", "person_id", name="pk_exam_rosters"),
        sa.ForeignKeyConstraint(
            ["exam_id"], ["exams.id"], name="fk_exam_rosters_exam_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_exam_rosters_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_exam_rosters_person_id", "exam_rosters", ["person_id"])


def _create_exam_attempts() -> None:
    op.create_table(
        "exam_attempts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("exam_id", sa.Integer, nullable=False),
        sa.Column("learner_id", sa.BigInteger, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("begun_at", sa.DateTime, nullable=False),
        sa.Column("ends_at", sa.DateTime, nullable=False),
        sa.Column("latest_at", sa.DateTime, nullable=False),
        sa.Column("finished_at", sa.DateTime),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("right", sa.Integer),
        sa.Column("counted", sa.Integer),
        sa.Column("has_passed", sa.Boolean),
        sa.Column("is_late", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exam_attempts"),
        sa.ForeignKeyConstraint(
            ["exam_id"], ["exams.id"], name="fk_exam_attempts_exam_id", ondelete="CASCADE"
        ),
    )
    op.create_index(
        "ix_exam_attempts_exam_id_learner_id", "exam_attempts", ["exam_id", "learner_id"]
    )
    op.create_index(
        "ix_exam_attempts_finished_at_ends_at", "exam_attempts", ["finished_at", "ends_at"]
    )
    op.create_index(
        "ix_exam_attempts_learner_id_finished_at", "exam_attempts", ["learner_id", "finished_at"]
    )


def _create_exam_items() -> None:
    op.create_table(
        "exam_items",
        sa.Column("attempt_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("shown_at", sa.DateTime),
        sa.Column("answer_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("attempt_id", "position", name="pk_exam_items"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["study_item_versions.id"], name="fk_exam_items_version_id"
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["exam_attempts.id"],
            name="fk_exam_items_attempt_id",
            ondelete="CASCADE",
        ),
    )


def _create_certificates() -> None:
    op.create_table(
        "certificates",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("attempt_id", sa.Integer),
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("code_sealed", sa.LargeBinary, nullable=False),
        sa.Column("name_sealed", sa.LargeBinary, nullable=False),
        sa.Column("exam_sealed", sa.LargeBinary, nullable=False),
        sa.Column("unit_name", sa.String(200), nullable=False),
        sa.Column("passed_on", sa.Date, nullable=False),
        sa.Column("right", sa.Integer, nullable=False),
        sa.Column("counted", sa.Integer, nullable=False),
        sa.Column("issued_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_certificates"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_certificates_person_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("code_hash", name="uq_certificates_code_hash"),
        sa.UniqueConstraint("attempt_id", name="uq_certificates_attempt_id"),
    )
    op.create_index("ix_certificates_person_id", "certificates", ["person_id"])
