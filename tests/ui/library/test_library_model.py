import random
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from galley.domain.catalogue import ArticleSummary
from galley.domain.collation import collation_key
from galley.ui.library.model import ARTICLE_ROLE, MATCHES_ROLE, ArticleOrder, LibraryModel

NOW = datetime(2026, 1, 2, tzinfo=UTC)
ARTICLES = [
    ArticleSummary("oldest", "“Élan” returns", "Ledger", "", NOW - timedelta(days=3)),
    ArticleSummary("middle", "Zebra loose", "", "", NOW - timedelta(days=2)),
    ArticleSummary("newest", "Dam breaks", "ledger", "", NOW - timedelta(days=1), 4, 1),
]


def shown(model: LibraryModel) -> list[str]:
    return [model.article_at(row).id for row in range(model.rowCount())]


def filled() -> LibraryModel:
    model = LibraryModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_articles(ARTICLES)
    return model


def test_the_newest_comes_first() -> None:
    assert shown(filled()) == ["newest", "middle", "oldest"]


def test_headlines_sort_without_regard_to_accents_case_and_quotation_marks() -> None:
    model = filled()

    model.set_order(ArticleOrder.HEADLINE)

    assert shown(model) == ["newest", "oldest", "middle"]


def test_by_publication_the_unknown_comes_last_and_the_newest_first_within_one() -> None:
    model = filled()

    model.set_order(ArticleOrder.PUBLICATION)

    assert shown(model) == ["newest", "oldest", "middle"]


def test_what_was_found_is_shown_in_its_own_order() -> None:
    model = filled()

    model.set_matches({"oldest": 2, "newest": 1, "in the trash": 4})
    assert shown(model) == ["oldest", "newest"]
    assert model.data(model.index(0), MATCHES_ROLE) == 2
    model.set_matches({"newest": 1, "oldest": 2})
    assert shown(model) == ["newest", "oldest"]
    model.set_matches({})
    assert shown(model) == []
    model.set_matches(None)
    assert len(shown(model)) == 3
    assert model.data(model.index(0), MATCHES_ROLE) is None


def test_news_of_articles_leaves_what_was_found() -> None:
    model = filled()
    model.set_matches({"middle": 1})

    model.set_articles([*ARTICLES, ArticleSummary("more", "Zebra found", "Ledger", "", NOW)])

    assert shown(model) == ["middle"]


def test_a_changed_article_keeps_its_row() -> None:
    model = filled()
    model.set_matches({"newest": 1})
    changed = ArticleSummary("newest", "Dam holds", "Ledger", "", ARTICLES[2].created_at, 4, 4)

    model.update_article(changed)
    model.update_article(ArticleSummary("unknown", "Nobody’s", "", "", NOW))

    assert model.data(model.index(0), ARTICLE_ROLE) == changed


def test_a_row_is_found_by_its_article() -> None:
    model = filled()

    assert model.row_of("middle") == 1
    model.set_matches({"newest": 1, "oldest": 1})
    assert model.row_of("middle") is None
    assert model.row_of("oldest") == 1


def test_a_screen_reader_is_told_how_much_was_found() -> None:
    model = filled()
    model.set_matches({"newest": 3})

    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)

    assert said == "Dam breaks, ledger, Undated, 3 matches"


def test_a_screen_reader_is_told_the_whole_row() -> None:
    model = filled()

    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)

    assert said == "Dam breaks, ledger, Undated, 1 of 4 checked"


def test_rows_that_stay_are_not_announced_as_new() -> None:
    model, heard = filled(), []
    model.rowsInserted.connect(lambda _p, first, last: heard.append(("in", first, last)))
    model.rowsRemoved.connect(lambda _p, first, last: heard.append(("out", first, last)))
    model.dataChanged.connect(lambda first, last: heard.append(("new", first.row(), last.row())))
    model.modelReset.connect(lambda: heard.append(("reset", 0, 0)))

    model.set_articles(list(ARTICLES))
    assert heard == []
    checked = ARTICLES[1]._replace(facts=3, checked=2)
    model.set_articles([ARTICLES[0], checked, ARTICLES[2]])
    assert heard == [("new", 1, 1)]
    model.set_articles([ARTICLES[0], ARTICLES[2]])
    assert heard[1:] == [("out", 1, 1)]
    model.set_articles([ARTICLES[0], checked, ARTICLES[2]])
    assert heard[2:] == [("in", 1, 1)]
    assert shown(model) == ["newest", "middle", "oldest"]


def test_a_long_list_is_sorted_in_slices_and_ends_as_a_short_one_would(qtbot: QtBot) -> None:
    chance = random.Random(3)  # noqa: S311 - a seed, not a secret
    many = [
        ArticleSummary(
            id=f"a{number}",
            headline=chance.choice(["É", "“e", "Zebra ", "a"]) + str(chance.randrange(9000)),
            publication=chance.choice(["", "Gazette", "courier", "Écho"]),
            published=f"{chance.randrange(1990, 2030)}-05-06",
            created_at=NOW - timedelta(minutes=number),
            facts=number % 9,
        )
        for number in range(30_000)
    ]
    expected = {
        ArticleOrder.HEADLINE: sorted(many, key=lambda one: collation_key(one.headline)),
        ArticleOrder.PUBLISHED: sorted(many, key=lambda one: one.published, reverse=True),
        ArticleOrder.PUBLICATION: sorted(
            many, key=lambda one: (not one.publication, collation_key(one.publication))
        ),
        ArticleOrder.UNCHECKED: sorted(many, key=lambda one: one.checked - one.facts),
        ArticleOrder.ADDED: many,
    }
    model = LibraryModel()
    with qtbot.waitSignal(model.arranged, raising=False, timeout=1000):
        model.set_articles(many)
    for order, wanted in expected.items():
        with qtbot.waitSignal(model.arranged):
            model.set_order(order)
        assert [model.article_at(row) for row in range(model.rowCount())] == wanted


def test_what_changes_while_it_is_sorted_is_shown_as_it_is_then(qtbot: QtBot) -> None:
    many = [
        ArticleSummary(f"a{n}", f"Headline {n % 977}", "", "", NOW - timedelta(minutes=n))
        for n in range(30_000)
    ]
    model = LibraryModel()
    with qtbot.waitSignal(model.arranged, raising=False, timeout=1000):
        model.set_articles(many)
    with qtbot.waitSignal(model.arranged):
        model.set_order(ArticleOrder.HEADLINE)
        model.update_article(many[7]._replace(facts=3))
    row = model.row_of("a7")
    assert row is not None
    assert model.article_at(row).facts == 3
    assert model.rowCount() == len(many)
