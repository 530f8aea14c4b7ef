"""What a person wrote into an earlier report between its keep lines. Knows no other part of it."""

import re
from collections.abc import Mapping

from galley.domain.errors import ExportFailed

__all__ = ["decode_report", "keep_lines", "read_keep_regions"]

_BEGIN = re.compile(r"<!-- galley:keep (g-[0-9a-f]{6,64}) -->\s*")
_END = re.compile(r"<!-- /galley:keep -->\s*")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode_report(data: bytes) -> str:
    """An earlier report as text, whatever an editor made of its bytes.

    Bytes that are not UTF-8 come out as lone surrogates, and go back to the same bytes when the
    text is encoded with ``surrogateescape``.
    """
    if data.startswith(_UTF16_MARKS):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="surrogateescape")


def read_keep_regions(report: str) -> dict[str, str]:
    """What stands between the keep lines of a report, by block id, blank regions left out.

    Args:
        report: The text of an earlier report; any other text has no regions.

    Raises:
        ExportFailed: A region begins and does not end, or the other way round: taking a guess
            could lose what the person wrote.
    """
    regions: dict[str, list[str]] = {}
    block_id, began, lines = "", 0, list[str]()
    for number, line in enumerate(report.split("\n"), start=1):
        begin = _BEGIN.fullmatch(line)
        if begin and not block_id:
            block_id, began, lines = begin.group(1), number, []
        elif begin:
            raise _damaged(began, "has no end")
        elif _END.fullmatch(line):
            if not block_id:
                raise _damaged(number, "ends a region that never began")
            if any(line.strip() for line in lines):
                regions.setdefault(block_id, []).append("\n".join(lines))
            block_id = ""
        elif block_id:
            lines.append(line.removesuffix("\r"))
    if block_id:
        raise _damaged(began, "has no end")
    return {block_id: "\n\n".join(texts) for block_id, texts in regions.items()}


def _damaged(line: int, what: str) -> ExportFailed:
    return ExportFailed(
        f"Line {line} of the earlier report {what}, so what you wrote there could be lost. "
        "Mend its galley:keep lines, or save under another name."
    )


def keep_lines(block_id: str, regions: Mapping[str, str]) -> list[str]:
    """The two lines of an annotation's region, and between them what was written there."""
    kept = regions.get(block_id, "")
    return [
        f"<!-- galley:keep {block_id} -->",
        *(kept.split("\n") if kept else ()),
        "<!-- /galley:keep -->",
    ]
