"""From the Export button to a report on disk: options, preview, file name, result."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication

from galley.domain.errors import GalleyError
from galley.domain.note_links import LinkEnd, LinkTarget, find_links
from galley.domain.report import ReportOptions
from galley.services.desk import OpenArticle
from galley.services.links.linking import link_ends
from galley.services.outgoing.exporting import (
    ExportResult,
    Format,
    default_file_name,
    export_report,
    make_report,
    render_report,
)
from galley.ui.dialogs.export_dialog import ExportDialog
from galley.ui.dialogs.export_preview import PreviewedReport
from galley.ui.file_dialogs import ask_save
from galley.ui.model.app_model import AppModel
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from galley.ui.window.chrome import Chrome
    from galley.ui.window.main_window import MainWindow

__all__ = ["open_export"]

Linked = Mapping[LinkTarget, LinkEnd]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportFlow", text)


def open_export(
    chrome: "Chrome",
    window: "MainWindow",
    themes: ThemeSource,
    model: AppModel,
    opened: OpenArticle,
    now: Callable[[], datetime],
) -> None:
    """Open the export dialog over the window, as soon as it is known what notes link to."""

    def show(linked: Linked) -> None:
        _ExportFlow(chrome, window, themes, model, opened, linked, now).open()

    if any(find_links(mark.note) for mark in opened.annotations):
        model.ask(lambda library: link_ends(library, opened.annotations), show)
    else:
        show({})


class _ExportFlow(QObject):
    """One visit to the dialog; goes with it, or once the report that was wanted is written."""

    def __init__(
        self,
        chrome: "Chrome",
        window: "MainWindow",
        themes: ThemeSource,
        model: AppModel,
        opened: OpenArticle,
        linked: Linked,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._chrome, self._model, self._opened, self._now = chrome, model, opened, now
        self._linked = linked
        self._window = window
        self._dialog = ExportDialog(
            themes, self._preview, opened.annotations, self._file_name, window
        )
        self._dialog.save_requested.connect(self._save)
        self._dialog.copy_requested.connect(self._copy)
        self._writing = False
        self._dialog.finished.connect(self._go)

    def open(self) -> None:
        """Show the dialog."""
        self._dialog.open()

    def _file_name(self, target: Format) -> str:
        return default_file_name(self._opened.article, target)

    def _preview(self, options: ReportOptions, target: Format) -> PreviewedReport:
        opened = self._opened
        report = make_report(
            opened.article,
            opened.version,
            opened.annotations,
            options,
            now=self._now(),
            linked=self._linked,
        )
        text = render_report(report, target).decode("utf-8")
        return PreviewedReport(text, report.counts.annotations)

    def _copy(self, options: ReportOptions, target: Format) -> None:
        try:
            report = self._preview(options, target)
        except GalleyError as error:
            self._chrome.error_bar.show_error(str(error))
            return
        QGuiApplication.clipboard().setText(report.text)
        self._chrome.toast.show_message(_tr("Report copied"), icon="copy")
        self._dialog.accept()

    def _save(self, options: ReportOptions, target: Format) -> None:
        path = ask_save(
            self._window,
            self._dialog,
            _tr("Export report"),
            self._file_name(target),
            f"{target.title} (*{target.suffix})",
        )
        if path is None:
            return
        opened, linked, now = self._opened, self._linked, self._now()
        self._writing = True
        task = self._model.work(
            lambda job: export_report(
                opened.article,
                opened.version,
                opened.annotations,
                options,
                target,
                path,
                now=now,
                linked=linked,
                job=job,
            ),
            self._saved,
        )
        for ended in (task.succeeded, task.failed, task.cancelled):
            ended.connect(self.deleteLater)
        self._dialog.accept()

    def _go(self) -> None:
        if not self._writing:
            self.deleteLater()

    def _saved(self, result: ExportResult) -> None:
        message = _tr("Report saved as {name}").format(name=result.path.name)
        if result.left_home == 1:
            message += _tr(" · 1 sensitive mark stayed out")
        elif result.left_home:
            message += _tr(" · {count} sensitive marks stayed out").format(count=result.left_home)
        self._chrome.toast.show_message(message, icon="check")
