"""The program as a whole: without a verb it opens the desk."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.core import TyperGroup
from typer.main import get_command

from frontdesk import __version__
from frontdesk.cli import options
from frontdesk.cli.grammar import Root
from frontdesk.cli.output import on_a_terminal, say
from frontdesk.cli.session import Session
from frontdesk.cli.values import one_of
from frontdesk.errors import UsageError
from frontdesk.i18n import LANGUAGES, Sentence, marked
from frontdesk.plain_text import made_visible

_ABOUT = marked(
    "A front-desk queue manager. Without a verb it opens the desk: frontdesk --counter 3 --staff Ana. "
    "Every verb has a --help; those that change something take --json, --key and --staff."
)
_EPILOG = marked(
    "Exit codes: 0 done; 1 a bug in frontdesk; 2 the command line or the configuration is wrong; 3 refused by a rule "
    "of the house; 4 the database cannot be used; 5 a check found something."
)


def build() -> TyperGroup:
    """The whole command line."""
    app = typer.Typer(cls=Root, rich_markup_mode=None, add_completion=True, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True, help=_ABOUT, epilog=_EPILOG)(_desk)
    command = get_command(app)
    assert isinstance(command, TyperGroup)
    return command


def _tell_version(wanted: bool) -> None:
    if wanted:
        say(f"frontdesk {__version__}")
        raise typer.Exit


def _desk(
    ctx: typer.Context,
    counter: options.Counter = None,
    staff: options.Staff = None,
    config: options.Config = None,
    db: options.Database = None,
    lang: options.Language = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help=marked("Show the version."))
    ] = False,
) -> None:
    if lang is not None:
        one_of("--lang", lang, LANGUAGES)
    if ctx.invoked_subcommand is not None:
        return
    if not on_a_terminal():
        raise UsageError(
            Sentence("The desk needs a terminal."),
            Sentence("Use a verb instead, such as “frontdesk queue” or “frontdesk status”."),
        )
    session = Session(
        config_option=config,
        database_option=db,
        counter=None if counter is None else made_visible(counter),
        staff=None if staff is None else made_visible(staff),
    )
    session.prepare_database()
    from frontdesk.tui.start import run_desk  # noqa: PLC0415 - Textual is imported for the screens only

    run_desk(session.address, session.config, session.clock, counter=session.counter, staff=session.staff)
