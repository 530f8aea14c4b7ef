"""Reads Markdown: its text with headings, lists, quotes, tables, emphasis and links.

HTML inside it is read as a page's is, so that nothing active is kept.
"""

import re
from collections.abc import Mapping

from galley.domain.article import LeftOut, Metadata, ParsedArticle
from galley.domain.errors import ImportFailed
from galley.importers.bylines import read_byline
from galley.importers.pages.assets import Assets
from galley.importers.pages.dom import take_apart
from galley.importers.pages.metadata import iso_date
from galley.importers.pages.sheet import PageSheet
from galley.importers.pages.whole import label_whole

__all__ = ["IMPORTER", "parse_markdown"]

IMPORTER = "markdown/1"
_MOST_CHARACTERS = 300_000  # the library takes minutes for some texts that are longer
_MOST_BRACKETS = 1_500  # the time the library takes grows with the square of the open ones
_MOST_LINES = 20_000
_LONG_RUN = re.compile(r"(?:[>*_`!(<] ?){200}")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,4000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ADDRESSES = ("url", "link", "address", "canonical", "canonical_url", "permalink")
_FIELD = re.compile(r"^(\w[\w -]{0,30}):[ \t]*(.+)$", re.MULTILINE)


def parse_markdown(text: str, pictures: Mapping[str, bytes] | None = None) -> ParsedArticle:
    """Read Markdown.

    Args:
        text: Decoded and cleaned.
        pictures: That lie beside it, by the address that it calls them.

    Raises:
        ImportFailed: It is longer than any article, or holds nothing.
    """
    if len(text) > _MOST_CHARACTERS:
        raise ImportFailed(
            f"The text is longer than {_MOST_CHARACTERS:,} characters: open it as plain text."
        )
    many = text.count("[") > _MOST_BRACKETS or text.count("\n") > _MOST_LINES
    if many or _LONG_RUN.search(text):
        raise ImportFailed(
            "The text has more marks or lines than an article: open it as plain text."
        )
    front = _FRONT_MATTER.match(text)
    fields = _fields(front.group(1)) if front else {}
    page = take_apart(_html(text[front.end() :] if front else text))
    sheet = PageSheet(page, Assets("", pictures))
    headline, authors, published = label_whole(sheet)
    blocks, left_out = sheet.finish("Hidden in the document")
    if not blocks:
        raise ImportFailed("The document holds no text: choose a file with text in it.")
    if front:
        left_out = (LeftOut(front.group(1), "The document's fields, read as metadata"), *left_out)
    return ParsedArticle(
        metadata=_metadata(fields, headline, authors, published),
        blocks=blocks,
        importer=IMPORTER,
        figures=tuple(sheet.figures),
        left_out=left_out,
        assets=sheet.assets.all(),
    )


def _html(text: str) -> str:
    # loaded here: nothing that runs before the first paint needs it, and it takes 40 ms
    import markdown

    return markdown.markdown(
        text,
        extensions=["tables", "fenced_code", "sane_lists", "footnotes"],
        extension_configs={"footnotes": {"BACKLINK_TEXT": ""}},  # an arrow is no word of the text
    )


def _fields(text: str) -> dict[str, str]:
    return {
        match[1].strip().lower(): match[2].strip().strip("\"'") for match in _FIELD.finditer(text)
    }


def _metadata(
    fields: dict[str, str], headline: str, authors: tuple[str, ...], published: str
) -> Metadata:
    """The metadata: the text's own headline first, else the document's fields."""
    named = fields.get("author") or fields.get("authors") or fields.get("by") or ""
    dated = fields.get("date") or fields.get("published") or ""
    named_source = fields.get("source", "")
    is_address = named_source.startswith(("http://", "https://"))
    source, address = ("", named_source) if is_address else (named_source, "")
    values: dict[str, tuple[str, str]] = {
        "headline": (headline or fields.get("title", ""), "text" if headline else "field"),
        "published": (published or iso_date(dated), "text" if published else "field"),
        "publication": (fields.get("publication") or fields.get("site") or source, "field"),
        "address": (next(filter(None, map(fields.get, _ADDRESSES)), address), "field"),
    }
    sources = [(name, source) for name, (value, source) in values.items() if value]
    known = authors or read_byline(named.strip("[]"))
    if known:
        sources.append(("authors", "text" if authors else "field"))
    return Metadata(
        publication=values["publication"][0],
        headline=values["headline"][0],
        authors=known,
        published=values["published"][0],
        address=values["address"][0],
        sources=tuple(sources),
    )
