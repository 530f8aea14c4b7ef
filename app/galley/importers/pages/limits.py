"""How large a page may be: more than any article has is refused before it is taken apart."""

import re

from galley.domain.errors import ImportFailed

__all__ = ["MOST_ATTRIBUTES", "check_limits"]

MOST_TAGS = 60_000
MOST_ATTRIBUTES = 60
_LONGEST_TAG = 4_000
_TAG = re.compile(r"<[a-zA-Z]")
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_LONGEST_TAG},}}")
_ATTRIBUTE = re.compile(r"""\s[^\s="'<>]+=(?:"[^"]*"|'[^']*')?""")
"""With what it says: an advertisement's frame carries a whole page in one attribute."""


def check_limits(source: str) -> None:
    """Look at a page's source.

    Raises:
        ImportFailed: It has more elements or attributes than any article.
    """
    if len(_TAG.findall(source)) > MOST_TAGS:
        raise ImportFailed(
            f"The page has more than {MOST_TAGS:,} elements: save only the article and open that."
        )
    for match in _LONG_TAG.finditer(source):
        if len(_ATTRIBUTE.findall(match.group())) > MOST_ATTRIBUTES * 5:
            raise ImportFailed(
                "The page holds an element with hundreds of attributes: save it again from the "
                "browser and open that."
            )
