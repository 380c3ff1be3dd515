"""The letter in which the house acknowledges what a customer told it, made of the house's own text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.matter_words import KIND_NAMES
from frontdesk.domain.templates import filled
from frontdesk.i18n import _, written_day
from frontdesk.plain_text import made_visible

if TYPE_CHECKING:
    from frontdesk.domain.complaints import ComplaintRecord


class Told(NamedTuple):
    """What a letter says that no record holds: personal data and free text, "" for what is not known (any more)."""

    name: str
    said: str
    asked: str


def acknowledgement(template: str, complaint: ComplaintRecord, told: Told, house: str, today: date) -> list[str]:
    """The lines of the letter, in the language in use; nothing in them can be obeyed by a terminal."""
    due_day = complaint.due_day if complaint.resolved_at is None else None  # what was answered has no deadline any more
    values = {
        "house": house,
        "date": written_day(today),
        "number": complaint.number,
        "kind": _(KIND_NAMES.get(complaint.kind, complaint.kind)),
        "name": told.name or _("customer", "letter"),
        "opened": written_day(date.fromisoformat(complaint.day)),
        "said": told.said,
        "asked": told.asked,
        "due": "" if due_day is None else written_day(date.fromisoformat(due_day)),
        "owner": complaint.owner,
    }
    return filled(template, {name: made_visible(value) for name, value in values.items()})
