"""How browsers set each element of HTML, and where a picture is from; knows no page."""

import re
from collections.abc import Mapping

__all__ = [
    "BLOCKS",
    "EMPTY",
    "is_custom",
    "is_read",
    "is_set_as_block",
    "picture_address",
]

_BLOCK_TAGS = """
address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption
figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main marquee
menu nav ol option optgroup p pre search section select summary table caption tbody td template
tfoot th thead tr ul xmp iframe video audio object canvas picture button textarea
"""
_UNSEEN_TAGS = """
script style template head title meta link base annotation annotation-xml noframes datalist
param map area applet
"""
_SHORTEST_DATA = 600  # characters; a shorter data URL holds the place of a picture to come
_PLACEHOLDER = re.compile(
    r"/[^/]*(?:placeholder|blank|spacer|transparent|(?:lazy-?|pre)load|loading|1x1|clear|pixel)"
    r"[^/]{0,20}\.(?:gif|png|svg|jpe?g|webp)(?:$|[?#])",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)")
_EMPTY_TAGS = "source track embed wbr"
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)\b", re.IGNORECASE)

BLOCKS = frozenset(_BLOCK_TAGS.split())
EMPTY = frozenset(_EMPTY_TAGS.split())
"""Elements that hold nothing; the parser does not know, and puts all that follows into them."""
_UNSEEN = frozenset(_UNSEEN_TAGS.split())


def is_read(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether what is inside an element is for readers: of a template, only a shadow root's."""
    return tag not in _UNSEEN or (tag == "template" and "shadowrootmode" in attributes)


def is_set_as_block(attributes: Mapping[str, str]) -> bool:
    """Whether an element says by itself that it stands on lines of its own."""
    style = attributes.get("style")
    return bool(style and _AS_BLOCK.search(style))


def is_custom(tag: str) -> bool:
    """Whether an element is of the page's own making, such as ``my-card``."""
    return "-" in tag


def picture_address(attributes: Mapping[str, str]) -> str:
    """Where a picture comes from; pages that load late keep it in another attribute."""
    source = attributes.get("src", "")
    if source and not _holds_place(source):
        return source
    for name in ("data-src", "data-original", "data-lazy-src"):
        if attributes.get(name):
            return attributes[name]
    return _largest(attributes.get("srcset") or attributes.get("data-srcset") or "") or source


def _holds_place(source: str) -> bool:
    """Whether an address is that of what stands where a picture comes later."""
    if source.startswith("data:"):
        return len(source) < _SHORTEST_DATA
    return _PLACEHOLDER.search(source) is not None


def _largest(listed: str) -> str:
    """The address of the largest picture in a ``srcset``, an empty string if that lists none."""
    found = [(float(size or 0), address) for address, size in _LISTED.findall(listed)]
    return max(found, key=lambda one: one[0])[1] if found else ""
