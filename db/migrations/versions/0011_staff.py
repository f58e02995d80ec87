"""Names, invitations, requests to join, codes that tie channels, contacts, the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_REFUSE = "the audit log is only added to"


def upgrade() -> None:
    """Walk one step up."""
    op.add_column("units", sa.Column("aliases", sa.Text, nullable=False, server_default="[]"))
    op.add_column("roles", sa.Column("ended_at", sa.DateTime))
    op.create_index("ix_roles_unit_code", "roles", ["unit_code"])
    _create_contacts()
    _create_names()
    _create_invitations()
    _create_requests()
    _create_codes()
    _create_audit()


def downgrade() -> None:
    """Walk one step down."""
    _drop_guards()
    for table in (
        *("audit_log", "audit_keys", "guesses", "link_codes", "join_requests", "invitations"),
        *("authenticators", "staff_names", "contacts"),
    ):
        op.drop_table(table)
    op.drop_index("ix_roles_unit_code", "roles")
    # No table is built anew: on SQLite that would take along whatever refers to it.
    op.drop_column("roles", "ended_at")
    op.drop_column("units", "aliases")


def _create_contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("unit_code", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("checked_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contacts"),
        sa.ForeignKeyConstraint(["unit_code"], ["units.code"], name="fk_contacts_unit_code"),
        sa.CheckConstraint("source <> ''", name="ck_contacts_sourced"),
    )
    op.create_index("ix_contacts_unit_code_kind", "contacts", ["unit_code", "kind"])


def _create_names() -> None:
    op.create_table(
        "staff_names",
        sa.Column("person_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_staff_names"),
        _of_person("staff_names"),
    )


def _create_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("unit_code", sa.String(40)),
        sa.Column("role_until", sa.Date),
        sa.Column("name_sealed", sa.LargeBinary),
        sa.Column("maker_id", sa.Integer),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.Column("used_at", sa.DateTime),
        sa.Column("withdrawn_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("code_hash", name="uq_invitations_code_hash"),
        sa.ForeignKeyConstraint(["unit_code"], ["units.code"], name="fk_invitations_unit_code"),
        sa.ForeignKeyConstraint(
            ["maker_id"], ["people.id"], name="fk_invitations_maker_id", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_invitations_maker_id", "invitations", ["maker_id"])


def _create_requests() -> None:
    op.create_table(
        "join_requests",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("unit_code", sa.String(40), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("asked_at", sa.DateTime, nullable=False),
        sa.Column("decided_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_join_requests"),
        _of_person("join_requests"),
        sa.ForeignKeyConstraint(["unit_code"], ["units.code"], name="fk_join_requests_unit_code"),
    )
    op.create_index("ix_join_requests_person_id", "join_requests", ["person_id"])
    op.create_index("ix_join_requests_state_unit_code", "join_requests", ["state", "unit_code"])


def _create_codes() -> None:
    op.create_table(
        "link_codes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.Column("used_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_link_codes"),
        sa.UniqueConstraint("code_hash", name="uq_link_codes_code_hash"),
        _of_person("link_codes"),
    )
    op.create_index("ix_link_codes_person_id", "link_codes", ["person_id"])
    _create_authenticators()
    op.create_table(
        "guesses",
        sa.Column("subject_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("subject_hash", name="pk_guesses"),
    )
    op.create_index("ix_guesses_since", "guesses", ["since"])


def _create_authenticators() -> None:
    op.create_table(
        "authenticators",
        sa.Column("person_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("number_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary, nullable=False),
        sa.Column("confirmed_at", sa.DateTime),
        sa.Column("last_step", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_authenticators"),
        sa.UniqueConstraint("number_hash", name="uq_authenticators_number_hash"),
        _of_person("authenticators"),
    )


def _create_audit() -> None:
    op.create_table(
        "audit_keys",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("key_sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_keys"),
    )
    op.create_table(
        "audit_log",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("actor", sa.Integer),
        sa.Column("deed", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("unit_code", sa.String(40)),
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_log"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()


def _guard_on_sqlite() -> None:
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_log_no_{deed.lower()} BEFORE {deed} ON audit_log "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
        )


def _guard_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSE}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_log_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )


def _drop_guards() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_log_no_change ON audit_log")
        op.execute("DROP FUNCTION refuse_audit_change()")
        return
    for deed in ("update", "delete"):
        op.execute(f"DROP TRIGGER audit_log_no_{deed}")


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person_id"], ["people.id"], name=f"fk_{table}_person_id", ondelete="CASCADE"
    )
