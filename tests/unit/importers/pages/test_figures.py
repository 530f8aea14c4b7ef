"""Pictures with their captions and credits, in the many forms in which pages are built."""

import pytest

from galley.domain.article import ParsedArticle, Zone
from galley.importers.extract import to_scoring_json
from galley.importers.pages.html_page import parse_page

TEXT = (
    "The harbour board met on Tuesday evening to decide whether the old ferry should be repaired.",
    "Members heard from three captains, who said that the hull was sound and the engine good.",
    "A decision about the money is expected in the spring, when the council meets the region.",
    "Until then the boat stays at the quay, where school classes may visit it on weekdays.",
)
CAPTION = "The ferry at the old quay on Monday morning."
IMAGE = '<img src="/pics/ferry-9.jpg" width="640" height="400" alt="">'


def page(lead: str = "", middle: str = "", image: str = "") -> str:
    first, second, third, fourth = (f"<p>{text}</p>" for text in TEXT)
    main = f'<meta property="og:image" content="{image}">' if image else ""
    return (
        f"<html><head><title>Ferry stays</title>{main}</head><body>"
        "<nav><a href=/>Home</a><a href=/s>Sport</a></nav><div class=content>"
        f"<h1>Old ferry stays at the quay for the winter</h1><p class=byline>By Ann Berg</p>{lead}"
        f"<div class=text>{first}{second}{middle}{third}{fourth}</div></div></body></html>"
    )


def figures(parsed: ParsedArticle) -> list[tuple[str, str]]:
    said = to_scoring_json(parsed)["figures"]
    return [(figure["caption"], figure["credit"]) for figure in said]


def addresses(source: str) -> list[str]:
    site = "https://paper.example/"
    parsed = parse_page(source, address=f"{site}f")
    return [figure.address.removeprefix(site) for figure in parsed.figures]


def body(parsed: ParsedArticle) -> list[str]:
    return [block.text for block in parsed.blocks if block.zone is Zone.BODY]


FORMS = {
    "a table": f'<table><tr><td>{IMAGE}</td></tr><tr><td class="tr-caption">{CAPTION}</table>',
    "italics in a paragraph of their own": f"<p>{IMAGE}</p><p><em>{CAPTION}</em></p>",
    "italics in the picture's paragraph": f"<p>{IMAGE}<br><em>{CAPTION}</em></p>",
    "italics below a box": f"<div>{IMAGE}</div><i>{CAPTION}</i>",
    "boxes without names": f"<div><div>{IMAGE}</div><div>{CAPTION}</div></div>",
    "centred": f"<center>{IMAGE}<br><font size=1>{CAPTION}</font></center>",
    "small": f"<p>{IMAGE}<br><small>{CAPTION}</small></p>",
    "two boxes": f'<div class="hero">{IMAGE}</div><p class="hero-caption">{CAPTION}</p>',
    "a figure in a link to the picture": (
        f'<a href="/ferry-9.jpg"><figure>{IMAGE}<figcaption>{CAPTION}</figcaption></figure></a>'
    ),
    "a figure whose picture is drawn by a style": (
        f'<figure><div style="background:url(x)"></div><figcaption>{CAPTION}</figcaption></figure>'
    ),
}


@pytest.mark.parametrize("place", ["lead", "middle"])
@pytest.mark.parametrize("form", FORMS)
def test_a_caption_is_found_however_the_page_is_built(form: str, place: str) -> None:
    parsed = parse_page(page(**{place: FORMS[form]}))
    assert figures(parsed) == [(CAPTION, "")]
    assert body(parsed) == list(TEXT)
    assert parsed.figures[0].lead


