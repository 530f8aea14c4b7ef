"""Captions and credits among the lines of a capture: which belong together, which are none."""

import pytest

from galley.domain.article import Zone
from galley.importers.extract import to_scoring_json
from galley.importers.texts.capture import parse_text

TOP = "Bridge of Ostvik gets a toll for lorries\nBy Eva Lund\n4 May 2026, 10:12"
FIRST = (
    "The council of Ostvik decided on Monday that the bridge over the sound will get a new toll, "
    "which lorries will pay."
)
REST = (
    "Lorries will pay the most, the mayor said, while residents of the islands cross for free.\n"
    "The toll is to pay for repairs of the bridge, which has stood in salt water for forty years.\n"
)
CAPTION = "Lorries wait at the bridge of Ostvik on a Monday in May"


def figures(*between: str) -> list[tuple[str, str]]:
    """The captions and credits of a capture with these lines between its first paragraphs."""
    parsed = parse_text("\n".join([TOP, FIRST, *between, REST]))
    found = to_scoring_json(parsed)["figures"]
    return [(figure["caption"], figure["credit"]) for figure in found]


def test_a_credit_below_a_caption_said_twice_belongs_to_it() -> None:
    said = f"{CAPTION}."
    assert figures(said, said, "Foto: Ida Brandt") == [(said, "Ida Brandt")]


def test_the_paragraph_below_a_credit_is_no_caption() -> None:
    paragraph = "The ferry company is content with the toll, as was to be expected."
    said = [(CAPTION, "Per Dahl"), ("", "Ida Brandt")]
    above = f"{FIRST} {FIRST} {FIRST}"
    assert figures(CAPTION, "Foto: Per Dahl", above, "© Ida Brandt", paragraph) == said


def test_the_first_picture_s_caption_may_be_a_sentence_below_its_credit() -> None:
    above = f"{FIRST} {FIRST} {FIRST}"
    assert figures(above, "© Ida Brandt", f"{CAPTION}.") == [(f"{CAPTION}.", "Ida Brandt")]


@pytest.mark.parametrize("between", ["Enlarge image", "Bild vergrößern", "拡大", "2"])
def test_a_button_may_stand_between_a_description_and_its_caption(between: str) -> None:
    assert figures(CAPTION, between, CAPTION) == [(CAPTION, "")]


@pytest.mark.parametrize("between", ["Traffic", "Subscribe to the letter"])
def test_a_title_said_twice_around_a_section_is_no_caption(between: str) -> None:
    title = "“I would rather swim than pay for that bridge, and so would others”"
    assert figures(title, between, title) == []


def test_who_is_where_is_said_before_the_caption_with_its_credit() -> None:
    described = "Mayor Ada Holm (left) and Per Dahl (right) on the bridge of Ostvik"
    full = "Ada Holm and Per Dahl on the bridge. (Photo: Ida Brandt)"
    expected = [("Ada Holm and Per Dahl on the bridge.", "Ida Brandt")]
    assert figures(described, "Enlarge image", full) == expected


@pytest.mark.parametrize(
    "said",
    [
        "Mayor Ada Holm (l.) on the bridge.",
        "Mayor Ada Holm, left, and Per Dahl, second right, wait for the ferry to Ostvik on Monday.",
        "Der Rat von Ostvik (von li nach re): Ada Holm, Per Dahl und Ida Brandt",
    ],
)
def test_who_is_where_may_be_a_short_sentence(said: str) -> None:
    assert figures(said) == [(said, "")]


def test_a_name_said_twice_above_a_credit_is_a_caption() -> None:
    assert figures("Ada Holm", "Ada Holm", "Foto: Ida Brandt") == [("Ada Holm", "Ida Brandt")]


def test_an_agency_above_a_date_is_the_article_s() -> None:
    dek = "The council of the northern town was of one mind about it."
    parsed = parse_text(f"Bridge gets a toll\n{dek}\nAFP\n4 May 2026\n{FIRST}\n{REST}")
    assert not parsed.figures


