"""What is done about complaints, requests, suggestions and praise."""

from __future__ import annotations

from typing import ClassVar

from frontdesk.domain.commands.matter import FollowUp, MatterCommand, TakeBackStep
from frontdesk.domain.frozen import frozen
from frontdesk.domain.note import Note


@frozen(kw_only=True)
class OpenComplaint(MatterCommand):
    """Take down what a customer says beyond the errand; ``kind`` is complaint, request, suggestion or praise.

    Without a ``text`` it is noted all the same: at the counter there may be time for no more than the cause.
    With an ``answer`` it is resolved on the spot, as ``ResolveComplaint`` would. Without a visit ``customer`` and
    ``segment`` tell whose it is. ``severity`` is 1 (slight), 2 or 3 (grave).
    """

    about: ClassVar[str] = "complaint"

    cause: str
    text: Note | None = None
    remedy: Note | None = None
    kind: str = "complaint"
    severity: int = 2
    safety: bool = False
    visit: str | None = None
    channel: str = "counter"
    owner: str | None = None
    customer: str | None = None
    segment: str | None = None
    answer: Note | None = None
    granted: str | None = None
    amount: int | None = None
    accepted: bool | None = None


@frozen(kw_only=True)
class DescribeComplaint(FollowUp):
    """What the customer said, and what they ask for, is written down afterwards: one of them, or both.

    Or what was taken down is put right, where it was a slip: None leaves it as it is, a ``customer`` of "" is nobody.
    ``segment`` is that of another customer.
    """

    about: ClassVar[str] = "complaint"

    text: Note | None = None
    remedy: Note | None = None
    kind: str | None = None
    cause: str | None = None
    severity: int | None = None
    safety: bool | None = None
    channel: str | None = None
    customer: str | None = None
    segment: str | None = None


@frozen(kw_only=True)
class NoteOnComplaint(FollowUp):
    """A note for colleagues."""

    about: ClassVar[str] = "complaint"

    text: Note | None


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
    """The customer has been answered; ``granted`` is a remedy of the house, ``accepted`` whether that was enough.

    ``amount`` is what the remedy comes to, in whole units of the house's money.
    """

    about: ClassVar[str] = "complaint"

    text: Note | None
    granted: str | None = None
    amount: int | None = None
    accepted: bool | None = None


@frozen(kw_only=True)
class CloseComplaint(FollowUp):
    """Nothing more is to be done: why it happened, and what was changed so that it does not happen again.

    ``root`` is the house's own word for why, by which it is counted.
    """

    about: ClassVar[str] = "complaint"

    root_cause: Note | None
    correction: Note | None
    root: str | None = None
    accepted: bool | None = None


@frozen(kw_only=True)
class ReopenComplaint(FollowUp):
    """It is taken up again, for a reason."""

    about: ClassVar[str] = "complaint"

    reason: Note | None


@frozen(kw_only=True)
class UndoComplaintStep(TakeBackStep):
    """Take back the last step of a complaint."""

    about: ClassVar[str] = "complaint"
