"""What a person is told about how sure the reading of a capture was."""

import pytest

from galley.domain.article import Block, LeftOut, Metadata, ParsedArticle, Zone
from galley.domain.reading import BY_HAND
from galley.services.intake.reading_doubts import Doubt, doubt_of, may_belong

WORDS = "The ferry carried more people across the harbour than ever before, its master said. "


def parsed(text: str, *left_out: LeftOut, headline: str = "Ferry full") -> ParsedArticle:
    blocks = (Block(Zone.BODY, text), Block(Zone.SIDEBAR_ITEM, WORDS * 20, group=0))
    return ParsedArticle(Metadata(headline=headline), blocks, "text-capture/1", left_out=left_out)


def test_an_article_with_its_menus_left_out_raises_no_doubt() -> None:
    menus = [LeftOut("Home News Sport", "menu")] * 50
    assert doubt_of(parsed(WORDS * 10, *menus)) is None


def test_passages_that_might_be_the_article_s_do() -> None:
    passages = [LeftOut(WORDS * 3, "outside the article")] * 2
    assert doubt_of(parsed(WORDS * 10, *passages)) is Doubt.MUCH_LEFT_OUT
    assert doubt_of(parsed(WORDS * 40, *passages)) is None  # too small a share of it


@pytest.mark.parametrize("reason", ["The caption, said again", "Hidden on the page"])
def test_what_is_surely_no_part_of_it_does_not(reason: str) -> None:
    assert doubt_of(parsed(WORDS * 10, LeftOut(WORDS * 30, reason))) is None


def test_little_text_and_no_headline_do() -> None:
    assert doubt_of(parsed(WORDS)) is Doubt.LITTLE_TEXT
    assert doubt_of(parsed(WORDS * 10, headline="")) is Doubt.NO_HEADLINE


def test_a_text_without_spaces_between_its_words_is_no_little_text() -> None:
    assert doubt_of(parsed("渡船明天因大風停駛，船長說。" * 20)) is None


def test_what_a_person_left_out_is_no_doubt() -> None:
    assert doubt_of(parsed(WORDS * 10, LeftOut(WORDS * 30, BY_HAND))) is None


def test_what_is_shorter_is_looked_at_where_there_is_hardly_any_text() -> None:
    piece = LeftOut(WORDS, "outside the article")
    assert may_belong(piece, Doubt.LITTLE_TEXT)
    assert not may_belong(piece, Doubt.MUCH_LEFT_OUT)
    assert may_belong(piece._replace(text=WORDS * 2), Doubt.MUCH_LEFT_OUT)
    assert not may_belong(piece._replace(text=WORDS * 2), None)
