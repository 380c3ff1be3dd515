"""What an undo has taken back, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from frontdesk.domain.answers import Answer


def undone_step(answer: Answer) -> Sentence:
    """The step that was taken back, from the answer to an undo: “the call”."""
    return Sentence(_STEPS.get(answer.get("undid") or "", _ANOTHER))


_ANOTHER = marked("the last step")
_STEPS = {
    "CheckedIn": marked("the check-in"),
    "Called": marked("the call"),
    "Recalled": marked("the repeated call"),
    "ServingStarted": marked("the beginning of the attention"),
    "PhaseBegan": marked("the phase"),
    "Finished": marked("the end of the attention"),
    "DidNotShow": marked("the no-show"),
    "WentAway": marked("the leaving"),
    "Removed": marked("the removal"),
    "LeftUnfinished": marked("the unfinished end"),
    "Returned": marked("the return to the queue"),
    "PutOnHold": marked("the hold"),
    "Transferred": marked("the transfer"),
    "ServiceAdded": marked("the further errand"),
    "Reclassified": marked("the correction"),
    "VisitTakenOver": marked("the takeover of the visit"),
    "Interrupted": marked("the interruption"),
    "InterruptionEnded": marked("the end of the interruption"),
    "NoteAdded": marked("the note"),
    "CustomerTied": marked("whose visit it is"),
    "Rated": marked("the rating"),
    "ExtraStepTaken": marked("the extra step"),
    "QuicklyServed": marked("the quick answer"),
    "CounterOpened": marked("the opening of the counter"),
    "CounterPaused": marked("the pause of the counter"),
    "CounterResumed": marked("the end of the pause"),
    "CounterClosed": marked("the closing of the counter"),
    "CounterTakenOver": marked("the takeover of the counter"),
    "IntakeStopped": marked("the stop of the intake"),
    "IntakeStarted": marked("the start of the intake"),
    "AlertAcknowledged": marked("the acknowledgement of the alert"),
    "NoticePosted": marked("the notice"),
    "NoticeWithdrawn": marked("the withdrawal of the notice"),
    "SurgeStarted": marked("the start of the plan for a rush"),
    "SurgeEnded": marked("the end of the plan for a rush"),
    "EmergencyRaised": marked("the emergency"),
    "StandardCommented": marked("the comment on a standard"),
    "IntervalSetApart": marked("the interval set apart"),
    "AbuseNoted": marked("the note of abuse"),
    "ShiftNoteWritten": marked("the hand-over note"),
    "ShiftNoteRead": marked("the reading of the hand-over note"),
    "PromiseMade": marked("the promise"),
    "PromiseKept": marked("the keeping of the promise"),
    "PromiseBroken": marked("the breaking of the promise"),
    "PromiseMoved": marked("the other day of the promise"),
    "ComplaintOpened": marked("the complaint"),
    "ComplaintDescribed": marked("what was written down of the complaint"),
    "ComplaintNoted": marked("the note on the complaint"),
    "ComplaintAcknowledged": marked("the acknowledgement of the complaint"),
    "ComplaintAssigned": marked("the other owner of the complaint"),
    "ComplaintActedOn": marked("what was done about the complaint"),
    "ComplaintResolved": marked("the answer to the complaint"),
    "ComplaintClosed": marked("the closing of the complaint"),
    "ComplaintReopened": marked("the reopening of the complaint"),
}
"""Each kind of event that a step begins with."""
