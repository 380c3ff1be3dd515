"""What somebody wants done: imperative and frozen. A face builds one and hands it to the desk; the rules decide.

``actor`` is the person, ``counter`` where they stand (None where none is needed), ``key`` makes a repetition harmless:
the same key twice does it once. ``request`` is what was asked in the face's own words, where these stay the same when
the command does not (``--for 10m`` names another instant each time). ``visit`` is a visit's id or its number of today;
None means the visit at the counter. Instants are whole seconds, UTC.
"""

from __future__ import annotations

from frontdesk.domain.commands.command import Command, Note, note_id
from frontdesk.domain.commands.complaints import (
    AcknowledgeComplaint,
    ActOnComplaint,
    AssignComplaint,
    CloseComplaint,
    OpenComplaint,
    ReopenComplaint,
    ResolveComplaint,
)
from frontdesk.domain.commands.counters import (
    CloseCounter,
    OpenCounter,
    PauseCounter,
    QuickServe,
    ResumeCounter,
    TakeOverCounter,
)
from frontdesk.domain.commands.customers import AddCustomer, ApproveSegments, ImportCustomers
from frontdesk.domain.commands.house import (
    AcknowledgeAlert,
    CloseDay,
    EndSurge,
    OpenDay,
    PostNotice,
    RaiseEmergency,
    SetApart,
    StartIntake,
    StartSurge,
    StopIntake,
    WithdrawNotice,
)
from frontdesk.domain.commands.matter import FollowUp, MatterCommand
from frontdesk.domain.commands.promises import BreakPromise, KeepPromise, MakePromise, MovePromise
from frontdesk.domain.commands.visits import (
    AddNote,
    AddService,
    CallNext,
    CallVisit,
    CheckIn,
    EndUnfinished,
    Finish,
    Hold,
    Interrupt,
    MarkLeft,
    MarkNoShow,
    MarkPhase,
    PutBack,
    Rate,
    Recall,
    Reclassify,
    Remove,
    Resume,
    Start,
    TakeOverVisit,
    Transfer,
    Undo,
)

__all__ = [
    "AcknowledgeAlert",
    "AcknowledgeComplaint",
    "ActOnComplaint",
    "AddCustomer",
    "AddNote",
    "AddService",
    "ApproveSegments",
    "AssignComplaint",
    "BreakPromise",
    "CallNext",
    "CallVisit",
    "CheckIn",
    "CloseComplaint",
    "CloseCounter",
    "CloseDay",
    "Command",
    "EndSurge",
    "EndUnfinished",
    "Finish",
    "FollowUp",
    "Hold",
    "ImportCustomers",
    "Interrupt",
    "KeepPromise",
    "MakePromise",
    "MarkLeft",
    "MarkNoShow",
    "MarkPhase",
    "MatterCommand",
    "MovePromise",
    "Note",
    "OpenComplaint",
    "OpenCounter",
    "OpenDay",
    "PauseCounter",
    "PostNotice",
    "PutBack",
    "QuickServe",
    "RaiseEmergency",
    "Rate",
    "Recall",
    "Reclassify",
    "Remove",
    "ReopenComplaint",
    "ResolveComplaint",
    "Resume",
    "ResumeCounter",
    "SetApart",
    "Start",
    "StartIntake",
    "StartSurge",
    "StopIntake",
    "TakeOverCounter",
    "TakeOverVisit",
    "Transfer",
    "Undo",
    "WithdrawNotice",
    "note_id",
]
