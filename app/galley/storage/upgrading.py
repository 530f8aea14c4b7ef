"""The way from an older schema to this one: a checked copy first, then Alembic, step by step.

Each step is one transaction together with the number that it leaves in ``user_version``. A step
that fails, or is killed, leaves the library as the step before left it.
"""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection

from galley.storage import migrations
from galley.storage.backup import checked_copy
from galley.storage.engine import connect, engine_for, for_writing

__all__ = ["migrate", "upgrade"]

_SCRIPTS = Path(migrations.__file__).parent


def upgrade(path: Path, version: int) -> Path:
    """Bring a library's file to this schema.

    Args:
        path: The file; nobody else has it open.
        version: Its schema version now.

    Returns:
        The checked copy of the file as it was.

    Raises:
        LibraryUnusable: There is no copy to be had, or no room; the library is as it was.
        Exception: A step is wrong, which is a bug; the library is as the step before left it.
    """
    with closing(connect(path)) as connection:
        # Named by the last edit, not by the time: trying again makes no second copy of one state.
        last = connection.execute("SELECT coalesce(max(sequence), 0) FROM journal").fetchone()[0]
        copy = path.with_name(f"{path.stem}.schema-{version}.edit-{last}{path.suffix}")
        checked_copy(connection, copy)
        # A table that is rebuilt is dropped, and that must not take along what points to it. The
        # setting has no effect inside a transaction; each step ends with a check instead.
        connection.execute("PRAGMA foreign_keys=OFF")
        with for_writing(engine_for(connection, path)).connect() as steps:
            migrate(steps)
    return copy


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the steps that are missing, each in its own transaction.

    Args:
        connection: Outside of a transaction, its foreign keys off, its transactions explicit.
        revision: The last step to run.
    """
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["on_version_apply"] = _finish_step
    command.upgrade(config, revision)


def _finish_step(
    *, ctx: MigrationContext, step: MigrationInfo, heads: set[str], run_args: Mapping[str, Any]
) -> None:
    """Inside a step's transaction, after its work."""
    del heads, run_args
    connection = ctx.connection
    if connection is None:
        msg = "migrations are run on a library, never written out as a script"
        raise TypeError(msg)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        msg = f"step {step.up_revision_id} would leave {len(broken)} rows that belong to nothing"
        raise RuntimeError(msg)
    connection.exec_driver_sql(f"PRAGMA user_version={int(step.up_revision_id or 0)}")
