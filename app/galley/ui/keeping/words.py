"""What is said of backups, of what a restore would change, and of a check; knows no widget."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from galley.domain.keeping import Backup, Before, Contents, Differences, Repair, RestorePreview
from galley.ui.theme.words import untitled

__all__ = [
    "backup_line",
    "checked_sentence",
    "contents_line",
    "preview_paragraphs",
    "reason_words",
    "repair_lines",
    "repair_sentence",
    "report_text",
]


_SI = QLocale.DataSizeFormat.DataSizeSIFormat


def _tr(text: str) -> str:
    return QCoreApplication.translate("keeping", text)


def _counted(count: int, one: str, many: str) -> str:
    return (one if count == 1 else many).format(count=QLocale().toString(count))


def contents_line(contents: Contents) -> str:
    """How much there is in a backup."""
    return " · ".join(
        [
            _counted(contents.articles, _tr("1 article"), _tr("{count} articles")),
            _counted(contents.annotations, _tr("1 annotation"), _tr("{count} annotations")),
            QLocale().formattedDataSize(contents.size, 1, _SI),
        ]
    )


def backup_line(contents: Contents | None, problem: str) -> str:
    """The line below a backup's time.

    Args:
        contents: How much is in it; None while that is being read, or if it can't be.
        problem: Why it can't be read; empty if it can, or nobody has looked yet.
    """
    if problem:
        return _tr("Can’t be read")
    if contents is None:
        return _tr("Looking…")
    # It was reopened and checked when it was made, and could be read just now.
    return " · ".join((contents_line(contents), _tr("checked")))


def reason_words(backup: Backup) -> str:
    """What a backup was made before; empty for one of the usual ones."""
    patterns = {
        Before.RESTORE.value: _tr("Before a restore"),
        Before.REPAIR.value: _tr("Before a repair"),
        Before.IMPORT.value: _tr("Before importing {count} files"),
        Before.ARRIVALS.value: _tr("Before importing {count} annotations"),
        Before.CHANGE.value: _tr("Before changing {count} annotations"),
        Before.DELETE.value: _tr("Before deleting {count} annotations"),
        Before.ARTICLES.value: _tr("Before changing {count} articles"),
        Before.TRASH.value: _tr("Before deleting {count} articles"),
        Before.COLLECTION.value: _tr("Before deleting a collection of {count} articles"),
    }
    pattern = patterns.get(backup.reason, backup.reason)  # a newer Galley has more
    return pattern.format(count=QLocale().toString(backup.count))


def preview_paragraphs(preview: RestorePreview) -> Iterator[tuple[str, str]]:
    """What a restore would change, as paragraphs: each ``heading`` or ``text``, and its words."""
    if not preview.readable:
        yield "text", _tr("The present library can’t be read. It is put aside as it is.")
        return
    articles, annotations = preview.articles, preview.annotations
    if preview.changes_nothing:
        yield "text", _tr("Nothing: the library is as it was then.")
        return
    for label, differences in ((_tr("Articles"), articles), (_tr("Annotations"), annotations)):
        yield "text", f"{label}: {_differences(differences)}"
    edits = preview.edits
    if edits:
        yield "text", _counted(edits, _tr("1 edit since then"), _tr("{count} edits since then"))
    for heading, headlines in (
        (_tr("Would come back"), preview.headlines_added),
        (_tr("Would go"), preview.headlines_removed),
        (_tr("Would change"), preview.headlines_changed),
    ):
        if headlines:
            yield "heading", heading
            for headline in headlines:
                yield "text", headline or untitled()


def _differences(differences: Differences) -> str:
    counts = (
        (differences.added, _tr("1 comes back"), _tr("{count} come back")),
        (differences.removed, _tr("1 goes"), _tr("{count} go")),
        (differences.changed, _tr("1 changes"), _tr("{count} change")),
    )
    parts = [_counted(count, one, many) for count, one, many in counts if count]
    return ", ".join(parts) or _tr("no difference")


def checked_sentence(faults: Sequence[str], contents: Contents | None) -> str:
    """What a check came to."""
    if faults:
        return _counted(len(faults), _tr("1 fault was found"), _tr("{count} faults were found"))
    if contents is None:
        return _tr("No fault was found")
    return _tr("No fault was found: {contents}").format(contents=contents_line(contents))


def repair_sentence(repair: Repair) -> str:
    """What a repair came to."""
    if repair.salvaged is not None:
        name = repair.salvaged.name
        words = _tr("The library could not be repaired in place. What can be read is in {name}.")
        return words.format(name=name)
    if repair.remaining:
        return _tr("What could be repaired was. The rest is left as it is; a backup may have it.")
    return _tr("Everything was repaired.") if repair.mended else _tr("There was nothing to repair.")


def repair_lines(repair: Repair) -> list[str]:
    """What was done, what is still wrong, and where the library as it was is kept."""
    kept = _tr("The library as it was is kept in {name}.")
    return [
        *repair.mended,
        *repair.remaining,
        *([kept.format(name=repair.kept.name)] if repair.kept else []),
    ]


def report_text(faults: Sequence[str], sentence: str) -> str:
    """A check's or a repair's result as text to copy."""
    return "\n".join([sentence if sentence.endswith(".") else f"{sentence}.", *faults])
