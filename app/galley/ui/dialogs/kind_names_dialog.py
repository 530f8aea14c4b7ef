"""What the kinds of marks are called: a field each. Whoever opened it acts on the answers."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from galley.domain.annotation import Kind
from galley.ui.dialogs.form_sheet import FormSheet
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.icons import icon
from galley.ui.theme.tokens import KIND_ICONS
from galley.ui.theme.words import own_kind_names, usual_kind_name

__all__ = ["KindNamesDialog"]

_WIDTH = 460
_LONGEST = 24  # characters: what a popup, a card and a chip have room for
_ICON = 18


class KindNamesDialog(FormSheet):
    """An empty field is the usual name, which stands in it in grey."""

    def __init__(self, themes: ThemeSource, window: QWidget) -> None:
        super().__init__(
            themes, window, self.tr("Names of the kinds"), _WIDTH, keep=self.tr("Keep")
        )
        own = own_kind_names()
        self._fields: dict[Kind, QLineEdit] = {}
        for kind in Kind:
            field = QLineEdit(own.get(kind, ""))
            field.setPlaceholderText(usual_kind_name(kind))
            field.setMaxLength(_LONGEST)
            field.setAccessibleName(
                self.tr("{key}, usually {name}").format(key=kind.key, name=usual_kind_name(kind))
            )
            self._fields[kind] = field
            self.form.addRow(self._head(kind), field)

    def _head(self, kind: Kind) -> QWidget:
        """The kind's key and icon: what stays whatever its name is."""
        head, number, picture = QWidget(), QLabel(str(kind.key)), QLabel()
        colour = self._themes.theme.kinds[kind].label
        picture.setPixmap(icon(KIND_ICONS[kind], colour, _ICON).pixmap(QSize(_ICON, _ICON)))
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(number)
        row.addWidget(picture)
        return head

    def focus_first(self) -> None:
        """The first kind's."""
        self._fields[Kind.QUOTE].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def names(self) -> dict[Kind, str]:
        """The person's own names; a kind whose name is the usual one is not in it."""
        typed = {kind: " ".join(field.text().split()) for kind, field in self._fields.items()}
        return {
            kind: name for kind, name in typed.items() if name and name != usual_kind_name(kind)
        }

    def problem(self) -> str:
        """Two kinds of one name can't be told apart."""
        names, seen = self.names, dict[str, Kind]()
        for kind in Kind:
            name = names.get(kind, usual_kind_name(kind))
            if seen.setdefault(name.casefold(), kind) is not kind:
                self._fields[kind].setFocus(Qt.FocusReason.OtherFocusReason)
                return self.tr("Two kinds are called “{name}”. Give each its own name.").format(
                    name=name
                )
        return ""
