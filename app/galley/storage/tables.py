"""The schema, as SQLAlchemy Core tables. Knows neither the values that it holds nor the file.

Each entity is kept whole as canonical JSON in ``data``, sealed by its SHA-256 in ``digest``. The
other columns repeat what is looked up, sorted or counted by; they are written from the same value
in the same statement, and the library check compares them. A change here needs a migration.
"""

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

__all__ = [
    "SCHEMA_VERSION",
    "SEARCH_INDEX",
    "annotations",
    "article_collections",
    "articles",
    "assets",
    "captures",
    "collections",
    "journal",
    "journal_entities",
    "listed_annotations",
    "listed_articles",
    "listed_tags",
    "meta",
    "metadata",
    "note_links",
    "reading_states",
    "schema_stamp",
    "search_entries",
    "structures",
    "targets",
    "versions",
]

SCHEMA_VERSION = 6  # the newest revision in migrations/versions, kept in the file's user_version

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    CheckConstraint("length(bytes) = size", name="size"),
)

assets = Table(
    "assets",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    CheckConstraint("length(bytes) = size", name="size"),
)

articles = Table(
    "articles",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("version_id", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("publication", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("trashed_at", Text),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    # The version that is read is one of the article's own. Deferred: the two name each other.
    ForeignKeyConstraint(
        ["id", "version_id"],
        ["versions.article_id", "versions.id"],
        deferrable=True,
        initially="DEFERRED",
    ),
    CheckConstraint("length(id) > 0", name="id"),
    CheckConstraint("length(digest) = 32", name="digest"),
    sqlite_autoincrement=True,
)

versions = Table(
    "versions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("capture_sha256", Text, ForeignKey("captures.sha256"), nullable=False, index=True),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    UniqueConstraint("article_id", "id"),
    UniqueConstraint("article_id", "number"),
    CheckConstraint("length(id) > 0", name="id"),
    CheckConstraint("number > 0", name="number"),
    CheckConstraint("length(digest) = 32", name="digest"),
)

# What a person corrected in how a version was read. The version itself is never changed.
structures = Table(
    "structures",
    metadata,
    Column("version_id", Text, ForeignKey("versions.id"), primary_key=True),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    CheckConstraint("length(digest) = 32", name="digest"),
)

collections = Table(
    "collections",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("trashed_at", Text),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    CheckConstraint("length(id) > 0", name="id"),
    CheckConstraint("length(digest) = 32", name="digest"),
    sqlite_autoincrement=True,
)

# Which articles are in a collection, listed anew from the article whenever that is written.
article_collections = Table(
    "article_collections",
    metadata,
    Column("collection_id", Text, ForeignKey("collections.id"), nullable=False),
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False),
    PrimaryKeyConstraint("collection_id", "article_id"),
    Index(None, "article_id"),
    sqlite_with_rowid=False,
)

annotations = Table(
    "annotations",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("trashed_at", Text),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Index(None, "article_id", "trashed_at", "status"),  # counts for the list without the rows
    CheckConstraint("length(id) > 0", name="id"),
    CheckConstraint("length(digest) = 32", name="digest"),
    sqlite_autoincrement=True,
)

targets = Table(
    "targets",
    metadata,
    Column("annotation_id", Text, ForeignKey("annotations.id", ondelete="CASCADE"), nullable=False),
    Column("version_id", Text, ForeignKey("versions.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    PrimaryKeyConstraint("annotation_id", "version_id", "ordinal"),
    Index(None, "version_id", "sort_key"),
    CheckConstraint("ordinal >= 0", name="ordinal"),
    CheckConstraint('0 <= start AND start < "end"', name="range"),
    sqlite_with_rowid=False,
)

# What notes link to, listed anew from an annotation whenever its note is written.
note_links = Table(
    "note_links",
    metadata,
    Column("annotation_id", Text, ForeignKey("annotations.id", ondelete="CASCADE"), nullable=False),
    Column("target", Text, nullable=False),  # an address without its scheme
    PrimaryKeyConstraint("annotation_id", "target"),
    Index(None, "target", "annotation_id"),
    sqlite_with_rowid=False,
)

journal = Table(
    "journal",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False),
    Column("merge_key", Text, nullable=False),
    # done, undone (redo brings it back), or superseded: undone, and a new edit came after it.
    Column("state", Text, nullable=False),
    Column("reversible", Integer, nullable=False),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Index(None, "article_id"),  # with the sequence, as every index of SQLite has it
    Index(None, "article_id", "state"),
    CheckConstraint("state IN ('done', 'undone', 'superseded')", name="state"),
    CheckConstraint("reversible IN (0, 1)", name="reversible"),
    CheckConstraint("reversible OR state = 'done'", name="irreversible_done"),
    CheckConstraint("length(digest) = 32", name="digest"),
    sqlite_autoincrement=True,
)

journal_entities = Table(
    "journal_entities",
    metadata,
    Column("entity_id", Text, nullable=False),
    Column("sequence", Integer, ForeignKey("journal.sequence"), nullable=False),
    PrimaryKeyConstraint("entity_id", "sequence"),
    Index(None, "sequence"),
    sqlite_with_rowid=False,
)

reading_states = Table(
    "reading_states",
    metadata,
    Column("article_id", Text, ForeignKey("articles.id"), primary_key=True),
    Column("data", Text, nullable=False),
)

# What can be found, a row an article and a row an annotation in use, with what the words in the
# search index are narrowed down by. It can be built anew from the tables above.
search_entries = Table(
    "search_entries",
    metadata,
    Column("entry", Integer, primary_key=True),  # the row in the search index
    Column("article", Integer, ForeignKey("articles.sequence"), nullable=False),
    Column("annotation", Integer, nullable=False),  # its sequence; 0 for the article itself
    Column("day", Integer, nullable=False),  # of publication, else of capture: 20160521
    Column("shown", Integer, nullable=False),  # 0 while the article is in the trash
    Column("digest", Integer, nullable=False),  # of the words that were indexed
    UniqueConstraint("article", "annotation"),
    Index(None, "day"),
    CheckConstraint("shown IN (0, 1)", name="shown"),
    sqlite_autoincrement=True,
)

# The index proper. SQLAlchemy has no virtual tables. Without content: the texts are kept once.
SEARCH_INDEX = """
CREATE VIRTUAL TABLE search_index USING fts5(
    headline, text, caption, sidebar, about, quote, note, tag, speaker, made,
    content='', tokenize='unicode61 remove_diacritics 2', prefix='3 4'
)
"""
event.listen(search_entries, "after_create", DDL(SEARCH_INDEX))  # type: ignore[no-untyped-call]

# What all annotations and articles are sorted and grouped by in long lists, of those that are not
# in the trash. It is written and built anew together with the search index.
listed_articles = Table(
    "listed_articles",
    metadata,
    Column("article", Integer, primary_key=True, autoincrement=False),  # its sequence
    Column("headline", Text, nullable=False),
    Column("publication", Text, nullable=False),
    Column("day", Integer, nullable=False),  # of publication: 20160521; 0 if it is not known
    Index(None, "headline", "article"),
    Index(None, "publication", "article"),
    Index(None, "day", "article"),
    sqlite_with_rowid=False,
)

# Kind and status end each index, so that rows are narrowed down by them where they are sorted.
listed_annotations = Table(
    "listed_annotations",
    metadata,
    Column("annotation", Integer, primary_key=True, autoincrement=False),  # its sequence
    Column("article", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("status", Integer, nullable=False),
    Column("created", Integer, nullable=False),  # seconds
    Column("excerpt", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Index(None, "kind", "status", "annotation"),  # also counts
    Index(None, "status", "kind", "annotation"),
    Index(None, "created", "annotation", "kind", "status"),
    Index(None, "excerpt", "annotation", "kind", "status"),
    Index(None, "note", "annotation", "kind", "status"),
    Index(None, "speaker", "annotation", "kind", "status"),
    Index(None, "tags", "annotation", "kind", "status"),
    Index(None, "article", "start", "annotation", "kind", "status"),
    sqlite_with_rowid=False,
)

listed_tags = Table(
    "listed_tags",
    metadata,
    Column("key", Text, nullable=False),
    Column("tag", Text, nullable=False),
    Column("annotation", Integer, nullable=False),
    PrimaryKeyConstraint("key", "tag", "annotation"),
    Index(None, "annotation"),
    sqlite_with_rowid=False,
)

# Alembic's own table, so that a new library needs no Alembic. It must stay as Alembic makes it.
schema_stamp = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
