"""What the table of all annotations says in words; knows nothing of painting."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from galley.domain.annotation_table import AnnotationRow, TableColumn, TableGrouping
from galley.domain.article import FIGURE_CHARACTER
from galley.ui.components.placeholders import filled
from galley.ui.library.words import month_text
from galley.ui.theme.words import kind_name, status_name, untitled

__all__ = [
    "accessible_row",
    "cell_text",
    "column_name",
    "group_name",
    "grouping_name",
    "number_text",
    "sum_text",
]

_tr = QCoreApplication.translate
_TO_SPACES = {ord(c): " " for c in "\n\t\r\u2028"}

_COLUMNS: Mapping[TableColumn, object] = {
    TableColumn.KIND: QT_TRANSLATE_NOOP("annotations", "Kind"),
    TableColumn.EXCERPT: QT_TRANSLATE_NOOP("annotations", "Words"),
    TableColumn.NOTE: QT_TRANSLATE_NOOP("annotations", "Note"),
    TableColumn.SPEAKER: QT_TRANSLATE_NOOP("annotations", "Speaker"),
    TableColumn.STATUS: QT_TRANSLATE_NOOP("annotations", "Status"),
    TableColumn.TAGS: QT_TRANSLATE_NOOP("annotations", "Tags"),
    TableColumn.ARTICLE: QT_TRANSLATE_NOOP("annotations", "Article"),
    TableColumn.PUBLICATION: QT_TRANSLATE_NOOP("annotations", "Publication"),
    TableColumn.PUBLISHED: QT_TRANSLATE_NOOP("annotations", "Published"),
    TableColumn.ADDED: QT_TRANSLATE_NOOP("annotations", "Added"),
}
_GROUPINGS: Mapping[TableGrouping, object] = {
    TableGrouping.NONE: QT_TRANSLATE_NOOP("annotations", "Not grouped"),
    TableGrouping.KIND: QT_TRANSLATE_NOOP("annotations", "By kind"),
    TableGrouping.STATUS: QT_TRANSLATE_NOOP("annotations", "By status"),
    TableGrouping.SPEAKER: QT_TRANSLATE_NOOP("annotations", "By speaker"),
    TableGrouping.TAG: QT_TRANSLATE_NOOP("annotations", "By tag"),
    TableGrouping.ARTICLE: QT_TRANSLATE_NOOP("annotations", "By article"),
}


def column_name(column: TableColumn) -> str:
    """A column's title."""
    return _tr("annotations", str(_COLUMNS[column]))


def grouping_name(grouping: TableGrouping) -> str:
    """What rows are put together by, as the menu says it."""
    return _tr("annotations", str(_GROUPINGS[grouping]))


def cell_text(row: AnnotationRow, column: TableColumn) -> str:
    """What a cell says, on one line."""
    match column:
        case TableColumn.KIND:
            return kind_name(row.kind)
        case TableColumn.EXCERPT:
            words = row.excerpt.translate(_TO_SPACES)
            return words.replace(FIGURE_CHARACTER, _tr("annotations", "[photo]"))
        case TableColumn.NOTE:
            return " ".join(row.note.split())
        case TableColumn.SPEAKER:
            return row.speaker
        case TableColumn.STATUS:
            return status_name(row.status)
        case TableColumn.TAGS:
            return " ".join(f"#{tag}" for tag in row.tags)
        case TableColumn.ARTICLE:
            words = " ".join(row.headline.split())
            return words or untitled()
        case TableColumn.PUBLICATION:
            return row.publication or _tr("annotations", "Unknown publication")
        case TableColumn.PUBLISHED:
            return month_text(row.published)
        case TableColumn.ADDED:
            day = row.created_at.astimezone().date()
            return QLocale().toString(
                QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat
            )


def group_name(grouping: TableGrouping, name: str, first: AnnotationRow | None) -> str:
    """What a group is.

    Args:
        grouping: What rows are put together by.
        name: Of a tag's group the tag.
        first: The group's first row; None while it is not known.
    """
    if grouping is TableGrouping.TAG:
        return f"#{name}" if name else _tr("annotations", "No tag")
    if first is None:
        return "…"
    if grouping is TableGrouping.KIND:
        return kind_name(first.kind)
    if grouping is TableGrouping.STATUS:
        return status_name(first.status)
    if grouping is TableGrouping.SPEAKER:
        return first.speaker or _tr("annotations", "Nobody named")
    return cell_text(first, TableColumn.ARTICLE)


def number_text(number: int) -> str:
    """A number with its thousands parted."""
    return QLocale().toString(number)


def sum_text(shown: int, total: int) -> str:
    """How many annotations are shown, of how many."""
    if shown != total:
        pattern = _tr("annotations", "%1 of %2 annotations")
        return filled(pattern, number_text(shown), number_text(total))
    if total == 1:
        return _tr("annotations", "1 annotation")
    return filled(_tr("annotations", "%1 annotations"), number_text(total))


def accessible_row(row: AnnotationRow) -> str:
    """A row as a screen reader says it."""
    parts = (cell_text(row, column) for column in TableColumn)
    return ", ".join(part for part in parts if part)
