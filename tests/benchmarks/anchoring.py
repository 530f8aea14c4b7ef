"""How long re-anchoring takes, at three lengths of text, beside a yardstick of the same machine.

The yardstick is counting the words of both texts; what is once per re-import is given as a ratio to
it. Texts are made of invented words, with typos, cuts, insertions and moves all over the new one:
``python -m tests.benchmarks.anchoring [--rounds 5]``. Prints a table and JSON.
"""

import argparse
import json
import random
import sys
from collections import Counter

from galley.anchoring.diff_map import DiffMap
from galley.anchoring.reanchor import reanchor
from galley.anchoring.selectors import describe
from galley.domain.annotation import Target
from tests.benchmarks.timing import milliseconds

LENGTHS = (10_000, 100_000, 1_000_000)
MARKS = 200
GOALS = {10_000: 1.0, 100_000: 2.0, 1_000_000: 5.0}  # milliseconds a mark
ONCE_GOAL = 400.0  # milliseconds for the longest
VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstv"


def article(length: int, rnd: random.Random) -> list[str]:
    """Paragraphs of invented words, together about so many code points."""
    words = [
        "".join(rnd.choice(CONSONANTS) + rnd.choice(VOWELS) for _ in range(rnd.randint(1, 4)))
        for _ in range(4_000)
    ]
    paragraphs, written = [], 0
    while written < length:
        sentences = [
            " ".join(rnd.choices(words, k=rnd.randint(4, 24))).capitalize() + "."
            for _ in range(rnd.randint(1, 6))
        ]
        paragraphs.append(" ".join(sentences))
        written += len(paragraphs[-1]) + 1
    return paragraphs


def edited(paragraphs: list[str], rnd: random.Random) -> list[str]:
    """Another capture of them: about a tenth of the paragraphs is touched."""
    result: list[str] = []
    for paragraph in paragraphs:
        chance = rnd.random()
        if chance < 0.02:
            continue
        if chance < 0.06:
            at = rnd.randrange(len(paragraph))
            result.append(paragraph[:at] + "x" + paragraph[at + 1 :])
        elif chance < 0.08:
            result.insert(rnd.randrange(len(result) + 1), paragraph)
        elif chance < 0.10:
            result += ["Something that was not there before is said here.", paragraph]
        else:
            result.append(paragraph)
    return result


def marks(text: str, rnd: random.Random) -> list[Target]:
    """Marks of 10 to 300 code points, spread over a text."""
    starts = (rnd.randrange(len(text) - 300) for _ in range(MARKS))
    return [describe(text, "v", at, at + rnd.choice([10, 40, 120, 300])) for at in starts]


def measure(length: int, rounds: int) -> dict[str, float]:
    """Once per re-import, and per mark, for one length."""
    rnd = random.Random(length)  # noqa: S311 - the same texts every time
    paragraphs = article(length, rnd)
    old, new = "\n".join(paragraphs), "\n".join(edited(paragraphs, rnd))
    targets = marks(old, rnd)
    once = milliseconds(lambda: DiffMap(old, new), rounds)
    every = milliseconds(lambda: reanchor(targets, new, old=old), rounds)
    alone = milliseconds(lambda: reanchor(targets, new), max(1, rounds // 3))
    yardstick = milliseconds(lambda: (Counter(old.split()), Counter(new.split())), rounds)
    return {
        "length": length,
        "once_ms": round(once, 1),
        "once_to_yardstick": round(once / yardstick, 2),
        "mark_ms": round(max(0.0, every - once) / MARKS, 3),
        "mark_ms_all_included": round(every / MARKS, 3),
        "mark_ms_selectors_only": round(alone / MARKS, 3),
    }


def main() -> int:
    """Measure, print, and say by the exit code whether the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    rows = [measure(length, rounds) for length in LENGTHS]
    for row in rows:
        sys.stdout.write("  ".join(f"{name} {value:g}" for name, value in row.items()) + "\n")
    sys.stdout.write(json.dumps(rows) + "\n")
    met = all(row["mark_ms_all_included"] <= GOALS[int(row["length"])] for row in rows)
    return 0 if met and rows[-1]["once_ms"] <= ONCE_GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
