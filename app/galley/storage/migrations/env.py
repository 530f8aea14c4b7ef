"""Alembic's environment: runs the steps on the connection that it is handed, and makes none."""

from alembic import context

from galley.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can; Alembic leaves it off for the driver's own transactions
    transaction_per_migration=True,
    render_as_batch=True,
    on_version_apply=context.config.attributes["on_version_apply"],
)
with context.begin_transaction():
    context.run_migrations()
