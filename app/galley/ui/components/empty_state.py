"""What the reader shows before there is an article: one title, a place to drop one, three hints."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from galley.domain.annotation import Kind
from galley.ui.components.buttons import LinkButton, PrimaryButton, SecondaryButton
from galley.ui.components.droppable import may_be_capture
from galley.ui.components.keycap import Keycap
from galley.ui.components.tinted_label import TintedLabel
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, newsreader, source_serif
from galley.ui.theme.painting import paint_icon

__all__ = ["DropZone", "EmptyState"]

_ZONE_WIDTH, _ZONE_HEIGHT = 640, 196
_HINT_WIDTH = 260


def _words(themes: ThemeSource, token: str, font: QFont, text: str, parent: QWidget) -> QLabel:
    label = TintedLabel(themes, token, font, text, parent)
    label.setWordWrap(True)
    return label


class _Picture(QWidget):
    """An icon of the theme's colour, or one with colours of its own."""

    def __init__(
        self, themes: ThemeSource, name: str, side: int, parent: QWidget, tone: str = "ink2"
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._name = name
        self._tone = tone
        self.setFixedSize(side, side)
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint it."""
        colour: str = getattr(self._themes.theme, self._tone)
        painter = QPainter(self)
        paint_icon(painter, self._name, colour, QRectF(self.rect()))


class DropZone(QWidget):
    """A dashed place that takes dropped files and dropped text.

    Attributes:
        dropped: Something was dropped on it: the QMimeData.
    """

    dropped = Signal(object)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._over = False
        self.setAcceptDrops(True)
        self.setMinimumWidth(420)
        self.setMaximumWidth(_ZONE_WIDTH)
        self.setFixedHeight(_ZONE_HEIGHT)
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(_ZONE_WIDTH, _ZONE_HEIGHT)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and text, and show it."""
        if may_be_capture(event.mimeData()):
            event.acceptProposedAction()
            self.set_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        super().dragLeaveEvent(event)
        self.set_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        self.set_over(over=False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the ground and the dashed edge."""
        theme = self._themes.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.accent_soft if self._over else theme.surface))
        pen = QPen(QColor(theme.accent if self._over else theme.hair2), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([8 / 1.5, 4 / 1.5])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 14, 14)

    def set_over(self, *, over: bool) -> None:
        """Look as it does while something is held over it."""
        self._over = over
        self.update()


class _Hint(QWidget):
    """A coloured line, a key and what it does."""

    def __init__(
        self, themes: ThemeSource, kind: Kind, key: str, texts: tuple[str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._kind = kind
        self.setMaximumWidth(_HINT_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 0)
        column.setSpacing(0)
        column.addWidget(Keycap(themes, key, self, height=22))
        column.addSpacing(12)
        column.addWidget(_words(themes, "ink", inter(14, 600), texts[0], self))
        column.addSpacing(5)
        column.addWidget(_words(themes, "muted", inter(12.5), texts[1], self))
        column.addStretch(1)
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the line."""
        colour = QColor(self._themes.theme.kinds[self._kind].rule)
        QPainter(self).fillRect(0, 0, self.width(), 2, colour)


class EmptyState(QScrollArea):
    """The first thing a person sees. Everything on it leads to an article."""

    paste_wanted = Signal()
    file_wanted = Signal()
    sample_wanted = Signal()
    dropped = Signal(object)  # QMimeData

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        self.viewport().setAutoFillBackground(False)
        self._paste = PrimaryButton(
            themes, self.tr("Paste a page"), icon="clipboard-paste", height=36
        )
        self._choose = SecondaryButton(
            themes, self.tr("Choose file…"), icon="folder-open", height=36
        )
        self._sample = LinkButton(
            themes,
            self.tr("Open the sample article"),
            icon="book-open-text",
            icon_after="arrow-right",
            size=14,
            weight=600,
        )
        self._zone = self._make_zone(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(10)
        column.addWidget(_Picture(themes, "galley", 64, page), 0, centre)
        column.addSpacing(25)
        self._centred(column, self.tr("Read it closely"), newsreader(37), "ink")
        column.addSpacing(12)
        sentence = self.tr("Mark quotes and figures, check each one, and export a report.")
        self._centred(column, sentence, source_serif(18), "ink2")
        column.addSpacing(29)
        column.addWidget(self._zone, 0, centre)
        column.addSpacing(20)
        column.addWidget(self._sample, 0, centre)
        column.addSpacing(46)
        column.addLayout(self._make_hints(page))
        column.addStretch(11)
        self.setWidget(page)
        page.setAutoFillBackground(False)  # setWidget turned it on
        self._paste.clicked.connect(self.paste_wanted)
        self._choose.clicked.connect(self.file_wanted)
        self._sample.clicked.connect(self.sample_wanted)
        self._zone.dropped.connect(self.dropped)
        themes.changed.connect(self.viewport().update)

    @property
    def zone(self) -> DropZone:
        """The place to drop an article on."""
        return self._zone

    @property
    def paste_button(self) -> PrimaryButton:
        """“Paste a page”."""
        return self._paste

    @property
    def file_button(self) -> SecondaryButton:
        """“Choose file…”."""
        return self._choose

    @property
    def sample_button(self) -> LinkButton:
        """“Open the sample article”."""
        return self._sample

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the paper under everything."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._themes.theme.paper))

    def _centred(self, column: QVBoxLayout, text: str, font: QFont, tone: str) -> None:
        words = _words(self._themes, tone, font, text, self)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)

    def _make_zone(self, parent: QWidget) -> DropZone:
        zone = DropZone(self._themes, parent)
        column = QVBoxLayout(zone)
        column.setContentsMargins(24, 26, 24, 26)
        column.setSpacing(0)
        newspaper = _Picture(self._themes, "newspaper", 30, zone)
        column.addWidget(newspaper, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(11)
        self._centred(column, self.tr("Drop an article here"), source_serif(19, 600), "ink")
        column.addSpacing(3)
        kinds = self.tr("A text capture, saved web page, PDF or Word file")
        self._centred(column, kinds, inter(12.5), "muted")
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self._paste)
        row.addWidget(self._choose)
        row.addStretch(1)
        column.addLayout(row)
        return zone

    def _make_hints(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addStretch(1)
        for kind, key, texts in (
            (
                Kind.QUOTE,
                "1 – 5",
                (
                    self.tr("Select, then press a number"),
                    self.tr("Quote, statistic, name, claim or opinion."),
                ),
            ),
            (
                Kind.STATISTIC,
                "N",
                (
                    self.tr("Step through the facts"),
                    self.tr("Jump to the next one still unchecked."),
                ),
            ),
            (
                Kind.NAME_OR_DATE,
                "Ctrl E",
                (
                    self.tr("Export when ready"),
                    self.tr("Markdown first. Every quote stays exact."),
                ),
            ),
        ):
            row.addWidget(_Hint(self._themes, kind, key, texts, parent), 20)
        row.addStretch(1)
        return row
