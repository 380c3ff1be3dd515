"""What the care screen is made of, read in a thread."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontdesk.desk import Desk
    from frontdesk.domain.complaints import ToldComplaint
    from frontdesk.domain.promises import ToldPromise


ENDED_WITHIN_DAYS = 366
"""What ended longer ago is looked up by its number: “frontdesk complaint show”."""


class Read(NamedTuple):
    """Complaints and promises with their texts, and the numbers of the visits that they are about, by the visit's id.

    Those that have ended are among them only where they were asked for.
    """

    complaints: Sequence[ToldComplaint] = ()
    promises: Sequence[ToldPromise] = ()
    visits: Mapping[str, str] = {}


def matters(desk: Desk, ended: bool) -> Read:
    """All that is open; with ``ended`` also what ended in the last year."""
    from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk

    archive = Archive(desk)
    since = desk.policy.business_day(desk.now()) - timedelta(days=ENDED_WITHIN_DAYS)
    complaints = archive.complaints(open_only=not ended, since=since)
    promises = archive.promises(open_only=not ended, since=since)
    about = {told.row.record.visit for told in complaints} | {told.record.visit for told in promises}
    return Read(complaints, promises, archive.numbers_of([visit for visit in about if visit is not None]))
