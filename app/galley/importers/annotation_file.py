"""A file of annotations to incoming ones: JSON-LD of the W3C's model, or Hypothesis' JSON.

Reads the bytes it is given and nothing else: a context or a page elsewhere is not fetched.
"""

import json
from collections.abc import Iterator

from galley.domain.errors import ImportFailed
from galley.domain.incoming import IncomingAnnotation
from galley.importers import hypothesis_export, web_annotation
from galley.importers.annotation_values import Data, as_list, identity

__all__ = ["LARGEST_FILE", "read_annotation_file"]

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; some thirty thousand annotations."""

_DEEPEST = 4  # a list of collections of pages of annotations
_HOLDERS = ("@graph", "items", "first", "pages", "rows", "annotations")


def read_annotation_file(data: bytes, *, name: str) -> list[IncomingAnnotation]:
    """Every annotation of a file, in its order; what can't be placed says why.

    Args:
        data: The file's bytes.
        name: What the file is called, for a sentence about it.

    Raises:
        ImportFailed: It is not a file of annotations, and why.
    """
    try:
        held = _parse(data, name)
        found = list(_read_all(held, _DEEPEST))
    except RecursionError as error:
        raise ImportFailed(f"“{name}” is nested too deeply to be a file of annotations.") from error
    if any(found):
        return [annotation or _UNKNOWN for annotation in found]
    if not _says_it_is_empty(held):
        raise ImportFailed(
            f"“{name}” holds no annotations: choose a file of W3C Web Annotations in JSON-LD, or "
            "one that Hypothesis exported as JSON."
        )
    return []


_UNKNOWN = IncomingAnnotation(
    id="", problem="It is not an annotation, or is only named in the file and kept elsewhere."
)


def _parse(data: bytes, name: str) -> object:
    if len(data) > LARGEST_FILE:
        raise ImportFailed(
            f"“{name}” is larger than {LARGEST_FILE // 2**20} MB: export the annotations in parts."
        )
    try:
        return json.loads(data)
    except UnicodeDecodeError as error:
        raise ImportFailed(f"“{name}” is not text in UTF-8: export it anew.") from error
    except ValueError as error:
        raise ImportFailed(
            f"“{name}” is not whole JSON: choose another file or export it anew."
        ) from error


def _says_it_is_empty(held: object) -> bool:
    """Whether the file says itself that it holds no annotation."""
    if not isinstance(held, dict):
        return held == []
    total = held.get("total") == 0 and "AnnotationCollection" in as_list(held.get("type"))
    return total or any(held.get(key) == [] for key in ("items", "rows", "annotations"))


def _read_all(held: object, depth: int) -> Iterator[IncomingAnnotation | None]:
    """Each annotation; None for what stands where one should and is none."""
    for one in as_list(held):
        if not isinstance(one, dict):
            yield None
        elif _is_annotation(one):
            yield _read(one)
        else:
            holders = [name for name in _HOLDERS if name in one]
            if not holders or not depth:
                yield None
            for name in holders if depth else ():
                yield from _read_all(one[name], depth - 1)


def _is_annotation(data: Data) -> bool:
    return web_annotation.is_web_annotation(data) or hypothesis_export.is_hypothesis_annotation(
        data
    )


def _read(data: Data) -> IncomingAnnotation:
    if not _is_text(data):
        return IncomingAnnotation(
            id=identity(data), problem="It holds half a character, which is not text."
        )
    if web_annotation.is_web_annotation(data):
        return web_annotation.read_annotation(data)
    return hypothesis_export.read_annotation(data)


def _is_text(data: object) -> bool:
    """Whether UTF-8 can hold it all: JSON can name half of a surrogate pair, which is no text."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
