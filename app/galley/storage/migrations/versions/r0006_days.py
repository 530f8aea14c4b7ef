"""What can be found by its day, so that the few things of a day are found without all others."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Run inside one transaction, foreign keys off."""
    op.create_index(op.f("ix_search_entries_day"), "search_entries", ["day"])
