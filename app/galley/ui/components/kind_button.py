"""An annotation's kind, with a menu to change it; knows no annotation."""

from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from galley.domain.annotation import Kind
from galley.ui.components.painted_button import PaintedButton, paint_plate
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.icons import icon
from galley.ui.theme.painting import paint_icon
from galley.ui.theme.tokens import KIND_ICONS
from galley.ui.theme.words import kind_name

__all__ = ["KindButton"]


class KindButton(PaintedButton):
    """The kind's name; pressing it opens a menu of all eight."""

    kind_chosen = Signal(object)  # Kind, when another one was chosen

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, "", parent, radius=5)
        self._kind = Kind.MARK
        self._zoom = 1.0
        self._menu: QMenu | None = None
        self.setAutoDefault(False)
        self.setToolTip(self.tr("Change the kind"))
        self.clicked.connect(self._open)
        self.set_kind(Kind.MARK)
        themes.changed.connect(self._say_again)

    def _say_again(self) -> None:
        self.set_kind(self._kind)

    @property
    def kind(self) -> Kind:
        """What it says."""
        return self._kind

    @property
    def kinds_menu(self) -> QMenu:
        """The kinds to choose from; made when first asked for."""
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.setAccessibleName(self.tr("Change the kind"))
            for kind in Kind:
                action = self._menu.addAction(kind_name(kind))
                action.setData(kind)
                action.triggered.connect(partial(self._choose, kind))
        return self._menu

    def set_kind(self, kind: Kind) -> None:
        """Say another kind; nothing is told of it."""
        self._kind = kind
        self.setText(kind_name(kind))
        self.setAccessibleName(self.tr("Kind: {name}").format(name=kind_name(kind)))
        self.updateGeometry()
        self.update()

    def set_zoom(self, zoom: float) -> None:
        """Set the name at ``zoom`` times its size."""
        self._zoom = zoom
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The name and a chevron."""
        words = QFontMetricsF(inter(12 * self._zoom, 600)).horizontalAdvance(self.text())
        return QSize(round(words) + 30, max(24, round(20 * self._zoom)))

    def paint_face(self, painter: QPainter) -> None:
        """Paint the name in its kind's colour, then the chevron."""
        theme, middle = self.theme, self.height() / 2
        if self.hover > 0:
            soft = QColor(theme.hover)
            soft.setAlphaF(self.hover)
            paint_plate(painter, QRectF(self.rect()), 5, soft, None)
        font = inter(12 * self._zoom, 600)
        words = QFontMetricsF(font).horizontalAdvance(self.text())
        painter.setFont(font)
        painter.setPen(QColor(theme.kinds[self._kind].label))
        line = QRectF(4, 0, words + 2, self.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self.text())
        chevron = QRectF(words + 10, middle - 7, 14, 14)
        paint_icon(painter, "chevron-down", theme.ink2, chevron)

    def _open(self) -> None:
        colours = self.theme.kinds
        for action in self.kinds_menu.actions():
            kind = Kind(action.data())
            action.setText(kind_name(kind).replace("&", "&&"))
            action.setIcon(icon(KIND_ICONS[kind], colours[kind].label, 16))
        self.kinds_menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _choose(self, kind: Kind) -> None:
        if kind is not self._kind:
            self.set_kind(kind)
            self.kind_chosen.emit(kind)
