"""The head of a summary: what it is of, the equation that adds up, the times, and the promise."""

from __future__ import annotations

from datetime import date, datetime
from math import floor
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from frontdesk.domain.seals import shown_seal
from frontdesk.i18n import Sentence, _, clock_text, day_text, duration, ngettext, number
from frontdesk.reports.contents.source import heads, held, mean
from frontdesk.reports.document import Cell, Column, Line, Row, Statement, Table, count, facts, instant, seconds, text
from frontdesk.reports.document import day as day_cell
from frontdesk.reports.document import share as share_cell
from frontdesk.reports.layout import plain
from frontdesk.reports.which import (
    ARRIVED,
    CAME,
    CARRIED_IN,
    DECIDED,
    MISSED,
    SERVED_ONLY,
    STRICT,
    WITHIN,
    Behind,
    Of,
    Which,
)

if TYPE_CHECKING:
    from frontdesk.domain.metrics import Distribution, ServiceLevel
    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.model import VisitCounts

_RATES = ("left", "no_show")
"""Those whom the rates are of, by how it ended."""


def title(source: Source) -> tuple[str, tuple[str, ...]]:
    """The title, and what stands beside it: whose, where, when, and whether it is final."""
    summary = source.summary
    days = day_text(date.fromisoformat(summary.from_day))
    if source.several_days:
        days = f"{days} – {day_text(date.fromisoformat(summary.to_day))}"
    parts = [plain(summary.site), days]
    if summary.staff is not None:
        parts.insert(0, plain(summary.staff))
    if summary.seal is not None:
        parts.append(str(Sentence("sealed {seal}", seal=plain(shown_seal(summary.seal)))))
    elif not summary.begun:
        parts.append(_("not begun yet"))
    elif not summary.closed:
        at = clock_text(datetime.fromtimestamp(summary.as_of, ZoneInfo(summary.zone)))
        parts.append(str(Sentence("as of {time}, not closed", time=at)))
    return _("Summary") if source.several_days else _("Shift summary"), tuple(parts)


def about(source: Source) -> Table:
    """What a data file says of the report itself."""
    summary = source.summary
    return facts(
        "report",
        [
            ("site", text(summary.site)),
            ("from", day_cell(summary.from_day)),
            ("to", day_cell(summary.to_day)),
            ("staff", text(summary.staff)),
            ("closed", text("yes" if summary.closed else "no")),
            ("seal", text(summary.seal)),
            ("as_of", instant(summary.as_of)),
            ("generated_at", instant(summary.generated_at)),
            ("zone", text(summary.zone)),
        ],
    )


def equation(source: Source) -> Statement:
    """Who came is who was served, left, or is still here."""
    summary = source.summary
    counts = summary.visits
    arrived = ngettext("{n} arrived", "{n} arrived", counts.arrived).format(n=number(counts.arrived))
    carried = ngettext("{n} carried in", "{n} carried in", counts.carried_in).format(n=number(counts.carried_in))
    if summary.adds_up and summary.times_add_up:
        verdict = f"{_('adds up')} ✓"
    elif summary.adds_up:
        verdict = f"✗ {_('THE TIMES DO NOT ADD UP')}"
    else:
        verdict = f"✗ {_('DOES NOT ADD UP')}"
    ends = [
        ngettext("{n} served", "{n} served", counts.served).format(n=number(counts.served)),
        ngettext("{n} no-show", "{n} no-show", counts.no_show).format(n=number(counts.no_show)),
        ngettext("{n} left", "{n} left", counts.left).format(n=number(counts.left)),
        ngettext("{n} removed", "{n} removed", counts.removed).format(n=number(counts.removed)),
        ngettext("{n} unfinished", "{n} unfinished", counts.unfinished).format(n=number(counts.unfinished)),
        ngettext("{n} open", "{n} open", counts.open).format(n=number(counts.open)),
    ]
    came, ended = _came(counts), _ended(counts)
    lines = [
        Line(f"{held(arrived)} {held(f'+ {carried}')}", verdict, behind=came),
        Line(" ".join(held(f"{sign} {end}") for sign, end in zip("=+++++", ends, strict=True)), "", 1, ended),
    ]
    if summary.staff is not None:
        whose = _("Only the visits that this person called or served last, with all their times.")
        lines.insert(0, Line(whose))
    if counts.arrived + counts.carried_in == 0:
        lines.append(
            Line(
                _("Nobody came, so there is nothing to measure.")
                if summary.begun
                else _("It has not begun, so there is nothing to measure.")
            )
        )
    figures = [(name, count(getattr(counts, name))) for name in counts.__dataclass_fields__]
    sound = [("adds_up", summary.adds_up), ("times_add_up", summary.times_add_up)]
    return Statement(
        tuple(lines), facts("visits", [*figures, *((name, text("yes" if one else "no")) for name, one in sound)])
    )