CREDITED = {
    "in an element named for it": (
        f"<figure>{IMAGE}<figcaption class=caption><p>{CAPTION}</p>"
        "<span class=source>Ann Berg</span></figcaption></figure>"
    ),
    "behind a label": f"<div><div>{IMAGE}</div><div>{CAPTION}</div><p>Photo: Ann Berg</p></div>",
    "above the caption, in an element named for it": (
        f"<div class=image>{IMAGE}<div><span class=source>Ann Berg</span> "
        f"<span class=caption>{CAPTION}</span></div></div>"
    ),
    "in elements named after their box": (
        f"<figure>{IMAGE}<figcaption class=media-caption><span class=media-caption__label>Caption:"
        f"</span><br><br><span class=media-caption__text>{CAPTION}</span> "
        "<span class=media-caption__source>Ann Berg</span></figcaption></figure>"
    ),
    "said again without its label": (
        f"<figure>{IMAGE}<div class=src>Ann Berg</div>"
        f"<figcaption>{CAPTION} Photo: Ann Berg</figcaption></figure>"
    ),
    "in a caption that stands beside its picture": (
        f"<div><picture>{IMAGE}</picture><figcaption><span>{CAPTION} Photo: Ann Berg</span>"
        "</figcaption></div>"
    ),
    "in spans without names": (
        f"<div class=image>{IMAGE}<div><span>{CAPTION}</span> <span>Ann Berg</span></div></div>"
    ),
    "in a box below the caption's": (
        f'<div class="hero">{IMAGE}</div><div class="hero-meta"><div class="hero-caption">{CAPTION}'
        '</div><div class="hero-credit">Ann Berg</div></div>'
    ),
    "in a second caption's box, without its picture": (
        f"<div class=caption><figcaption class=text>{CAPTION}</figcaption>"
        "<figcaption class=author>Photo: Ann Berg</figcaption></div>"
    ),
    "behind a caption without its picture": (
        f"<div class=article-image><p class=media-text>{CAPTION}</p><p>Photo: Ann Berg</p></div>"
    ),
}


@pytest.mark.parametrize("form", CREDITED)
def test_a_credit_is_found_apart_from_its_caption(form: str) -> None:
    assert figures(parse_page(page(CREDITED[form]))) == [(CAPTION, "Ann Berg")]


@pytest.mark.parametrize("place", ["lead", "middle"])
@pytest.mark.parametrize(
    ("caption", "alt"),
    [
        ("The ferry at the old quay", ""),  # alone with its picture in one box
        ("The ferry at the old quay", "The ferry at the old quay - The Gazette"),
        ("नाव घाट पर", "नाव घाट पर - राजपत्र"),
    ],
)
def test_a_caption_need_be_no_sentence(caption: str, alt: str, place: str) -> None:
    image = IMAGE.replace('alt=""', f'alt="{alt}"')
    inside = parse_page(page(**{place: f"<div>{image}<div>{caption}</div></div>"}))
    assert figures(inside) == [(caption, "")]
    if alt:
        below = parse_page(page(**{place: f"<div>{image}</div><div>{caption}</div>"}))
        assert figures(below) == [(caption, "")]
        assert body(below) == list(TEXT)


def test_a_name_with_the_time_beside_a_face_is_no_caption() -> None:
    face = f"<div><div>{IMAGE}</div><div>Ann Berg 4 May, 17:46</div></div>"
    assert figures(parse_page(page(face))) == []


def test_each_picture_of_a_gallery_has_its_own_caption() -> None:
    captions = [CAPTION, "Captain Olsen at the wheel of the boat.", "The engine room in June."]
    slides = "".join(
        f'<li><img src="/{number}.jpg"><div class="caption">{caption}</div></li>'
        for number, caption in enumerate(captions)
    )
    parsed = parse_page(page(middle=f'<ul class="gallery">{slides}</ul>'))
    assert [caption for caption, _credit in figures(parsed)] == captions


NO_CAPTIONS = {
    "another article": (
        f'<figure class="teaser"><div>Read more</div>{IMAGE}<a href=/b>Bridge closed all May</a>'
        "</figure>"
    ),
    "an offer of the site": (
        '<div class="app-hint"><div><img src="/i.png"><p>Read us with our own app, free.</p></div>'
        "</div>"
    ),
    "a film between the paragraphs": (
        f'<div class="video-player"><figure>{IMAGE}<figcaption>How the ferry came to be here, in '
        "three minutes.</figcaption></figure></div>"
    ),
    "a broadcast to be heard": (
        f'<div class="audio-player"><div>{IMAGE}</div><div class="media-caption">From the harbour '
        "show of Monday.</div></div>"
    ),
    "a film that the capture lost": (
        "<figure><figcaption>How the ferry came to be here</figcaption><h2>More films</h2></figure>"
    ),
    "a label above a credit": (
        f"<figure>{IMAGE}<figcaption><div>Photo</div><div>Image</div></figcaption></figure>"
    ),
    "a label of the site": f"<figure>{IMAGE}<figcaption>Fotostrecke</figcaption></figure>",
    "a window that opens over the page": (
        f'<div class="search-box">{IMAGE}<div class="modal"><h6>Search the island gazette now.</h6>'
        "</div></div>"
    ),
    "a drawn sign": '<div><img src="/arrow.svg"><div>Show where this was said before.</div></div>',
    "links below a picture": (
        f'<div class="image-box">{IMAGE}<ul><li>The first of our many sources is this</li>'
        "<li>The second of our many sources is this</li></ul></div>"
    ),
}


