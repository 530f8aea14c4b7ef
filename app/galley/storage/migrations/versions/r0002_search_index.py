"""The search index. It stays empty here: the first search builds it from what is in the library."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Run inside one transaction, foreign keys off."""
    op.create_table(
        "search_entries",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("annotation", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_search_entries")),
        sa.UniqueConstraint(
            "article", "annotation", name=op.f("uq_search_entries_article_annotation")
        ),
        sa.CheckConstraint("shown IN (0, 1)", name=op.f("ck_search_entries_shown")),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.sequence"], name=op.f("fk_search_entries_article")
        ),
        sqlite_autoincrement=True,
    )
    op.execute(
        """
CREATE VIRTUAL TABLE search_index USING fts5(
    headline, text, caption, sidebar, about, quote, note, tag, speaker, made,
    content='', tokenize='unicode61 remove_diacritics 2', prefix='3 4'
)
"""
    )
