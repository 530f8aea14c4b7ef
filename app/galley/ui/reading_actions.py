"""What a person does with the page and the keyboard: commands, keys, full screen.

Everything it opens is imported when it is opened.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QSizeF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QWheelEvent
from PySide6.QtWidgets import QDialog

from galley.domain.article import BlockType, InlineStyle, Version, Zone
from galley.domain.errors import GalleyError
from galley.domain.links import host_of, openable
from galley.ui.components.focus_ring import FocusRing
from galley.ui.keys import Keys
from galley.ui.model.app_model import AppModel
from galley.ui.reader.page import Typography
from galley.ui.reader.page_links import PageLinks
from galley.ui.theme.current import ThemeSource

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from galley.ui.window.main_window import MainWindow

__all__ = ["ReadingActions"]

_PALETTE = QSize(560, 460)


class ReadingActions(QObject):
    """Joins the window with what lies over it for a moment.

    Attributes:
        printed: The article was printed to a file: the file's name.
    """

    printed = Signal(str)

    def __init__(
        self,
        window: "MainWindow",
        model: AppModel,
        themes: ThemeSource,
        plain_note: Callable[[str], str],
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._themes = window, model, themes
        self._plain_note = plain_note
        self._actions: Mapping[str, QAction] = {}
        self.keys: Keys | None = None
        self._printer: QPrinter | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What its actions do, by id."""
        there = self._model.following.do_once_there
        return {
            "palette": self._open_palette,
            "shortcuts": self._open_shortcuts,
            "fullscreen": self._toggle_full_screen,
            "typography": self._open_typography,
            "links": self._open_links,
            "region": self._begin_region,
            "photo": lambda: self._open_photo(-1),
            "outline": self._open_outline,
            "print": lambda: there(self._print),
            "print.preview": lambda: there(self._preview),
            "zoom.in": lambda: self._zoom(1),
            "zoom.out": lambda: self._zoom(-1),
            "zoom.reset": lambda: self._window.set_zoom(100),
        }

    def attach(self, actions: Mapping[str, QAction]) -> Keys:
        """Take the actions that were made, and give them a person's keys."""
        self._actions = actions
        self.keys = Keys(actions, self._window.settings().keys, self)
        self.keys.changed.connect(self._remember_keys)
        return self.keys

    def furnish(self) -> None:
        """The window has its panes: watch the page for links and photos."""
        reader = self._window.reader
        self.page_links = PageLinks(self._themes, reader, reader.view)
        self.page_links.link_wanted.connect(self.ask_about_link)
        self.page_links.photo_wanted.connect(self._open_photo)
        for text in (reader.view, reader.view.sidebar):
            text.viewport().installEventFilter(self)
        model = self._model
        for changed in (model.article_opened, model.article_closed, model.pictures_changed):
            changed.connect(lambda *_what: self._show_what_can_be_done())
        self._show_what_can_be_done()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and the wheel: the next size of text; Qt would enlarge the wrong font."""
        if isinstance(event, QWheelEvent) and event.type() == QEvent.Type.Wheel:
            turned = event.angleDelta().y()
            if event.modifiers() == Qt.KeyboardModifier.ControlModifier and turned:
                self._zoom(1 if turned > 0 else -1)
                return True
        return super().eventFilter(watched, event)

    def _show_what_can_be_done(self) -> None:
        opened = self._model.opened()
        for action_id in ("outline", "print", "print.preview"):
            self._actions[action_id].setEnabled(opened is not None)
        for action_id in ("photo", "region"):
            self._actions[action_id].setEnabled(opened is not None and bool(opened.pictures))
        self._actions["links"].setEnabled(opened is not None and bool(links_of(opened.version)))

    def ask_about_link(self, address: str) -> None:
        """Say where a link leads, and open it if that is wanted."""
        from galley.ui.dialogs.link_sheet import LinkSheet

        sheet = LinkSheet(self._themes, self._window, address)
        sheet.copy_wanted.connect(self._window.reader.selecting.copy_text)
        sheet.accepted.connect(lambda: self._open_outside(sheet.address))
        sheet.open()

    def _open_outside(self, address: str) -> None:
        """The last look at it, whatever was asked before."""
        allowed = openable(address)
        if not allowed or not QDesktopServices.openUrl(QUrl(allowed)):
            self._window.reader.trouble.emit(
                self.tr("The address could not be opened. Copy it and open it yourself.")
            )

    def _open_links(self) -> None:
        from galley.ui.components.command_list import CommandRow
        from galley.ui.dialogs.pick_sheet import PickSheet

        version = self._window.reader.view.version
        if version is None:
            return
        found = links_of(version)
        name, nothing = self.tr("Find a link"), self.tr("There is no such link in this article.")
        sheet = PickSheet(self._themes, self._window, _PALETTE, name, nothing)
        sheet.show_rows(
            [
                CommandRow(str(number), words, hint=host_of(address))
                for number, (words, address) in enumerate(found)
            ]
        )
        sheet.picked.connect(lambda number: self.ask_about_link(found[int(number)][1]))
        sheet.open()

    def _open_outline(self) -> None:
        from galley.ui.components.command_list import CommandRow
        from galley.ui.dialogs.pick_sheet import PickSheet

        view = self._window.reader.view
        if view.version is None:
            return
        headings = headings_of(view.version)
        name, nothing = self.tr("Find a heading"), self.tr("There is no such heading.")
        sheet = PickSheet(self._themes, self._window, _PALETTE, name, nothing)
        here = [offset for _level, _words, offset in headings if offset <= view.offset_at_top()]
        rows = [CommandRow(str(at), words, indent=level) for level, words, at in headings]
        sheet.show_rows(rows, str(here[-1]) if here else "")
        sheet.picked.connect(self._go_to)
        sheet.open()

    def _go_to(self, offset: str) -> None:
        view, start = self._window.reader.view, int(offset)
        if view.shows(start):
            view.verticalScrollBar().setValue(0)
            view.scroll_to_offset(start)
        else:  # in the page's own sidebar
            place = view.place_of(start, start + 1)
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + round(place.top()) - 24)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        FocusRing(dialog, self._themes)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print_and_tell(printer))
        QDialog.open(dialog)  # its own open() wants a slot by name

    def _print_and_tell(self, printer: "QPrinter") -> None:
        try:
            self._print_on(printer)
        except GalleyError as error:
            self._window.reader.trouble.emit(str(error))
            return
        if printer.outputFileName():
            self.printed.emit(Path(printer.outputFileName()).name)

    def _preview(self) -> None:
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

        # Kept here: the dialog does not own its printer.
        self._printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        dialog = QPrintPreviewDialog(self._printer, self._window)
        FocusRing(dialog, self._themes)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Print preview"))
        dialog.paintRequested.connect(self._print_on)
        dialog.resize(900, 760)
        dialog.open()

    def _print_on(self, printer: "QPrinter") -> None:
        from galley.ui.printing import PrintedArticle, print_article

        opened = self._model.opened()
        if opened is None:
            return
        photos = {
            figure: photo.image
            for figure, photo in self._window.reader.view.photos.items()
            if photo.image is not None
        }

        def make(paper: QSizeF) -> PrintedArticle:
            annotations = opened.annotations
            pictures = opened.article.assets_in(opened.version)
            return PrintedArticle(
                opened.version, annotations, photos, self._plain_note, paper, pictures
            )

        last = printer.toPage()
        pages = range(printer.fromPage() - 1, last) if last else None
        print_article(printer, make, pages)

    def _begin_region(self) -> None:
        """A rectangle for the arrow keys; the page must have them."""
        reader = self._window.reader
        reader.uncover()
        if reader.view.begin_region():
            reader.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            reader.view.setCursorWidth(0)

    def _open_photo(self, figure: int) -> None:
        from galley.ui.dialogs.photo_sheet import PhotoSheet, ShownPhoto

        version, opened = self._window.reader.view.version, self._model.opened()
        if version is None or opened is None or not opened.pictures:
            return
        name = self.tr("Photo")
        photos = [
            ShownPhoto(
                number,
                data,
                caption_of(version, number),
                version.figures[number].alt or name,
                self._window.reader.view.photo_marks.regions_of(number),
            )
            for number, data in opened.pictures
        ]
        try:
            sheet = PhotoSheet(self._themes, self._window, photos, figure)
        except GalleyError as error:
            self._window.reader.trouble.emit(str(error))
            return
        sheet.open()

    def _remember_keys(self) -> None:
        if self.keys is not None:
            changes = self.keys.changes
            self._window.remember(lambda settings: settings._replace(keys=changes))

    def _open_palette(self) -> None:
        from galley.ui.dialogs.pick_sheet import PickSheet
        from galley.ui.dialogs.shortcut_sheet import command_rows

        if self.keys is None:
            return
        name, nothing = self.tr("Find a command"), self.tr("No command is called that.")
        sheet = PickSheet(self._themes, self._window, _PALETTE, name, nothing)
        rows = command_rows(self._actions, self.keys)
        sheet.show_rows([row for row in rows if row.id != "palette"])
        sheet.picked.connect(self._run)
        sheet.open()

    def _run(self, action_id: str) -> None:
        # Once the sheet is gone: the action may open another, or look for the focus.
        QTimer.singleShot(0, self._window, self._actions[action_id].trigger)

    def _open_shortcuts(self) -> None:
        from galley.ui.dialogs.shortcut_sheet import ShortcutSheet

        if self.keys is not None:
            ShortcutSheet(self._themes, self._window, self._actions, self.keys).open()

    def _zoom(self, by: int) -> None:
        from galley.ui.window.look_menus import step_zoom

        self._window.set_zoom(step_zoom(self._window.zoom, by))

    def _open_typography(self) -> None:
        from galley.ui.window.typography_popover import TypographyPopover

        window = self._window
        under = window.chrome.toolbar.typography_button
        popover = TypographyPopover(self._themes, under, window.typography)

        def apply(typography: Typography) -> None:
            window.set_typography(typography)
            popover.show_page(window.reader.view.page)

        popover.typography_wanted.connect(apply)
        popover.show_page(window.reader.view.page)
        popover.open()

    def _toggle_full_screen(self) -> None:
        """The state is toggled, not set: leaving full screen gives back a maximised window."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)


def links_of(version: Version) -> list[tuple[str, str]]:
    """The links of a page that may be opened: their words and addresses, in reading order."""
    found = []
    for block in version.blocks:
        for span in block.spans:
            address = openable(span.href) if span.style is InlineStyle.LINK else ""
            if address:
                found.append((block.text[span.start : span.end], address))
    return found


def headings_of(version: Version) -> list[tuple[int, str, int]]:
    """The headings of a page: how deep each stands, its words, and its first code point."""
    found = []
    for start, block in zip(version.starts, version.blocks, strict=True):
        if block.zone in (Zone.HEADLINE, Zone.SIDEBAR_HEADING):
            found.append((0, block.text, start))
        elif block.zone is Zone.BODY and block.type is BlockType.HEADING:
            found.append((max(1, block.level - 1), block.text, start))
    return found


def caption_of(version: Version, figure: int) -> str:
    """What the page says under a photo: caption and credit."""
    words = [
        block.text
        for block in version.blocks
        if block.group == figure and block.zone in (Zone.CAPTION, Zone.CREDIT)
    ]
    return "\n".join(words)
