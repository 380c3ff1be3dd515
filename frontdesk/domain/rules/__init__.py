"""The rules of the house: what a command brings about, or why it is refused and what to do instead.

``decide`` is pure: it reads a day, a command, an instant (UTC seconds) and the policy, and returns the events.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.domain.policy import Policy
from frontdesk.domain.rules import admission, attention, calling, counters, days, lead, staff, standards
from frontdesk.domain.rules.need import require_known_counter, require_role
from frontdesk.errors import FrontdeskError, Refused
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.day import Day
    from frontdesk.domain.events import Event


def decide(day: Day, command: do.Command, now: int, policy: Policy) -> tuple[Event, ...]:
    """The events that a command brings about at ``now``.

    Raises Refused with a code, a reason and a remedy; UsageError for an id that the configuration does not know.
    """
    require_role(command)
    if day.closed and not isinstance(command, do.OpenDay):
        raise Refused(
            "day_closed",
            Sentence("The day {day} is closed.", day=date.fromisoformat(day.day)),
            Sentence("A shift lead can go on with it by “frontdesk day open”."),
        )
    require_known_counter(command, policy)
    return _RULES[type(command)](day, command, now, policy)


def refusal(day: Day, command: do.Command, now: int, policy: Policy) -> FrontdeskError | None:
    """Why a command would not be carried out at ``now``; None when it would be."""
    try:
        decide(day, command, now, policy)
    except FrontdeskError as error:
        return error
    return None


_RULES: dict[type[do.Command], Callable[[Day, Any, int, Policy], tuple[Event, ...]]] = {
    do.CheckIn: admission.check_in,
    do.Reclassify: admission.reclassify,
    do.AddService: admission.add_service,
    do.CallNext: calling.call_next,
    do.CallVisit: calling.call_visit,
    do.Recall: calling.recall,
    do.MarkNoShow: calling.no_show,
    do.MarkLeft: calling.left,
    do.Remove: calling.remove,
    do.EndUnfinished: calling.end_unfinished,
    do.PutBack: calling.put_back,
    do.TakeOverVisit: calling.take_over_visit,
    do.Start: attention.start,
    do.MarkPhase: attention.mark_phase,
    do.Finish: attention.finish,
    do.Hold: attention.hold,
    do.Transfer: attention.transfer,
    do.Interrupt: attention.interrupt,
    do.Resume: attention.resume,
    do.AddNote: attention.add_note,
    do.TieCustomer: attention.tie_customer,
    do.Rate: attention.rate,
    do.NoteExtraStep: attention.note_extra_step,
    do.QuickServe: attention.quick_serve,
    do.OpenCounter: counters.open_,
    do.PauseCounter: counters.pause,
    do.ResumeCounter: counters.resume,
    do.CloseCounter: counters.close,
    do.TakeOverCounter: counters.take_over,
    do.StopIntake: days.stop_intake,
    do.StartIntake: days.start_intake,
    do.AcknowledgeAlert: lead.acknowledge_alert,
    do.PostNotice: lead.post_notice,
    do.WithdrawNotice: lead.withdraw_notice,
    do.StartSurge: lead.start_surge,
    do.EndSurge: lead.end_surge,
    do.SetApart: lead.set_apart,
    do.CommentStandard: standards.comment,
    do.RaiseEmergency: lead.raise_emergency,
    do.WriteShiftNote: staff.write_shift_note,
    do.ReadShiftNotes: staff.read_shift_notes,
    do.TakePulse: staff.take_pulse,
    do.NoteAbuse: staff.note_abuse,
    do.Undo: days.undo,
    do.CloseDay: days.close_day,
    do.OpenDay: days.open_day,
}
