"""A promise in plain words: what is known of it, and what happened to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain.matter_words import promise_state
from frontdesk.domain.promises import BROKEN, KEPT
from frontdesk.i18n import Sentence, _, day_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.promises import PromiseRecord


def promise_facts(promise: PromiseRecord, text: str, visit: str, today: str) -> list[tuple[str, str]]:
    """What is known of a promise, each under its name; ``visit`` is the number or the id of its visit, or empty."""
    facts = [
        (_("Text"), text),
        (_("State"), promise_state(promise, today)),
        (_("Day"), day_text(date.fromisoformat(promise.day))),
        (_("Due"), day_text(date.fromisoformat(promise.due_day))),
        (_("Seen to by"), promise.owner),
        (_("Visit"), visit),
        (_("Counter"), promise.counter or ""),
        (_("Person"), promise.actor),
    ]
    if promise.customer is not None:
        facts.append((_("Customer"), promise.customer))
    return [(name, value or "–") for name, value in facts]


def promise_steps(
    promise: PromiseRecord, reason: str, reasons_to_move: Sequence[str]
) -> list[tuple[int, str, str, str]]:
    """When (UTC seconds) and on which business day what happened to it after it was made, and who did it."""
    steps = [
        (
            move.at,
            move.day,
            str(Sentence("Moved to {day}: “{text}”.", day=date.fromisoformat(move.due_day), text=why or "…")),
            move.actor,
        )
        for move, why in zip(promise.moves, reasons_to_move, strict=True)
    ]
    if promise.ended_at is not None and promise.ended_day is not None:
        steps.append((promise.ended_at, promise.ended_day, _ending(promise, reason), promise.ended_by or ""))
    return steps


def _ending(promise: PromiseRecord, reason: str) -> str:
    if promise.status == BROKEN:
        return str(Sentence("Broken: “{text}”.", text=reason or "…"))
    assert promise.status == KEPT
    return str(Sentence("Kept, but late.") if promise.kept_late else Sentence("Kept."))
