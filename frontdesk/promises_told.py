"""Promises with their texts, as a list or a desk shows them: read without all that reports need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain.note import note_id
from frontdesk.domain.promises import ToldPromise
from frontdesk.store import history

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from frontdesk.domain.promises import PromiseRecord
    from frontdesk.store.database import Store

_NEVER = "9999"
"""A day after every other one."""


def told_promises(
    store: Store, site: str, *, open_only: bool = False, due: date | None = None, since: date | None = None
) -> list[ToldPromise]:
    """The promises of a site in the order in which they were made; with ``due`` those due by that day.

    With ``since`` those that had not ended before that day, with ``open_only`` those that have not ended at all.
    Raises StoreError when they cannot be read.
    """
    from_day = _NEVER if open_only else "" if since is None else since.isoformat()
    with store.reading() as connection:
        found = history.promises(connection, site, from_day=from_day)
    if due is not None:
        found = [one for one in found if one.due_day <= due.isoformat()]
    return with_texts(store, found)


def with_texts(store: Store, found: Sequence[PromiseRecord]) -> list[ToldPromise]:
    """The same promises with their texts. Raises as ``told_promises`` does."""
    wanted = [
        note_id(text)
        for one in found
        for text in (one.text, one.reason, *(move.reason for move in one.moves))
        if text is not None
    ]
    texts = store.texts_of(wanted) if wanted else {}

    def text_of(reference: str | None) -> str:
        return texts.get(note_id(reference or ""), "")

    return [
        ToldPromise(one, text_of(one.text), text_of(one.reason), tuple(text_of(move.reason) for move in one.moves))
        for one in found
    ]
