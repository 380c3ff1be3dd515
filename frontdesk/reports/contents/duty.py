"""How much counters and people had to do, the shifts, the pauses with their reasons, and who handed over to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _, duration
from frontdesk.reports.contents.source import heads
from frontdesk.reports.document import Column, Line, Section, Statement, Table, count, instant, seconds, share, text
from frontdesk.reports.layout import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.document import Row
    from frontdesk.reports.duty import Duty, DutyFigures, HandOver, Watch

MOST_LISTED = 10


def duty(source: Source) -> Iterator[Section]:
    """A section for the load, one each for shifts, pauses and hand-overs."""
    found = source.summary.duty
    if not found.shifts:
        yield Section("", (Statement((Line(_("No counter was open, so nobody had a load.")),)),))
        return
    yield Section("", (_load(source, "counter", _("Load by counter"), found.by_counter, found.total),))
    yield Section("", (_load(source, "staff", _("Load by person"), found.by_staff, found.total),))
    yield Section("", tuple(_watches(source, found)))
    yield Section("", (_pauses(source, found.pauses),))
    if found.hand_overs:
        yield Section("", (_hand_overs(source, found.hand_overs),))


def _load(source: Source, kind: str, title: str, found: Mapping[str, Duty], total: Duty) -> Table:
    names = ("attended", "open_s", "paused_s", "attending_s", "occupancy", "idle_s", "idle_waiting_s")
    shown = heads(_("attended|open|paused|busy|busy share|free|while waited"))
    rows = [_duty(name, source.house(kind, name), one) for name, one in found.items()]
    return Table(
        f"load_by_{kind}",
        title,
        (Column(kind), Column("label"), *map(Column, names, shown), Column("pauses"), Column("after_hours_s")),
        (*rows, _duty("", _("All"), total)) if len(rows) > 1 else tuple(rows),
    )


def _duty(name: str, label: str | None, one: Duty) -> Row:
    return (
        text(name),
        text(label),
        count(one.attended),
        seconds(one.open_s),
        seconds(one.paused_s),
        seconds(one.attending_s),
        share(one.occupancy),
        seconds(one.idle_s),
        seconds(one.idle_waiting_s),
        count(one.pauses),
        seconds(one.after_hours_s),
    )


def _watches(source: Source, found: DutyFigures) -> Iterator[Table]:
    columns = heads(_("person|counter|from|until|length"))
    rows = tuple(_watch(source, one)[:5] for one in found.shifts)
    told = tuple(f"{plain(one.staff)} ({_where_and_when(source, one)})" for one in found.shifts)
    yield _listed("shifts", _("Shifts"), columns, rows, told)


def _pauses(source: Source, pauses: Sequence[Watch]) -> Table:
    columns = heads(_("person|counter|from|until|length|reason"))
    rows = tuple((*_watch(source, one)[:5], text(one.reason)) for one in pauses)
    told = tuple(
        f"{plain(one.staff)} ({_where_and_when(source, one)}){'' if not one.reason else f': {plain(one.reason)}'}"
        for one in pauses
    )
    return _listed("pauses", _("Pauses of counters"), columns, rows, told)


def _watch(source: Source, one: Watch) -> Row:
    return (
        text(one.staff),
        text(source.house("counter", one.counter)),
        instant(one.begins),
        instant(one.ends if one.over else None),
        seconds(one.ends - one.begins),
    )


def _where_and_when(source: Source, one: Watch) -> str:
    values = {
        "counter": source.house("counter", one.counter),
        "since": source.moment(one.begins),
        "length": duration(one.ends - one.begins),
    }
    if one.over:
        until = source.moment(one.ends)
        return str(Sentence("counter {counter}, {since} to {until}, {length}", until=until, **values))
    return str(Sentence("counter {counter}, since {since}, {length} so far", **values))


def _hand_overs(source: Source, found: Sequence[HandOver]) -> Table:
    columns = heads(_("at|counter|from|to"))
    rows = tuple(
        (instant(one.at), text(source.house("counter", one.counter)), text(one.previous), text(one.staff))
        for one in found
    )
    told = tuple(_handed_over(source, one) for one in found)
    return _listed("hand_overs", _("Hand-overs"), columns, rows, told)


def _handed_over(source: Source, one: HandOver) -> str:
    values = {
        "when": source.moment(one.at),
        "counter": source.house("counter", one.counter),
        "previous": plain(one.previous or _("nobody")),
        "staff": plain(one.staff),
    }
    if one.visit is not None:
        return str(Sentence("{when}, counter {counter}: {staff} took over a visit from {previous}", **values))
    return str(Sentence("{when}, counter {counter}: {previous} to {staff}", **values))


def _listed(name: str, title: str, columns: Sequence[str], rows: tuple[Row, ...], told: tuple[str, ...]) -> Table:
    names = {
        "shifts": ("staff", "counter", "from", "until", "length_s"),
        "pauses": ("staff", "counter", "from", "until", "length_s", "reason"),
        "hand_overs": ("at", "counter", "previous", "staff"),
    }[name]
    return Table(name, title, tuple(map(Column, names, columns)), rows, told=told, most=MOST_LISTED, counted=True)
