"""Who is named by a block that a person made the byline."""

import pytest

from galley.importers.bylines import authors_in


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Reported with Ola Nordmann and Kari Lie", ("Ola Nordmann", "Kari Lie")),
        ("Additional reporting by Kari Lie", ("Kari Lie",)),
        ("By Ola Nordmann with Kari Lie", ("Ola Nordmann", "Kari Lie")),
        ("Anna Berg with Kari Lie", ("Anna Berg", "Kari Lie")),
        ("Ann Berg im Gespräch mit Kari Lie", ("Ann Berg", "Kari Lie")),
        ("Max von Berg", ("Max von Berg",)),
        ("The council met again on Monday.", ()),
    ],
)
def test_what_they_did_is_no_name(text: str, authors: tuple[str, ...]) -> None:
    assert authors_in(text) == authors
