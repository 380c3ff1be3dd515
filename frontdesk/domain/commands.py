"""What somebody wants done: imperative and frozen. A face builds one and hands it to the desk; the rules decide.

``actor`` is the person, ``counter`` where they stand (None where none is needed), ``key`` makes a repetition harmless:
the same key twice does it once. ``request`` is what was asked in the face's own words, where these stay the same when
the command does not (``--for 10m`` names another instant each time). ``visit`` is a visit's id or its number of today;
None means the visit at the counter. Instants are whole seconds, UTC.
"""

from __future__ import annotations

from dataclasses import fields
from hashlib import blake2b
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from frontdesk.domain.frozen import Frozen, frozen
from frontdesk.domain.policy import Role

if TYPE_CHECKING:
    from datetime import date


class Note(NamedTuple):
    """Free text or a name, kept in a row of its own: events hold only ``ref``, the row's id and a salted hash."""

    text: str
    id: str
    salt: str

    @property
    def ref(self) -> str:
        """What an event holds of it; once row and salt are erased it tells nothing."""
        digest = blake2b(self.text.encode(), key=self.salt.encode()[:64], digest_size=8).hexdigest()
        return f"{self.id}.{digest}"


def note_id(ref: str) -> str:
    """The id of the row that a reference in an event names."""
    return ref.partition(".")[0]


_NOT_ASKED = frozenset({"key", "request", "role", "new_visit"})


@frozen(kw_only=True)
class Command(Frozen):
    """Something to be done by a person; ``needs`` is the role that it takes."""

    needs: ClassVar[Role] = Role.RECEPTIONIST

    actor: str = ""
    role: Role = Role.MANAGER
    counter: str | None = None
    key: str = ""
    request: str = ""

    def notes(self) -> dict[str, Note]:
        """The texts of the command that are kept apart from its events, by the name of their field."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, Note)}

    def asked(self) -> str:
        """What was asked for, the same for every repetition: without the key and what is drawn anew each time.

        The face's own words name the person where one was named; who stands at the counter may be another by then.
        """
        if self.request:
            return f"{type(self).__name__} {self.request}"
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _NOT_ASKED}
        texts = {name: value.text for name, value in values.items() if isinstance(value, Note)}
        return f"{type(self).__name__} {values | texts}"


@frozen(kw_only=True)
class CheckIn(Command):
    """Give somebody a number. ``new_visit`` is the id that the visit will have."""

    services: tuple[str, ...]
    new_visit: str = ""
    segment: str | None = None
    urgency: str | None = None
    preference: str | None = None
    party: int = 1
    name: Note | None = None
    customer: str | None = None
    appointment: int | None = None


@frozen(kw_only=True)
class CallNext(Command):
    """Call whoever the order says is next for this counter."""


@frozen(kw_only=True)
class CallVisit(Command):
    """Call a particular visit, with a reason that is kept."""

    visit: str
    reason: Note | None = None


@frozen(kw_only=True)
class Recall(Command):
    """Call once more the visit that was called and has not come."""


@frozen(kw_only=True)
class Start(Command):
    """The customer is here: serving begins."""


@frozen(kw_only=True)
class MarkPhase(Command):
    """The next phase of attention begins, or the one named."""

    phase: str | None = None


@frozen(kw_only=True)
class Finish(Command):
    """The attention is over: now, or at an earlier instant with a reason; perhaps call the next one at once."""

    at: int | None = None
    reason: Note | None = None
    call_next: bool = False


@frozen(kw_only=True)
class MarkNoShow(Command):
    """The visit was called and did not come."""

    visit: str | None = None
    reason: Note | None = None


@frozen(kw_only=True)
class MarkLeft(Command):
    """The customer went away before being served."""

    visit: str | None = None
    reason: Note | None = None


@frozen(kw_only=True)
class Remove(Command):
    """The check-in was a mistake."""

    visit: str | None = None
    reason: Note | None = None


@frozen(kw_only=True)
class EndUnfinished(Command):
    """The visit ends without having been concluded (the close of the day, or a recorded history)."""

    needs: ClassVar[Role] = Role.LEAD

    visit: str


@frozen(kw_only=True)
class PutBack(Command):
    """Back to waiting: from a call, the counter, a hold, or as a no-show who came after all (``return``)."""

    visit: str | None = None
    reason: Note | None = None


@frozen(kw_only=True)
class Hold(Command):
    """Set the visit aside until an instant, or until somebody brings it back."""

    visit: str | None = None
    until: int | None = None
    reason: Note | None = None


@frozen(kw_only=True)
class Transfer(Command):
    """Send the visit on to another service, perhaps to a particular counter."""

    service: str
    visit: str | None = None
    to_counter: str | None = None
    reason: Note | None = None


@frozen(kw_only=True)
class AddService(Command):
    """A further errand of the same visit."""

    service: str
    visit: str | None = None


@frozen(kw_only=True)
class Reclassify(Command):
    """Correct segment, urgency, preference or, before serving, the service. ``""`` takes a preference away."""

    visit: str | None = None
    segment: str | None = None
    urgency: str | None = None
    preference: str | None = None
    service: str | None = None
    reason: Note | None = None


@frozen(kw_only=True)
class TakeOverCounter(Command):
    """The actor goes on at a counter that somebody else opened."""


@frozen(kw_only=True)
class TakeOverVisit(Command):
    """Go on, at this counter, with the visit that stands at another one."""

    from_counter: str


@frozen(kw_only=True)
class Interrupt(Command):
    """The attention stands still for a while."""

    reason: Note | None = None


@frozen(kw_only=True)
class Resume(Command):
    """The attention resumes after an interruption."""


@frozen(kw_only=True)
class AddNote(Command):
    """Write a note on a visit for colleagues."""

    note: Note
    visit: str | None = None


@frozen(kw_only=True)
class Rate(Command):
    """The customer's answer to the satisfaction question, 1 to 5, and the factor that mattered."""

    score: int
    visit: str | None = None
    factor: str | None = None