def test_a_name_between_the_same_words_said_twice_is_who_took_the_picture() -> None:
    said = f"{CAPTION}, an hour before the council of Ostvik met in the hall beside it."
    assert figures(said, "Ida Brandt", said) == [(said, "Ida Brandt")]
    assert figures(said, "Ida Brandt", "The ferry company is content.") == []


def test_the_way_to_a_page_and_who_wrote_it_are_no_captions() -> None:
    way = "Home / Regions / The islands of the north"
    assert figures(way, "Foto: Ida Brandt", CAPTION) == [(CAPTION, "Ida Brandt")]
    assert figures("4 May / Home / Traffic / Bridges / Tolls – Photo: Ida Brandt") == []
    assert figures("Words: Ada Holm Photos: Ida Brandt") == []


def test_a_caption_may_begin_with_a_name_and_whom_it_acts_for() -> None:
    said = "Acting Attorney Ada Holm for the North speaks in the council’s hall."
    assert figures(f"{said} Ida Brandt / Northlight") == [(said, "Ida Brandt / Northlight")]


def test_a_list_of_topics_above_a_credit_is_no_caption() -> None:
    topics = "Ostvik Ferry Islands Lorries Toll Council"
    assert figures(topics, "Foto: Ida Brandt", CAPTION) == [(CAPTION, "Ida Brandt")]


def test_a_notice_of_rights_is_no_caption() -> None:
    parsed = parse_text(f"{TOP}\n{FIRST}\n{REST}\n© Licence to print\n© All rights reserved")
    assert not [block for block in parsed.blocks if block.zone is Zone.CAPTION]


def test_a_description_that_breaks_off_stands_above_its_caption() -> None:
    full = f"{CAPTION}, an hour before the council met."
    assert figures("Lorries wait at the bridge of Ostvik on a …", full) == [(full, "")]


def test_a_credit_s_line_above_a_labelled_caption_is_that_caption_s() -> None:
    lines = ("Image source, Per Dahl", f"Image caption, {CAPTION}.")
    second = ("Image source, Ida Brandt", "Image caption, The ferry to the islands.")
    expected = [(f"{CAPTION}.", "Per Dahl"), ("The ferry to the islands.", "Ida Brandt")]
    assert figures(*lines, "The ferry company is content with the toll.", *second) == expected


@pytest.mark.parametrize("number", ["[1/3]", "1 of 3 | ", "2 von 3: "])
def test_a_picture_s_number_is_no_part_of_its_caption(number: str) -> None:
    assert figures(f"{number}{CAPTION}. (AP Photo/Per Dahl)") == [
        (f"{CAPTION}.", "AP Photo/Per Dahl")
    ]


def test_a_credit_said_before_is_one_on_a_line_of_its_own_too() -> None:
    first = "Ostvik, 4 May: Lorries wait at the bridge. Foto: Northlight/Per Dahl"
    expected = [("Ostvik, 4 May: Lorries wait at the bridge.", "Northlight/Per Dahl")]
    found = figures(first, f"{CAPTION}.", "Northlight/Per Dahl")
    assert found == [*expected, (f"{CAPTION}.", "Northlight/Per Dahl")]


def test_names_with_their_agency_are_no_caption() -> None:
    assert figures("Ada Holm und Per Dahl, dpa") == []


def test_a_long_caption_that_says_who_is_where_has_the_credit_below_it() -> None:
    said = f"Mayor Ada Holm, second left, Per Dahl, left, {FIRST} {FIRST}"
    assert figures(said, "Photo: AFP") == [(said, "AFP")]


