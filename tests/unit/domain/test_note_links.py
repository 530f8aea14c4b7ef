"""Addresses of articles and marks, and the links that stand in notes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from galley.domain.note_links import (
    LinkKind,
    LinkTarget,
    NoteLink,
    find_links,
    link_targets,
    markdown_link,
    parse_address,
    rename_targets,
    replace_links,
    short_words,
    without_addresses,
)
from galley.services.notes import plain_note, render_note
from tests.strategies import HOSTILE, ids, showable_texts, texts

ARTICLE = LinkTarget(LinkKind.ARTICLE, "1b4e28ba-2fa1-41d2-883f-0016d3cca427")
MARK = LinkTarget(LinkKind.ANNOTATION, "7f3a2c00-0000-4000-8000-00000000000a")

targets = st.builds(LinkTarget, st.sampled_from(LinkKind), ids)


@given(targets)
def test_an_address_leads_where_it_was_made_for(target: LinkTarget) -> None:
    assert parse_address(target.address) == target
    assert parse_address(f" {target.address}\n") == target


@pytest.mark.parametrize(
    "address",
    [
        "",
        "galley:",
        "galley:article/",
        "galley:article/x",
        f"galley:person/{ARTICLE.id}",
        f"GALLEY:article/{ARTICLE.id}",
        f"galley:article/{ARTICLE.id.upper()}",
        f"galley:article/{ARTICLE.id}/x",
        f"galley:article/{ARTICLE.id}0",
        f"galley://article/{ARTICLE.id}",
        f"galley:article/../{ARTICLE.id}",
        f"javascript:{ARTICLE.address}",
        f"https://example.org/{ARTICLE.address}",
        f"{ARTICLE.address} {MARK.address}",
        ARTICLE.address.replace("1", "\N{ARABIC-INDIC DIGIT ONE}"),
    ],
)
def test_anything_else_is_no_address(address: str) -> None:
    assert parse_address(address) is None


@given(texts.map(lambda words: words.replace("galley", "")), targets)
@example("[a] \\ `b` *c* _d_ <b> &amp; ![x](y)", MARK)
@example("ends in a backslash \\", MARK)
def test_a_link_that_is_written_is_found_with_its_words(words: str, target: LinkTarget) -> None:
    line = " ".join(words.split())
    link = markdown_link(words, target)
    for before, after in (("", ""), ("So ", ", too.")):
        (found,) = find_links(f"{before}{link}{after}")
        start = len(before)
        assert found[:4] == NoteLink(start, start + len(link), line, target)[:4]
        assert found.markdown == link[1 : link.index("](galley")]


@given(st.lists(st.one_of(st.sampled_from(HOSTILE), targets.map(lambda t: t.address))))
def test_every_link_of_any_note_is_where_it_says(pieces: list[str]) -> None:
    note = "".join(pieces)
    position = 0
    for link in find_links(note):
        assert position <= link.start < link.end
        assert link.target.address in note[link.start : link.end]
        position = link.end
    assert not find_links(without_addresses(note)) or "`" in note
    assert replace_links(note, lambda link: note[link.start : link.end]) == note


@given(showable_texts, st.lists(targets, min_size=1, max_size=3))
def test_what_is_shown_as_a_link_is_one(words: str, wanted: list[LinkTarget]) -> None:
    plain = words.replace("`", "").replace("\\", "").replace("[", "").replace("]", "")
    note = f"{' '.join(plain.split())}\n\n" + "\n\n".join(
        markdown_link(f"link {number}", target) for number, target in enumerate(wanted)
    )
    shown = render_note(note)
    for number, target in enumerate(wanted):
        assert f'<a href="{target.address}">link {number}</a>' in shown
    assert set(link_targets(note)) == set(wanted)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (f"See {MARK.address}.", ""),
        (f"See <{MARK.address}>.", ""),
        (f"See [the count]({MARK.address}).", "the count"),
        (f"See [the count](<{MARK.address}>).", "the count"),
        (f'See [the count]({MARK.address} "from the port").', "the count"),
        (f"See [the [true] count]({MARK.address}).", "the [true] count"),
        (f"See [the \\] count]({MARK.address}).", "the ] count"),
        (f"See the] count]({MARK.address}).", ""),
        (f"See [the\n\ncount]({MARK.address}).", ""),
        (f"See [galley]({MARK.address}).", "galley"),
        (f"See [{ARTICLE.address}]({MARK.address}).", ARTICLE.address),
        (f"[1]: {MARK.address}", ""),
    ],
)
def test_links_are_found_as_they_are_typed(note: str, words: str) -> None:
    (link,) = find_links(note)
    assert (link.target, link.words) == (MARK, words)


@pytest.mark.parametrize(
    "note",
    [
        f"`{MARK.address}`",
        f"``a ` [b]({MARK.address})``",
        f"```\n{MARK.address}\n```",
        "galley:article/nobody",
        f"https://example.org/{MARK.address}",
        f"x{MARK.address}",
    ],
)
def test_code_and_other_addresses_are_no_links(note: str) -> None:
    assert find_links(note) == ()
    assert "href=" not in render_note(note)


def test_a_backtick_alone_makes_no_code() -> None:
    assert link_targets(f"a ` b {MARK.address}\n\nc ` d {ARTICLE.address}") == (MARK, ARTICLE)


def test_a_note_without_its_addresses_keeps_every_word() -> None:
    note = f"[The count]({MARK.address}) and {ARTICLE.address}, twice."
    assert without_addresses(note) == "The count and , twice."
    assert plain_note(f"[The count]({MARK.address}) is *wrong*") == "The count is wrong"


def test_links_are_led_elsewhere() -> None:
    note = f"[a]({MARK.address}) {ARTICLE.address}"
    assert rename_targets(note, {MARK: ARTICLE}.get) == note.replace(MARK.path, ARTICLE.path)


def test_words_of_a_link_are_short() -> None:
    assert short_words("two\n words ") == "two words"
    assert len(short_words("x" * 500)) == 80


@pytest.mark.parametrize("note", ["[" * 20_000, "](" * 20_000, "`" * 20_000, "`a``" * 9_000])
def test_a_hostile_note_is_looked_through_in_time(note: str) -> None:
    assert len(find_links(f"{note}\n\n{MARK.address} {note}")) in {0, 1}
