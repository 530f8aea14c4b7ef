"""The card in which one annotation is written and checked; knows no service and saves nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from galley.domain.annotation import Annotation, CheckStatus, Kind
from galley.services.saving import SaveState
from galley.ui.components.buttons import IconButton, PrimaryButton
from galley.ui.components.icon_field import IconField
from galley.ui.components.kind_button import KindButton
from galley.ui.components.markdown_field import MarkdownField
from galley.ui.components.status_buttons import StatusButtons
from galley.ui.components.tag_field import TagField
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter
from galley.ui.theme.painting import paint_icon, paint_number_badge, paint_shadow
from galley.ui.theme.words import kind_name, status_name

__all__ = ["NoteEditor"]

_SHADOW = 24  # room around the card for its shadow
_RADIUS = 10
_EDGE = 3.5
_SIDE = 16
_BADGE = 18
_FOOT = 36


class NoteEditor(QWidget):
    """One annotation's card, opened in the margin rail.

    It tells each change as it is made and is told what became of it; it never waits for an
    answer. Changes that come back from its own telling need not be shown to it again.
    """

    note_changed = Signal(str)  # Markdown, on every keystroke
    kind_chosen = Signal(object)  # Kind
    status_chosen = Signal(object)  # CheckStatus
    tags_changed = Signal(object)  # tuple[str, ...]
    speaker_changed = Signal(str)  # on every keystroke
    evidence_changed = Signal(str)  # on every keystroke
    sensitive_changed = Signal(bool)
    delete_wanted = Signal()
    done = Signal()
    height_changed = Signal(int)  # the card's height in px

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._annotation: Annotation | None = None
        self._number = 0
        self._zoom = 1.0
        self._saved = SaveState.SAVED
        self._kind_button = KindButton(themes, self)
        self._kind_button.kind_chosen.connect(self._choose_kind)
        self._sensitive = IconButton(
            themes,
            "eye-off",
            self.tr("Keep out of reports"),
            self,
            checkable=True,
            side=26,
            icon_size=16,
        )
        self._sensitive.clicked.connect(self.sensitive_changed)
        self._delete = IconButton(themes, "trash-2", self.tr("Delete"), self, side=26, icon_size=16)
        self._delete.clicked.connect(self.delete_wanted)
        self._field = MarkdownField(themes, self)
        self._check_label = QLabel(self.tr("Check"), self)
        self._status_label = QLabel(self)
        self._statuses = StatusButtons(themes, self)
        self._evidence = IconField(themes, "link", self.tr("Evidence"), self)
        self._speaker = IconField(themes, "user-round", self.tr("Speaker"), self)
        self._tags = TagField(themes, self)
        self._saved_label = QLabel(self)
        self._escape_label = QLabel(self.tr("Esc"), self)
        self._done = PrimaryButton(themes, self.tr("Done"), self, height=28)
        self._done.clicked.connect(self.done)
        self._lay_out()
        self._connect()
        self.set_zoom(1.0)
        self.set_saved_state(SaveState.SAVED)
        themes.changed.connect(self._recolour)

    @property
    def annotation_id(self) -> str | None:
        """Whose card it is, or None before the first."""
        return self._annotation.id if self._annotation is not None else None

    @property
    def field(self) -> MarkdownField:
        """The note's field."""
        return self._field

    @property
    def statuses(self) -> StatusButtons:
        """The five status buttons."""
        return self._statuses

    @property
    def tags(self) -> TagField:
        """The tags."""
        return self._tags

    @property
    def speaker(self) -> QLineEdit:
        """The speaker's field."""
        return self._speaker

    @property
    def evidence(self) -> QLineEdit:
        """The field for what the check rests on; hidden while nothing was checked."""
        return self._evidence

    @property
    def sensitive(self) -> IconButton:
        """Whether the annotation stays out of reports."""
        return self._sensitive

    @property
    def kind_button(self) -> KindButton:
        """The kind's name, with its menu."""
        return self._kind_button

    def set_annotation(self, annotation: Annotation, number: int) -> None:
        """Show an annotation, or the same one as it has become.

        Args:
            annotation: What to show. Nothing is told of it.
            number: Its number on the page, from 1; 0 for one that is not on the page.
        """
        self._annotation = annotation
        self._number = number
        self._kind_button.set_kind(annotation.kind)
        self._field.set_text(annotation.note)
        self._show_status(annotation.check.status)
        self._tags.set_tags(annotation.tags)
        self._sensitive.setChecked(annotation.sensitive)
        if self._evidence.text() != annotation.check.evidence:
            self._evidence.setText(annotation.check.evidence)
        if self._speaker.text() != annotation.speaker:
            self._speaker.setText(annotation.speaker)
        name = self.tr("Note {number}, {kind}") if number else self.tr("Note, {kind}")
        self.setAccessibleName(name.format(number=number, kind=kind_name(annotation.kind)))
        self._refit()
        self.update()

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """Offer these while a tag is typed."""
        self._tags.set_known_tags(tags)

    def set_saved_state(self, state: SaveState) -> None:
        """Say at the foot whether what was typed is kept: saved, saving or failed."""
        self._saved = state
        words = {
            SaveState.SAVED: self.tr("Saved"),
            SaveState.SAVING: self.tr("Saving…"),
            SaveState.FAILED: self.tr("Not saved"),
        }[self._saved]
        if self._saved is SaveState.FAILED and self._saved_label.text() != words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self._saved_label.setText(words)
        self._recolour()

    def set_zoom(self, zoom: float) -> None:
        """Set its words at ``zoom`` times their size; 1.0 is 100 %."""
        self._zoom = zoom
        self._kind_button.set_zoom(zoom)
        self._head.setContentsMargins(_SIDE + round(self._badge()) + 4, 0, _SIDE - 6, 0)
        self._field.set_zoom(zoom)
        self._tags.set_zoom(zoom)
        self._speaker.set_zoom(zoom)
        self._evidence.set_zoom(zoom)
        self._check_label.setFont(inter(12 * zoom, 600))
        self._status_label.setFont(inter(12 * zoom, 600))
        self._saved_label.setFont(inter(12 * zoom))
        self._escape_label.setFont(inter(12 * zoom))
        self._refit()

    def place(self, left: int, top: int, width: int) -> None:
        """Put the card's corner at a point of the parent and give it a width, all in px."""
        self.setGeometry(left - _SHADOW, top - _SHADOW, width + 2 * _SHADOW, self.height())
        self._refit()

    def card(self) -> QRect:
        """The visible card's place in the parent."""
        return self.geometry().adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)

    def focus_note(self) -> None:
        """Put the cursor at the end of the note."""
        cursor = self._field.source.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self._field.source.setTextCursor(cursor)
        self._field.source.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_tags(self) -> None:
        """Open the line for a new tag."""
        self._tags.start_adding()

    def focus_statuses(self) -> None:
        """Go to the current status's button."""
        self._statuses.focus_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on an Escape that nothing inside has used."""
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep a press on the card; let one on the shadow through to what lies under it."""
        event.setAccepted(self._card().contains(event.position()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._refit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint shadow, card, coloured edge, number and the line above the foot."""
        theme, card = self._themes.theme, self._card()
        kind = self._kind_button.kind
        rule = QColor(theme.kinds[kind].rule)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shadow(painter, card, _RADIUS, theme)
        shape = QPainterPath()
        shape.addRoundedRect(card, _RADIUS, _RADIUS)
        painter.fillPath(shape, QColor(theme.card))
        edge = QPainterPath()
        edge.addRect(QRectF(card.left(), card.top(), _EDGE, card.height()))
        painter.fillPath(shape.intersected(edge), rule)
        foot = card.bottom() - _FOOT
        painter.fillRect(QRectF(card.left() + _EDGE, foot, card.width() - _EDGE, 1), theme.hair)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(rule, 1.25))
        inner = card.adjusted(0.625, 0.625, -0.625, -0.625)
        painter.drawRoundedRect(inner, _RADIUS - 0.6, _RADIUS - 0.6)
        badge = self._badge()
        middle = self._kind_button.geometry().center().y() + 0.5
        place = QRectF(card.left() + _SIDE, middle - badge / 2, badge, badge)
        if self._number:
            paint_number_badge(painter, place, self._number, kind, theme)
        else:
            paint_icon(painter, "unlink", theme.kinds[kind].label, place)

    def _badge(self) -> float:
        """The side of the number's circle, in px."""
        return _BADGE * max(1.0, self._zoom)

    def _card(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_SHADOW, _SHADOW + 10, _SHADOW, _SHADOW)
        self._column.setSpacing(0)
        self._head, check, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head = self._head
        head.addWidget(self._kind_button)
        head.addStretch(1)
        head.addWidget(self._sensitive)
        head.addWidget(self._delete)
        check.addWidget(self._check_label)
        check.addStretch(1)
        check.addWidget(self._status_label)
        foot.setSpacing(10)
        foot.addWidget(self._saved_label, 1)
        foot.addWidget(self._escape_label)
        foot.addWidget(self._done)
        for row, margins, gap in (
            (head, (_SIDE + _BADGE + 4, 0, _SIDE - 6, 0), 9),
            (_row(self._field), (_SIDE, 0, _SIDE, 0), 12),
            (check, (_SIDE, 0, _SIDE, 0), 5),
            (_row(self._statuses), (_SIDE, 0, _SIDE, 0), 10),
            (_row(self._evidence), (_SIDE, 0, _SIDE, 8), 0),
            (_row(self._speaker), (_SIDE, 0, _SIDE, 0), 8),
            (_row(self._tags), (_SIDE, 0, _SIDE - 6, 0), 9),
            (foot, (_SIDE, 4, 8, 4), 0),
        ):
            row.setContentsMargins(*margins)
            self._column.addLayout(row)
            self._column.addSpacing(gap)

    def _connect(self) -> None:
        self._field.text_changed.connect(self.note_changed)
        self._field.done.connect(self.done)
        self._field.height_changed.connect(self._refit)
        self._statuses.chosen.connect(self._choose_status)
        self._speaker.textEdited.connect(self.speaker_changed)
        self._evidence.textEdited.connect(self.evidence_changed)
        self._tags.tags_changed.connect(self.tags_changed)
        self._tags.height_changed.connect(self._refit)

    def _choose_kind(self, kind: Kind) -> None:
        self.update()
        self.kind_chosen.emit(kind)

    def _choose_status(self, status: CheckStatus) -> None:
        self._show_status(status)
        self.status_chosen.emit(status)

    def _show_status(self, status: CheckStatus) -> None:
        self._statuses.set_current(status)
        # Asked for once there is an outcome that rests on something.
        wanted = status is not CheckStatus.UNCHECKED or bool(self._evidence.text())
        if wanted == self._evidence.isHidden():
            self._evidence.setVisible(wanted)
            self._refit()
        self._status_label.setText(status_name(status))
        self._recolour()

    def _refit(self) -> None:
        """Be as high as the contents want at this width."""
        self._column.invalidate()
        self._column.activate()  # or the rows inside answer from their caches
        height = self._column.totalHeightForWidth(self.width())
        if height < 0:
            height = self._column.totalSizeHint().height()
        if height != self.height():
            self.resize(self.width(), height)
            self.height_changed.emit(height - 2 * _SHADOW)

    def _recolour(self) -> None:
        theme = self._themes.theme
        wrong = theme.statuses[CheckStatus.WRONG].text
        for label, colour in (
            (self._check_label, theme.muted),
            (self._status_label, theme.statuses[self._statuses.current].text),
            (self._saved_label, wrong if self._saved is SaveState.FAILED else theme.muted),
            (self._escape_label, theme.muted),
        ):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), QColor(colour))
            label.setPalette(palette)
        self.update()


def _row(widget: QWidget) -> QHBoxLayout:
    """A line of the card that holds one widget."""
    row = QHBoxLayout()
    row.addWidget(widget)
    return row
