"""A complaint, request, suggestion or praise as a flat record: what reports are made from.

Instants are whole seconds, UTC; days are ISO dates of the business day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.events import ComplaintOpened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.events import Recorded

NOT_A_COMPLAINT = frozenset(("request", "suggestion", "praise"))
"""The kinds that are counted by kind only: who asks, suggests or praises has not complained."""


class ComplaintRecord(NamedTuple):
    """What a customer said beyond the errand, as it stands now.

    ``kind`` is ``complaint`` (or ``product``, ``treatment`` where the law tells them apart), ``request``,
    ``suggestion`` or ``praise``; ``cause`` is an id of the house; ``visit`` is the visit's id, if it is known.
    ``due_day`` is the last day on which an answer keeps the deadline.
    """

    number: str
    day: str
    opened_at: int
    kind: str
    cause: str
    severity: int
    safety: bool
    visit: str | None
    acknowledged_at: int | None
    due_day: str | None
    resolved_at: int | None
    closed_at: int | None
    status: str


def complaint_record(records: Sequence[Recorded]) -> ComplaintRecord:
    """The complaint that the events of a stream tell of; LookupError where they do not begin with its opening."""
    opened = records[0].event
    if not isinstance(opened, ComplaintOpened):
        raise LookupError(opened.kind)
    return ComplaintRecord(
        number=opened.number,
        day=opened.day,
        opened_at=records[0].at,
        kind=opened.type,
        cause=opened.cause,
        severity=opened.severity,
        safety=opened.safety,
        visit=opened.visit,
        acknowledged_at=None,
        due_day=opened.due_day,
        resolved_at=None,
        closed_at=None,
        status="open",
    )
