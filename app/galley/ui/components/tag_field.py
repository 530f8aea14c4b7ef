"""Tags as chips, with a way to add and remove them; knows no annotation and no library."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QWidget

from galley.ui.components.buttons import LinkButton
from galley.ui.components.chips import TagChip
from galley.ui.components.flow import FlowLayout
from galley.ui.components.focus_wishes import set_focus_radius
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["TagField", "as_tag"]

_HEIGHT = 24


def as_tag(words: str) -> str:
    """What a person typed, as a tag: no ``#`` before it, no comma, single spaces; may be empty."""
    return " ".join(words.replace(",", " ").strip().lstrip("#").split())


class _NewTag(QLineEdit):
    """The line in which a tag is typed: Enter or a comma adds it, and Escape what is there."""

    entered = Signal(str)
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add; an Escape keeps what was typed, as leaving does, and goes no further."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text().strip():
                self.entered.emit(self.text())
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma):
            self.entered.emit(self.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed when the focus leaves, unless its own list of tags took it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.entered.emit(self.text())

    def sizeHint(self) -> QSize:
        """Room for one tag."""
        return QSize(110, _HEIGHT)


class TagField(QWidget):
    """A line or more of tags, then *Add…*; *Add tag…* where there is none yet."""

    tags_changed = Signal(object)  # tuple[str, ...]
    height_changed = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._tags: tuple[str, ...] = ()
        self._chips: list[TagChip] = []
        self._known = QStringListModel(self)
        self._zoom = 1.0
        self._flow = FlowLayout(self)
        self._first = QWidget(self)  # keeps the chips' place among the window's tab stops
        self._first.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._first.hide()
        self._add = LinkButton(
            themes, self.tr("Add tag…"), self, size=11.5, weight=400, tone="muted"
        )
        self._add.setAccessibleName(self.tr("Add a tag"))
        self._add.setToolTip(self.tr("Add a tag"))
        self._add.clicked.connect(self.start_adding)
        self._line = _NewTag(self)
        self._line.setAccessibleName(self.tr("New tag"))
        self._line.setPlaceholderText(self.tr("New tag"))
        self._line.setStyleSheet("padding: 0 6px; border-radius: 12px;")
        self._line.setFont(inter(11.5))
        self._line.setFixedHeight(_HEIGHT)
        set_focus_radius(self._line, _HEIGHT / 2)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._line.setCompleter(completer)
        self._line.entered.connect(self._enter)
        self._line.given_up.connect(self._stop_adding)
        self._line.hide()
        self._flow.addWidget(self._add)
        self._flow.addWidget(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, in the order they were added."""
        return self._tags

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show other tags; nothing is told of it."""
        if tuple(tags) != self._tags:
            self._tags = tuple(tags)
            self._fill()

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """Offer these while a tag is typed."""
        self._known.setStringList(list(tags))

    def set_zoom(self, zoom: float) -> None:
        """Set the words at ``zoom`` times their size."""
        self._zoom = zoom
        self._line.setFont(inter(11.5 * zoom))
        self._line.setFixedHeight(round(_HEIGHT * zoom))
        self._fill()

    def start_adding(self) -> None:
        """Open the line for a new tag and put the cursor in it."""
        self._add.hide()
        self._line.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._resettle()

    def _enter(self, words: str) -> None:
        tag = as_tag(words)
        known = {known.casefold() for known in self._tags}
        again = self._line.hasFocus() and bool(tag)
        self._stop_adding()
        if tag and tag.casefold() not in known:
            self._tags = (*self._tags, tag)
            self._fill()
            self.tags_changed.emit(self._tags)
        if again:
            self.start_adding()

    def _stop_adding(self) -> None:
        focused = self._line.hasFocus()
        self._line.blockSignals(True)
        self._line.clear()
        self._line.hide()
        self._line.blockSignals(False)
        self._add.show()
        if focused:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._resettle()

    def _remove(self, tag: str) -> None:
        self._tags = tuple(kept for kept in self._tags if kept != tag)
        self._fill()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tags_changed.emit(self._tags)

    def _fill(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for tag in self._tags:
            chip = TagChip(self._themes, tag, self, zoom=self._zoom, height=_HEIGHT)
            chip.removed.connect(self._remove)
            self._flow.addWidget(chip)
            chip.show()
            self._chips.append(chip)
        self._add.setText(self.tr("Add…") if self._tags else self.tr("Add tag…"))
        for last in (self._add, self._line):
            self._flow.move_to_end(last)
        before = self._first
        for widget in (*self._chips, self._add, self._line):
            self.setTabOrder(before, widget)
            before = widget
        self._resettle()

    def _resettle(self) -> None:
        self._flow.invalidate()
        self.updateGeometry()
        self.height_changed.emit()
