"""Live blogs: each post keeps its time, exactly and above it; other short lines are no times."""

import pytest

from galley.domain.article import ParsedArticle, Zone
from galley.importers.pages.html_page import parse_page

SENTENCES = (
    "The harbour board met in the evening to decide whether the old ferry should be repaired.",
    "Members heard from three captains, who said that the hull was sound and the engine good.",
    "A decision about the money is expected in the spring, when the council meets the region.",
    "Until then the boat stays at the quay, where school classes may visit it on weekdays.",
)
TIMES = ("10.45", "10:15", "9.58", "09:02 Uhr")
HEAD = "<h1>Old ferry: the day in posts</h1><p>By Ann Berg</p><p>4 May 2026</p>"


def read(posts: str) -> ParsedArticle:
    return parse_page(f"<body>{HEAD}<main>{posts}</main>")


def told(parsed: ParsedArticle) -> list[tuple[Zone, str]]:
    flow = (Zone.DATE, Zone.BODY)
    return [(block.zone, block.text) for block in parsed.blocks if block.zone in flow]


def posts(form: str, times: tuple[str, ...] = TIMES) -> str:
    return "".join(
        form.format(time=time, number=number, text=text)
        for number, (time, text) in enumerate(zip(times, SENTENCES, strict=True))
    )


@pytest.mark.parametrize(
    "form",
    [
        "<div><div class=post-time>{time}</div><p>{text}</p></div>",
        "<article><header><span>{time}</span></header><p>{text}</p></article>",
        "<li><div><time datetime=2026-05-04T1{number}:00>{time}</time></div><p>{text}</p></li>",
        "<div><p class=when><a href=#p{number}>{time}</a></p><p>{text}</p></div>",
        "<div class=updated>{time} <a href=/by/ann>Ann Berg</a></div><p>{text}</p>",
    ],
)
def test_each_post_keeps_its_time(form: str) -> None:
    parsed = read(posts(form))
    times = [f"{time} Ann Berg" if "/by/" in form else time for time in TIMES]
    expected = [(Zone.DATE, "4 May 2026")]
    for time, text in zip(times, SENTENCES, strict=True):
        expected += [(Zone.DATE, time), (Zone.BODY, text)]
    assert told(parsed) == expected
    assert parsed.metadata.published == "2026-05-04"
    assert parsed.metadata.authors == ("Ann Berg",)


def test_the_heading_of_the_first_post_is_the_text_s() -> None:
    parsed = read(posts("<div>{time}</div><h2>Post {number} of them</h2><p>{text}</p>"))
    assert (Zone.BODY, "Post 0 of them") in told(parsed)
    assert [text for zone, text in told(parsed) if zone is Zone.DATE][1:] == list(TIMES)


@pytest.mark.parametrize(
    "form",
    [
        '<div><a href="/story-{number}">{time}</a></div><p>{text}</p>',  # leads to other articles
        '<p>{text}</p><div class="related">{time}</div>',
    ],
)
def test_a_time_that_is_no_post_s_is_left_out(form: str) -> None:
    parsed = read(posts(form))
    assert [text for zone, text in told(parsed) if zone is Zone.DATE] == ["4 May 2026"]


def test_the_same_line_above_each_paragraph_is_no_time() -> None:
    parsed = read(posts("<div>{time}</div><p>{text}</p>", ("Watch at 10.45",) * 4))
    assert [text for zone, text in told(parsed) if zone is Zone.DATE] == ["4 May 2026"]


def test_a_heading_with_a_time_stays_a_heading() -> None:
    parsed = read(posts("<h2>{time}: news of the ferry</h2><p>{text}</p>"))
    body = [text for zone, text in told(parsed) if zone is Zone.BODY and "news" in text]
    assert body == [f"{time}: news of the ferry" for time in TIMES[1:]]  # the first is the dek


def test_whoever_is_quoted_and_when_is_no_time_of_a_post() -> None:
    form = "<p>{text}</p><blockquote><p>So it is, number {number}.</p>— Ann (@ann) {time}"
    dates = tuple(f"May {day}, 2026" for day in (4, 5, 6, 7))
    flow = posts(form + "</blockquote>", dates) + f"<p>{SENTENCES[0]}</p>"
    zones = [zone for zone, text in told(read(flow)) if "@" in text]
    assert zones == [Zone.BODY] * 4


def test_prices_are_no_times() -> None:
    form = "<div class=price>${time} at the shop</div><p>{text}</p>"
    prices = ("3.00", "7.00", "4.00", "5.00")
    assert Zone.DATE not in [zone for zone, text in told(read(posts(form, prices))) if "$" in text]


def test_who_wrote_a_thread_s_posts_stands_above_them() -> None:
    posts = "".join(
        f"<div class=post><div class=post-author>{name}</div><div>4 May 2026, 10:0{number}</div>"
        f"<p>Post {number}: the council decided nothing, as it had done for many years.</p></div>"
        for number, name in enumerate(("reed.cutter", "ann", "bo", "ann"))
    )
    parsed = parse_page(f"<h1>Why does the council decide nothing?</h1>{posts}")
    names = [block.text for block in parsed.blocks if block.zone is Zone.BYLINE]
    assert names == ["reed.cutter", "ann", "bo", "ann"]


def test_rates_are_no_times_of_posts() -> None:
    offers = "".join(
        f"<p>Rate: 1.{n}%</p><p>The bank of island {n} asks for no fee in the first year.</p>"
        for n in (20, 25, 30, 35)
    )
    parsed = parse_page(f"<body><h1>Where savings earn most</h1><div>{offers}</div>")
    assert all(block.zone is not Zone.DATE for block in parsed.blocks)
