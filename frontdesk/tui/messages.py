"""What has just happened, in one sentence with its number; kept as sentences, so that they follow the language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.domain import matter_words
from frontdesk.domain.answers import FILE_GONE, FILE_STAYS
from frontdesk.domain.complaints import NOT_A_COMPLAINT
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.undone_words import undone_step
from frontdesk.errors import FrontdeskError, Refused
from frontdesk.i18n import Sentence, duration
from frontdesk.tui.estimate_told import estimate_sentence
from frontdesk.tui.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit


class Duration:
    """A length of time, written when it is shown."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds

    def __str__(self) -> str:
        return duration(self._seconds)


def refused(error: FrontdeskError) -> Sentence:
    """A refusal, or whatever else a person is to be told: why, and what to do instead."""
    if isinstance(error, Refused) and error.code == "unknown_visit" and not error.reason:
        return Sentence("{remedy}", remedy=error.remedy)
    return Sentence("{reason} {remedy}", reason=error.reason, remedy=error.remedy)


def done(command: do.Command, answer: Answer, day: Day, policy: Policy) -> Sentence:
    """What a command has done."""
    tell = _TELL.get(type(command))
    if tell is None:
        return matter_words.done(type(command), answer) if isinstance(command, do.MatterCommand) else Sentence("Done.")
    visit = day.visits.get(answer.get("visit") or "")
    return tell(command, answer, visit, day, policy)


def _number(answer: Answer) -> str:
    return str(answer.get("number") or "")


