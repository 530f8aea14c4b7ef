"""Lists of other articles in a capture that lost their shape."""

import pytest

from galley.domain.article import ParsedArticle, Zone
from galley.importers.extract import to_scoring_json
from galley.importers.list_ranks import rank_lengths
from galley.importers.texts.capture import parse_text

HEAD = "Bridge of Ostvik gets a toll for lorries\nBy Eva Lund\n4 May 2026, 10:12\n"
BODY = (
    "The council of Ostvik decided on Monday that the bridge over the sound will get a new toll.\n"
    "Lorries will pay the most, the mayor said, while residents of the islands cross for free.\n"
    "The toll is to pay for repairs of the bridge, which has stood in salt water for forty years.\n"
)
TITLES = (
    "Old mill of Ostvik is to be sold",
    "No herring came to the sound this year",
    "Snow fell on the first of May in the north",
)
TEASER = "The owners have looked for a buyer since the spring, and now there are two of them."


def read(below: str) -> ParsedArticle:
    return parse_text(HEAD + BODY + below)


def lists(parsed: ParsedArticle) -> list[tuple[str, list[str]]]:
    found = to_scoring_json(parsed)["sidebars"]
    return [(one["heading"], [item["headline"] for item in one["items"]]) for one in found]


ENTRIES = {
    "plain": "{title}\n",
    "numbered": "{number}\n{title}\n",
    "with sections": "News desk\n{title}\n",
    "with bylines and dates": "{title}\nBy Ole Berg\n4 May 2026\n",
    "with times ago": "{title}\n{number} hours ago\n",
    "said twice": "{title}\nNEWS\n{title}\n",
    "with the names of pictures": "mill-of-ostvik-{number}.jpg\n{title}\n",
    "bulleted": "• {title}\n",
}


@pytest.mark.parametrize("form", ENTRIES)
def test_a_list_is_found_whatever_stands_between_its_titles(form: str) -> None:
    entries = "".join(
        ENTRIES[form].format(title=title, number=number) for number, title in enumerate(TITLES, 1)
    )
    assert lists(read(f"Most popular\n{entries}Contact\nImprint\n")) == [
        ("Most popular", list(TITLES))
    ]


def test_sentences_below_the_titles_are_teasers() -> None:
    entries = "".join(f"4 May 2026\n{title}\n{TEASER}\n" for title in TITLES)
    parsed = read(f"Related articles\n{entries}About us and our paper\n")
    assert lists(parsed) == [("Related articles", list(TITLES))]
    assert [b.text for b in parsed.blocks if b.zone is Zone.SIDEBAR_TEASER] == [TEASER] * 3


def test_a_list_in_the_text_takes_no_paragraph() -> None:
    listed = "Related articles\n" + "\n".join(TITLES) + "\n"
    parsed = read(listed + BODY.replace("Ostvik", "Sundby"))
    assert lists(parsed) == [("Related articles", list(TITLES))]
    body = [block.text for block in parsed.blocks if block.zone is Zone.BODY]
    assert len(body) == len(BODY.splitlines()) * 2


def test_headings_with_paragraphs_are_no_list() -> None:
    said = [f"{TEASER} It is the {number} of them." for number in ("first", "second", "third")]
    sections = "".join(
        f"{title}\n{text}\nSo much of it.\n" for title, text in zip(TITLES, said, strict=True)
    )
    body = [block.text for block in read(f"Read more\n{sections}").blocks]
    assert all(text in body for text in said)


def test_a_menu_below_a_list_is_none_of_it() -> None:
    menu = "• About us and our paper\n• Letters to the editor\n• Help with your account\n"
    parsed = read("Most read\n" + "\n".join(TITLES) + "\n" + menu)
    assert lists(parsed) == [("Most read", list(TITLES))]


def test_topics_are_no_list_of_articles() -> None:
    assert lists(read("Related topics\n• Finland\n• Ferries\n• The sea\n")) == []