@pytest.mark.parametrize("beside", NO_CAPTIONS)
def test_words_beside_a_picture_that_are_no_caption(beside: str) -> None:
    parsed = parse_page(page(middle=NO_CAPTIONS[beside]))
    assert not any(caption for caption, _credit in figures(parsed))


def test_a_byline_beside_a_player_is_one() -> None:
    face = f"<div class=audio><div>{IMAGE}</div><div class=media-text>By Eva Moor</div></div>"
    assert parse_page(page().replace("<p class=byline>By Ann Berg</p>", face)).metadata.authors == (
        "Eva Moor",
    )


def test_a_broadcast_above_the_text_has_no_caption() -> None:
    player = NO_CAPTIONS["a broadcast to be heard"]
    parsed = parse_page(page(lead=player))
    assert not any(caption for caption, _credit in figures(parsed))


def test_a_figure_that_was_never_closed_has_its_caption_all_the_same() -> None:
    long = "".join(f"<p>{text} {text} {text} {text} {text} {text}</p>" for text in TEXT)
    parsed = parse_page(
        page(f"<figure>{IMAGE}<figcaption>{CAPTION}</figcaption>") + f"<div>{long}</div>"
    )
    assert (CAPTION, "") in figures(parsed)


def test_the_picture_that_the_metadata_name_is_no_teaser_s() -> None:
    lead = (
        f'<div class="profile"><div class=image>{IMAGE}<p class=caption>{CAPTION}</p></div></div>'
    )
    assert figures(parse_page(page(lead))) == []
    named = parse_page(page(lead, image="https://paper.example/pics/ferry-9.jpg"))
    assert figures(named) == [(CAPTION, "")]


@pytest.mark.parametrize(
    "card",
    [
        f"<div><a href=/o>{IMAGE}</a><div><a href=/o>Bread is dear</a></div><p>{CAPTION}</p></div>",
        f'<div><a href="/">{IMAGE}</a><p>The paper of the islands since 1911.</p></div>',
        f"<div><a href=/authors/ann>{IMAGE}</a><p>Ann Berg writes about ferries.</p></div>",
    ],
    ids=["another article", "the front page", "an author"],
)
def test_a_picture_that_leads_elsewhere_is_none_of_the_article_s(card: str) -> None:
    assert parse_page(page(middle=card)).figures == ()


def test_a_picture_that_leads_to_itself_with_its_credit_is_the_article_s() -> None:
    linked = f"<a href=/photo/9>{IMAGE}<div class=photo-desc>{CAPTION} | Photo: Eva Mo</div></a>"
    assert figures(parse_page(page(lead=f"<div>{linked}</div>"))) == [(CAPTION, "Eva Mo")]


def test_the_switches_of_a_player_are_no_captions() -> None:
    switches = "".join(f"<div>{word}</div>" for word in ("Play", "Mute", "Red", "Blue"))
    film = f"<figure>{switches * 4}<figcaption>{CAPTION}</figcaption></figure>"
    assert figures(parse_page(page(lead=film))) == [(CAPTION, "")]


def test_pictures_between_the_paragraphs_are_the_article_s_without_a_caption() -> None:
    loose = f"<p><img src=/pics/icon.png width=40></p><p>{IMAGE}</p><p><img src=/pics/quay.jpg></p>"
    assert addresses(page(middle=loose)) == ["pics/ferry-9.jpg", "pics/quay.jpg"]


