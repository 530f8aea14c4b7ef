"""What notes link to, listed of the notes that are there."""

import json
import re

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# What was a link when this step was written: an address that is no code.
_ADDRESS = re.compile(
    r"(?<![\w/:.\-])galley:((?:article|annotation)/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"(?![\w\-])",
    re.ASCII,
)
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)


def upgrade() -> None:
    """Run inside one transaction, foreign keys off."""
    op.create_table(
        "note_links",
        sa.Column("annotation_id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annotation_id"],
            ["annotations.id"],
            name=op.f("fk_note_links_annotation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("annotation_id", "target", name=op.f("pk_note_links")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_note_links_target_annotation_id"), "note_links", ["target", "annotation_id"]
    )
    _list_links()


def _list_links() -> None:
    """No Galley before this one made such links, but a person may have written them by hand."""
    connection = op.get_bind()
    marks = sa.table("annotations", sa.column("id"), sa.column("data"))
    linking = sa.select(marks.c.id, marks.c.data).where(sa.func.instr(marks.c.data, "galley:") > 0)
    rows = []
    for annotation_id, data in connection.execute(linking).all():
        try:
            note = str(json.loads(data)["note"])
        except (ValueError, KeyError, TypeError):  # damaged: the library check tells of it
            continue
        rows += [{"annotation_id": annotation_id, "target": path} for path in _paths(note)]
    if rows:
        links = sa.table("note_links", sa.column("annotation_id"), sa.column("target"))
        connection.execute(links.insert(), rows)
        # Their addresses are not among the words that are found any more.
        connection.exec_driver_sql("UPDATE meta SET value = 'outdated' WHERE key = 'search_index'")


def _paths(note: str) -> list[str]:
    code = [found.span() for found in _CODE.finditer(note)]
    found = [
        address[1]
        for address in _ADDRESS.finditer(note)
        if not any(start <= address.start() < end for start, end in code)
    ]
    return sorted(set(found))
