"""What long lists are sorted by. It stays empty here: it is built with the search index."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Run inside one transaction, foreign keys off."""
    op.create_table(
        "listed_articles",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("publication", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_listed_articles")),
        sqlite_with_rowid=False,
    )
    for column in ("headline", "publication", "day"):
        columns = [column, "article"]
        op.create_index(op.f(f"ix_listed_articles_{column}_article"), "listed_articles", columns)
    op.create_table(
        "listed_annotations",
        sa.Column("annotation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("annotation", name=op.f("pk_listed_annotations")),
        sqlite_with_rowid=False,
    )
    for columns in (
        ["kind", "status", "annotation"],
        ["status", "kind", "annotation"],
        ["created", "annotation", "kind", "status"],
        ["excerpt", "annotation", "kind", "status"],
        ["note", "annotation", "kind", "status"],
        ["speaker", "annotation", "kind", "status"],
        ["tags", "annotation", "kind", "status"],
        ["article", "start", "annotation", "kind", "status"],
    ):
        name = op.f(f"ix_listed_annotations_{'_'.join(columns)}")
        op.create_index(name, "listed_annotations", columns)
    op.create_table(
        "listed_tags",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("annotation", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "tag", "annotation", name=op.f("pk_listed_tags")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_listed_tags_annotation"), "listed_tags", ["annotation"])
