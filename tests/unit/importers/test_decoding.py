"""Bytes to text: encodings, and what is dropped because nobody can see it."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from galley.domain.errors import ImportFailed
from galley.importers.decoding import break_long_words, clean_text, decode_bytes
from galley.importers.registry import parse

TEXT = "“Zürich” – naïve café, 12 €"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode_bytes(data) == TEXT


def test_a_declared_encoding_is_used_when_the_bytes_are_no_utf_8() -> None:
    assert decode_bytes("Žluťoučký kůň".encode("iso-8859-2"), "iso-8859-2") == "Žluťoučký kůň"


def test_an_unknown_declared_encoding_does_no_harm() -> None:
    assert decode_bytes(b"caf\xe9", "x-unknown") == "café"


def test_nothing_is_normalised() -> None:
    text = "e\u0301 \u00e9 \ufb01 \u00a0 \u00ad soft"
    assert clean_text(text) == text


@given(st.text())
def test_cleaned_text_has_no_hidden_characters_and_stays_clean(text: str) -> None:
    cleaned = clean_text(text)
    hidden = "\x00\x0b\x0c\r\x85\u2028\u2029\u200e\u200f\u202e\u2066\ufeff\ufffc\ud800"
    assert not set(cleaned) & set(hidden)
    assert clean_text(cleaned) == cleaned


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ImportFailed):
        parse(data, name="any.txt")


def test_line_ends_are_folded() -> None:
    assert clean_text("a\r\nb\rc\x0cd\u2028e") == "a\nb\nc\nd\ne"


def test_a_word_without_end_is_broken() -> None:
    assert max(len(part) for part in break_long_words("x" * 5000).split("\n")) == 400


def test_a_text_that_is_utf_8_but_for_a_few_bytes_is_read_as_such() -> None:
    page = "Äpfel, Öl und Süßes für den Käsekuchen – ".encode() + "5 €".encode("cp1252")
    assert decode_bytes(page) == "Äpfel, Öl und Süßes für den Käsekuchen – 5 €"
    assert decode_bytes("für Käse".encode("cp1252"), "utf-8") == "für Käse"


@pytest.mark.parametrize(
    ("label", "text", "encoding"),
    [
        ("gb2312", "话剧《镕基》巡演结束，观众热烈鼓掌。", "gbk"),
        ("GB2312", "话剧巡演结束", "gb2312"),
        ("Shift_JIS", "髙橋さんは①番です。", "cp932"),
        ("ks_c_5601-1987", "똠방각하", "cp949"),
        ("iso-8859-1", "“quoted” — for 5 €", "cp1252"),
        ("ISO-8859-9", "İstanbul’da “ağaç”", "cp1254"),
    ],
)
def test_a_label_means_what_browsers_read_by_it(label: str, text: str, encoding: str) -> None:
    assert decode_bytes(text.encode(encoding), label) == text


def test_a_few_bytes_that_are_invalid_in_what_is_declared_do_not_spoil_the_rest() -> None:
    text = "话剧巡演结束，观众热烈鼓掌。"
    assert decode_bytes(text.encode("gb18030") + b"\xff.", "gb2312") == f"{text}ÿ."
