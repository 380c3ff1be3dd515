"""The program ``frontdesk``. The version is told before anything else is imported."""

from __future__ import annotations

import gc
import sys

YOUNG_OBJECTS = 200_000
"""How many new objects bring on a garbage collection: with Python's 700, a tenth of a report's time goes into it."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(YOUNG_OBJECTS, 20, 20)
    if sys.argv[1:] == ["--version"]:
        from frontdesk import __version__  # noqa: PLC0415 - nothing is imported that is not needed

        if sys.stdout is not None:
            sys.stdout.write(f"frontdesk {__version__}\n")
        return
    from frontdesk.cli.run import run  # noqa: PLC0415 - the version needs none of it

    code = run(sys.argv[1:])
    # At its end Python looks once more through everything that was imported, for 0.1 s, only to free it all anyway.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
