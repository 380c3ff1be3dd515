"""Trying it out: a recorded history told again, a demonstration, and how fast it all is."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import narrate, say_json
from frontdesk.cli.session import Session, missing_folder
from frontdesk.cli.values import one_of, shown, whole_number
from frontdesk.errors import CheckFailed, UsageError
from frontdesk.i18n import Sentence, marked, number
from frontdesk.replay import SHOWN_BAD_ROWS, Added, Listener, Replayed, replay_recorded

if TYPE_CHECKING:
    from frontdesk.store.engine import Address

app = new_app()

WAYS = ("recorded",)
"""How a log can be told again."""

Limit = Annotated[str | None, options.option("--limit", options.NUMBER, marked("Read only so many rows."))]


@verb(app, "replay", tells=True)
def replay(
    session: Session,
    source: Annotated[
        str, options.argument("LOG.csv", marked("A visit log, as “frontdesk visits” writes it: CSV in UTF-8."))
    ],
    way: Annotated[
        str,
        options.option("--as", "recorded", marked("What is taken from the log: recorded, everything as it happened.")),
    ] = "recorded",
    limit: Limit = None,
) -> None:
    """Everything as it happened, into a database of its own."""
    one_of("--as", way, WAYS)
    rows = None if limit is None else _at_least("--limit", limit, 0)
    address = session.address
    _require_folder(address)
    done = replay_recorded(Path(source), address, session.config, limit=rows, listener=_Narrator())
    if session.as_json:
        say_json({"database": address.shown, **done.as_data()})
    else:
        session.tell(None, _replayed(done))
    if done.cut_fractions:
        narrate(
            Sentence(
                "{n} instant had a fraction of a second, which is not kept.",
                "{n} instants had fractions of a second, which are not kept.",
                n=done.cut_fractions,
            )
        )
    for bad in done.bad_rows:
        narrate(bad)
    if done.bad > SHOWN_BAD_ROWS:
        narrate(Sentence("… and {n} more.", n=done.bad - SHOWN_BAD_ROWS))
    if done.bad:
        raise CheckFailed(
            Sentence("{n} row could not be told.", "{n} rows could not be told.", n=done.bad),
            Sentence("All others are done."),
        )


def _replayed(done: Replayed) -> Sentence:
    return Sentence(
        "{done} of {rows} rows told again, by {commands} commands in {seconds} s.",
        done=number(done.done),
        rows=number(done.rows),
        commands=number(done.commands),
        seconds=number(done.seconds, 1),
    )


class _Narrator(Listener):
    """Says on stderr how a replay goes: all the time on a terminal, every few seconds elsewhere."""

    def __init__(self) -> None:
        self._on_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._pause_s = 0.2 if self._on_terminal else 5.0
        self._last = time.monotonic()

    def added(self, added: Added) -> None:
        """Name what the configuration does not know."""
        for sentence in added.sentences():
            narrate(sentence)

    def progress(self, done: int, total: int) -> None:
        """How far it is; on a terminal in one line that is written over."""
        now = time.monotonic()
        if done < total and now - self._last < self._pause_s:
            return
        self._last = now
        text = Sentence("{done} of {total} commands", done=number(done), total=number(total))
        if not self._on_terminal:
            if done < total:
                narrate(text)
            return
        sys.stderr.write(f"\r\x1b[K{'' if done >= total else text}")
        sys.stderr.flush()


def _at_least(option: str, text: str, least: int) -> int:
    """A whole number that is not too small."""
    found = whole_number(option, text)
    if found < least:
        raise UsageError(
            Sentence("{option}: “{found}” is too small.", option=option, found=shown(text)),
            Sentence("Allowed: {least} or more.", least=least),
        )
    return found


def _require_folder(address: Address) -> None:
    if address.path is not None and not address.path.parent.is_dir():
        raise missing_folder(address.path)
