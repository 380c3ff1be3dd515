"""What happened to a complaint, step by step, in plain words."""

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
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.complaints import ComplaintStep


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
        words.append(str(Sentence("Granted: {remedy}.", remedy=label("remedy", step.remedy))))
    if step.accepted is not None:
        accepted = Sentence("The customer accepted it."), Sentence("The customer did not accept it.")
        words.append(str(accepted[0] if step.accepted else accepted[1]))
    return " ".join(words)
