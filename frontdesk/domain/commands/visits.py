"""What is done with visits, and taking a step back."""

from __future__ import annotations

from typing import ClassVar

from frontdesk.domain.commands.command import Command
from frontdesk.domain.frozen import frozen
from frontdesk.domain.note import Note
from frontdesk.domain.policy import Role


@frozen(kw_only=True)
class CheckIn(Command):
    """Give somebody a number. ``new_visit`` is the id that the visit will have.

    With ``open_file`` a customer's file is opened for the name, and the visit is that customer's.
    """

    services: tuple[str, ...]
    new_visit: str = ""
    segment: str | None = None
    urgency: str | None = None
    preference: str | None = None
    party: int = 1
    name: Note | None = None
    customer: str | None = None
    open_file: bool = False
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
class TieCustomer(Command):
    """Say which known customer a visit is of; ``""`` that it is of nobody in particular.

    With ``full_name`` it is one whose file is opened by this, and ``customer`` is left empty.
    """

    customer: str = ""
    full_name: str | None = None
    visit: str | None = None


@frozen(kw_only=True)
class Rate(Command):
    """The customer's answer: 1 to 5, the factor that mattered, and whether they would come back.

    Without a visit it is about the one served at the counter, or the last one that was.
    """

    score: int
    visit: str | None = None
    factor: str | None = None
    would_return: bool | None = None


@frozen(kw_only=True)
class NoteExtraStep(Command):
    """More was done for the customer than was owed; ``note`` says what. Without a visit as with ``Rate``."""

    visit: str | None = None
    note: Note | None = None


@frozen(kw_only=True)
class Undo(Command):
    """Take back the last command of the counter, or of a visit, or the one whose first event has the place ``first``.

    The last is for somebody who stands at no counter: no step of others that has come since is taken for theirs.
    """

    visit: str | None = None
    first: int | None = None
