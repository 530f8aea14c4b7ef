"""Asks for files and folders, beginning where the person was last. Reads and writes none."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

__all__ = ["FolderMemory", "ask_files", "ask_folder", "ask_open", "ask_save", "first_folder"]


class FolderMemory(Protocol):
    """What knows the last folder: the window, which keeps it in the settings."""

    @property
    def folder(self) -> str:
        """The folder that was last used; "" for none."""

    def remember_folder(self, folder: str) -> None:
        """Begin there the next time."""


def first_folder(memory: FolderMemory) -> str:
    """Where a dialog begins: the last folder if it is still there, else Documents, else home."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    for folder in (memory.folder, documents):
        if folder and Path(folder).is_dir():
            return folder
    return str(Path.home())


def ask_files(memory: FolderMemory, parent: QWidget, title: str) -> list[Path]:
    """Ask for files; none if the person thought better of it."""
    names, _filter = QFileDialog.getOpenFileNames(parent, title, first_folder(memory))
    return [_remembered(memory, name) for name in names]


def ask_open(memory: FolderMemory, parent: QWidget, title: str, patterns: str) -> Path | None:
    """Ask for one file of certain kinds; None if the person thought better of it."""
    name, _filter = QFileDialog.getOpenFileName(parent, title, first_folder(memory), patterns)
    return _remembered(memory, name) if name else None


def ask_folder(memory: FolderMemory, parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; None if the person thought better of it."""
    name = QFileDialog.getExistingDirectory(parent, title, first_folder(memory))
    if not name:
        return None
    memory.remember_folder(name)
    return Path(name)


def ask_save(
    memory: FolderMemory,
    parent: QWidget,
    title: str,
    file_name: str,
    patterns: str = "",
    *,
    replaces: bool = True,
) -> Path | None:
    """Ask where to save; None if the person thought better of it.

    Args:
        memory: Knows the last folder.
        parent: What the dialog stands over.
        title: Of the dialog.
        file_name: What is proposed, without a folder.
        patterns: Which files are shown, as Qt writes it; "" for all.
        replaces: A file that is there would be replaced, and the person is asked first.
    """
    begin = str(Path(first_folder(memory)) / file_name)
    if replaces:
        name, _filter = QFileDialog.getSaveFileName(parent, title, begin, patterns)
    else:
        option = QFileDialog.Option.DontConfirmOverwrite
        name, _filter = QFileDialog.getSaveFileName(parent, title, begin, patterns, options=option)
    return _remembered(memory, name) if name else None


def _remembered(memory: FolderMemory, name: str) -> Path:
    path = Path(name)
    memory.remember_folder(str(path.parent))
    return path