@frozen(kw_only=True)
class QuickServe(Command):
    """A ten-second question was answered without a number."""


@frozen(kw_only=True)
class OpenCounter(Command):
    """Open the counter for some services and segments; None means what the configuration says."""

    services: tuple[str, ...] | None = None
    segments: tuple[str, ...] | None = None
    reason: Note | None = None


@frozen(kw_only=True)
class PauseCounter(Command):
    """Call nobody for a while, at once or after the present visit."""

    reason: Note | None = None
    after_this: bool = False


@frozen(kw_only=True)
class ResumeCounter(Command):
    """Call again after a pause."""


@frozen(kw_only=True)
class CloseCounter(Command):
    """Leave the counter."""

    reason: Note | None = None


@frozen(kw_only=True)
class StopIntake(Command):
    """Take no more check-ins for a service today."""

    needs: ClassVar[Role] = Role.LEAD

    service: str
    reason: Note | None = None


@frozen(kw_only=True)
class StartIntake(Command):
    """Take check-ins for a service again."""

    needs: ClassVar[Role] = Role.LEAD

    service: str


@frozen(kw_only=True)
class AcknowledgeAlert(Command):
    """Somebody has seen to an alert; ``alert`` is its key, in which a visit's number of today may stand for its id."""

    needs: ClassVar[Role] = Role.LEAD

    alert: str


@frozen(kw_only=True)
class PostNotice(Command):
    """Put up a notice that every desk shows."""

    needs: ClassVar[Role] = Role.LEAD

    text: Note


@frozen(kw_only=True)
class WithdrawNotice(Command):
    """Take a notice down."""

    needs: ClassVar[Role] = Role.LEAD

    notice: str


@frozen(kw_only=True)
class StartSurge(Command):
    """Begin with the house's plan for a rush."""

    needs: ClassVar[Role] = Role.LEAD

    reason: Note | None = None


@frozen(kw_only=True)
class EndSurge(Command):
    """The rush is over: back to the usual."""

    needs: ClassVar[Role] = Role.LEAD


@frozen(kw_only=True)
class SetApart(Command):
    """From ``begins`` to ``ends`` (UTC seconds) nothing was as usual: reports are to tell both figures."""

    needs: ClassVar[Role] = Role.LEAD

    begins: int
    ends: int
    reason: Note


