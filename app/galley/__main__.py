"""Where Galley starts: a command for the command line, or the window. Knows nothing of either."""

import sys

__all__ = ["main"]


def main() -> int:
    """Run what the arguments of this process ask for, and return the exit code."""
    arguments = sys.argv[1:]
    if not arguments:  # the usual start waits for no parser of arguments
        from galley.bootstrap import run

        return run(None, [])
    from galley import cli

    if not cli.opens_window(arguments):
        return cli.main(arguments)
    request = cli.window_arguments(arguments)
    from galley.bootstrap import run

    return run(request.library, request.files)


if __name__ == "__main__":
    sys.exit(main())
