"""Back and forward: among articles, and among marks between which a link was followed."""

from galley.ui.model.navigation import Navigation, Stop


def test_back_and_forward_among_articles() -> None:
    navigation = Navigation()
    assert not navigation.can_go_back
    for article in ("a", "b", "b", "c"):
        navigation.visit(article)
    assert navigation.go(-1) == Stop("b")
    assert navigation.go(-1) == Stop("a")
    assert navigation.go(-1) is None
    assert navigation.go(1) == Stop("b")
    navigation.visit("b")  # it is opened because one went back to it
    assert navigation.can_go_forward
    navigation.visit("d")
    assert not navigation.can_go_forward


def test_back_leads_to_the_mark_that_was_left() -> None:
    navigation = Navigation()
    navigation.visit("a")
    navigation.jump("mark 1", Stop("b", "mark 2"))
    navigation.visit("b")
    assert navigation.go(-1) == Stop("a", "mark 1")
    assert navigation.go(1) == Stop("b", "mark 2")


def test_a_link_within_an_article_can_be_taken_back() -> None:
    navigation = Navigation()
    navigation.visit("a")
    navigation.jump("mark 1", Stop("a", "mark 2"))
    assert navigation.go(-1) == Stop("a", "mark 1")
    assert navigation.go(1) == Stop("a", "mark 2")


def test_a_link_to_where_one_is_leads_nowhere() -> None:
    navigation = Navigation()
    navigation.visit("a")
    navigation.jump("mark 1", Stop("a", "mark 1"))
    assert not navigation.can_go_back


def test_a_link_can_be_followed_before_anything_is_open() -> None:
    navigation = Navigation()
    navigation.jump("", Stop("a", "mark 1"))
    assert not navigation.can_go_back
    navigation.visit("a")
    assert not navigation.can_go_back
