"""The one table of actions: bindings, the line of keys, help, the command palette and the README come from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain.policy import Role
from frontdesk.errors import FrontdeskError, Refused
from frontdesk.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from frontdesk.tui.hand import Hand


class Where(Enum):
    """The chapters of the help, in their order."""

    QUEUE = marked("Those who wait")
    ATTENTION = marked("At the counter")
    VISIT = marked("Any visit: the one at the counter, or the one selected")
    COUNTER = marked("The counter")
    SCREEN = marked("The screen")


@dataclass(frozen=True)
class Action:
    """Something that a key does.

    ``label`` is one or two words, ``tooltip`` a sentence. ``command`` is what would be done now, so that the rules can
    say why it cannot be; ``about`` the same for a visit that may be the one at the counter or the one selected, or
    ``afterwards`` for one that is or was served; both are None where nothing is refused. ``at_once`` actions do their
    command without asking anything. ``role`` is who may do it at all, where it is no command that the rules know.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str
    where: Where
    command: Callable[[Hand], do.Command] | None = None
    about: Callable[[Hand, str], do.Command] | None = None
    at_once: bool = False
    afterwards: bool = False
    role: Role = Role.RECEPTIONIST

    def refusal(self, hand: Hand) -> FrontdeskError | None:
        """Why the action would be refused now; None when it would not be."""
        if hand.role < self.role:
            return needs_role(self.role)
        if self.command is not None:
            return hand.refusal(self.command(hand))
        if self.about is None:
            return None
        refusals = [hand.refusal(self.about(hand, visit)) for visit in self.visits(hand) or ("–",)]
        return None if None in refusals else refusals[0]

    def visits(self, hand: Hand) -> tuple[str, ...]:
        """The visits that it may be about, the likeliest first."""
        return hand.attended if self.afterwards else hand.visits


def needs_role(role: Role) -> Refused:
    """The refusal of what takes a role that the person has not."""
    from frontdesk.domain.rules import need  # noqa: PLC0415 - the keys are checked without the rules

    return need.needs_role(role)


_ANY = "…"  # stands for a text or an id that is asked for later, while a rule only says whether the rest may be done

