"""What befell visits on their way: who left and why, detours, no-shows who came back, and how good estimates were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _, duration, marked, number
from frontdesk.reports.contents.source import heads, held, mean
from frontdesk.reports.detours import BACK, HELD, INTERRUPTED, KINDS, RECALLED, SENT_ON, TAKEN_OVER
from frontdesk.reports.document import (
    NOTHING,
    Cell,
    Column,
    Line,
    Section,
    Statement,
    Table,
    count,
    decimal,
    facts,
    instant,
    seconds,
    share,
    text,
)
from frontdesk.reports.layout import plain
from frontdesk.reports.repeat_visits import WITHIN_DAYS
from frontdesk.reports.which import KNOWN, LEFT, Behind, Of, Which, interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.set_apart import SetApart

MOST_REASONS = 8
"""So many reasons are printed; data files have them all."""

_NAMES = {
    RECALLED: marked("Called once more"),
    BACK: marked("Put back in the queue"),
    HELD: marked("Set on hold"),
    SENT_ON: marked("Sent to another service"),
    TAKEN_OVER: marked("Taken over by a colleague"),
    INTERRUPTED: marked("Interrupted"),
}
_OUTCOMES = {
    "served": marked("was served"),
    "no_show": marked("did not come"),
    "left": marked("went away"),
    "unfinished": marked("not concluded"),
}


def way(source: Source) -> Iterator[Section]:
    """A section each for those who left, for detours, and for estimates."""
    yield Section("", (_left(source),))
    yield Section("", (_detours(source),))
    yield Section("", (_detour_reasons(source),))
    yield Section("", (_estimates(source),))
    yield Section("", (_repeats(source),))
    if source.summary.set_apart:
        yield Section("", tuple(_set_apart(source)))


def _left(source: Source) -> Statement:
    found = source.summary.departures
    waited, early, late = found.waited, number(found.early), number(found.late)
    most = duration(waited.max or 0)
    early_words, late_words = heads(_("left within the promise|left after it"))
    words = [_("Left", "count")]
    if not waited.n:
        words = [_("Nobody left before being served.")]
    else:
        words += [
            number(waited.n),
            str(Sentence("· {share} of those who came", share=source.share(source.summary.abandonment))),
            str(Sentence("· {early} within the promise, {late} after it", early=early, late=late)),
            str(Sentence("· waited {mean} on average, at most {most}", mean=mean(waited), most=most)),
            f"· {_reasons(found.by_reason, found.no_reason)}",
        ]
    figures: list[tuple[str, Cell]] = [
        ("n", count(waited.n)),
        ("abandonment", share(source.summary.abandonment)),
        ("within_promise", count(found.early)),
        ("after_promise", count(found.late)),
        ("waited_mean_s", seconds(waited.mean)),
        ("waited_p50_s", seconds(waited.p50)),
        ("waited_p90_s", seconds(waited.p90)),
        ("waited_max_s", seconds(waited.max)),
        *((f"reason: {reason}", count(n)) for reason, n in found.by_reason.items()),
        ("no_reason", count(found.no_reason)),
    ]
    behind = (
        Behind(_("Left", "count"), Which(Of.COUNTS, part=LEFT), waited.n),
        Behind(early_words, Which(Of.DEPARTED, part="left_early"), found.early),
        Behind(late_words, Which(Of.DEPARTED, part="left_late"), found.late),
    )
    line = Line(" ".join(map(held, words)), behind=behind if waited.n else ())
    return Statement((line,), facts("left", figures))


def _reasons(reasons: Mapping[str, int], none: int = 0) -> str:
    told = [f"{plain(reason)} {number(n)}" for reason, n in list(reasons.items())[:MOST_REASONS]]
    more = sum(list(reasons.values())[MOST_REASONS:])
    if more:
        told.append(str(Sentence("others {count}", count=number(more))))
    if none:
        told.append(str(Sentence("no reason given {count}", count=number(none))))
    return str(Sentence("reasons: {reasons}", reasons=", ".join(told)))


def _detours(source: Source) -> Table | Statement:
    found, back = source.summary.detours, source.summary.came_back
    names = ("n", "visits", "time_s")
    columns = (Column("detour"), Column("label"), *map(Column, names, heads(_("n|visits|time"))))
    kinds = [kind for kind in KINDS if found.n[kind]]
    if not kinds and not back.visits:
        told = _("Nobody was called once more, put back, set on hold, sent on or interrupted.")
        return Statement((Line(told),), Table("detours", "", columns, ()))
    rows = [
        (
            text(kind),
            text(_(_NAMES[kind])),
            count(found.n[kind]),
            count(found.visits[kind]),
            seconds(found.interrupted_s if kind == INTERRUPTED else None),
        )
        for kind in kinds
    ]
    notes = [_note(source, kind) for kind in kinds]
    behind = [(Behind(_(_NAMES[kind]), Which(Of.DETOUR, kind), found.visits[kind]),) for kind in kinds]
    if back.visits:
        label = _("No-shows who came back")
        rows.append((text("came_back"), text(label), count(back.visits), count(back.visits), seconds(None)))
        behind.append((Behind(label, Which(Of.CAME_BACK), back.visits),))
        notes.append(", ".join(f"{_(_OUTCOMES.get(end, end))} {number(n)}" for end, n in back.by_outcome.items()))
    return Table("detours", _("On the way"), columns, tuple(rows), notes=tuple(notes), behind=tuple(behind))


def _note(source: Source, kind: str) -> str:
    found = source.summary.detours
    told = []
    if kind == SENT_ON:
        to = (f"{source.house('service', service)} {number(n)}" for service, n in found.transfers_to.items())
        told.append(str(Sentence("to: {services}", services=", ".join(to))))
    reasons = found.reasons.get(kind)
    if reasons:
        told.append(_reasons(reasons, found.n[kind] - sum(reasons.values())))
    return "; ".join(told)


def _detour_reasons(source: Source) -> Statement:
    """For data files only: on paper they stand below each kind."""
    columns = (Column("detour"), Column("reason"), Column("n"))
    rows = tuple(
        (text(kind), text(reason), count(n))
        for kind, reasons in source.summary.detours.reasons.items()
        for reason, n in reasons.items()
    )
    return Statement((), Table("detour_reasons", "", columns, rows))


def _estimates(source: Source) -> Statement:
    found = source.summary.estimates
    figures: list[tuple[str, Cell]] = [
        ("n", count(found.n)),
        ("mean_absolute_error_s", decimal(found.mae_s, 1)),
        ("bias_s", decimal(found.bias_s, 1)),
        ("p90_coverage", share(found.p90_coverage)),
    ]
    data = facts("estimates", figures)
    if found.mae_s is None or found.bias_s is None:
        return Statement((Line(_("Nobody who waited had been told how long it would take.")),), data)
    bias = duration(abs(round(found.bias_s)))
    words = [
        _("Estimates"),
        str(Sentence("{error} off on average", error=duration(round(found.mae_s)))),
        str(
            Sentence("· {bias} too long", bias=bias) if found.bias_s >= 0 else Sentence("· {bias} too short", bias=bias)
        ),
        str(Sentence("· {share} waited no longer than the longer time told", share=source.share(found.p90_coverage))),
        str(Sentence("· {n} visit", "· {n} visits", n=found.n)),
    ]
    behind = (Behind(_("Estimates"), Which(Of.ESTIMATES), found.n),)
    return Statement((Line(" ".join(map(held, words)), behind=behind),), data)


def _repeats(source: Source) -> Statement:
    found = source.summary.repeats
    columns = map(Column, ("service", "label", "known", "again", "share"))
    rows = tuple(
        (text(service), text(source.house("service", service)), count(one.known), count(one.again), share(one.share))
        for service, one in found.by_service.items()
    )
    data = Table("repeat_visits", "", tuple(columns), rows)
    if not found.total.known:
        return Statement((), data)
    words = [
        str(
            Sentence(
                "Came again for the same service within {n} day:",
                "Came again for the same service within {n} days:",
                n=WITHIN_DAYS,
            )
        ),
        str(
            Sentence(
                "{again} of {n} visit of a known customer",
                "{again} of {n} visits of known customers",
                again=number(found.total.again),
                n=found.total.known,
            )
        ),
        f"({source.share(found.total.share)})",
    ]
    which = [
        f"{source.house('service', service)} {number(one.again)}"
        for service, one in found.by_service.items()
        if one.again
    ]
    if which:
        words.append(f"· {', '.join(which)}")
    came_again, known = heads(_("came again|visits of known customers"))
    behind = [
        Behind(came_again, Which(Of.REPEATS), found.total.again),
        *(
            Behind(f"{came_again} · {source.house('service', service)}", Which(Of.REPEATS, service), one.again)
            for service, one in found.by_service.items()
            if one.again
        ),
        Behind(known, Which(Of.REPEATS, part=KNOWN), found.total.known),
    ]
    return Statement((Line(" ".join(map(held, words)), behind=tuple(behind)),), data)


def _set_apart(source: Source) -> Iterator[Table | Statement]:
    """The intervals, and the figures without those who were waiting in them."""
    summary = source.summary
    names = ("from", "until", "staff", "waited_meanwhile", "reason")
    columns = map(Column, names, heads(_("from|until|person|waited|reason")))
    rows = tuple(
        (instant(one.begins), instant(one.ends), text(one.staff or None), count(one.visits), text(one.reason))
        for one in summary.set_apart
    )
    title = _("Set apart")
    who = tuple(
        (Behind(title, Which(Of.WAITED_IN, ids=interval(one.day, one.begins, one.ends)), one.visits),)
        for one in summary.set_apart
    )
    told = tuple(_interval(source, one) for one in summary.set_apart)
    yield Table("set_apart", title, tuple(columns), rows, told=told, behind=who, most=MOST_REASONS, counted=True)
    found = summary.without_set_apart
    if found is None:
        return
    level = found.service_level
    without = Sentence(
        "Without {n} visit that waited then: {share} within standard of {decided}, mean wait {mean}, P90 {p90} of "
        "{served}",
        "Without {n} visits that waited then: {share} within standard of {decided}, mean wait {mean}, P90 {p90} of "
        "{served}",
        n=found.visits,
        share=source.share(level.value),
        decided=number(level.decided),
        mean=mean(found.wait),
        p90=NOTHING if found.wait.p90 is None else duration(found.wait.p90),
        served=number(found.wait.n),
    )
    figures: list[tuple[str, Cell]] = [
        ("visits_set_apart", count(found.visits)),
        ("value", share(level.value)),
        ("decided", count(level.decided)),
        ("served", count(found.wait.n)),
        ("wait_mean_s", seconds(found.wait.mean)),
        ("wait_p90_s", seconds(found.wait.p90)),
        ("wait_max_s", seconds(found.wait.max)),
    ]
    behind = (Behind(_("Set apart"), Which(Of.SET_APART), found.visits),)
    yield Statement((Line(str(without), indent=1, behind=behind),), facts("without_set_apart", figures))


def _interval(source: Source, one: SetApart) -> str:
    when = Sentence("{since} to {until}", since=source.moment(one.begins), until=source.moment(one.ends))
    waited = Sentence("{n} waited meanwhile", "{n} waited meanwhile", n=one.visits)
    about = ", ".join([*filter(None, (plain(one.staff),)), str(waited)])
    return f"{when} ({about}){': ' * bool(one.reason)}{plain(one.reason or '')}"