@pytest.mark.parametrize(
    "shared",
    [
        "https://paper.example/cut/ferry-9-1200x630.jpg",
        "https://paper.example/resize?url=https%3A%2F%2Fp.example%2Fferry-9.png&w=700",
    ],
)
def test_the_main_picture_is_known_in_another_size(shared: str) -> None:
    lead = f"<div><div>{IMAGE}</div></div>"
    assert len(parse_page(page(lead=lead, image=shared)).figures) == 1


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/static/placeholder.png" data-src="/pics/ferry-9.jpg">',
        '<img src="/static/blank.gif" srcset="/s.jpg 80w, /pics/ferry-9.jpg 800w, /m.jpg 470w">',
        '<img srcset="/s.jpg, /pics/ferry-9.jpg 2x">',
    ],
)
def test_a_picture_comes_from_where_the_page_takes_the_largest(image: str) -> None:
    lead = f"<figure>{image}<figcaption>{CAPTION}</figcaption></figure>"
    assert addresses(page(lead=lead)) == ["pics/ferry-9.jpg"]


def test_a_figure_s_caption_is_one_though_its_picture_is_gone() -> None:
    said = "The old quay <span class=credit>Eva Mo</span>"
    lost = f"<figure><div></div><figcaption>{said}</figcaption></figure>"
    assert figures(parse_page(page(middle=lost))) == [("The old quay", "Eva Mo")]


def test_a_portrait_with_a_biography_is_no_figure() -> None:
    about = f"<div class=box>{IMAGE}<p class=author-bio>Ann Berg has written of ferries.</p></div>"
    assert parse_page(page(middle=about)).figures == ()


def test_a_switch_behind_a_credit_is_none_of_it_and_the_credit_is_said_once() -> None:
    switches = "<b>hide caption</b></p></div><b>toggle caption</b></div>"
    credit = '<{0} class="credit">Ada Finch/AP</{0}>'
    source = page(
        middle=f'<div class="image">{IMAGE}<div class="caption-wrap"><div class="caption">'
        f"<p>{CAPTION} {credit.format('b')} {switches}{credit.format('span')}"
        f'<div><p class="caption">{CAPTION}</p>{credit.format("span")}</div></div>'
    )
    parsed = parse_page(source)
    assert figures(parsed) == [(CAPTION, "Ada Finch/AP")]
    assert body(parsed) == list(TEXT)


def test_a_figcaption_may_be_as_long_as_a_paragraph() -> None:
    long = " ".join(["The ferry lay at the old quay on Monday, and the captain spoke."] * 14)
    source = page(f"<div><figure>{IMAGE}</figure></div><figcaption>{long}</figcaption>")
    parsed = parse_page(source)
    assert figures(parsed) == [(long, "")]
    assert body(parsed) == list(TEXT)


def test_a_label_that_says_caption_is_enough_where_the_film_is_lost() -> None:
    told = "The harbour master told the paper that the ferry would stay"
    parsed = parse_page(page(f"<div><div></div><p><span>Media caption</span> {told}</p></div>"))
    assert told not in " ".join(block.text for block in parsed.blocks if block.zone is Zone.DEK)


@pytest.mark.parametrize("label", ["Main image: ", "Image caption, ", ""])
def test_what_a_caption_is_called_is_no_credit(label: str) -> None:
    told = f"{label}{CAPTION} Photograph: Ada Finch for the Isle"
    source = page(f"<figure>{IMAGE}<figcaption>{told}</figcaption></figure>")
    assert figures(parse_page(source)) == [(CAPTION, "Ada Finch for the Isle")]


def test_a_caption_that_is_said_again_brings_no_credit_alone() -> None:
    told = f"<figure>{IMAGE}<figcaption>{CAPTION} Photograph: Ada Finch</figcaption></figure>"
    assert figures(parse_page(page(told, told))) == [(CAPTION, "Ada Finch")]


