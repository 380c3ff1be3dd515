"""The options that verbs share, each written once: its name, its help, what completes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontdesk.cli import completion
from frontdesk.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Callable

ID, TEXT, DURATION, INSTANT, DAY, PATH, NUMBER, VISIT, PERSON = (
    marked("ID"),
    marked("TEXT"),
    marked("DURATION"),
    marked("TIME"),
    marked("DAY"),
    marked("PATH"),
    marked("NUMBER"),
    marked("VISIT"),
    marked("PERSON"),
)


def option(name: str, metavar: str, text: str, complete: Callable[[typer.Context, str], Any] | None = None) -> Any:
    """An option with a value; everything is read as text, so that we refuse what is wrong in our own words."""
    return typer.Option(name, metavar=metavar, help=text, show_default=False, autocompletion=complete)


def flag(name: str, text: str) -> Any:
    """An option without a value."""
    return typer.Option(name, help=text, show_default=False)


def argument(metavar: str, text: str, complete: Callable[[typer.Context, str], Any] | None = None) -> Any:
    """A word without an option's name."""
    return typer.Argument(metavar=metavar, help=text, show_default=False, autocompletion=complete)


Counter = Annotated[str | None, option("--counter", ID, marked("The counter where you stand."), completion.counters)]
Visit = Annotated[
    str | None,
    option(
        "--visit",
        VISIT,
        marked("A visit's number of today, or its id; without it, the one at the counter."),
        completion.visits,
    ),
]
Reason = Annotated[str | None, option("--reason", TEXT, marked("Why; it is kept with the visit."))]
Service = Annotated[str | None, option("--service", ID, marked("A service."), completion.services)]
Segment = Annotated[str | None, option("--segment", ID, marked("A segment."), completion.segments)]
Urgency = Annotated[str | None, option("--urgency", ID, marked("An urgency."), completion.urgencies)]
Preference = Annotated[
    str | None, option("--preference", ID, marked("A ground for preference."), completion.preferences)
]
Day = Annotated[str | None, option("--day", DAY, marked("A day: 2026-11-22, today or yesterday."))]
Out = Annotated[str | None, option("--out", PATH, marked("Write to this file instead of the terminal."))]
Force = Annotated[bool, flag("--force", marked("Replace the file if it exists."))]
Yes = Annotated[bool, flag("--yes", marked("It is meant: without it nothing is erased."))]
Config = Annotated[
    str | None,
    option("--config", PATH, marked("The configuration. Default: FRONTDESK_CONFIG, ./frontdesk.toml, yours.")),
]
Database = Annotated[
    str | None,
    option(
        "--db", marked("PATH_OR_URL"), marked("The database. Default: FRONTDESK_DB, [database] url, a file of yours.")
    ),
]
Language = Annotated[
    str | None,
    option("--lang", "en|es", marked("The language. Default: FRONTDESK_LANG, [site] language."), completion.languages),
]
Json = Annotated[bool, flag("--json", marked("Print one JSON document and nothing else."))]
Key = Annotated[
    str | None,
    option("--key", TEXT, marked("A key of this request: the same key twice does it once and prints the same answer.")),
]
Staff = Annotated[str | None, option("--staff", PERSON, marked("Who does it. Default: the person at the counter."))]
