"""Only web and mail addresses may be opened, whatever is hidden in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.links import host_of, openable


@pytest.mark.parametrize(
    ("address", "opened", "host"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d", "example.org"),
        ("HTTP://Example.org", "HTTP://Example.org", "example.org"),
        ("mailto:ada@example.org", "mailto:ada@example.org", "ada@example.org"),
        (
            "https://bank.example@evil.example/",
            "https://bank.example@evil.example/",
            "evil.example",
        ),
        (" https://exa\u202emple.org\n/x", "https://example.org/x", "example.org"),
    ],
)
def test_web_and_mail_may_be_opened(address: str, opened: str, host: str) -> None:
    assert openable(address) == opened
    assert host_of(opened) == host


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#part",
        "/relative",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "\x01file:///etc/passwd",
        "file:///etc/passwd",
        "data:text/html,x",
        "https:",
        "https://",
        "http:///path",
        "mailto:",
        "https://[broken",
        "vbscript:x",
    ],
)
def test_nothing_else_is(address: str) -> None:
    assert openable(address) == ""


@given(st.text())
def test_what_may_be_opened_begins_as_it_should(address: str) -> None:
    opened = openable(address)
    assert not opened or opened.lower().startswith(("http:", "https:", "mailto:"))
    assert openable(opened) == opened