def test_names_around_the_article_s_own_headline_or_text_make_no_picture_a_teaser_s() -> None:
    figure = f"<figure>{IMAGE}<figcaption>{CAPTION}</figcaption></figure>"
    top = page("BOX", figure).replace("<h1>", '<div class="advanced-teaser"><h1>', 1)
    top = top.replace(
        "BOX", f"<div>{figure.replace('9', '8').replace('Monday', 'Friday')}</div></div>"
    )
    inner = top.replace("<div class=text>", '<div class=text><div class="no-quote-indent">')
    found = figures(parse_page(inner.replace("</div></div></body>", "</div></div></div></body>")))
    assert found == [(CAPTION.replace("Monday", "Friday"), ""), (CAPTION, "")]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (
            f"<figcaption><ul><li>{CAPTION}</li><li>Reuters</li></ul></figcaption>",
            (CAPTION, "Reuters"),
        ),
        (
            f'<h2 class="image__caption">{CAPTION}</h2><span>Foto: Ida Holm</span>',
            (CAPTION, "Ida Holm"),
        ),
        (
            '<figcaption><a href="//atlas.example/w">The harbour in 1911</a> (Atlas)</figcaption>',
            ("The harbour in 1911 (Atlas)", ""),
        ),
        (
            '<figcaption class="caption">Source: Harbour Times, 3.4.2021</figcaption>',
            ("", "Harbour Times, 3.4.2021"),
        ),
    ],
    ids=["in a list", "in a heading that is named one", "a link to where it is from", "dated"],
)
def test_a_figure_s_caption_may_be_marked_up_otherwise(
    caption: str, expected: tuple[str, str]
) -> None:
    source = page(middle=f"<figure>{IMAGE}{caption}</figure>")
    assert figures(parse_page(source, address="https://paper.example/f")) == [expected]


def test_an_offer_that_its_picture_leads_to_as_well_is_no_caption() -> None:
    link = '<a href="https://shop.example/buy">'
    figure = f"<figure>{link}{IMAGE}</a><figcaption>{link}Save on it here</a></figcaption></figure>"
    parsed = parse_page(page(middle=figure), address="https://paper.example/f")
    assert all(not caption for caption, _credit in figures(parsed))


def test_a_licence_that_is_linked_within_a_labelled_credit_does_not_part_it() -> None:
    credit = 'Foto: <a href="//x.example">Ida Holm</a>, <a href="//cc.example">CC BY-SA 4.0</a>'
    caption = f"{CAPTION} {credit}"
    for said, expected in ((credit, ""), (caption, CAPTION)):
        figure = f"<figure>{IMAGE}<figcaption>{said}</figcaption></figure>"
        found = figures(parse_page(page(middle=figure)))
        assert found == [(expected, "Ida Holm, CC BY-SA 4.0")], said


@pytest.mark.parametrize("label", ["Share on Pinterest ", "Foto 1 de 5 ", "Open image in gallery "])
def test_the_words_of_a_picture_s_buttons_are_none_of_its_caption(label: str) -> None:
    figure = f"<figure>{IMAGE}<figcaption>{label}{CAPTION}</figcaption></figure>"
    assert figures(parse_page(page(middle=figure))) == [(CAPTION, "")]
    figure = f"<figure>{IMAGE}<figcaption>{label}</figcaption></figure>"
    assert all(not caption for caption, _credit in figures(parse_page(page(middle=figure))))


def test_when_it_was_published_is_no_caption_of_the_picture_above_it() -> None:
    dated = "26 September 2026 12:07 Last update: 7 minutes ago and 6 comments so far."
    parsed = parse_page(page(f"<div>{IMAGE}<div>{dated}</div></div>"))
    assert all(not caption for caption, _credit in figures(parsed))


def test_an_icon_before_a_quotation_makes_it_no_caption() -> None:
    icon = '<img src="/i/marks.gif" width="45" height="40" alt="Quote">'
    said = "“So far the figures are far too high for a boat of this age,” the captain said."
    parsed = parse_page(page(middle=f"<p><i>{icon} {said}</i></p>"))
    assert said in [block.text for block in parsed.blocks if block.zone is Zone.BODY]
    assert not figures(parsed)


@pytest.mark.parametrize("line", ["Log in to see the film.", "Jetzt anmelden und weiterlesen"])
def test_a_line_that_asks_to_log_in_is_no_caption(line: str) -> None:
    text = "<p>It decided nothing at all, as it had done for many years before that day.</p>" * 3
    parsed = parse_page(
        f"<h1>Nothing decided</h1><article>{text}<div class=picture><img src=a.jpg width=800>"
        f"<p>{line}</p></div>{text}</article>"
    )
    assert line not in [block.text for block in parsed.blocks if block.zone is Zone.CAPTION]
