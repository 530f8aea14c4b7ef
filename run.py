#!/usr/bin/env python3
"""Set Galley up and start it, on a machine that has only Python.

python3 run.py               set up, then open the window
python3 run.py -- ARGS       set up, then run "galley ARGS"
python3 run.py test [ARGS]   set up, then run the tests (ARGS go to pytest)
python3 run.py check         set up, then lint, types and layers
python3 run.py setup         set up only

This file can be read by a Python too old for Galley, so that its owner gets a sentence instead of a
syntax error; the work is done in set_up/, which need not care.
"""

import shutil
import sys

OLDEST = (3, 11)


def main() -> int:
    """Check the Python, then hand over to set_up."""
    if sys.version_info < OLDEST:
        names = [f"python3.{minor}" for minor in range(OLDEST[1], 20)]
        found = [name for name in names if shutil.which(name)] or ["none here"]
        print(
            "Galley needs Python {}.{} or newer, and this is {}.{}.".format(
                *OLDEST, *sys.version_info
            )
        )
        print("Newer ones: " + ", ".join(found))
        return 1
    if sys.argv[1:2] in (["-h"], ["--help"]):
        print((__doc__ or "").split("\n\n")[1])
        return 0
    from set_up.commands import run  # may use what an older Python lacks

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
