"""The text capture importer, on captures of papers that do not exist, and on made-up text."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from galley.domain.article import FIGURE_CHARACTER, Block, BlockType, ParsedArticle, Zone
from galley.domain.errors import ImportFailed
from galley.importers.decoding import clean_text
from galley.importers.registry import parse
from galley.importers.texts.capture import parse_text
from galley.importers.texts.lines import read_lines

CAPTURES = Path(__file__).parents[3] / "fixtures" / "captures"
NAMES = sorted(path.name for path in CAPTURES.glob("*.txt"))


def read(name: str) -> ParsedArticle:
    return parse((CAPTURES / name).read_bytes(), name=name)


def texts(parsed: ParsedArticle, zone: Zone) -> list[str]:
    return [block.text for block in parsed.blocks if block.zone is zone]


def of(parsed: ParsedArticle, zone: Zone) -> list[Block]:
    return [block for block in parsed.blocks if block.zone is zone]


def assert_covers(capture: str, parsed: ParsedArticle) -> None:
    """Every character that is seen is in exactly one block or left out with a reason."""
    seen = [0] * len(capture)
    pieces = [block.source for block in parsed.blocks]
    pieces += [piece.source for piece in parsed.left_out]
    for source in pieces:
        assert source is not None
        for position in range(*source):
            seen[position] += 1
    for position, char in enumerate(capture):
        if not char.isspace():
            assert seen[position] == 1, (position, capture[max(0, position - 30) : position + 30])
    for piece in parsed.left_out:
        assert piece.reason
        assert piece.text


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_a_capture_is_in_one_place(name: str) -> None:
    capture = clean_text((CAPTURES / name).read_text(encoding="utf-8"))
    assert_covers(capture, read(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_block_says_what_stood_in_its_place(name: str) -> None:
    capture = clean_text((CAPTURES / name).read_text(encoding="utf-8"))
    for block in read(name).blocks:
        assert block.source is not None
        assert "\n" not in block.text
        if block.type is not BlockType.FIGURE:
            stood = capture[slice(*block.source)].lstrip("•-* ")
            assert "".join(block.text.split()) == "".join(stood.split())


LINES = st.lists(
    st.sampled_from(
        [
            "", "", "Most viewed", "  • An item of a list", "    A teaser that goes on and on and",
            "Photo by: Ida Brandt", "Logo of A Paper newspaper A Paper - A headline said here",
            "A headline said here", "By Anna Kestrel", "14 March 2024", "© 2024 A Paper",
            "Comments",
            "The council met on Monday and decided nothing, as it had done for many years before.",
            "The council met on Monday and decided nothing, as it had done. (Photo: Reuters)",
            "Image source, Getty Images", "Image caption, The council at its table on Monday.",
            "The council met on Monday and decided …", "[1/2]The council, left.Ida Brandt (EFE)",
            "The council met on Monday. Ida Brandt", "Share this", "\tA table\tof two", "“Yes”, a",
        ]
    ),
    max_size=14,
)  # fmt: skip


@given(LINES)
def test_no_order_of_lines_loses_a_character(lines: list[str]) -> None:
    capture = "\n".join(lines)
    assert_covers(capture, parse_text(capture))


@example("©::/")
@given(st.text(alphabet=st.sampled_from("ab .•-\n:()/©|“”1,\u3000é京"), max_size=200))
def test_no_text_loses_a_character(capture: str) -> None:
    assert_covers(capture, parse_text(capture))


class TestLogoLine:
    """A capture that opens with the logo's description and says the headline three times."""

    @pytest.fixture
    def parsed(self) -> ParsedArticle:
        return read("logo-line.txt")

    def test_the_publication_is_read_from_the_right(self, parsed: ParsedArticle) -> None:
        assert parsed.metadata.publication == "The Harbour Gazette"
        assert texts(parsed, Zone.MASTHEAD) == ["The Harbour Gazette"]

    def test_the_headline_is_kept_once(self, parsed: ParsedArticle) -> None:
        headline = "Ferry pier to close for repairs, mayor says"
        assert texts(parsed, Zone.HEADLINE) == [headline]
        assert parsed.metadata.headline == headline
        assert [piece.reason for piece in parsed.left_out].count("The headline, said again") == 2

    def test_caption_and_credit_on_one_line_are_told_apart(self, parsed: ParsedArticle) -> None:
        assert texts(parsed, Zone.CAPTION) == [
            "Mayor Lena Quist shows the cracked pillars to reporters on Monday."
        ]
        assert texts(parsed, Zone.CREDIT) == ["Tomas Ebel"]
        assert texts(parsed, Zone.PHOTO) == [FIGURE_CHARACTER]
        [figure] = parsed.figures
        assert figure.lead
        assert figure.alt == "Content image - The Harbour Gazette"

    def test_the_body_is_verbatim(self, parsed: ParsedArticle) -> None:
        body = texts(parsed, Zone.BODY)
        assert len(body) == 3
        assert "“We can’t wait … the sea won’t,”" in body[1]
        assert "a a temporary" in body[2]

    def test_the_credit_line_and_the_sidebar(self, parsed: ParsedArticle) -> None:
        assert texts(parsed, Zone.CREDIT_LINE) == ["Additional reporting by Rosa Lind"]
        assert texts(parsed, Zone.SIDEBAR_HEADING) == ["MOST VIEWED"]
        assert texts(parsed, Zone.SIDEBAR_ITEM) == [
            "Lighthouse keeper retires after 41 years",
            "Council rejects ‘bridge of glass’",
        ]
        assert [block.truncated for block in of(parsed, Zone.SIDEBAR_TEASER)] == [True, False]
        assert {block.group for block in of(parsed, Zone.SIDEBAR_TEASER)} == {0}


