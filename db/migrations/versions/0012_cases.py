"""Citizens' feedback: cases with keys of their own, what was said, files, and their history."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_REFUSE = "the history of cases is only added to"
_TABLES = (
    "case_counts",
    "case_numbers",
    "case_pseudonyms",
    "cases",
    "case_addresses",
    "case_denials",
    "case_explanations",
    "case_history",
    "case_keys",
    "case_lines",
    "case_links",
    "case_name_requests",
    "case_files",
)

# Each of them is blank until it happens.
_MOMENTS = (
    *("step_due_at", "due_at", "first_due_at", "paused_since", "late_since", "extended_at"),
    *("acknowledged_at", "answered_at", "reopened_at", "rated_at", "closed_at"),
    *("held_since", "erased_at"),
)


def upgrade() -> None:
    """Walk one step up."""
    _create_case_counts()
    _create_case_numbers()
    _create_case_pseudonyms()
    _create_cases()
    _index_cases()
    _create_case_addresses()
    _create_case_denials()
    _create_case_explanations()
    _create_case_history()
    _create_case_keys()
    _create_case_lines()
    _create_case_links()
    _create_case_name_requests()
    _create_case_files()
    _guard_history()


def downgrade() -> None:
    """Walk one step down."""
    _drop_guards()
    for table in reversed(_TABLES):
        op.drop_table(table)


def _create_case_counts() -> None:
    op.create_table(
        "case_counts",
        sa.Column("subject_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("subject_hash", name="pk_case_counts"),
    )
    op.create_index("ix_case_counts_since", "case_counts", ["since"])


def _create_case_numbers() -> None:
    op.create_table(
        "case_numbers",
        sa.Column("year", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("latest", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_case_numbers"),
    )


def _create_case_pseudonyms() -> None:
    op.create_table(
        "case_pseudonyms",
        sa.Column("person_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("name", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_case_pseudonyms"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_case_pseudonyms_person_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("name", name="uq_case_pseudonyms_name"),
    )


def _create_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("receipt_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("conduct", sa.String(40), nullable=False),
        sa.Column("identity", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("is_on_behalf", sa.Boolean, nullable=False),
        sa.Column("unit_code", sa.String(40)),
        sa.Column("office_code", sa.String(40)),
        sa.Column("subject_kind", sa.String(40), nullable=False),
        sa.Column("subject_hash", sa.LargeBinary(32)),
        sa.Column("subject_name_hash", sa.LargeBinary(32)),
        sa.Column("barred_code", sa.String(40)),
        sa.Column("content_locked", sa.LargeBinary),
        sa.Column("name_locked", sa.LargeBinary),
        sa.Column("name_boxed", sa.LargeBinary),
        sa.Column("text_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("handler_id", sa.Integer),
        sa.Column("answerer_id", sa.Integer),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.Column("has_news", sa.Boolean, nullable=False),
        sa.Column("needs_review", sa.Boolean, nullable=False),
        sa.Column("urgent_at", sa.DateTime, nullable=False),
        sa.Column("received_at", sa.DateTime, nullable=False),
        sa.Column("moved_at", sa.DateTime, nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("rating", sa.Integer),
        sa.Column("main_id", sa.Integer),
        sa.Column("revision", sa.Integer, nullable=False),
        *(sa.Column(name, sa.DateTime) for name in _MOMENTS),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.ForeignKeyConstraint(
            ["answerer_id"], ["people.id"], name="fk_cases_answerer_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["barred_code"], ["units.code"], name="fk_cases_barred_code"),
        sa.ForeignKeyConstraint(
            ["handler_id"], ["people.id"], name="fk_cases_handler_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["main_id"], ["cases.id"], name="fk_cases_main_id"),
        sa.ForeignKeyConstraint(["office_code"], ["units.code"], name="fk_cases_office_code"),
        sa.ForeignKeyConstraint(["unit_code"], ["units.code"], name="fk_cases_unit_code"),
        sa.UniqueConstraint("number", name="uq_cases_number"),
        sa.UniqueConstraint("receipt_hash", name="uq_cases_receipt_hash"),
    )


def _index_cases() -> None:
    op.create_index("ix_cases_handler_id_is_open", "cases", ["handler_id", "is_open"])
    op.create_index("ix_cases_is_open_urgent_at", "cases", ["is_open", "urgent_at"])
    op.create_index("ix_cases_main_id", "cases", ["main_id"])
    op.create_index("ix_cases_needs_review_urgent_at", "cases", ["needs_review", "urgent_at"])
    op.create_index(
        "ix_cases_office_code_is_open_urgent_at", "cases", ["office_code", "is_open", "urgent_at"]
    )
    op.create_index("ix_cases_received_at", "cases", ["received_at"])
    op.create_index("ix_cases_state_moved_at", "cases", ["state", "moved_at"])
    op.create_index("ix_cases_text_hash", "cases", ["text_hash"])
    op.create_index("ix_cases_unit_code_received_at", "cases", ["unit_code", "received_at"])


def _create_case_addresses() -> None:
    op.create_table(
        "case_addresses",
        sa.Column("case_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("address_sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_addresses"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_addresses_case_id"),
    )
    op.create_index("ix_case_addresses_address_hash", "case_addresses", ["address_hash"])


def _create_case_denials() -> None:
    op.create_table(
        "case_denials",
        sa.Column("case_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("person_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person_hash", name="pk_case_denials"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_denials_case_id"),
    )


def _create_case_explanations() -> None:
    op.create_table(
        "case_explanations",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("subject_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("summary_locked", sa.LargeBinary, nullable=False),
        sa.Column("asked_at", sa.DateTime, nullable=False),
        sa.Column("is_agreed", sa.Boolean),
        sa.Column("decided_at", sa.DateTime),
        sa.Column("text_locked", sa.LargeBinary),
        sa.Column("explained_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_case_explanations"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_explanations_case_id"),
    )
    op.create_index("ix_case_explanations_case_id", "case_explanations", ["case_id"])
    op.create_index("ix_case_explanations_subject_hash", "case_explanations", ["subject_hash"])


def _create_case_history() -> None:
    op.create_table(
        "case_history",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("move", sa.String(20), nullable=False),
        sa.Column("actor", sa.String(20), nullable=False),
        sa.Column("who", sa.String(16)),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("office_code", sa.String(40)),
        sa.Column("reason_locked", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_case_history"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_history_case_id"),
    )
    op.create_index("ix_case_history_case_id", "case_history", ["case_id"])


def _create_case_keys() -> None:
    op.create_table(
        "case_keys",
        sa.Column("case_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("key_sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_keys"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_keys_case_id"),
    )


def _create_case_lines() -> None:
    op.create_table(
        "case_lines",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("author", sa.String(20), nullable=False),
        sa.Column("author_id", sa.Integer),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("text_locked", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_lines"),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name="fk_case_lines_author_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_lines_case_id"),
    )
    op.create_index("ix_case_lines_case_id", "case_lines", ["case_id"])


def _create_case_links() -> None:
    op.create_table(
        "case_links",
        sa.Column("case_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("owner_hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_links"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_links_case_id"),
    )
    op.create_index("ix_case_links_owner_hash", "case_links", ["owner_hash"])


def _create_case_name_requests() -> None:
    op.create_table(
        "case_name_requests",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("asker_id", sa.Integer),
        sa.Column("reason_locked", sa.LargeBinary, nullable=False),
        sa.Column("asked_at", sa.DateTime, nullable=False),
        sa.Column("is_approved", sa.Boolean),
        sa.Column("approver_id", sa.Integer),
        sa.Column("decided_at", sa.DateTime),
        sa.Column("opener_id", sa.Integer),
        sa.Column("opened_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_case_name_requests"),
        sa.ForeignKeyConstraint(
            ["approver_id"],
            ["people.id"],
            name="fk_case_name_requests_approver_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["asker_id"], ["people.id"], name="fk_case_name_requests_asker_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_name_requests_case_id"),
        sa.ForeignKeyConstraint(
            ["opener_id"],
            ["people.id"],
            name="fk_case_name_requests_opener_id",
            ondelete="SET NULL",
        ),
    )
    op.create_index("ix_case_name_requests_case_id", "case_name_requests", ["case_id"])


def _create_case_files() -> None:
    op.create_table(
        "case_files",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("case_id", sa.Integer),
        sa.Column("line_id", sa.Integer),
        sa.Column("owner_hash", sa.LargeBinary(32)),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("kept_at", sa.DateTime, nullable=False),
        sa.Column("key_sealed", sa.LargeBinary),
        sa.Column("key_locked", sa.LargeBinary),
        sa.Column("content_locked", sa.LargeBinary, nullable=False),
        sa.Column("original_locked", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_case_files"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_files_case_id"),
        sa.ForeignKeyConstraint(["line_id"], ["case_lines.id"], name="fk_case_files_line_id"),
        sa.UniqueConstraint("uid", name="uq_case_files_uid"),
    )
    op.create_index("ix_case_files_case_id", "case_files", ["case_id"])
    op.create_index("ix_case_files_owner_hash", "case_files", ["owner_hash"])


def _guard_history() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_case_history_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSE}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER case_history_no_change BEFORE UPDATE OR DELETE OR TRUNCATE "
            "ON case_history FOR EACH STATEMENT EXECUTE FUNCTION refuse_case_history_change()"
        )
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER case_history_no_{deed.lower()} BEFORE {deed} ON case_history "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
        )


def _drop_guards() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER case_history_no_change ON case_history")
        op.execute("DROP FUNCTION refuse_case_history_change()")
        return
    for deed in ("update", "delete"):
        op.execute(f"DROP TRIGGER case_history_no_{deed}")