def test_a_long_line_said_twice_is_a_caption_and_its_sentence_in_the_text_stays() -> None:
    first = "Lorries that carry more than forty tons may cross the old bridge only by day in future"
    second = "The islands have lost half of their people since the ferry went for the last time"
    assert figures(first, first, second, second) == [(first, ""), (second, "")]
    parsed = parse_text("\n".join([TOP, FIRST, first, first, REST, f"{first}.", FIRST]))
    assert f"{first}." in [block.text for block in parsed.blocks if block.zone is Zone.BODY]


def test_a_picture_is_described_above_its_credit_and_has_its_caption_below_it() -> None:
    words, caption = "ostvik bridge lorries", "Lorries on the bridge of Ostvik in May"
    assert figures(words, "© Ida Brandt", caption) == [(caption, "Ida Brandt")]


def test_a_sentence_much_shorter_than_the_paragraphs_is_a_caption_below_its_credit() -> None:
    said = "Lorries may wait for an hour."
    assert figures("Ida Brandt / Northern Light", said) == [(said, "Ida Brandt / Northern Light")]


def test_a_paragraph_above_a_credit_is_no_caption_unless_it_is_shorter_than_others() -> None:
    paragraph = (
        "The ferry company, whose boats go twice a day, is content with the toll for lorries, as "
        "was to be expected."
    )
    assert figures(paragraph, "Photo: Ida Brandt") == [("", "Ida Brandt")]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Illustration by Ida Brandt", "Ida Brandt"),
        ("Photographs courtesy of The Ostvik Museum", "The Ostvik Museum"),
        ("Screenshot by Per Dahl/Northern Light", "Per Dahl/Northern Light"),
        ("(Ida Brandt / The Ostvik Courier)", "Ida Brandt / The Ostvik Courier"),
        ("(Per Dahl/per@example.org)", "Per Dahl/per@example.org"),
    ],
)
def test_a_credit_says_who_made_the_picture_in_many_ways(line: str, credit: str) -> None:
    assert figures(CAPTION, line) == [(CAPTION, credit)]


@pytest.mark.parametrize("number", ["Figure 2: ", "Abb. 3 – ", "図1 ", "Рис. 4. "])
def test_a_picture_that_is_called_by_a_number_has_a_caption(number: str) -> None:
    said = f"{number}Lorries on the bridge"
    assert figures(said) == [(said, "")]


def test_below_a_file_s_name_stands_a_caption_but_no_list_s_title_and_no_paragraph() -> None:
    said = "The bridge of Ostvik at night"
    assert figures("Bridge-at-night-4.jpg", said) == [(said, "")]
    listed = ("bridge.jpg", "A toll for lorries", "ferry.jpg", "A boat, twice a day", "Read more")
    assert figures(*listed) == []
    paragraph = "The ferry company is content with the toll for lorries, as was to be expected."
    assert figures("bridge.jpg", paragraph) == []


def test_a_question_above_a_credit_is_no_caption() -> None:
    asked = "Who is to pay for the bridge of Ostvik?"
    assert figures(asked, "Photograph by Ida Brandt") == [("", "Ida Brandt")]


@pytest.mark.parametrize("label", ["Foto:", "Credit:", "Źródło:", "صدر الصورة،", "Автор фото,"])
def test_a_credit_s_label_may_stand_on_a_line_of_its_own(label: str) -> None:
    assert figures(f"{CAPTION}.", label, "Per Dahl") == [(f"{CAPTION}.", "Per Dahl")]


@pytest.mark.parametrize("label", ["Image caption,", "Pie de foto,", "التعليق على الصورة،"])
def test_a_caption_s_label_may_stand_on_a_line_of_its_own(label: str) -> None:
    assert figures(label, f"{CAPTION}.") == [(f"{CAPTION}.", "")]
    lines = ("Image source, Per Dahl", label, f"{CAPTION}.")
    assert figures(*lines) == [(f"{CAPTION}.", "Per Dahl")]


def test_what_follows_a_label_without_a_name_is_not_its_line() -> None:
    said = "Source:"
    assert figures(said, "The council had promised the ferry company to wait until spring.") == []
