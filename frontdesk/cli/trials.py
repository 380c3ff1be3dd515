"""Trying it out: a recorded history told again, a demonstration, and how fast it all is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.foretold import foretold
from frontdesk.cli.output import narrate, on_a_terminal, say, say_json
from frontdesk.cli.progress import Progress
from frontdesk.cli.session import Session, missing_folder
from frontdesk.cli.tried import tried_out
from frontdesk.cli.values import between, one_of, shown, whole_number
from frontdesk.domain.discipline import DISCIPLINES
from frontdesk.errors import CheckFailed, UsageError
from frontdesk.i18n import Sentence, marked, number
from frontdesk.replay import SHOWN_BAD_ROWS, Added, Listener, Replayed, replay_arrivals, replay_recorded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.csv_rows import BadRow
    from frontdesk.store.engine import Address

app = new_app()

MOST_COUNTERS = 200

WAYS = ("recorded", "arrivals")
"""How a log can be told again."""

Limit = Annotated[str | None, options.option("--limit", options.NUMBER, marked("Read only this many rows."))]


@verb(app, "replay", tells=True)
def replay(
    session: Session,
    source: Annotated[
        str, options.argument("LOG.csv", marked("A visit log, as “frontdesk visits” writes it: CSV in UTF-8."))
    ],
    way: Annotated[
        str,
        options.option(
            "--as",
            "recorded|arrivals",
            marked("recorded: everything as it happened. arrivals: who came and how long it took; nothing is written."),
        ),
    ] = "recorded",
    counters: Annotated[
        str | None, options.option("--counters", options.NUMBER, marked("With --as arrivals: so many counters."))
    ] = None,
    discipline: Annotated[
        str | None, options.option("--discipline", "due_time|fifo|…", marked("With --as arrivals: in this order."))
    ] = None,
    limit: Limit = None,
    estimates: Annotated[
        bool, options.flag("--estimates", marked("Also how the estimated waits did against those that came."))
    ] = False,
) -> None:
    """Everything as it happened, into a database of its own; or what if: another order, other counters."""
    one_of("--as", way, WAYS)
    rows = None if limit is None else _at_least("--limit", limit, 0)
    if way == "arrivals":
        if estimates:
            raise _goes_with("--estimates", "recorded")
        _what_if(session, Path(source), counters, discipline, rows)
        return
    if counters is not None or discipline is not None:
        raise _goes_with("--discipline" if counters is None else "--counters", "arrivals")
    address = session.address
    _require_folder(address)
    done = replay_recorded(Path(source), address, session.config, limit=rows, estimates=estimates, listener=_Narrator())
    if session.as_json:
        say_json({"database": address.shown, **done.as_data()})
    else:
        say(_replayed(done))
        if done.remembered is not None:
            say(foretold(done.remembered))
    _tell_faults(done.cut_fractions, done.bad_rows, done.bad)


def _goes_with(option: str, way: str) -> UsageError:
    return UsageError(
        Sentence("{option} goes with --as {way}.", option=option, way=way), Sentence("Leave out one of them.")
    )


def _what_if(session: Session, path: Path, counters: str | None, discipline: str | None, limit: int | None) -> None:
    """The arrivals of a log under an order and with some counters, or under all and around the recorded peak."""
    tried = replay_arrivals(
        path,
        session.config,
        counters=None if counters is None else between("--counters", counters, 1, MOST_COUNTERS),
        discipline=None if discipline is None else one_of("--discipline", discipline, DISCIPLINES),
        limit=limit,
    )
    for sentence in tried.added.sentences():
        narrate(sentence)
    session.tell(tried.as_data(), tried_out(tried))
    _tell_faults(tried.cut_fractions, tried.bad[:SHOWN_BAD_ROWS], len(tried.bad))


def _tell_faults(cut_fractions: int, shown_rows: Iterable[BadRow], bad: int) -> None:
    """What of a log was not as it should be."""
    if cut_fractions:
        narrate(
            Sentence(
                "{n} instant had a fraction of a second, which is not kept.",
                "{n} instants had fractions of a second, which are not kept.",
                n=cut_fractions,
            )
        )
    for row in shown_rows:
        narrate(row)
    if bad > SHOWN_BAD_ROWS:
        narrate(Sentence("… and {n} more.", n=number(bad - SHOWN_BAD_ROWS)))
    if bad:
        raise CheckFailed(
            Sentence("{n} row could not be replayed.", "{n} rows could not be replayed.", n=bad),
            Sentence("All others are done."),
        )


def _replayed(done: Replayed) -> Sentence:
    return Sentence(
        "Rows replayed: {done} of {rows}; commands: {commands}; {seconds} s.",
        done=number(done.done),
        rows=number(done.rows),
        commands=number(done.commands),
        seconds=number(done.seconds, 1),
    )


class _Narrator(Listener):
    """Says on stderr how a replay goes."""

    def __init__(self) -> None:
        self._progress = Progress(
            lambda done, total: Sentence("Commands: {done} of {total}", done=number(done), total=number(total))
        )

    def added(self, added: Added) -> None:
        """Name what the configuration does not know."""
        for sentence in added.sentences():
            narrate(sentence)

    def progress(self, done: int, total: int) -> None:
        """How far it is."""
        self._progress(done, total)


@verb(app, "demo", tells=True)
def demo(
    session: Session,
    speed: Annotated[str, options.option("--speed", "1-60", marked("How many times faster than real time."))] = "1",
    counters: Annotated[
        str | None, options.option("--counters", "1-8", marked("How many counters are open; one of them is yours."))
    ] = None,
    headless: Annotated[bool, options.flag("--headless", marked("Without a screen: all counters work alone."))] = False,
    minutes: Annotated[
        str | None,
        options.option(
            "--minutes", options.NUMBER, marked("With --headless: how many minutes of the morning, from eight on.")
        ),
    ] = None,
    seed: Annotated[
        str | None, options.option("--seed", options.NUMBER, marked("Another morning; the same number, the same one."))
    ] = None,
) -> None:
    """A morning under way with the desk on top of it or, without a screen, the figures of some of it."""
    from frontdesk.demo import house  # noqa: PLC0415 - the other verbs need none of it

    chosen = {
        "counters": house.COUNTERS if counters is None else between("--counters", counters, 1, house.MOST_COUNTERS),
        "seed": house.SEED if seed is None else whole_number("--seed", seed),
    }
    today = session.policy.business_day(int(session.clock.now()))
    times = between("--speed", speed, 1, 60)
    if headless:
        length = house.ALL_MINUTES if minutes is None else between("--minutes", minutes, 1, house.ALL_MINUTES)
        totals = house.headless(session.config, today, length, **chosen)
        session.tell({**totals, **chosen}, _morning(totals))
        return
    if session.as_json or minutes is not None:
        raise UsageError(
            Sentence("--json and --minutes go with --headless."), Sentence("With a screen there is nothing to print.")
        )
    if not on_a_terminal():
        raise UsageError(Sentence("The demonstration needs a terminal."), Sentence("Without one, add --headless."))
    from frontdesk.tui.start import run_desk  # noqa: PLC0415 - Textual is imported for the screens only

    code = house.with_desk(session.config, today, times, run_desk, **chosen)
    if code:
        raise typer.Exit(code)


@verb(app, "bench", tells=True)
def bench(
    session: Session,
    rounds: Annotated[
        str | None,
        options.option("--rounds", options.NUMBER, marked("How many check-ins, calls and finishes are measured.")),
    ] = None,
    history: Annotated[
        str | None,
        options.option(
            "--history", options.NUMBER, marked("Also in a database with this many past visits, and reports over them.")
        ),
    ] = None,
    screen: Annotated[bool, options.flag("--screen", marked("Also the real program in a terminal."))] = False,
    load: Annotated[
        str | None,
        options.option(
            "--load",
            options.NUMBER,
            marked("Also four desks and two boards on one database for so many minutes, forty visits in each."),
        ),
    ] = None,
) -> None:
    """Each act through the desk and, in turns, the same transaction by the bare driver."""
    from frontdesk.bench import measuring, places  # noqa: PLC0415 - the other verbs need none of it
    from frontdesk.bench.load import VISITS_A_MINUTE, under_load  # noqa: PLC0415 - likewise
    from frontdesk.bench.screen import on_screen  # noqa: PLC0415 - likewise
    from frontdesk.bench.table import as_table  # noqa: PLC0415 - likewise

    wanted = measuring.Wanted(
        rounds=measuring.ROUNDS if rounds is None else between("--rounds", rounds, 10, 100_000),
        history=0 if history is None else between("--history", history, 1, 20_000_000),
    )
    minutes = 0 if load is None else between("--load", load, 1, 60)
    place: places.Place
    if session.database_option is None:
        place = places.Files()
    elif session.address.path is None:
        place = places.Server(session.address)
    else:
        # A file is named for the disk that it lies on; it is not opened.
        _require_folder(session.address)
        place = places.Files(session.address.path.parent)
    try:
        found = measuring.measure(place, wanted, narrate)
        if screen:
            found = on_screen(place, found, narrate)
        if minutes:
            found = under_load(place, found, minutes * VISITS_A_MINUTE, narrate)
    finally:
        place.close()
    session.tell(found.as_data(), as_table(found))


def _morning(totals: dict[str, Any]) -> str:
    counts = totals["visits"]
    return "\n".join(
        str(sentence)
        for sentence in (
            Sentence(
                "Arrived: {arrived}; minutes: {minutes}; commands: {commands}.",
                arrived=number(counts["arrived"]),
                minutes=number(totals["minutes"]),
                commands=number(totals["commands"]),
            ),
            Sentence(
                "Served {served}, no-shows {no_show}, left {left}, removed {removed}, still there {open}.",
                **{name: number(counts[name]) for name in ("served", "no_show", "left", "removed", "open")},
            ),
        )
    )


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
