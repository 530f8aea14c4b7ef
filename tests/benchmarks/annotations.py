"""The table of all annotations: its first screen, its whole order, a screen of rows.

``python -m tests.benchmarks.annotations LIBRARY [--repeat 5]``

``tests/benchmarks/search.py --keep FOLDER`` makes a library to use. Every order that the window can
ask for is asked for; measured are the first look (what fills the screen) and the whole order, by
the clock and by what of the processor it took, which a busy machine does not change. Beside every
time stands a ratio to counting the annotations' rows one by one, so that two machines can be
compared. Prints a table and JSON.
"""

import argparse
import json
import sys
from functools import partial
from pathlib import Path

from galley.domain.annotation import CheckStatus, Kind
from galley.domain.annotation_table import TableColumn, TableGrouping, TableWish
from galley.domain.search import parse_query
from galley.storage.library import Library
from tests.benchmarks.timing import timed

FIRST_LOOK = 400  # rows, as the window asks for
SCREEN = 140
GOAL = 0.050  # seconds of processor time for the first look at a million annotations


def wishes() -> dict[str, TableWish]:
    """What a person asks for."""
    found = {f"sort: {column}": TableWish(column=column) for column in TableColumn}
    for group in TableGrouping:
        if group is not TableGrouping.NONE:
            found[f"group: {group}"] = TableWish(group=group)
    found["words: a common one"] = TableWish(parse_query("a"))
    found["words: tag:an, by speaker"] = TableWish(
        parse_query("tag:an"), column=TableColumn.SPEAKER, descending=False
    )
    found["chips: wrong quotes, by note"] = TableWish(
        kinds=frozenset({Kind.QUOTE}),
        statuses=frozenset({CheckStatus.WRONG}),
        column=TableColumn.NOTE,
    )
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    with Library.open(given.library) as library:
        table, every = library.table, TableWish()
        total = len(table.order(every).sequences)
        counting = timed(lambda: sum(1 for _ in table.order(every).sequences), given.repeat)
        results: dict[str, dict[str, dict[str, float]]] = {}
        for name, wish in wishes().items():
            results[name] = {
                "first": timed(partial(table.order, wish, limit=FIRST_LOOK), given.repeat),
                "whole": timed(partial(table.order, wish), max(1, given.repeat // 2)),
            }
        sequences = table.order(every).sequences
        middle = list(sequences[total // 2 : total // 2 + SCREEN])
        rows = timed(lambda: table.rows(middle), given.repeat)
    unit = counting["processor_ms"]
    sys.stdout.write(f"{total} annotations; all in the usual order: {unit:.0f} ms\n")
    for name, found in results.items():
        first, whole = found["first"]["processor_ms"], found["whole"]["processor_ms"]
        sys.stdout.write(
            f"{name:32} first {first:8.1f} ms {first / unit:6.2f} ×"
            f"   whole {whole:8.0f} ms {whole / unit:6.2f} ×\n"
        )
    sys.stdout.write(f"{SCREEN} rows: {rows['processor_ms']:.1f} ms\n")
    data = {"annotations": total, "unit": counting, "orders": results, "rows": rows, "goal": GOAL}
    sys.stdout.write(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
