"""Pages that stand as a whole in a form or an oddly named box; paragraphs set as plain boxes."""

import pytest

from galley.domain.article import BlockType, ParsedArticle, Zone
from galley.importers.pages.html_page import parse_page

SENTENCES = (
    "The council met on Monday and decided nothing, as it had done for many years before that.",
    "Three captains told the members that the hull was sound and the engine as good as new.",
    "A decision about the money is expected in the spring, when the region's books are open.",
    "Until then the boat stays at the quay, where school classes may visit it on weekdays.",
    "Nobody from the ministry came to the meeting, although two chairs had been kept for it.",
    "The mayor said that she would write to the minister again, and then once more in autumn.",
    "An old sailor in the last row asked who would paint the boat, and got no answer at all.",
)
ARTICLE = (
    "<h1>Old ferry stays at the quay</h1><p>4 May 2026</p>"
    "<figure><img src=ferry.jpg><figcaption>The ferry at the quay on Monday.</figcaption></figure>"
    + "".join(f"<p>{text}</p>" for text in SENTENCES[:4])
    + "<h2>What the mayor says</h2><ul><li>Paint for the hull</li><li>A new engine</li></ul>"
    + "".join(f"<p>{text}</p>" for text in SENTENCES[4:])
)
MENU = "<ul><li><a href=/a>News</a></li><li><a href=/b>Sport of the island</a></li></ul>"


def told(parsed: ParsedArticle) -> list[tuple[Zone, BlockType, str]]:
    return [(block.zone, block.type, block.text) for block in parsed.blocks]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<form action=/x>", "</form>"),
        ("<ul><li>", "</li></ul>"),
        ("<aside>", "</aside>"),
        ('<div class="modal sidebar">', "</div>"),
        ("<footer><nav>", "</nav></footer>"),
        ("<blockquote>", "</blockquote>"),
        ('<figure class="newsletter">', "</figure>"),
    ],
)
def test_what_holds_the_whole_text_says_nothing_of_it(opening: str, closing: str) -> None:
    plain = parse_page(f"<body>{MENU}<div>{ARTICLE}</div></body>")
    assert [text for zone, _kind, text in told(plain) if zone is Zone.CAPTION]
    assert sum(kind is BlockType.LIST_ITEM for _zone, kind, _text in told(plain)) == 2
    wrapped = parse_page(f"<body>{MENU}{opening}{ARTICLE}{closing}</body>")
    assert told(wrapped) == told(plain)


def test_a_text_that_is_a_list_stays_one() -> None:
    entries = "".join(f"<li>{text}</li>" for text in SENTENCES)
    parsed = parse_page(f"<body><h1>Seven sentences</h1><ol>{entries}</ol></body>")
    items = [block.text for block in parsed.blocks if block.type is BlockType.LIST_ITEM]
    assert items == list(SENTENCES)


def test_a_notice_in_a_short_page_keeps_its_name() -> None:
    notice = "<div class=cookie-consent>" + "".join(f"<p>{s}</p>" for s in SENTENCES) + "</div>"
    text = "".join(f"<p>{s.replace('the', 'this')}</p>" for s in SENTENCES[:2])
    parsed = parse_page(f"<body>{notice}<div><h1>A short note</h1>{text}</div></body>")
    body = [block.text for block in parsed.blocks if block.zone is Zone.BODY]
    assert body == [s.replace("the", "this") for s in SENTENCES[:2]]


def test_comments_longer_than_the_article_stay_comments() -> None:
    said = "".join(f"<li><p>{text} I was there. {text}</p></li>" for text in SENTENCES)
    text = "".join(f"<p>{s.replace('the', 'this')}</p>" for s in SENTENCES[:3])
    page = f"<main><h1>A short note</h1>{text}</main><div class=comments><ul>{said}</ul></div>"
    body = [block.text for block in parse_page(page).blocks if block.zone is Zone.BODY]
    assert body == [s.replace("the", "this") for s in SENTENCES[:3]]


def test_a_form_around_most_of_the_page_is_no_form() -> None:
    text = "".join(f"<p>{text}</p>" for text in SENTENCES[:4])
    imprint = " ".join(SENTENCES[4:]).replace(".", "")
    parsed = parse_page(f"<form>{text}</form><footer>{imprint}</footer>")
    assert [b.text for b in parsed.blocks if b.zone is Zone.BODY] == list(SENTENCES[:4])


def test_a_few_words_in_a_form_are_kept() -> None:
    parsed = parse_page("<form><h1>Old ferry</h1><p>It stays here.</p><nav>Home</nav></form>")
    assert [block.text for block in parsed.blocks] == ["Old ferry", "It stays here."]


def test_paragraphs_that_are_plain_boxes_made_alike_are_found_beyond_others() -> None:
    def boxes(texts: tuple[str, ...]) -> str:
        return "<div>" + "".join(f"<div class=row-text>{text}</div>" for text in texts) + "</div>"

    links = "".join(f"<li><a href=/{n}>Another story of the island {n}</a></li>" for n in range(30))
    page = (
        f"<body><main><h1>Old ferry stays</h1>{boxes(SENTENCES[:4])}<div><ul>{links}</ul></div>"
        f"{boxes(('11.40 - The meeting goes on', *SENTENCES[4:]))}</main></body>"
    )
    body = [block.text for block in parse_page(page).blocks if block.zone is Zone.BODY]
    assert body == [*SENTENCES[:4], "11.40 - The meeting goes on", *SENTENCES[4:]]
