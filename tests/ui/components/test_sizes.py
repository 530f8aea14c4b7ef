import pytest

from galley.ui.components.sizes import size_text


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (1023, "1023 bytes"),
        (1024, "1.0 KB"),
        (4198, "4.1 KB"),
        (5 * 1024**2, "5.0 MB"),
        (3000 * 1024**3, "3000.0 GB"),
    ],
)
def test_sizes(size: int, words: str) -> None:
    assert size_text(size).replace(",", "") == words