@frozen(kw_only=True)
class RaiseEmergency(Command):
    """Somebody is in danger here: alert at once."""

    visit: str | None = None


@frozen(kw_only=True)
class Undo(Command):
    """Take back the last command of the counter, or of a visit, or the one whose first event has the place ``first``.

    The last is for somebody who stands at no counter: no step of others that has come since is taken for theirs.
    """

    visit: str | None = None
    first: int | None = None


@frozen(kw_only=True)
class CloseDay(Command):
    """Close the business day before its end; ``heads`` are those of the streams that outlive it (the desk's to add)."""

    needs: ClassVar[Role] = Role.LEAD

    heads: tuple[str, ...] = ()


@frozen(kw_only=True)
class OpenDay(Command):
    """Open the business day, or go on with one that was closed by hand."""

    needs: ClassVar[Role] = Role.LEAD

    reason: Note | None = None


@frozen(kw_only=True)
class AddCustomer(Command):
    """Open a customer's file, all of it personal data; ``number`` is the house's own, without it one is drawn."""

    full_name: str
    number: str | None = None
    phone: str | None = None
    language: str | None = None
    segment: str | None = None


@frozen(kw_only=True)
class MatterCommand(Command):
    """Something about a matter, which outlives the day; ``about`` is its kind (``domain.matters``)."""

    about: ClassVar[str]


@frozen(kw_only=True)
class FollowUp(MatterCommand):
    """Something about a matter that there is already; ``number`` is its readable number, in capitals or not."""

    number: str


@frozen(kw_only=True)
class OpenComplaint(MatterCommand):
    """Take down what a customer says beyond the errand; ``kind`` is complaint, request, suggestion or praise."""

    about: ClassVar[str] = "complaint"

    cause: str
    text: Note
    remedy: Note | None = None
    kind: str = "complaint"
    severity: int = 2
    safety: bool = False
    visit: str | None = None
    channel: str = "counter"
    owner: str | None = None


@frozen(kw_only=True)
class AcknowledgeComplaint(FollowUp):
    """The customer has been told that it was received."""

    about: ClassVar[str] = "complaint"


@frozen(kw_only=True)
class AssignComplaint(FollowUp):
    """Somebody else sees to it from now on."""

    about: ClassVar[str] = "complaint"

    owner: str


@frozen(kw_only=True)
class ActOnComplaint(FollowUp):
    """Something was done about it; ``investigate`` says that the answer needs an investigation, and so more time."""

    about: ClassVar[str] = "complaint"

    text: Note | None
    investigate: bool = False


@frozen(kw_only=True)
class ResolveComplaint(FollowUp):
    """The customer has been answered; ``granted`` is a remedy of the house, ``accepted`` whether that was enough."""

    about: ClassVar[str] = "complaint"

    text: Note | None
    granted: str | None = None
    accepted: bool | None = None


@frozen(kw_only=True)
class CloseComplaint(FollowUp):
    """Nothing more is to be done: why it happened, and what was changed so that it does not happen again."""

    about: ClassVar[str] = "complaint"

    root_cause: Note | None
    correction: Note | None
    accepted: bool | None = None


@frozen(kw_only=True)
class ReopenComplaint(FollowUp):
    """It is taken up again, for a reason."""

    about: ClassVar[str] = "complaint"

    reason: Note | None


@frozen(kw_only=True)
class MakePromise(MatterCommand):
    """Tell a customer that something will be done by ``due_day``; without an ``owner`` the actor sees to it."""

    about: ClassVar[str] = "promise"

    text: Note
    due_day: date
    owner: str | None = None
    visit: str | None = None


@frozen(kw_only=True)
class KeepPromise(FollowUp):
    """What was promised is done."""

    about: ClassVar[str] = "promise"


@frozen(kw_only=True)
class BreakPromise(FollowUp):
    """What was promised will not be done; the reason is kept."""

    about: ClassVar[str] = "promise"

    reason: Note | None


@frozen(kw_only=True)
class MovePromise(FollowUp):
    """What was promised will be done by another day; the reason is kept."""

    about: ClassVar[str] = "promise"

    due_day: date
    reason: Note | None
