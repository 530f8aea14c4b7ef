"""An invented page with little around its text: what its head says is up to each test."""

import json

from galley.domain.article import Metadata
from galley.importers.pages.html_page import parse_page

TEXT = "".join(
    f"<p>The council met on {day} and decided nothing, as it had done for many years.</p>"
    for day in ("Monday", "Tuesday", "Wednesday")
)


def read(head: str, *, author: object = None, publisher: str = "The Island Gazette") -> Metadata:
    """What is read of a page with lines below its headline, and authors that it declares."""
    data = {"@type": "NewsArticle", "headline": "Nothing decided", "publisher": publisher}
    if author is not None:
        data["author"] = author  # type: ignore[assignment]  # as pages do
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return parse_page(f"{script}<body><h1>Nothing decided</h1>{head}{TEXT}").metadata
