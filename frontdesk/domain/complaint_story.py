"""A complaint in plain words: what is known of it, and what happened to it, step by step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.complaints import (
    ACKNOWLEDGED,
    ACTED_ON,
    ASSIGNED,
    CLOSED,
    DESCRIBED,
    INVESTIGATING,
    NOTED,
    REOPENED,
    RESOLVED,
    corrections,
)
from frontdesk.domain.matter_words import CHANNEL_NAMES, KIND_NAMES, complaint_state
from frontdesk.i18n import Sentence, _, day_text, marked, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.complaints import ComplaintRecord, ComplaintStep, Correction


class Around(NamedTuple):
    """What is kept apart from a complaint's record: the customer's words, and where and by whom it was taken down.

    Empty where nobody knows, or where it was erased; ``visit`` is the number or the id of the visit.
    """

    text: str = ""
    remedy: str = ""
    visit: str = ""
    counter: str = ""
    actor: str = ""


def complaint_facts(
    complaint: ComplaintRecord, around: Around, today: str, label: Callable[[str, str], object]
) -> list[tuple[str, str]]:
    """What is known of a complaint, each under its name; ``label`` gives the house's word for an id."""
    facts: list[tuple[str, object]] = [
        (_("Kind"), _(KIND_NAMES.get(complaint.kind, complaint.kind))),
        (_("Cause"), label("cause", complaint.cause)),
        (_("State"), complaint_state(complaint, today)),
        (_("Day"), day_text(date.fromisoformat(complaint.day))),
        (_("Answer by"), "" if complaint.due_day is None else day_text(date.fromisoformat(complaint.due_day))),
        (_("Seen to by"), complaint.owner),
        (_("Severity"), complaint.severity),
        (_("Safety"), _("yes") if complaint.safety else _("no")),
        (_("Channel"), _(CHANNEL_NAMES.get(complaint.channel, complaint.channel))),
        (_("Visit"), around.visit),
        (_("Counter"), around.counter),
        (_("Person"), around.actor),
        (_("Text"), around.text),
        (_("Remedy"), around.remedy),
    ]
    if complaint.customer is not None:
        facts.append((_("Customer"), complaint.customer))
    if complaint.granted is not None:
        facts.append((_("Granted"), granted_in_words(complaint.granted, complaint.amount, label)))
    if complaint.root is not None:
        facts.append((_("What went wrong with us"), label("root", complaint.root)))
    return [(name, str(value) or "–") for name, value in facts]


def step_in_words(step: ComplaintStep, texts: tuple[str, str], label: Callable[[str, str], object]) -> str:
    """A step as a sentence; ``texts`` are what was typed with it, ``label`` gives the house's word for an id."""
    # What was erased is only known to have been there.
    text, more = texts[0] or ("…" if step.text else ""), texts[1] or ("…" if step.more else "")
    due = None if step.due_day is None else date.fromisoformat(step.due_day)
    said = {
        DESCRIBED: _described(text, more),
        NOTED: Sentence("A note: “{text}”.", text=text),
        ACKNOWLEDGED: Sentence("The customer was told that it had been received."),
        ASSIGNED: Sentence("{owner} sees to it from now on.", owner=step.owner),
        ACTED_ON: Sentence("Done: “{text}”.", text=text),
        INVESTIGATING: Sentence("Being investigated, to be answered by {day}: “{text}”.", day=due, text=text),
        RESOLVED: Sentence("Answered: “{text}”.", text=text) if step.text else Sentence("Answered."),
        CLOSED: Sentence("Closed. Why it happened: “{text}”. What was changed: “{more}”.", text=text, more=more),
        REOPENED: Sentence("Reopened, to be answered by {day}: “{text}”.", day=due, text=text),
    }[step.kind]
    corrected = [_correction(one, label) for one in corrections(step)]
    words = [] if corrected and not (text or more) else [str(said)]
    if corrected:
        words.append(str(Sentence("Corrected: {what}.", what="; ".join(corrected))))
    if step.remedy is not None:
        words.append(str(Sentence("Granted: {remedy}.", remedy=granted_in_words(step.remedy, step.amount, label))))
    if step.root is not None:
        words.append(str(Sentence("What went wrong with us: {root}.", root=label("root", step.root))))
    if step.accepted is not None:
        accepted = Sentence("The customer accepted it."), Sentence("The customer did not accept it.")
        words.append(str(accepted[0] if step.accepted else accepted[1]))
    return " ".join(words)


def _correction(one: Correction, label: Callable[[str, str], object]) -> str:
    """What it was and what it is: “cause Courtesy → Price”."""
    was, now = (_in_words(one.field, value, label) for value in (one.was, one.now))
    return str(Sentence("{what} {was} → {now}", what=_(_FIELDS[one.field]), was=was, now=now))


def field_in_words(complaint: ComplaintRecord, field: str, label: Callable[[str, str], object]) -> tuple[str, str]:
    """The name of what may be corrected of a complaint, and what it is now."""
    return _(_FIELDS[field]), _in_words(field, getattr(complaint, field), label)


def _in_words(field: str, value: Any, label: Callable[[str, str], object]) -> str:
    if value is None:
        return "–"
    if field == "safety":
        return _("yes") if value else _("no")
    if field == "cause":
        return str(label("cause", value))
    names = {"kind": KIND_NAMES, "channel": CHANNEL_NAMES}.get(field, {})
    return _(names[value]) if value in names else str(value)


_FIELDS = {
    "cause": marked("cause", "correction"),
    "kind": marked("kind", "correction"),
    "severity": marked("severity", "correction"),
    "safety": marked("safety at risk", "correction"),
    "channel": marked("channel", "correction"),
    "customer": marked("customer", "correction"),
}
CORRECTABLE = tuple(_FIELDS)
"""What may have been taken down wrongly, by the names of the fields of ``ComplaintRecord``."""


def granted_in_words(remedy: str, amount: int | None, label: Callable[[str, str], object]) -> str:
    """A remedy that was granted, and what it comes to: “A discount: 20”."""
    word = str(label("remedy", remedy))
    return word if amount is None else f"{word}: {number(amount)}"


def _described(text: str, remedy: str) -> Sentence:
    if text and remedy:
        return Sentence("Written down: “{text}”. Asked for: “{remedy}”.", text=text, remedy=remedy)
    if remedy:
        return Sentence("Asked for: “{remedy}”.", remedy=remedy)
    return Sentence("Written down: “{text}”.", text=text)
