"""Complaints with their texts, as a list or a letter shows them: read without all that reports need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain.complaints import ToldComplaint
from frontdesk.domain.note import note_id
from frontdesk.store import history

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from frontdesk.domain.complaints import ComplaintRow
    from frontdesk.store.database import Store

_NEVER = "9999"
"""A day after every other one."""


def told_complaints(
    store: Store, site: str, *, open_only: bool = False, since: date | None = None
) -> list[ToldComplaint]:
    """The complaints of a site in the order in which they were opened; with ``since`` those not closed before.

    With ``open_only`` those that are not closed. Raises StoreError when they cannot be read.
    """
    from_day = _NEVER if open_only else "" if since is None else since.isoformat()
    with store.reading() as connection:
        rows = history.complaints(connection, site, from_day=from_day)
    # One that was opened again and closed for good comes too.
    return with_texts(
        store, [row for row in rows if row.record.closed_day is None or row.record.closed_day >= from_day]
    )


def with_texts(store: Store, rows: Sequence[ComplaintRow]) -> list[ToldComplaint]:
    """The same complaints with their texts. Raises as ``told_complaints`` does."""
    wanted = [
        note_id(text)
        for row in rows
        for text in (row.text, row.remedy, *(one for step in row.record.steps for one in (step.text, step.more)))
        if text is not None
    ]
    texts = store.texts_of(wanted)

    def text_of(reference: str | None) -> str:
        return texts.get(note_id(reference or ""), "")

    return [
        ToldComplaint(
            row,
            text_of(row.text),
            text_of(row.remedy),
            tuple((text_of(step.text), text_of(step.more)) for step in row.record.steps),
        )
        for row in rows
    ]