def _check_in(command: do.CheckIn, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    estimate = answer.get("estimate") or {"p50_s": None, "p90_s": None}
    told = estimate_sentence(estimate["p50_s"], estimate["p90_s"], max(0, answer.get("position", 1) - 1))
    if command.open_file:
        return Sentence(
            "{number} checked in, customer {customer} has a file now: {told}.",
            number=_number(answer),
            customer=answer.get("customer"),
            told=told,
        )
    return Sentence("{number} checked in: {told}. Undo with {undo_key}.", number=_number(answer), told=told, **KEYS)


def _called(command: do.Command, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    return Sentence(
        "{number} called after {time}. Enter when they are here.",
        number=_number(answer),
        time=Duration(answer.get("waited_s") or 0),
    )


def _finished(command: do.Finish, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    ended, call = _ended(command, answer, visit), answer.get("follow_up")
    if call is None:
        return ended
    question = Sentence(
        "Promise a call by {day}? {promise_key} does it.", day=date.fromisoformat(call["due_day"]), **KEYS
    )
    return Sentence("{first} {then}", first=ended, then=question)


def _ended(command: do.Finish, answer: Answer, visit: Visit | None) -> Sentence:
    if visit is None:
        return Sentence("{number} finished. Undo with {undo_key}.", number=_number(answer), **KEYS)
    legs = visit.legs if visit.outcome is not None else visit.legs[:-1]
    handled = Duration(legs[-1].handling_s if legs else 0)
    if visit.outcome is None and visit.counter is not None:
        return Sentence("{number} finished after {time}; the next errand begins.", number=visit.number, time=handled)
    if visit.outcome is None:
        return Sentence(
            "{number} finished after {time} and waits for the next errand.", number=visit.number, time=handled
        )
    following = answer.get("next")
    if following is not None:
        return Sentence(
            "{number} finished after {time}. {following} called. Undo with {undo_key}.",
            number=visit.number,
            time=handled,
            following=following["number"],
            **KEYS,
        )
    if command.call_next:
        return Sentence("{number} finished after {time}. Nobody is called now.", number=visit.number, time=handled)
    return Sentence("{number} finished after {time}. Undo with {undo_key}.", number=visit.number, time=handled, **KEYS)


def _held(command: do.Hold, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    if command.until is None:
        return Sentence(
            "{number} is on hold until somebody brings it back ({put_back_key}).", number=_number(answer), **KEYS
        )
    return Sentence(
        "{number} is on hold and comes back at {time}. Undo with {undo_key}.",
        number=_number(answer),
        time=ClockTime(command.until, policy.zone),
        **KEYS,
    )


def _rated(command: do.Rate, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    return Sentence("{number}: {score} of 5 is kept, thank you.", number=_number(answer), score=command.score)


def _recalled(command: do.Recall, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    calls = 0 if visit is None else visit.calls
    if calls > policy.recall_limit:
        return Sentence(
            "{number} called {n} time, no more are allowed. {no_show_key} marks a no-show.",
            "{number} called {n} times, no more are allowed. {no_show_key} marks a no-show.",
            number=_number(answer),
            n=calls,
            **KEYS,
        )
    return Sentence("{number} called {n} time.", "{number} called {n} times.", number=_number(answer), n=calls)


def _transferred(command: do.Transfer, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    if not policy.transfer_keeps_place:
        return Sentence("{number} is transferred. Undo with {undo_key}.", number=_number(answer), **KEYS)
    return Sentence(
        "{number} is transferred and keeps its place. Undo with {undo_key}.", number=_number(answer), **KEYS
    )


def _undone(
    command: do.Undo | do.TakeBackStep, answer: Answer, visit: Visit | None, day: Day, policy: Policy
) -> Sentence:
    told = what_was_undone(answer)
    if answer.get("file") == FILE_GONE:
        return Sentence("{told} The file of {customer} is gone with it.", told=told, customer=answer["customer"])
    if answer.get("file") == FILE_STAYS:
        return Sentence(
            "Undone: {number}. {customer} keeps the file, there is more in it.",
            number=_number(answer),
            customer=answer["customer"],
        )
    return told


def what_was_undone(answer: Answer) -> Sentence:
    """Which step an undo has taken back, and of whom: one after the other they must not look alike."""
    number = answer.get("promise") or answer.get("complaint") or answer.get("number")
    step = undone_step(answer)
    if number is None:
        return Sentence("The last step was undone: {step}.", step=step)
    return Sentence("The last step was undone: {number}, {step}.", number=number, step=step)


def _complaint(command: do.OpenComplaint, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    if command.kind in NOT_A_COMPLAINT:
        return matter_words.done(type(command), answer)
    return Sentence(
        "Complaint {number} is noted; answer it by {day}.",
        number=answer["complaint"],
        day=date.fromisoformat(answer["due_day"]),
    )


def _opened(command: do.OpenCounter, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    if command.services is not None:  # it was open: it has been said what it takes
        return Sentence(
            "What counter {counter} takes is changed. {counter_open_key} shows it.", counter=command.counter, **KEYS
        )
    return Sentence("Counter {counter} is open. {call_next_key} calls the next one.", counter=command.counter, **KEYS)


def _paused(command: do.PauseCounter, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    counter = day.counter(command.counter or "")
    if counter.pause_after:
        return Sentence("Counter {counter} pauses after this visit.", counter=counter.id)
    return Sentence("Counter {counter} is paused. {pause_key} resumes.", counter=counter.id, **KEYS)


def _tied(command: do.TieCustomer, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    if answer.get("customer") is None:
        return Sentence("{number} is of no known customer. Undo with {undo_key}.", number=_number(answer), **KEYS)
    return Sentence(
        "{number} is a visit of customer {customer}: {customer_key} opens the file. Undo with {undo_key}.",
        number=_number(answer),
        customer=answer["customer"],
        **KEYS,
    )


def _promised(command: do.Command, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
    return Sentence(
        "{promise} by {day}, {owner} sees to it. Undo with {undo_key}.",
        promise=answer["promise"],
        day=date.fromisoformat(answer["due_day"]),
        owner=answer["owner"] or "–",
        **KEYS,
    )


def _about_promise(sentence: Sentence) -> Callable[..., Sentence]:
    message = sentence.message

    def tell(command: do.Command, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
        return Sentence(message, promise=answer["promise"], **KEYS)

    return tell


def _with_number(sentence: Sentence) -> Callable[..., Sentence]:
    message = sentence.message

    def tell(command: do.Command, answer: Answer, visit: Visit | None, day: Day, policy: Policy) -> Sentence:
        return Sentence(message, number=_number(answer), counter=command.counter, **KEYS)

    return tell


_TELL: dict[type[do.Command], Callable[[Any, Answer, Visit | None, Day, Policy], Sentence]] = {
    do.CheckIn: _check_in,
    do.CallNext: _called,
    do.CallVisit: _called,
    do.Recall: _recalled,
    do.Start: _with_number(Sentence("{number} is being served.")),
    do.MarkPhase: _with_number(Sentence("{number}: the next phase.")),
    do.Finish: _finished,
    do.MarkNoShow: _with_number(
        Sentence("{number} did not come. If they do: find it with {jump_key}, then {put_back_key}.")
    ),
    do.MarkLeft: _with_number(Sentence("{number} has left. Undo with {undo_key}.")),
    do.Remove: _with_number(Sentence("{number} is removed. Undo with {undo_key}.")),
    do.PutBack: _with_number(Sentence("{number} waits again. Undo with {undo_key}.")),
    do.Hold: _held,
    do.Transfer: _transferred,
    do.AddService: _with_number(Sentence("{number} has another errand. Undo with {undo_key}.")),
    do.Reclassify: _with_number(Sentence("{number} is corrected. Undo with {undo_key}.")),
    do.TakeOverVisit: _with_number(Sentence("{number} is now at counter {counter}.")),
    do.TakeOverCounter: _with_number(Sentence("You now work at counter {counter}.")),
    do.Interrupt: _with_number(Sentence("{number}: interrupted; {interrupt_key} resumes.")),
    do.Resume: _with_number(Sentence("{number}: the attention goes on.")),
    do.AddNote: _with_number(Sentence("{number}: the note is kept.")),
    do.TieCustomer: _tied,
    do.Rate: _rated,
    do.NoteExtraStep: _with_number(Sentence("{number}: the extra step is kept.")),
    do.QuickServe: _with_number(Sentence("A quick question counted. Undo with {undo_key}.")),
    do.OpenCounter: _opened,
    do.PauseCounter: _paused,
    do.ResumeCounter: _with_number(Sentence("Counter {counter} calls again.")),
    do.CloseCounter: _with_number(Sentence("Counter {counter} is closed.")),
    do.StopIntake: _with_number(Sentence("No more check-ins for that service today.")),
    do.StartIntake: _with_number(Sentence("Check-ins for that service are open again.")),
    do.AcknowledgeAlert: _with_number(Sentence("The alert is acknowledged, for everybody.")),
    do.RaiseEmergency: _with_number(Sentence("The shift lead is alerted. If it was a mistake: {undo_key}.")),
    do.MakePromise: _promised,
    do.MovePromise: _promised,
    do.KeepPromise: _about_promise(Sentence("{promise} is kept. Undo with {undo_key}.")),
    do.BreakPromise: _about_promise(Sentence("{promise} is broken; the reason is kept. Undo with {undo_key}.")),
    do.WriteShiftNote: _with_number(Sentence("The note is left to the next shift. Undo with {undo_key}.")),
    do.ReadShiftNotes: _with_number(Sentence("The hand-over is read. Undo with {undo_key}.")),
    do.TakePulse: _with_number(Sentence("Thank you. Nobody can tell whose answer it is.")),
    do.NoteAbuse: _with_number(
        Sentence("The shift lead is alerted, and it is noted. If it was a mistake: {undo_key}.")
    ),
    do.Undo: _undone,
    do.UndoComplaintStep: _undone,
    do.UndoPromiseStep: _undone,
    do.OpenComplaint: _complaint,
}
