"""What can go wrong that a person can act on; all else is a bug and reaches the crash dialog."""

__all__ = [
    "CaptureKnown",
    "DiskFull",
    "ExportFailed",
    "GalleyError",
    "HistoryConflict",
    "ImportFailed",
    "JobCancelled",
    "LibraryDamaged",
    "LibraryLocked",
    "LibraryReadOnly",
    "LibraryTooNew",
    "LibraryUnusable",
    "MarkElsewhere",
    "NotFound",
    "QuoteAmbiguous",
    "QuoteNotFound",
    "SettingsUnwritable",
    "VersionRefused",
]


class GalleyError(Exception):
    """One clear sentence that says what was wrong and what to do; its text is shown as it is."""


class NotFound(GalleyError):
    """No article or annotation with that name or number."""


class ImportFailed(GalleyError):
    """A capture could not be read."""


class CaptureKnown(GalleyError):
    """An article has a version of these very bytes already."""


class ExportFailed(GalleyError):
    """A report could not be written; nothing half-written is left behind."""


class QuoteNotFound(GalleyError):
    """The words are not in the article, to the character."""


class QuoteAmbiguous(GalleyError):
    """The words are in the article more than once; the sentence lists the places."""


class HistoryConflict(GalleyError):
    """An undo or redo no longer fits what is in the library; nothing was changed."""


class SettingsUnwritable(GalleyError):
    """The settings could not be kept."""


class VersionRefused(GalleyError):
    """What was named can't be a version of that article."""


class LibraryUnusable(GalleyError):
    """The library can't be opened or written; its file was left untouched."""


class LibraryLocked(LibraryUnusable):
    """Another program is writing to the library."""


class LibraryReadOnly(LibraryUnusable):
    """The library, or the folder it lies in, can't be written."""


class DiskFull(LibraryUnusable):
    """There is no room left for what was to be saved; what was saved before is whole."""


class LibraryDamaged(LibraryUnusable):
    """The file is not a whole Galley library."""


class LibraryTooNew(LibraryUnusable):
    """The library was written by a newer Galley."""


class MarkElsewhere(ValueError):
    """A mark that was to be kept is not at its words in the text as it is read now."""


class JobCancelled(Exception):
    """Raised inside a job when the person cancelled it."""
