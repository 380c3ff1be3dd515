"""Which step of the day a command of the board has become, so that it can be taken back and no other one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.day import Day


class _Trace(NamedTuple):
    """What a kind of command leaves: its event, and what that touches, with values of the command and its answer."""

    event: type[ev.Event]
    touches: str


_TRACES: Mapping[type[do.Command], _Trace] = {
    do.OpenCounter: _Trace(ev.CounterOpened, "counter/{counter}"),
    do.PauseCounter: _Trace(ev.CounterPaused, "counter/{counter}"),
    do.ResumeCounter: _Trace(ev.CounterResumed, "counter/{counter}"),
    do.CloseCounter: _Trace(ev.CounterClosed, "counter/{counter}"),
    do.Reclassify: _Trace(ev.Reclassified, "{visit}"),
    do.StopIntake: _Trace(ev.IntakeStopped, "intake/{service}"),
    do.StartIntake: _Trace(ev.IntakeStarted, "intake/{service}"),
    do.AcknowledgeAlert: _Trace(ev.AlertAcknowledged, "alert/{alert}"),
    do.PostNotice: _Trace(ev.NoticePosted, "notice/{notice}"),
    do.WithdrawNotice: _Trace(ev.NoticeWithdrawn, "notice/{notice}"),
    do.WriteShiftNote: _Trace(ev.ShiftNoteWritten, "shift_note/{note}"),
    do.ReadShiftNotes: _Trace(ev.ShiftNoteRead, "shift_note/{note}"),
    do.KeepPromise: _Trace(ev.PromiseKept, "promise/{promise}"),
    do.MovePromise: _Trace(ev.PromiseMoved, "promise/{promise}"),
    do.BreakPromise: _Trace(ev.PromiseBroken, "promise/{promise}"),
    do.StartSurge: _Trace(ev.SurgeStarted, "surge"),
    do.EndSurge: _Trace(ev.SurgeEnded, "surge"),
}


def step_of(command: do.Command, answer: Answer, day: Day) -> int | None:
    """The place of the first event of what a command has done.

    None where that cannot be undone, or where somebody else has done something with the same thing since.
    """
    trace = _TRACES.get(type(command))
    if trace is None:
        return None
    values = {name: getattr(command, name, None) for name in ("counter", "service")} | dict(answer)
    step = day.touched.get(trace.touches.format(**values))
    return step.first if step is not None and step.kind == trace.event.kind else None
