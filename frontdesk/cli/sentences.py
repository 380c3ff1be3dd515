"""What is said after a verb was carried out: one short sentence, made from the answer alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from frontdesk.domain.answers import FILE_GONE, FILE_STAYS
from frontdesk.domain.estimate import told_range
from frontdesk.domain.matters import LETTERS
from frontdesk.domain.rules.need import STATE_NAMES
from frontdesk.domain.undone_words import undone_step
from frontdesk.domain.visit import State
from frontdesk.i18n import Sentence, clock_text, duration, marked

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.answers import Answer


def clock_of(text: str | None) -> str:
    """The clock time of an instant of an answer; a dash for none."""
    return "–" if text is None else clock_text(datetime.fromisoformat(text))


def checked_in(answer: Answer) -> Sentence:
    """The number, the promise, the place and what to expect."""
    number, due = answer["number"], clock_of(answer["due_at"])
    ahead = answer["position"] - 1
    place = (
        Sentence("Nobody is ahead.")
        if ahead == 0
        else Sentence("{n} person is ahead.", "{n} people are ahead.", n=ahead)
    )
    return Sentence(
        "{number}, to be called by {due}. {place}{estimate}",
        number=number,
        due=due,
        place=place,
        estimate=_expected(answer["estimate"]),
    )


def _expected(estimate: dict[str, int] | None) -> Sentence:
    if estimate is None or estimate["p90_s"] == 0:
        return Sentence("")
    low, high = told_range(estimate["p50_s"], estimate["p90_s"])
    return Sentence(" It will be about {low} to {high} minutes.", low=low, high=high)


def called(answer: Answer) -> Sentence:
    """Who was called where, how long they waited, and why they."""
    sentence = Sentence(
        "{number} to counter {counter}; waited {waited}.",
        number=answer["number"],
        counter=answer["counter"],
        waited=duration(answer["waited_s"]),
    )
    if answer.get("reason") is None:
        return sentence
    return Sentence("{first} {then}", first=sentence, then=answer["reason"])


def finished(answer: Answer) -> Sentence:
    """How the attention ended, and who was called after it."""
    number, counter = answer["number"], answer["counter"]
    if answer["state"] == State.SERVING:
        sentence = Sentence("{number}: the next errand goes on at counter {counter}.", number=number, counter=counter)
    elif answer["state"] == State.WAITING:
        sentence = Sentence("{number}: this errand is done; waiting for the next one.", number=number)
    else:
        sentence = Sentence("{number} is finished.", number=number)
    following, call = answer.get("next"), answer.get("follow_up")
    if following is not None:
        then = called(following | {"counter": counter})
        sentence = Sentence("{first} {then}", first=sentence, then=then)
    if call is not None:
        by = Sentence(
            "Promise a call by {day}? “frontdesk promise add” notes it.", day=date.fromisoformat(call["due_day"])
        )
        sentence = Sentence("{first} {then}", first=sentence, then=by)
    return sentence


def undone(answer: Answer) -> Sentence:
    """What was taken back."""
    what = undone_step(answer)
    matter = next((answer[kind] for kind in LETTERS if answer.get(kind) is not None), None)
    if matter is not None:
        return Sentence("{number}: {what} was undone.", number=matter, what=what)
    if answer["number"] is None:
        return Sentence("Counter {counter}: {what} was undone.", counter=answer["counter"], what=what)
    sentence = Sentence("{number}: {what} was undone.", number=answer["number"], what=what)
    if answer.get("file") is None:
        return sentence
    return Sentence("{first} {then}", first=sentence, then=_FILES[answer["file"]](answer["customer"]))


_FILES: dict[str, Callable[[str], Sentence]] = {
    FILE_GONE: lambda customer: Sentence("The file of {customer}, opened with it, is gone too.", customer=customer),
    FILE_STAYS: lambda customer: Sentence(
        "The file of {customer}, opened with it, stays: more has come to it since. "
        "“frontdesk customer erase {customer}” erases it.",
        customer=customer,
    ),
}
"""What became of a customer's file that the step had opened."""


def simple(message: str) -> Callable[[Answer], Sentence]:
    """A sentence that needs nothing but the answer's own values; the message is marked where it is written."""
    return lambda answer: Sentence(message, **_said(answer))


def _said(answer: dict[str, Any]) -> dict[str, Any]:
    return {"number": answer["number"], "counter": answer["counter"], "state": state_name(answer["state"])}


def state_name(state: str | None) -> Sentence:
    """A state in words."""
    return (
        Sentence(STATE_NAMES[State(state)]) if state in set(State) else Sentence(_COUNTER_STATES.get(state or "", "–"))
    )


_COUNTER_STATES = {
    "open": marked("open", "counter"),
    "paused": marked("paused", "counter"),
    "closed": marked("closed", "counter"),
    "undone": marked("undone"),
}


def held(answer: Answer) -> Sentence:
    """Until when a visit is set aside."""
    if answer.get("until") is None:
        return Sentence("{number} is on hold until somebody brings it back.", number=answer["number"])
    return Sentence("{number} is on hold until {until}.", number=answer["number"], until=clock_of(answer["until"]))
