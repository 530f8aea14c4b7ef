"""A sheet to add a tag to marks, or to take one away: type a few letters, choose with Enter."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from galley.domain.annotation import Annotation
from galley.services.edits.annotating import clean_tags
from galley.ui.components.command_list import CommandRow
from galley.ui.components.placeholders import filled
from galley.ui.dialogs.pick_sheet import PickSheet
from galley.ui.theme.current import ThemeSource

__all__ = ["TagSheet"]

_SIZE = QSize(460, 380)
_NEW = "+"  # no tag begins with it: what a person typed and no mark has yet


class TagSheet(PickSheet):
    """Offers the tags of an article's marks; a tag that all chosen marks have is taken away.

    Args:
        themes: The colours.
        window: What it lies over.
        annotations: The chosen marks.
        known: All tags of the article, the most used first.

    Attributes:
        tag_wanted: All chosen marks are to have this tag.
        untag_wanted: None of them is to have it.
    """

    tag_wanted = Signal(str)
    untag_wanted = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        window: QWidget,
        annotations: Sequence[Annotation],
        known: Sequence[str],
    ) -> None:
        self._all_have: set[str] = set()
        self._known = frozenset(known)
        name = self.tr("Tag one mark")
        if len(annotations) > 1:
            name = filled(self.tr("Tag %1 marks"), len(annotations))
        super().__init__(themes, window, _SIZE, name, self.tr("Type a tag."))
        had = Counter(tag for annotation in annotations for tag in annotation.tags)
        self._all_have = {tag for tag, count in had.items() if count == len(annotations)}
        self.show_rows([self._row(tag, had[tag], len(annotations)) for tag in known])
        self.picked.connect(self._answer)

    def _row(self, tag: str, had: int, of: int) -> CommandRow:
        hint = ""
        if had == of:
            hint = self.tr("Take away")
        elif had:
            hint = filled(self.tr("On %1 of %2"), had, of)
        return CommandRow(tag, f"#{tag}", hint=hint, checked=had == of)

    def filter(self, query: str) -> None:
        """What fits, and what was typed as a new tag if there is no such tag."""
        super().filter(query)
        typed = "".join(clean_tags([query]))
        if typed and typed not in self._known:
            new = CommandRow(f"{_NEW}{typed}", f"#{typed}", hint=self.tr("New tag"))
            self.list.show_rows([*self.list.rows, new])
            self.list.show()
            self.nothing.hide()

    def pick(self, row_id: str) -> None:
        """A new tag is no row of the list that was given."""
        if row_id.startswith(_NEW):
            self.accept()
            self.picked.emit(row_id)
        else:
            super().pick(row_id)

    def _answer(self, row_id: str) -> None:
        tag = row_id.removeprefix(_NEW)
        (self.untag_wanted if tag in self._all_have else self.tag_wanted).emit(tag)