@pytest.mark.parametrize(
    ("texts", "lengths"),
    [
        (["1Old mill sold", "2No herring"], [1, 1]),
        (["10:15Old mill sold", "09:50 No herring"], [5, 6]),
        (["1. Old mill sold", "No herring"], [3, 0]),
        (["10 of the best mills", "No herring"], [0, 0]),
    ],
)
def test_numbers_and_times_are_parted_from_headlines(texts: list[str], lengths: list[int]) -> None:
    assert rank_lengths(texts) == lengths


def test_a_bullet_before_a_long_paragraph_does_not_hold_up_the_reading() -> None:
    long = "• " + TEASER + " " + TEASER + " " + TEASER
    assert any(TEASER in block.text for block in read(f"{long}\n{long}\n").blocks)


@pytest.mark.parametrize("heading", ["Trending now on Ostvik Post", "Latest ferry news"])
def test_a_heading_may_name_the_paper_or_a_subject(heading: str) -> None:
    parsed = read("\n".join([heading, *TITLES]))
    assert lists(parsed) == [(heading, list(TITLES))]


def test_of_lists_whose_names_stand_together_the_first_is_shown() -> None:
    entries = "".join(f"{title}\n" for title in TITLES)
    bullets = "".join(f"• {title}\n" for title in TITLES)
    names = "Most read\nMost commented\n"
    for listed in (entries, bullets, f"What’s trending now\n{entries}"):
        parsed = read(f"{names}{listed}")
        assert lists(parsed) == [("Most read", list(TITLES))]


def test_a_list_of_bare_titles_ends_at_the_name_of_something_else() -> None:
    entries = "".join(f"{title}\n" for title in TITLES)
    parsed = read(f"Most popular\n{entries}Podcasts\nThe long way home from the islands\n")
    assert lists(parsed) == [("Most popular", list(TITLES))]


def test_where_titles_have_subjects_above_them_a_long_subject_is_none_of_them() -> None:
    subjects = ("Trade", "Fishing", "Weather in spring here")
    entries = "".join(f"{a}\n{b}\n" for a, b in zip(subjects, TITLES, strict=True))
    assert lists(read(f"Most popular\n{entries}")) == [("Most popular", list(TITLES))]


def test_an_arrow_leads_elsewhere() -> None:
    entries = "".join(f"{title}\n" for title in TITLES)
    parsed = read(f"Most popular\n{entries}← Return to the previous page\n")
    assert lists(parsed) == [("Most popular", list(TITLES))]


def test_a_number_is_parted_from_a_title_only_where_all_have_one() -> None:
    titles = ["6 figures that show how old the bridge is", *TITLES[:2]]
    parsed = read("Most popular\n" + "".join(f"• {title}\n" for title in titles))
    assert lists(parsed) == [("Most popular", titles)]


def test_a_list_amid_the_text_has_its_long_titles_too() -> None:
    titles = [f"{title} and nobody knows what is to come of it now" for title in TITLES]
    box = "More trending\n" + "".join(f"{title}\n" for title in titles)
    parsed = read(f"{box}{BODY.replace('Monday', 'Friday')}")
    assert lists(parsed) == [("More trending", titles)]
    assert [b.text for b in parsed.blocks if b.zone is Zone.BODY][3].endswith("a new toll.")


def test_a_list_of_titles_with_teasers_ends_at_the_next_list_s_name() -> None:
    teaser = TEASER.replace("two of them", "two of them on the islands")
    others = (
        "Ferry company of the north buys a third boat",
        "Choir of Ostvik sings in the old mill again",
        "Last winter was the wettest of all so far",
    )
    entries, more = ("".join(f"{title}\n{teaser}\n" for title in one) for one in (TITLES, others))
    assert lists(read(f"Read also\n{entries}Related articles\n{more}")) == [
        ("Read also", list(TITLES)),
        ("Related articles", list(others)),
    ]
    named = "".join(f"{title}\n{teaser}\nRead also\n" for title in TITLES)
    assert lists(read(f"Read also\n{named}")) == [("Read also", list(TITLES))]
