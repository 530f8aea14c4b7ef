"""Pages that stand before an article get one sentence; articles about such pages are read."""

import pytest

from galley.domain.errors import ImportFailed
from galley.importers.pages.html_page import parse_page

TEXT = "<p>The council met on Monday and decided nothing, as it had done for many years.</p>"

WALLS = {
    "log in": (
        "<h1>Log in</h1><form><input type=email><input type=password></form>"
        "<p>To read this article, log in with the account that you have with our paper.</p>"
    ),
    "only a notice": (
        "<div class=consent><p>We and our partners store what your browser says on a device, and "
        "so process what is personal.</p></div>"
    ),
    "message of the site": (
        "<title>404 Not Found</title><h1>404 Not Found</h1>"
        "<p>The page that you asked for has been moved or was never here, we are sorry.</p>"
    ),
}


@pytest.mark.parametrize("said", WALLS)
def test_a_page_before_an_article_gets_one_sentence(said: str) -> None:
    with pytest.raises(ImportFailed, match=said) as failure:
        parse_page(WALLS[said])
    assert str(failure.value).endswith(".")


@pytest.mark.parametrize("said", WALLS)
def test_an_article_on_a_page_with_such_parts_is_read(said: str) -> None:
    parsed = parse_page(f"<h1>Nothing decided</h1><main>{TEXT * 6}</main><div>{WALLS[said]}</div>")
    assert parsed.metadata.headline
