"""What the shell proposes while a command line is typed: the ids of this house. It says nothing when it cannot know."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from frontdesk.domain.customers import RELATIONS, STAGES
from frontdesk.i18n import LANGUAGES, _
from frontdesk.plain_text import made_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from frontdesk.cli.session import Session
    from frontdesk.config import Configuration
    from frontdesk.domain.day import Day

Proposals = list[tuple[str, str]]


def _from_configuration(entries: Callable[[Configuration], Mapping[str, object]]) -> Callable[..., Proposals]:
    def complete(ctx: typer.Context, incomplete: str) -> Proposals:
        try:
            from frontdesk.config import find, load  # noqa: PLC0415 - completions only

            found = entries(load(find(_given(ctx, "config"), os.environ, Path.cwd())))
        except Exception:
            return []
        before, comma, begun = incomplete.rpartition(",")  # a list, of which the last one is being typed
        listed = set(before.split(","))
        return [
            (before + comma + name, made_visible(str(getattr(entry, "label", ""))))
            for name, entry in found.items()
            if name.startswith(begun) and name not in listed and getattr(entry, "active", True)
        ]

    return complete


def _given(ctx: typer.Context, name: str) -> str | None:
    """What was given for an option that stands before or after the verb."""
    at: typer.Context | None = ctx
    while at is not None:
        value = at.params.get(name)
        if value:
            return str(value)
        at = at.parent  # type: ignore[assignment]
    return None


services = _from_configuration(lambda config: config.services)
segments = _from_configuration(lambda config: config.segments)
urgencies = _from_configuration(lambda config: config.urgencies)
preferences = _from_configuration(lambda config: config.preferences)
counters = _from_configuration(lambda config: config.counters)
phases = _from_configuration(lambda config: config.phases)
causes = _from_configuration(lambda config: config.complaints.causes)
roots = _from_configuration(lambda config: config.complaints.roots)
remedies = _from_configuration(lambda config: config.remedies)


def standards(ctx: typer.Context, incomplete: str) -> Proposals:
    """The names of the house's standards."""
    try:
        from frontdesk.cli.session import Session  # noqa: PLC0415 - completions only

        session = Session(config_option=_given(ctx, "config"), database_option=_given(ctx, "db"))
        return [(name, "") for name in session.policy.standards.by_name if name.startswith(incomplete)]
    except Exception:
        return []


def visits(ctx: typer.Context, incomplete: str) -> Proposals:
    """The numbers of those who are here now."""
    try:
        from frontdesk.cli.session import Session  # noqa: PLC0415 - completions only

        session = Session(config_option=_given(ctx, "config"), database_option=_given(ctx, "db"))
        day = session.day()
        live: Iterable[tuple[str, str]] = (
            () if day is None else ((one.number, str(one.state)) for one in day.live.values())
        )
        typed = len(incomplete)
        return [(incomplete + number[typed:], state) for number, state in live if number.startswith(incomplete.upper())]
    except Exception:
        return []


def alerts(ctx: typer.Context, incomplete: str) -> Proposals:
    """The keys of the alerts that nobody has seen to."""

    def found(day: Day, session: Session) -> Iterable[tuple[str, str]]:
        from frontdesk.domain.alerts import alerts as found  # noqa: PLC0415 - completions only

        present = found(day, session.policy, session.now())
        return ((one.key, str(one.kind)) for one in present if one.acknowledged is None)

    return _of_today(ctx, incomplete, found)


def notices(ctx: typer.Context, incomplete: str) -> Proposals:
    """The numbers of the notices that are up."""
    return _of_today(
        ctx,
        incomplete,
        lambda day, session: ((one.id, session.desk.snapshot.text(one.text) or "") for one in day.notices.values()),
    )


def _of_today(
    ctx: typer.Context, incomplete: str, found: Callable[[Day, Session], Iterable[tuple[str, str]]]
) -> Proposals:
    try:
        from frontdesk.cli.session import Session  # noqa: PLC0415 - completions only

        session = Session(config_option=_given(ctx, "config"), database_option=_given(ctx, "db"))
        day = session.day()
        return [] if day is None else [one for one in found(day, session) if one[0].startswith(incomplete)]
    except Exception:
        return []


def complaints(ctx: typer.Context, incomplete: str) -> Proposals:
    """The numbers of the complaints that are not closed yet; what was said is not shown."""
    try:
        from frontdesk.cli.session import Session  # noqa: PLC0415 - completions only

        session = Session(config_option=_given(ctx, "config"), database_option=_given(ctx, "db"))
        found = [one.row.record for one in session.archive.complaints(open_only=True)]
        typed = len(incomplete)
        return [
            (incomplete + one.number[typed:], one.due_day or "")
            for one in found
            if one.number.startswith(incomplete.upper())
        ]
    except Exception:
        return []


def promises(ctx: typer.Context, incomplete: str) -> Proposals:
    """The numbers of the promises that are still to be kept, each with its due day; what was promised is not shown."""
    try:
        from frontdesk.cli.session import Session  # noqa: PLC0415 - completions only

        session = Session(config_option=_given(ctx, "config"), database_option=_given(ctx, "db"))
        found = [one.record for one in session.archive.promises(open_only=True)]
        typed = len(incomplete)
        return [
            (incomplete + one.number[typed:], one.due_day) for one in found if one.number.startswith(incomplete.upper())
        ]
    except Exception:
        return []


def keys(ctx: typer.Context, incomplete: str) -> Proposals:
    """The keys of the configuration."""
    try:
        from frontdesk.config.explaining import settings  # noqa: PLC0415 - completions only

        return [(one.key, str(one.description)) for one in settings() if one.key.startswith(incomplete)]
    except Exception:
        return []


def formats(ctx: typer.Context, incomplete: str) -> Proposals:
    """The formats of a report, of which several may be listed."""
    from frontdesk.reports.formats import ENDINGS  # noqa: PLC0415 - completions only

    before, comma, begun = incomplete.rpartition(",")
    listed = set(before.split(","))
    return [(before + comma + name, "") for name in ENDINGS if name.startswith(begun) and name not in listed]


def languages(ctx: typer.Context, incomplete: str) -> Proposals:
    """The languages of the interface."""
    return [(name, "") for name in LANGUAGES if name.startswith(incomplete)]


def stages(ctx: typer.Context, incomplete: str) -> Proposals:
    """How far a customer has come."""
    return _words_of(STAGES, incomplete)


def relations(ctx: typer.Context, incomplete: str) -> Proposals:
    """What keeps a customer coming."""
    return _words_of(RELATIONS, incomplete)


def _words_of(names: Mapping[str, str], incomplete: str) -> Proposals:
    return [(name, _(text)) for name, text in names.items() if name.startswith(incomplete)]
