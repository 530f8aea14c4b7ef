"""The words of the W3C Web Annotation model, and Galley's own beside them. Knows no file.

What the model has no word for is said in names of Galley's own: ``galley:…`` after the inline
context. The namespace is a UUID's URN, which nobody else can own and which needs no address kept
alive. ``assessing`` is in the model and missing from some editions of its official context, so the
inline context says what it means: without it the word would be lost in JSON-LD expansion.
"""

import base64
import binascii
import re
import uuid
from enum import StrEnum
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

__all__ = [
    "CONTEXT",
    "CONTEXT_ADDRESS",
    "EXPORTED_CONTEXT_LENGTH",
    "GENERATOR",
    "MEDIA_FRAGMENTS",
    "NAMESPACE",
    "Field",
    "Motivation",
    "address_key",
    "annotation_iri",
    "capture_iri",
    "identity_of",
    "sha256_of",
    "source_iri",
]

CONTEXT_ADDRESS: Final = "http://www.w3.org/ns/anno.jsonld"
_SPACE: Final = uuid.UUID("5c0a9f0e-6a53-4f0b-9d51-3d2f6f1b7c44")
GENERATOR: Final = f"urn:uuid:{_SPACE}"
NAMESPACE: Final = f"{GENERATOR}#"
CONTEXT: Final = (CONTEXT_ADDRESS, {"galley": NAMESPACE, "assessing": "oa:assessing"})
MEDIA_FRAGMENTS: Final = "http://www.w3.org/TR/media-frags/"
EXPORTED_CONTEXT_LENGTH: Final = 32  # code points of prefix and suffix that leave the house

_URN_UUID = re.compile(
    r"urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", re.IGNORECASE
)
_NAMED_INFORMATION = "ni:///sha-256;"  # RFC 6920: a name for bytes, wherever they are kept
_SHA256_SIZE = 32
_SUB_DELIMITERS = "!$&'()*+,;="
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Motivation(StrEnum):
    """Why something is annotated, or what a body is for: the model has these thirteen."""

    ASSESSING = "assessing"
    BOOKMARKING = "bookmarking"
    CLASSIFYING = "classifying"
    COMMENTING = "commenting"
    DESCRIBING = "describing"
    EDITING = "editing"
    HIGHLIGHTING = "highlighting"
    IDENTIFYING = "identifying"
    LINKING = "linking"
    MODERATING = "moderating"
    QUESTIONING = "questioning"
    REPLYING = "replying"
    TAGGING = "tagging"


class Field(StrEnum):
    """Which field a body holds, in ``galley:field``; a note and tags are told by their purpose."""

    KIND = "kind"
    STATUS = "status"
    EVIDENCE = "evidence"
    SPEAKER = "speaker"


def annotation_iri(identity: str) -> str:
    """The IRI of an annotation or article: its UUID as a URN; of another id, a UUID made of it."""
    iri = f"urn:uuid:{identity}"
    return iri if identity_of(iri) == identity else f"urn:uuid:{uuid.uuid5(_SPACE, identity)}"


def identity_of(iri: str) -> str:
    """The id that an annotation of this IRI has here, the same each time.

    A UUID's URN gives the UUID; any other name gives a UUID made of it.
    """
    match = _URN_UUID.fullmatch(iri)
    return match[1].lower() if match else str(uuid.uuid5(_SPACE, iri))


def capture_iri(sha256: str) -> str:
    """The name of a capture's bytes, ``ni:///sha-256;…``.

    Args:
        sha256: Of the bytes, in hexadecimal.

    Raises:
        ValueError: It is not a SHA-256.
    """
    digest = bytes.fromhex(sha256)
    if len(digest) != _SHA256_SIZE:
        msg = f"“{sha256}” is not a SHA-256"
        raise ValueError(msg)
    return _NAMED_INFORMATION + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def sha256_of(iri: str) -> str:
    """The SHA-256 that :func:`capture_iri` named, in hexadecimal; empty for any other IRI."""
    name = iri.removeprefix(_NAMED_INFORMATION)
    if name == iri:
        return ""
    try:
        digest = base64.b64decode(name + "=" * (-len(name) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        return ""
    return digest.hex() if len(digest) == _SHA256_SIZE else ""


def source_iri(address: str, sha256: str) -> str:
    """The absolute IRI of what is annotated, percent-encoded, so that it is a URI too.

    An article's address if it is one of the web, for every other tool knows the page by it. Else
    the name of the captured bytes: it says exactly what was annotated, holds nothing of this
    machine such as a folder, and is the same on every machine that has the same capture.

    Args:
        address: The article's, or what stands in its place.
        sha256: Of the captured bytes, in hexadecimal.
    """
    parts = _web_address(address)
    if parts is None:
        return capture_iri(sha256)
    brackets = "[]" if ":" in (parts.hostname or "") else ""
    encoded = SplitResult(
        parts.scheme.lower(),
        _encoded(parts.netloc, f":@{brackets}"),
        _encoded(parts.path, "/:@"),
        _encoded(parts.query, "/:@?"),
        _encoded(parts.fragment, "/:@?"),
    )
    return encoded.geturl()


def address_key(iri: str) -> str:
    """What two addresses of the same page have in common; empty for what is not of the web.

    Encrypted or not, with or without a fragment or a last slash, a page is the same page.
    """
    parts = _web_address(iri)
    if parts is None:
        return ""
    path = _encoded(parts.path, "/:@").rstrip("/")
    query = _encoded(parts.query, "/:@?")
    return f"//{_encoded(parts.netloc, ':@[]').lower()}{path}{f'?{query}' if query else ''}"


def _web_address(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
        _ = parts.port  # raises where it is no number
        address.encode()
    except ValueError:
        return None
    return parts if usable else None


def _encoded(text: str, safe: str) -> str:
    """Percent-encoded; what is encoded already stays as it is."""
    return quote(_LONE_PERCENT.sub("%25", text), safe=f"%~{_SUB_DELIMITERS}{safe}")
