"""The process in which captures are parsed, one after the other; and how it is spoken to.

It has no window, no library and no one to lose work: a capture that hangs a parser, eats the memory
or breaks it takes nothing else along. A message is a JSON object, its size before it, and then the
bytes that the object counts under ``sizes``.
"""

import json
import struct
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from galley.domain.codec import parsed_to_data
from galley.domain.errors import ImportFailed
from galley.services.intake.complete_pages import PicturesBeside
from galley.services.intake.importing import parse_capture

__all__ = ["MOST_MEMORY", "WORKER", "read_message", "serve", "write_message"]

MOST_MEMORY = 1 << 30  # bytes
WORKER = "parse-captures"  # what a program in one file is started with to be this process

_SIZE = struct.Struct(">Q")


def write_message(stream: IO[bytes], head: dict[str, Any], parts: Sequence[bytes] = ()) -> None:
    """Send an object and some bytes.

    Raises:
        OSError: Nobody is there any more.
    """
    text = json.dumps({**head, "sizes": [len(part) for part in parts]}).encode()
    stream.write(b"".join((_SIZE.pack(len(text)), text, *parts)))
    stream.flush()


def read_message(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Wait for an object and its bytes.

    Raises:
        EOFError: The other side is gone.
    """
    (size,) = _SIZE.unpack(_exactly(stream, _SIZE.size))
    head: dict[str, Any] = json.loads(_exactly(stream, size))
    return head, [_exactly(stream, size) for size in head["sizes"]]


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def serve() -> None:
    """Parse what comes in on standard input until that is closed."""
    _limit_memory()
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that a parser's library prints may get among the answers
    while True:
        try:
            head, parts = read_message(sys.stdin.buffer)
        except EOFError:
            return
        write_message(answers, *_answer(head, parts[0]))


def _limit_memory() -> None:
    try:
        import resource  # there is none on Windows, where the time limit has to do
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _answer(head: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    path = head["path"]
    try:
        parsed = parse_capture(
            data,
            name=head["name"],
            media_type=head["media_type"],
            address=head["address"],
            pictures=None if path is None else PicturesBeside(Path(path)),
        )
        answer = {"parsed": parsed_to_data(parsed), "assets": [sha for sha, _ in parsed.assets]}
        return answer, [data for _, data in parsed.assets]
    except ImportFailed as error:
        return {"failed": str(error)}, []
    except MemoryError:
        return {"too_much": True}, []
    except Exception:  # noqa: BLE001 - a bug: told where it can be shown
        return {"bug": traceback.format_exc()}, []
