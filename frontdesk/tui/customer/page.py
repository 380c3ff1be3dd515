"""A customer's file as a page to read and to move through: pure. Widths are cells."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from textual.content import Content

from frontdesk.domain.customers import RELATIONS, SEGMENT_SOURCES, STAGES
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.metrics import standing_at
from frontdesk.domain.rules.need import OUTCOME_NAMES
from frontdesk.domain.visit import Outcome
from frontdesk.i18n import Sentence, _, day_text, duration, number
from frontdesk.reports.text import Printed
from frontdesk.reports.which import named
from frontdesk.tui.columns import Column, arrange, fit, visible
from frontdesk.tui.customer.told import complaint_state, promise_state, real_visits, speaks_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from frontdesk.config import Configuration
    from frontdesk.domain.customer_file import CustomerFile, VisitText
    from frontdesk.domain.records import VisitRecord

LATE = "!"
"""Before a wait that was longer than promised; a colour alone would tell nobody."""
INDENT = 3

_VISIT_COLUMNS = (
    Column("day", "", 15, priority=9),
    Column("arrived", "", 5, priority=4),
    Column("number", "", 5, priority=6),
    Column("service", "", 11, flex=2, priority=7),
    Column("segment", "", 8, flex=1, priority=2),
    Column("waited", "", 8, align="right", priority=8),
    Column("outcome", "", 12, priority=5),
    Column("staff", "", 6, flex=1, priority=1),
    Column("rating", "", 3, align="right", priority=3),
)


class Frame(NamedTuple):
    """What a page is written with: the house's words, the present (UTC seconds), the business day, the width."""

    config: Configuration
    now: int
    today: str
    width: int


def pages_of(file: CustomerFile, frame: Frame) -> list[Printed]:
    """The whole file: who it is, what is to be done, what colleagues wrote, each visit with what was said at it."""
    return [
        *_head(file, frame),
        *_notes(file, frame),
        *_promises(file, frame),
        *_complaints(file, frame),
        *_visits(file, frame),
    ]


def _head(file: CustomerFile, frame: Frame) -> Iterator[Printed]:
    customer = file.customer
    since = _day_of(customer.created_at, frame)
    told = [
        customer.phone or _("no telephone"),
        _segment(file, frame),
        *([] if customer.stage is None else [_(STAGES.get(customer.stage, customer.stage))]),
        *([] if customer.relation is None else [_(RELATIONS.get(customer.relation, customer.relation))]),
        *([] if customer.language is None else [speaks_text(customer.language)]),
        _("known since {day}").format(day=since),
    ]
    yield _text(" · ".join(told), frame, indent=1)
    if file.former:
        yield _text(_("Formerly also {numbers}").format(numbers=", ".join(file.former)), frame, indent=1)


def _segment(file: CustomerFile, frame: Frame) -> str:
    """The segment, and where that comes from: the file, or else what was said at the last check-in."""
    if file.customer.segment is not None:
        segment = frame.config.label("segment", file.customer.segment)
        source = SEGMENT_SOURCES.get(file.customer.segment_source or "")
        if source is None:
            return _("{segment}, by the file").format(segment=segment)
        return _("{segment} ({source})").format(segment=segment, source=_(source))
    last = next(iter(real_visits(file)), None)
    if last is None:
        return _("no segment")
    return _("{segment} at the last check-in").format(segment=frame.config.label("segment", last.segment))


def _notes(file: CustomerFile, frame: Frame) -> Iterator[Printed]:
    yield from _heading(_("Notes for colleagues"), len(file.notes), frame)
    for one in file.notes:
        yield _text(f"{_day_of(one.at, frame)}  {_by(one.actor)}{_quoted(one.text)}", frame)


def _promises(file: CustomerFile, frame: Frame) -> Iterator[Printed]:
    yield from _heading(_("Promises"), len(file.promises), frame)
    for one in file.promises:
        owner = f" ({one.record.owner})" if one.record.owner else ""
        state = promise_state(one.record, frame.today)
        yield _text(f"{one.record.number}  {state}{owner}: {_quoted(one.text)}", frame)


def _complaints(file: CustomerFile, frame: Frame) -> Iterator[Printed]:
    yield from _heading(_("Complaints"), len(file.complaints), frame)
    for one in file.complaints:
        record = one.row.record
        owner = f" ({record.owner})" if record.owner else ""
        cause = frame.config.label("cause", record.cause)
        state = complaint_state(record, frame.today)
        # One that was noted by its cause alone has no words: nothing of it was erased.
        said = f", {_quoted(one.text)}" if one.row.text else ""
        yield _text(f"{record.number}  {state}{owner}: {cause}{said}", frame)


def _visits(file: CustomerFile, frame: Frame) -> Iterator[Printed]:
    said: dict[str, list[VisitText]] = {}
    for text in file.said:
        if text.kind == "note":
            said.setdefault(text.visit, []).append(text)
    yield from _heading(_("Visits"), len(file.visits), frame)
    for one in file.visits:
        lines = [_row(one, frame)]
        for text in said.get(one.id, ()):
            lines += _folded(f"{_by(text.actor)}{_quoted(text.text)}", frame, INDENT + 2)
        yield Printed(tuple(lines), (named(one.number, [one.id])._replace(at=one.id),))
    if not file.visits:
        yield _text(_("None yet."), frame)


def _row(one: VisitRecord, frame: Frame) -> str:
    waited = standing_at(one, frame.now)[0]
    late = f"{LATE} " if waited > one.target_s else ""
    outcome = _("still here") if one.outcome is None else str(Sentence(OUTCOME_NAMES[Outcome(one.outcome)]))
    cells = (
        day_text(date.fromisoformat(one.arrived_day)),
        str(ClockTime(one.arrived_at, frame.config.site.zone)),
        one.number,
        str(frame.config.label("service", one.service)),
        str(frame.config.label("segment", one.segment)),
        late + duration(waited),
        outcome,
        one.staff or "",
        "" if one.rating is None else f"{one.rating}/5",
    )
    return " " + "".join(
        " " * column.gap + fit(cells[column.number], column.width, column.align)
        for column in arrange(_VISIT_COLUMNS, frame.width - 1)
    )


def _heading(words: str, n: int, frame: Frame) -> Sequence[Printed]:
    """A blank line and a title, ruled to its end, where there is something under it; the visits always."""
    if not n and words != _("Visits"):
        return ()
    title = f" {words} {number(n)} " if n else f" {words} "
    return (Printed(("",)), Printed((fit(title + "─" * max(0, frame.width - len(title)), frame.width),)))


def _text(text: str, frame: Frame, indent: int = INDENT) -> Printed:
    return Printed(tuple(_folded(text, frame, indent)))


def _folded(text: str, frame: Frame, indent: int) -> Iterable[str]:
    lines = Content(visible(text)).wrap(max(20, frame.width - indent - 1))
    return [" " * indent + line.plain.rstrip() for line in lines]


def _by(actor: str) -> str:
    """Who wrote something, before what it was; nothing where nobody was named."""
    return f"{actor}: " if actor else ""


def _quoted(text: str) -> str:
    """What somebody typed; one that was erased is only known to have been there."""
    return _("“{text}”").format(text=text or "…")


def _day_of(at: int, frame: Frame) -> str:
    return day_text(datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(frame.config.site.zone)).date())
