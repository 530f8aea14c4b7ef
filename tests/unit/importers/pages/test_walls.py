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


LOG_IN_FORM = "<div><form><input type=password><p>Forgot your password?</p></form></div>"


def test_a_short_item_on_a_page_with_a_form_for_log_ins_is_read() -> None:
    parsed = parse_page(
        f"<h1>Ferry stays at the quay for the winter</h1><main>{TEXT}</main>{LOG_IN_FORM}"
    )
    assert parsed.metadata.headline == "Ferry stays at the quay for the winter"
    assert any("decided nothing" in block.text for block in parsed.blocks)


def test_a_headline_above_nothing_but_a_log_in_is_no_item() -> None:
    asked = "<p>Subscribers read the whole of this text: enter your password here, or get one.</p>"
    with pytest.raises(ImportFailed, match="log in"):
        parse_page(f"<h1>Ferry stays at the quay for the winter</h1>{asked}{LOG_IN_FORM}")


def test_what_readers_wrote_on_a_page_of_their_own_is_no_notice() -> None:
    page = f"<h1>Ferries</h1><div class=comment>{TEXT}</div>"
    assert any("decided nothing" in block.text for block in parse_page(page).blocks)