class TestHardWrapped:
    """A capture whose lines are broken at a width, with the credit above the caption."""

    @pytest.fixture
    def parsed(self) -> ParsedArticle:
        return read("hard-wrapped.txt")

    def test_paragraphs_are_joined(self, parsed: ParsedArticle) -> None:
        body = texts(parsed, Zone.BODY)
        assert len(body) == 3
        assert body[0].endswith("on the price of water, the owners said yesterday.")
        assert "thirty-eight years" in body[0]
        assert "“half-truth”" in body[2]

    def test_a_credit_above_belongs_to_the_caption_below(self, parsed: ParsedArticle) -> None:
        [caption] = texts(parsed, Zone.CAPTION)
        assert caption.endswith("seen from the ferry last week.")
        assert texts(parsed, Zone.CREDIT) == ["Ida Brandt"]


class TestGeneralPaper:
    """A whole page's text, with menu, share buttons, a list in the text and links."""

    @pytest.fixture
    def parsed(self) -> ParsedArticle:
        return read("general-paper.txt")

    def test_what_stands_above_the_text(self, parsed: ParsedArticle) -> None:
        assert parsed.metadata.headline == "Bakers’ strike leaves the valley without rolls"
        assert parsed.metadata.authors == ("Anna Kestrel", "Jon Petrie")
        assert parsed.metadata.published == "2024-03-14"
        assert texts(parsed, Zone.BYLINE) == ["By Anna Kestrel and Jon Petrie"]
        assert texts(parsed, Zone.DATE) == ["14 March 2024, 9:05am"]
        assert texts(parsed, Zone.DEK) == [
            "Deliveries stop at midnight as talks over night pay break down for the third time."
        ]

    def test_a_caption_said_twice_is_kept_once(self, parsed: ParsedArticle) -> None:
        caption = "A baker closes the shutters of a shop in Ostwick."
        assert texts(parsed, Zone.CAPTION)[0] == caption
        assert texts(parsed, Zone.CREDIT) == ["Marta Solis/AFP"]
        assert parsed.figures[0].alt == caption

    def test_a_line_that_says_who_is_pictured_is_a_caption(self, parsed: ParsedArticle) -> None:
        assert texts(parsed, Zone.CAPTION)[1].endswith("the bank’s director Ly Andersen")

    def test_headings_and_lists_keep_their_kind(self, parsed: ParsedArticle) -> None:
        kinds = {block.text: block.type for block in of(parsed, Zone.BODY)}
        assert kinds["What the bakers want"] is BlockType.HEADING
        assert kinds["Two free weekends a month for all who work at night."] is BlockType.LIST_ITEM

    def test_what_is_not_the_article_is_left_out_with_a_reason(self, parsed: ParsedArticle) -> None:
        left = {piece.text: piece.reason for piece in parsed.left_out}
        assert left["Read more: Mill owner fined over dust"] == "A link to another article"
        assert left["Share this"] == "A button or a notice of the site"
        assert any("cookies" in text for text in left)
        assert any("All rights reserved" in text for text in left)

    def test_related_links_are_a_sidebar(self, parsed: ParsedArticle) -> None:
        assert texts(parsed, Zone.SIDEBAR_HEADING) == ["Related"]
        assert texts(parsed, Zone.SIDEBAR_ITEM) == [
            "Mill owner fined over dust",
            "Hospital kitchen bakes its own",
        ]

    def test_who_else_worked_on_it(self, parsed: ParsedArticle) -> None:
        assert texts(parsed, Zone.CREDIT_LINE) == [
            "Reporting by Anna Kestrel; editing by Joan Wirth"
        ]


