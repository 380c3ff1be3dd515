"""What a complaint is called, and what happened to it, step by step, in plain words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain.complaints import (
    ACKNOWLEDGED,
    ACTED_ON,
    ASSIGNED,
    CLOSED,
    INVESTIGATING,
    REOPENED,
    RESOLVED,
)
from frontdesk.i18n import Sentence, marked, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.complaints import ComplaintStep

KIND_NAMES = {
    "complaint": marked("complaint"),
    "product": marked("complaint about the product"),
    "treatment": marked("complaint about the treatment"),
    "request": marked("request"),
    "suggestion": marked("suggestion"),
    "praise": marked("praise"),
}
CHANNEL_NAMES = {
    "counter": marked("counter", "channel"),
    "telephone": marked("telephone", "channel"),
    "letter": marked("letter", "channel"),
    "web": marked("web", "channel"),
    "social": marked("social networks", "channel"),
}
STATUS_NAMES = {
    "open": marked("open", "complaint"),
    "acknowledged": marked("acknowledged", "complaint"),
    "investigating": marked("being investigated", "complaint"),
    "resolved": marked("resolved", "complaint"),
    "closed": marked("closed", "complaint"),
}


def step_in_words(step: ComplaintStep, texts: tuple[str, str], label: Callable[[str, str], object]) -> str:
    """A step as a sentence; ``texts`` are what was typed with it, ``label`` gives the house's word for an id."""
    text, more = texts
    due = None if step.due_day is None else date.fromisoformat(step.due_day)
    said = {
        ACKNOWLEDGED: Sentence("The customer was told that it had been received."),
        ASSIGNED: Sentence("{owner} sees to it from now on.", owner=step.owner),
        ACTED_ON: Sentence("Done: “{text}”.", text=text),
        INVESTIGATING: Sentence("Being investigated, to be answered by {day}: “{text}”.", day=due, text=text),
        RESOLVED: Sentence("Answered: “{text}”.", text=text),
        CLOSED: Sentence("Closed. Why it happened: “{text}”. What was changed: “{more}”.", text=text, more=more),
        REOPENED: Sentence("Reopened, to be answered by {day}: “{text}”.", day=due, text=text),
    }[step.kind]
    words = [str(said)]
    if step.remedy is not None:
        words.append(str(Sentence("Granted: {remedy}.", remedy=granted_in_words(step.remedy, step.amount, label))))
    if step.root is not None:
        words.append(str(Sentence("What went wrong with us: {root}.", root=label("root", step.root))))
    if step.accepted is not None:
        accepted = Sentence("The customer accepted it."), Sentence("The customer did not accept it.")
        words.append(str(accepted[0] if step.accepted else accepted[1]))
    return " ".join(words)


def granted_in_words(remedy: str, amount: int | None, label: Callable[[str, str], object]) -> str:
    """A remedy that was granted, and what it comes to: “A discount: 20”."""
    word = str(label("remedy", remedy))
    return word if amount is None else f"{word}: {number(amount)}"
