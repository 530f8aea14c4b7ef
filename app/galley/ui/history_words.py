"""The journal's labels in the window's language."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

__all__ = ["label_words", "undone_sentence"]

# What services write into the journal; here so that translators find them.
_LABELS = (
    QT_TRANSLATE_NOOP("history", "Mark added"),
    QT_TRANSLATE_NOOP("history", "Mark deleted"),
    QT_TRANSLATE_NOOP("history", "Marks deleted"),
    QT_TRANSLATE_NOOP("history", "Mark restored"),
    QT_TRANSLATE_NOOP("history", "Note edited"),
    QT_TRANSLATE_NOOP("history", "Kind changed"),
    QT_TRANSLATE_NOOP("history", "Check changed"),
    QT_TRANSLATE_NOOP("history", "Tags changed"),
    QT_TRANSLATE_NOOP("history", "Speaker changed"),
    QT_TRANSLATE_NOOP("history", "Sensitivity changed"),
    QT_TRANSLATE_NOOP("history", "Evidence changed"),
    QT_TRANSLATE_NOOP("history", "Passage added"),
    QT_TRANSLATE_NOOP("history", "Mark moved"),
    QT_TRANSLATE_NOOP("history", "Marks imported"),
    QT_TRANSLATE_NOOP("history", "Article deleted"),
    QT_TRANSLATE_NOOP("history", "Article restored"),
    QT_TRANSLATE_NOOP("history", "Details changed"),
    QT_TRANSLATE_NOOP("history", "Placeholder hidden"),
    QT_TRANSLATE_NOOP("history", "Picture added"),
    QT_TRANSLATE_NOOP("history", "Pictures added"),
    QT_TRANSLATE_NOOP("history", "Article tags changed"),
    QT_TRANSLATE_NOOP("history", "Put into a collection"),
    QT_TRANSLATE_NOOP("history", "Taken out of a collection"),
    QT_TRANSLATE_NOOP("history", "Picture removed"),
    QT_TRANSLATE_NOOP("history", "Article imported"),
    QT_TRANSLATE_NOOP("history", "Capture added"),
    QT_TRANSLATE_NOOP("history", "Capture discarded"),
    QT_TRANSLATE_NOOP("history", "Marks carried over"),
    QT_TRANSLATE_NOOP("history", "Capture brought back"),
    QT_TRANSLATE_NOOP("history", "New capture read"),
    QT_TRANSLATE_NOOP("history", "Place decided"),
    QT_TRANSLATE_NOOP("history", "Back to review"),
    QT_TRANSLATE_NOOP("history", "Mark re-attached"),
    QT_TRANSLATE_NOOP("history", "New text accepted"),
    QT_TRANSLATE_NOOP("history", "Old wording kept"),
    QT_TRANSLATE_NOOP("history", "Zone changed"),
    QT_TRANSLATE_NOOP("history", "Type changed"),
    QT_TRANSLATE_NOOP("history", "Block split"),
    QT_TRANSLATE_NOOP("history", "Blocks joined"),
    QT_TRANSLATE_NOOP("history", "Block left out"),
    QT_TRANSLATE_NOOP("history", "Blocks left out"),
    QT_TRANSLATE_NOOP("history", "Brought back"),
    QT_TRANSLATE_NOOP("history", "Pieces brought back"),
    QT_TRANSLATE_NOOP("history", "Passage left out"),
    QT_TRANSLATE_NOOP("history", "Passages left out"),
    QT_TRANSLATE_NOOP("history", "Lead picture changed"),
    QT_TRANSLATE_NOOP("history", "Read as captured"),
    QT_TRANSLATE_NOOP("history", "Photo credit set apart"),
    QT_TRANSLATE_NOOP("history", "Corrections carried over"),
)


def label_words(label: str) -> str:
    """A journal label, translated; one that is not known is shown as it was written."""
    return QCoreApplication.translate("history", label)


def undone_sentence(label: str, *, redo: bool) -> str:
    """What the toast says after an undo or a redo."""
    if redo:
        pattern = QCoreApplication.translate("history", "Done again: {edit}")
    else:
        pattern = QCoreApplication.translate("history", "Undone: {edit}")
    words = label_words(label)
    return pattern.format(edit=words[:1].lower() + words[1:])