LOGO = (
    "Logo of The Mill Post newspaper The Mill Post - {0}\n\n{0}\n\nContent image - The Mill Post\n"
)
HEADLINE = "New bank opens - and closes"
BODY = (
    "A new bank opened its doors on Friday, with three branches and plans for forty more.\n\n"
    "The bank will lend to farmers first, said its chief executive, who used to be one.\n\n"
    "“We want to help,” she said.\n"
)


def head(block: str, body: str = BODY) -> ParsedArticle:
    capture = LOGO.format(HEADLINE) + block + f"\n\n{HEADLINE}\n\n" + body
    parsed = parse_text(capture)
    assert_covers(capture, parsed)
    return parsed


class TestHeadZone:
    """What stands between the headline's first place and its last repeat."""

    @pytest.mark.parametrize(
        ("block", "caption", "credit"),
        [
            ("Farmers wait in line. Ida Brandt", "Farmers wait in line.", ["Ida Brandt"]),
            ("Farmers wait in line. IDA BRANDT", "Farmers wait in line.", ["IDA BRANDT"]),
            ("Farmers wait in line. AFP", "Farmers wait in line.", ["AFP"]),
            ("Farmers wait with the bank’s CEO Ly Anders", "", []),
            (
                "Photo by: Ida Brandt\nFarmers wait with the bank’s CEO Ly Anders",
                "",
                ["Ida Brandt"],
            ),
            (
                "Farmers wait in line. Ida Brandt\nFarmers wait in line. Ida Brandt",
                "Farmers wait in line.",
                ["Ida Brandt"],
            ),
            ("Farmers wait with Gen. Ly Anders", "", []),
        ],
    )
    def test_caption_and_credit(self, block: str, caption: str, credit: list[str]) -> None:
        parsed = head(block)
        assert texts(parsed, Zone.CAPTION) == [caption or block.split("\n")[-1]]
        assert texts(parsed, Zone.CREDIT) == credit
        assert [figure.alt for figure in parsed.figures] == ["Content image - The Mill Post"]

    def test_a_headline_with_dashes_in_it_is_read_whole(self) -> None:
        parsed = head("Farmers wait in line. Ida Brandt")
        assert parsed.metadata.headline == HEADLINE
        assert parsed.metadata.publication == "The Mill Post"

    def test_a_picture_without_a_caption_has_its_place(self) -> None:
        parsed = head("")
        assert texts(parsed, Zone.PHOTO) == [FIGURE_CHARACTER]
        assert texts(parsed, Zone.CAPTION) == []
        assert [figure.lead for figure in parsed.figures] == [True]

    def test_a_picture_in_the_text(self) -> None:
        body = f"{BODY}\nContent image - The Mill Post\nA branch in the upper valley\n\n{BODY}"
        parsed = head("Farmers wait in line. AFP", body.replace("Friday", "Monday", 1))
        assert texts(parsed, Zone.CAPTION)[1:] == ["A branch in the upper valley"]
        assert [figure.lead for figure in parsed.figures] == [True, False]

    def test_a_short_quote_at_the_end_is_kept(self) -> None:
        assert texts(head(""), Zone.BODY)[-1] == "“We want to help,” she said."

    def test_a_byline_below_the_headline(self) -> None:
        parsed = head("", "Reporter : Rosa Lind\n\n12 March 2018 | 06:45\n\n" + BODY)
        assert parsed.metadata.authors == ("Rosa Lind",)
        assert parsed.metadata.published == "2018-03-12"

    def test_numbered_headings_and_named_entries(self) -> None:
        body = f"1. See the bank\n\n{BODY}\n• Where: Mill Street\n\n• When: daily, 6am to 6pm\n"
        kinds = {block.text: block.type for block in of(head("", body), Zone.BODY)}
        assert kinds["1. See the bank"] is BlockType.HEADING
        assert kinds["Where: Mill Street"] is BlockType.LIST_ITEM


