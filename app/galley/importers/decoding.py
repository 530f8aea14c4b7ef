"""Turns captured bytes into clean text; knows nothing of what the text says.

Text is kept as it was written: nothing is normalised. What is dropped can't be seen on a page and
would break a search for a quote or the window's own text layout: NUL and other control characters,
lone surrogates, hidden direction marks, stray byte-order marks and the character that stands for a
figure in the canonical text.
"""

import codecs
import re
from collections.abc import Iterator

from galley.domain.errors import ImportFailed
from galley.importers.undeclared import undeclared_encoding

__all__ = ["UNSEEN", "break_long_words", "clean_text", "decode_bytes", "looks_binary"]

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096  # bytes that are looked at to tell text from anything else
_LINE_ENDS = ("\r\n", *"\r\x0b\x0c\x85\u2028\u2029")
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffc"
    "\ud800-\udfff]"
)
_LONGEST_WORD = 2000  # a longer run can't be laid out in reasonable time (a million: 41 s)
_LONG_WORD = re.compile(rf"[!-\u009f\u00a1-\u1fff\u200b-\u2e7f]{{{_LONGEST_WORD},}}")
_WORD_PART = 400
# What browsers read where a page names a part of it, or a name that Python gives to a smaller one:
# https://encoding.spec.whatwg.org/#names-and-labels
_WIDER = {
    **dict.fromkeys(("gb2312", "gb-2312-80", "gbk", "x-gbk", "chinese"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("shift-jis", "sjis", "x-sjis", "windows-31j", "ms-kanji"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    "iso-8859-9": "cp1254",
}
_ESCAPED = re.compile("[\udc80-\udcff]")  # a byte that is not valid where it stands
_FEWEST_VALID = (
    4  # characters beyond ASCII for each such byte, in a text that is UTF-8 but for them
)
_CONTROLS = bytes(byte for byte in range(32) if byte < 9 or byte > 13)
_MOST_CONTROLS = 0.02  # share of control characters from which a file is not text


def _utf16_without_mark(sample: bytes) -> str:
    """UTF-16 given away by the zero bytes of its Latin letters, spaces and line ends, else ""."""
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.3 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.3 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def looks_binary(data: bytes) -> bool:
    """Whether these bytes can't be text in any encoding this module reads."""
    sample = data[:_SAMPLE]
    if sample.startswith(tuple(mark for mark, _name in _BYTE_ORDER_MARKS)):
        return False
    if _utf16_without_mark(sample):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > len(sample) * _MOST_CONTROLS


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _nearly_decoded(data: bytes, encoding: str) -> str | None:
    """The text in an encoding in which all but a few of its bytes are valid; else None."""
    try:
        text = data.decode(encoding, "surrogateescape")
    except (UnicodeDecodeError, LookupError):
        return None
    invalid = len(_ESCAPED.findall(text))
    beyond = sum(not char.isascii() for char in text) - invalid
    if beyond < invalid * _FEWEST_VALID:
        return None
    return _ESCAPED.sub(lambda match: _as_western(ord(match.group()) & 0xFF), text)


def _as_western(byte: int) -> str:
    return bytes((byte,)).decode("cp1252", "replace")


def decode_bytes(data: bytes, declared: str = "") -> str:
    """The text of a capture, cleaned by :func:`clean_text`.

    A byte-order mark wins, then UTF-8 if the bytes are valid in it, then what the capture declares,
    then UTF-8 if all but a few bytes are, then what its letters tell, then Windows-1252, as
    browsers do. What is not valid is read as Windows-1252, for that is how it came to be there.

    Args:
        data: The untouched bytes.
        declared: The encoding the capture or its sender names, if any.

    Raises:
        ImportFailed: The bytes are not text.
    """
    if looks_binary(data):
        raise ImportFailed(
            "This file holds no text that can be read: open a saved page or a text file."
        )
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return clean_text(data[len(mark) :].decode(encoding, "replace"))
    named = declared.strip().lower().replace("_", "-")
    declared = _WIDER.get(named, declared)
    tried = (_utf16_without_mark(data[:_SAMPLE]), "utf-8", declared)
    for encoding in filter(None, tried):
        text = _decoded(data, encoding)
        if text is not None:
            return clean_text(text)
    for encoding in dict.fromkeys(filter(None, ("utf-8", declared))):
        text = _nearly_decoded(data, encoding)
        if text is not None:
            return clean_text(text)
    for encoding in filter(None, _told_by_letters(data)):
        text = _decoded(data, encoding)
        if text is not None:
            return clean_text(text)
    # cp1252 leaves five bytes undefined; as Latin-1 they are control characters, which are dropped
    return clean_text(data.decode("latin-1"))


def _told_by_letters(data: bytes) -> Iterator[str]:
    """What is looked into only where nothing else fits."""
    yield undeclared_encoding(data)
    yield "cp1252"


def _break_word(match: re.Match[str]) -> str:
    word = match.group()
    return "\n".join(word[i : i + _WORD_PART] for i in range(0, len(word), _WORD_PART))


def clean_text(text: str) -> str:
    """The text with folded line ends and without what can't be seen."""
    for end in _LINE_ENDS:
        if end in text:
            text = text.replace(end, "\n")
    return text if _is_seen(text) else UNSEEN.sub("", text)


def _is_seen(text: str) -> bool:
    """Whether nothing of the text is unseen, told in a small part of the pattern's time."""
    plain = text.replace("\n", "").replace("\t", "").replace("\u00a0", "")
    return plain.isprintable() and "\ufffc" not in plain


def break_long_words(text: str) -> str:
    """The text with a line feed every 400 characters in a word of more than 2,000."""
    if max(map(len, text.split("\n"))) < _LONGEST_WORD:
        return text
    return _LONG_WORD.sub(_break_word, text)
