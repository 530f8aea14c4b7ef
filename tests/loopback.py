"""A web server on this machine only, with answers made for the tests of fetching."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["ARTICLE_PAGE", "PNG", "Answer", "Site", "loopback_site"]

Answer = Callable[["Handler"], None]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3

_WORDS = "The council met on Tuesday and spoke of the harbour for two hours before it voted. "
ARTICLE_PAGE = (
    "<!doctype html><html><head><meta charset='utf-8'><title>Harbour vote</title></head><body>"
    "<article><h1>Council votes on the harbour</h1>"
    f"<p>{_WORDS * 3}</p><figure><img src='/photo.png' width='800' height='600'>"
    f"<figcaption>Boats in the harbour on Monday.</figcaption></figure><p>{_WORDS * 4}</p>"
    f"<p>{_WORDS * 2}</p></article></body></html>"
).encode()


@dataclass(slots=True)
class Site:
    """What the server answers, and what it was asked.

    Attributes:
        address: Of its root, without a slash at its end.
        answers: By path.
        requests: The path and headers of each request, in order.
        released: Set when handlers that wait may go on.
    """

    address: str
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def page(
        self, path: str, body: bytes, status: int = 200, media_type: str = "text/html", **more: str
    ) -> str:
        """Answer a path with a body; the address of it."""

        def answer(handler: "Handler") -> None:
            handler.send_response(status)
            headers = {"Content-Type": media_type, "Content-Length": str(len(body))}
            for name, value in (headers | more).items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        return self.answer(path, answer)

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        """Lead a path elsewhere; the address of it."""
        return self.page(path, b"", status, Location=target)

    def answer(self, path: str, answer: Answer) -> str:
        """Answer a path in some other way; the address of it."""
        self.answers[path] = answer
        return self.address + path


class Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.requests.append((self.path, dict(self.headers)))
        try:
            self.site.answers[self.path](self)
        except (BrokenPipeError, ConnectionResetError):
            pass  # whoever asked has gone
        except KeyError:
            self.send_error(404)

    def log_message(self, *_args: object) -> None:
        """Nothing on the terminal."""


@contextmanager
def loopback_site() -> Iterator[Site]:
    """A running server; it ends with the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = type("Handler", (Handler,), {"site": site})
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield site
    finally:
        site.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
