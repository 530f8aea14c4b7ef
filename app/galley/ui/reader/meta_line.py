"""The line under the headline: where the article came from, and what the capture lacks."""

import math
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from galley.domain.article import Article, Version, Zone
from galley.ui.components.buttons import LinkButton
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter

__all__ = ["MetaLine", "when"]

_WORDS_A_MINUTE = 200
_HOURS_FROM = 120  # minutes
_HOURS_FROM = 120  # minutes


def _tr(text: str) -> str:
    return QCoreApplication.translate("MetaLine", text)


def when(moment: datetime, now: datetime) -> str:
    """A moment as a person says it: ``today, 14:02``, or the date."""
    local, today = moment.astimezone(), now.astimezone().date()
    clock = local.strftime("%H:%M")
    if local.date() == today:
        return _tr("today, {time}").format(time=clock)
    date = QLocale().toString(QDate(local.year, local.month, local.day), "d MMM yyyy")
    return _tr("{date}, {time}").format(date=date, time=clock)


def _source_name(version: Version) -> str:
    names = {
        "text-capture": _tr("Text capture"),
        "web-page": _tr("Web page"),
        "mhtml": _tr("Saved page"),
        "markdown": _tr("Markdown file"),
        "pdf": _tr("PDF file"),
        "word": _tr("Word file"),
        "epub": _tr("EPUB file"),
    }
    importer, _slash, _number = version.importer.partition("/")
    return names.get(importer, _tr("Capture"))


class _Shortened(QLabel):
    """Words that give way to what stands beside them, and say with a sign that they do."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is not shown is in the tooltip."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._shown() != self.text() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._shown())

    def _shown(self) -> str:
        metrics = self.fontMetrics()
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())


class MetaLine(QWidget):
    """Text capture · imported today, 14:02 · 3 min read — and what is missing, with one action.

    Where an article has several versions it says which one is shown, and leads back to the one
    that is read.

    Attributes:
        add_wanted: Byline and date are to be added.
        versions_wanted: The versions are to be listed.
        version_wanted: A version is to be shown: its id.
    """

    add_wanted = Signal()
    versions_wanted = Signal()
    version_wanted = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._origin = _Shortened(self)
        self._origin.setMinimumWidth(1)
        self._missing = QLabel(self)
        least = QSizePolicy.Policy.Minimum  # what is missing is not cut off
        self._missing.setSizePolicy(least, QSizePolicy.Policy.Preferred)
        self._add = LinkButton(themes, self.tr("Add…"), self)
        self._add.setAccessibleName(self.tr("Add byline and date"))
        self._add.clicked.connect(self.add_wanted)
        self._read_id = ""
        self._versions = LinkButton(themes, "")
        self._versions.clicked.connect(self.versions_wanted)
        self._other = QLabel()
        self._back = LinkButton(themes, "", self)
        self._back.clicked.connect(lambda: self.version_wanted.emit(self._read_id))
        for label in (self._origin, self._missing, self._other):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._other.setForegroundRole(QPalette.ColorRole.WindowText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        which = QHBoxLayout()  # a gap only where there is something in it
        which.setSpacing(10)
        for widget in (self._versions, self._other):
            which.addWidget(widget)
        self._which = QWidget(self)
        self._which.setLayout(which)
        which.setContentsMargins(0, 0, 10, 0)
        row.addWidget(self._which)
        row.addWidget(self._origin)
        row.addSpacing(10)
        row.addWidget(self._back)
        row.addSpacing(4)
        row.addWidget(self._missing)
        row.addSpacing(6)
        row.addWidget(self._add)
        row.addStretch(1)

    def set_scale(self, scale: float) -> None:
        """Follow the text zoom."""
        for label in (self._origin, self._missing):
            label.setFont(inter(12.5 * scale))
        self._other.setFont(inter(12.5 * scale, 600))
        for link in (self._add, self._versions, self._back):
            link.set_zoom(scale)

    def show_article(self, article: Article, version: Version, now: datetime) -> None:
        """Say where this capture came from and what it lacks.

        Args:
            article: With what a person added.
            version: The capture that is read.
            now: The time, in UTC.
        """
        imported = when(version.capture.captured_at, now)
        parts = [
            _source_name(version),
            self.tr("imported {when}").format(when=imported),
            self._reading_time(version.word_count),
        ]
        is_read = version.id == article.version_id
        self._show_version(article, version)
        if article.later_versions:  # its number says more than what it was made from
            del parts[0]
        if not is_read:  # room for the way back
            del parts[1:]
        added = self._added(article, version) if is_read else []
        self._origin.setText(" · ".join(added + parts))
        missing = self._missing_fields(article, version) if is_read else ""
        self._missing.setText(missing)
        self._missing.setVisible(bool(missing))
        self._add.setVisible(bool(missing))

    def _reading_time(self, words: int) -> str:
        minutes = max(1, math.ceil(words / _WORDS_A_MINUTE))
        if minutes < _HOURS_FROM:
            return self.tr("{minutes} min read").format(minutes=minutes)
        return self.tr("{hours} h read").format(hours=round(minutes / 60))

    def _show_version(self, article: Article, version: Version) -> None:
        """Which version it is, if there are several, and whether it is the one that is read."""
        self._read_id = article.version_id
        self._versions.setText(self.tr("Version {number}").format(number=version.number))
        self._versions.setAccessibleName(self.tr("Versions of the article"))
        self._which.setVisible(bool(article.later_versions))
        is_other = version.id != article.version_id
        ids = ("", *article.later_versions)
        newer = is_other and _index(ids, version.id) > _index(ids, article.version_id)
        self._other.setText(self.tr("Newer capture") if newer else self.tr("Older capture"))
        self._back.setText(self.tr("Back to the one you read"))
        for widget in (self._other, self._back):
            widget.setVisible(is_other)

    def _added(self, article: Article, version: Version) -> list[str]:
        """What a person supplied and the page does not show."""
        shown, captured = article.metadata, version.metadata
        added = []
        if shown.authors and shown.authors != captured.authors:
            added.append(", ".join(shown.authors))
        if shown.published and shown.published != captured.published:
            added.append(shown.published)
        return added

    def _missing_fields(self, article: Article, version: Version) -> str:
        """What is neither known nor shown: words that were captured are not said to be missing."""
        shown = {block.zone for block in version.blocks}
        byline = bool(article.metadata.authors) or Zone.BYLINE in shown
        date = bool(article.metadata.published) or Zone.DATE in shown
        if not byline and not date:
            return self.tr("Byline and date not captured")
        if not byline:
            return self.tr("Byline not captured")
        return "" if date else self.tr("Date not captured")


def _index(ids: tuple[str, ...], version_id: str) -> int:
    """Where a version stands among those in use; the first one's id is not among them."""
    return ids.index(version_id) if version_id in ids else 0
