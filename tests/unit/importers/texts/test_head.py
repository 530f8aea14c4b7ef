"""The headline among the lines of a capture that has menus, titles, kickers and pictures."""

import pytest

from galley.domain.article import ParsedArticle, Zone
from galley.importers.texts.capture import parse_text

MENU = "Home\nPolitics\nSport"
BODY = (
    "The council of Ostvik decided on Monday that the bridge over the sound will get a new toll.\n"
    "Lorries will pay the most, the mayor said, while residents of the islands cross for free.\n"
    "The toll is to pay for repairs of the bridge, which has stood in salt water for forty years.\n"
)
BYLINE = "By Eva Lund\n4 May 2026, 10:12\n"


def headline(*lines: str) -> str:
    return parse_text("\n".join([MENU, *lines, BODY])).metadata.headline


def test_of_two_headlines_with_a_kicker_between_the_later_is_the_article_s() -> None:
    said = "Toll on the bridge: Ostvik wants money from lorries"
    title = "Ostvik bridge toll: council wants money of every lorry"
    dek = "The decision was close, and the ferry company is content with it."
    assert headline(title, "Traffic in the north", said, dek, BYLINE) == said


def test_a_line_below_a_kicker_that_no_sentence_follows_is_a_dek() -> None:
    said = "Toll on the bridge: Ostvik wants money from lorries"
    dek = "Ferry company is content with the money from lorries"
    assert headline(said, "Traffic in the north", dek, BYLINE) == said


def test_of_a_headline_said_twice_the_one_with_its_marks_is_taken() -> None:
    said = "Ostvik: bridge gets a toll for lorries"
    assert headline("Ostvik bridge gets a toll for lorries", said, BYLINE) == said


def test_a_name_said_again_with_by_is_no_headline() -> None:
    said = "Bridge over the sound gets a toll"
    assert headline(said, "4 May 2026, 10:12", "Eva Lund", "By Eva Lund", "Editor") == said


def test_a_headline_may_have_its_picture_s_credit_below() -> None:
    said = "Bridge of Ostvik gets a toll for lorries"
    assert headline(said, "© AGENCY / POOL", BYLINE) == said


def test_a_text_that_begins_above_its_byline_began_too_early() -> None:
    notice = "We have put together for you what you should know about the bridge this morning."
    said = "Bridge of Ostvik gets a toll for lorries"
    assert headline(notice, "The news", "Traffic", said, BYLINE) == said


def test_a_headline_may_have_a_picture_s_label_in_it() -> None:
    said = "First picture: this is how the toll bridge could look"
    assert headline(said, BYLINE) == said


def test_names_between_a_dek_and_a_date_are_no_headline() -> None:
    said = "What now for the crossing of Eva Lund?"
    dek = "The decision was close, and the ferry company is content with it, as was to be expected."
    names = "Eva Lund Mayor Bridge Lorries Islands"
    assert headline(said, dek, names, "4 May 2026, 10:12") == said


def test_a_dek_may_have_no_full_stop() -> None:
    said = "Ostvik wants a toll: what is in mind for bridge and lorries"
    dek = "Council of Ostvik decided that the bridge will get a new toll which lorries will pay"
    assert headline(said, dek, BYLINE) == said


def test_a_short_headline_may_stand_above_a_long_dek_without_a_full_stop() -> None:
    dek = "How the council of Ostvik decided on a new toll for its bridge and what lorries will pay"
    assert headline("The bridge of Ostvik", dek, BYLINE) == "The bridge of Ostvik"
    assert headline("Ostvik bridge", dek, BYLINE) == dek  # two words name a subject
    assert headline("Bridge and lorries", "Bridge and lorries", dek, BYLINE) == dek  # a menu's


def test_the_way_to_the_page_ends_with_its_headline() -> None:
    said = "Ferrymen raise a cheer"
    menu = "Weather and the tides"
    assert headline(menu, "HomeNorthFerrymen raise a cheer", said, BYLINE) == said


def test_a_menu_s_notices_may_be_taken_for_the_text() -> None:
    about = (
        "We have put together for you what you should know about the bridge this fine morning, and "
        "what you may want to read about it when you have the time."
    )
    saved = (
        "All that you have saved is kept for you in your own place until you take it out again, as "
        "long as you come back for it before the year is over."
    )
    buttons = ("Close", "Back", "Profile", "Settings", "Orders", "Papers", "Puzzles")
    said = "Bridge of Ostvik gets a toll for lorries"
    assert headline(about, "Your saved articles", saved, *buttons, said, BYLINE, BODY) == said


def captions(parsed: ParsedArticle) -> list[str]:
    return [block.text for block in parsed.blocks if block.zone is Zone.CAPTION]


@pytest.mark.parametrize("between", ["", "From our archive\n"])
def test_titles_of_other_articles_said_twice_are_no_captions(between: str) -> None:
    teasers = "".join(
        f"{title}\n{between}{title}\n"
        for title in ("Old mill of Ostvik to be sold", "Why the herring did not come this year")
    )
    parsed = parse_text(f"{MENU}\nBridge gets a toll for lorries\n{BYLINE}{BODY}{teasers}{BODY}")
    assert captions(parsed) == []


def test_a_caption_with_a_date_is_a_caption() -> None:
    said = "The bridge of Ostvik in the morning light, seen from the south, May 3, 2026."
    parsed = parse_text(f"Bridge gets a toll\n{BYLINE}{BODY}{said}\nPhoto: Eva Lund\n{BODY}")
    assert captions(parsed) == [said]


