"""Corrections of how a version was read, and collections of articles."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Run inside one transaction, foreign keys off."""
    op.create_table(
        "structures",
        sa.Column("version_id", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_structures")),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_structures_digest")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_structures_version_id")
        ),
    )
    op.create_table(
        "collections",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("trashed_at", sa.Text()),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_collections")),
        sa.CheckConstraint("length(id) > 0", name=op.f("ck_collections_id")),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_collections_digest")),
        sa.UniqueConstraint("id", name=op.f("uq_collections_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "article_collections",
        sa.Column("collection_id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("collection_id", "article_id", name=op.f("pk_article_collections")),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collections.id"],
            name=op.f("fk_article_collections_collection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_collections_article_id")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_article_collections_article_id"), "article_collections", ["article_id"]
    )