def test_a_list_page_is_a_list_with_teasers() -> None:
    capture = (
        "The Mill Post - National\n\nNational\n\n"
        "  • Miller fined over dust\n\n    The miller of the upper valley must pay, as the\n\n"
        "  • Bridge closed again\n\n    The bridge over the mill stream is closed for repairs.\n"
    )
    parsed = parse_text(capture)
    assert_covers(capture, parsed)
    assert parsed.metadata.headline == "National"
    assert texts(parsed, Zone.SIDEBAR_ITEM) == ["Miller fined over dust", "Bridge closed again"]
    assert [block.truncated for block in of(parsed, Zone.SIDEBAR_TEASER)] == [True, False]
    assert texts(parsed, Zone.BODY) == []


@pytest.mark.parametrize("capture", ["x\n" * 150_001, "A word or two. " * 700_001])
def test_a_text_too_long_for_an_article_gets_one_sentence(capture: str) -> None:
    with pytest.raises(ImportFailed, match="The text"):
        parse_text(capture)


@pytest.mark.parametrize(("parts", "publication"), [(1, "The Mill Post"), (400, "")])
def test_a_line_of_many_parts_is_no_masthead(parts: int, publication: str) -> None:
    capture = "The Mill Post - " * parts + f"{HEADLINE}\n\n{HEADLINE}\n\n{BODY}"
    assert parse_text(capture).metadata.publication == publication


def test_a_few_words_are_kept_whole() -> None:
    capture = "Bridge closed\n\nuntil May"
    parsed = parse_text(capture)
    assert_covers(capture, parsed)
    assert texts(parsed, Zone.BODY) == ["Bridge closed", "until May"]


PARAGRAPH = (
    "The bank of farmer number {0} will lend to those who are in need of it first, said its chief "
    "executive on Friday, who used to be a farmer herself for more than twenty years."
)


@pytest.mark.parametrize(
    "heading",
    [
        "Comments",
        "[ 167 comments ]",
        "Top Rated Comments",
        "12 thoughts on “Bank opens”",
        "6 Kommentare zu „Bank eröffnet“",
        "Une réflexion sur « La banque ouvre »",
        "3 comentarios en «Abre el banco»",
        "Eén reactie op “De bank gaat open”",
    ],
)
def test_what_readers_wrote_is_no_text_however_much_it_is(heading: str) -> None:
    own = [PARAGRAPH.format(number) for number in range(9)]
    theirs = [
        f"I think that is number {number} of all the things I ever saw." for number in range(90)
    ]
    parsed = parse_text("\n\n".join(["New bank opens", *own, heading, *theirs]))
    assert texts(parsed, Zone.BODY) == own


@pytest.mark.parametrize("button", ["Reply", "Antworten", "Répondre", "返信"])
def test_buttons_to_answer_tell_that_readers_wrote_it(button: str) -> None:
    own = [PARAGRAPH.format(number) for number in range(9)]
    theirs = [f"Eva {n}\n\n4 May 2026\n\n{PARAGRAPH.format(n)} No.\n\n{button}" for n in (1, 2, 3)]
    parsed = parse_text("\n\n".join(["New bank opens", *own, *theirs]))
    assert texts(parsed, Zone.BODY) == own
    assert len(texts(parse_text("\n\n".join([*own, *theirs[:2]])), Zone.BODY)) > len(own)


@pytest.mark.parametrize(
    "notice",
    [
        "Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind markiert.",
        "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués.",
        "Tu dirección de correo electrónico no será publicada. Todos los campos son necesarios.",
    ],
)
def test_a_comment_s_form_is_no_text(notice: str) -> None:
    own = [PARAGRAPH.format(number) for number in range(3)]
    assert texts(parse_text("\n\n".join(["New bank opens", *own, notice])), Zone.BODY) == own


@pytest.mark.parametrize(
    ("between", "kind"),
    [
        ("Who may borrow from it?", BlockType.HEADING),
        ("Mayor: “Too late for most of us”", BlockType.HEADING),
        ("“It comes too late for most of us.”", BlockType.PARAGRAPH),
        ("The mayor was not there.", BlockType.PARAGRAPH),
    ],
)
def test_a_short_line_between_paragraphs(between: str, kind: BlockType) -> None:
    parsed = parse_text(f"New bank opens\n\n{PARAGRAPH}\n\n{between}\n\n{PARAGRAPH}")
    assert [block.type for block in of(parsed, Zone.BODY)][1] is kind


