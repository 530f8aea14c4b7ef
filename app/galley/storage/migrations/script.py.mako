"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Run inside one transaction, foreign keys off."""
    ${upgrades if upgrades else "pass"}
