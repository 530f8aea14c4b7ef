"""The library pane: title, search, the list of articles, and their number; knows no service."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from galley.domain.catalogue import ArticleSummary
from galley.ui.components.buttons import IconButton
from galley.ui.components.placeholders import filled
from galley.ui.components.plain_tip import plain_tip
from galley.ui.components.search_field import SearchField
from galley.ui.components.side_pane import QuietLabel, SidePane
from galley.ui.components.tinted_label import TintedLabel
from galley.ui.library.article_list import ArticleList
from galley.ui.library.delegate import ROW_GUESS, ArticleDelegate
from galley.ui.library.model import ArticleOrder, LibraryModel
from galley.ui.library.places_section import PlacesSection
from galley.ui.library.words import count_text
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.fonts import newsreader

__all__ = ["LibraryPane"]

_WIDTH, _NARROWEST, _WIDEST = 250, 200, 320
_TITLE_ROOM = 130


class LibraryPane(SidePane):
    """Every article of the library, to find, open and put away."""

    searched = Signal(str)  # with every letter
    results_wanted = Signal()  # the keys are to go to what was found
    first_wanted = Signal()  # the best that was found is to be opened
    article_chosen = Signal(str)  # its id
    another_window_wanted = Signal(str)  # the id of the article to show there
    link_copied = Signal(str)  # to an article, by its id
    trash_wanted = Signal(list)  # of ids
    put_wanted = Signal(list, str)  # ids, and the collection's; "" for a new one
    taken_out = Signal(list)  # ids, out of the collection that is shown
    tags_wanted = Signal(list, QWidget)  # ids, and what a card may hang under
    duplicates_wanted = Signal()
    annotations_wanted = Signal()
    order_changed = Signal(object)  # an ArticleOrder
    settings_wanted = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, Qt.Edge.RightEdge, parent)
        self._open_id = ""
        self._awaited = False  # the open article is to be brought into sight once it is listed
        self._row_of_open = -1
        self._model = LibraryModel(self)
        self._title = TintedLabel(themes, "ink", newsreader(19), self.tr("Library"))
        self._sort = IconButton(themes, "list-filter", self.tr("Sort the library"), icon_size=16)
        self._search = SearchField(themes, self.tr("Search library"))
        self._message = QuietLabel(themes)
        self._list = ArticleList(ROW_GUESS, (0, 8))
        self._table = IconButton(themes, "table", self.tr("All annotations"), icon_size=16)
        self.places = PlacesSection(themes)
        self._collections: tuple[tuple[str, str], ...] = ()  # ids and names
        self._shown_collection = self._shown_name = ""
        self._more = True  # articles that are still being read: at first, all
        self._to_scroll = False  # to the open article, once the list is sorted otherwise
        self._model.arranged.connect(self._on_arranged)
        self._empty = QuietLabel(themes, 12.5)
        self._count = QuietLabel(themes)
        self._settings = IconButton(themes, "settings", self.tr("Settings"), icon_size=16)
        self._set_up_list(themes)
        self._lay_out()
        self._sort.clicked.connect(self._open_sort_menu)
        self._table.clicked.connect(self.annotations_wanted)
        self._search.textChanged.connect(self.searched)
        self._search.textChanged.connect(self._show_title)
        self._search.installEventFilter(self)
        self._settings.clicked.connect(self.settings_wanted)
        self.setAccessibleName(self.tr("Library"))
        self.setFocusProxy(self._list)
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        themes.changed.connect(self._repaint)
        self._rows_changed()

    def sizeHint(self) -> QSize:
        """The width it has until somebody drags its edge."""
        return QSize(_WIDTH, 600)

    def set_articles(self, articles: Sequence[ArticleSummary], *, more: bool = False) -> None:
        """Show these articles, in any order; place and search stay as they are.

        Args:
            articles: Which.
            more: There are more, which are still being read.
        """
        self._more = more
        self._model.set_articles(articles)

    def update_article(self, article: ArticleSummary) -> None:
        """Show what changed about one article."""
        self._model.update_article(article)

    def set_open_article(self, article_id: str | None) -> None:
        """Show which article is being read, and bring it into sight; None for none."""
        self._open_id = article_id or ""
        self._find_open_article(scroll=True)

    def set_collections(self, collections: Sequence[tuple[str, str]]) -> None:
        """Offer collections that a person picks articles for: ids and names."""
        self._collections = tuple(collections)

    def show_collection(self, collection_id: str, name: str, members: Iterable[str] | None) -> None:
        """Show only the articles of a collection.

        Args:
            collection_id: Which; "" for all articles.
            name: Its name.
            members: The ids of its articles; None for all articles.
        """
        self._shown_collection, self._shown_name = collection_id, name
        self._model.set_members(members)
        self._show_title()
        self._rows_changed()

    def _show_title(self) -> None:
        """A search is of the whole library, whatever is shown otherwise."""
        in_collection = not self.query.strip()
        words = (self._shown_name if in_collection else "") or self.tr("Library")
        metrics = self._title.fontMetrics()
        self._title.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, _TITLE_ROOM))
        self._title.setToolTip(plain_tip(words) if self._title.text() != words else "")
        self.places.show_place(self._shown_collection if in_collection else "")

    def set_order(self, order: ArticleOrder) -> None:
        """Sort by something else."""
        self._to_scroll = order is not self._model.order
        self._model.set_order(order)

    def search_for(self, query: str) -> None:
        """Look for something as if it had been typed."""
        self._search.setText(query)

    @property
    def query(self) -> str:
        """What is looked for, as it was typed."""
        return self._search.text()

    def clear_search(self) -> None:
        """Look for nothing."""
        self._search.clear()

    def set_matches(self, matches: Mapping[str, int] | None) -> None:
        """Show only what was found.

        Args:
            matches: How much was found in each article, by its id, in the order to show them;
                None shows all articles.
        """
        self._model.set_matches(matches)
        self._rows_changed()
        if matches is not None:
            self._list.scrollToTop()

    def set_message(self, sentence: str) -> None:
        """Say under the field what can't be looked for; nothing for an empty sentence."""
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
        self._search.setAccessibleDescription(sentence)

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field, Down and Enter lead to what was found, or else into the list."""
        if (
            watched is self._search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() == Qt.Key.Key_Down:
                self._leave_downwards()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose_first()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the hairline above the foot."""
        super().paintEvent(event)
        painter = QPainter(self)
        y = self.height() - 40
        painter.fillRect(0, y, self.width() - 1, 1, QColor(self._themes.theme.hair))

    # Building

    def _set_up_list(self, themes: ThemeSource) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(ArticleDelegate(themes, self._open_row))
        self._list.setAccessibleName(self.tr("Articles"))
        self._list.chosen.connect(self._chosen)
        self._list.removal_wanted.connect(self._removal_wanted)
        self._list.menu_wanted.connect(self._open_row_menu)
        self.let_ground_through(self._list)
        self._empty.setParent(self._list)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 11, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._table)
        head.addWidget(self._sort)
        search = QHBoxLayout()
        search.setContentsMargins(12, 0, 11, 0)
        search.addWidget(self._search)
        self._message.setWordWrap(True)
        self._message.setContentsMargins(16, 8, 15, 0)
        self._message.hide()
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(20, 32, 20, 0)
        inside.addWidget(self._empty)
        inside.addStretch(1)
        foot = QHBoxLayout()
        self._count.setContentsMargins(0, 0, 0, 1)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row, height in ((head, 48), (search, 32)):
            holder = QWidget()
            holder.setFixedHeight(height)
            holder.setLayout(row)
            column.addWidget(holder)
        column.addWidget(self._message)
        column.addSpacing(12)
        column.addWidget(self._list, 1)
        column.addWidget(self.places)
        holder = QWidget()
        holder.setFixedHeight(40)
        foot.setContentsMargins(16, 1, 9, 0)
        holder.setLayout(foot)
        column.addWidget(holder)

    def _repaint(self) -> None:
        self._list.viewport().update()

    # What the person does

    def _chosen(self, index: QModelIndex) -> None:
        self.article_chosen.emit(self._model.article_at(index.row()).id)

    def _leave_downwards(self) -> None:
        if self.query.strip():
            self.results_wanted.emit()
        elif self._model.rowCount():
            self._list.setFocus(Qt.FocusReason.TabFocusReason)
            if not self._list.currentIndex().isValid():
                self._list.setCurrentIndex(self._model.index(0))

    def _choose_first(self) -> None:
        if self.query.strip():
            self.first_wanted.emit()
        elif self._model.rowCount():
            self._chosen(self._model.index(0))

    def _removal_wanted(self, rows: list[int]) -> None:
        self.trash_wanted.emit([self._model.article_at(row).id for row in rows])

    def _open_sort_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        names = {
            ArticleOrder.ADDED: self.tr("Last added first"),
            ArticleOrder.PUBLISHED: self.tr("Last published first"),
            ArticleOrder.HEADLINE: self.tr("By headline"),
            ArticleOrder.PUBLICATION: self.tr("By publication"),
            ArticleOrder.UNCHECKED: self.tr("Unchecked first"),
        }
        for order, name in names.items():
            action = QAction(name, menu, checkable=True, checked=order is self._model.order)
            action.triggered.connect(partial(self._set_order, order))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("Find duplicates…")).triggered.connect(self.duplicates_wanted)
        menu.popup(self._sort.mapToGlobal(QPoint(0, self._sort.height() + 4)))

    def _set_order(self, order: ArticleOrder) -> None:
        self.set_order(order)
        self.order_changed.emit(order)

    def _open_row_menu(self, index: QModelIndex, place: QPoint) -> None:
        rows = self._list.selected_rows()
        if index.row() not in rows:
            rows = [index.row()]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(rows) == 1:
            menu.addAction(self.tr("Open")).triggered.connect(partial(self._chosen, index))
            one = self._model.article_at(index.row()).id
            menu.addAction(self.tr("Open in a new window")).triggered.connect(
                partial(self.another_window_wanted.emit, one)
            )
            menu.addAction(self.tr("Copy link")).triggered.connect(
                partial(self.link_copied.emit, one)
            )
            words = self.tr("Move to the trash")
        else:
            words = filled(self.tr("Move %1 articles to the trash"), len(rows))
        self._add_collections(menu, rows)
        ids = [self._model.article_at(row).id for row in rows]
        menu.addAction(self.tr("Tags…")).triggered.connect(
            partial(self.tags_wanted.emit, ids, self._sort)
        )
        menu.addSeparator()
        menu.addAction(words).triggered.connect(partial(self._removal_wanted, rows))
        menu.popup(place)

    def _add_collections(self, menu: QMenu, rows: Sequence[int]) -> None:
        ids = [self._model.article_at(row).id for row in rows]
        into = menu.addMenu(self.tr("Put into"))
        for collection_id, name in self._collections:
            words = name.replace("&", "&&")
            into.addAction(words).triggered.connect(
                partial(self.put_wanted.emit, ids, collection_id)
            )
        if self._collections:
            into.addSeparator()
        into.addAction(self.tr("New collection…")).triggered.connect(
            partial(self.put_wanted.emit, ids, "")
        )
        if self._shown_collection:
            menu.addAction(self.tr("Take out of this collection")).triggered.connect(
                partial(self.taken_out.emit, ids)
            )

    # What follows from it

    def _open_row(self) -> int:
        return self._row_of_open

    def _find_open_article(self, scroll: bool) -> None:
        row = self._model.row_of(self._open_id)
        self._row_of_open = -1 if row is None else row
        if row is not None:
            index = self._model.index(row)
            if not self._list.currentIndex().isValid():
                self._list.setAutoScroll(False)  # or Qt scrolls to every new current row
                self._list.setCurrentIndex(index)
                self._list.setAutoScroll(True)
            if scroll or self._awaited:
                self._list.setCurrentIndex(index)
                self._list.scrollTo(index)
        self._awaited = row is None and (scroll or self._awaited)
        self._list.viewport().update()

    def _on_arranged(self) -> None:
        scroll, self._to_scroll = self._to_scroll, False
        self._rows_changed()
        if scroll:
            self._find_open_article(scroll=True)

    def _rows_changed(self) -> None:
        shown, total = self._model.rowCount(), self._model.total
        self._count.setText("" if self._more else count_text(shown, total))
        unread = self._more and not total  # nobody knows yet whether there is anything
        self._empty.setVisible(not shown and not unread)
        if not shown:
            self._empty.setText(self._empty_text(total))
        self._find_open_article(scroll=False)

    def _empty_text(self, total: int) -> str:
        if total:
            return self.tr("Nothing in the library has these words.")
        if self._shown_collection:
            return self.tr("Nothing is in this collection yet. Drag articles onto its name.")
        return self.tr("Articles you import appear here.")
