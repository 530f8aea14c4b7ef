"""Files of annotations: which they are among others, and what they hold. Knows no format."""

from pathlib import Path

from galley.domain.incoming import IncomingAnnotation

__all__ = ["holds_annotations", "may_hold_annotations", "read_annotations"]

_BEGINNING = 1 << 16  # bytes; a clipping's words come before the first sign that it is one
_SUFFIXES = (
    *(".json", ".jsonld", ".csv", ".txt", ".md", ".markdown", ".html", ".htm", ".rdf", ".xml"),
    *(".calibre_annotation_collection", ".calibre_highlights"),
)


def may_hold_annotations(path: Path) -> bool:
    """Whether a file of this name may be one of annotations; nothing is read."""
    return path.suffix.lower() in _SUFFIXES


def read_annotations(path: Path) -> list[IncomingAnnotation]:
    """The annotations of a file, whichever program wrote it.

    Raises:
        ImportFailed: It can't be read, or is not a file of annotations.
    """
    from galley.importers.annotations.registry import LARGEST_FILE, read_annotation_file
    from galley.services.intake.importing import read_capture

    return read_annotation_file(read_capture(path, LARGEST_FILE), name=path.name)


def holds_annotations(path: Path) -> bool:
    """Whether a file looks like one of annotations, not of an article; only its beginning is read.

    What can't be read is none: whoever opens it says why.
    """
    from galley.importers.annotations.registry import looks_like_annotations

    if not may_hold_annotations(path):
        return False
    try:
        with path.open("rb") as file:
            return looks_like_annotations(file.read(_BEGINNING))
    except OSError:
        return False
