"""One page over the network, from a server on this machine: what is sent, taken and refused."""

import gzip
import socket
import threading
import zlib
from collections.abc import Callable, Iterator

import pytest

from galley.domain.article import Figure, Metadata, ParsedArticle
from galley.domain.errors import ImportFailed, JobCancelled
from galley.domain.jobs import Job
from galley.services.intake import fetching
from galley.services.intake.fetching import (
    AddressSource,
    Limits,
    fetch,
    fetch_pictures,
    is_address,
    read_address,
)
from tests.loopback import ARTICLE_PAGE, PNG, Handler, Site, loopback_site

SMALL = Limits(seconds=5, size=1000, redirects=5)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with loopback_site() as site:
        yield site


def refusal(address: str, limits: Limits = SMALL) -> str:
    with pytest.raises(ImportFailed) as failure:
        fetch(address, Job(), limits)
    return str(failure.value)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example.org", "https://example.org/"),
        ("  http://example.org/a b\n", "http://example.org/ab"),
        ("https://example.org/x?q=é#part", "https://example.org/x?q=%C3%A9"),
        ("https://bücher.example/ä%20b", "https://xn--bcher-kva.example/%C3%A4%20b"),
        ("localhost:8080/a", "https://localhost:8080/a"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("HTTPS://Example.ORG", "https://example.org/"),
    ],
)
def test_an_address_is_read_as_it_is_typed(typed: str, address: str) -> None:
    assert read_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "no address"),
        ("council votes on harbour", "no address"),
        ("http://", "no address"),
        ("http://[broken", "no address"),
        ("http://example.org:port/", "no address"),
        ("https://a..b/", "no address"),
        ("file:///etc/passwd", "Only http and https addresses can be fetched: import the file"),
        ("ftp://example.org/x", "Only http and https addresses can be fetched, not ftp: save"),
        ("https://ada:secret@example.org/", "name or password"),
    ],
)
def test_what_is_no_address_is_told_in_a_sentence(typed: str, words: str) -> None:
    with pytest.raises(ImportFailed, match=words) as failure:
        read_address(typed)
    assert "secret" not in str(failure.value)


def test_an_address_is_told_from_a_file() -> None:
    assert is_address("HTTPS://example.org")
    assert is_address("ftp://example.org/x.html")
    assert not is_address("c://pages/x.html")
    assert not is_address("/home/ada/https.txt")


def test_a_page_comes_with_its_type_its_name_and_where_it_was_found(site: Site) -> None:
    site.page("/2016/story", ARTICLE_PAGE, media_type="text/html; charset=utf-8")
    start = site.redirect("/s", "/2016/story")
    captured = fetch(start, Job())
    assert captured.data == ARTICLE_PAGE
    assert captured.media_type == "text/html; charset=utf-8"
    assert captured.name == "story"
    assert captured.address == f"{site.address}/2016/story"


def test_the_request_tells_nothing_of_the_person(site: Site) -> None:
    site.page("/", b"<p>x", Set_Cookie="a=1")
    start = site.redirect("/s", "/")
    fetch(start, Job())
    fetch(start, Job())
    allowed = {"Accept", "Accept-Encoding", "User-Agent", "Host", "Connection"}
    assert [path for path, _headers in site.requests] == ["/s", "/", "/s", "/"]
    assert {name for _path, headers in site.requests for name in headers} == allowed


def test_five_redirects_are_followed_and_a_sixth_is_not(site: Site) -> None:
    site.page("/5", b"here")
    for number in range(5):
        site.redirect(f"/{number}", f"/{number + 1}", status=(301, 302, 303, 307, 308)[number])
    assert fetch(f"{site.address}/0", Job()).data == b"here"
    first = site.redirect("/-1", "/0")
    assert "more than 5 times" in refusal(first)
    assert site.requests[-1][0] == "/4"


def test_a_page_that_leads_to_itself_is_told_as_any_that_leads_on(site: Site) -> None:
    assert "more than 5 times" in refusal(site.redirect("/round", "/round"))


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("file:///etc/hostname", "leads on"),
        ("ftp://127.0.0.1/x", "Only http and https"),
        ("http://ada:secret@127.0.0.1/", "name or password"),
        ("https://a..b/", "no address"),
    ],
)
def test_a_redirect_leads_nowhere_that_is_not_fetched(site: Site, target: str, words: str) -> None:
    assert words in refusal(site.redirect("/", target))


def test_a_redirect_with_endless_words_is_followed_at_once(site: Site) -> None:
    site.page("/here", b"here")

    def answer(handler: Handler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "/here")
        handler.end_headers()
        handler.wfile.write(b"x" * 2000)
        site.released.wait(10)

    assert fetch(site.answer("/", answer), Job(), SMALL).data == b"here"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "subscribers"),
        (403, "refused"),
        (404, "no such page"),
        (418, "error 418"),
        (429, "try again later"),
        (503, "try again later"),
        (204, "empty"),
    ],
)
def test_an_answer_that_is_no_page_is_told_in_a_sentence(
    site: Site, status: int, words: str
) -> None:
    assert words in refusal(site.page("/x", b"" if status == 204 else b"<p>no", status))


