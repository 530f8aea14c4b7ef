"""A program that test_kill.py kills: writes to a library as fast as it can, and says what it wrote.

It imports once and forks a writer for each path that it reads from standard input, so that 200
kills cost no 200 imports. After a writer's death it prints ``dead``.
"""

import os
import sys
from itertools import count
from pathlib import Path

from galley.domain.article import Block, ParsedArticle, Zone
from galley.domain.structure import Correction, Merge, SetZone, Split
from galley.services.corrections.correcting import correct
from galley.services.edits import annotating
from galley.services.later_captures import versions
from galley.storage.library import Library
from tests.unit.storage.sample_values import NOW, a_mark, marked


def say(*words: object) -> None:
    """One line, in one write: it is either there or not."""
    os.write(sys.stdout.fileno(), (" ".join(map(str, words)) + "\n").encode())


def write(path: Path) -> None:
    """Correct, mark, note, note again, and now and then a later capture, for ever.

    Each is said only when the library has returned.
    """
    with Library.open(path, exclusive=True, who="Ada") as library:
        (summary,) = library.articles()
        version = library.versions(summary.id)[0]
        for number in count():
            known = library.structure(version.id)
            turn: list[Correction] = [SetZone(3, Zone.DEK), Split(3, 9), Merge(3)]
            correct(library, version.id, known, [turn[len(known.corrections) % 3 if known else 0]])
            version = library.version(version.id)
            add = a_mark(version, start=number % 200)
            library.apply(add)
            annotation = marked(add)
            say("acknowledged", annotation.id, 0)
            for words in (1, 2):
                note = " ".join(["word"] * words)
                edit = annotating.set_note(annotation, note, now=NOW, typing=f"visit {number}")
                library.apply(edit)
                annotation = marked(edit)
                say("acknowledged", annotation.id, words)
            if number % 2:
                text = f"Capture {number}. {version.blocks[3].text}"
                blocks = (version.blocks[0], Block(Zone.BODY, text))
                parsed = ParsedArticle(version.metadata, blocks, "text-capture/1")
                data = f"{os.getpid()} {text}".encode()
                new = versions.add_version(library, summary.id, parsed, data, name="x", now=NOW)
                say("captured", new.id)


def main() -> None:
    """A writer a line."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            write(Path(line.rstrip("\n")))
        say("writing", child)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
