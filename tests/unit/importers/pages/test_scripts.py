"""Pages whose article is in a script, to be shown once that has run."""

import json

import pytest

from galley.domain.article import Zone
from galley.domain.errors import ImportFailed
from galley.importers.pages.html_page import parse_page
from galley.importers.pages.scripts import kept_in_scripts

TEXT = tuple(
    f"The council met on {day} and decided nothing, as it had “done” for many years & days."
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
)
MARKUP = "".join(f"<p class='p'>{text.replace('&', '&amp;')}</p>" for text in TEXT)
DATA = json.dumps({"id": 7, "note": "x" * 500, "article": {"title": "T", "content": MARKUP}})
SCRIPTS = {
    "data": f'<script type="application/json">{DATA}</script>',
    "escaped data": f"<script>window.state = {DATA.replace('<', chr(92) + 'u003c')};</script>",
    "data in a string": f"<script>flow.push([1, {json.dumps(DATA)}])</script>",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_text_is_read_from_the_script(script: str) -> None:
    page = f"<title>Nothing decided</title><div id=root>Loading</div>{SCRIPTS[script]}"
    parsed = parse_page(page)
    assert parsed.metadata.headline == "Nothing decided"
    assert tuple(b.text for b in parsed.blocks if b.zone is Zone.BODY) == TEXT


def test_a_page_that_shows_its_text_is_read_as_it_is_shown() -> None:
    shown = "<p>The board met on Sunday and decided that the ferry stays at the quay.</p>" * 4
    parsed = parse_page(f"<h1>Decided</h1>{shown}{SCRIPTS['data']}")
    assert all("council" not in block.text for block in parsed.blocks)


@pytest.mark.parametrize("script", ["<script>var a = 1;</script>", '<script>"<p>' + "a" * 900])
def test_a_page_with_nothing_in_its_scripts_still_gets_its_sentence(script: str) -> None:
    assert kept_in_scripts(script) == ""
    with pytest.raises(ImportFailed):
        parse_page(f"<title>Nothing decided</title><nav><a href=/>Home</a></nav>{script}")


def test_a_string_that_never_ends_holds_nothing_and_does_not_hang() -> None:
    paragraph = '<p class=\\"p\\">Word</p>'
    open_string = f'"{paragraph * 40_000}'  # looked at again from each quote, it takes minutes
    assert kept_in_scripts(f"<script>var a = {open_string}</script>") == ""
    script = f'<script>var a = "{paragraph * 200}"; var b = {open_string}</script>'
    assert kept_in_scripts(script).count("Word") == 200


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_word_about_the_browser_is_not_the_article(script: str) -> None:
    notice = "<p>Load a newer browser free of charge for a better experience of our pages.</p>"
    parsed = parse_page(f"<title>Nothing decided</title>{notice}{SCRIPTS[script]}")
    assert tuple(b.text for b in parsed.blocks if b.zone is Zone.BODY) == TEXT


def test_a_short_article_is_not_another_one_that_a_script_has() -> None:
    flash = "The ferry to the outer islands is cancelled today because of the storm, the port says."
    head = f'<title>Ferry cancelled</title><meta name=description content="{flash}">'
    parsed = parse_page(f"{head}<h1>Ferry cancelled</h1><p>{flash}</p>{SCRIPTS['data']}")
    assert [b.text for b in parsed.blocks if b.zone is Zone.BODY] == [flash]
