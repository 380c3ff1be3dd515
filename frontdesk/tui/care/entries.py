"""The lines of the care screen: what stands on each, which are wanted, and in what order. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import complaints, promises
from frontdesk.domain.complaints import NOT_A_COMPLAINT
from frontdesk.domain.matter_words import COMPLAINT_STATES, KIND_NAMES, PROMISE_STATES, complaint_state, promise_state
from frontdesk.domain.matters import PROMISE
from frontdesk.i18n import _, day_text, marked, ngettext, number
from frontdesk.tui.columns import Column
from frontdesk.tui.queue.rows import Cell, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.domain.complaints import ToldComplaint
    from frontdesk.domain.explain import Labels
    from frontdesk.domain.matters import Matter
    from frontdesk.domain.promises import ToldPromise
    from frontdesk.tui.care.reading import Read

OVERDUE, TODAY = "●", "◕"
SIGNS = {
    complaints.OPEN: "○",
    complaints.ACKNOWLEDGED: "◔",
    complaints.INVESTIGATING: "◑",
    complaints.RESOLVED: "✓",
    complaints.CLOSED: "■",
    promises.KEPT: "✓",
    promises.BROKEN: "▼",
}
"""The sign of each state; its word stands beside it."""

COMPLAINT = "complaint"
BINDS, OVER = "binds", "over"
DEADLINES = (None, BINDS, OVER)
"""What a key narrows the list to, one after the other."""
GROUPS = {
    COMPLAINT: marked("Complaints"),
    "request": marked("Requests"),
    "suggestion": marked("Suggestions"),
    "praise": marked("Praise"),
    PROMISE: marked("Promises"),
}
"""The kinds by which the list can be narrowed; complaints of the product and of the treatment are one of them."""


_SHORT = {
    "complaint": marked("complaint", "column"),
    "product": marked("product", "complaint"),
    "treatment": marked("treatment", "complaint"),
    "praise": marked("praise", "column"),
}
"""What a complaint is about, or of what kind something is, where a column has no room for more."""


class Entry(NamedTuple):
    """A complaint or a promise (one of them) with its texts, and what the list needs to know of it.

    ``what`` is its cause in the house's words, or what was promised; ``sign`` and ``state`` say how it stands;
    ``settled`` is that the deadline binds no more: it was answered, kept or broken.
    """

    complaint: ToldComplaint | None
    promise: ToldPromise | None
    record: Matter
    group: str
    kind: str
    what: str
    sign: str
    state: str
    overdue: bool
    settled: bool

    @property
    def number(self) -> str:
        """Its readable number."""
        return self.record.number

    @property
    def status(self) -> str:
        """The state that it would have if no day were over."""
        return self.record.status

    @property
    def order(self) -> tuple[bool, str, str]:
        """What binds first by its deadline, then what is settled."""
        return (self.settled, self.record.due_day or "~", self.number)


@dataclass(frozen=True)
class Wanted:
    """Which lines somebody wants to see; None is all of them.

    ``owner`` may be ``""``: those that nobody sees to. ``deadline`` is BINDS, what is still to be answered or kept, or
    OVER, what is overdue.
    """

    group: str | None = None
    status: str | None = None
    owner: str | None = None
    deadline: str | None = None
    ended: bool = False

    def wants(self, entry: Entry) -> bool:
        """Whether this one is among them."""
        return (
            self.group in (None, entry.group)
            and self.status in (None, entry.status)
            and self.owner in (None, entry.record.owner)
            and (self.deadline != BINDS or not entry.settled)
            and (self.deadline != OVER or entry.overdue)
        )


def entries(read: Read, today: str, label: Labels) -> list[Entry]:
    """A line for each, that whose deadline binds first on top; ``today`` is the business day."""
    found = [
        *(_of_complaint(told, today, label) for told in read.complaints),
        *(_of_promise(told, today) for told in read.promises),
    ]
    return sorted(found, key=lambda entry: entry.order)


def _of_complaint(told: ToldComplaint, today: str, label: Labels) -> Entry:
    record = told.row.record
    return Entry(
        told,
        None,
        record,
        record.kind if record.kind in NOT_A_COMPLAINT else COMPLAINT,
        _(_SHORT.get(record.kind) or KIND_NAMES.get(record.kind, record.kind)),
        str(label("cause", record.cause)),
        _sign(record, today),
        complaint_state(record, today),
        record.is_overdue(today),
        record.resolved_at is not None or record.closed_at is not None,
    )


def _of_promise(told: ToldPromise, today: str) -> Entry:
    record = told.record
    return Entry(
        None,
        told,
        record,
        PROMISE,
        _("promise"),
        told.text or "…",
        _sign(record, today),
        promise_state(record, today),
        record.is_overdue(today),
        record.status != promises.OPEN,
    )


def _sign(record: Matter, today: str) -> str:
    if record.is_overdue(today):
        return OVERDUE
    binds = record.status in (complaints.OPEN, complaints.ACKNOWLEDGED, complaints.INVESTIGATING)
    return TODAY if binds and record.due_day == today else SIGNS[record.status]


def columns() -> tuple[Column, ...]:
    """The columns of the list, titled in the language in use."""
    return (
        Column("number", _("Number"), 12, priority=9),
        Column("kind", _("Kind"), 11, priority=4),
        Column("what", _("What"), 11, flex=4, priority=6),
        Column("due", _("Due"), 15, priority=7),
        Column("state", _("State"), 14, flex=1, priority=8),
        Column("owner", _("Person"), 7, flex=1, priority=3),
    )


def rows(shown: Iterable[Entry], today: str) -> list[Row]:
    """A row for each line; its id is the readable number."""
    return [
        Row(
            entry.number,
            (
                Cell(entry.number, "strong"),
                Cell(entry.kind),
                Cell(f"{OVERDUE} {entry.what}" if _is_about_safety(entry) else entry.what),
                Cell(due_text(entry), _tone(entry, today)),
                Cell(f"{entry.sign} {entry.state}", _tone(entry, today)),
                Cell(entry.record.owner or "–", "" if entry.record.owner else "dim"),
            ),
        )
        for entry in shown
    ]


def due_text(entry: Entry) -> str:
    """The last day on which it is in time, in words."""
    return "–" if entry.record.due_day is None else day_text(date.fromisoformat(entry.record.due_day))


def _is_about_safety(entry: Entry) -> bool:
    return not entry.settled and bool(getattr(entry.record, "safety", False))


def _tone(entry: Entry, today: str) -> Tone:
    if entry.overdue:
        return "late"
    if entry.settled:
        return "dim"
    return "near" if entry.record.due_day == today else ""


def heading(shown: Sequence[Entry], wanted: Wanted) -> str:
    """How many are shown and overdue, and to what the list is narrowed."""
    late = sum(entry.overdue for entry in shown)
    first = _("Open and ended {n}") if wanted.ended else _("Open {n}")
    parts = [first.format(n=number(len(shown)))]
    if late:
        parts.append(ngettext("{n} overdue", "{n} overdue", late).format(n=number(late)))
    if wanted.group is not None:
        parts.append(_(GROUPS[wanted.group]))
    if wanted.status is not None:
        parts.append(status_word(wanted.status))
    if wanted.owner is not None:
        parts.append(wanted.owner or _("no owner"))
    if wanted.deadline is not None:
        parts.append(_("overdue only") if wanted.deadline == OVER else _("still to be answered or kept"))
    return " · ".join(parts)


def status_word(status: str) -> str:
    """The word for a state, be it of a complaint or of a promise."""
    return _(COMPLAINT_STATES.get(status) or PROMISE_STATES[status])
