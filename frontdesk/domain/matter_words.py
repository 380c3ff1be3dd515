"""Complaints and promises in words: kinds, channels, states, and what a command about one has done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.domain import complaints, promises
from frontdesk.i18n import Sentence, _, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.promises import PromiseRecord

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
COMPLAINT_STATES = {
    complaints.OPEN: marked("open", "complaint"),
    complaints.ACKNOWLEDGED: marked("acknowledged", "complaint"),
    complaints.INVESTIGATING: marked("being investigated", "complaint"),
    complaints.RESOLVED: marked("resolved", "complaint"),
    complaints.CLOSED: marked("closed", "complaint"),
}
PROMISE_STATES = {
    promises.OPEN: marked("open", "promise"),
    promises.KEPT: marked("kept", "promise"),
    promises.BROKEN: marked("broken", "promise"),
}


def complaint_state(complaint: ComplaintRecord, today: str) -> str:
    """Its state, or that it is overdue, which goes before any other."""
    if complaint.is_overdue(today):
        return _("overdue", "complaint")
    return _(COMPLAINT_STATES[complaint.status])


def promise_state(promise: PromiseRecord, today: str) -> str:
    """Its state; that it is overdue, or was kept late, goes before."""
    if promise.is_overdue(today):
        return _("overdue", "promise")
    return _("kept late", "promise") if promise.kept_late else _(PROMISE_STATES[promise.status])


def done(command: type[do.MatterCommand], answer: Mapping[str, Any]) -> Sentence:
    """What a command about a complaint or a promise has done, from its answer."""
    said = {
        name: answer.get(name) for name in (do.OpenComplaint.about, do.MakePromise.about, "owner") if name in answer
    }
    if answer.get("due_day") is not None:
        said["day"] = date.fromisoformat(answer["due_day"])
    if command is do.KeepPromise and answer["kept_late"]:
        return Sentence("{promise} is kept, but late: it was due on {day}.", **said)
    return Sentence(_DONE[command], **said)


_DONE = {
    do.OpenComplaint: Sentence("{complaint} is noted; answer it by {day}.").message,
    do.DescribeComplaint: Sentence("{complaint}: it is written down; answer it by {day}.").message,
    do.NoteOnComplaint: Sentence("{complaint}: the note is kept.").message,
    do.AcknowledgeComplaint: Sentence("{complaint} is acknowledged; answer it by {day}.").message,
    do.AssignComplaint: Sentence("{owner} sees to {complaint}.").message,
    do.ActOnComplaint: Sentence("It is noted; answer {complaint} by {day}.").message,
    do.ResolveComplaint: Sentence("{complaint} is answered.").message,
    do.CloseComplaint: Sentence("{complaint} is closed.").message,
    do.ReopenComplaint: Sentence("{complaint} is open again; answer it by {day}.").message,
    do.MakePromise: Sentence("{promise} is noted; keep it by {day}.").message,
    do.KeepPromise: Sentence("{promise} is kept.").message,
    do.BreakPromise: Sentence("{promise} is broken; the reason is kept.").message,
    do.MovePromise: Sentence("{promise} is to be kept by {day} now.").message,
}
