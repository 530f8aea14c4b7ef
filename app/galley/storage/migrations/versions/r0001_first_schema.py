"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run inside one transaction, foreign keys off."""
    _create_articles()
    _create_annotations()
    _create_journal()


def _create_articles() -> None:
    """Articles, their versions, and the bytes behind them."""
    op.create_table(
        "captures",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_captures")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_captures_sha256")),
        sa.CheckConstraint("length(bytes) = size", name=op.f("ck_captures_size")),
    )
    op.create_table(
        "assets",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_assets")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_assets_sha256")),
        sa.CheckConstraint("length(bytes) = size", name=op.f("ck_assets_size")),
    )
    op.create_table(
        "articles",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("publication", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("trashed_at", sa.Text(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_articles")),
        sa.ForeignKeyConstraint(
            ["id", "version_id"],
            ["versions.article_id", "versions.id"],
            name=op.f("fk_articles_id_version_id"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.CheckConstraint("length(id) > 0", name=op.f("ck_articles_id")),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_articles_digest")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capture_sha256", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("article_id", "id", name=op.f("uq_versions_article_id_id")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_versions_article_id_number")),
        sa.CheckConstraint("length(id) > 0", name=op.f("ck_versions_id")),
        sa.CheckConstraint("number > 0", name=op.f("ck_versions_number")),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_versions_digest")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_versions_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["capture_sha256"], ["captures.sha256"], name=op.f("fk_versions_capture_sha256")
        ),
    )
    op.create_index(op.f("ix_versions_capture_sha256"), "versions", ["capture_sha256"])


def _create_annotations() -> None:
    """Annotations and where they stand."""
    op.create_table(
        "annotations",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("trashed_at", sa.Text(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_annotations")),
        sa.CheckConstraint("length(id) > 0", name=op.f("ck_annotations_id")),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_annotations_digest")),
        sa.UniqueConstraint("id", name=op.f("uq_annotations_id")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_annotations_article_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_annotations_article_id_trashed_at_status"),
        "annotations",
        ["article_id", "trashed_at", "status"],
    )
    op.create_table(
        "targets",
        sa.Column("annotation_id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("annotation_id", "version_id", "ordinal", name=op.f("pk_targets")),
        sa.CheckConstraint("ordinal >= 0", name=op.f("ck_targets_ordinal")),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_targets_range")),
        sa.ForeignKeyConstraint(
            ["annotation_id"],
            ["annotations.id"],
            name=op.f("fk_targets_annotation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_targets_version_id")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_targets_version_id_sort_key"), "targets", ["version_id", "sort_key"])


def _create_journal() -> None:
    """The journal, and what is kept beside it."""
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "journal",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("merge_key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reversible", sa.Integer(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_journal")),
        sa.CheckConstraint(
            "state IN ('done', 'undone', 'superseded')", name=op.f("ck_journal_state")
        ),
        sa.CheckConstraint("reversible IN (0, 1)", name=op.f("ck_journal_reversible")),
        sa.CheckConstraint(
            "reversible OR state = 'done'", name=op.f("ck_journal_irreversible_done")
        ),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_journal_digest")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_journal_article_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_journal_article_id"), "journal", ["article_id"])
    op.create_index(op.f("ix_journal_article_id_state"), "journal", ["article_id", "state"])
    op.create_table(
        "journal_entities",
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "sequence", name=op.f("pk_journal_entities")),
        sa.ForeignKeyConstraint(
            ["sequence"], ["journal.sequence"], name=op.f("fk_journal_entities_sequence")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_journal_entities_sequence"), "journal_entities", ["sequence"])
    op.create_table(
        "reading_states",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_reading_states")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_reading_states_article_id")
        ),
    )
