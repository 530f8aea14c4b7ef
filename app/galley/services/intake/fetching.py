"""Fetches one page when a person asks for it, within limits of time, size and redirects.

Sends no cookies, passwords or referrer, and follows http and https only. Knows nothing of what is
in a page, apart from the pictures that its article names, and these only when they are wanted.
"""

import contextlib
import hashlib
import http.client
import io
import re
import socket
import ssl
import threading
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from time import monotonic
from typing import IO, Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from galley import __version__
from galley.domain.article import Figure, ParsedArticle
from galley.domain.errors import ImportFailed, JobCancelled
from galley.domain.jobs import Job
from galley.services.intake.captures import Captured
from galley.services.intake.fetch_sentences import (
    NOT_ASKED,
    broken,
    empty,
    other_scheme,
    refused,
    too_large,
)

__all__ = ["AddressSource", "Limits", "fetch", "fetch_pictures", "is_address", "read_address"]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)  # a drive has one letter
_POLL = 0.05  # seconds between two looks at whether the person cancelled
_CHUNK = 64 * 1024
_MOST_PICTURES = 8
_SMALLEST_PICTURE = 400  # bytes; anything smaller holds a place until a script has run
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_HEADERS = {
    "User-Agent": f"Galley/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf, */*;q=0.5",
    "Accept-Encoding": "identity",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is fetched for one address."""

    seconds: float = 20.0
    size: int = 10 * 1024 * 1024
    redirects: int = 5


_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class AddressSource:
    """A page on the network.

    Attributes:
        address: As it was typed.
        with_pictures: Whether the pictures of its article are wanted too.
        asked: Whether the person asked for it to be fetched, and did not only drop it among files.
    """

    address: str
    with_pictures: bool = False
    limits: Limits = _LIMITS
    elsewhere: bool = False
    asked: bool = True

    @property
    def label(self) -> str:
        """The address."""
        return self.address

    def read(self, job: Job) -> Captured:
        """Fetch it."""
        address = read_address(self.address)
        if not self.asked:
            raise ImportFailed(NOT_ASKED)
        return fetch(address, job, self.limits)

    def other(self) -> None:
        """There is one answer."""

    def complete(self, parsed: ParsedArticle, job: Job) -> tuple[ParsedArticle, int]:
        """Fetch the article's pictures if they are wanted."""
        return fetch_pictures(parsed, job, self.limits) if self.with_pictures else (parsed, 0)


def is_address(text: str) -> bool:
    """Whether a text has the form of an address, fetched or not, and not of a file's name."""
    return _SCHEME.match(text) is not None


def read_address(typed: str) -> str:
    """The address that a person typed or pasted, in full and fit to be sent.

    Raises:
        ImportFailed: It is none, or not one that is fetched.
    """
    text = "".join(typed.split())
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError is one
        raise ImportFailed(f"“{typed.strip()}” is no address: copy it from the browser.") from error
    if parts.scheme not in {"http", "https"}:
        raise ImportFailed(other_scheme(parts.scheme))
    if not host or ("." not in host and ":" not in host and host != "localhost"):
        raise ImportFailed(f"“{typed.strip()}” is no address: copy it from the browser.")
    if "@" in parts.netloc:
        raise ImportFailed("The address holds a name or password: leave it out, it is never sent.")
    place = f"[{host}]" if ":" in host else host
    netloc = place if port is None else f"{place}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def fetch(address: str, job: Job, limits: Limits = _LIMITS) -> Captured:
    """Fetch a page; only what was asked for, nothing that it refers to.

    Args:
        address: As :func:`read_address` gives it.
        job: Asked twenty times a second whether the person cancelled.
        limits: Of time in all, of bytes, and of redirects.

    Returns:
        The bytes, what the server calls them, and the address where they were found.

    Raises:
        ImportFailed: They could not be had; the sentence says why and what to do.
        JobCancelled: The person cancelled.
    """
    line = _Line(limits)
    host = urlsplit(address).hostname or address
    try:
        return _watched(lambda: line.get(address), line.cut, job, limits)
    except _TooSlow:
        what = f"“{host}” did not send the page within {limits.seconds:.0f} seconds"
        raise ImportFailed(f"{what}: try again, or save it in a browser.") from None


def fetch_pictures(
    parsed: ParsedArticle, job: Job, limits: Limits = _LIMITS
) -> tuple[ParsedArticle, int]:
    """The article with the pictures that it names, as far as they can be had.

    A picture that can't be had keeps no article out: its figure keeps its address.

    Returns:
        The article, and how many pictures are missing.

    Raises:
        JobCancelled: The person cancelled.
    """
    figures, assets, missing = list(parsed.figures), dict(parsed.assets), 0
    wanted = [n for n, figure in enumerate(figures) if figure.address and not figure.asset]
    deadline = monotonic() + limits.seconds
    for number in _lead_first(wanted, figures)[:_MOST_PICTURES]:
        left = replace(limits, seconds=max(0.0, deadline - monotonic()))
        try:
            data = fetch(read_address(figures[number].address), job, left).data
        except ImportFailed:
            missing += 1
            continue
        if not _is_picture(data):
            missing += 1
            continue
        asset = hashlib.sha256(data).hexdigest()
        assets[asset] = data
        figures[number] = figures[number]._replace(asset=asset)
    return replace(parsed, figures=tuple(figures), assets=tuple(assets.items())), missing


def _lead_first(numbers: list[int], figures: Sequence[Figure]) -> list[int]:
    return sorted(numbers, key=lambda number: not figures[number].lead)


def _is_picture(data: bytes) -> bool:
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return len(data) >= _SMALLEST_PICTURE and (data.startswith(_PICTURES) or is_webp)


class _TooSlow(Exception):
    """The time is over."""


def _watched(
    work: Callable[[], Captured], cut: Callable[[], None], job: Job, limits: Limits
) -> Captured:
    """Run work that may block on a thread of its own, and cut it off when nobody waits any more."""
    ended, results, errors = threading.Event(), list[Captured](), list[BaseException]()

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again where somebody waits
            errors.append(error)
        ended.set()

    # A daemon: looking up a name can't be cut off, and must not keep the program from ending.
    threading.Thread(target=run, name="fetch", daemon=True).start()
    deadline = monotonic() + limits.seconds
    while not ended.wait(_POLL):
        if job.cancelled:
            cut()
            raise JobCancelled
        if monotonic() > deadline:
            cut()
            raise _TooSlow
    if errors:
        raise errors[0]
    return results[0]


class _Line:
    """The connections of one fetch, so that they can be cut from another thread."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sockets: list[socket.socket] = []
        self._is_cut = False
        # Only these: the usual opener reads files and FTP too, and asks for passwords.
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            _Http(self),
            _Https(self),
            _Redirects(limits.redirects),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.UnknownHandler(),
        ):
            self._opener.add_handler(handler)

    def opened(self, connection: socket.socket) -> None:
        """A connection was made."""
        self._sockets.append(connection)
        if self._is_cut:
            self.cut()

    def cut(self) -> None:
        """Let whoever reads fail at once."""
        self._is_cut = True
        for connection in self._sockets:
            with contextlib.suppress(OSError):  # closed already
                connection.shutdown(socket.SHUT_RDWR)

    def get(self, address: str) -> Captured:
        """Ask, follow redirects and read all of the answer."""
        host = urlsplit(address).hostname or address
        request = urllib.request.Request(address, headers=_HEADERS)  # noqa: S310 - see the handlers
        try:
            with self._opener.open(request, timeout=self._limits.seconds) as answer:
                if answer.status == http.client.NO_CONTENT:
                    raise ImportFailed(empty(host))
                data = _unpacked(self._body(answer), answer.headers, self._limits.size)
                found = str(answer.url)
                media_type = str(answer.headers.get("Content-Type", ""))
                if not data.strip():
                    raise ImportFailed(empty(host))
        except urllib.error.HTTPError as error:
            error.close()
            raise ImportFailed(refused(error.code, host)) from error
        except urllib.error.URLError as error:
            reason = error.reason if isinstance(error.reason, Exception) else error
            raise ImportFailed(broken(reason, host)) from error
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise ImportFailed(broken(error, host)) from error
        return Captured(data, _name(found), media_type, found)

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        expected = answer.headers.get("Content-Length", "")
        if expected.isascii() and expected.isdigit() and int(expected) > self._limits.size:
            raise ImportFailed(too_large(self._limits.size))
        body = bytearray()
        while chunk := answer.read(_CHUNK):
            body += chunk
            if len(body) > self._limits.size:
                raise ImportFailed(too_large(self._limits.size))
        if expected.isascii() and expected.isdigit() and len(body) < int(expected):
            raise http.client.IncompleteRead(bytes(body))
        return bytes(body)


class _Http(urllib.request.HTTPHandler):
    """Tells the line of its connections."""

    def __init__(self, line: _Line) -> None:
        super().__init__()
        self._line = line

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        line = self._line

        class Connection(http.client.HTTPConnection):
            def connect(self) -> None:
                super().connect()
                line.opened(self.sock)

        return self.do_open(Connection, req)


class _Https(urllib.request.HTTPSHandler):
    """The same, with the certificates checked."""

    def __init__(self, line: _Line) -> None:
        super().__init__(context=ssl.create_default_context())
        self._line = line

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        line = self._line

        class Connection(http.client.HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                line.opened(self.sock)

        return self.do_open(Connection, req, context=self._context)  # type: ignore[attr-defined]  # the stubs lack it


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, to addresses that would be fetched if they were typed."""

    max_repeats = 1_000  # of one address, for urllib: the count below comes first, and says more

    def __init__(self, most: int) -> None:
        self._left = most
        self._most = most

    def http_error_302(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
    ) -> Any:  # noqa: ANN401 - as in the base class
        """Go on without reading what else the server has to say: it may be without end."""
        fp.close()
        return super().http_error_302(req, io.BytesIO(), code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if self._left == 0:
            raise ImportFailed(
                f"The page leads on more than {self._most} times: open it in a browser and save it."
            )
        self._left -= 1
        return super().redirect_request(req, fp, code, msg, headers, read_address(newurl))


def _unpacked(body: bytes, headers: Any, limit: int) -> bytes:  # noqa: ANN401 - a Message of either kind
    """The body without a compression that was not asked for; some servers send it all the same."""
    packing = str(headers.get("Content-Encoding", "")).strip().lower()
    if packing in {"", "identity"}:
        return body
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise ImportFailed("The page came in a form that can’t be read: save it in a browser.")
    opener = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    unpacked = opener.decompress(body, limit + 1)
    if len(unpacked) > limit:
        raise ImportFailed(too_large(limit))
    if not opener.eof:  # a server need not say how much there is, but the packing does
        raise http.client.IncompleteRead(unpacked)
    return unpacked


def _name(address: str) -> str:
    """A short name for the capture: the last word of its address, else the site's."""
    parts = urlsplit(address)
    last = PurePosixPath(unquote(parts.path)).name
    return last or (parts.hostname or "page")