@pytest.mark.parametrize("sent", [b"", b" \n"])
def test_an_answer_with_no_word_in_it_is_told_of_as_a_page(site: Site, sent: bytes) -> None:
    assert refusal(site.page("/x", sent)) == (
        "“127.0.0.1” sent an empty page: open it in a browser."
    )


def test_a_page_over_the_limit_is_not_taken(site: Site) -> None:
    assert fetch(site.page("/just", b"x" * 1000), Job(), SMALL).data == b"x" * 1000
    assert "larger than" in refusal(site.page("/said", b"x" * 1001))

    def unsaid(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 1000)

    assert "larger than" in refusal(site.answer("/unsaid", unsaid))


def test_a_compressed_page_is_opened_within_the_limit(site: Site) -> None:
    packed = site.page("/a", gzip.compress(b"words"), Content_Encoding="gzip")
    assert fetch(packed, Job(), SMALL).data == b"words"
    bomb = gzip.compress(b"0" * 100_000)
    assert len(bomb) < 1000
    assert "larger than" in refusal(site.page("/b", bomb, Content_Encoding="gzip"))
    assert "can’t be read" in refusal(site.page("/c", b"x", Content_Encoding="br"))
    assert "no page" in refusal(site.page("/d", b"xyz", Content_Encoding="gzip"))


@pytest.mark.parametrize(("name", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_compressed_page_that_was_cut_off_is_not_taken_for_a_page(
    name: str, pack: Callable[[bytes], bytes], site: Site
) -> None:
    """What was cut off is text that is lost without a word; the server need not count it."""
    packed = pack(b"words" * 99)

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Encoding", name)
        handler.end_headers()
        handler.wfile.write(packed[:-6])

    assert "broke off" in refusal(site.answer("/", answer))


def test_a_page_that_is_said_to_be_too_large_is_not_waited_for(site: Site) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "9999999")
        handler.end_headers()

    assert "larger than" in refusal(site.answer("/", answer))


def test_a_server_that_says_less_than_it_promised_broke_off(site: Site) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "500")
        handler.end_headers()
        handler.wfile.write(b"half")

    assert "broke off" in refusal(site.answer("/", answer))


def test_a_server_that_speaks_no_http(site: Site) -> None:
    def answer(handler: Handler) -> None:
        handler.wfile.write(b"SSH-2.0-nothing\r\n")

    assert "no page" in refusal(site.answer("/", answer))


def test_nobody_there_and_no_such_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert "does not answer" in refusal(f"http://127.0.0.1:{port}/")
    secure = site.address.replace("http:", "https:")
    assert "no secure connection" in refusal(secure)

    def unknown(*_args: object, **_more: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "was not found" in refusal("http://nowhere.example/")


def _dripping(site: Site, in_head: bool) -> str:
    def answer(handler: Handler) -> None:
        if not in_head:
            handler.send_response(200)
            handler.end_headers()
        while not site.released.wait(0.02):
            handler.wfile.write(b"x")

    return site.answer("/slow", answer)


@pytest.mark.parametrize("in_head", [True, False])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(site: Site, in_head: bool) -> None:
    limits = Limits(seconds=0.3, size=1_000_000)
    assert "within 0 seconds" in refusal(_dripping(site, in_head), limits)


@pytest.mark.parametrize("in_head", [True, False])
def test_cancelling_cuts_the_line(site: Site, in_head: bool) -> None:
    job = Job()
    threading.Timer(0.1, job.cancel).start()
    with pytest.raises(JobCancelled):
        fetch(_dripping(site, in_head), job)
    # The thread that read has ended too: the fixture that counts threads would say otherwise.


def _with_figures(*figures: Figure) -> ParsedArticle:
    return ParsedArticle(Metadata(), (), "web-page/1", figures)


def test_pictures_are_fetched_only_of_figures_and_the_article_stays_without(site: Site) -> None:
    good = site.page("/photo.png", PNG, media_type="image/png")
    text = site.page("/text.png", b"not a picture " * 50)
    given = _with_figures(
        Figure(address=text),
        Figure(address=f"{site.address}/gone.png"),
        Figure(address=good, lead=True),
        Figure(alt="no address"),
        Figure(address="file:///etc/hostname"),
        Figure(address=good, asset="there"),
    )
    got, missing = fetch_pictures(given, Job())
    assert [path for path, _headers in site.requests] == ["/photo.png", "/text.png", "/gone.png"]
    assert missing == 3
    (asset,) = got.assets
    assert asset[1] == PNG
    assert [figure.asset for figure in got.figures] == ["", "", asset[0], "", "", "there"]


def test_all_pictures_together_have_one_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "monotonic", iter([0.0, 1.0, 1.0, 99.0, 99.0, 99.0]).__next__)
    seconds: list[float] = []

    def refuse(_address: str, _job: Job, limits: Limits) -> None:
        seconds.append(limits.seconds)
        raise ImportFailed("no")

    monkeypatch.setattr(fetching, "fetch", refuse)
    figures = (Figure(address="http://a.example/1"), Figure(address="http://a.example/2"))
    fetch_pictures(_with_figures(*figures), Job(), Limits(seconds=5))
    assert seconds == [4.0, 4.0]


def test_a_source_reads_its_address(site: Site) -> None:
    source = AddressSource(site.page("/a", b"words"))
    assert (source.label, source.elsewhere) == (f"{site.address}/a", False)
    assert source.read(Job()).data == b"words"