@pytest.mark.parametrize("signature", ["(rl)", "/ rl", "– AFP", "[Rosa Lind]"])
def test_the_last_paragraph_may_be_signed_and_stand_below_a_picture(signature: str) -> None:
    picture = "The hall of the bank\n\nThe hall of the bank in Varlin. © Ida Brandt"
    last = f"{PARAGRAPH} {signature}"
    menu = "Topics\n\nBanks\n\nVarlin\n\nFarming\n\nContact"
    parsed = parse_text(f"New bank opens\n\n{BODY}\n\n{picture}\n\n{last}\n\n{menu}")
    assert texts(parsed, Zone.CAPTION) == ["The hall of the bank in Varlin."]
    assert texts(parsed, Zone.BODY)[-1] == last


def test_links_said_twice_are_no_text_however_much_they_ask() -> None:
    links = [f"What will the farmers grow in the year {year}?" for year in range(9)]
    listed = "\n\n".join(f"Picture\n\nFarming\n\n{link}\n\n{link}" for link in links)
    parsed = parse_text(f"New bank opens\n\n{BODY}\n\nService\n\n{listed}")
    assert "\n\n".join(texts(parsed, Zone.BODY)) == BODY.strip()


def test_a_line_below_read_more_is_a_link_and_no_heading() -> None:
    title = "Why the old bank had to close"
    parsed = parse_text(f"New bank opens\n\n{PARAGRAPH}\n\nREAD MORE\n\n{title}\n\n{BODY}")
    assert title not in texts(parsed, Zone.BODY)
    assert title in {piece.text for piece in parsed.left_out}


def test_a_picture_above_the_headline_has_its_caption() -> None:
    caption = "The hall of the bank on Friday"
    for above in (f"{caption}. Photo: Ida Brandt", f"{caption}.\n\nPhoto: Ida Brandt"):
        capture = (
            f"News\n\nContact\n\n{above}\n\nNew bank opens its doors\n\n12 March 2018\n\n{BODY}"
        )
        parsed = parse_text(capture)
        assert_covers(capture, parsed)
        assert texts(parsed, Zone.CAPTION) == [f"{caption}."]
        assert texts(parsed, Zone.CREDIT) == ["Ida Brandt"]
        assert parsed.metadata.headline == "New bank opens its doors"


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ("By Rosa Lind\n\n12 March 2018", ("Rosa Lind",)),
        ("12 March 2018\n\nBy Rosa Lind", ("Rosa Lind",)),
        ("12 March 2018\n\nRosa Lind", ("Rosa Lind",)),
        ("Front Page\n\n12 March 2018", ()),
    ],
)
def test_a_date_above_the_headline_may_have_a_name_beside_it(
    above: str, authors: tuple[str, ...]
) -> None:
    parsed = parse_text(f"News\n\n{above}\n\nNew bank opens its doors\n\n{BODY}")
    assert (parsed.metadata.authors, parsed.metadata.published) == (authors, "2018-03-12")


@pytest.mark.parametrize("button", ["Text Size", "Contact Us", "ABONE OL", "Zur Playlist"])
def test_a_button_is_no_author(button: str) -> None:
    parsed = parse_text(f"New bank opens\n\n{button}\n\n12 March 2018\n\n{BODY}")
    assert parsed.metadata.authors == ()


PAST = "\n\n".join(f"Day {n} of the bank\n\n{PARAGRAPH}" for n in range(9))


@pytest.mark.parametrize(
    ("below", "published"),
    [
        (f"{PAST}\n\nPublished: 12 March 2018", "2018-03-12"),
        (f"{PAST}\n\n12 March 2018, 14:02\n\n{PARAGRAPH}\n\n9 May 2017", "2018-03-12"),
        (f"{PAST}\n\n12 March 2018\n\n{PARAGRAPH}\n\n9 May 2017\n\n{PARAGRAPH}", ""),
        (f"{PAST}\n\nWhen: 12 March 2018, 18:00", ""),
    ],
    ids=["below the text", "amid it, with a time", "headings of days", "announced"],
)
def test_a_date_may_stand_far_below(below: str, published: str) -> None:
    assert parse_text(f"New bank opens\n\n{below}").metadata.published == published


def test_who_the_author_is_is_left_out() -> None:
    about = "Rosa Lind is our correspondent in Varlin and writes about banks and their farmers."
    parsed = parse_text(f"New bank opens its doors\n\nBy Rosa Lind\n\n{BODY}\n\n{about}")
    assert about not in texts(parsed, Zone.BODY)
    assert (about, "About the author") in {(x.text, x.reason) for x in parsed.left_out}


