"""What is told of those who serve: the notes from one shift to the next, how the shifts were, abuse of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain.events.staff import FEWEST_PULSES
from frontdesk.i18n import Sentence, _, number
from frontdesk.reports.contents.source import heads, held
from frontdesk.reports.document import (
    Column,
    Line,
    Section,
    Statement,
    Table,
    count,
    decimal,
    facts,
    instant,
    text,
)
from frontdesk.reports.layout import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.crew import LeftNote

MOST_LISTED = 10


def crew(source: Source) -> Iterator[Section]:
    """A section for each of them, where there is anything to say."""
    found = source.summary.crew
    if found.notes:
        yield Section("", (_notes(source),))
    if found.pulse_given:
        figures = facts("pulse", [("n", count(found.pulse_n)), ("mean", decimal(found.pulse_mean, 2))])
        yield Section("", (Statement((Line(_pulse(source)),), figures),))
    if found.abuse:
        words = str(
            Sentence(
                "Abuse of staff {n} time (no complaint)", "Abuse of staff {n} times (no complaints)", n=found.abuse
            )
        )
        yield Section("", (Statement((Line(held(words)),), facts("abuse_of_staff", [("n", count(found.abuse))])),))


def _pulse(source: Source) -> str:
    found = source.summary.crew
    if found.pulse_n is None or found.pulse_mean is None:
        return str(
            Sentence("How the shifts were: fewer than {fewest} answers, so none is shown.", fewest=FEWEST_PULSES)
        )
    words = [
        _("How the shifts were"),
        str(Sentence("{mean} of 5", mean=number(found.pulse_mean, 2))),
        str(Sentence("· {n} answer", "· {n} answers", n=found.pulse_n)),
    ]
    return " ".join(map(held, words))


def _notes(source: Source) -> Table:
    found = source.summary.crew.notes
    columns = map(Column, ("at", "counter", "staff", "read_by", "text"), heads(_("at|counter|from|read by|text")))
    rows = tuple(
        (
            instant(one.at),
            text(None if one.counter is None else source.house("counter", one.counter)),
            text(one.staff),
            text(one.read_by),
            text(one.text),
            instant(one.read_at),
        )
        for one in found
    )
    return Table(
        "hand_over_notes",
        _("Hand-over notes"),
        (*columns, Column("read_at")),
        rows,
        told=tuple(_told(source, one) for one in found),
        most=MOST_LISTED,
        counted=True,
    )


def _told(source: Source, one: LeftNote) -> str:
    head = [source.moment(one.at)]
    if one.counter is not None:
        head.append(str(Sentence("counter {counter}", counter=source.house("counter", one.counter))))
    head.append(plain(one.staff or "–"))
    read = _("not read that day")
    if one.read_at is not None:
        read = str(
            Sentence("read by {staff}, {when}", staff=plain(one.read_by or "–"), when=source.moment(one.read_at))
        )
    return f"{', '.join(head)}: “{plain(one.text or '…')}” ({read})"
