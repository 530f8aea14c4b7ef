"""The source check's head: how much there is, what is doubtful, what can be done with all of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from galley.domain.article import Article, Zone
from galley.services.corrections.source_check import SourceView
from galley.services.intake.reading_doubts import Doubt
from galley.ui.components.buttons import IconButton, SecondaryButton
from galley.ui.components.side_pane import QuietLabel
from galley.ui.components.tinted_label import TintedLabel
from galley.ui.source_check.doubt_line import DoubtLine
from galley.ui.source_check.words import carry_text, not_carried_text, sum_text
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import newsreader

__all__ = ["SourceCheckHead"]

_MARGIN = 24
_TITLE = 28


class SourceCheckHead(QWidget):
    """Above both sides.

    Attributes:
        carry: Makes the corrections of the capture before here too.
        reset: Reads the article as it was captured.
        details: Edits what is said of the article.
        close_button: Leads back to the article.
        doubt_line: Says what may have been read wrongly.
        hint: The keys of the side that has them.
    """

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = TintedLabel(themes, "ink", newsreader(_TITLE), self.tr("Check source"))
        self._sum = QuietLabel(themes, 12.5)
        self._not_carried = QuietLabel(themes, 12)
        self.hint = QuietLabel(themes, 12)
        self.doubt_line = DoubtLine(themes)
        self.details = SecondaryButton(themes, self.tr("Details…"), icon="pencil")
        self.carry = SecondaryButton(themes, "", icon="git-compare")
        self.reset = SecondaryButton(themes, self.tr("As captured"), icon="undo-2")
        self.close_button = IconButton(themes, "x", self.tr("Back to the article"))
        self._doubtful = self._of_capture = False  # what the line of keys is about
        self._lay_out()
        self.show_keys_of_blocks()

    def _lay_out(self) -> None:
        self.hint.setWordWrap(True)
        self._not_carried.setWordWrap(True)
        self._not_carried.hide()
        self.details.setToolTip(
            self.tr("Headline, publication, byline, date and address, and where each came from")
        )
        self.reset.setToolTip(self.tr("Read the article as it was captured, without corrections"))
        self.reset.hide()
        self.carry.setToolTip(self.tr("Make these here too, where their words stand"))
        self.carry.hide()
        title = QHBoxLayout()
        title.setSpacing(12)
        title.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBottom)
        self._sum.setContentsMargins(0, 0, 0, 5)
        title.addWidget(self._sum, 1, Qt.AlignmentFlag.AlignBottom)
        for button in (self.carry, self.reset, self.details, self.close_button):
            title.addWidget(button)
        head = QVBoxLayout(self)
        head.setContentsMargins(_MARGIN, 16, _MARGIN - 8, 10)
        head.setSpacing(6)
        head.addLayout(title)
        for line in (self.hint, self._not_carried, self.doubt_line):
            head.addWidget(line)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [self.carry, self.reset, self.details, self.close_button, self.doubt_line.button]

    def show_keys_of_blocks(self) -> None:
        """Say what can be done with the blocks."""
        self._of_capture = False
        self.hint.setText(
            self.tr(
                "Enter: where a block belongs · S: split at the caret · J: join with the next · "
                "Del: leave out · Tab: the other side"
            )
        )

    def show_keys_of_capture(self) -> None:
        """Say what can be done with the capture."""
        self._of_capture = True
        if self._doubtful:
            self.hint.setText(
                self.tr(
                    "Enter: bring back what was left out, Shift for several · "
                    "Del: a passage is not part of the article · D: the next one · "
                    "Shift+Tab: the other side"
                )
            )
            return
        self.hint.setText(
            self.tr(
                "Enter: bring back what was left out, Shift for several, or go to the block · "
                "Right, Left: show each, fold again · Shift+Tab: the other side"
            )
        )

    def show_view(self, view: SourceView, article: Article) -> None:
        """Say what there is of a version."""
        self._sum.setText(sum_text(view))
        self._doubtful = bool(view.doubtful)
        if self._of_capture:
            self.show_keys_of_capture()
        self.doubt_line.show_doubt(_doubt_of(view, article), len(view.doubtful))
        self._not_carried.setText(not_carried_text(view))
        self._not_carried.setVisible(bool(view.not_carried))
        self.carry.setText(carry_text(view))
        self.carry.setVisible(bool(view.to_carry))
        self.reset.setVisible(view.structure is not None and bool(view.structure.in_force))


def _doubt_of(view: SourceView, article: Article) -> Doubt | None:
    """Why an article may be read wrongly: its text, or that it has no headline."""
    headed = any(block.zone is Zone.HEADLINE for block in view.version.blocks)
    if view.doubt is None and not headed and not article.metadata.headline:
        return Doubt.NO_HEADLINE
    return view.doubt
