"""Marked words with who said them and where they stand, to be pasted elsewhere. Knows no window."""

import html
from collections.abc import Sequence
from typing import NamedTuple

from galley.domain.annotation import Annotation
from galley.domain.article import BLOCK_SEPARATOR, FIGURE_CHARACTER, Metadata
from galley.domain.links import openable

__all__ = ["Quotation", "quote"]

_WIDTH = 10_000  # what is pasted is wrapped by whoever takes it
_OPENING_QUOTES = frozenset("“”‘’„‚«»‹›\"'")
_LINE_BREAK = "\u2028"
_PHOTO = "[photo]"


class Quotation(NamedTuple):
    """The same in three forms.

    Attributes:
        plain: Text.
        html: A block quote and a line below it; nothing active in it but the article's link.
        markdown: The same as Markdown.
    """

    plain: str
    html: str
    markdown: str


def quote(annotations: Sequence[Annotation], metadata: Metadata, version_id: str = "") -> Quotation:
    """Annotations of one article as quotations, each with its attribution.

    Args:
        annotations: In the order in which they are to stand.
        metadata: What is known of the article; what is not known is left out.
        version_id: The version whose words are quoted; where an annotation has no place in it, the
            words that it was made on are.
    """
    made = [_quote_one(annotation, metadata, version_id) for annotation in annotations]
    return Quotation(
        "\n\n".join(one.plain for one in made),
        "\n".join(one.html for one in made),
        "\n\n".join(one.markdown for one in made),
    )


def _quote_one(annotation: Annotation, metadata: Metadata, version_id: str) -> Quotation:
    # Exporters are siblings of storage that a start has no need of.
    from galley.exporters.markdown_escape import escape_inline, quote_lines

    passages = [
        target.exact.replace(FIGURE_CHARACTER, _PHOTO)
        for target in annotation.targets_in(version_id) or annotation.targets
    ]
    words = " […] ".join(passages)
    printed = words if words[:1] in _OPENING_QUOTES else f"“{words}”"
    address, published = _web_address(metadata.address), metadata.published[:10]
    named = [name for name in (metadata.publication, published) if name]
    title = f"“{metadata.headline}”" if metadata.headline else ""
    speaker = [annotation.speaker] if annotation.speaker else []

    said = ", ".join([*speaker, *([title] if title else []), *named])
    plain = "\n— ".join(part for part in (_plain_lines(printed), said) if part)
    if address:
        plain += f", {address}" if said else f"\n— {address}"

    linked = f'<a href="{html.escape(address)}">{html.escape(title or address)}</a>'
    cited = linked if address else html.escape(title)
    below = ", ".join(
        [*map(html.escape, speaker), *([cited] if cited else []), *map(html.escape, named)]
    )
    paragraphs = "".join(f"<p>{_html_line(one)}</p>" for one in words.split(BLOCK_SEPARATOR))
    source = f' cite="{html.escape(address)}"' if address else ""
    rich = f"<blockquote{source}>{paragraphs}</blockquote>" + (f"<p>— {below}</p>" if below else "")

    link = f"[{escape_inline(title or address)}](<{address}>)" if address else escape_inline(title)
    foot = ", ".join(
        [*map(escape_inline, speaker), *([link] if link else []), *map(escape_inline, named)]
    )
    lines = quote_lines(passages, _WIDTH) + ([">", f"> — {foot}"] if foot else [])
    return Quotation(plain, rich, "\n".join(lines))


def _web_address(address: str) -> str:
    """An address that may stand in a link; what would end the link is percent-encoded."""
    return openable(address).replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")


def _plain_lines(words: str) -> str:
    return words.replace(_LINE_BREAK, "\n")


def _html_line(words: str) -> str:
    return html.escape(words).replace(_LINE_BREAK, "<br>")
