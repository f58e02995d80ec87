"""People with their channel accounts and roles, and the units of the administration."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Walk one step up."""
    op.create_table(
        "units",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("parent_code", sa.String(40)),
        sa.PrimaryKeyConstraint("code", name="pk_units"),
        sa.ForeignKeyConstraint(["parent_code"], ["units.code"], name="fk_units_parent_code"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("first_seen", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    _create_accounts()
    _create_roles()


def downgrade() -> None:
    """Walk one step down."""
    for table in ("roles", "channel_accounts", "people", "units"):
        op.drop_table(table)


def _create_accounts() -> None:
    op.create_table(
        "channel_accounts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("address_sealed", sa.LargeBinary, nullable=False),
        sa.Column("first_seen", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_channel_accounts"),
        sa.UniqueConstraint("uid", name="uq_channel_accounts_uid"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_channel_accounts_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_channel_accounts_person_id", "channel_accounts", ["person_id"])
    op.create_index(
        "ix_channel_accounts_channel_address_hash",
        "channel_accounts",
        ["channel", "address_hash"],
        unique=True,
    )


def _create_roles() -> None:
    op.create_table(
        "roles",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("unit_code", sa.String(40)),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_roles"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_roles_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_code"], ["units.code"], name="fk_roles_unit_code"),
    )
    op.create_index("ix_roles_person_id", "roles", ["person_id"])