def _came(counts: VisitCounts) -> tuple[Behind, ...]:
    """All visits, then the two sides of those who came."""
    arrived, carried_in = heads(_("arrived|carried in"))
    return (
        Behind(_("All visits"), Which(Of.COUNTS, part=CAME), counts.arrived + counts.carried_in),
        Behind(arrived, Which(Of.COUNTS, part=ARRIVED), counts.arrived),
        Behind(carried_in, Which(Of.COUNTS, part=CARRIED_IN), counts.carried_in),
    )


def _ended(counts: VisitCounts) -> tuple[Behind, ...]:
    names = ("served", "no_show", "left", "removed", "unfinished", "open")
    words = heads(_("served|no-show|left|removed|unfinished|still here"))
    return tuple(
        Behind(word, Which(Of.COUNTS, part=name), getattr(counts, name))
        for word, name in zip(words, names, strict=True)
    )


def measures(source: Source) -> Table:
    """Every measured time over those served."""
    summary = source.summary
    n, *others = heads(_("n|mean|P50|P90|P95|max|marked"))
    if not summary.phases:
        others[-1] = ""
    names = ("mean_s", "p50_s", "p90_s", "p95_s", "max_s", "coverage")
    columns = (Column("measure"), Column("label"), Column("n", n), *map(Column, names, others))
    found: list[tuple[str, str, Distribution, float | None]] = [
        ("response", _("Response"), summary.response, None),
        ("wait", _("Wait"), summary.wait, None),
        ("walk", _("Walk"), summary.walk, None),
        ("handling", _("Handling"), summary.handling, None),
    ]
    for name, phase in summary.phases.items():
        found.append((f"phase_{name}", f"{source.house('phase', name)}", phase.times, phase.coverage))
    found += [
        ("interruption", _("Interruptions"), summary.interruption, None),
        ("hold", _("On hold"), summary.hold, None),
        ("total", _("Total"), summary.total, None),
    ]
    found = [one for one in found if one[0] not in ("interruption", "hold") or one[2].max]
    return Table(
        "measures",
        "",
        columns,
        tuple(_measure(*one) for one in found),
        notes=tuple(_each(times) for _name, _label, times, _coverage in found),
        behind=tuple((Behind(label, _which(name), times.n),) for name, label, times, _coverage in found),
    )


def _which(name: str) -> Which:
    kind, _between, phase = name.partition("_")
    return Which(Of.PHASE, phase) if kind == "phase" else Which(Of.MEASURE, part=name)


def _measure(name: str, label: str, times: Distribution, coverage: float | None) -> Row:
    # A phase stands below the handling that it is part of.
    shown = f"\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{label}" if name.startswith("phase_") else label
    return (text(name), Cell(text("").kind, shown), count(times.n), *_lengths(times), share_cell(coverage))


def _lengths(times: Distribution) -> tuple[Cell, ...]:
    return tuple(seconds(one) for one in (times.mean, times.p50, times.p90, times.p95, times.max))


def _each(times: Distribution) -> str:
    """Of few people, everyone's time: a percentile of three would say little."""
    if len(times.values) < 2:
        return ""
    return " ".join([_("each:"), *(held(duration(value)) for value in times.values)])


def standard(source: Source) -> Statement:
    """How far the promise was kept, by every way of counting."""
    summary = source.summary
    level, goal = summary.service_level, summary.goal
    if level.value is None or goal is None:
        promise = _("nobody whose wait was decided")
    else:
        verdict = f"✓ {_('kept')}" if level.value >= goal else f"▼ {_('missed')}"
        promise = f"{Sentence('{share} of {goal}', share=_kept_share(source), goal=source.share(goal))}  {verdict}"
    of = Sentence("{within} of {n} person", "{within} of {n} people", within=number(level.within), n=level.decided)
    both = Sentence(
        "strict {strict}, served only {served_only}",
        strict=source.share(level.strict),
        served_only=source.share(level.served_only),
    )
    rates = Sentence(
        "abandonment {abandonment}, no-show rate {no_show_rate}",
        abandonment=source.share(summary.abandonment),
        no_show_rate=source.share(summary.no_show_rate),
    )
    lines = [
        Line(f"{_('Within standard')}  {held(promise)}", str(of), behind=_judged(level)),
        Line(str(both), indent=1, behind=_other_ways(level)),
        Line(str(_missed(level)), indent=1, behind=_missed_behind(level)),
        Line(str(_apart(level)), indent=1, behind=_apart_behind(level)),
        Line(str(rates), indent=1, behind=tuple(one for one in _ended(summary.visits) if one.which.part in _RATES)),
    ]
    if summary.internal is not None:
        colleagues = ngettext(
            "Colleagues: {n} visit, {share} within standard, mean wait {mean}.",
            "Colleagues: {n} visits, {share} within standard, mean wait {mean}.",
            summary.internal.visits,
        ).format(
            n=number(summary.internal.visits),
            share=source.share(summary.internal.service_level.value),
            mean=mean(summary.internal.wait),
        )
        which = Which(Of.COLLEAGUES)
        lines.append(Line(colleagues, behind=(Behind(_("Colleagues"), which, summary.internal.visits),)))
    return Statement(tuple(lines), _standard_figures(source))


