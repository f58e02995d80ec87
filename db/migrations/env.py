"""Alembic's entry: walks the steps on the connection that `db.migrations.steps` hands over."""

from alembic import context

from db.models import Base


def walk() -> None:
    """Run the steps inside the transaction that the caller began."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


walk()