def test_a_list_of_articles_may_say_titles_twice_and_have_bylines() -> None:
    teaser = "The owners have looked for a buyer since the spring, and now there are two of them."
    entries = "".join(
        f"{title}:\n{title}\n{teaser}\nBy Ole Berg\n"
        for title in ("Old mill of Ostvik", "No herring this year", "Snow on the first of May")
    )
    parsed = parse_text(f"Bridge gets a toll\n{BYLINE}{BODY}More stories\n{entries}")
    assert [b.text for b in parsed.blocks if b.zone is Zone.SIDEBAR_TEASER] == [teaser] * 3


def test_a_paragraph_that_ends_with_a_quotation_is_no_headline() -> None:
    said = "Ferry fares to rise by 12 %"
    parsed = parse_text(
        f"{said}\n\nBy Lee Wake\n4 June 2025\n\n"
        "Ferry fares will rise by 12 % next month, the company said.\n\n"
        "“We had no choice,” said Kim Dale, its director. “Fuel is up by a third.”\n\n"
        "About 40,000 people use the ferry each year.\n"
    )
    assert parsed.metadata.headline == said
    assert parsed.left_out == ()


def test_the_way_to_an_article_s_section_is_no_headline() -> None:
    said = "Lorries pay to cross the sound"
    assert headline("Home / Ostvik / Council / Bridge", said, BYLINE) == said


def test_a_line_that_opens_with_a_small_letter_gives_way_to_a_better_one() -> None:
    said = "Bridge over the sound of Ostvik gets a toll"
    assert headline("see more about the bridge over the sound of Ostvik", said, BYLINE) == said


def test_a_short_section_s_name_above_a_long_headline_is_none() -> None:
    said = "Ostvik decides that lorries pay for the bridge, and that residents of islands don't"
    assert headline("Bridge & Toll", said, BYLINE) == said


def test_what_a_menu_says_again_and_again_is_no_headline() -> None:
    menu = "The Ostvik Council"
    said = "Lorries pay for the bridge"
    assert headline(menu, "Weather", menu, "Sport", menu, said, BYLINE) == said


def test_a_dated_title_between_the_paragraphs_is_another_article_s() -> None:
    said = "Lorries pay for the bridge"
    other = "Council of Ostvik: who decides on the bridge over the sound?"
    text = BODY.rstrip()
    assert headline(said, BYLINE.rstrip(), text, other, "2 March 2026, 9:00") == said


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("Eva Lund and Per Dahl\n4 May 2026, 10:12", ("Eva Lund", "Per Dahl")),
        ("Monday 4 May 2026 10:12 am by Eva Lund", ("Eva Lund",)),
        ("Updated 4 May 2026\nLorries wait at the bridge\nBy\nEva Lund\nEditor", ("Eva Lund",)),
    ],
)
def test_who_wrote_it_stands_beside_the_date_or_below_by(
    lines: str, authors: tuple[str, ...]
) -> None:
    said = "Toll on the bridge: Ostvik wants money from lorries"
    assert parse_text(f"{MENU}\n{said}\n{lines}\n{BODY}").metadata.authors == authors


def test_what_stands_above_a_long_menu_is_hardly_the_headline() -> None:
    menu = [f"Section {number}" for number in range(22)]
    said = "Nobody crosses for free any more"
    assert headline("Bridge over the sound", *menu, said, "4 May 2026") == said


def test_two_words_are_more_often_a_section_than_the_headline() -> None:
    said = "What crossing will cost us"
    assert headline("Ferry council", said, BYLINE) == said


def test_a_line_that_ends_with_its_picture_s_credit_is_no_headline() -> None:
    said = "Who pays"
    credited = "Lorries on the bridge over the sound near Ostvik Foto: Islepress/Eva Moor"
    assert headline(said, credited, BYLINE) == said


def test_a_menu_that_a_mark_parts_is_no_masthead() -> None:
    said = "Bridge of Ostvik gets a toll for lorries"
    lines = ["Contact | Traffic", MENU, "Traffic", said, BYLINE, BODY]
    assert parse_text("\n".join(lines)).metadata.headline == said


def test_a_headline_in_two_parts_is_told_from_the_line_above_it() -> None:
    said = "Salt water: who pays for repairs"
    assert headline("Lorries and the bridge of Ostvik", said) == said


def test_a_headline_may_share_fewer_words_than_the_longer_line_below() -> None:
    said = "Crossing will not stay free"
    assert headline(said, "What the mayor says of bridge and lorries", BYLINE) == said


def test_a_line_with_a_site_s_marks_gives_way() -> None:
    said = "Nothing here is free for lorries"
    assert headline(said, "Toll | Bridge | Ostvik", BYLINE) == said


def test_a_line_close_to_the_text_is_more_likely_than_one_above_some_buttons() -> None:
    buttons = [f"Section {number}" for number in range(9)]
    said = "Nobody crosses for free any more"
    assert headline("Ferry and council news today", *buttons, said) == said


def test_a_caption_may_have_a_button_behind_its_credit() -> None:
    said = "Nobody crosses for free any more"
    caption = "TOLL: Lorries on the bridge of Ostvik and the islands. Photo: Eva Lund Show more"
    assert headline(said, "Weather", caption, BYLINE) == said


def test_a_headline_may_stand_far_above_a_text_that_begins_with_a_box() -> None:
    box = [f"Section {number}" for number in range(80)]
    said = "Ostvik: bridge over the sound gets a toll for lorries"
    assert headline(said, *box) == said
