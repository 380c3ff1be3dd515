"""What has happened: the facts of a business day, a complaint and a promise, in the past tense and never changed.

An event holds no personal data and no free text: names, reasons and notes are rows of their own, and the event holds
their reference (id and salted hash). Instants are whole seconds, UTC.
"""

from __future__ import annotations

from frontdesk.domain.events.complaints import (
    ComplaintAcknowledged,
    ComplaintActedOn,
    ComplaintAssigned,
    ComplaintClosed,
    ComplaintDescribed,
    ComplaintNoted,
    ComplaintOpened,
    ComplaintReopened,
    ComplaintResolved,
)
from frontdesk.domain.events.counters import (
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterResumed,
    CounterTakenOver,
    QuicklyServed,
)
from frontdesk.domain.events.days import CarriedOver, CounterKept, DayClosed, DayOpened, DayReopened, Undone
from frontdesk.domain.events.event import CounterEvent, Event, Recorded, VisitEvent
from frontdesk.domain.events.house import (
    AlertAcknowledged,
    EmergencyRaised,
    IntakeStarted,
    IntakeStopped,
    IntervalSetApart,
    NoticePosted,
    NoticeWithdrawn,
    StandardCommented,
    SurgeEnded,
    SurgeStarted,
)
from frontdesk.domain.events.matters import MatterStepTaken
from frontdesk.domain.events.promises import PromiseBroken, PromiseKept, PromiseMade, PromiseMoved
from frontdesk.domain.events.staff import AbuseNoted, PulsesGathered, PulseTaken, ShiftNoteRead, ShiftNoteWritten
from frontdesk.domain.events.visits import (
    Called,
    CheckedIn,
    CustomerTied,
    DidNotShow,
    ExtraStepTaken,
    Finished,
    Interrupted,
    InterruptionEnded,
    LeftUnfinished,
    NoteAdded,
    PhaseBegan,
    PutOnHold,
    Rated,
    Recalled,
    Reclassified,
    Removed,
    Returned,
    ServiceAdded,
    ServingStarted,
    Transferred,
    VisitTakenOver,
    WentAway,
)

__all__ = [
    "KINDS",
    "AbuseNoted",
    "AlertAcknowledged",
    "Called",
    "CarriedOver",
    "CheckedIn",
    "ComplaintAcknowledged",
    "ComplaintActedOn",
    "ComplaintAssigned",
    "ComplaintClosed",
    "ComplaintDescribed",
    "ComplaintNoted",
    "ComplaintOpened",
    "ComplaintReopened",
    "ComplaintResolved",
    "CounterClosed",
    "CounterEvent",
    "CounterKept",
    "CounterOpened",
    "CounterPaused",
    "CounterResumed",
    "CounterTakenOver",
    "CustomerTied",
    "DayClosed",
    "DayOpened",
    "DayReopened",
    "DidNotShow",
    "EmergencyRaised",
    "Event",
    "ExtraStepTaken",
    "Finished",
    "IntakeStarted",
    "IntakeStopped",
    "Interrupted",
    "InterruptionEnded",
    "IntervalSetApart",
    "LeftUnfinished",
    "MatterStepTaken",
    "NoteAdded",
    "NoticePosted",
    "NoticeWithdrawn",
    "PhaseBegan",
    "PromiseBroken",
    "PromiseKept",
    "PromiseMade",
    "PromiseMoved",
    "PulseTaken",
    "PulsesGathered",
    "PutOnHold",
    "QuicklyServed",
    "Rated",
    "Recalled",
    "Reclassified",
    "Recorded",
    "Removed",
    "Returned",
    "ServiceAdded",
    "ServingStarted",
    "ShiftNoteRead",
    "ShiftNoteWritten",
    "StandardCommented",
    "SurgeEnded",
    "SurgeStarted",
    "Transferred",
    "Undone",
    "VisitEvent",
    "VisitTakenOver",
    "WentAway",
    "visits_of",
]


def visits_of(event: Event) -> tuple[str, ...]:
    """The ids of the visits that an event changes."""
    if isinstance(event, VisitEvent):
        return (event.visit,)
    if isinstance(event, CarriedOver):
        return (event.state.id,)
    if isinstance(event, (EmergencyRaised, AlertAcknowledged)):
        return () if event.visit is None else (event.visit,)
    return event.unfinished if isinstance(event, DayClosed) else ()


def _kinds(root: type[Event]) -> dict[str, type[Event]]:
    found: dict[str, type[Event]] = {}
    for one in root.__subclasses__():
        found |= _kinds(one)
        if one not in (VisitEvent, CounterEvent):
            one.kind = one.__name__
            found[one.__name__] = one
    return found


KINDS = _kinds(Event)
"""Every kind of event by its name in the log."""
