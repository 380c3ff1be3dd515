"""Looking for trouble: the program, the configuration, the database and the machine, each in one line."""

from __future__ import annotations

import locale
import os
import platform
import sys
from typing import TYPE_CHECKING, NamedTuple

from frontdesk import __version__
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.clock import MachineClock
from frontdesk.errors import CheckFailed, FrontdeskError
from frontdesk.i18n import Sentence, _, marked
from frontdesk.places import error_log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frontdesk.store.doctor import Check

app = new_app()


class Seen(NamedTuple):
    """One thing that was looked at: its name, whether it is as it should be, and what there is to say."""

    name: str
    well: bool
    text: Sentence


@verb(app, "doctor", tells=True)
def doctor(session: Session) -> None:
    """Everything that could be in the way; it changes nothing."""
    seen = [one for look in _LOOKS for one in _looked(look, session)]
    if session.as_json:
        checks = [{"name": one.name, "ok": one.well, "text": str(one.text)} for one in seen]
        say_json({"ok": all(one.well for one in seen), "checks": checks})
    else:
        say(table([["✓" if one.well else "✗", _(one.name), one.text] for one in seen]))
    wrong = sum(not one.well for one in seen)
    if wrong:
        raise CheckFailed(Sentence("{n} thing needs attention.", "{n} things need attention.", n=wrong))


def _looked(look: Callable[[Session], Iterator[Seen]], session: Session) -> Iterator[Seen]:
    """What a look found; where it cannot even look, that is what it found."""
    try:
        yield from look(session)
    except FrontdeskError as error:
        yield Seen(_NAMES[look.__name__], False, Sentence("{problem}", problem=str(error).replace("\n", " ")))


def _program(session: Session) -> Iterator[Seen]:
    yield Seen(
        marked("Program"),
        True,
        Sentence(
            "frontdesk {version}, Python {python}, {system}",
            version=__version__,
            python=platform.python_version(),
            system=platform.platform(),
        ),
    )
    encoding = (sys.stdout.encoding or "").lower()
    yield Seen(
        marked("Terminal"),
        "utf" in encoding,
        Sentence(
            "{encoding}; language {language}", encoding=encoding, language=locale.setlocale(locale.LC_CTYPE, None)
        ),
    )
    log = error_log()
    if log.exists():
        yield Seen(marked("Errors"), True, Sentence("Bugs of frontdesk are noted in {path}.", path=log))


def _configuration(session: Session) -> Iterator[Seen]:
    session.config.policy()
    file = session.config_path
    yield Seen(
        marked("Configuration"),
        True,
        Sentence("the built-in configuration") if file is None else Sentence("{path}", path=file),
    )
    yield Seen(marked("Time zone"), True, Sentence("{zone}", zone=session.policy.zone))


def _clock(session: Session) -> Iterator[Seen]:
    now = session.clock.now()
    fixed = bool(os.environ.get("FRONTDESK_NOW"))
    yield Seen(
        marked("Clock"),
        True,
        Sentence("fixed by FRONTDESK_NOW; business day {day}", day=session.policy.business_day(int(now)))
        if fixed
        else Sentence("business day {day}", day=session.policy.business_day(int(now))),
    )


def _database(session: Session) -> Iterator[Seen]:
    from frontdesk.store import doctor as store  # noqa: PLC0415 - the store is imported when it is looked at

    address = session.address
    yield from map(_seen, store.surroundings(address))
    if session.database_is_to_be_made:
        text = Sentence("{address} will be made at its first use", address=address.shown)
        yield Seen(marked("Database"), True, text)
        return
    yield from map(_seen, store.contents(address, MachineClock().now()))


def _seen(check: Check) -> Seen:
    if check.remedy is None:
        return Seen(check.name, check.well, check.sentence)
    return Seen(check.name, check.well, Sentence("{problem}. {remedy}", problem=check.sentence, remedy=check.remedy))


_LOOKS = (_program, _configuration, _clock, _database)
_NAMES = {
    "_program": marked("Program"),
    "_configuration": marked("Configuration"),
    "_clock": marked("Clock"),
    "_database": marked("Database"),
}
