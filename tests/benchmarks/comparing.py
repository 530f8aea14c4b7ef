"""What comparing two captures costs, and how long the window waits for it.

Generates its own text (seeded, Zipf-like words) and edits it as pages are edited: paragraphs cut,
added, moved, words replaced. Compares in a thread while the window's thread paints the page over
and over, and prints a table and JSON: milliseconds, and the ratio to painting the page once in the
same run. ``python -m tests.benchmarks.comparing [--characters N] [--marks N] [--one-block]``
"""

import argparse
import gc
import json
import os
import random
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from galley.domain.annotation import Annotation, Kind
from galley.domain.article import Block, Capture, Metadata, Version, Zone
from galley.services.edits.annotating import annotate
from galley.services.later_captures.comparing import compare_captures
from galley.services.later_captures.versions import Question
from galley.ui.compare.page import ComparePage
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.style import dress
from tests.benchmarks.timing import milliseconds

NOW = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
SIZE = (1190, 818)


def paragraphs(generator: random.Random, characters: int) -> list[str]:
    """Invented paragraphs; frequent words come often, as in a language."""
    known = [
        "".join(generator.choice("abcdefghijklmnoprstuvw") for _ in range(generator.randint(2, 9)))
        for _ in range(4_000)
    ]
    weights = [1 / rank for rank in range(1, len(known) + 1)]
    found: list[str] = []
    length = 0
    while length < characters:
        words = generator.choices(known, weights, k=generator.randint(20, 90))
        found.append(" ".join(words).capitalize() + ".")
        length += len(found[-1]) + 1
    return found


def edited(before: list[str], generator: random.Random) -> list[str]:
    """Some paragraphs cut, some added, one in fourteen with another word, one moved."""
    after = []
    for paragraph in before:
        luck = generator.random()
        if luck < 0.02:
            continue
        words = paragraph.split()
        if luck < 0.09:
            words[generator.randrange(len(words))] = str(generator.randrange(1_000))
        if luck > 0.99:
            after.append(" ".join(generator.sample(words, len(words))))
        after.append(" ".join(words))
    after.insert(len(after) // 2, after.pop(len(after) // 9))
    return after


def version(identity: str, texts: list[str], number: int) -> Version:
    """A capture."""
    capture = Capture(str(number) * 64, 1, "long.txt", "text/plain", NOW)
    blocks = (Block(Zone.HEADLINE, "A long article"), *(Block(Zone.BODY, one) for one in texts))
    return Version(identity, "a", number, capture, "text-capture/1", Metadata(), blocks)


def marks_on(old: Version, count: int, generator: random.Random) -> list[Annotation]:
    """Marks all over the article."""
    found = []
    for _ in range(count):
        start = generator.randrange(20, len(old.text) - 100)
        place = [(start, start + generator.randint(8, 90))]
        change = annotate(old, place, generator.choice(list(Kind)), now=NOW).changes[0].after
        assert isinstance(change, Annotation)
        found.append(change)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--marks", type=int, default=200)
    parser.add_argument("--one-block", action="store_true")
    asked = parser.parse_args()
    generator = random.Random(20161214)  # noqa: S311 - a repeatable text, not a secret
    before = paragraphs(generator, asked.characters)
    after = edited(before, generator)
    if asked.one_block:
        before, after = [" ".join(before)], [" ".join(after)]
    old, new = version("v1", before, 1), version("v2", after, 2)
    marks = marks_on(old, asked.marks, generator)
    application = QApplication([])
    gc.disable()  # as the window does: it looks for garbage when nothing is going on
    themes = ThemeSource("light")
    themes.set_reduced_motion(True)
    dress(application, themes)
    page = ComparePage(themes, lambda: NOW)
    page.resize(*SIZE)
    page.show()
    QTest.qWaitForWindowExposed(page)
    page.show_captures([old, new], old.id, new.id, waiting=True)
    paint = milliseconds(page.repaint, 20)

    def painted(step: Callable[[], object], times: int = 1) -> float:
        """The milliseconds of a step and of the paint after it."""

        def both() -> None:
            step()
            page.repaint()

        return milliseconds(both, times)

    answers = []
    question = Question(tuple(marks), (old,), new)
    thread = threading.Thread(target=lambda: answers.append(compare_captures(question)))
    pauses = []
    began = time.perf_counter()
    thread.start()
    while thread.is_alive():
        pauses.append(milliseconds(page.repaint))
    compared = (time.perf_counter() - began) * 1000
    comparison = answers[0]
    annotations = {mark.id: mark for mark in marks}

    rows = {"comparing, in a thread": compared, "a paint meanwhile": max(pauses)}
    rows["show"] = milliseconds(lambda: page.show_comparison(comparison, annotations))
    rows["first paint"] = milliseconds(page.repaint)
    rows["next mark"] = painted(lambda: page.step(1), 20)
    rows["a decision shown"] = painted(lambda: page.update_marks(comparison, annotations), 5)
    rows["re-attach"] = milliseconds(page.review.begin_reattaching)
    rows["re-attach, painted"] = milliseconds(page.repaint)
    QTest.keyClick(page.review.reattach, Qt.Key.Key_Escape)
    rows["whole text"] = painted(lambda: page.header.views.set_current(1))
    rows["next change"] = painted(lambda: page.step(1), 20)
    rows["unfold"] = painted(page.whole.bar.folding.toggle)
    bar = page.whole.list.verticalScrollBar()

    def scroll_step() -> None:
        bar.setValue(bar.value() + 60)
        page.whole.list.viewport().repaint()

    rows["scroll step"] = milliseconds(scroll_step, 20)
    rows["to the end"] = painted(lambda: bar.setValue(bar.maximum()))

    sys.stdout.write(
        f"{len(old.text):,} characters, {asked.marks:,} marks, "
        f"{len(comparison.texts.changes):,} changes\n"
    )
    for name, spent in rows.items():
        sys.stdout.write(f"{name:24} {spent:9.2f} ms {spent / paint:8.2f} x a paint\n")
    result = {name: {"ms": spent, "ratio": spent / paint} for name, spent in rows.items()}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