def _standard_figures(source: Source) -> Table:
    summary = source.summary
    level = summary.service_level
    figures = [
        ("value", share_cell(level.value)),
        ("goal", share_cell(summary.goal)),
        ("strict", share_cell(level.strict)),
        ("served_only", share_cell(level.served_only)),
        *((name, count(getattr(level, name))) for name in level._fields),
        ("missed", count(level.missed)),
        ("abandonment", share_cell(summary.abandonment)),
        ("no_show_rate", share_cell(summary.no_show_rate)),
    ]
    if summary.internal is not None:
        figures += [
            ("internal_visits", count(summary.internal.visits)),
            ("internal_value", share_cell(summary.internal.service_level.value)),
            ("internal_wait_mean_s", seconds(summary.internal.wait.mean)),
        ]
    return facts("service_level", figures)


def _kept_share(source: Source) -> str:
    """The share that was kept: 79.6 % of a promised 80 % is missed, and must not be printed as 80 %."""
    value, goal = source.summary.service_level.value or 0, source.summary.goal or 0
    steps = 100 * 10**source.share_digits
    if value < goal and round(value * steps) >= round(goal * steps):
        value = floor(value * steps) / steps
    return source.share(value)


def _missed(level: ServiceLevel) -> Sentence:
    return Sentence(
        "missed {n}: served {served}, left {left}, no-show {no_show}, unfinished {unfinished}, waiting {waiting}, "
        "called, served or on hold now {open}",
        n=number(level.missed),
        served=number(level.served_late),
        left=number(level.left_late),
        no_show=number(level.no_show_late),
        unfinished=number(level.unfinished_late),
        waiting=number(level.waiting_late),
        open=number(level.open_late),
    )


def _judged(level: ServiceLevel) -> tuple[Behind, ...]:
    judged, within = heads(_("counted|within the promise"))
    return (
        _of_level(judged, DECIDED, level.decided),
        _of_level(within, WITHIN, level.within),
        _of_level(_("Longer than promised"), MISSED, level.missed),
    )


def _other_ways(level: ServiceLevel) -> tuple[Behind, ...]:
    strict, served_only = heads(_("strict|served only"))
    return (
        _of_level(strict, STRICT, level.decided + level.early),
        _of_level(served_only, SERVED_ONLY, level.served),
    )


def _missed_behind(level: ServiceLevel) -> tuple[Behind, ...]:
    """All who waited longer than promised, then by how it ended, in the order of the line."""
    title = _("Longer than promised")
    words = heads(_("served|left|no-show|unfinished|waiting|called, served or on hold now"))
    names = ("served_late", "left_late", "no_show_late", "unfinished_late", "waiting_late", "open_late")
    every = zip(words, names, strict=True)
    return (
        _of_level(title, MISSED, level.missed),
        *(_of_level(f"{title}: {word}", name, getattr(level, name)) for word, name in every),
    )


def _apart_behind(level: ServiceLevel) -> tuple[Behind, ...]:
    words = heads(_("left early|no-show early|unfinished early|undecided"))
    names = ("left_early", "no_show_early", "unfinished_early", "undecided")
    return tuple(_of_level(word, name, getattr(level, name)) for word, name in zip(words, names, strict=True))


def _of_level(words: str, part: str, n: int) -> Behind:
    return Behind(words, Which(Of.LEVEL, part=part), n)


def _apart(level: ServiceLevel) -> Sentence:
    return Sentence(
        "not counted: left early {left}, no-show early {no_show}, unfinished early {unfinished}, undecided {undecided}",
        left=number(level.left_early),
        no_show=number(level.no_show_early),
        unfinished=number(level.unfinished_early),
        undecided=number(level.undecided),
    )
