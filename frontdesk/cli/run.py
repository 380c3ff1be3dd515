"""Running a command line: every error becomes one line and an exit code, and no traceback reaches a user."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer
from typer._click import exceptions as click

from frontdesk.cli.grammar import usage_error
from frontdesk.cli.language import chosen_language
from frontdesk.cli.output import ReaderGone, forget_streams, narrate, prepare_streams
from frontdesk.errors import EXIT_BUG, FrontdeskError
from frontdesk.i18n import Sentence, use_language
from frontdesk.places import error_log

if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_INTERRUPTED = 130
"""What shells expect of a program that ctrl+c has ended."""


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line; its exit code."""
    prepare_streams()
    try:
        return _carry_out(arguments)
    except KeyboardInterrupt:
        narrate("")
        return EXIT_INTERRUPTED
    except (ReaderGone, BrokenPipeError):
        return 0  # what was asked for was done; the reader has seen enough of it
    except Exception as error:
        narrate(_of_ours(error))
        return EXIT_BUG
    finally:
        forget_streams()


def _carry_out(arguments: Sequence[str]) -> int:
    use_language(chosen_language(arguments, os.environ))
    try:
        from frontdesk.cli.app import build  # noqa: PLC0415 - an error in there is reported too

        root = build()
        if os.environ.get("_FRONTDESK_COMPLETE"):
            root.main(args=list(arguments), prog_name="frontdesk")
        with root.make_context("frontdesk", list(arguments)) as context:
            root.invoke(context)
    except typer.Exit as left:
        return left.exit_code
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    except FrontdeskError as error:
        narrate(error)
        return error.exit_code
    except click.ClickException as error:
        wrong = usage_error(error)
        narrate(wrong)
        return wrong.exit_code
    return 0


def _of_ours(error: Exception) -> Sentence:
    """Keep an error of ours in full, and say in one line what happened and where it was kept."""
    what = f"{type(error).__name__}: {error}".partition("\n")[0][:200]
    path = error_log()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{datetime.now(UTC).isoformat()} {sys.argv[1:2]}\n")
            log.writelines(traceback.format_exception(error))
    except OSError as trouble:
        return Sentence(
            "frontdesk ran into a bug of its own ({what}). It could not be noted in {path}: {why}.",
            what=what,
            path=path,
            why=trouble.strerror,
        )
    return Sentence(
        "frontdesk ran into a bug of its own ({what}). Please report it with what is in {path}.",
        what=what,
        path=path,
    )
