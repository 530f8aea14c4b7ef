"""What the window says of its own accord: troubles in the bar, and in the toast what was done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject

from galley.domain.changes import ChangeSet
from galley.domain.errors import GalleyError
from galley.domain.jobs import Progress
from galley.ui.components.error_bar import ErrorBar
from galley.ui.components.toast import Toast
from galley.ui.history_words import label_words, undone_sentence
from galley.ui.model.app_model import AppModel
from galley.ui.window.way_back import WayBack

if TYPE_CHECKING:
    from galley.ui.window.main_window import MainWindow

__all__ = ["Telling"]


_SHORT = 400  # ms
_TELL_EVERY = 10  # per cent
_UNTIL_TOLD = 600_000  # ms: the end of the backup takes it away


class Telling(QObject):
    """Listens to the model, and offers what can be done about a trouble.

    Attributes:
        undo_key: The key of Undo, as it is written.
        way_back: What the toast offers to take back.
    """

    def __init__(
        self, window: "MainWindow", model: AppModel, error_bar: ErrorBar, toast: Toast
    ) -> None:
        super().__init__(window)
        self._window, self._model = window, model
        self._error_bar, self._toast = error_bar, toast
        self._backing_up, self._share_told = QElapsedTimer(), -1
        self._refusal = ""  # what the bar said when no backup could be made
        self._closing = False  # as soon as what was begun is done
        self.undo_key = ""
        self.way_back = WayBack(model, toast, lambda: self.undo_key, self)
        model.trouble.connect(self.trouble)
        model.library_trouble.connect(self._library_trouble)
        model.trouble_over.connect(error_bar.dismiss)
        model.undone.connect(self._undone)
        model.large.progressed.connect(self._keeping)
        model.large.ended.connect(self._kept)
        model.large.refused.connect(self._refused)
        model.large.forgotten.connect(self._refusal_over)
        model.large.queued.connect(self.say_it_waits)
        model.large.dropped.connect(self._dropped)
        error_bar.dismissed.connect(model.large.forget)
        model.marking.deleted.connect(self._deleted)
        model.marking.several_changed.connect(self._several_changed)
        model.marking.changed_elsewhere.connect(self._changed_elsewhere)
        model.editing.picture_changed.connect(self._picture_changed)
        error_bar.action_chosen.connect(self._on_action)

    def trouble(self, sentence: str, waiting: bool = False) -> None:
        """Say what went wrong, and whether edits wait to be saved."""
        actions = []
        if waiting:
            actions = [
                ("retry", self.tr("Try again")),
                ("elsewhere", self.tr("Save elsewhere…")),
            ]
        self._error_bar.show_error(sentence, actions)

    def _library_trouble(self, sentence: str, gone: bool) -> None:
        actions = [("reopen", self.tr("Try again"))]
        if gone:
            actions.append(("begin", self.tr("Begin a new library")))
        if gone or self._model.file.is_damaged:
            actions.append(("backups", self.tr("Restore a backup…")))
        self._error_bar.show_error(sentence, actions)

    def _on_action(self, name: str) -> None:
        if name in ("reopen", "begin"):
            self._model.file.reopen(create=name == "begin")
        elif name == "without-backup":
            self._error_bar.hide()
            self._model.large.go_on()
        if name == "retry":
            self._model.retry()
        elif name == "elsewhere":
            self._save_elsewhere()

    def _save_elsewhere(self) -> None:
        from galley.ui.running.unsaved import save_elsewhere  # only in need

        try:
            save_elsewhere(self._window, self._model)
        except GalleyError as error:
            self.trouble(str(error), waiting=True)

    def _keeping(self, progress: Progress) -> None:
        """A backup is being made before something large; of a short one nothing is said."""
        if not self._backing_up.isValid():
            self._backing_up.start()
        share = _TELL_EVERY * (100 * progress.done // (max(1, progress.total) * _TELL_EVERY))
        if self._backing_up.elapsed() > _SHORT and share != self._share_told:
            self._share_told = share
            making = self.tr("Making a backup first: {share}%")
            closing = self.tr("Making a backup first: {share}% · then the window closes")
            words = (closing if self._closing else making).format(share=share)
            cancel, stop = self.tr("Cancel"), self._model.large.cancel
            self._toast.show_message(
                words, icon="save", action=cancel, then=stop, milliseconds=_UNTIL_TOLD
            )

    def _kept(self) -> None:
        if self._share_told >= 0:
            self._toast.dismiss()
        self._share_told = -1
        self._backing_up.invalidate()

    def _refused(self, sentence: str) -> None:
        words = self._refusal = self.tr("{reason} Nothing was changed.").format(reason=sentence)
        self._error_bar.show_error(words, [("without-backup", self.tr("Change without a backup"))])

    def _refusal_over(self) -> None:
        """Another change was begun: what the bar offers is not to be had any more."""
        if self._error_bar.message == self._refusal:
            self._error_bar.hide()

    def say_it_waits(self) -> None:
        """A change was begun while another waits for its backup, or is being made."""
        self.tell(self.tr("This is done as soon as the change before it is made"), "info")

    def _dropped(self) -> None:
        self.trouble(
            self.tr(
                "A change that waited was not made, as the library was to be restored. Make the "
                "change again."
            )
        )

    def say_closing_waits(self) -> None:
        """The window was to close while a change is not made yet."""
        self._closing = True
        self.tell(
            self.tr("Galley closes once your last change is made · close again to drop it"), "info"
        )

    def _undone(self, label: str, redo: bool) -> None:
        self._toast.show_message(undone_sentence(label, redo=redo), icon="undo-2")

    def _deleted(self, count: int) -> None:
        message = self.tr("Mark deleted") if count == 1 else self.tr("{count} marks deleted")
        self.offer_undo(message.format(count=count), "trash-2")

    def _several_changed(self, label: str, count: int) -> None:
        patterns = {
            "Kind changed": self.tr("Kind of {count} marks changed"),
            "Check changed": self.tr("Check of {count} marks changed"),
            "Tags changed": self.tr("Tags of {count} marks changed"),
        }
        self.offer_undo(patterns[label].format(count=count), "check")

    def _changed_elsewhere(self, label: str, count: int, headline: str) -> None:
        patterns = {
            "Kind changed": self.tr("Kind of {count} marks changed in “{headline}”"),
            "Check changed": self.tr("Check of {count} marks changed in “{headline}”"),
            "Tags changed": self.tr("Tags of {count} marks changed in “{headline}”"),
        }
        deleted = self.tr("{count} marks deleted in “{headline}”")
        message = patterns.get(label, deleted).format(count=count, headline=headline)
        self.tell(message, "check" if label in patterns else "trash-2")

    def _picture_changed(self, change_set: ChangeSet) -> None:
        article, words = self._model.article, label_words(change_set.label)
        if article is not None and article.id == change_set.article_id:
            self.offer_undo(words, "check")
        else:  # opened while the picture was read: Undo would take back something of that one
            self.tell(words, "check")

    def tell(self, message: str, icon: str) -> None:
        """Say something that needs no answer."""
        self._toast.show_message(message, icon=icon)

    def offer_undo(self, message: str, icon: str) -> None:
        """Say what was done, and offer to take it back."""
        undo = self.tr("Undo")
        self._toast.show_message(message, icon=icon, action=undo, key=self.undo_key)

    def quotations_copied(self, count: int) -> None:
        """Say that marks went to the clipboard as quotations."""
        one, many = self.tr("Quotation copied"), self.tr("{count} quotations copied")
        message = one if count == 1 else many.format(count=count)
        self._toast.show_message(message, icon="copy")

    def copied(self) -> None:
        """Say that words went to the clipboard."""
        self._toast.show_message(self.tr("Words copied"), icon="copy")

    def printed(self, name: str) -> None:
        """Say that the article was printed to a file."""
        self._toast.show_message(self.tr("Printed to {name}").format(name=name), icon="check")
