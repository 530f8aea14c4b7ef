import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.ui.find.finder import Finder, Wish

TEXT = "Women’s affairs – he said: “Too slow”. Women’s work, in 2016\u00a0too. İzmir."


def search(text: str, query: str, near: int = 0) -> Finder:
    finder = Finder()
    finder.take_text(text)
    finder.begin(Wish(query), near)
    while not finder.finished:
        finder.advance()
    return finder


def found(query: str, near: int = 0) -> list[str]:
    return [TEXT[start:end] for start, end in search(TEXT, query, near).hits]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("women's", ["Women’s", "Women’s"]),
        ('"too slow"', ["“Too slow”"]),
        ("affairs - he", ["affairs – he"]),
        ("2016 too", ["2016\u00a0too"]),
        ("“Too", ["“Too"]),
        ("zmir", ["zmir"]),
        ("slower", []),
        ("  ", []),
    ],
)
def test_what_is_typed_finds_what_is_printed(typed: str, printed: list[str]) -> None:
    assert found(typed) == printed


def test_the_first_hit_after_the_place_is_current_and_steps_go_round() -> None:
    finder = search(TEXT, "women", TEXT.index("he said"))
    assert finder.current == 1
    assert finder.step(1) == finder.hits[0]
    assert finder.step(-1) == finder.hits[1]
    finder = search(TEXT, "nothing of the sort")
    assert finder.step(1) is None


@given(st.text(), st.data())
def test_every_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    piece = text[start:end]
    finder = search(text, piece)
    if not piece.strip():
        assert finder.hits == []
    else:
        assert all(0 <= a < b <= len(text) and b - a == len(piece) for a, b in finder.hits)
        assert finder.hits
