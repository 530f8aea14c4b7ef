"""The application's style sheet and palette, for Qt's own widgets; built once a theme."""

from functools import cache
from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from galley.resources import resource
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import inter, load_fonts
from galley.ui.theme.painting import mix
from galley.ui.theme.tokens import Theme

__all__ = ["STYLE", "dress", "palette", "stylesheet"]

STYLE = "Fusion"  # underneath, so that everything is the same on each system

# Fonts stand in QApplication.setFont, not here: a font in a style sheet overrides setFont.
_SHEET = Template("""
QWidget { selection-background-color: $sel; selection-color: $ink; }
QToolTip {
  background: $primary; color: $on_primary; border: 1px solid $primary; border-radius: 6px;
  padding: 1px 3px;
}
QDialog, QMessageBox { background: $raised; }
QMainWindow { background: $paper; }
QMainWindow::separator { background: $hair; width: 1px; height: 1px; }
QSplitter::handle { background: $hair; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateTimeEdit {
  background: $card; color: $ink; border: 1px solid $hair2; border-radius: 8px;
  padding: 5px 8px; placeholder-text-color: $muted;
}
QLineEdit#searchField { padding: 0; }
QLineEdit#searchField:hover, QLineEdit:hover, QComboBox:hover { border-color: $hover_border; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: $faint; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
  border: none; border-radius: 0; background: transparent; padding: 0;
}
QAbstractSpinBox QLineEdit { padding-left: 8px; }
QPlainTextEdit, QTextEdit {
  background: $card; color: $ink; border: 1px solid $hair2; border-radius: 8px; padding: 3px 5px;
  placeholder-text-color: $muted;
}
QTextEdit#articleText { background: transparent; border: none; border-radius: 0; padding: 0; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button {
  width: 20px; border: none; background: transparent;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$assets/up.svg"); width: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$assets/down.svg"); width: 12px; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$assets/down.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
  background: $raised; color: $ink; border: 1px solid $hair2; padding: 4px; outline: none;
}

QPushButton {
  background: $card; color: $ink; border: 1px solid $hair2; border-radius: 7px;
  padding: 7px 12px; font-weight: 500;
}
QPushButton:hover { background: $card_hover; }
QPushButton:pressed, QPushButton:checked { background: $sunken; }
QPushButton:default {
  background: $primary; color: $on_primary; border-color: $primary;
}
QPushButton:default:hover { background: $primary_hover; border-color: $primary_hover; }
QPushButton:disabled { color: $faint; border-color: $hair; }
QPushButton:default:disabled { background: $hair2; color: $card; border-color: $hair2; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton:flat { background: transparent; border-color: transparent; }
QToolButton {
  background: transparent; color: $ink2; border: none; border-radius: 7px; padding: 5px;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $sunken; }

QCheckBox, QRadioButton { color: $ink; spacing: 10px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 4px;
  background: $card; }
QCheckBox::indicator:hover { border-color: $muted; }
QCheckBox::indicator:checked {
  border-color: $accent; background: $accent; image: url("$assets/tick.svg");
}
QCheckBox::indicator:indeterminate {
  border-color: $accent; background: $accent; image: url("$assets/dash.svg");
}
QCheckBox::indicator:disabled { border-color: $hair2; }
QCheckBox::indicator:checked:disabled { border-color: $hair2; background: $hair2; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 8px;
  background: $card; }
QRadioButton::indicator:checked {
  width: 6px; height: 6px; border: 5px solid $accent; background: $card; border-radius: 8px;
}
QRadioButton::indicator:checked:disabled { border-color: $hair2; }

QMenuBar { background: $bar; color: $ink; }
QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: 6px; }
QMenuBar::item:selected { background: $hover; }
QMenu {
  background: $raised; color: $ink; border: 1px solid $hair2; border-radius: 10px; padding: 5px;
}
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::separator { height: 1px; background: $hair; margin: 5px 8px; }
QMenu::icon { padding-left: 10px; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QMenu::indicator:checked { image: url("$assets/check.svg"); }
QMenu::right-arrow { image: url("$assets/right.svg"); width: 14px; height: 14px; right: 8px; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $thumb; border-radius: 2px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 4px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 4px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $faint; border-radius: 3px; }
QScrollBar::handle:vertical:hover, QScrollBar::handle:vertical:pressed { margin: 4px 3px; }
QScrollBar::handle:horizontal:hover, QScrollBar::handle:horizontal:pressed { margin: 3px 4px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QScrollArea { border: none; background: transparent; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $sunken; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
  width: 14px; height: 14px; margin: -6px 0; border: 1px solid $hair2; border-radius: 8px;
  background: $knob;
}
QSlider::handle:horizontal:hover { border-color: $accent; }
QProgressBar {
  height: 4px; max-height: 4px; border: none; border-radius: 2px; background: $sunken;
  color: transparent;
}
QProgressBar::chunk { border-radius: 2px; background: $accent; }

QAbstractItemView { background: $card; color: $ink; border: none; outline: none; }
QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }
QHeaderView::section {
  background: $surface; color: $muted; border: none; border-bottom: 1px solid $hair;
  padding: 6px 8px;
}
QTabBar::tab { padding: 7px 14px; color: $ink2; border: none; background: transparent; }
QTabBar::tab:selected { color: $ink; border-bottom: 2px solid $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $hair; }
QGroupBox { border: none; margin-top: 22px; color: $muted; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QStatusBar { background: $bar; color: $muted; border-top: 1px solid $hair; }
QStatusBar::item { border: none; }
""")


