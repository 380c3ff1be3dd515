"""A visit's story: every event in plain words, with who and when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from frontdesk.domain import events as ev
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.note import note_id
from frontdesk.domain.undoing import places_undone
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from frontdesk.domain.explain import Labels
    from frontdesk.domain.policy import Policy


class StoryLine(NamedTuple):
    """What happened to a visit: the instant (UTC seconds), in words, who did it and at which counter."""

    at: int
    text: Sentence
    actor: str
    counter: str | None
    undone: bool


def days_told(lines: Sequence[StoryLine], zone: str) -> list[date | None]:
    """For each line of a story the day that is to be said before it: where it changes; of one day's story, nowhere."""
    days = [datetime.fromtimestamp(line.at, ZoneInfo(zone)).date() for line in lines]
    if len(set(days)) <= 1:
        return [None] * len(days)
    return [day if day != before else None for day, before in zip(days, [None, *days], strict=False)]


class Teller(NamedTuple):
    """What is needed to tell an event in words: the house's rules and words, and the texts kept apart."""

    policy: Policy
    label: Labels
    texts: Mapping[str, str]

    def reason(self, reference: str | None) -> Sentence:
        """The reason given, in brackets, or nothing."""
        text = None if reference is None else self.texts.get(note_id(reference))
        return Sentence("") if text is None else Sentence(" ({reason})", reason=text)

    def service(self, service: str) -> object:
        """The house's word for a service."""
        return self.label("service", service)


def story(records: Iterable[ev.Recorded], visit: str, teller: Teller) -> list[StoryLine]:
    """The story of one visit out of the records of one day, in order; what was undone is marked, not hidden."""
    records = list(records)
    undone = places_undone(records)
    lines = []
    for record in records:
        if visit not in ev.visits_of(record.event):
            continue
        tell = _TELL.get(type(record.event))
        if tell is not None:
            text = tell(record.event, teller)
            lines.append(StoryLine(record.at, text, record.actor, record.counter, record.seq in undone))
    return lines


def _checked_in(event: ev.CheckedIn, teller: Teller) -> Sentence:
    services = ", ".join(str(teller.service(service)) for service in event.services)
    return Sentence(
        "Checked in as {number}: {services}; {segment}, {urgency}.",
        number=event.number,
        services=services,
        segment=teller.label("segment", event.segment),
        urgency=teller.label("urgency", event.urgency),
    )


def _called(event: ev.Called, teller: Teller) -> Sentence:
    reason = teller.reason(event.reason)
    if event.passed:
        return Sentence(
            "Called before {n} other{reason}.", "Called before {n} others{reason}.", n=event.passed, reason=reason
        )
    return Sentence("Called{reason}.", reason=reason)


def _finished(event: ev.Finished, teller: Teller) -> Sentence:
    reason = teller.reason(event.reason)
    if event.next_service is not None:
        return Sentence(
            "Finished{reason}; goes on with {service}.", reason=reason, service=teller.service(event.next_service)
        )
    if event.ended_at is not None:
        ended = ClockTime(event.ended_at, teller.policy.zone)
        return Sentence("Finished at {ended}, noted later{reason}.", ended=ended, reason=reason)
    return Sentence("Finished{reason}.", reason=reason)


def _held(event: ev.PutOnHold, teller: Teller) -> Sentence:
    reason = teller.reason(event.reason)
    if event.until is None:
        return Sentence("On hold{reason}.", reason=reason)
    return Sentence("On hold until {until}{reason}.", until=ClockTime(event.until, teller.policy.zone), reason=reason)


def _reclassified(event: ev.Reclassified, teller: Teller) -> Sentence:
    return Sentence(
        "Corrected to {service}; {segment}, {urgency}{reason}.",
        service=teller.service(event.service),
        segment=teller.label("segment", event.segment),
        urgency=teller.label("urgency", event.urgency),
        reason=teller.reason(event.reason),
    )


def _noted(event: ev.NoteAdded, teller: Teller) -> Sentence:
    return Sentence("Note: {text}", text=teller.texts.get(note_id(event.note), "…"))


def _tied(event: ev.CustomerTied, teller: Teller) -> Sentence:
    if event.customer is None:
        return Sentence("Said to be of no known customer.")
    return Sentence("Said to be of customer {customer}.", customer=event.customer)


def _rated(event: ev.Rated, teller: Teller) -> Sentence:
    told = Sentence("Rated {score} of 5.", score=event.score)
    if event.factor is not None:
        told = Sentence("{told} What mattered: {factor}.", told=told, factor=teller.label("cause", event.factor))
    if event.would_return is None:
        return told
    again = Sentence("Would come back.") if event.would_return else Sentence("Would not come back.")
    return Sentence("{first} {then}", first=told, then=again)


def _extra_step(event: ev.ExtraStepTaken, teller: Teller) -> Sentence:
    if event.note is None:
        return Sentence("An extra step was taken.")
    return Sentence("An extra step was taken: {text}", text=teller.texts.get(note_id(event.note), "…"))


def _simple(text: Sentence) -> Callable[[ev.Event, Teller], Sentence]:
    def tell(event: ev.Event, teller: Teller) -> Sentence:
        return Sentence(text.message, reason=teller.reason(getattr(event, "reason", None)))

    return tell


_TELL: dict[type[ev.Event], Callable[..., Sentence]] = {
    ev.CheckedIn: _checked_in,
    ev.CarriedOver: _simple(Sentence("Carried over into the next day.")),
    ev.Called: _called,
    ev.Recalled: _simple(Sentence("Called once more.")),
    ev.ServingStarted: _simple(Sentence("Serving began.")),
    ev.PhaseBegan: lambda event, teller: Sentence("Phase: {phase}.", phase=teller.label("phase", event.phase)),
    ev.Finished: _finished,
    ev.DidNotShow: _simple(Sentence("Did not come{reason}.")),
    ev.WentAway: _simple(Sentence("Left{reason}.")),
    ev.Removed: _simple(Sentence("Removed, the check-in was a mistake{reason}.")),
    ev.LeftUnfinished: _simple(Sentence("Ended unfinished.")),
    ev.DayClosed: _simple(Sentence("Ended unfinished, at the close of the day.")),
    ev.Returned: _simple(Sentence("Back to the queue{reason}.")),
    ev.PutOnHold: _held,
    ev.Transferred: lambda event, teller: Sentence(
        "Transferred to {service}{reason}.", service=teller.service(event.service), reason=teller.reason(event.reason)
    ),
    ev.ServiceAdded: lambda event, teller: Sentence("Also for {service}.", service=teller.service(event.service)),
    ev.Reclassified: _reclassified,
    ev.VisitTakenOver: lambda event, teller: Sentence("Taken over from counter {counter}.", counter=event.from_counter),
    ev.Interrupted: _simple(Sentence("Interrupted{reason}.")),
    ev.InterruptionEnded: _simple(Sentence("The attention went on.")),
    ev.NoteAdded: _noted,
    ev.CustomerTied: _tied,
    ev.EmergencyRaised: _simple(Sentence("Emergency: help was called for.")),
    ev.AlertAcknowledged: _simple(Sentence("The shift lead has seen to an alert about it.")),
    ev.Rated: _rated,
    ev.ExtraStepTaken: _extra_step,
}
