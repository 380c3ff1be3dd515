"""The one table of the care screen's actions: its keys, its line of keys and its help come from it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.domain.matters import COMPLAINT, PROMISE
from frontdesk.domain.promises import PromiseRecord
from frontdesk.domain.rules.matters import go_on
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import Sentence, marked
from frontdesk.tui.messages import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.matters import Matter
    from frontdesk.domain.policy import Policy, Role
    from frontdesk.tui.care.entries import Entry


@dataclass(frozen=True)
class CareHand:
    """What a key of the care screen acts upon: the line under the cursor, the person, the instant (UTC seconds)."""

    entry: Entry | None
    policy: Policy
    now: int
    actor: str
    role: Role
    counter_id: str | None

    @property
    def who(self) -> dict[str, Any]:
        """What every command bears; each has a key of its own, so that it may be tried again."""
        return {"actor": self.actor, "role": self.role, "counter": self.counter_id, "key": secrets.token_hex(8)}

    @property
    def complaint(self) -> ComplaintRecord:
        """The complaint under the cursor, where that is known to be one."""
        assert self.entry is not None and self.entry.complaint is not None
        return self.entry.complaint.row.record

    @property
    def about(self) -> dict[str, Any]:
        """The same with the number of what is selected."""
        return self.who | {"number": "" if self.entry is None else self.entry.number}


@dataclass(frozen=True)
class CareAction:
    """Something that a key does; ``command`` is what would be done now, so that the rules can say why it cannot be."""

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str
    command: Callable[[CareHand], do.FollowUp] | None = None

    def refusal(self, hand: CareHand) -> Sentence | None:
        """Why the action cannot be done now and what to do instead; None when it can."""
        if self.command is None:
            return None
        if hand.entry is None:
            return Sentence("Nothing is selected.")
        command = self.command(hand)
        if command.about != kind_of(hand.entry.record):
            return Sentence(_OTHERWISE[command.about], number=hand.entry.number)
        try:
            go_on(hand.entry.record, command, hand.now, hand.policy)
        except FrontdeskError as error:
            return refused(error)
        return None


def kind_of(record: Matter) -> str:
    """Whether it is a complaint or a promise."""
    return PROMISE if isinstance(record, PromiseRecord) else COMPLAINT


_OTHERWISE = {
    COMPLAINT: Sentence("{number} is a promise: it is kept, broken or moved.").message,
    PROMISE: Sentence("{number} is no promise.").message,
}
_LATER = do.Note("…", "…", "…")
"""Stands for a text that is asked for later, while a rule only says whether the rest may be done."""


CARE_ACTIONS = (
    CareAction("show", ("enter",), marked("Story"), marked("All that is known of it, and every step.")),
    CareAction(
        "acknowledge",
        ("a",),
        marked("Acknowledge", "complaint"),
        marked("The customer has been told that it was received."),
        lambda hand: do.AcknowledgeComplaint(**hand.about),
    ),
    CareAction(
        "assign",
        ("o",),
        marked("Owner"),
        marked("Who sees to it from now on."),
        lambda hand: do.AssignComplaint(**hand.about, owner="…"),
    ),
    CareAction(
        "act",
        ("s",),
        marked("Step taken"),
        marked("Something was done about it, in one line."),
        lambda hand: do.ActOnComplaint(**hand.about, text=_LATER),
    ),
    CareAction(
        "investigate",
        ("i",),
        marked("Investigate"),
        marked("The answer needs an investigation, and so more days; what is being done, in one line."),
        lambda hand: do.ActOnComplaint(**hand.about, text=_LATER, investigate=True),
    ),
    CareAction(
        "answer",
        ("r",),
        marked("Answer"),
        marked("What the customer was told, with a remedy of the house if one was granted, and whether it was enough."),
        lambda hand: do.ResolveComplaint(**hand.about, text=_LATER),
    ),
    CareAction(
        "close",
        ("c",),
        marked("Close"),
        marked("Why it happened, and what was changed so that it does not happen again."),
        lambda hand: do.CloseComplaint(**hand.about, root_cause=_LATER, correction=_LATER),
    ),
    CareAction(
        "reopen",
        ("O",),
        marked("Open again"),
        marked("What was answered is taken up again, for a reason, with a new deadline."),
        lambda hand: do.ReopenComplaint(**hand.about, reason=_LATER),
    ),
    CareAction(
        "describe",
        ("t",),
        marked("What was said"),
        marked("Write down what the customer said, in one line."),
        lambda hand: do.DescribeComplaint(**hand.about, text=_LATER),
    ),
    CareAction(
        "ask_for",
        ("w",),
        marked("Asked for"),
        marked("Write down what the customer asks for."),
        lambda hand: do.DescribeComplaint(**hand.about, remedy=_LATER),
    ),
    CareAction(
        "correct",
        ("C",),
        marked("Correct"),
        marked("A slip in its cause, kind, severity, safety, channel or customer; its story tells what it was."),
        lambda hand: do.DescribeComplaint(**hand.about, text=_LATER),
    ),
    CareAction(
        "note",
        ("n",),
        marked("Note"),
        marked("A note for colleagues."),
        lambda hand: do.NoteOnComplaint(**hand.about, text=_LATER),
    ),
    CareAction(
        "letter",
        ("l",),
        marked("Letter"),
        marked("The letter that acknowledges it, in the customer's language, as a file."),
        lambda hand: do.NoteOnComplaint(**hand.about, text=_LATER),
    ),
    CareAction(
        "take_down",
        ("N",),
        marked("New", "complaint"),
        marked("What came by telephone, letter or the like, or from somebody without a visit."),
    ),
    CareAction(
        "keep",
        ("k",),
        marked("Kept"),
        marked("What was promised is done."),
        lambda hand: do.KeepPromise(**hand.about),
    ),
    CareAction(
        "break",
        ("b",),
        marked("Broken"),
        marked("What was promised will not be done, and why."),
        lambda hand: do.BreakPromise(**hand.about, reason=_LATER),
    ),
    CareAction(
        "move",
        ("m",),
        marked("Move"),
        marked("What was promised will be done by another day, and why."),
        lambda hand: do.MovePromise(**hand.about, due_day=_another_day(hand), reason=_LATER),
    ),
    CareAction("undo", ("u",), marked("Undo"), marked("Take back its last step, if it was taken today.")),
    CareAction(
        "group",
        ("f",),
        marked("Kind"),
        marked("Only complaints, requests, suggestions, praise or promises; or all of them."),
    ),
    CareAction("status", ("g",), marked("State"), marked("Only what is in one state; or all of them.")),
    CareAction("person", ("p",), marked("Person"), marked("Only what one person sees to, or nobody; or all of them.")),
    CareAction(
        "deadline",
        ("v",),
        marked("Deadline"),
        marked("Only what is still to be answered or kept, then only what is overdue, then all again."),
    ),
    CareAction(
        "ended",
        ("e",),
        marked("Ended too"),
        marked("What was closed, kept or broken in the last year too; or only what is open."),
    ),
    CareAction("visit", ("D",), marked("Story of a visit"), marked("Everything that has happened to its visit.")),
    CareAction("help", ("question_mark", "f1"), marked("All keys"), marked("All keys of this screen.")),
    CareAction("leave", ("escape", "K", "q"), marked("Back"), marked("Back to where it was opened from, or quit.")),
)


def _another_day(hand: CareHand) -> date:
    """A day that is to come, and on which the selected promise is not due already."""
    tomorrow = hand.policy.business_day(hand.now) + timedelta(days=1)
    due = None if hand.entry is None else hand.entry.record.due_day
    return tomorrow + timedelta(days=tomorrow.isoformat() == due)


CARE_BY_ID: Mapping[str, CareAction] = {action.id: action for action in CARE_ACTIONS}
CARE_OF_KEY: Mapping[str, str] = {key: action.id for action in CARE_ACTIONS for key in action.keys}

ON_A_COMPLAINT = ("show", "acknowledge", "assign", "answer", "leave", "help")
ON_AN_INVESTIGATION = ("show", "act", "assign", "answer", "leave", "help")
ON_WHAT_IS_ANSWERED = ("show", "close", "reopen", "note", "leave", "help")
ON_A_PROMISE = ("show", "keep", "break", "move", "leave", "help")
ON_NOTHING = ("take_down", "group", "status", "ended", "leave", "help")
"""The line of keys: the most useful first, the last two always."""


def useful_actions(entry: Entry | None) -> tuple[str, ...]:
    """The actions of most use for a line."""
    if entry is None:
        return ON_NOTHING
    if entry.complaint is None:
        return ON_A_PROMISE if not entry.settled else ON_NOTHING
    if entry.settled:
        return ON_WHAT_IS_ANSWERED
    return ON_A_COMPLAINT if entry.complaint.row.record.acknowledged_at is None else ON_AN_INVESTIGATION
