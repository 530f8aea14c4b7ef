"""What to do with edits that could not be saved: try again, keep them elsewhere, or let them go."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

from galley.domain.errors import GalleyError
from galley.services.safety.rescue import write_rescue
from galley.ui.file_dialogs import ask_save
from galley.ui.model.app_model import AppModel

if TYPE_CHECKING:
    from galley.ui.window.main_window import MainWindow

__all__ = ["ask_before_closing", "save_elsewhere"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Unsaved", text)


def save_elsewhere(window: "MainWindow", model: AppModel) -> bool:
    """Ask for a file and write the unsaved edits to it; whether they are there now.

    Raises:
        GalleyError: They could not be written there either.
    """
    path = ask_save(
        window, window, _tr("Save elsewhere"), _tr("unsaved-edits.md"), _tr("Markdown (*.md)")
    )
    if path is None:
        return False
    write_rescue(path, model.unsaved)
    return True


def ask_before_closing(window: "MainWindow", model: AppModel) -> bool:
    """Ask what becomes of edits that are not on disk; whether the window may close now."""
    count = len(model.unsaved)
    question = QMessageBox(window)
    question.setIcon(QMessageBox.Icon.Warning)
    question.setWindowTitle(_tr("Galley"))
    question.setText(
        _tr("One edit is not saved.")
        if count == 1
        else _tr("{count} edits are not saved.").format(count=count)
    )
    question.setInformativeText(_tr("They are lost if the window closes now."))
    elsewhere = question.addButton(_tr("Save elsewhere…"), QMessageBox.ButtonRole.AcceptRole)
    stay = question.addButton(_tr("Stay"), QMessageBox.ButtonRole.RejectRole)
    away = question.addButton(_tr("Close and lose them"), QMessageBox.ButtonRole.DestructiveRole)
    question.setDefaultButton(elsewhere)
    question.setEscapeButton(stay)
    question.exec()
    clicked = question.clickedButton()
    if clicked is elsewhere:
        try:
            return save_elsewhere(window, model)
        except GalleyError as error:
            _say(window, str(error))
            return False
    return clicked is away


def _say(window: "MainWindow", sentence: str) -> None:
    """Tell a sentence as it is written: a file's name in it may look like markup."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_tr("Galley"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.exec()