ACTIONS = (
    Action(
        "call_next",
        ("n", "f2"),
        marked("Call next"),
        marked("Call whoever the order says is next for this counter."),
        Where.QUEUE,
        lambda hand: do.CallNext(**hand.who),
        at_once=True,
    ),
    Action(
        "check_in",
        ("c", "f3"),
        marked("Check in"),
        marked("Give somebody a number, while serving too: c 2 Enter is a whole check-in."),
        Where.QUEUE,
    ),
    Action(
        "jump",
        ("slash",),
        marked("Jump to a number"),
        marked("Type a number, or only its digits, and the visit is selected."),
        Where.QUEUE,
    ),
    Action(
        "call_visit",
        ("a",),
        marked("Call this one"),
        marked("Call the selected visit out of turn, with a reason that is kept."),
        Where.QUEUE,
        lambda hand: do.CallVisit(**hand.who, visit=hand.selected or ""),
    ),
    Action(
        "say_aloud",
        ("v",),
        marked("Say aloud"),
        marked("A sentence for someone who feels overtaken, with their own times and nobody else's."),
        Where.QUEUE,
    ),
    Action(
        "quick_serve",
        ("q",),
        marked("Quick question"),
        marked("Count a question answered without a number."),
        Where.QUEUE,
        lambda hand: do.QuickServe(**hand.who),
        at_once=True,
    ),
    Action(
        "start",
        ("s", "f4"),
        marked("Start"),
        marked("The customer is here: serving begins. Enter does it too."),
        Where.ATTENTION,
        lambda hand: do.Start(**hand.who),
        at_once=True,
    ),
    Action(
        "recall",
        ("r", "f8"),
        marked("Call again"),
        marked("Call once more, as often as the house allows."),
        Where.ATTENTION,
        lambda hand: do.Recall(**hand.who),
        at_once=True,
    ),
    Action(
        "no_show",
        ("x", "f9"),
        marked("No-show"),
        marked("Called, and did not come. Whoever comes back keeps the number and a fair place."),
        Where.ATTENTION,
        lambda hand: do.MarkNoShow(**hand.who),
        at_once=True,
    ),
    Action(
        "next_phase",
        ("space", "f5"),
        marked("Next phase"),
        marked("The next phase of the attention begins. No phase is required."),
        Where.ATTENTION,
        lambda hand: do.MarkPhase(**hand.who),
        at_once=True,
    ),
    Action(
        "finish",
        ("f", "f6"),
        marked("Finish"),
        marked("The attention is over, from any phase."),
        Where.ATTENTION,
        lambda hand: do.Finish(**hand.who),
        at_once=True,
    ),
    Action(
        "finish_and_call",
        ("g", "f7"),
        marked("Finish and call"),
        marked("Finish, and call the next one at once."),
        Where.ATTENTION,
        lambda hand: do.Finish(**hand.who, call_next=True),
        at_once=True,
    ),
    Action(
        "finish_earlier",
        ("F",),
        marked("Finish earlier"),
        marked("Somebody forgot to finish: give the time and say why."),
        Where.ATTENTION,
        lambda hand: do.Finish(**hand.who),
    ),
    Action(
        "transfer",
        ("t",),
        marked("Transfer"),
        marked("On to another service, keeping the place in the order."),
        Where.ATTENTION,
        lambda hand: do.Transfer(**hand.who, service=hand.any_service),
    ),
    Action(
        "interrupt",
        ("i",),
        marked("Interruption"),
        marked("The telephone, a colleague, the system down: timed apart; the same key resumes."),
        Where.ATTENTION,
        lambda hand: do.Resume(**hand.who) if hand.is_interrupted else do.Interrupt(**hand.who),
        at_once=True,
    ),
    Action(
        "advice",
        ("A",),
        marked("Advice"),
        marked("The house's protocols: criticism, a misunderstanding, saying no, and manners of customers."),
        Where.ATTENTION,
    ),
    Action(
        "hold",
        ("h",),
        marked("Hold"),
        marked("Set aside for some minutes; then the visit comes back by itself."),
        Where.VISIT,
        about=lambda hand, visit: do.Hold(**hand.who, visit=visit),
    ),
    Action(
        "put_back",
        ("b",),
        marked("Bring back"),
        marked("Back to waiting: from a call, the counter, a hold, or as a no-show who came after all."),
        Where.VISIT,
        about=lambda hand, visit: do.PutBack(**hand.who, visit=visit),
    ),
    Action(
        "add_service",
        ("e",),
        marked("Another errand"),
        marked("A further service for the same visit, without queueing again."),
        Where.VISIT,
        about=lambda hand, visit: do.AddService(**hand.who, service=hand.any_service, visit=visit),
    ),
    Action(
        "reclassify",
        ("m",),
        marked("Correct"),
        marked("Correct segment, urgency, preference or, before serving, the service; with a reason."),
        Where.VISIT,
        about=lambda hand, visit: do.Reclassify(**hand.who, visit=visit, preference=hand.other_preference(visit)),
    ),
    Action(
        "left",
        ("l",),
        marked("Left"),
        marked("Went away before being served, with the reason if it is known."),
        Where.VISIT,
        about=lambda hand, visit: do.MarkLeft(**hand.who, visit=visit),
    ),
    Action(
        "remove",
        ("d",),
        marked("Remove"),
        marked("The check-in was a mistake. It stays in the records as removed."),
        Where.VISIT,
        about=lambda hand, visit: do.Remove(**hand.who, visit=visit),
    ),
    Action(
        "note",
        ("w",),
        marked("Write a note"),
        marked("A note for colleagues on this visit."),
        Where.VISIT,
        about=lambda hand, visit: do.AddNote(**hand.who, visit=visit, note=do.Note(_ANY, _ANY, _ANY)),
    ),
    Action(
        "complaint",
        ("k",),
        marked("Complaint"),
        marked("Noted with its cause by one key; what was said and a remedy follow if you like."),
        Where.VISIT,
    ),
    Action(
        "promise",
        ("P",),
        marked("Promise"),
        marked("In one line what was promised, and by when: call back tue. ↓ there shows the promises that are open."),
        Where.VISIT,
    ),
    Action(
        "rate",
        ("y",),
        marked("Satisfaction"),
        marked("The customer's answer, 1 to 5: of the one being served, or of the last one who was."),
        Where.VISIT,
        about=lambda hand, visit: do.Rate(**hand.who, score=5, visit=visit),
        afterwards=True,
    ),
    Action(
        "extra_step",
        ("X",),
        marked("Extra step"),
        marked("More was done for the customer than was owed; with a word on what, if you like."),
        Where.VISIT,
        about=lambda hand, visit: do.NoteExtraStep(**hand.who, visit=visit),
        afterwards=True,
    ),
    Action(
        "slip",
        ("z",),
        marked("Slip"),
        marked("The paper with the number and the time of arrival."),
        Where.VISIT,
    ),
    Action(
        "customer",
        ("C",),
        marked("Customer"),
        marked("The customer's file: past visits, promises, complaints, notes; or find whose visit it is."),
        Where.VISIT,
    ),
    Action(
        "details",
        ("D",),
        marked("Story of a visit"),
        marked("Everything that has happened to a visit. Enter shows it for the selected one."),
        Where.VISIT,
    ),
    Action(
        "emergency",
        ("E",),
        marked("Emergency"),
        marked("Somebody is in danger: alert the shift lead at once, and read the house's steps."),
        Where.COUNTER,
        lambda hand: do.RaiseEmergency(**hand.who),
    ),
    Action(
        "abuse",
        ("V",),
        marked("Abuse of staff"),
        marked("You were abused: the shift lead is alerted. It is counted apart, and stands on no customer's file."),
        Where.COUNTER,
        lambda hand: do.NoteAbuse(**hand.who),
    ),
    Action(
        "hand_over",
        ("H",),
        marked("Hand-over note"),
        marked("Read what the shift before has left; where nothing is unread, leave a note to the next one."),
        Where.COUNTER,
    ),
    Action(
        "pulse",
        ("W",),
        marked("How was the shift?"),
        marked("One answer from 1 to 5, once a shift; nobody can tell whose it is."),
        Where.COUNTER,
        lambda hand: do.TakePulse(**hand.who, score=5),
    ),
    Action(
        "undo",
        ("u",),
        marked("Undo"),
        marked("Undo the last step of this counter."),
        Where.COUNTER,
        lambda hand: do.Undo(**hand.who),
        at_once=True,
    ),
    Action(
        "counter_open",
        ("o",),
        marked("Open the counter"),
        marked("Open this counter, or say what it takes from now on."),
        Where.COUNTER,
        lambda hand: hand.opening,
    ),
    Action(
        "pause",
        ("p",),
        marked("Pause or resume"),
        marked("Call nobody for a while, at once or after the present visit; the same key resumes."),
        Where.COUNTER,
        lambda hand: do.ResumeCounter(**hand.who) if hand.is_paused else do.PauseCounter(**hand.who, after_this=True),
    ),
    Action(
        "counter_close",
        ("O",),
        marked("Close the counter"),
        marked("Leave the counter; nobody stands at it."),
        Where.COUNTER,
        lambda hand: do.CloseCounter(**hand.who),
        at_once=True,
    ),
    Action(
        "take_over",
        ("j",),
        marked("Take over"),
        marked("Take a colleague's place at this counter, or take over the customer of another counter."),
        Where.COUNTER,
    ),
    Action(
        "intake",
        ("I",),
        marked("Intake"),
        marked("Take no more check-ins for a service today, or take them again."),
        Where.COUNTER,
    ),
    Action(
        "summary",
        ("S",),
        marked("Summary"),
        marked("The summary of the day so far, and a key to save it."),
        Where.COUNTER,
    ),
    Action(
        "board",
        ("B",),
        marked("Board"),
        marked("The shift lead's board: the figures of the day, its counters, what is wrong."),
        Where.COUNTER,
        role=Role.LEAD,
    ),
    Action(
        "care",
        ("K",),
        marked("Care"),
        marked("Complaints, requests, suggestions, praise and promises, each followed to its end."),
        Where.COUNTER,
    ),
    Action(
        "help",
        ("question_mark", "f1"),
        marked("All keys"),
        marked("All keys of this screen, and why some cannot be used now."),
        Where.SCREEN,
    ),
    Action(
        "palette",
        ("ctrl+p",),
        marked("Find an action"),
        marked("Every action by its name."),
        Where.SCREEN,
    ),
    Action(
        "pane",
        ("tab",),
        marked("Other pane"),
        marked("On a small screen: the list, or the visit at the counter."),
        Where.SCREEN,
    ),
    Action(
        "theme",
        ("T",),
        marked("Colours"),
        marked("Dark, light, high contrast, or safe for the colour-blind."),
        Where.SCREEN,
    ),
    Action(
        "language",
        ("L",),
        marked("Language"),
        marked("English or Spanish, at once."),
        Where.SCREEN,
    ),
    Action(
        "quit",
        ("Q", "ctrl+q"),
        marked("Quit"),
        marked("Leave the program; it asks whether the counter stays open."),
        Where.SCREEN,
    ),
)

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}
