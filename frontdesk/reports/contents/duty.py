"""How much counters and people had to do, the shifts, the pauses with their reasons, and who handed over to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _, duration
from frontdesk.reports.contents.source import heads
from frontdesk.reports.document import (
    Column,
    Line,
    Section,
    Statement,
    Table,
    count,
    facts,
    instant,
    seconds,
    share,
    text,
)
from frontdesk.reports.layout import plain
from frontdesk.reports.which import Behind, Of, Which, interval, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.document import Row
    from frontdesk.reports.duty import Duty, DutyFigures, HandOver, Watch

MOST_LISTED = 10
_MEASURES = ("open_s", "paused_s", "attending_s", "occupancy", "idle_s", "idle_waiting_s")


def duty(source: Source) -> Iterator[Section]:
    """A section for the load, one each for shifts, pauses and hand-overs."""
    found = source.summary.duty
    if not found.by_counter:
        yield Section("", (Statement((Line(_("No counter was open, so nobody had a load.")),)),))
        return
    counter, person = heads(_("counter|person"))
    yield Section("", (_total(found),))
    yield Section("", (_load(source, "counter", (_("Load of the counters"), counter), found.by_counter),))
    if found.by_staff:
        yield Section("", (_load(source, "staff", (_("Load of the people"), person), found.by_staff),))
        yield Section("", (_shifts(source, found),))
    yield Section("", (_pauses(source, found.pauses),))
    if found.hand_overs:
        yield Section("", (_hand_overs(source, found.hand_overs),))


def _total(found: DutyFigures) -> Statement:
    one = found.total
    words = Sentence(
        "Load of all together: {busy} busy of {open} open, paused {paused}, free {idle}, of it {waiting} while people "
        "waited.",
        busy=duration(one.attending_s),
        open=duration(one.open_s),
        paused=duration(one.paused_s),
        idle=duration(one.idle_s),
        waiting=duration(one.idle_waiting_s),
    )
    names = ("attended", *_MEASURES, "pauses", "after_hours_s")
    line = Line(str(words), behind=(_attended(_("Load of all together"), one.attended),))
    return Statement((line,), facts("load", list(zip(names, _duty("", None, one)[2:], strict=True))))


def _load(source: Source, kind: str, heading: tuple[str, str], found: Mapping[str, Duty]) -> Table:
    shown = heads(_("calls|open|paused|busy|busy share|free|while waited"))
    names = ("attended", *_MEASURES)
    columns = (Column(kind), Column("label", heading[1]), *map(Column, names, shown))
    return Table(
        f"load_by_{kind}",
        heading[0],
        (*columns, Column("pauses"), Column("after_hours_s")),
        tuple(_duty(name, source.house(kind, name), one) for name, one in found.items()),
        weight="attended",
        behind=tuple(
            (_attended(f"{heading[1]} {plain(source.house(kind, name) or name)}", one.attended, *_who(kind, name)),)
            for name, one in found.items()
        ),
    )


def _who(kind: str, name: str) -> tuple[str, str]:
    """A counter and anybody, or a person and any counter."""
    return (name, "") if kind == "counter" else ("", name)


def _attended(words: str, n: int, counter: str = "", staff: str = "", ids: tuple[str, ...] = ()) -> Behind:
    """Those who were called at a counter while a person staffed it and it was open."""
    return Behind(words, Which(Of.ATTENDED, counter, staff, ids), n)


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


def _shifts(source: Source, found: DutyFigures) -> Table | Statement:
    columns = heads(_("person|counter|from|until|length|calls"))
    rows = tuple((*_watch(source, one), count(one.visits)) for one in found.shifts)
    told = tuple(
        f"{plain(one.staff)} ({_where_and_when(source, one)}, {Sentence('{n} call', '{n} calls', n=one.visits)})"
        for one in found.shifts
    )
    behind = tuple(
        (_attended(f"{_('Shift')} {plain(one.staff)}", one.visits, one.counter, one.staff, _interval(one)),)
        for one in found.shifts
    )
    table = _listed("shifts", _("Shifts"), columns, rows, told)._replace(behind=behind)
    # Over weeks everybody's shifts are no reading: data files have them.
    return Statement((), table) if source.several_days and source.summary.staff is None else table


def _pauses(source: Source, pauses: Sequence[Watch]) -> Table:
    columns = heads(_("person|counter|from|until|length|waited|reason"))
    rows = tuple((*_watch(source, one), count(one.visits), text(one.reason)) for one in pauses)
    told = tuple(_paused(source, one) for one in pauses)
    behind = tuple(
        (Behind(f"{_('Pause')} {plain(one.staff)}", Which(Of.WAITED_IN, one.counter, ids=_interval(one)), one.visits),)
        for one in pauses
    )
    return _listed("pauses", _("Pauses of counters"), columns, rows, told)._replace(behind=behind)


def _paused(source: Source, one: Watch) -> str:
    waited = Sentence("{n} waited meanwhile", "{n} waited meanwhile", n=one.visits)
    reason = f": {plain(one.reason)}" if one.reason else ""
    return f"{plain(one.staff)} ({_where_and_when(source, one)}, {waited}){reason}"


def _interval(one: Watch) -> tuple[str, str, str]:
    return interval(one.day, one.begins, one.ends)


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
    table = _listed("hand_overs", _("Hand-overs"), columns, rows, told)
    behind = (() if one.visit is None else (named(_("Hand-overs"), (one.visit,)),) for one in found)
    return table._replace(behind=tuple(behind))


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
        "shifts": ("staff", "counter", "from", "until", "length_s", "attended"),
        "pauses": ("staff", "counter", "from", "until", "length_s", "waited_meanwhile", "reason"),
        "hand_overs": ("at", "counter", "previous", "staff"),
    }[name]
    return Table(name, title, tuple(map(Column, names, columns)), rows, told=told, most=MOST_LISTED, counted=True)
