"""What reading and marking cost in long articles with many marks, beside a bare text edit.

Generates its own text (seeded, Zipf-like words), shows it in the reader and in a plain QTextEdit,
and prints a table and JSON: each row in milliseconds and as a ratio to the bare widget's own paint
or show in the same run. ``python -m tests.benchmarks.reader [--words 100000] [--marks 10000]``
"""

import argparse
import gc
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from galley.domain.annotation import Annotation, Kind, Target
from galley.domain.article import Article, Block, Capture, Metadata, Version, Zone
from galley.ui.reader.article_view import ArticleView
from galley.ui.theme.current import ThemeSource
from galley.ui.theme.style import dress
from tests.benchmarks.timing import milliseconds

NOW = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)
SIZE = (860, 818)
IN_SIGHT, AT_A_TIME = 8_000, 500  # code points, marks
VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstvw"


def vocabulary(generator: random.Random, size: int) -> list[str]:
    """Invented words of one to four syllables."""
    return [
        "".join(
            generator.choice(CONSONANTS) + generator.choice(VOWELS)
            for _ in range(generator.randint(1, 4))
        )
        for _ in range(size)
    ]


def make_version(words: int, generator: random.Random) -> Version:
    """An article of about so many words; frequent words come often, as in a language."""
    known = vocabulary(generator, 5000)
    weights = [1 / rank for rank in range(1, len(known) + 1)]
    blocks, count = [Block(Zone.HEADLINE, "A long article")], 0
    while count < words:
        length = generator.randint(20, 90)
        chosen = generator.choices(known, weights, k=length)
        blocks.append(Block(Zone.BODY, " ".join(chosen).capitalize() + "."))
        count += length
    capture = Capture("0" * 64, 1, "long.txt", "text/plain", NOW)
    return Version("v", "a", 1, capture, "text-capture/1", Metadata(), tuple(blocks))


def make_marks(version: Version, count: int, generator: random.Random) -> list[Annotation]:
    """Marks all over the article, one in ten with a note."""
    marks = []
    for number in range(count):
        start = generator.randrange(len(version.text) - 100)
        end = start + generator.randint(5, 60)
        target = Target("v", start, end, version.text[start:end])
        note = "A note of a few words." if number % 10 == 0 else ""
        kind = generator.choice(list(Kind))
        marks.append(Annotation(f"n{number}", "a", kind, (target,), NOW, NOW, note=note))
    return marks


def grow(application: QApplication, view: ArticleView) -> tuple[float, float]:
    """How long it takes until all of a long text stands, and the longest pause meanwhile, in ms.

    The rest of a text comes between the window's other work.
    """
    longest, began = 0.0, time.perf_counter()
    while not view.is_whole:
        longest = max(longest, milliseconds(application.processEvents))
    return (time.perf_counter() - began) * 1000, longest


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--marks", type=int, default=10_000)
    asked = parser.parse_args()
    generator = random.Random(20161214)  # noqa: S311 - a repeatable text, not a secret
    version = make_version(asked.words, generator)
    marks = make_marks(version, max(1, asked.marks), generator)
    application = QApplication([])
    gc.disable()  # as the window does: it looks for garbage when nothing is going on
    themes = ThemeSource("light")
    dress(application, themes)

    bare = QTextEdit()
    bare.resize(*SIZE)
    bare.show()
    QTest.qWaitForWindowExposed(bare)

    def show_bare() -> None:
        bare.setPlainText(version.text)
        bare.viewport().repaint()

    window = QWidget()
    window.resize(*SIZE)
    view = ArticleView(themes, lambda note: note, window)
    view.resize(*SIZE)
    window.show()
    QTest.qWaitForWindowExposed(window)
    article = Article("a", "v", Metadata(headline="A long article"), NOW)

    # As the window does: of many marks those in sight come with the text, the others after it.
    in_sight = [mark for mark in marks if mark.start < IN_SIGHT]
    others = [mark for mark in marks if mark.start >= IN_SIGHT]

    def show() -> None:
        view.show_article(article, version, in_sight, {}, NOW, follow=bool(others))
        view.viewport().repaint()

    def add_some(begin: int) -> None:
        view.add_annotations(others[begin : begin + AT_A_TIME])
        application.processEvents()

    def scroll(widget: QTextEdit, by: int) -> Callable[[], None]:
        def step() -> None:
            widget.verticalScrollBar().setValue(widget.verticalScrollBar().value() + by)
            widget.viewport().repaint()

        return step

    counter = iter(range(1_000_000))
    noted = marks[0]

    def key() -> None:
        view.put_annotation(replace(noted, note=f"typing {next(counter)}"))
        view.viewport().repaint()

    def mark() -> None:
        start = generator.randrange(len(version.text) - 40)
        target = Target("v", start, start + 20, version.text[start : start + 20])
        view.put_annotation(replace(noted, id=f"m{next(counter)}", targets=(target,), note=""))
        view.viewport().repaint()

    shown = milliseconds(show)
    whole, pause = grow(application, view)
    added = [milliseconds(partial(add_some, begin)) for begin in range(0, len(others), AT_A_TIME)]
    view.take_all_as_there()
    while not view.number_of(noted.id):  # cards come between the window's other work
        added.append(milliseconds(application.processEvents))
    # Before the bare widget is given the text, too.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rows: dict[str, tuple[float, float]] = {"show": (shown, milliseconds(show_bare))}
    bare_paint = milliseconds(bare.viewport().repaint, 20)
    rows["all of it"] = (whole, rows["show"][1])
    rows["longest pause"] = (pause, bare_paint)
    rows["other marks"] = (sum(added), rows["show"][1])
    rows["pause for them"] = (max(added, default=0.0), bare_paint)
    bare_scroll = milliseconds(scroll(bare, 60), 20)
    rows["paint"] = (milliseconds(view.viewport().repaint, 20), bare_paint)
    rows["scroll step"] = (milliseconds(scroll(view, 60), 20), bare_scroll)
    rows["page down"] = (milliseconds(scroll(view, 760), 10), milliseconds(scroll(bare, 760), 10))
    view.open_editor_room(noted.id, 380)
    rows["key in a note"] = (milliseconds(key, 10), bare_paint)
    view.open_editor_room("", 0)
    rows["new mark"] = (milliseconds(mark, 10), bare_paint)
    rows["lay out again"] = (milliseconds(view.lay_out_again, 3), rows["show"][1])
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    rows["in the middle"] = (milliseconds(view.lay_out_again, 3), rows["show"][1])

    def show_end() -> None:
        view.show_article(article, version, [], {}, NOW, len(version.text) - 1)
        view.viewport().repaint()

    bare.clear()  # which is laid out between other work, too
    rows["the end"] = (milliseconds(show_end, 3), rows["show"][1])
    whole, pause = grow(application, view)
    rows["all from there"] = (whole, rows["show"][1])
    rows["pause for that"] = (pause, bare_paint)

    sys.stdout.write(f"{asked.words:,} words, {asked.marks:,} marks\n")
    for name, (ours, theirs) in rows.items():
        sys.stdout.write(f"{name:16} {ours:9.2f} ms {ours / theirs:8.2f} x bare\n")
    result = {name: {"ms": ours, "ratio": ours / theirs} for name, (ours, theirs) in rows.items()}
    sys.stdout.write(json.dumps({**result, "megabytes": memory}) + "\n")


if __name__ == "__main__":
    main()