def test_who_wrote_a_post_that_is_quoted_stays_in_the_text() -> None:
    post = "— Rosa Lind (@rosalind) May 4, 2026"
    parsed = parse_text(f"New bank opens\n\n{PARAGRAPH}\n\n{post}\n\n{PARAGRAPH}")
    assert texts(parsed, Zone.BODY)[1] == post


def test_a_hyphen_alone_opens_direct_speech() -> None:
    said = "- We want to help those who need it, she said on Friday."
    capture = f"New bank opens\n\n{PARAGRAPH}\n\n{said}\n\n{PARAGRAPH}"
    parsed = parse_text(capture)
    assert_covers(capture, parsed)
    assert texts(parsed, Zone.BODY)[1] == said


class TestNamesWithoutBy:
    """Who wrote it, where no "by" says so."""

    @staticmethod
    def read(below: str) -> ParsedArticle:
        capture = f"The new bank opens its doors to farmers\n\n{below}\n\n{BODY}"
        parsed = parse_text(capture)
        assert_covers(capture, parsed)
        assert parsed.metadata.headline == "The new bank opens its doors to farmers"
        return parsed

    @pytest.mark.parametrize(
        "below",
        [
            "Rosa Lind",
            "12 March 2018 | 06:45 | By Rosa Lind",
            "12 March 2018 • Rosa Lind • 3 minutes",
            "12 March 2018\n\nRosa Lind",
            "Rosa Lind|Published 4 hours ago",
        ],
    )
    def test_a_name_in_the_head_is_the_author_s(self, below: str) -> None:
        assert self.read(below).metadata.authors == ("Rosa Lind",)

    def test_each_author_may_have_a_line(self) -> None:
        parsed = self.read("Rosa Lind\n\nPer Dahl\n\n12 March 2018")
        assert parsed.metadata.authors == ("Rosa Lind", "Per Dahl")

    def test_a_month_may_be_glued_to_a_name(self) -> None:
        assert self.read("Mill PostMarch 12, 2018").metadata.published == "2018-03-12"

    def test_a_name_above_a_credit_is_who_is_in_the_picture(self) -> None:
        assert self.read("Rosa Lind\n\nPhoto: AFP").metadata.authors == ()


@pytest.mark.parametrize(
    "above",
    [
        "The banker and her farmers on the stairs of the bank\n\nPhoto: AFP",
        "Main menu\n\nNews\n\nMain menu\n\nSport",
        "The bank lent to few. The farmers of the bank waited long. Will it change for farmers?",
    ],
    ids=["caption", "menu said twice", "several sentences"],
)
def test_what_is_no_headline(above: str) -> None:
    headline = "New bank opens its doors to farmers"
    parsed = parse_text(f"{above}\n\n{headline}\n\n12 March 2018\n\n{BODY}")
    assert parsed.metadata.headline == headline


@pytest.mark.parametrize(
    ("end", "start", "whole"),
    [
        ("short-", "and long-term plans", "short- and long-term plans"),
        ("rough-", "and-ready plans of all", "rough-and-ready plans of all"),
        ("long-", "term plans of the town", "long-term plans of the town"),
    ],
)
def test_a_wrapped_hyphen_takes_no_space_but_its_own(end: str, start: str, whole: str) -> None:
    full = "The council met on Monday and decided nothing as it had done"
    wrapped = [full] * 6 + [f"The council met on Monday, said in its many long {end}", start, full]
    line = read_lines("\n".join(wrapped))[0]
    assert whole in line.text


def test_neither_an_address_nor_short_lines_hide_that_a_capture_is_wrapped() -> None:
    wrapped = textwrap.wrap(PARAGRAPH * 3, 60)
    address = f"https://example.org/{'ostvik-' * 12}bridge.html"
    menu = "\n".join(["Home", "Sport", "Weather", "Our town"] * 3)
    capture = "\n".join([*wrapped, "", menu, "", address, "Read it", "", *wrapped])
    assert read_lines(capture)[0].text == " ".join(wrapped)


def test_a_line_that_announces_what_is_below_it_is_text() -> None:
    announced = "The council gave these reasons for it:"
    body = [PARAGRAPH, announced, "A picture of the bridge", PARAGRAPH]
    assert announced in texts(parse_text("\n\n".join([HEADLINE, *body])), Zone.BODY)