@cache
def stylesheet(theme: Theme) -> str:
    """The application's style sheet in this theme's colours."""
    return _SHEET.substitute(
        {name: getattr(theme, name) for name in theme.__slots__},
        card_hover=theme.raised if theme.dark else theme.hover,
        primary_hover=mix(theme.primary, theme.on_primary, 0.12),
        hover_border=mix(theme.hair2, theme.muted, 0.35),
        thumb=mix(theme.paper, theme.faint, 0.44),
        knob=theme.ink if theme.dark else theme.raised,
        assets=resource("themes", theme.name).as_posix(),
    )


def palette(theme: Theme) -> QPalette:
    """The application's palette, for what no style sheet reaches."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    result = QPalette()
    for which, colour in (
        (role.Window, theme.surface),
        (role.WindowText, theme.ink),
        (role.Base, theme.card),
        (role.AlternateBase, theme.surface),
        (role.Text, theme.ink),
        (role.PlaceholderText, theme.muted),
        (role.Button, theme.card),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.on_primary),
        (role.ToolTipBase, theme.primary),
        (role.ToolTipText, theme.on_primary),
        (role.Highlight, theme.sel),
        (role.HighlightedText, theme.ink),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Light, theme.raised),
        (role.Midlight, theme.hair),
        (role.Mid, theme.hair2),
        (role.Dark, theme.faint),
        (role.Shadow, theme.sunken),
    ):
        result.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(group.Disabled, which, QColor(theme.faint))
    return result


def dress(application: QApplication, themes: ThemeSource) -> None:
    """Give the application its fonts, palette and style sheet, now and on each change.

    Args:
        application: Started in :data:`STYLE`.
        themes: Says which theme holds.
    """
    load_fonts()
    application.setFont(_in_points(inter(13), application))

    def apply(theme: Theme) -> None:
        application.setPalette(palette(theme))
        application.setStyleSheet(stylesheet(theme))

    apply(themes.theme)
    themes.changed.connect(apply)


def _in_points(font: QFont, application: QApplication) -> QFont:
    """The same size in points: dialogs of Qt's own scale the application's, pixels have none."""
    dots = round(application.primaryScreen().logicalDotsPerInchY())
    font.setPointSizeF(font.pixelSize() * 72 / dots)
    return font
